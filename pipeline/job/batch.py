"""One batch of sources through every stage, into staged tables. Runs in any thread or process."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.assemble.types import SourceRecord
from pipeline.common.collector import paused
from pipeline.extract.agencies.detectors import Detector
from pipeline.ingest import IngestError, RawFile, SourceInfo, read_source
from pipeline.job.plan import Batch
from pipeline.job.reports import BatchReport, StageClock
from pipeline.job.retry import may_pass
from pipeline.job.source import Portion, StageError, failing, is_large, process_portions, process_source
from pipeline.ner import load
from pipeline.publish import StagedBatch, write_portions, write_staging
from pipeline.tables import Failure, InvalidTablesError, build_tables, check, failures_of, validate, without

if TYPE_CHECKING:
    import pyarrow as pa

READ_WAITS = (0.2, 1.0)
# What a killed run loses of a batch at most: some seconds of work, so that the fixed cost of a part is small beside it.
PART_BYTES = 3 << 20
# Tables whose rows the last portion of a very large source has.
OF_WHOLE = ("sources", "source_texts", "source_spans")


def process_batch(batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
    """Read, process and check the batch's sources and write their tables to ``staging``.

    They are written in folders ``<batch.name>-000``, ``-001``, …, each as soon as it is done, so that a run which is
    killed has what came before. A source that fails at any stage is in the report's failures only, and the others go on.
    ``PublishError`` where the staging folder cannot be written: then the batch can be tried again, it starts anew.
    """
    clear(batch, staging)
    work = _Work(staging / batch.name, pipeline_version, load(batch.ner) if batch.ner else None)
    with paused():
        for file in batch.files:
            work.add(file)
        work.write()
    return work.report(batch.name)


def clear(batch: Batch, staging: Path) -> None:
    """Take away what an earlier try staged of the batch."""
    for left in staging.glob(f"{batch.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


class _Work:
    """A batch under way: the sources read since the last part was written, and what became of the others."""

    def __init__(self, folder: Path, pipeline_version: str, detector: Detector | None) -> None:
        self.folder = folder
        self.detector = detector
        self.version = pipeline_version
        self.clock = StageClock()
        self.failures: list[Failure] = []
        self.records: list[SourceRecord] = []
        self.parts = self.waiting = 0
        self.n_sources = self.n_bytes = self.n_chars = 0
        self.rows: Counter[str] = Counter()
        self.review: Counter[str] = Counter()

    def add(self, file: RawFile) -> None:
        """One source through the stages up to tables."""
        try:
            with self.clock.stage("ingest"):
                info = _read(file)
        except IngestError as error:
            self.failures += failures_of(file, "ingest", error)
            return
        if is_large(info):
            self._add_large(info)
            return
        try:
            self.records.append(process_source(info, self.clock, self.detector))
        except StageError as error:
            self.failures += failures_of(info, error.stage, error.cause)
        self.waiting += info.n_bytes
        if self.waiting >= PART_BYTES:
            self.write()

    def write(self) -> None:
        """The tables of what was read since the last time."""
        if not self.records and self.parts:
            return
        before = len(self.failures)
        with self.clock.stage("tables"):
            tables = _tables(self.records, self.version, self.failures)
        with self.clock.stage("stage"):
            staged = write_staging(tables, self._next_folder())
        failed = {f.source_id for f in self.failures[before:]}
        self._count([r.info for r in self.records if r.info.source_id not in failed], staged, _review_counts(tables))
        self.records = []
        self.waiting = 0

    def _add_large(self, info: SourceInfo) -> None:
        """One very large source, its tables staged a portion at a time, so that only one is held."""
        review: Counter[str] = Counter()
        folder = self._next_folder()
        try:
            staged = write_portions(self._portions(info, review), folder)
        except StageError as error:
            shutil.rmtree(folder, ignore_errors=True)
            self.failures += failures_of(info, error.stage, error.cause)
        else:
            self._count([info], staged, review)

    def _portions(self, info: SourceInfo, review: Counter[str]) -> Iterator[dict[str, pa.Table]]:
        import pyarrow as pa

        for portion in process_portions(info, self.clock, detector=self.detector):
            with self.clock.stage("tables"):
                tables = _portion_tables(portion, self.version)
            review.update(_review_counts(tables))
            # neither is held while the next is read, nor the memory that Arrow keeps for more of them
            del portion
            yield tables
            del tables
            pa.default_memory_pool().release_unused()

    def _next_folder(self) -> Path:
        self.parts += 1
        return self.folder.with_name(f"{self.folder.name}-{self.parts - 1:03d}")

    def _count(self, done: list[SourceInfo], staged: StagedBatch, review: Mapping[str, int]) -> None:
        self.n_sources += len(done)
        self.n_bytes += sum(info.n_bytes for info in done)
        self.n_chars += sum(len(info.text) for info in done)
        self.rows.update(staged.rows)
        self.review.update(review)

    def report(self, name: str) -> BatchReport:
        """What became of the batch."""
        return BatchReport(
            name=name,
            n_sources=self.n_sources,
            n_bytes=self.n_bytes,
            n_chars=self.n_chars,
            rows=dict(self.rows),
            needs_review=dict(self.review),
            failures=tuple(self.failures),
            seconds=dict(self.clock.seconds),
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
        by_source = {r.info.source_id: r.info for r in good}
        bad = sorted({p.source_id for p in problems if p.source_id in by_source})
        for source_id in bad:
            own = [p for p in problems if p.source_id == source_id]
            failures += failures_of(by_source[source_id], "tables", InvalidTablesError(own))
        tables = without(tables, bad)
    return tables


def _portion_tables(portion: Portion, pipeline_version: str) -> dict[str, pa.Table]:
    """The tables of a part of a very large source, checked by itself; those of the source as a whole with its last part.

    Raises ``StageError``.
    """
    with failing("tables"):
        validate(build_tables(portion.alone, pipeline_version))
        tables = build_tables(portion.placed, pipeline_version)
    return tables if portion.last else {n: t for n, t in tables.items() if n not in OF_WHOLE}


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
