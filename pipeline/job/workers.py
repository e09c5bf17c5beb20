"""Worker processes: batches side by side, one a core.

A worker reads its batch, stages its tables on disk and gives back the small report, so nothing large passes between
processes. Which worker did a batch, and how many there are, changes no row.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pipeline.common.errors import GongbaoError
from pipeline.ingest import RawFile
from pipeline.job.batch import process_batch
from pipeline.job.reports import BatchReport

if TYPE_CHECKING:
    from pipeline.job.plan import Batch

# Below this a worker takes longer to start than the text to read.
WORTH_BYTES = 2 << 20
# So many batches a worker that none waits long for the last of another.
BATCHES_EACH = 4


class WorkerError(GongbaoError):
    """A worker process ended before its batch was done."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(files: Sequence[RawFile], wanted: int | None = None) -> int:
    """How many worker processes to read ``files`` with; 1: none, this process does it.

    ``wanted`` as the user said; else the cores, but for so little text that starting them would take longer.
    """
    if wanted is None:
        wanted = cores() if sum(f.n_bytes or 0 for f in files) >= WORTH_BYTES else 1
    return max(1, min(wanted, len(files)))


def batches_for(workers: int) -> int:
    """The least number of batches that keeps ``workers`` evenly at work."""
    return 1 if workers == 1 else workers * BATCHES_EACH


class Workers:
    """Processes batches: in this process with ``count`` 1, else in ``count`` worker processes.

    A context; it ends the workers. Any thread may call ``process``.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        if self.count > 1:
            # a fork of this process would copy locks that its threads hold (Arrow's, Prefect's)
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
            if "forkserver" in methods:
                context.set_forkserver_preload(["pipeline.job.batch"])
            self._pool = ProcessPoolExecutor(self.count, mp_context=context, initializer=_begin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def process(self, batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
        """``process_batch`` in a worker, waited for. Raises ``WorkerError`` where the worker is killed."""
        if self._pool is None:
            return process_batch(batch, staging, pipeline_version)
        with _told(batch):
            return self._pool.submit(process_batch, batch, staging, pipeline_version).result()

    def each(
        self,
        batches: Sequence[Batch],
        staging: Path,
        pipeline_version: str,
        on_batch: Callable[[Batch, BatchReport], None] | None = None,
    ) -> list[BatchReport]:
        """The reports of all batches, in their order; ``on_batch`` is told of each as it is done."""
        reports: dict[str, BatchReport] = {}
        for batch, report in self._done(batches, staging, pipeline_version):
            reports[batch.name] = report
            if on_batch:
                on_batch(batch, report)
        return [reports[batch.name] for batch in batches]

    def _done(
        self, batches: Sequence[Batch], staging: Path, pipeline_version: str
    ) -> Iterator[tuple[Batch, BatchReport]]:
        if self._pool is None:
            for batch in batches:
                yield batch, process_batch(batch, staging, pipeline_version)
            return
        # the largest first, so that none is left for the end
        order = sorted(batches, key=lambda b: -b.n_bytes)
        futures: dict[Future[BatchReport], Batch] = {
            self._pool.submit(process_batch, batch, staging, pipeline_version): batch for batch in order
        }
        for future in as_completed(futures):
            with _told(futures[future]):
                report = future.result()
            yield futures[future], report


@contextmanager
def _told(batch: Batch) -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerError(
            "a worker process was killed, most likely for want of memory",
            place=batch.name,
            mend="Run again with fewer --workers; what is done need not be done again",
        ) from error


def _begin() -> None:
    """In each worker: leave Ctrl-C to the main process, end with it, and use one core."""
    import pyarrow as pa

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
    main = multiprocessing.parent_process()
    if main is not None:
        # a killed main process cannot tell its workers to go
        def outlived() -> None:
            main.join()
            os._exit(1)

        threading.Thread(target=outlived, daemon=True).start()
