"""One folder of a bucket. Writing under a condition is what pyarrow's file systems have not, so boto3 does it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from pipeline.common.errors import GongbaoError
from pipeline.remote import SCHEME

T = TypeVar("T")

# Requests under way at a time: each is a wait for the network.
THREADS = 16
_DELETED_AT_ONCE = 1000
_ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})
_UNMET = frozenset({"412", "PreconditionFailed", "409", "ConditionalRequestConflict"})


class RemoteError(GongbaoError):
    """Object storage does not do what was asked."""


class UnmetError(RemoteError):
    """Somebody else wrote the object since it was read."""


@dataclass(frozen=True, slots=True)
class Object:
    """One object below the folder: its name there, its bytes, and what changes with them."""

    name: str
    n_bytes: int
    etag: str


@dataclass(frozen=True, slots=True)
class Read:
    """An object's bytes, its etag, and how many seconds ago it was written, by the server's clock."""

    data: bytes
    etag: str
    age_s: float


class Bucket:
    """The folder ``s3://bucket/prefix``. Credentials, region and endpoint are those that boto3 finds. Raises ``RemoteError``."""

    def __init__(self, url: str) -> None:
        bucket, _, prefix = url.removeprefix(SCHEME).partition("/")
        if not url.startswith(SCHEME) or not bucket:
            raise RemoteError("this names no bucket", place=url, mend="Write s3://bucket/folder")
        if find_spec("boto3") is None:
            raise RemoteError("boto3 is not installed", place=url, mend="pip install 'gongbao[s3]'")
        self.name = bucket
        self.prefix = prefix.strip("/")
        self.url = f"{SCHEME}{bucket}/{self.prefix}".rstrip("/")

    def key(self, name: str) -> str:
        """The key of an object of this folder."""
        return f"{self.prefix}/{name}" if self.prefix else name

    def path(self, name: str) -> str:
        """Where ``filesystem`` finds it."""
        return f"{self.name}/{self.key(name)}"

    @cached_property
    def client(self) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
        """boto3's client."""
        import boto3
        from botocore.config import Config

        config = Config(
            max_pool_connections=THREADS,
            retries={"mode": "standard", "max_attempts": 5},
            # storage that speaks S3 need not know the newer checksums
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        with self._told():
            return boto3.client("s3", config=config, **({} if _region() else {"region_name": "us-east-1"}))

    @cached_property
    def filesystem(self) -> Any:  # noqa: ANN401 - pyarrow has no types
        """pyarrow's file system of the same place, to read by."""
        from pyarrow import fs

        endpoint = str(self.client.meta.endpoint_url)
        own = {} if "amazonaws.com" in endpoint else {"endpoint_override": endpoint}
        # what boto3 found, in its own way: pyarrow looks in fewer places
        found = self.client._request_signer._credentials
        secret = found.get_frozen_credentials() if found else None
        keys = (
            {"access_key": secret.access_key, "secret_key": secret.secret_key, "session_token": secret.token}
            if secret
            else {}
        )
        return fs.S3FileSystem(region=self.client.meta.region_name, **own, **keys)

    def objects(self, below: str = "") -> Iterator[Object]:
        """Every object whose name begins with ``below``, in the order of names; marks of empty folders left out."""
        start = self.key(below) if below else (f"{self.prefix}/" if self.prefix else "")
        cut = len(self.prefix) + 1 if self.prefix else 0
        with self._told():
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=start):
                for item in page.get("Contents", ()):
                    if not item["Key"].endswith("/"):
                        yield Object(item["Key"][cut:], int(item["Size"]), item["ETag"].strip('"'))

    def folders(self, below: str) -> list[str]:
        """The names of the folders right below ``below/``."""
        found: list[str] = []
        start = self.key(f"{below}/")
        with self._told():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=start, Delimiter="/")
            for page in pages:
                found += [item["Prefix"][len(start) : -1] for item in page.get("CommonPrefixes", ())]
        return sorted(found)

    def read(self, name: str) -> Read | None:
        """An object, None where there is none."""
        from email.utils import parsedate_to_datetime

        with self._told(name):
            try:
                got = self.client.get_object(Bucket=self.name, Key=self.key(name))
                data = got["Body"].read()
            except self.client.exceptions.ClientError as error:
                if _code(error) in _ABSENT:
                    return None
                raise
            now = parsedate_to_datetime(got["ResponseMetadata"]["HTTPHeaders"]["date"])
            return Read(data, got["ETag"], (now - got["LastModified"]).total_seconds())

    def write(self, name: str, data: bytes, *, replaces: str | None = None, new: bool = False) -> str:
        """Write an object; its etag. ``replaces`` is the etag that it must have now, ``new`` says that it must not be.

        Raises ``UnmetError`` where it is otherwise.
        """
        condition = {"IfMatch": replaces} if replaces else {"IfNoneMatch": "*"} if new else {}
        with self._told(name):
            try:
                done = self.client.put_object(Bucket=self.name, Key=self.key(name), Body=data, **condition)
            except self.client.exceptions.ClientError as error:
                if condition and _code(error) in (_UNMET | _ABSENT):
                    raise UnmetError("somebody else wrote it meanwhile", place=f"{self.url}/{name}") from error
                raise
            return str(done["ETag"])

    def download(self, name: str, path: Path) -> None:
        """Write an object's bytes to ``path``, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name[:100]}.part")
        with self._told(name):
            self.client.download_file(self.name, self.key(name), str(part))
        part.replace(path)

    def upload(self, path: Path, name: str) -> None:
        """Write a file's bytes to an object."""
        with self._told(name):
            self.client.upload_file(str(path), self.name, self.key(name))

    def copy(self, name: str, to: str) -> None:
        """Copy an object within the bucket; its bytes do not come here."""
        with self._told(name):
            source = {"Bucket": self.name, "Key": self.key(name)}
            self.client.copy_object(Bucket=self.name, Key=self.key(to), CopySource=source)

    def remove(self, names: Iterable[str]) -> None:
        """Remove objects; those that are not there are no error."""
        keys = [{"Key": self.key(name)} for name in names]
        with self._told():
            for first in range(0, len(keys), _DELETED_AT_ONCE):
                some = {"Objects": keys[first : first + _DELETED_AT_ONCE], "Quiet": True}
                self.client.delete_objects(Bucket=self.name, Delete=some)

    @contextmanager
    def _told(self, name: str = "") -> Iterator[None]:
        """boto3's errors as ours."""
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (BotoCoreError, ClientError, Boto3Error) as error:
            raise RemoteError(
                f"object storage refuses ({error})",
                place=f"{self.url}/{name}" if name else self.url,
                mend="Look to the name, the credentials and the endpoint (AWS_… variables, ~/.aws) and run again",
            ) from error


def at_once(action: Callable[..., T], jobs: Iterable[tuple[Any, ...]]) -> list[T]:
    """``action`` on the arguments of each of ``jobs``, ``THREADS`` at a time; the first error ends it."""
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            return list(pool.map(lambda job: action(*job), jobs))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _code(error: Any) -> str:  # noqa: ANN401 - boto3 has no types
    return str(error.response.get("Error", {}).get("Code", ""))


def _region() -> str | None:
    import boto3

    region: str | None = boto3.session.Session().region_name
    return region or os.environ.get("AWS_REGION")
