"""Evaluation as a flow: figures of the shipped extractors on gold, kept as artifacts so that a fall is seen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from pipeline.common.errors import GongbaoError
from pipeline.common.version import pipeline_version
from pipeline.evaluate.figures import Report
from pipeline.evaluate.report import as_markdown
from pipeline.evaluate.run import GOLD, evaluate


@task(name="score", cache_policy=NO_CACHE, persist_result=False, tags={"gongbao"}, timeout_seconds=3600)
def score(gold: str, sources: str | None) -> Report:
    """The figures on the gold files of a folder."""
    report = evaluate(Path(gold), Path(sources) if sources else None)
    if not report.figures:
        raise GongbaoError("no gold files", place=gold, mend="It should hold mentions.dev.jsonl")
    return report


@flow(name="evaluate extractors", persist_result=False, validate_parameters=False)
def evaluate_extractors(gold: str | None = None, sources: str | None = None) -> dict[str, Any]:
    """Score the shipped extractors, documents and provisions on annotated texts.

    Args:
        gold: Folder of gold files. Empty: the shipped ones.
        sources: Folder of the raw texts that the gold of documents and provisions points into. Empty: the shipped ones.
    """
    report = score(gold or str(GOLD), sources)
    figures: dict[str, Any] = report.to_json()
    page = as_markdown(report, dt.date.today(), pipeline_version())
    create_markdown_artifact(key="gongbao-evaluation", markdown=page, description="Figures on gold")
    rows = [{"figure": name, **figure} for name, figure in figures.items()]
    create_table_artifact(key="gongbao-figures", table=rows, description="The same as a table")
    return figures
