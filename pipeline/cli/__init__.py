"""The command line: ``gongbao run``, ``extract``, ``query``, ``evaluate``.

Nothing is imported before a command needs it: ``gongbao --help`` answers at once, and only ``run`` loads Prefect.
"""

from __future__ import annotations

from pipeline.cli.main import main

__all__ = ["main"]
