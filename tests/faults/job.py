"""Runs in processes of their own, to be killed.

They are forked from a server that has everything imported, so that what is killed is the run and not its imports. The
pipeline version is a fixed one, so that an edit of the code between two of them is no new version, and parts are small,
so that a killed run leaves some behind.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb  # noqa: F401 - for the server to have it
import pyarrow.parquet  # noqa: F401

import pipeline.extract
import pipeline.job.batch
import pipeline.job.options
import pipeline.job.run

# a run of seconds that has not ended by then hangs, on however busy a machine
PATIENCE_S = 1200.0
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])


class Job:
    """One run under way, in a process group of its own: its workers can be killed with it."""

    def __init__(self, raw: Path, out: Path, workers: int = 1) -> None:
        self.said, other = _context.Pipe(duplex=False)
        self.process = _context.Process(target=_run, args=(str(raw), str(out), workers, other))
        self.process.start()
        other.close()
        # the server's own work is not what is tested
        assert self.said.recv() == "started"

    def wait(self, seconds: float) -> list[int] | None:
        """How many sources it processed, resumed and kept; None where it is not through in so many seconds."""
        self.process.join(seconds)
        if self.process.exitcode is None:
            return None
        assert self.process.exitcode == 0
        counts: list[int] = self.said.recv()
        return counts

    def kill(self) -> None:
        """As the kernel does it when memory runs out."""
        os.killpg(self.process.pid or 0, signal.SIGKILL)
        self.process.join()

    def kill_alone(self) -> None:
        """The run, and not its workers: they are left without it."""
        self.process.kill()
        self.process.join()

    def workers(self) -> list[int]:
        """The process ids of its workers, children of the server that forks them."""
        return [worker for server in children(self.process.pid or 0) for worker in children(server)]


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def _run(raw: str, out: str, workers: int, say: Connection) -> None:
    os.setsid()
    pipeline.job.options.pipeline_version = lambda *_: "fixed"  # type: ignore[assignment]
    pipeline.job.batch.PART_BYTES = 6000
    say.send("started")
    report = pipeline.job.run.run_job(raw, out, workers=workers)
    say.send([report.n_processed, report.n_resumed, report.n_kept])
