"""One batch of sources through every stage, into staged tables. Runs in any thread or process."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assemble.types import SourceRecord
from pipeline.ingest import IngestError, RawFile, SourceInfo, read_source
from pipeline.job.plan import Batch
from pipeline.job.reports import BatchReport, StageClock
from pipeline.job.retry import may_pass
from pipeline.job.source import StageError, process_source
from pipeline.publish import write_staging
from pipeline.tables import Failure, build_failures, build_tables, check, failures_of, without

if TYPE_CHECKING:
    import pyarrow as pa

READ_WAITS = (0.2, 1.0)


def process_batch(batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
    """Read, process and check the batch's sources and write their tables to ``staging / batch.name``.

    A source that fails at any stage has rows in ``failures`` only, and the others go on. ``PublishError`` where the
    staging folder cannot be written: then the batch can be tried again, it starts anew.
    """
    clock = StageClock()
    failures: list[Failure] = []
    infos: list[SourceInfo] = []
    records: list[SourceRecord] = []
    for file in batch.files:
        try:
            with clock.stage("ingest"):
                info = _read(file)
        except IngestError as error:
            failures += failures_of(file, "ingest", error)
            continue
        try:
            records.append(process_source(info, clock))
            infos.append(info)
        except StageError as error:
            failures += failures_of(info, error.stage, error.cause)
    with clock.stage("tables"):
        tables = _tables(records, pipeline_version, failures)
    with clock.stage("stage"):
        write_staging({**tables, **build_failures(failures)}, staging / batch.name)
    failed = {f.source_id for f in failures}
    done = [info for info in infos if info.source_id not in failed]
    return BatchReport(
        name=batch.name,
        n_sources=len(done),
        n_bytes=sum(info.n_bytes for info in done),
        n_chars=sum(len(info.text) for info in done),
        rows={name: table.num_rows for name, table in tables.items()},
        needs_review=_review_counts(tables),
        failures=tuple(failures),
        seconds=dict(clock.seconds),
    )


def _read(file: RawFile) -> SourceInfo:
    """``read_source``, tried again while the disk says that it may yet work."""
    for wait in READ_WAITS:
        try:
            return read_source(file)
        except IngestError as error:
            if not may_pass(error):
                raise
            time.sleep(wait)
    return read_source(file)


def _tables(records: list[SourceRecord], pipeline_version: str, failures: list[Failure]) -> dict[str, pa.Table]:
    """The batch's tables, checked; sources whose rows cannot be built or break the contract go to ``failures``."""
    good = records
    try:
        tables = build_tables(records, pipeline_version)
    except Exception:
        # find the one that cannot be built; the others are built together again
        good = [r for r in records if _builds(r, pipeline_version, failures)]
        tables = build_tables(good, pipeline_version)
    problems = check(tables)
    if problems:
        from pipeline.tables import InvalidTablesError

        by_source = {r.info.source_id: r.info for r in good}
        bad = sorted({p.source_id for p in problems if p.source_id in by_source})
        for source_id in bad:
            own = [p for p in problems if p.source_id == source_id]
            failures += failures_of(by_source[source_id], "tables", InvalidTablesError(own))
        tables = without(tables, bad)
    return tables


def _builds(record: SourceRecord, pipeline_version: str, failures: list[Failure]) -> bool:
    try:
        build_tables([record], pipeline_version)
    except Exception as error:
        failures += failures_of(record.info, "tables", error)
        return False
    return True


def _review_counts(tables: dict[str, pa.Table]) -> dict[str, int]:
    import pyarrow.compute as pc

    counts = {}
    for name, table in tables.items():
        if "needs_review" in table.column_names:
            counts[name] = int(pc.sum(table["needs_review"]).as_py() or 0)
    return counts


def total(reports: Iterable[BatchReport], field: str) -> dict[str, float]:
    """The sum over batches of ``rows``, ``needs_review`` or ``seconds``, by name."""
    out: dict[str, float] = {}
    for report in reports:
        for name, count in getattr(report, field).items():
            out[name] = out.get(name, 0) + count
    return out
