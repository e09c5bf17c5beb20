"""A very large source read in portions says what it says when it is read whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import pipeline.job.batch
from pipeline.ingest.types import SourceInfo
from pipeline.job.batch import OF_WHOLE
from pipeline.job.run import run_job
from pipeline.job.source import StageError, process_portions, process_source
from pipeline.publish import open_release
from pipeline.tables import TABLES, build_tables
from tests.job.gazettes import NOTICE, published_bytes

LARGE = "\n\n".join(NOTICE.format(n=n, cited=max(1, n - 1)) for n in range(1, 41))


def info(text: str) -> SourceInfo:
    return SourceInfo("0123456789abcdef", "large.txt", (), "text/plain", "utf-8", len(text.encode()), text)


@pytest.mark.parametrize("size", [300, 1000, 5000, len(LARGE), 10 * len(LARGE)])
def test_portions_say_what_the_whole_says(size: int) -> None:
    whole = build_tables(process_source(info(LARGE)), "v")
    portions = list(process_portions(info(LARGE), size=size))
    assert [p.last for p in portions] == [False] * (len(portions) - 1) + [True]
    assert (len(portions) > 1) == (size < len(LARGE))
    parts = [build_tables(p.placed, "v") for p in portions]
    for name, table in whole.items():
        chosen = parts[-1:] if name in OF_WHOLE else parts
        assert [row for part in chosen for row in part[name].to_pylist()] == table.to_pylist(), name


def test_each_portion_stands_alone() -> None:
    for portion in process_portions(info(LARGE), size=1000):
        text = portion.alone.info.text
        assert [d.document.char_start for d in portion.alone.documents][:1] == [text.index("上海市")]
        assert portion.alone.spans[-1].char_end == len(text)


def test_an_empty_source_has_no_portion() -> None:
    assert not list(process_portions(info("")))


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.job.batch, "is_large", lambda info: len(info.text) > 2000)
    monkeypatch.setattr(pipeline.job.batch, "process_portions", partial(process_portions, size=1000))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "large.txt").write_text(LARGE, encoding="utf-8")
    (folder / "small.txt").write_text(NOTICE.format(n=99, cited=3), encoding="utf-8")
    return folder


def test_a_run_publishes_the_same_bytes(raw: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    run_job(raw, tmp_path / "whole")
    request.getfixturevalue("small_portions")
    report = run_job(raw, tmp_path / "portions")
    assert published_bytes(tmp_path / "portions") == published_bytes(tmp_path / "whole")
    assert (report.n_processed, report.failures) == (2, ())
    assert report.rows["documents"] == 2 * 41


@pytest.mark.usefixtures("small_portions")
def test_a_portion_that_fails_fails_its_source_alone(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: SourceInfo, *args: object, **options: object) -> object:
        yield next(iter(process_portions(source, *args, size=1000)))  # type: ignore[arg-type]
        raise StageError("segment", ValueError("no"))

    monkeypatch.setattr(pipeline.job.batch, "process_portions", broken)
    report = run_job(raw, tmp_path / "out")
    assert [(f.path, f.stage) for f in report.failures] == [("large.txt", "segment")]
    release = open_release(tmp_path / "out")
    assert release.arrow("sources", ["path"]).to_pylist() == [{"path": "small.txt"}]
    assert {len(release.arrow(name)) for name in TABLES if name == "documents"} == {2}
