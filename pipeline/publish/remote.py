"""Publication in object storage: a run works in a mirror on this machine, then its release is put there.

Files first, unchanged ones copied by the server from the release before, the manifest last, and then one write of the
object ``current`` under the condition that it is what it was when the run began. A run that dies on the way leaves a
release that nobody is led to; the next one puts it there, or takes it away.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.publish.changes_page import CHANGES
from pipeline.publish.errors import PublishError
from pipeline.publish.links import CURRENT, RELEASES, current_release, switch
from pipeline.publish.manifest import MANIFEST, Manifest, read_manifest
from pipeline.publish.output import WORK, remove
from pipeline.publish.parquet import File
from pipeline.publish.remote_release import read_pointer, remote_manifest
from pipeline.publish.retention import KEEP, replaced_at
from pipeline.remote.bucket import Bucket, UnmetError, at_once

log = logging.getLogger(__name__)

_PACKAGE = "datapackage.json"
_LEFT = f"{WORK}/left"


class Remote:
    """The releases below ``bucket`` and their mirror, a folder as ``gongbao run --out`` leaves it. Under the lock only."""

    def __init__(self, bucket: Bucket, mirror: Path = Path()) -> None:
        self.bucket = bucket
        self.mirror = mirror
        self.release: str | None = None  # that ``current`` names
        self.etag: str | None = None

    def pull(self) -> None:
        """Have the mirror's current release be the remote one; what a killed run had not put there is put there now."""
        (self.mirror / RELEASES).mkdir(parents=True, exist_ok=True)
        (self.mirror / WORK).mkdir(exist_ok=True)
        pointer = read_pointer(self.bucket)
        self.release, self.etag = pointer or (None, None)
        here = current_release(self.mirror)
        if here is not None and here.name != self.release and self._follows(here):
            log.info("a release that a killed run left is published", extra={"release": here.name})
            self._put(here)
        elif self.release is None:
            (self.mirror / CURRENT).unlink(missing_ok=True)
        elif here is None or here.name != self.release:
            self._fetch(self.release)
        self._forget()

    def push(self, keep: timedelta = KEEP) -> list[str]:
        """Publish the mirror's current release where it is a new one; the ids of releases that went for it.

        Raises ``PublishError`` where another run has published meanwhile.
        """
        here = current_release(self.mirror)
        if here is None or here.name == self.release:
            return []
        self._put(here)
        return self.retire(datetime.now(UTC), keep)

    def switch(self, release_id: str) -> None:
        """Make a release that is there the current one."""
        body = f"{RELEASES}/{release_id}\n".encode()
        try:
            self.etag = self.bucket.write(CURRENT, body, replaces=self.etag, new=self.etag is None)
        except UnmetError as error:
            # a request that was tried twice may have met its own first try
            there = self.bucket.read(CURRENT)
            if there is None or there.data != body:
                raise PublishError(
                    "another run has published meanwhile, so nothing was switched",
                    place=self.bucket.url,
                    mend="Run again: it goes on from the release that is there now",
                ) from error
            self.etag = there.etag
        self.release = release_id

    def retire(self, now: datetime, keep: timedelta) -> list[str]:
        """Remove what was replaced at least ``keep`` (at least a day) ago, and releases that were never finished."""
        manifests: dict[str, Manifest] = {}
        gone = []
        for name in self.bucket.folders(RELEASES):
            try:
                manifests[name] = remote_manifest(self.bucket, name)
            except PublishError:
                gone.append(name)
        replaced = replaced_at(manifests.values())
        gone += [
            name
            for name, manifest in manifests.items()
            if now - max(replaced.get(name, manifest.published_at), manifest.published_at) >= max(keep, KEEP)
        ]
        gone = [name for name in gone if name != self.release and not self._left_since(name, max(keep, KEEP))]
        for name in gone:
            # the manifest first: from then on it is no release
            self.bucket.remove([f"{RELEASES}/{name}/{MANIFEST}"])
            self.bucket.remove([item.name for item in self.bucket.objects(f"{RELEASES}/{name}/")])
        return gone

    def roll_back(self, release_id: str) -> None:
        """Make an older release the current one; the one left keeps a day for its readers."""
        self.release, self.etag = read_pointer(self.bucket) or (None, None)
        if self.release and self.release != release_id:
            self.bucket.write(f"{_LEFT}/{self.release}", b"")
            self.switch(release_id)

    def _left_since(self, release_id: str, keep: timedelta) -> bool:
        left = self.bucket.read(f"{_LEFT}/{release_id}")
        return left is not None and left.age_s < keep.total_seconds()

    def _follows(self, here: Path) -> bool:
        try:
            follows = read_manifest(here).replaces == self.release
        except (OSError, ValueError):
            return False
        # one that was rolled back follows, too
        return follows and self.bucket.read(f"{_LEFT}/{here.name}") is None

    def _put(self, here: Path) -> None:
        manifest = read_manifest(here)
        there = remote_manifest(self.bucket, self.release).tables if self.release else {}
        standing = {f.path: f for files in there.values() for f in files}
        folder = f"{RELEASES}/{here.name}"
        files = [f for parts in manifest.tables.values() for f in parts]
        copied = [f for f in files if standing.get(f.path) == f]
        at_once(self.bucket.copy, [(f"{RELEASES}/{self.release}/{f.path}", f"{folder}/{f.path}") for f in copied])
        written = [f.path for f in files if standing.get(f.path) != f]
        at_once(self.bucket.upload, [(here / path, f"{folder}/{path}") for path in (*written, _PACKAGE, CHANGES)])
        # with it the release is whole
        self.bucket.upload(here / MANIFEST, f"{folder}/{MANIFEST}")
        self.switch(here.name)
        log.info("published", extra={"place": self.bucket.url, "n_written": len(written), "n_copied": len(copied)})

    def _fetch(self, release_id: str) -> None:
        """Bring a release into the mirror; files that any release of the mirror has are taken from there."""
        manifest = remote_manifest(self.bucket, release_id)
        have = {str(path.relative_to(r)): path for r in (self.mirror / RELEASES).glob("*") for path in r.glob("*/*")}
        folder = self.mirror / WORK / f"release-{uuid.uuid4().hex}"
        at_once(
            self._bring,
            [(folder, f"{RELEASES}/{release_id}", f, have) for parts in manifest.tables.values() for f in parts],
        )
        for name in (_PACKAGE, CHANGES, MANIFEST):
            self.bucket.download(f"{RELEASES}/{release_id}/{name}", folder / name)
        path = self.mirror / RELEASES / release_id
        if path.exists():
            remove(path)
        os.rename(folder, path)
        switch(self.mirror, release_id, manifest.tables)

    def _bring(self, folder: Path, remote: str, file: File, have: Mapping[str, Path]) -> None:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.path in have:
            os.link(have[file.path], target)
            return
        self.bucket.download(f"{remote}/{file.path}", target)
        with target.open("rb") as data:
            if hashlib.file_digest(data, "sha256").hexdigest() != file.sha256:
                raise PublishError(
                    "the file is not what its manifest says",
                    place=f"{self.bucket.url}/{remote}/{file.path}",
                    mend="Roll back to a release that is whole (gongbao releases rollback), or publish anew",
                )
        target.chmod(0o444)

    def _forget(self) -> None:
        """Of other releases the mirror keeps the names alone, so that the next one takes the next number."""
        names = set(self.bucket.folders(RELEASES))
        for path in (self.mirror / RELEASES).iterdir():
            if path.name != self.release:
                shutil.rmtree(path, ignore_errors=True)
        for name in names - {self.release}:
            (self.mirror / RELEASES / name).mkdir(exist_ok=True)
