"""A progress bar on a terminal; elsewhere each batch done is said to the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.job.plan import Batch
from pipeline.job.reports import BatchReport

log = logging.getLogger(__name__)

OnBatch = Callable[[Batch, BatchReport], None]


@contextmanager
def batch_progress(total_bytes: int) -> Iterator[OnBatch]:
    """A function to be told of each batch done; the bar counts bytes of raw text."""
    if not sys.stderr.isatty() or not total_bytes:
        yield _logging(total_bytes)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading gazettes", total=total_bytes)
        failed = 0

        def advance(batch: Batch, report: BatchReport) -> None:
            nonlocal failed
            failed += len(report.failures)
            note = f", {failed} failed" if failed else ""
            bar.update(task, advance=batch.n_bytes, description=f"reading gazettes{note}")

        yield advance


def _logging(total_bytes: int) -> OnBatch:
    done = 0

    def say(batch: Batch, report: BatchReport) -> None:
        """Log one batch that is done, and how far the run is."""
        nonlocal done
        done += batch.n_bytes
        log.info(
            "batch read",
            extra={
                "batch": batch.name,
                "n_sources": report.n_sources,
                "n_failures": len(report.failures),
                "bytes_read": done,
                "bytes_in_all": total_bytes,
                "seconds": round(sum(report.seconds.values()), 2),
            },
        )

    return say
