"""A full stop at the measure's end: layout first, words where it is silent, doubt where both are weak."""

from __future__ import annotations

import pytest

from pipeline.normalise import normalise
from pipeline.normalise.columns import Column
from pipeline.normalise.numbering import read_mark
from pipeline.normalise.stops import Place, begins_paragraph
from pipeline.normalise.types import Line

WIDTH = 24
BEFORE = "市人民政府应当将节水情况纳入对区人民政府考核内容。"


def lines(*texts: str, indent: float = 0.0) -> list[Line]:
    return [
        Line(p.text, p.clean, 0, len(p.text), indent, float(len(t)), 0)
        for t in texts
        for p in normalise(t).paragraphs[:1]
    ]  # fmt: skip


def place(*after: str, column: Column, in_law: bool = True) -> Place:
    known = lines(BEFORE, *after)
    return Place(known, [read_mark(x.text) for x in known], 1, known[:1], None, column, in_law)


LOST = Column(float(WIDTH), "lost", regular=True)
NONE = Column(float(WIDTH), "none", regular=True)


def test_a_line_two_em_short_that_breaks_off_is_a_first_line() -> None:
    found = place("水行政主管部门应当会同有关部门定期制定规划并", "公布实施。", column=LOST)
    assert begins_paragraph(found) == (True, None)


def test_a_line_that_fills_the_measure_is_no_first_line() -> None:
    found = place("前款规定的用水单位应当按照国家有关规定建立用水台", "账。", column=LOST)
    assert begins_paragraph(found)[0] is False


@pytest.mark.parametrize(("after", "new"), [("前款规定的单位应当报告。", True), ("但是，法律另有规定的除外。", False)])
def test_words_decide_where_layout_is_silent(after: str, new: bool) -> None:
    assert begins_paragraph(place(after, column=NONE))[0] is new


def test_a_narrow_guess_is_flagged() -> None:
    assert begins_paragraph(place("水行政主管部门应当公布结果。", column=NONE))[1] is not None


def test_papers_go_on() -> None:
    assert begins_paragraph(place("支持企业节水。", column=NONE, in_law=False))[0] is False
