"""The words file and its generator: what a law gives, what is learned, and (with the corpus) that the file is of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fit_breaks import Case, cases, fit, main, right, table
from benchmarks.law_text import read_law
from pipeline.normalise.breaks import ALWAYS

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "laws.tar.xz"
LAW = "\n".join(
    ["# 某条例", "第一条　为了节水，制定本条例。", "第二条　节水应当有规划。规划应当公布。", "前款规划由市政府制定。",
     "第三条　本条例适用于本市。", "第四条　单位应当节水。", "第五条　本条例自公布之日起施行。"]
)  # fmt: skip


def test_cases_are_the_full_stops_inside_articles() -> None:
    assert [case.ends for case in cases(read_law("a", LAW))] == [False, True]


def test_what_tells_is_learned_and_what_does_not_is_left_out() -> None:
    known = [Case([ALWAYS, "opens 前款", "opens 无关" if k % 2 else "opens 也无关"], True) for k in range(60)]
    known += [Case([ALWAYS, "opens 但是", "opens 无关" if k % 2 else "opens 也无关"], False) for k in range(60)]
    weights = fit(known)
    assert weights["opens 前款"] > 0.5
    assert weights["opens 但是"] < -0.5
    assert not {"opens 无关", "opens 也无关"} & set(weights)
    assert right(weights, known) == 1
    assert ["opens 前款", f"{weights['opens 前款']:.3f}", "60", "0"] in table(weights, known)


def test_no_corpus(tmp_path: Path) -> None:
    assert main(["--corpus", str(tmp_path / "none")]) == 2


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_the_file_is_what_the_corpus_gives() -> None:
    assert main(["--check", "--corpus", str(CORPUS)]) == 0
