"""A progress bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.job.plan import Batch
from pipeline.job.reports import BatchReport

OnBatch = Callable[[Batch, BatchReport], None]


@contextmanager
def batch_progress(total_bytes: int | None = None) -> Iterator[OnBatch]:
    """A function to be told of each batch done; the bar counts bytes of raw text."""
    if not sys.stderr.isatty():
        yield lambda batch, report: None
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
