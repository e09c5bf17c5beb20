"""Incremental runs: only what is new is done, and the result is a full run's, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import pipeline.job.batch
import pipeline.job.run
from pipeline.job.options import RunOptions
from pipeline.job.plan import NoSourcesError
from pipeline.job.record import last_run
from pipeline.job.reports import RunReport
from pipeline.job.run import run_job
from pipeline.job.work import SourcesGoneError
from pipeline.publish import open_release
from tests.job.gazettes import NOTICE, published_bytes, write_gazettes


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write_gazettes(tmp_path / "raw", range(1, 13))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that were processed."""
    names: list[str] = []
    real = pipeline.job.batch.process_source

    def process_source(info: object, *args: object) -> object:
        names.append(info.path)  # type: ignore[attr-defined]
        return real(info, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.job.batch, "process_source", process_source)
    return names


def again(raw: Path, out: Path, **options: object) -> RunReport:
    return run_job(raw, out, options=RunOptions(**options))  # type: ignore[arg-type]


def same_as_full(raw: Path, out: Path, tmp_path: Path) -> bool:
    run_job(raw, tmp_path / "whole")
    return published_bytes(out) == published_bytes(tmp_path / "whole")


def test_new_and_changed_sources_only(raw: Path, out: Path, tmp_path: Path, read: list[str]) -> None:
    run_job(raw, out)
    write_gazettes(raw, range(13, 14))
    (raw / "005.txt").write_text(NOTICE.format(n=77, cited=2), encoding="utf-8")
    (raw / "012.txt").unlink()
    read.clear()
    report = again(raw, out)
    assert sorted(read) == ["005.txt", "013.txt"]
    assert (report.n_processed, report.n_kept, report.n_removed, report.n_sources) == (2, 10, 1, 12)
    assert report.rows["sources"] == 12
    assert same_as_full(raw, out, tmp_path)


def test_nothing_to_do_makes_no_release(raw: Path, out: Path, read: list[str]) -> None:
    first = run_job(raw, out)
    (out / "amounts").unlink()  # as a kill just behind the switch leaves it
    read.clear()
    second = run_job(raw, out)
    assert read == []
    assert (second.new, second.release, second.rows) == (False, first.release, first.rows)
    assert second.exit_code == 0
    assert len(list((out / "releases").iterdir())) == 1
    assert (out / "amounts").is_dir()


def test_a_failure_is_tried_again(raw: Path, out: Path, tmp_path: Path, read: list[str]) -> None:
    (raw / "bad.txt").write_bytes(b"")
    assert run_job(raw, out).exit_code == 3
    again_report = run_job(raw, out)
    assert (again_report.new, again_report.exit_code) == (False, 3)
    assert same_as_full(raw, out, tmp_path)
    (raw / "bad.txt").unlink()
    read.clear()
    mended = run_job(raw, out)
    assert (mended.new, mended.exit_code, mended.rows["failures"]) == (True, 0, 0)
    assert read == []


def test_renamed_sources_keep_their_rows(raw: Path, out: Path, tmp_path: Path, read: list[str]) -> None:
    run_job(raw, out)
    ids = set(open_release(out).arrow("documents", ["document_id"]).column(0).to_pylist())
    (raw / "2024").mkdir()
    for n in range(1, 12):
        (raw / f"{n:03d}.txt").rename(raw / "2024" / f"{n}.md")
    shutil.copy(raw / "012.txt", raw / "copy.txt")
    read.clear()
    report = again(raw, out)
    assert read == []
    assert (report.n_renamed, report.n_removed) == (12, 0)
    release = open_release(out)
    assert set(release.arrow("documents", ["document_id"]).column(0).to_pylist()) == ids
    types = release.query("SELECT media_type, count(*) FROM sources GROUP BY 1 ORDER BY 1").fetchall()
    assert types == [("text/markdown", 11), ("text/plain", 1)]
    assert same_as_full(raw, out, tmp_path)


def test_a_name_that_keeps_a_source_from_being_read(raw: Path, out: Path, tmp_path: Path) -> None:
    run_job(raw, out)
    (raw / "001.txt").rename(raw / "001.json")
    report = again(raw, out)
    assert [f.path for f in report.failures] == ["001.json"]
    assert report.n_sources == 11
    assert same_as_full(raw, out, tmp_path)


def test_another_version_redoes_all(raw: Path, out: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run_job(raw, out)
    read.clear()
    monkeypatch.setattr(RunOptions, "pipeline_version", "9")
    assert run_job(raw, out).new
    assert len(read) == 12


def test_full_redoes_all(raw: Path, out: Path, read: list[str]) -> None:
    run_job(raw, out)
    read.clear()
    report = again(raw, out, full=True)
    assert len(read) == 12
    assert not report.new


@pytest.mark.parametrize("left", [0, 9, 10])
def test_a_tenth_gone_publishes_nothing_unless_told(left: int, raw: Path, out: Path, tmp_path: Path) -> None:
    first = run_job(raw, out)
    for path in sorted(raw.iterdir())[left:]:
        path.unlink()
    error = NoSourcesError if left == 0 else SourcesGoneError
    with pytest.raises(error):
        again(raw, out)
    assert open_release(out).id == first.release
    report = again(raw, out, allow_removals=True)
    assert (report.new, report.n_sources, report.n_removed) == (True, left, 12 - left)
    assert open_release(out).arrow("documents").num_rows == 2 * left
    if left:
        assert same_as_full(raw, out, tmp_path)


def test_fewer_than_a_tenth_may_go(raw: Path, out: Path) -> None:
    run_job(raw, out)
    (raw / "001.txt").unlink()
    assert again(raw, out).n_sources == 11


def test_raw_missing(raw: Path, out: Path) -> None:
    run_job(raw, out)
    shutil.rmtree(raw)
    with pytest.raises(Exception, match="no such file or folder"):
        again(raw, out)
    said = last_run(out)
    assert said
    assert (said["state"], "no such file or folder" in said["message"]) == ("failed", True)
    assert again(raw, out, allow_removals=True).n_sources == 0
    # nothing was published there before, so nothing can be removed
    assert run_job(raw, out.with_name("none"), options=RunOptions(allow_removals=True)).release is None


def test_new_bytes_under_all_names_are_no_removal(raw: Path, out: Path) -> None:
    run_job(raw, out)
    for path in raw.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("7月11日", "7月12日"), encoding="utf-8")
    assert again(raw, out).n_processed == 12


class StoppedError(BaseException):
    pass


def stop_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.job.batch, "PART_BYTES", 1)
    real = pipeline.job.batch.process_source
    done: list[object] = []

    def process_source(*args: object) -> object:
        if len(done) == count:
            raise StoppedError
        done.append(args)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.job.batch, "process_source", process_source)


def test_a_stopped_run_is_resumed(
    raw: Path, out: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stop_after(7, patch)
        with pytest.raises(StoppedError):
            run_job(raw, out)
    done = list(read)
    assert len(done) == 7
    # one of those done is new by now, and one that was done is gone: what they are staged with is done again
    (raw / done[0]).write_text(NOTICE.format(n=88, cited=1), encoding="utf-8")
    (raw / done[1]).unlink()
    read.clear()
    report = run_job(raw, out)
    assert (report.n_resumed, report.n_processed) == (5, 6)
    assert not set(read) & set(done[1:])
    assert same_as_full(raw, out, tmp_path)
    # what is published is kept in the release only
    assert {p.name for p in (out / ".gongbao").iterdir()} == {"lock", "last-run.json"}


def test_stopped_twice_and_damaged(raw: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for count in (3, 4):
        with monkeypatch.context() as patch:
            stop_after(count, patch)
            with pytest.raises(StoppedError):
                run_job(raw, out)
    (results,) = (p for p in (out / ".gongbao").glob("results-*/run-*") if p.is_dir())
    parts = sorted(results.glob("done-*"))
    assert len(parts) == 3
    (parts[0] / "data.arrow").write_bytes(bytes((parts[0] / "data.arrow").stat().st_size))
    (results / "half").mkdir()
    report = run_job(raw, out)
    assert (report.n_resumed, report.n_processed) == (6, 6)
    assert same_as_full(raw, out, tmp_path)


def test_full_does_not_resume(raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        stop_after(3, patch)
        with pytest.raises(StoppedError):
            run_job(raw, out)
    assert again(raw, out, full=True).n_processed == 12


def test_too_short_a_retention_is_refused() -> None:
    with pytest.raises(Exception, match="Give 24 or more"):
        RunOptions(keep_hours=3)
