"""Provisions whose line feed is lost: they run on in the paragraph before."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbering import read_marks
from pipeline.segment.blocks import Block, blocks_of
from pipeline.segment.run_on import split_run_on


def blocks(texts: list[str]) -> list[Block]:
    out: list[Block] = []
    at = 0
    for text, mark in zip(texts, read_marks(texts), strict=True):
        out += blocks_of(text, at, mark, None)
        at += len(text) + 1
    return out


def split(*texts: str) -> list[str]:
    return [block.text for block in split_run_on(blocks(list(texts)))]


@pytest.mark.parametrize(
    ("texts", "pieces"),
    [
        pytest.param(
            ["第一条 甲。第二条 乙。", "丙。 第三条 丁。"],
            ["第一条 甲。", "第二条 乙。", "丙。", "第三条 丁。"],
            id="articles",
        ),
        pytest.param(
            ["第一条 甲。第二条与乙有关的丙。第三条 丁。"],
            ["第一条 甲。", "第二条与乙有关的丙。", "第三条 丁。"],
            id="an article whose number reads like a reference",
        ),
        pytest.param(
            ["第一章 总则", "第一条 甲。第二章 分则第二条 乙。第三章 附则", "第三条 丙。"],
            ["第一章 总则", "第一条 甲。", "第二章 分则", "第二条 乙。", "第三章 附则", "第三条 丙。"],
            id="chapters",
        ),
        pytest.param(
            ["第一条 下列职责：（一）甲；（二）乙。", "第二条 丙。"],
            ["第一条 下列职责：", "（一）甲；", "（二）乙。", "第二条 丙。"],
            id="items",
        ),
        pytest.param(
            ["第一条 下列职责：（一）甲；", "（二）乙。"],
            ["第一条 下列职责：", "（一）甲；", "（二）乙。"],
            id="the first item",
        ),
        pytest.param(
            ["第一条 下列职责：（一）甲；（二）乙。丙应当：（一）丁；（二）戊。"],
            ["第一条 下列职责：", "（一）甲；", "（二）乙。", "丙应当：", "（一）丁；", "（二）戊。"],
            id="two lists",
        ),
        pytest.param(
            ["第一条 下列职责：", "（一）甲；", "（二）乙：", "1.丙。", "2.丁。（三）材料1.戊；2.己。"],
            ["第一条 下列职责：", "（一）甲；", "（二）乙：", "1.丙。", "2.丁。", "（三）材料", "1.戊；", "2.己。"],
            id="an item behind the points of another",
        ),
        pytest.param(
            ["第一条 下列职责：", "（一）甲；", "乙。（二）材料1.丙；", "2.丁。"],
            ["第一条 下列职责：", "（一）甲；", "乙。", "（二）材料", "1.丙；", "2.丁。"],
            id="an item and the first of its points",
        ),
        # what is no provision that runs on
        pytest.param(
            ["第一条 甲。第二条规定的除外。", "第二条 乙。"],
            ["第一条 甲。第二条规定的除外。", "第二条 乙。"],
            id="a reference",
        ),
        pytest.param(
            ["第一条 甲。第二条情形除外。", "第二条 乙。"],
            ["第一条 甲。第二条情形除外。", "第二条 乙。"],
            id="opened elsewhere",
        ),
        pytest.param(
            ["第一条 甲。第五条 乙。", "第二条 丙。"], ["第一条 甲。第五条 乙。", "第二条 丙。"], id="not the next"
        ),
        pytest.param(["第一条 修改为：“甲。第二条 乙。”"], ["第一条 修改为：“甲。第二条 乙。”"], id="quoted"),
        pytest.param(["第一条 包括：（一）项的甲。"], ["第一条 包括：（一）项的甲。"], id="an item referred to"),
    ],
)
def test_provisions_that_run_on(texts: list[str], pieces: list[str]) -> None:
    assert split(*texts) == pieces


@given(st.lists(st.text("第一二三条章节（）：；。“” 甲乙项与", min_size=1, max_size=40), max_size=6))
def test_no_letter_is_lost_and_places_hold(texts: list[str]) -> None:
    known = blocks(texts)
    whole = "\n".join(texts)
    out = split_run_on(known)
    assert "".join(b.text for b in out).replace(" ", "") == "".join(b.text for b in known).replace(" ", "")
    assert all(whole[b.start : b.end] == b.text for b in out)
    assert all(a.end <= b.start for a, b in pairwise(out))
