"""What the large runs are made of, and that the page says every figure."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scale import Run, copies, page, run, write_one, write_set
from pipeline.ingest import discover
from tests.job.gazettes import NOTICE

TEXTS = [NOTICE.format(n=n, cited=1) for n in range(1, 6)]


def test_every_copy_is_a_source_of_its_own(tmp_path: Path) -> None:
    size = 3 * len("".join(TEXTS).encode())
    found = discover(write_set(TEXTS, size, tmp_path / "raw"))
    assert len(found) == len({f.source_id for f in found}) == 15
    assert {text.rstrip() for text in copies(TEXTS, size)} == {text.rstrip() for text in TEXTS}


def test_one_file_holds_them_all(tmp_path: Path) -> None:
    (file,) = discover(write_one(TEXTS, len("".join(TEXTS).encode()), tmp_path / "raw"))
    assert file.path.read_text(encoding="utf-8").count("第一条　由市财政局") == len(TEXTS)


def test_a_run_is_watched(tmp_path: Path) -> None:
    done = run("small", write_set(TEXTS, 100, tmp_path / "raw"), tmp_path / "out", 1)
    assert (done.sources, done.workers) == (1, 1)
    assert min(done.chars, done.rows, done.seconds, done.peak, done.written) > 0


def test_page() -> None:
    def made(name: str, chars: int, seconds: float) -> Run:
        return Run(name, 2, 10, chars, 100, seconds, 1 << 30, 5_000_000)

    text = page([made("one", 900, 17), made("two", 900, 10), made("changed", 900, 0.5), made("many", 9000, 105)])
    for said in ("1.70 times as fast", "5.0 % of the full run", "10.0 times the text takes 10.5 times", "1,024 MiB"):
        assert said in text
