"""Where the batches of a run are staged, and how a run takes over what a killed one left.

``DIR/.gongbao/results-<pipeline version>/run-<token>/`` belongs to one run. Whoever stages a batch there holds the shared
lock beside it. A process that outlives a killed run so cannot write into the folder of the next one: that run waits for
whoever still writes, moves what is there into its own folder, and takes the old one away.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.publish.errors import LockedError, PublishError

RUN = "run-"
WRITERS = ".writers"
# A batch takes seconds, one of a very large source minutes; it is given up when its process has no parent, long before.
WRITERS_S = 600.0
_POLL_S = 0.05


def open_results(results: Path, writers_s: float = WRITERS_S) -> Path:
    """A new folder below ``results`` to stage batches in, with all that earlier runs left there.

    Raises ``LockedError`` where a process of a killed run still writes after ``writers_s`` seconds.
    """
    results.mkdir(exist_ok=True)
    earlier = sorted(p for p in results.iterdir() if p.name.startswith(RUN) and not p.name.endswith(WRITERS))
    staging = results / f"{RUN}{uuid.uuid4().hex}"
    _writers(staging).touch()
    staging.mkdir()
    for left in earlier:
        with _alone(left, writers_s):
            for batch in left.iterdir():
                batch.rename(staging / f"{batch.name}-of-{left.name[len(RUN) :][:8]}")
            left.rmdir()
    for lock in results.glob(f"{RUN}*{WRITERS}"):
        if lock != _writers(staging):
            lock.unlink(missing_ok=True)
    return staging


@contextmanager
def writing(staging: Path) -> Iterator[None]:
    """Hold the right to stage batches in ``staging``. Raises ``PublishError`` where its run is over."""
    with contextlib.ExitStack() as held:
        # a staging folder that is nobody's but the caller's has no lock
        with contextlib.suppress(FileNotFoundError):
            descriptor = os.open(_writers(staging), os.O_RDWR | os.O_CLOEXEC)
            held.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        if not staging.is_dir():
            raise PublishError("the run that this batch is of is over", place=str(staging), mend="Nothing need be done")
        yield


def _writers(staging: Path) -> Path:
    return staging.with_name(staging.name + WRITERS)


@contextmanager
def _alone(staging: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock of ``staging`` against all writers."""
    descriptor = os.open(_writers(staging), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise LockedError(
                        "a worker of a run that was killed still writes here",
                        place=str(staging),
                        mend="End that process, or run again when it has ended",
                    ) from None
                time.sleep(_POLL_S)
        yield
    finally:
        os.close(descriptor)


def close_results(staging: Path) -> None:
    """Take away ``staging``, and the folder of its version with it."""
    shutil.rmtree(staging, ignore_errors=True)
    _writers(staging).unlink(missing_ok=True)
    shutil.rmtree(staging.parent, ignore_errors=True)
