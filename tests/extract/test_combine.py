"""What happens where two readers claim the same characters."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import combine
from pipeline.extract.types import AnyMention, Context, Date, Duration, Multiple, Recurrence


def date(start: int, end: int) -> Date:
    day = dt.date(2024, 1, 1)
    return Date(start=start, end=end, text="x", date_start=day, date_end=day, granularity="day")


def duration(start: int, end: int) -> Duration:
    one = Decimal(1)
    return Duration(start=start, end=end, text="x", min=one, max=one, bound="exact", unit="year")


def multiple(start: int, end: int) -> Multiple:
    return Multiple(start=start, end=end, text="x", min=None, max=None, bound="max")


def recurrence(start: int, end: int) -> Recurrence:
    return Recurrence(start=start, end=end, text="x", every="year")


@pytest.mark.parametrize(
    ("claims", "kept"),
    [
        # apart, or end to end: both stand
        ([date(0, 3), duration(5, 8)], [(0, 3), (5, 8)]),
        ([date(0, 3), duration(3, 8)], [(0, 3), (3, 8)]),
        # the longer wins, wherever the shorter lies in it
        ([date(2, 5), recurrence(0, 5)], [(0, 5)]),
        ([duration(0, 2), date(0, 5)], [(0, 5)]),
        ([date(0, 4), duration(2, 8)], [(2, 8)]),
        # the same length: the more telling unit
        ([duration(0, 5), date(0, 5)], [(0, 5)]),
        # what the loser alone covered is free again for a third
        ([duration(0, 4), date(3, 9), multiple(8, 10)], [(3, 9)]),
        ([multiple(0, 3), date(2, 6), duration(5, 12)], [(0, 3), (5, 12)]),
    ],
)
def test_resolve(claims: list[AnyMention], kept: list[tuple[int, int]]) -> None:
    for order in (claims, claims[::-1]):
        assert sorted((m.start, m.end) for m in combine.resolve(order)) == kept


def test_of_the_same_length_the_rank_decides() -> None:
    assert [m.type for m in combine.resolve([duration(0, 5), date(0, 5)])] == ["DATE"]
    assert [m.type for m in combine.resolve([duration(0, 5), multiple(0, 5)])] == ["MULTIPLE"]


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from([date, duration, multiple])))


@given(SPANS)
def test_no_value_overlaps_another_and_no_claim_is_lost_for_nothing(spans: list[tuple[int, int, object]]) -> None:
    claims = [make(start, start + length) for start, length, make in spans]  # type: ignore[operator]
    kept = combine.resolve(claims)
    for i, one in enumerate(kept):
        assert all(one.end <= other.start or other.end <= one.start for other in kept[i + 1 :])
    for claim in claims:
        assert any(claim.start < m.end and m.start < claim.end for m in kept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "罚款1000元以上1万元以下，三年内不得申请，自2024年7月11日起施行。",
            [("MONEY", "1000元以上1万元"), ("DURATION", "三年"), ("DATE", "2024年7月11日")],
        ),
        ("每年3月底前报送", [("RECURRENCE", "每年3月底")]),
        ("“十四五”期间增长20%", [("PLAN_PERIOD", "“十四五”"), ("PERCENT", "20%")]),
    ],
)
def test_every_reader_is_asked(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(m.type, m.text) for m in combine.extract(text, Context()) if m.type in combine.RANK]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    for (_, said), (_, words) in zip(found, expected, strict=True):
        assert said.startswith(words) or words.startswith(said)


def test_in_order_and_exact() -> None:
    text = "根据《国务院关于加强管理的通知》（国发〔2024〕3号），市科委给予最高100万元奖励。"
    mentions = combine.extract(text, Context(place="上海市"))
    assert mentions == sorted(mentions, key=lambda m: (m.start, m.end, m.type))
    assert all(m.text == text[m.start : m.end] for m in mentions)
    assert {m.type for m in mentions} == {"AGENCY", "CITATION", "MONEY"}


@given(st.text(alphabet="第一二三年月日元万%倍内上下不超过市科委局《》〔〕0123456789，。\n ", max_size=80))
def test_any_text(text: str) -> None:
    for mention in combine.extract(text, Context(place="上海市", date=dt.date(2024, 1, 1))):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert "\n" not in mention.text
