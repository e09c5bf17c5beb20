"""``python -m pipeline.cli`` is ``gongbao``."""

import sys

from pipeline.cli.main import main

sys.exit(main())
