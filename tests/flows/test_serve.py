"""``gongbao serve`` and ``prefect.yaml``: what is deployed, when it runs, what a change of files sets off."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.flows import Flow

from flows.serve import deployments, signature, watch
from pipeline.common.errors import GongbaoError
from tests.job.gazettes import write_gazettes

ROOT = Path(__file__).parents[2]
DEPLOYED = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYED, ids=lambda d: d["name"])
def test_prefect_yaml_names_flows_and_parameters_that_are_there(deployment: dict[str, Any]) -> None:
    path, name = deployment["entrypoint"].split(":")
    flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
    assert isinstance(flow, Flow)
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)
    assert {s["timezone"] for s in deployment.get("schedules", ())} <= {"Asia/Shanghai"}


def test_served(tmp_path: Path) -> None:
    process, again, evaluation = deployments(str(tmp_path / "raw"), str(tmp_path / "out"), "*/5 * * * *")
    assert process.parameters == {"raw": str(tmp_path / "raw"), "out": str(tmp_path / "out"), "wait_s": 3600.0}
    (schedule,) = process.schedules or []
    assert (schedule.schedule.cron, schedule.schedule.timezone) == ("*/5 * * * *", "Asia/Shanghai")  # type: ignore[union-attr]
    assert not again.schedules
    assert not evaluation.schedules
    assert process.entrypoint == "flows.process.process_gazettes"
    # two that are served beside each other are two
    assert process.name == again.name != deployments(str(tmp_path / "raw"), str(tmp_path / "other"), "")[0].name
    assert not deployments(str(tmp_path), str(tmp_path / "out"), "")[0].schedules


def test_no_schedule_says_the_mend(tmp_path: Path) -> None:
    with pytest.raises(GongbaoError, match='Give minute, hour, day, month, weekday: "0 6'):
        deployments(str(tmp_path), str(tmp_path / "out"), "at noon")


def test_watch_asks_when_files_have_changed_and_stood_still(tmp_path: Path) -> None:
    raw = write_gazettes(tmp_path / "raw", range(1, 3))
    asked: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        asked.append(len(signature(str(raw), str(raw / "out"))))
        if len(asked) == 1:
            raise ConnectionError("the server is not up yet")

    thread = threading.Thread(target=watch, args=(str(raw), str(raw / "out"), 0.02, ask, stop))
    thread.start()

    def until(count: int) -> None:
        end = time.monotonic() + 20
        while len(asked) < count and time.monotonic() < end:
            time.sleep(0.01)

    until(2)
    write_gazettes(raw, range(3, 4))
    until(3)
    # what is published below the raw folder is no new file
    write_gazettes(raw / "out", range(1, 3))
    time.sleep(0.2)
    stop.set()
    thread.join()
    assert asked[:2] == [2, 2]
    assert asked[2:] == [3]


@pytest.mark.slow
def test_a_schedule_of_one_minute_picks_up_a_new_file(tmp_path: Path) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 4)), tmp_path / "out"
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), "PYTHONPATH": str(ROOT)}
    argv = ["serve", str(raw), "--out", str(out), "--cron", "* * * * *", "--poll", "0", "--port", "0"]
    with (tmp_path / "log").open("wb") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", *argv], cwd=tmp_path, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for_sources(out, 3, serving)
            write_gazettes(raw, range(4, 5))
            wait_for_sources(out, 4, serving)
        finally:
            serving.send_signal(signal.SIGINT)
            try:
                serving.wait(30)
            except subprocess.TimeoutExpired:
                serving.kill()
                serving.wait()


def wait_for_sources(out: Path, count: int, serving: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end:
        assert serving.poll() is None
        manifest = out / "current" / "manifest.json"
        if manifest.exists() and json.loads(manifest.read_text())["n_sources"] == count:
            return
        time.sleep(0.5)
    raise AssertionError(f"no release of {count} sources")
