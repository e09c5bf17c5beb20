"""What a run that ended says to the log: the sources that failed, and how it went."""

from __future__ import annotations

import logging

from pipeline.job.reports import RunReport
from pipeline.tables import Failure

log = logging.getLogger(__name__)


def log_report(report: RunReport) -> None:
    """An event for each failed source, then one for the run."""
    for failure in report.failures:
        log.error(
            "source failed",
            extra={
                "path": failure.path,
                "stage": failure.stage,
                "error": failure.error_type,
                "text": failure.message,
                "line": f"{failure.path}: {failure.stage}: {failure.error_type}: {_without(failure)}",
            },
        )
    if report.release is None:
        failed = len({failure.path for failure in report.failures})
        line = f"{report.raw}: nothing was published, {failed} of {failed} files failed. Mend the files named above"
        log.error("nothing was published", extra={"n_failures": failed, "line": f"{line} and run again"})
        return
    log.info(
        "published" if report.new else "unchanged",
        extra={
            "release": report.release,
            "n_sources": report.n_sources,
            "n_processed": report.n_processed,
            "n_removed": report.n_removed,
            "n_failures": len(report.failures),
            "n_chars": report.n_chars,
            "seconds": round(report.wall_seconds, 2),
            "n_to_review": sum(report.needs_review.values()),
            "stages": {name: round(seconds, 2) for name, seconds in report.seconds.items()},
        },
    )


def _without(failure: Failure) -> str:
    """Its message, without the path that the line has already."""
    return failure.message.removeprefix(failure.path).lstrip(":, ")
