"""The figures of the gold's own score.py, on cases whose figures it printed."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.evaluate.figures import Found, Share
from pipeline.evaluate.score import match, same, score_mentions


def money(start: int, end: int, amount: float | None, **fields: Any) -> dict[str, Any]:
    row = {"type": "MONEY", "start": start, "end": end, "text": "x" * (end - start), "currency": "CNY", "per": []}
    return {**row, "min": None, "max": amount, "bound": "max", **fields}


def score(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Found | Share]:
    return score_mentions({"p": gold}, {"p": predicted}).figures


def test_exact() -> None:
    figures = score([money(3, 8, 1000)], [money(3, 8, 1000)])
    assert [figures[f"MONEY {m}"].value for m in ("span", "overlap", "value")] == [1.0, 1.0, 1.0]


def test_another_span_same_value() -> None:
    figures = score([money(3, 8, 1000)], [money(2, 8, 1000)])
    assert [figures[f"MONEY {m}"].value for m in ("span", "overlap", "value")] == [0.0, 1.0, 1.0]


def test_same_span_another_value() -> None:
    figures = score([money(3, 8, 1000)], [money(3, 8, 1000, bound="exact", min=1000)])
    assert [figures[f"MONEY {m}"].value for m in ("span", "overlap", "value")] == [1.0, 1.0, 0.0]


def test_missed_and_spurious() -> None:
    figures = score([money(3, 8, 1000), money(20, 25, 5)], [money(3, 8, 1000), money(30, 35, 5), money(40, 45, 5)])
    assert figures["MONEY value"] == Found(gold=2, predicted=3, right=1)
    assert figures["MONEY value"].value == 0.4


def test_optional_counts_neither_way() -> None:
    gold = [money(3, 8, 1000, optional=True), money(20, 25, 5)]
    found = [money(20, 25, 5)]
    assert score(gold, found)["MONEY value"] == Found(1, 1, 1)
    assert score(gold, [*found, money(3, 8, 9)])["MONEY value"] == Found(1, 1, 1)


def test_a_paragraph_without_prediction() -> None:
    report = score_mentions({"p": [money(3, 8, 1000)]}, {})
    assert report.figures["MONEY value"] == Found(1, 0, 0)
    assert [(m.figure, m.kind) for m in report.mistakes] == [("MONEY value", "missed")]


def test_other_type_is_no_match() -> None:
    figures = score([money(3, 8, 1000)], [{**money(3, 8, 1000), "type": "DATE"}])
    assert figures["MONEY overlap"] == Found(1, 0, 0)


def test_one_to_one_exact_first() -> None:
    gold = [money(0, 10, 1), money(12, 14, 1)]
    found = [money(0, 14, 1), money(0, 10, 1)]
    assert match(gold, found) == [(0, 1), (1, 0)]


def test_largest_overlap_before_smaller() -> None:
    assert match([money(0, 10, 1)], [money(0, 3, 1), money(4, 10, 1)]) == [(0, 1)]


def test_fields_besides() -> None:
    def agency(**fields: Any) -> dict[str, Any]:
        row = {"type": "AGENCY", "start": 0, "end": 3, "text": "市科委", "kind": "specific", "role": "lead"}
        return {**row, "canonical": "上海市科学技术委员会", **fields}

    right = score([agency()], [agency()])
    assert (right["AGENCY kind"], right["AGENCY role"], right["AGENCY canonical"]) == (Share(1, 1),) * 3
    wrong = score([agency()], [agency(role="other", canonical=None)])
    assert (wrong["AGENCY kind"], wrong["AGENCY role"], wrong["AGENCY canonical"]) == (
        Share(1, 1),
        Share(0, 1),
        Share(0, 1),
    )
    # a canonical that the gold is not sure of is not asked for
    assert score([agency(canonical=None)], [agency()])["AGENCY canonical"] == Share(0, 0)


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [(1, 1.0, True), (300000000.0, 300000000.0001, True), (1, 1.01, False), (None, 0, False), ("max", "max", True)],
)
def test_same(a: object, b: object, agree: bool) -> None:
    assert same(a, b) is agree
