"""gongbao (公报): Chinese government gazettes to normalised tables, every value with its place in the raw text.

The public API in one module; each name is loaded when first used.

>>> import gongbao
>>> gongbao.extract("给予最高100万元奖励。")[0].max
Decimal('1000000')

- ``extract(text, context)``: mentions of clean text, as frozen records. ``extract_paragraph(raw, context)``: the same
  of a paragraph as it comes, as JSON objects with offsets into it. ``Context(place="上海市")`` says what is known.
- ``run_job(raw, out)``: the main job in this process, without Prefect. ``process_source(info)``: one source's
  documents, provisions and mentions.
- ``open_release(path)``: the published tables of one release, in pandas, Arrow or SQL.
- ``evaluate()``: figures of the shipped extractors on the shipped gold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline import __version__ as __version__
    from pipeline.common.errors import GongbaoError as GongbaoError
    from pipeline.common.text import CleanText as CleanText
    from pipeline.common.version import pipeline_version as pipeline_version
    from pipeline.evaluate.run import evaluate as evaluate
    from pipeline.extract.combine import extract as extract
    from pipeline.extract.paragraph import extract_paragraph as extract_paragraph
    from pipeline.extract.types import Agency as Agency
    from pipeline.extract.types import Amount as Amount
    from pipeline.extract.types import Citation as Citation
    from pipeline.extract.types import Context as Context
    from pipeline.extract.types import Date as Date
    from pipeline.extract.types import Duration as Duration
    from pipeline.extract.types import Mention as Mention
    from pipeline.extract.types import Multiple as Multiple
    from pipeline.extract.types import Percentage as Percentage
    from pipeline.extract.types import PlanPeriod as PlanPeriod
    from pipeline.extract.types import Recurrence as Recurrence
    from pipeline.ingest import discover as discover
    from pipeline.ingest import read_source as read_source
    from pipeline.job.run import run_job as run_job
    from pipeline.job.source import process_source as process_source
    from pipeline.normalise import clean_paragraph as clean_paragraph
    from pipeline.normalise import normalise as normalise
    from pipeline.publish import Release as Release
    from pipeline.publish import open_release as open_release
    from pipeline.segment import segment as segment

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


def __getattr__(name: str) -> object:
    if name in _HOME:
        from importlib import import_module

        value = globals()[name] = getattr(import_module(_HOME[name]), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
