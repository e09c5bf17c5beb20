"""How other readers' output is laid beside the gold; the packages themselves are not needed."""

from __future__ import annotations

import pytest

from benchmarks.peer_cases import NUMERALS
from benchmarks.peer_readers import _delta, _timex
from benchmarks.peers import counts, f1, interval, ours, random_numerals, said
from pipeline.evaluate.figures import Found

GOLD = [
    {"id": "a", "text": "1000元以上1万元以下", "mentions": [
        {"type": "MONEY", "start": 0, "end": 11, "text": "1000元以上1万元", "currency": "CNY", "min": 1000, "max": 10000, "bound": "range"}]},
    {"id": "b", "text": "不超过5万元", "mentions": [
        {"type": "MONEY", "start": 3, "end": 6, "text": "5万元", "currency": "CNY", "min": None, "max": 50000, "bound": "max"}]},
]  # fmt: skip


def test_numbers_count_without_the_side_they_bound() -> None:
    found = {
        "b": [{"type": "MONEY", "start": 3, "end": 6, "text": "5万元", "currency": "CNY", "min": 5e4, "max": 5e4, "bound": "exact"}],
        "a": [{"type": "MONEY", "start": 7, "end": 10, "text": "1万元", "currency": "CNY", "min": 1e4, "max": 1e4, "bound": "exact"}],
    }  # fmt: skip
    parts = counts(GOLD, found, "MONEY")
    assert {name: f1(found) for name, found in parts.items()} == {"overlap": 1.0, "numbers": 0.5, "value": 0.0}


def test_interval() -> None:
    assert interval([Found(1, 1, 1)] * 40) == (0.912, 1.0)
    low, high = interval([Found(1, 1, 1)] * 30 + [Found(1, 1, 0)] * 10)
    assert low < 0.75 < high < 1


@pytest.mark.parametrize(
    ("when", "fields"),
    [
        ({"year": 3.0}, ("year", 3.0, 3.0, "exact")),
        ({"year": 0.5}, ("month", 6.0, 6.0, "exact")),
        ([{"month": 6.0}, {"infinite": True}], ("month", 6.0, None, "min")),
        ([{"zero": True}, {"year": 1.0}], ("year", None, 1.0, "max")),
        ([{"day": 3.0}, {"day": 5.0}], ("day", 3.0, 5.0, "range")),
    ],
)
def test_lengths_of_jionlp(when, fields) -> None:
    found = _delta(when)
    assert found is not None
    assert (found["unit"], found["min"], found["max"], found["bound"]) == fields


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ({"type": "daterange", "timex": "2024", "start": "2024-01-01", "end": "2025-01-01"}, ("2024-01-01", "2024-12-31")),
        ({"type": "daterange", "timex": "(2024-01-01,…)", "start": "2024-01-01", "end": "2024-03-31"}, ("2024-01-01", "2024-03-31")),
        ({"type": "date", "timex": "2024-07-11", "value": "2024-07-11"}, ("2024-07-11", "2024-07-11")),
        ({"type": "duration", "timex": "PT2H"}, ("hour", 2.0)),
        ({"type": "duration", "timex": "P6M"}, ("month", 6.0)),
    ],
)  # fmt: skip
def test_times_of_recognizers(value, fields) -> None:
    found = _timex(value)
    assert found is not None
    names = ("date_start", "date_end") if found["type"] == "DATE" else ("unit", "min")
    assert tuple(found[n] for n in names) == fields


def test_our_numerals() -> None:
    assert [text for text, meant in NUMERALS if ours(text) != meant] == []
    for form, cases in random_numerals(20).items():
        assert all(ours(text) == pytest.approx(meant) for text, meant in cases), form


def test_said() -> None:
    assert said(GOLD[0]["mentions"]) == "1000元以上1万元: 1,000 to 10,000 CNY"
    assert said(GOLD[1]["mentions"]) == "5万元: ≤ 50,000 CNY"
    assert said([]) == "nothing"
