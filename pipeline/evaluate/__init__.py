"""gongbao evaluates itself: the shipped extractors and structure on the shipped gold.

``evaluate`` gives a :class:`~pipeline.evaluate.run.Report` with named figures; ``gongbao evaluate`` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily

if TYPE_CHECKING:
    from pipeline.evaluate.figures import Found as Found
    from pipeline.evaluate.figures import Report as Report
    from pipeline.evaluate.figures import Share as Share
    from pipeline.evaluate.run import evaluate as evaluate

__all__ = ["Found", "Report", "Share", "evaluate"]

_HOME = {"Found": ".figures", "Report": ".figures", "Share": ".figures", "evaluate": ".run"}

__getattr__ = lazily(__name__, _HOME)
