"""gongbao (公报): Chinese government gazettes to normalised tables, every value with its place in the raw text.

The public API in one module; each name is loaded when first used.

>>> import gongbao
>>> gongbao.extract("给予最高100万元奖励。")[0].max
Decimal('1000000')

- ``extract(text, context)``: mentions of clean text, as frozen records. ``extract_paragraph(raw, context)``: the same
  of a paragraph as it comes, as JSON objects with offsets into it. ``Context(place="上海市")`` says what is known.
- ``run_job(raw, out)``: the main job in this process, without Prefect; ``options=RunOptions(full=True)`` and the like.
  ``process_source(info)``: one source's documents, provisions and mentions.
- ``open_release(path)``: the published tables of one release, in pandas, Arrow or SQL.
- ``evaluate()``: figures of the shipped extractors on the shipped gold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily

if TYPE_CHECKING:
    from pipeline import __version__
    from pipeline.common.errors import GongbaoError
    from pipeline.common.text import CleanText
    from pipeline.common.version import pipeline_version
    from pipeline.evaluate.run import evaluate
    from pipeline.extract.combine import extract
    from pipeline.extract.paragraph import extract_paragraph
    from pipeline.extract.types import (
        Agency,
        Amount,
        Citation,
        Context,
        Date,
        Duration,
        Mention,
        Multiple,
        Percentage,
        PlanPeriod,
        Recurrence,
    )
    from pipeline.ingest import discover, read_source
    from pipeline.job.options import RunOptions
    from pipeline.job.run import run_job
    from pipeline.job.source import process_source
    from pipeline.normalise import clean_paragraph, normalise
    from pipeline.publish import Release, open_release
    from pipeline.segment import segment

_HOME = {
    "Agency": "pipeline.extract.types",
    "Amount": "pipeline.extract.types",
    "Citation": "pipeline.extract.types",
    "CleanText": "pipeline.common.text",
    "Context": "pipeline.extract.types",
    "Date": "pipeline.extract.types",
    "Duration": "pipeline.extract.types",
    "GongbaoError": "pipeline.common.errors",
    "Mention": "pipeline.extract.types",
    "Multiple": "pipeline.extract.types",
    "Percentage": "pipeline.extract.types",
    "PlanPeriod": "pipeline.extract.types",
    "Recurrence": "pipeline.extract.types",
    "Release": "pipeline.publish",
    "RunOptions": "pipeline.job.options",
    "__version__": "pipeline",
    "clean_paragraph": "pipeline.normalise",
    "discover": "pipeline.ingest",
    "evaluate": "pipeline.evaluate.run",
    "extract": "pipeline.extract.combine",
    "extract_paragraph": "pipeline.extract.paragraph",
    "normalise": "pipeline.normalise",
    "open_release": "pipeline.publish",
    "pipeline_version": "pipeline.common.version",
    "process_source": "pipeline.job.source",
    "read_source": "pipeline.ingest",
    "run_job": "pipeline.job.run",
    "segment": "pipeline.segment",
}

__all__ = [
    "Agency",
    "Amount",
    "Citation",
    "CleanText",
    "Context",
    "Date",
    "Duration",
    "GongbaoError",
    "Mention",
    "Multiple",
    "Percentage",
    "PlanPeriod",
    "Recurrence",
    "Release",
    "RunOptions",
    "__version__",
    "clean_paragraph",
    "discover",
    "evaluate",
    "extract",
    "extract_paragraph",
    "normalise",
    "open_release",
    "pipeline_version",
    "process_source",
    "read_source",
    "run_job",
    "segment",
]

__getattr__ = lazily(__name__, _HOME)


def __dir__() -> list[str]:
    return __all__
