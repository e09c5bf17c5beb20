"""Sources that are cut short, vanish or change while a run is under way: they fail alone, and the next run has them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.job.run
from pipeline.job.run import run_job
from pipeline.publish import open_release
from tests.job.gazettes import NOTICE, published_bytes, write_gazettes


def cut(path: Path) -> None:
    """In the middle of a character, as a copy under way is."""
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex("执行".encode()) + 1])


def shut(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


FAULTS: list[tuple[str, Callable[[Path], object], str]] = [
    ("vanished", Path.unlink, "UnreadableFileError"),
    ("cut short", cut, "ChangedFileError"),
    ("emptied", lambda path: path.write_bytes(b""), "ChangedFileError"),
    ("rewritten", lambda path: path.write_text(NOTICE.format(n=9, cited=1), encoding="utf-8"), "ChangedFileError"),
    ("a pipe in its place", shut, "UnreadableFileError"),
]


@pytest.mark.parametrize(("fault", "error"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_while_the_run_is_under_way(
    fault: Callable[[Path], object], error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 7)), tmp_path / "out"
    real = pipeline.job.run.find_work

    def find_work(*args: object, **more: object) -> object:
        work = real(*args, **more)  # type: ignore[arg-type]
        fault(raw / "003.txt")
        return work

    with monkeypatch.context() as patch:
        patch.setattr(pipeline.job.run, "find_work", find_work)
        report = run_job(raw, out)
    assert [(f.path, f.error_type) for f in report.failures] == [("003.txt", error)]
    assert (report.exit_code, report.n_sources) == (3, 5)
    (raw / "003.txt").unlink(missing_ok=True)
    write_gazettes(raw, range(3, 4))
    assert run_job(raw, out).exit_code == 0
    run_job(raw, tmp_path / "undisturbed")
    assert published_bytes(out) == published_bytes(tmp_path / "undisturbed")


def test_a_source_cut_short_between_runs_leaves_and_comes_back(tmp_path: Path) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 7)), tmp_path / "out"
    run_job(raw, out)
    cut(raw / "003.txt")
    report = run_job(raw, out)
    assert [f.path for f in report.failures] == ["003.txt"]
    assert open_release(out).arrow("sources").num_rows == 5
    write_gazettes(raw, range(3, 4))
    assert run_job(raw, out).n_sources == 6
