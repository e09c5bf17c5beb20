"""The speed benchmark says every figure that it promises; no test asserts how fast anything is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import sample
from benchmarks.performance_page import page
from benchmarks.speed import COMBINED, FLOOR, STAGES, Figures

FIGURES = Figures(
    "seeds", 2, 2000, 6000, dict.fromkeys(STAGES, 0.01), dict.fromkeys(FLOOR, 0.002), {1: 2.0, 2: 1.0},
    {1: 100 << 20, 2: 200 << 20}, 0.5, 500, [("extract/dates.py", 0.5)], [("extract/dates.py: find", 0.25)],
)  # fmt: skip


def test_page() -> None:
    text = page([FIGURES], 5)
    for said in (*STAGES, *FLOOR, "medians of 5", "2 workers are 2.00 times as fast", "4.0 times the text takes 4.0"):
        assert said in text


def test_page_with_other_readers() -> None:
    ours = FIGURES.n_chars / sum(FIGURES.stages.values())
    text = page([replace(FIGURES, peers=[("JioNLP, dates alone", ours / 20)])], 5)
    assert "| JioNLP, dates alone | " in text
    assert "| 20 times as fast |" in text


def test_combined_pattern_finds_every_construct() -> None:
    text = "依据《预算法》第三条，市财政局给予3.5%补贴，不超过100万元，十年内"
    assert [m.group() for m in COMBINED.finditer(text)] == [
        "《预算法》",
        "第三条",
        "市财政局",
        "3.5%",
        "100万元",
        "十年",
    ]


def test_sample_is_drawn_evenly(tmp_path: Path) -> None:
    corpus, drawn = tmp_path / "corpus", tmp_path / "drawn"
    corpus.mkdir()
    drawn.mkdir()
    for k in range(20):
        (corpus / f"{k:02}.txt").write_text(f"{k:02}" * 50, encoding="utf-8")
    sample(corpus, drawn, n_chars=500)
    assert [p.read_text(encoding="utf-8")[:2] for p in sorted(drawn.iterdir())] == ["00", "04", "08", "12", "16"]
