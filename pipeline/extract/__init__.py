"""gongbao stage: extract. Text in, mentions with offsets and meaning out.

One construct, one module (``amounts``, ``percentages``, …), each with one function ``(text, Context) -> list``.
``extract`` calls them all on clean text; ``extract_paragraph`` takes a paragraph as it comes. Names are loaded when
first used, so that one reader can be imported without the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily

if TYPE_CHECKING:
    from pipeline.extract.combine import extract as extract
    from pipeline.extract.paragraph import extract_paragraph as extract_paragraph
    from pipeline.extract.paragraph import to_json as to_json
    from pipeline.extract.types import Context as Context

__all__ = ["Context", "extract", "extract_paragraph", "to_json"]

_HOME = {"Context": ".types", "extract": ".combine", "extract_paragraph": ".paragraph", "to_json": ".paragraph"}

__getattr__ = lazily(__name__, _HOME)
