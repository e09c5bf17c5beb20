"""Made-up gazettes: what is printed is what was written, and its gold says where."""

from __future__ import annotations

import random
import re

import pytest

from benchmarks.gazette_papers import Writer, chinese
from benchmarks.gazette_print import LAYOUTS, Layout, Printer
from benchmarks.gazette_words import STYLES, Style
from benchmarks.gazettes import main, make

_INK = re.compile(r"\s+")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("style", STYLES[::3], ids=lambda s: s.name)
def test_every_letter_is_printed_and_every_place_is_known(style: Style, layout: Layout) -> None:
    rng = random.Random(f"1-{style.name}-{layout}-0")
    papers = Writer(style, rng).issue(6)
    printed = Printer(style, layout, rng, "x.txt").issue(papers)
    ends = [d["start"] for d in printed.documents[1:]] + [len(printed.raw)]
    assert [d["start"] for d in printed.documents] == sorted({d["start"] for d in printed.documents})
    for paper, row, end in zip(papers, printed.documents, ends, strict=True):
        assert row["title"] == (paper.title or None)
        said = _INK.sub("", printed.raw[row["start"] : end])
        for line in paper.lines:
            if layout not in ("ascii", "wrapped", "blank", "flush"):
                assert _INK.sub("", line.text) in said
    expected = [
        (p.lines[k].text[at], eid) for p in papers for k, line in enumerate(p.lines) for at, _, eid in line.truth
    ]
    got = [(printed.raw[row["char_start"]], row["eid"]) for row in printed.clauses]
    wide = str.maketrans("(,;:", "（，；：")
    assert [(a.translate(wide), e) for a, e in got] == expected


def test_the_same_every_time() -> None:
    assert make(STYLES[0], "wrapped", 1, 0) == make(STYLES[0], "wrapped", 1, 0)
    assert make(STYLES[0], "wrapped", 1, 0).raw != make(STYLES[0], "wrapped", 2, 0).raw


def test_what_layout_leaves_whole_is_read_whole(capsys):
    """One line a paragraph, no site matter: every document and provision."""
    assert main(["--issues", "1", "--styles", "guangdong,council", "--layouts", "flat"]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("| all"))
    assert [float(x) for x in row.split("|")[2:-3]] == [1.0] * 6


def test_an_unknown_place_is_said(capsys):
    assert main(["--styles", "nowhere"]) == 2
    assert "guangdong" in capsys.readouterr().err


def test_chinese_numerals():
    assert [chinese(n) for n in (1, 10, 11, 20, 28)] == ["一", "十", "十一", "二十", "二十八"]
