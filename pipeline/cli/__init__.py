"""The command line: ``gongbao run``, ``extract``, ``query``, ``evaluate``, ``status``, ``releases``, ``serve``.

Nothing is imported before a command needs it: ``gongbao --help`` answers at once, and only ``run`` and ``serve`` load Prefect.
"""

from __future__ import annotations

from pipeline.cli.main import main

__all__ = ["main"]
