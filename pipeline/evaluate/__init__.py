"""gongbao evaluates itself: the shipped extractors and structure on the shipped gold.

``evaluate`` gives a :class:`~pipeline.evaluate.run.Report` with named figures; ``gongbao evaluate`` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.evaluate.figures import Found as Found
    from pipeline.evaluate.figures import Report as Report
    from pipeline.evaluate.figures import Share as Share
    from pipeline.evaluate.run import evaluate as evaluate

__all__ = ["Found", "Report", "Share", "evaluate"]

_HOME = {"Found": "figures", "Report": "figures", "Share": "figures", "evaluate": "run"}


def __getattr__(name: str) -> object:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
