"""The publisher's lock in object storage: an object that is put only where there is none, and renewed while it is held.

It keeps two runs from doing the same work. What keeps a release whole is not the lock but the condition under which
``current`` is written.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from pipeline.publish.errors import LockedError
from pipeline.publish.output import LOCK, WORK
from pipeline.remote.bucket import Bucket, RemoteError, UnmetError

log = logging.getLogger(__name__)

NAME = f"{WORK}/{LOCK}"
# A holder that has not renewed it for so long is dead; the age is told by the server's clock.
LEASE_S = 60.0
_RENEWALS = 4
_POLL_S = 1.0


@contextmanager
def remote_lock(
    bucket: Bucket, wait_s: float = 0.0, holder: Mapping[str, Any] | None = None, lease_s: float = LEASE_S
) -> Iterator[None]:
    """Hold the lock of ``bucket``. Raises ``LockedError`` where somebody still holds it after ``wait_s`` seconds."""
    said = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    body = json.dumps({**said, **(holder or {}), "token": uuid.uuid4().hex}).encode()
    held = _Held(bucket, body, _take(bucket, body, wait_s, lease_s))
    stop = threading.Event()
    renewing = threading.Thread(target=held.renew, args=(stop, lease_s / _RENEWALS), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        stop.set()
        renewing.join()
        held.give_back()


def _take(bucket: Bucket, body: bytes, wait_s: float, lease_s: float) -> str:
    deadline = time.monotonic() + wait_s
    told = False
    while True:
        try:
            return bucket.write(NAME, body, new=True)
        except UnmetError:
            there = bucket.read(NAME)
        if there is not None and there.age_s > lease_s:
            try:
                etag = bucket.write(NAME, body, replaces=there.etag)
                log.warning("a run that held the lock is dead", extra={"holder": _who(there.data)})
                return etag
            except UnmetError:
                continue
        if there is not None and time.monotonic() >= deadline:
            raise LockedError(
                f"another run ({_who(there.data)}) is writing here",
                place=bucket.url,
                mend=f"Wait for it to end (gongbao run --wait does); one that was killed is out after {lease_s:.0f} s",
            )
        if there is not None and not told:
            told = True
            said = f"another run ({_who(there.data)})"
            log.warning("waiting", extra={"for": said, "line": f"{bucket.url}: waiting for {said} to end"})
        time.sleep(min(_POLL_S, max(deadline - time.monotonic(), 0.01)))


class _Held:
    def __init__(self, bucket: Bucket, body: bytes, etag: str) -> None:
        self.bucket = bucket
        self.body = body
        self.etag: str | None = etag

    def renew(self, stop: threading.Event, every_s: float) -> None:
        """Write it anew as long as it is ours. What the network refuses is tried again."""
        while self.etag and not stop.wait(every_s):
            try:
                self.etag = self.bucket.write(NAME, self.body, replaces=self.etag)
            except UnmetError:
                self.etag = self._still_ours()
                if self.etag is None:
                    log.warning("the lock was taken over by another run", extra={"place": self.bucket.url})
            except RemoteError as error:
                log.warning("the lock could not be renewed", extra={"text": error.message})

    def _still_ours(self) -> str | None:
        # a request that was tried twice may have met its own first try
        there = self.bucket.read(NAME)
        return there.etag if there is not None and there.data == self.body else None

    def give_back(self) -> None:
        """Remove it where it is still ours; else, or where that fails, it runs out by itself."""
        try:
            if self._still_ours():
                self.bucket.remove([NAME])
        except RemoteError as error:
            log.warning("the lock could not be given back", extra={"text": error.message})


def remote_holder(bucket: Bucket) -> dict[str, Any] | None:
    """Who holds the lock, with the seconds since he last renewed it as ``age_s``; None where nobody does."""
    there = bucket.read(NAME)
    if there is None:
        return None
    try:
        said = dict(json.loads(there.data))
    except (ValueError, TypeError):
        said = {}
    said.pop("token", None)
    return {**said, "age_s": there.age_s, "alive": there.age_s <= LEASE_S}


def _who(data: bytes) -> str:
    try:
        said = json.loads(data)
        return f"process {said['pid']} on {said['host']}, since {said['since']}"
    except (ValueError, KeyError, TypeError):
        return "unknown"
