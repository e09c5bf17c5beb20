"""Worker processes: batches side by side, one a core.

A worker reads its batch, stages its tables on disk and gives back the small report, so nothing large passes between
processes. Which worker did a batch, and how many there are, changes no row.

Workers are forked from a server that has loaded and made what each needs (``warm``). What reads gazettes is imported
there, and in this process only where it reads batches itself.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib import import_module
from multiprocessing import connection
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType
from typing import cast

from pipeline.common.errors import GongbaoError
from pipeline.ingest import RawFile
from pipeline.job.plan import Batch
from pipeline.job.reports import BatchReport, merged
from pipeline.publish.results import writing
from pipeline.tables import failures_of

log = logging.getLogger(__name__)

# Below this a worker takes longer to start than the text to read.
WORTH_BYTES = 2 << 20
# So many batches a worker that none waits long for the last of another.
BATCHES_EACH = 4
# A batch takes seconds. One that takes longer than this and what a busy machine may need for its bytes hangs.
LIMIT_S = 600.0
# In this time a worker ends what it does when the run ends before it, by an error or Ctrl-C.
GRACE_S = 10.0
SLOWEST = 20_000
# bytes a second; a neural model asked for each paragraph is slower
SLOWEST_WITH_MODEL = 1_000


class WorkerError(GongbaoError):
    """The process that read a source was killed, and the one that tried again; or it took too long."""


class _TooLongError(Exception):
    """A batch took longer than ``limit_s`` says; its process was ended."""


class NoWorkersError(GongbaoError):
    """Worker processes do not start."""


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


def limit_s(batch: Batch) -> float:
    """After how many seconds the reading of a batch is taken for hanging."""
    return LIMIT_S + batch.n_bytes / (SLOWEST_WITH_MODEL if batch.ner else SLOWEST)


def batches_for(workers: int) -> int:
    """The least number of batches that keeps ``workers`` evenly at work."""
    return 1 if workers == 1 else workers * BATCHES_EACH


class Workers:
    """Processes batches: in this process with ``count`` 1, else, or with ``apart``, in ``count`` worker processes.

    A context; it ends the workers. Any thread may call ``process``. A worker that is killed takes nothing with it: its
    batch is read again by a process of its own, and a source that this one dies of too, alone, is a failure. So is one
    that takes too long: its worker is killed.
    """

    def __init__(self, count: int, *, apart: bool = False) -> None:
        self.count = count
        self.apart = apart or count > 1
        self._pool: ProcessPoolExecutor | None = None
        self._guard = threading.Lock()
        # a batch that waits for a worker does not hang
        self._free = threading.BoundedSemaphore(count)

    def __enter__(self) -> Workers:
        if self.apart:
            self._pool = _start(self.count)
            # while the server loads what the workers need, what this process needs when they are done
            import_module("pipeline.job.cross")
            _see_that_it_starts(self._pool)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            _end(self._pool)
            self._pool = None

    def process(self, batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
        """``process_batch`` in a worker, waited for."""
        if self._pool is None:
            return _process(batch, staging, pipeline_version)
        with self._free:
            pool = self._pool
            try:
                return _in(pool, batch, staging, pipeline_version)
            except BrokenProcessPool:
                # the batches of the other workers are lost with it, and come here too
                self._renew(pool)
                log.warning("a worker was killed, its batch is read again", extra={"batch": batch.name})
                return _alone(batch, staging, pipeline_version)
            except _TooLongError:
                self._renew(pool)
                log.warning("a batch took too long, it is read again in parts", extra={"batch": batch.name})
                return _in_parts(batch, staging, pipeline_version, too_long_report)

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
                yield batch, _process(batch, staging, pipeline_version)
            return
        # the largest first, so that none is left for the end
        order = sorted(batches, key=lambda b: -b.n_bytes)
        # a thread for each worker and not all batches at once in the pool: a killed worker breaks what is there
        threads = ThreadPoolExecutor(self.count)
        try:
            futures = {threads.submit(self.process, batch, staging, pipeline_version): batch for batch in order}
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            threads.shutdown(wait=True, cancel_futures=True)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        with self._guard:
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = _start(self.count)


def process_in_worker(batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
    """``process_batch`` in a process that may outlive the run: then it stages nothing any more."""
    with writing(staging):
        return _process(batch, staging, pipeline_version)


def _process(batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
    from pipeline.job.batch import process_batch

    return process_batch(batch, staging, pipeline_version)


def _start(count: int) -> ProcessPoolExecutor:
    _refuse_a_lost_main_module()
    return ProcessPoolExecutor(count, mp_context=_context(), initializer=_begin)


def _context() -> BaseContext:
    # a fork of this process would copy locks that its threads hold (Arrow's, Prefect's)
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.job.warm"])
    forkserver.ensure_running()
    return context


def _refuse_a_lost_main_module() -> None:
    """Raise ``NoWorkersError`` where a worker could not import the main module, as every new process does."""
    main = sys.modules["__main__"]
    path = getattr(main, "__file__", None)
    if getattr(main, "__spec__", None) is None and path is not None and not Path(path).exists():
        raise NoWorkersError(
            "worker processes import the main module anew, and this one cannot be",
            place=path,
            mend="Put the code into a file, or use one worker (workers=1)",
        )


def _see_that_it_starts(pool: ProcessPoolExecutor) -> None:
    """Raise ``NoWorkersError`` where the first worker fails before it has done anything.

    One that is killed is made good when it is given a batch.
    """
    first = pool.submit(os.getpid)
    workers = list((pool._processes or {}).values())
    try:
        first.result()
    except BrokenProcessPool:
        connection.wait([worker.sentinel for worker in workers])
        if any((worker.exitcode or 0) > 0 for worker in workers):
            raise NoWorkersError(
                "worker processes end as soon as they start: each imports the main module anew, which must not work then",
                place=str(getattr(sys.modules["__main__"], "__file__", "")),
                mend='Put what the program does under if __name__ == "__main__":, or use one worker (workers=1)',
            ) from None


def _end(pool: ProcessPoolExecutor) -> None:
    """Have its workers go, those that do not hear it by force.

    One that was killed while it waited for work has taken the queue's lock with it: the others never hear that they may
    go, and the executor's own shutdown waits for them for ever.
    """
    left = {worker.sentinel: worker for worker in (pool._processes or {}).values()}
    pool.shutdown(wait=False, cancel_futures=True)
    end = time.monotonic() + GRACE_S
    while left and (gone := connection.wait(list(left), timeout=max(0.0, end - time.monotonic()))):
        for sentinel in gone:
            del left[cast(int, sentinel)]
    for worker in left.values():
        worker.kill()
    for sentinel in left:
        connection.wait([sentinel])


def _in(pool: ProcessPoolExecutor, batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
    """The batch in a worker of ``pool``. Raises ``BrokenProcessPool``, and ``_TooLongError`` with the pool broken."""
    future = pool.submit(process_in_worker, batch, staging, pipeline_version)
    if not wait([future], timeout=limit_s(batch)).done:
        # which of them it is in cannot be told; the others' batches are read again
        for worker in list((pool._processes or {}).values()):
            worker.kill()
        raise _TooLongError
    return future.result()


def _alone(batch: Batch, staging: Path, pipeline_version: str) -> BatchReport:
    """The batch in a worker of its own; if that is killed too, each half in one, until what kills them is found."""
    report = killed_report
    pool = _start(1)
    try:
        return _in(pool, batch, staging, pipeline_version)
    except BrokenProcessPool:
        pass
    except _TooLongError:
        report = too_long_report
    finally:
        _end(pool)
    return _in_parts(batch, staging, pipeline_version, report)


def _in_parts(
    batch: Batch, staging: Path, pipeline_version: str, report: Callable[[Batch], BatchReport]
) -> BatchReport:
    """Each half of the batch in a worker of its own; ``report`` of it where it is one file."""
    if len(batch.files) == 1:
        _clear(batch, staging)
        return report(batch)
    return merged(batch.name, [_alone(part, staging, pipeline_version) for part in halves(batch, staging)])


def _clear(batch: Batch, staging: Path) -> None:
    from pipeline.job.batch import clear

    clear(batch, staging)


def halves(batch: Batch, staging: Path) -> tuple[Batch, Batch]:
    """A batch of several files as two; what it has staged goes, to be read again with them."""
    _clear(batch, staging)
    half = len(batch.files) // 2
    return (
        replace(batch, name=f"{batch.name}a", files=batch.files[:half]),
        replace(batch, name=f"{batch.name}b", files=batch.files[half:]),
    )


def killed_report(batch: Batch) -> BatchReport:
    """The report of a batch of one file that kills whatever process reads it."""
    said = "the process that read it was killed, most likely for want of memory"
    return _failed(batch, said, "Run again with fewer --workers, or on a machine with more memory, or report it")


def too_long_report(batch: Batch) -> BatchReport:
    """The report of a batch of one file that nobody comes to the end of."""
    said = f"reading it did not end in {limit_s(batch):.0f} s, so its process was ended"
    return _failed(batch, said, "See that its disk answers, or report it")


def _failed(batch: Batch, what: str, mend: str) -> BatchReport:
    (file,) = batch.files
    error = WorkerError(what, place=file.name, mend=f"{mend} with the file")
    return BatchReport(batch.name, 0, 0, 0, {}, {}, tuple(failures_of(file, "process", error)), {})


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
