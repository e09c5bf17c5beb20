"""Mentions of a paragraph as it came: offsets into the raw text, in the form of the gold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.run import GOLD, load
from pipeline.extract import Context, extract_paragraph


@pytest.mark.parametrize(
    ("raw", "kind", "said"),
    [
        ("最高 ５００ 万 元 奖励", "MONEY", "５００ 万 元"),
        ("自２０２４年 ７ 月１１日起施行", "DATE", "２０２４年 ７ 月１１日"),
        ("不超过总投入 50%", "PERCENT", "50%"),
        ("　　在 15 个工作日内", "DURATION", "15 个工作日"),
        ("补贴10\n0万元", "MONEY", "10\n0万元"),
    ],
)
def test_text_is_the_inputs_own(raw: str, kind: str, said: str) -> None:
    (mention,) = [m for m in extract_paragraph(raw) if m["type"] == kind]
    assert mention["text"] == said
    assert raw[mention["start"] : mention["end"]] == said  # type: ignore[misc]


def test_members_and_what_the_gold_leaves_out() -> None:
    (agency,) = extract_paragraph("由市科技、教育、卫生健康等部门负责", Context(place="上海市"))
    assert agency["members"] == ["科技", "教育", "卫生健康"]
    (generic,) = extract_paragraph("由有关部门负责")
    assert "members" not in generic
    assert "needs_review" not in generic


def test_numbers_are_whole_where_they_are() -> None:
    (one, other) = extract_paragraph("补贴100元和0.5元")
    assert (one["max"], other["max"]) == (100, 0.5)
    assert isinstance(one["max"], int)


def test_what_only_some_values_say() -> None:
    raw = "对 首次达标的企业，给予最高 30 万元，增长１０％"
    amount, share = extract_paragraph(raw)
    assert amount["max_inclusive"] is True
    assert "min_inclusive" not in amount
    assert amount["condition"] == {"start": 2, "end": 9, "text": raw[2:9]}
    assert share["direction"] == "increase"
    assert not {"endpoint", "condition", "min_inclusive", "max_inclusive"} & share.keys()


def test_every_gold_paragraph() -> None:
    for row in load(GOLD / "mentions.dev.jsonl"):
        text = row["text"]
        for mention in extract_paragraph(text, Context(place="上海市")):
            start, end = mention["start"], mention["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert mention["text"] == text[start:end]
            json.dumps(mention)


@given(st.text(max_size=60) | st.text(alphabet="１2第三年月 \u3000\n\t%％元万《》<&;#8195", max_size=60))
def test_any_paragraph(raw: str) -> None:
    for mention in extract_paragraph(raw):
        assert mention["text"] == raw[mention["start"] : mention["end"]] != ""  # type: ignore[misc]
