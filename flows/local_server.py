"""A Prefect server for one run, on loopback, gone when the run is.

Prefect would start one itself, but imports the whole server into the client first. Started as a process of its own
before Prefect is imported, it comes up while the client loads: half the start-up time, and less memory.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.common.errors import GongbaoError

# making the database takes most of a minute on a small machine, once
START_S = 300.0
_TRIES = 3
_LOOPBACK = "127.0.0.1"
_ANY = ("0.0.0.0", "::", "")


class ServerError(GongbaoError):
    """Prefect's server did not start."""


class LocalServer:
    """A server process. It ends with this one, however this one ends: its standard input is then closed."""

    def __init__(
        self, process: subprocess.Popen[bytes], port: int, log: IO[bytes], host: str = _LOOPBACK, pages: bool = False
    ) -> None:
        self.process = process
        self.port = port
        self.log = log
        self.host = host
        self.pages = pages

    @property
    def url(self) -> str:
        """Its API."""
        return f"{self.pages_url}/api"

    @property
    def pages_url(self) -> str:
        """Where a browser on this machine finds its pages, if it has any."""
        return f"http://{_LOOPBACK if self.host in _ANY else self.host}:{self.port}"

    def ready(self) -> bool:
        """Whether it answers. Raises ``ServerError`` when it has ended."""
        if self.process.poll() is not None:
            raise ServerError(
                f"Prefect's server ended ({self._last_words()})",
                mend="Run with --prefect off, or with --debug to see more",
            )
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _last_words(self) -> str:
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def stop(self) -> None:
        """End it and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            with contextlib.suppress(OSError):
                self.process.stdin.close()


@contextmanager
def local_server(*, pages: bool = False, host: str = _LOOPBACK, port: int = 0) -> Iterator[LocalServer]:
    """A server that is coming up: call ``wait_for`` before it is needed.

    With ``pages`` it has Prefect's user interface and keeps schedules; ``port`` 0 is any free one.
    """
    with tempfile.TemporaryFile() as log:
        server = _start(log, pages, host, port)
        try:
            yield server
        finally:
            server.stop()


def wait_for(server: LocalServer) -> str:
    """The server's API once it answers. Raises ``ServerError``."""
    end = time.monotonic() + START_S
    tries = 1
    while time.monotonic() < end:
        try:
            if server.ready():
                return server.url
        except ServerError:
            if tries == _TRIES or server.pages:
                raise
            # its port may have been taken in the meantime
            tries += 1
            again = _start(server.log, server.pages, server.host)
            server.process, server.port = again.process, again.port
        time.sleep(0.05)
    raise ServerError(f"Prefect's server did not answer in {START_S:.0f} s", mend="Run with --prefect off")


def _start(log: IO[bytes], pages: bool = False, host: str = _LOOPBACK, port: int = 0) -> LocalServer:
    with socket.socket() as probe:
        # what the server's own socket does: a port just given back can be taken
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServerError(
                f"port {port} of {host} cannot be listened at ({error.strerror})",
                mend="Name another one: --port 0 is any",
            ) from None
        port = int(probe.getsockname()[1])
    script = str(Path(__file__).with_name("server_process.py"))
    process = subprocess.Popen(
        [sys.executable, "-P", script, host, str(port), *(["pages"] if pages else [])],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        # not in the terminal's group: Ctrl-C is for the run, which then stops its server
        start_new_session=True,
    )
    return LocalServer(process, port, log, host, pages)
