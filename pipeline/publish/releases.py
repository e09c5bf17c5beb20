"""The releases of an output folder: which there are, one by its name, and going back to one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.errors import NoReleaseError
from pipeline.publish.links import CURRENT, RELEASES, current_release, set_link, sync
from pipeline.publish.manifest import Manifest
from pipeline.publish.output import open_output
from pipeline.publish.release import Release
from pipeline.publish.retention import retire
from pipeline.remote import is_remote

if TYPE_CHECKING:
    from pipeline.publish.remote import Remote


@dataclass(frozen=True, slots=True)
class Listed:
    """One release of a list. ``is_current``: whether the links lead to it."""

    release: Release
    is_current: bool

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self.release.manifest


def list_releases(out: Path | str) -> list[Listed]:
    """The releases below ``out``, the oldest first. Raises ``NoReleaseError`` where there is none."""
    found = list(_remote(str(out)) if is_remote(out) else _local(Path(out)))
    if not found:
        raise NoReleaseError(
            "there is no release here", place=str(out), mend="Publish one first: gongbao run --out DIR"
        )
    return found


def _local(out: Path) -> Iterator[Listed]:
    current = current_release(out)
    for path in sorted((out / RELEASES).glob("*")) if (out / RELEASES).is_dir() else ():
        with contextlib.suppress(OSError, ValueError):
            yield Listed(Release(path), current is not None and path.name == current.name)


def _remote(url: str) -> Iterator[Listed]:
    from pipeline.publish.remote_release import RemoteRelease, read_pointer
    from pipeline.remote.bucket import Bucket

    bucket = Bucket(url)
    current, _ = read_pointer(bucket) or (None, None)
    for name in bucket.folders(RELEASES):
        # one without a manifest is under way
        with contextlib.suppress(NoReleaseError):
            yield Listed(RemoteRelease(bucket, name), name == current)


def find_release(out: Path | str, name: str) -> Release:
    """The release that ``name`` means: ``current``, ``previous`` (what current replaced), a number, or how its id begins.

    Raises ``NoReleaseError`` with the names there are.
    """
    listed = list_releases(out)
    current = next((r for r in listed if r.is_current), None)
    if name == "current" and current:
        return current.release
    if name == "previous" and current:
        wanted = [r for r in listed if r.release.id == current.manifest.replaces]
    elif name.isdigit() and len(name) <= 6:
        wanted = [r for r in listed if r.release.id.startswith(f"{int(name):06d}-")]
    else:
        wanted = [r for r in listed if r.release.id.startswith(name)] if name else []
    if len(wanted) == 1:
        return wanted[0].release
    said = "more than one release is meant by" if wanted else "there is no release"
    known = ", ".join(r.release.id for r in listed[-10:])
    raise NoReleaseError(f"{said} {name!r}", place=str(out), mend=f"There are: {known}")


def rollback(out: Path | str, name: str = "previous", *, wait_s: float = 0.0) -> Manifest:
    """Make another release current, by the one step that publishing does. The one left stays at least a day.

    Raises ``NoReleaseError`` and ``LockedError``.
    """
    if is_remote(out):
        with _locked(str(out), wait_s) as remote:
            found = find_release(out, name)
            remote.roll_back(found.id)
            return found.manifest
    with open_output(Path(out), wait_s=wait_s) as output:
        release = find_release(output.out, name)
        left = current_release(output.out)
        if left is not None and left.name != release.id:
            # readers of the one that is left have their day from now on
            os.utime(left)
            # the tables' own links lead through current and stay as they are; a release has them all
            set_link(output.out, CURRENT, f"{RELEASES}/{release.id}")
            sync(output.out)
        return release.manifest


def prune(out: Path | str, now: datetime, keep: timedelta, *, wait_s: float = 0.0) -> list[str]:
    """Remove what ``retire`` removes, between runs. Raises ``LockedError``."""
    if is_remote(out):
        with _locked(str(out), wait_s) as remote:
            return remote.retire(now, keep)
    with open_output(Path(out), wait_s=wait_s) as output:
        return retire(output.out, now, keep)


@contextmanager
def _locked(url: str, wait_s: float) -> Iterator[Remote]:
    from pipeline.publish.remote import Remote
    from pipeline.publish.remote_lock import remote_lock
    from pipeline.publish.remote_release import read_pointer
    from pipeline.remote.bucket import Bucket

    bucket = Bucket(url)
    with remote_lock(bucket, wait_s):
        remote = Remote(bucket)
        remote.release, remote.etag = read_pointer(bucket) or (None, None)
        yield remote
