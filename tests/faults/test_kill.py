"""A run killed at random moments: readers never see half a release, and the next run ends as if nothing had been."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from pipeline.publish import open_release
from tests.faults.job import PATIENCE_S, Job
from tests.faults.reading import Reader
from tests.job.gazettes import NOTICE, published_bytes, write_gazettes

SOURCES = 50


def whole(raw: Path, out: Path) -> list[int]:
    """A run that nothing disturbs: how many sources it processed, resumed and kept."""
    counts = Job(raw, out).wait(PATIENCE_S)
    assert counts
    return counts


def change(raw: Path, n: int) -> None:
    """What happens to a folder between two runs: a file comes, one gets new bytes, one another name."""
    write_gazettes(raw, range(SOURCES + n, SOURCES + n + 1))
    path = sorted(raw.glob("*.txt"))[n % SOURCES]
    path.write_text(NOTICE.format(n=1000 + n, cited=n), encoding="utf-8")
    sorted(raw.glob("*.txt"))[(n + 7) % SOURCES].rename(raw / f"renamed-{n}.txt")


def test_kills_at_random_moments(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    kills = 200 if request.config.getoption("--slow") else 6
    raw, out = write_gazettes(tmp_path / "raw", range(SOURCES)), tmp_path / "out"
    whole(raw, tmp_path / "warm")
    started = time.monotonic()
    whole(raw, tmp_path / "timed")
    usual = time.monotonic() - started
    chance = random.Random(20240711)
    killed = 0
    with Reader(out) as reader:
        for n in range(kills * 3):
            job = Job(raw, out)
            if job.wait(chance.uniform(0, usual)) is None:
                job.kill()
                killed += 1
                if killed == kills:
                    break
            else:
                # it was through: there has to be something new to do
                change(raw, n)
        assert killed == kills
        last = whole(raw, out)
        assert last[0] + last[1] + last[2] <= len(list(raw.iterdir()))
    whole(raw, tmp_path / "undisturbed")
    assert reader.wrong == []
    assert published_bytes(out) == published_bytes(tmp_path / "undisturbed")
    assert len(open_release(out).manifest.sources) == len(list(raw.iterdir()))
    # nothing is left lying about
    assert {p.name for p in (out / ".gongbao").iterdir()} <= {"lock", "last-run.json"}


def test_a_killed_run_is_taken_up(tmp_path: Path) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(SOURCES)), tmp_path / "out"
    job = Job(raw, out)
    while not list(out.glob(".gongbao/results-fixed/run-*/*-003/index.json")):
        assert job.process.is_alive()
        time.sleep(0.001)
    job.kill()
    processed, resumed, kept = whole(raw, out)
    assert resumed > 0
    assert (processed + resumed, kept) == (SOURCES, 0)
