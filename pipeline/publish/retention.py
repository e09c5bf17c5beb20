"""Which releases go: those replaced at least a day ago, so that a reader has a day to finish."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.publish.links import RELEASES, current_release
from pipeline.publish.manifest import Manifest, read_manifest
from pipeline.publish.output import WORK, remove

KEEP = timedelta(hours=24)


def retire(out: Path, now: datetime, keep: timedelta = KEEP) -> list[str]:
    """Remove the releases that were replaced at least ``keep`` (at least a day) before ``now``; gives their ids."""
    current = current_release(out)
    if current is None:
        return []
    releases = sorted(p for p in (out / RELEASES).iterdir() if p.is_dir())
    replaced = replaced_at(_manifests(releases))
    gone = []
    for release in releases:
        if release.name == current.name:
            continue
        # One that nothing replaced was made by a run killed before the switch, or rolled back: that sets its folder's time.
        made = datetime.fromtimestamp(release.stat().st_mtime, UTC)
        if now - max(replaced.get(release.name, made), made) >= max(keep, KEEP):
            trash = out / WORK / f"trash-{uuid.uuid4().hex}"
            # out of sight in one step: nobody sees half a release
            os.rename(release, trash)
            remove(trash)
            gone.append(release.name)
    return gone


def replaced_at(manifests: Iterable[Manifest]) -> dict[str, datetime]:
    """When each release was replaced, by its id; one that became current twice was replaced when it was so last."""
    replaced: dict[str, datetime] = {}
    for manifest in manifests:
        if manifest.replaces:
            at = replaced.get(manifest.replaces, manifest.published_at)
            replaced[manifest.replaces] = max(at, manifest.published_at)
    return replaced


def _manifests(releases: Iterable[Path]) -> Iterator[Manifest]:
    for release in releases:
        with contextlib.suppress(OSError, ValueError):
            yield read_manifest(release)
