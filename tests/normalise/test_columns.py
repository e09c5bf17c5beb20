"""The column that lines were set in: measure, first-line indents, how exactly lines fill it."""

from __future__ import annotations

import pytest

from pipeline.normalise import normalise
from pipeline.normalise.columns import columns, em, needs
from pipeline.normalise.fold import fold
from pipeline.normalise.lines import split_lines
from tests.normalise.test_wraps import WHOLE, set_in_column


@pytest.mark.parametrize(
    ("text", "width"),
    [("第一条", 3.0), ("2024年", 3.0), ("AI大模型", 4.0), ("第一条 总则", 5.0), ("20%", 1.5), ("", 0.0)],
)
def test_em(text: str, width: float) -> None:
    assert em(text) == width


@pytest.mark.parametrize(
    ("text", "room"),
    [("制定本规定。", 1.0), ("定。本规定", 2.0), ("《规定》", 2.0), ("2024年", 2.0), ("", 1.0)],
)
def test_room_that_the_first_letters_need(text: str, room: float) -> None:
    assert needs(text) == room


def column_of(raw: str):
    """The column of the text's middle line."""
    found = columns(split_lines(fold(raw)))
    return found[len(found) // 2]


@pytest.mark.parametrize("width", [20, 22, 28, 34])
@pytest.mark.parametrize(("indent", "indents"), [("\u3000\u3000", "kept"), ("", "lost")])
def test_measure_and_indents(width: int, indent: str, indents: str) -> None:
    articles = [f"第{n}条　{text}" for n, text in zip("一二三四五六", WHOLE, strict=True)]
    column = column_of("\n".join(set_in_column(p, width=width, indent=indent) for p in articles))
    assert column is not None
    assert abs(column.measure - width) <= 1
    assert column.indents == indents


def test_text_that_is_not_wrapped_has_no_column():
    assert column_of("\n".join(f"{n}、{p}" for n, p in zip("一二三四五六", WHOLE, strict=True))) is None
    assert column_of("第一条 略。\n第二条 略。\n第三条 略。\n") is None


def test_every_line_has_an_answer():
    lines = split_lines(fold("\n".join(WHOLE)))
    assert len(columns(lines)) == len(lines)
    assert columns([]) == []


def test_a_column_holds_round_a_list_of_short_lines() -> None:
    """A long list wraps nowhere, so nothing in it shows the column; its neighbours do."""
    item = "\u3000\u3000（一）国务院；"
    raw = "\n".join([*map(set_in_column, WHOLE), *[item] * 90, *map(set_in_column, WHOLE)])
    found = columns(split_lines(fold(raw)))
    first = found[0]
    assert first is not None
    assert found[20] == first
    assert found[len(found) // 2] is None


def cut(text: str, width: int, lead: str) -> list[str]:
    """A paragraph that a program cut after so many letters, the spaces of its indent counted."""
    whole = lead + text
    return [whole[k : k + width] for k in range(0, len(whole), width)]


@pytest.mark.parametrize("width", [22, 25, 28, 33])
@pytest.mark.parametrize("lead", ["    ", "\u3000\u3000"])
@pytest.mark.parametrize("lost", [True, False])
def test_first_lines_are_shorter_by_the_letters_of_their_indent(width: int, lead: str, lost: bool) -> None:
    """Programs cut lines after so many letters, and an indent of four spaces is four."""
    texts = [*WHOLE[:3], *(text[k:] for text, k in zip(WHOLE, (2, 1, 5), strict=False))]
    articles = [f"第{n}条　{text}" for n, text in zip("一二三四五六", texts, strict=True)]
    pieces = [cut(text, width, lead) for text in articles]
    raw = "\n".join(line.lstrip() if lost else line for lines in pieces for line in lines)
    column = column_of(raw)
    assert column is not None
    assert (column.measure, column.first) == (width, float(len(lead)))
    assert [p.text.replace(" ", "　") for p in normalise(raw).paragraphs] == articles


def test_a_narrow_column_holds_as_long_as_lines_break_off_at_its_measure() -> None:
    """Items without a comma in them show too few of such lines, a hundred of them on and on."""
    item = "\u3000\u3000（{}）未经同意占用的；\n\u3000\u3000（{}）不按时公开办事\n指南的；\n"
    items = "".join(item.format(a, b) for a, b in zip("一三五七九", "二四六八十", strict=True))
    long = "\u3000\u3000（一）伪造、变造用于申请的\n材料或者其他的文书和证明的原件以\n及复印件的；\n"
    raw = "\n".join([*(set_in_column(p, width=16, indent="\u3000\u3000") for p in WHOLE), (items + long) * 6])
    found = columns(split_lines(fold(raw)))
    assert {column and column.measure for column in found} == {16.0}
