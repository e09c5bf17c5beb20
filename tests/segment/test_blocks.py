from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbering import read_mark
from pipeline.segment.blocks import blocks_of


def blocks(text: str, start: int = 0):
    return blocks_of(text, start, read_mark(text), None)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "1.区为主体。由各区负责。2.清单指引。按清单认定。3.差别管理。",
            ["1.区为主体。由各区负责。", "2.清单指引。按清单认定。", "3.差别管理。"],
        ),
        ("（一）申请书；（二）身份证明；（三）其他。", ["（一）申请书；", "（二）身份证明；", "（三）其他。"]),
        ("（1）新建。（2）改建。", ["（1）新建。", "（2）改建。"]),
        ("2.申请表。 3.合同。", ["2.申请表。", "3.合同。"]),
        # no next sister
        ("1.增长2.5倍。3.5万家企业。", ["1.增长2.5倍。3.5万家企业。"]),
        ("（一）依照前款（二）项处理。", ["（一）依照前款（二）项处理。"]),
        ("1.甲。5.乙。", ["1.甲。5.乙。"]),
        ("1.甲。（2）乙。", ["1.甲。（2）乙。"]),
        ("为便于工作，分为：1.甲。2.乙。", ["为便于工作，分为：1.甲。2.乙。"]),
        ("一、甲。二、乙。", ["一、甲。二、乙。"]),
    ],
)
def test_items_run_together(text: str, pieces: list[str]) -> None:
    assert [b.text for b in blocks(text)] == pieces


def test_offsets_and_bodies():
    first, second = blocks("（一）申请书；（二）身份证明。", 100)
    assert (first.start, first.end, second.start, second.end) == (100, 107, 107, 115)
    assert (second.body, second.body_start) == ("身份证明。", 110)
    assert second.mark is not None
    assert second.mark.number == "2"


@given(st.text("（一二三）1２.。；甲乙 条第", min_size=1, max_size=40))
def test_nothing_is_lost(text: str) -> None:
    text = text.strip() or "甲"
    found = blocks(text, 7)
    assert [text[b.start - 7 : b.end - 7] for b in found] == [b.text for b in found]
    assert "".join(b.text for b in found).replace(" ", "") == text.replace(" ", "")
    assert all(b.mark == read_mark(b.text) for b in found)
