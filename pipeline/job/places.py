"""Where a run reads and publishes: folders of this machine, or mirrors of what is in object storage.

A run of ``s3://`` places works in a mirror below the user's cache (``GONGBAO_MIRROR`` names another folder), so that all
that holds for a folder holds there too: what is new is found by content hash, a stopped run is taken up, a release is
whole or not at all. Only what changed is fetched and put.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.job.options import RunOptions
from pipeline.job.plan import NoSourcesError
from pipeline.job.reports import RunReport
from pipeline.publish.errors import LockedError
from pipeline.publish.output import POLL_S, remove
from pipeline.remote import is_remote

if TYPE_CHECKING:
    from pipeline.publish.remote import Remote
    from pipeline.remote.bucket import Bucket

MIRROR = "GONGBAO_MIRROR"
INDEX = ".etags.json"
# what most file systems take as one name
_NAME_BYTES = 255


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of this machine that a run reads and publishes at."""

    raw: Path
    out: Path
    said_out: str
    remote: Remote | None = None

    def publish(self, report: RunReport, options: RunOptions) -> RunReport:
        """Put the release where it belongs, if that is not this machine; the report that says so."""
        if self.remote is None:
            return report
        if report.release is not None:
            self.remote.push(options.keep)
        return replace(report, out=self.said_out)


@contextmanager
def places(raw: str | Path, out: str | Path, options: RunOptions, holder: Mapping[str, Any]) -> Iterator[Places]:
    """The places to work at, remote ones locked and mirrored.

    Raises ``LockedError``, ``RemoteError`` and, where there are no raw texts, ``NoSourcesError``.
    """
    if not is_remote(raw) and not is_remote(out):
        yield Places(Path(raw), Path(out), str(out))
        return
    from pipeline.publish.remote import Remote
    from pipeline.publish.remote_lock import remote_lock
    from pipeline.remote.bucket import Bucket

    with ExitStack() as held:
        mirror = mirror_of(str(raw), str(out))
        held.enter_context(_alone(mirror, options.wait_s))
        remote: Remote | None = None
        here = Path(out)
        if is_remote(out):
            bucket = Bucket(str(out))
            held.enter_context(remote_lock(bucket, options.wait_s, holder))
            here = mirror / "out"
            remote = Remote(bucket, here)
            remote.pull()
        there = Path(raw)
        if is_remote(raw):
            there = mirror / "raw"
            fetch_raw(Bucket(str(raw)), there, allow_none=options.allow_removals)
        yield Places(there, here, str(out), remote)


def mirror_of(raw: str, out: str) -> Path:
    """The folder that mirrors these two places, whichever of them are remote."""
    home = os.environ.get(MIRROR)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home or Path(cache) / "gongbao" / "mirror") / sha256(f"{raw}\n{out}".encode()).hexdigest()[:16]


@contextmanager
def _alone(mirror: Path, wait_s: float) -> Iterator[None]:
    """Hold a mirror against other runs of this machine, waiting ``wait_s`` seconds for one."""
    mirror.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(mirror / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + wait_s
        while not _flock(descriptor):
            if time.monotonic() >= deadline:
                raise LockedError(
                    "another run of this machine works with these places",
                    place=str(mirror),
                    mend="Wait for it to end (gongbao run --wait does), or give each its own mirror (GONGBAO_MIRROR)",
                )
            time.sleep(min(POLL_S, max(deadline - time.monotonic(), 0.0)))
        yield
    finally:
        os.close(descriptor)


def _flock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def fetch_raw(bucket: Bucket, folder: Path, *, allow_none: bool = False) -> None:
    """Have ``folder`` hold the objects of ``bucket``: new and changed ones are fetched, those that are gone go."""
    from pipeline.remote.bucket import at_once

    there = {_file_name(item.name): item for item in bucket.objects()}
    if not there and not allow_none:
        raise NoSourcesError("no sources", place=bucket.url, mend="Put gazette texts there, or name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / INDEX
    had: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        had = json.loads(index.read_text(encoding="utf-8"))
    stands = {name: etag for name, etag in had.items() if name in there and there[name].etag == etag}
    stands = {name: etag for name, etag in stands.items() if (folder / name).is_file()}
    # what is fetched from here on is in the index when all of it is: a killed run fetches it again
    _write(index, stands)
    for path in sorted((p for p in folder.rglob("*") if p != index), reverse=True):
        if path.is_dir():
            with contextlib.suppress(OSError):
                path.rmdir()
        elif str(path.relative_to(folder)) not in stands:
            remove(path)
    at_once(bucket.download, [(item.name, folder / name) for name, item in there.items() if name not in stands])
    _write(index, {name: item.etag for name, item in there.items()})


def _write(index: Path, etags: Mapping[str, str]) -> None:
    part = index.with_name(index.name + ".part")
    part.write_text(json.dumps(etags, ensure_ascii=False), encoding="utf-8")
    part.replace(index)


def _file_name(key: str) -> str:
    """The name of an object's file: the key itself, but for parts that no folder can have."""
    return "/".join(_part(part) for part in key.split("/"))


def _part(part: str) -> str:
    if part in ("", ".", "..") or "\0" in part:
        return quote(part, safe="").replace(".", "%2E") or "%"
    if len(part.encode()) > _NAME_BYTES - len(".part") - 1:
        return f"{part[:50]}~{sha256(part.encode()).hexdigest()[:16]}{Path(part).suffix[:20]}"
    return part
