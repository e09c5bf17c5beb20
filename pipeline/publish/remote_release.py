"""Releases in object storage, for readers.

``s3://bucket/folder/current`` is a small text object that says which release is current (``releases/000012-…``). A
release is immutable and whole below its own folder, so any reader of Parquet can take ``releases/<id>/<table>/``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.publish.errors import NoReleaseError
from pipeline.publish.links import CURRENT, RELEASES
from pipeline.publish.manifest import MANIFEST, Manifest, parse_manifest
from pipeline.publish.release import Release
from pipeline.remote.bucket import Bucket, at_once

if TYPE_CHECKING:
    import duckdb


class RemoteRelease(Release):
    """One release in object storage. ``url`` is its folder; ``files`` are paths of ``filesystem``."""

    def __init__(self, bucket: Bucket, release_id: str) -> None:
        self.bucket = bucket
        self.folder = f"{RELEASES}/{release_id}"
        self.url = f"{bucket.url}/{self.folder}"
        self.filesystem = bucket.filesystem
        self.manifest: Manifest = remote_manifest(bucket, release_id)

    def __repr__(self) -> str:
        return f"RemoteRelease({self.url!r})"

    def at_hand(self, files: Iterable[str], folder: Path) -> Path:
        """As of a release of this machine: they are fetched."""
        at_once(self.bucket.download, [(f"{self.folder}/{file}", folder / self.id / file) for file in files])
        return folder / self.id

    def _place(self, file: str) -> str:
        return self.bucket.path(f"{self.folder}/{file}")

    def _show(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        # DuckDB's own reader of S3 is an extension, which it would fetch from the network
        connection.register(table, self.dataset(table))


def open_remote(url: str) -> RemoteRelease:
    """The current release below ``url``, or the one whose folder it is. Raises ``NoReleaseError``."""
    above = PurePosixPath(url.removeprefix("s3://").rstrip("/"))
    if above.parent.name == RELEASES:
        return RemoteRelease(Bucket(f"s3://{above.parent.parent}"), above.name)
    bucket = Bucket(url)
    pointer = read_pointer(bucket)
    if pointer is None:
        raise NoReleaseError(
            "there is no release here", place=url, mend="Publish one first: gongbao run RAW --out s3://BUCKET/FOLDER"
        )
    return RemoteRelease(bucket, pointer[0])


def read_pointer(bucket: Bucket) -> tuple[str, str] | None:
    """The id of the current release and the pointer's etag, None where nothing was published."""
    read = bucket.read(CURRENT)
    if read is None:
        return None
    return read.data.decode("utf-8").strip().removeprefix(f"{RELEASES}/"), read.etag


def remote_manifest(bucket: Bucket, release_id: str) -> Manifest:
    """The manifest of a release. Raises ``NoReleaseError``."""
    name = f"{RELEASES}/{release_id}/{MANIFEST}"
    read = bucket.read(name)
    try:
        if read is None:
            raise ValueError("it has no manifest")
        return parse_manifest(read.data, name)
    except ValueError as error:
        raise NoReleaseError(
            f"the release cannot be read ({error})", place=f"{bucket.url}/{name}", mend="gongbao releases lists others"
        ) from None
