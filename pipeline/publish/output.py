"""The output folder while a run writes to it: one run at a time, with room of its own to work in.

``DIR/.gongbao/`` holds the lock and whatever is under way; nothing in it is published. What a killed run left there is
removed when the next one begins, but for the results of the sources it had done (``results-<pipeline version>``), from
which a run of the same pipeline version goes on.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.publish.errors import LockedError, PublishError, publish_error
from pipeline.publish.results import close_results, open_results

log = logging.getLogger(__name__)

WORK = ".gongbao"
# what is under way has names that begin so; the rest of the folder is kept
UNDER_WAY = ("staging-", "release-", "link-", "trash-")
RESULTS = "results-"
# results of another pipeline version, which a run that was stopped left: of use only if that version comes back soon
RESULTS_KEPT_S = 24 * 3600.0
LOCK = "lock"
POLL_S = 0.2

# A record lock (lockf) is the process's: worker processes do not inherit it, so it ends with the run even when one of
# them outlives it. It does not keep apart the threads of one process; this does.
_held: set[Path] = set()
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds, or held, an output folder. ``alive`` is None where that cannot be told: the process is elsewhere."""

    pid: int
    host: str
    since: str
    alive: bool | None
    more: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}"


@dataclass(frozen=True, slots=True)
class Output:
    """A locked output folder. ``staging`` is a folder on the same file system, gone when the work in it is done.

    ``left_by`` is the run that was killed here last, None where the last one ended by itself.
    """

    out: Path
    staging: Path
    left_by: Holder | None = None

    @property
    def work(self) -> Path:
        """Where things under way lie."""
        return self.out / WORK


@contextmanager
def open_output(
    out: Path, *, wait_s: float = 0.0, resume: str | None = None, holder: Mapping[str, Any] | None = None
) -> Iterator[Output]:
    """Lock ``out`` for one run, remove what killed ones left, and give it a staging folder.

    The staging folder is empty, or, with ``resume`` (a pipeline version), that of the last run of this version that did
    not come to its end; it then outlives an error, and goes when the work is done. ``holder`` is what the lock is to say
    besides process, host and time. Raises ``LockedError`` where another run still holds it after ``wait_s`` seconds,
    ``PublishError`` where the folder cannot be written.
    """
    out = Path(out)
    try:
        (out / WORK).mkdir(parents=True, exist_ok=True)
        real = out.resolve()
        descriptor, left_by = _lock(real, wait_s, holder or {})
    except OSError as error:
        raise publish_error(error, out) from error
    try:
        try:
            clean(real / WORK, but=resume)
            staging = _staging(real / WORK, resume)
        except OSError as error:
            raise publish_error(error, out) from error
        done = False
        try:
            yield Output(real, staging, left_by)
            done = True
        finally:
            if resume is None:
                shutil.rmtree(staging, ignore_errors=True)
            elif done:
                close_results(staging)
    finally:
        _say(descriptor, {})
        os.close(descriptor)
        with _guard:
            _held.discard(real)


def _staging(work: Path, resume: str | None) -> Path:
    if resume is None:
        return Path(tempfile.mkdtemp(prefix="staging-", dir=work))
    results = work / f"{RESULTS}{resume}"
    staging = open_results(results)
    # in use today, whatever the day it was made
    os.utime(results)
    return staging


def clean(work: Path, but: str | None = None) -> None:
    """Remove what runs that were killed left under way, and results of versions other than ``but`` that are old."""
    for left in work.iterdir():
        other = left.name.startswith(RESULTS) and left.name != f"{RESULTS}{but}"
        if left.name.startswith(UNDER_WAY) or (other and time.time() - left.stat().st_mtime > RESULTS_KEPT_S):
            remove(left)


def remove(path: Path) -> None:
    """Remove a file, link or folder, whatever it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _lock(out: Path, wait_s: float, said: Mapping[str, Any]) -> tuple[int, Holder | None]:
    deadline = time.monotonic() + wait_s
    told = False
    while True:
        with _guard:
            free = out not in _held
            if free:
                _held.add(out)
        got = _try_lock(out, said) if free else None
        if got is not None:
            return got
        if free:
            with _guard:
                _held.discard(out)
        if time.monotonic() >= deadline:
            raise _locked(out, this_process=not free)
        if not told:
            told = True
            said_of = _who(out, this_process=not free)
            log.warning("waiting", extra={"for": said_of, "line": f"{out}: waiting for {said_of} to end"})
        time.sleep(min(POLL_S, max(deadline - time.monotonic(), 0.0)))


def _try_lock(out: Path, said: Mapping[str, Any]) -> tuple[int, Holder | None] | None:
    """The lock's descriptor and whoever was killed holding it, or None where somebody holds it."""
    try:
        descriptor = os.open(out / WORK / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        with _guard:
            _held.discard(out)
        raise
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    # one who ended by himself left nothing written here
    left_by = _read(os.pread(descriptor, 1 << 16, 0))
    since = datetime.now(UTC).isoformat(timespec="seconds")
    _say(descriptor, {"pid": os.getpid(), "host": socket.gethostname(), "since": since, **said})
    return descriptor, left_by


def _say(descriptor: int, said: Mapping[str, Any]) -> None:
    """Write who holds the lock into it; nobody, when it is given back. A full disk does not stop either."""
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        if said:
            os.pwrite(descriptor, json.dumps(said).encode(), 0)


def _read(data: bytes) -> Holder | None:
    try:
        said = json.loads(data)
        pid, host, since = int(said.pop("pid")), str(said.pop("host")), str(said.pop("since"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Holder(pid, host, since, _alive(pid) if host == socket.gethostname() else None, said)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def holder(out: Path) -> Holder | None:
    """Who holds ``out`` or was killed holding it (``alive`` False); None where the last run ended by itself."""
    real = Path(out).resolve()
    with _guard:
        mine = real in _held
    try:
        # closing a descriptor of the lock file would end this process's own lock
        return None if mine else _read((real / WORK / LOCK).read_bytes())
    except OSError:
        return None


def _who(out: Path, *, this_process: bool) -> str:
    by = None if this_process else holder(out)
    return "another run of this process" if this_process else f"another run ({by})" if by else "another run"


def _locked(out: Path, *, this_process: bool) -> PublishError:
    return LockedError(
        f"{_who(out, this_process=this_process)} is writing here",
        place=str(out),
        mend="Wait for it to end (gongbao run --wait does), or choose another --out",
    )
