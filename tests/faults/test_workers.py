"""Runs with worker processes: a worker killed, the run killed and its workers not, a source that kills who reads it."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

import pipeline.job.workers
from pipeline.job.batch import process_batch
from pipeline.job.plan import Batch
from pipeline.job.reports import BatchReport
from pipeline.job.run import run_job
from pipeline.publish import open_release
from tests.faults.job import PATIENCE_S, Job
from tests.faults.reading import Reader
from tests.faults.test_kill import SOURCES, change
from tests.job.gazettes import published_bytes, write_gazettes


def kill_one(job: Job, chance: random.Random) -> bool:
    """Kill a worker; whether there was one."""
    workers = job.workers()
    if not workers:
        return False
    try:
        os.kill(chance.choice(workers), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def test_kills_at_random_moments(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    kills = 100 if request.config.getoption("--slow") else 6
    raw, out = write_gazettes(tmp_path / "raw", range(SOURCES)), tmp_path / "out"
    started = time.monotonic()
    assert Job(raw, tmp_path / "timed", 2).wait(PATIENCE_S)
    usual = time.monotonic() - started
    chance = random.Random(20240712)
    killed = {"all": 0, "run": 0, "worker": 0}
    with Reader(out) as reader:
        for n in range(kills * 4):
            job = Job(raw, out, 2)
            whom = chance.choice(tuple(killed))
            if job.wait(chance.uniform(0, usual)) is not None:
                change(raw, n)
            elif whom == "worker":
                killed[whom] += kill_one(job, chance)
                # the run goes on without it
                assert job.wait(PATIENCE_S)
                change(raw, n)
            else:
                job.kill() if whom == "all" else job.kill_alone()
                killed[whom] += 1
            if sum(killed.values()) >= kills:
                break
        assert sum(killed.values()) >= kills
        assert Job(raw, out, 2).wait(PATIENCE_S)
    assert Job(raw, tmp_path / "undisturbed").wait(PATIENCE_S)
    assert reader.wrong == []
    assert published_bytes(out) == published_bytes(tmp_path / "undisturbed")
    assert len(open_release(out).manifest.sources) == len(list(raw.iterdir()))
    assert open_release(out).manifest.rows["failures"] == 0
    assert {p.name for p in (out / ".gongbao").iterdir()} <= {"lock", "last-run.json"}


def test_workers_end_with_a_killed_run(tmp_path: Path) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(SOURCES)), tmp_path / "out"
    job = Job(raw, out, 2)
    end = time.monotonic() + PATIENCE_S
    while not (workers := job.workers()) and time.monotonic() < end:
        time.sleep(0.005)
    assert workers
    job.kill_alone()
    while any(map(alive, workers)) and time.monotonic() < end:
        time.sleep(0.01)
    assert not any(map(alive, workers))
    stands = sorted((str(p), p.stat().st_mtime_ns) for p in out.rglob("*"))
    time.sleep(0.5)
    assert sorted((str(p), p.stat().st_mtime_ns) for p in out.rglob("*")) == stands


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def dies_of_poison(batch: Batch, staging: Path, version: str) -> BatchReport:
    """``process_batch`` of a process that poison kills, after it has staged some of the batch."""
    if any("poison" in file.name for file in batch.files):
        process_batch(Batch(batch.name, batch.files[:1]), staging, version)
        os.kill(os.getpid(), signal.SIGKILL)
    return process_batch(batch, staging, version)


def test_a_source_that_kills_its_reader_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 31)), tmp_path / "out"
    (raw / "015.txt").rename(raw / "poison.txt")
    # functions go to workers by their name
    monkeypatch.setattr(pipeline.job.workers, "process_in_worker", dies_of_poison)
    report = run_job(raw, out, workers=2)
    assert [(f.path, f.stage, f.error_type) for f in report.failures] == [("poison.txt", "process", "WorkerError")]
    assert (report.exit_code, report.n_sources) == (3, 29)
    monkeypatch.undo()
    assert run_job(raw, out).exit_code == 0
    run_job(raw, tmp_path / "undisturbed")
    assert published_bytes(out) == published_bytes(tmp_path / "undisturbed")
