"""What a finished or running flow shows of itself in Prefect's pages: a page, tables, a progress bar."""

from __future__ import annotations

import time
from types import TracebackType
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from pipeline.job.reports import RunReport
from pipeline.job.work import Work

# each is a call to the server
_EVERY_S = 1.0
# of many failed sources the first so many are lines of the log; the table has them all
_LOGGED = 20


def log_work(work: Work) -> None:
    """What there is to do, in the log of the flow run's page."""
    parts = (
        (len(work.todo), "to read"), (len(work.keep), "unchanged"), (len(work.resumed), "resumed"),
        (len(work.renamed), "renamed"), (len(work.removed), "gone"),
    )  # fmt: skip
    get_run_logger().info("Sources: %s", ", ".join(f"{count:,} {what}" for count, what in parts if count) or "none")


def show_report(report: RunReport) -> None:
    """Artifacts: the run in one page, its rows as a table, what failed as another. And what failed in the run's log."""
    logger = get_run_logger()
    for failure in report.failures[:_LOGGED]:
        logger.warning("%s failed (%s): %s", failure.path, failure.stage, failure.message)
    if len(report.failures) > _LOGGED:
        logger.warning("%d more failed: see the artifact gongbao-failures", len(report.failures) - _LOGGED)
    logger.info("%s in %.1f s, release %s", report.sources_said, report.wall_seconds, report.release)
    create_markdown_artifact(key="gongbao-run", markdown=report.as_markdown(), description="The run in one page")
    rows = [
        {"table": name, "rows": count, "needs review": report.needs_review.get(name, 0)}
        for name, count in report.rows.items()
    ]
    create_table_artifact(key="gongbao-rows", table=rows, description=f"Rows of release {report.release}")
    if report.failures:
        failed = [
            {"path": f.path, "stage": f.stage, "error": f.error_type, "message": f.message} for f in report.failures
        ]
        create_table_artifact(key="gongbao-failures", table=failed, description="Sources that could not be processed")


class Progress:
    """A progress artifact over so many bytes of raw text; none where there is nothing to read."""

    def __init__(self, in_all: int) -> None:
        self.in_all = in_all
        self.done = 0
        self.said_at = time.monotonic()
        self.artifact: UUID | None = None

    def __enter__(self) -> Progress:
        if self.in_all:
            made = create_progress_artifact(progress=0.0, key="gongbao-progress", description="Raw text read, %")
            self.artifact = made if isinstance(made, UUID) else None
        return self

    def advance(self, n_bytes: int) -> None:
        """So many bytes more are done."""
        self.done += n_bytes
        if self.artifact and time.monotonic() - self.said_at >= _EVERY_S:
            self.said_at = time.monotonic()
            update_progress_artifact(self.artifact, min(100.0, 100 * self.done / self.in_all))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.artifact and error is None:
            update_progress_artifact(self.artifact, 100.0)
