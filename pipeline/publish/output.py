"""The output folder while a run writes to it: one run at a time, with room of its own to work in.

``DIR/.gongbao/`` holds the lock and whatever is under way; nothing in it is published, and what a killed run left
there is removed when the next one begins.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.publish.errors import LockedError, PublishError, publish_error

WORK = ".gongbao"
# what is under way has names that begin so; the rest of the folder (the lock, later caches) is kept
UNDER_WAY = ("staging-", "release-", "link-", "trash-")
POLL_S = 0.2

# A record lock (lockf) is the process's: worker processes do not inherit it, so it ends with the run even when one of
# them outlives it. It does not keep apart the threads of one process; this does.
_held: set[Path] = set()
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Output:
    """A locked output folder. ``staging`` is an empty folder on the same file system, gone when the lock is."""

    out: Path
    staging: Path

    @property
    def work(self) -> Path:
        """Where things under way lie."""
        return self.out / WORK


@contextmanager
def open_output(out: Path, *, wait_s: float = 0.0) -> Iterator[Output]:
    """Lock ``out`` for one run, remove what killed ones left, and give it a staging folder.

    Raises ``LockedError`` where another run still holds it after ``wait_s`` seconds, ``PublishError`` where the folder
    cannot be written.
    """
    out = Path(out)
    try:
        (out / WORK).mkdir(parents=True, exist_ok=True)
        real = out.resolve()
        descriptor = _lock(real, wait_s)
    except OSError as error:
        raise publish_error(error, out) from error
    try:
        try:
            clean(real / WORK)
            staging = Path(tempfile.mkdtemp(prefix="staging-", dir=real / WORK))
        except OSError as error:
            raise publish_error(error, out) from error
        try:
            yield Output(real, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    finally:
        os.close(descriptor)
        with _guard:
            _held.discard(real)


def clean(work: Path) -> None:
    """Remove what runs that were killed left under way."""
    for left in work.iterdir():
        if left.name.startswith(UNDER_WAY):
            remove(left)


def remove(path: Path) -> None:
    """Remove a file, link or folder, whatever it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _lock(out: Path, wait_s: float) -> int:
    deadline = time.monotonic() + wait_s
    while True:
        with _guard:
            free = out not in _held
            if free:
                _held.add(out)
        descriptor = _try_lock(out) if free else None
        if descriptor is not None:
            return descriptor
        if free:
            with _guard:
                _held.discard(out)
        if time.monotonic() >= deadline:
            raise _locked(out, this_process=not free)
        time.sleep(min(POLL_S, max(deadline - time.monotonic(), 0.0)))


def _try_lock(out: Path) -> int | None:
    try:
        descriptor = os.open(out / WORK / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        with _guard:
            _held.discard(out)
        raise
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)
    return descriptor


def _locked(out: Path, *, this_process: bool) -> PublishError:
    try:
        # closing a descriptor of the lock file would end this process's own lock
        holder = {} if this_process else json.loads((out / WORK / "lock").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        holder = {}
    who = "another run of this process" if this_process else "another run"
    if holder:
        who = f"another run (process {holder.get('pid')} on {holder.get('host')}, since {holder.get('since')})"
    return LockedError(f"{who} is writing here", place=str(out), mend="Wait for it to end, or choose another --out")
