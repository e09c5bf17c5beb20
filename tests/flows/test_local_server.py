"""The server of one run: it answers, and it ends with the run, however that ends."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.local_server import LocalServer, ServerError

ROOT = Path(__file__).parents[2]
RUN = """
from pipeline.cli.prefect_settings import local_prefect
local_prefect()
from flows.local_server import local_server, wait_for
import time
with local_server() as server:
    print(wait_for(server), flush=True)
    time.sleep(600)
"""


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_it_ends_with_a_killed_run(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", RUN], env=environment, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        url = run.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        port = int(url.split(":")[2].split("/")[0])
        assert listening(port)
        run.send_signal(signal.SIGKILL)
    end = time.monotonic() + 20
    while listening(port) and time.monotonic() < end:
        time.sleep(0.1)
    assert not listening(port)


def test_a_server_that_ends_says_why() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE) as process:
        process.wait()
        with pytest.raises(ServerError, match=r"ended \(ValueError: no\)"):
            LocalServer(process, 1, io.BytesIO(b"Traceback\nValueError: no\n")).ready()
