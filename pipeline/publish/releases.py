"""The releases of an output folder: which there are, one by its name, and going back to one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.publish.errors import NoReleaseError
from pipeline.publish.links import CURRENT, RELEASES, current_release, set_link, sync_folder
from pipeline.publish.manifest import Manifest, read_manifest
from pipeline.publish.output import open_output
from pipeline.publish.release import Release
from pipeline.publish.retention import retire


@dataclass(frozen=True, slots=True)
class Listed:
    """One release of a list. ``is_current``: whether the links lead to it."""

    path: Path
    manifest: Manifest
    is_current: bool


def list_releases(out: Path) -> list[Listed]:
    """The releases below ``out``, the oldest first. Raises ``NoReleaseError`` where there is none."""
    current = current_release(out)
    found = []
    for path in sorted((out / RELEASES).glob("*")) if (out / RELEASES).is_dir() else ():
        try:
            found.append(Listed(path, read_manifest(path), current is not None and path.name == current.name))
        except (OSError, ValueError):
            continue
    if not found:
        raise NoReleaseError(
            "there is no release here", place=str(out), mend="Publish one first: gongbao run --out DIR"
        )
    return found


def find_release(out: Path, name: str) -> Release:
    """The release that ``name`` means: ``current``, ``previous`` (what current replaced), a number, or how its id begins.

    Raises ``NoReleaseError`` with the names there are.
    """
    listed = list_releases(out)
    current = next((r for r in listed if r.is_current), None)
    if name == "current" and current:
        return Release(current.path)
    if name == "previous" and current:
        wanted = [r for r in listed if r.path.name == current.manifest.replaces]
    elif name.isdigit() and len(name) <= 6:
        wanted = [r for r in listed if r.path.name.startswith(f"{int(name):06d}-")]
    else:
        wanted = [r for r in listed if r.path.name.startswith(name)] if name else []
    if len(wanted) == 1:
        return Release(wanted[0].path)
    said = "more than one release is meant by" if wanted else "there is no release"
    known = ", ".join(r.path.name for r in listed[-10:])
    raise NoReleaseError(f"{said} {name!r}", place=str(out), mend=f"There are: {known}")


def rollback(out: Path, name: str = "previous", *, wait_s: float = 0.0) -> Manifest:
    """Make another release current, by the one rename that publishing does. The one left stays at least a day.

    Raises ``NoReleaseError`` and ``LockedError``.
    """
    with open_output(out, wait_s=wait_s) as output:
        release = find_release(output.out, name)
        left = current_release(output.out)
        if left is not None and left.name != release.id:
            # readers of the one that is left have their day from now on
            os.utime(left)
            # the tables' own links lead through current and stay as they are; a release has them all
            set_link(output.out, CURRENT, f"{RELEASES}/{release.id}")
            sync_folder(output.out)
        return release.manifest


def prune(out: Path, now: datetime, keep: timedelta, *, wait_s: float = 0.0) -> list[str]:
    """Remove what ``retire`` removes, between runs. Raises ``LockedError``."""
    with open_output(out, wait_s=wait_s) as output:
        return retire(output.out, now, keep)
