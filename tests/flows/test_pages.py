"""Prefect's pages of a finished run in a headless browser: state, parameters with descriptions, artifacts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.job.gazettes import write_gazettes

ROOT = Path(__file__).parents[2]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1400,3000", "--virtual-time-budget=20000",
)  # fmt: skip
# a server with its pages, one run with a failed source, then it waits to be ended
RUN = """
import sys
from pipeline.cli.prefect_settings import local_prefect
local_prefect()
from flows.local_server import local_server, wait_for
with local_server(pages=True) as server:
    url = wait_for(server)
    from flows.process import run_flow
    report = run_flow(sys.argv[1], sys.argv[2], 1, api_url=url)
    print(server.pages_url, report.exit_code, flush=True)
    sys.stdin.read()
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here (Debian: apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has seen a run."""
    home = tmp_path_factory.mktemp("home")
    raw = write_gazettes(home / "raw", range(1, 4))
    (raw / "empty.txt").write_bytes(b"")
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, "-c", RUN, str(raw), str(home / "out")]
    with subprocess.Popen(
        argv, env=environment, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        assert run.stdin
        url, exit_code = run.stdout.readline().split()
        assert exit_code == "3"
        yield url
        run.stdin.close()
        run.wait(60)


@pytest.fixture
def shows(pages: str, tmp_path: Path) -> Callable[..., None]:
    """Asserts that a page, as a browser makes it, says these words."""

    def look(path: str, *words: str) -> None:
        missing = list(words)
        # on a busy machine the page may not be drawn in time
        for n in range(4):
            argv = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / str(n)}", "--dump-dom", pages + path]
            page = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=180).stdout
            missing = [word for word in words if word not in page]
            if not missing:
                return
            shutil.rmtree(tmp_path / str(n), ignore_errors=True)
        assert not missing

    return look


def asked(pages: str, what: str) -> list[dict[str, Any]]:
    """The objects of the server's API."""
    request = urllib.request.Request(f"{pages}/api/{what}/filter", b"{}", {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def test_the_run_its_parameters_and_artifacts(pages: str, shows: Callable[..., None]) -> None:
    (run,) = asked(pages, "flow_runs")
    page = f"/runs/flow-run/{run['id']}"
    shows(page, "CompletedWithFailures", "process gazettes")
    shows(f"{page}?tab=Parameters", "allow_removals", "keep_hours", "workers")
    shows("/artifacts", "gongbao-run", "gongbao-rows", "gongbao-failures", "gongbao-progress")


def test_an_artifact_is_a_page_of_its_own(pages: str, shows: Callable[..., None]) -> None:
    made = {artifact["key"]: artifact["id"] for artifact in asked(pages, "artifacts")}
    shows(f"/artifacts/artifact/{made['gongbao-run']}", "pipeline version")
    shows(f"/artifacts/artifact/{made['gongbao-failures']}", "empty.txt")
