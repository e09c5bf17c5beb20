"""The golds of the corpus are well-formed: offsets cut what they say, words are the guidelines' own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from benchmarks.draw_paragraphs import fold
from pipeline.evaluate.run import GOLD, load

CORPUS = load(GOLD / "mentions.corpus.jsonl")
VALUES = load(GOLD / "mentions.values.jsonl")
STRATA = load(GOLD / "mentions.strata.jsonl")
FRESH = load(GOLD / "mentions.fresh.jsonl")
ROWS = [*CORPUS, *VALUES, *STRATA, *FRESH]
MENTIONS = [(row, mention) for row in ROWS for mention in row["mentions"]]

BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda low, high: low == high is not None,
    "approx": lambda low, high: low == high,
    "min": lambda low, high: low is not None and high is None,
    "max": lambda low, high: low is None and high is not None,
    "range": lambda low, high: low < high,
}
UNITS = {
    "PERCENT": {"percent", "permille", "point"},
    "DURATION": {"workday", "day", "month", "year", "hour", "week", "minute"},
}
AGENCY_ROLES = {"issuer", "responsible", "lead", "participant", "addressee", "other"}
DATE_ROLES = {"effective_from", "effective_to", "promulgated", "adopted", "amended", "repealed", "target", "other"}


def of(*types: str) -> list[dict[str, Any]]:
    return [mention for _, mention in MENTIONS if mention["type"] in types]


def test_every_paragraph_once() -> None:
    assert (len(CORPUS), len(VALUES), len(STRATA), len(FRESH)) == (360, 250, 192, 63)
    assert len({row["id"] for row in ROWS}) == len({row["source"] for row in ROWS}) == len(ROWS)
    assert {fold(row["text"]) for row in CORPUS}.isdisjoint(fold(row["text"]) for row in VALUES)


def test_offsets_cut_the_text() -> None:
    assert all(row["text"][m["start"] : m["end"]] == m["text"] for row, m in MENTIONS)


def test_mentions_of_one_type_do_not_overlap() -> None:
    for row in ROWS:
        for kind in {m["type"] for m in row["mentions"]}:
            spans = sorted((m["start"], m["end"]) for m in row["mentions"] if m["type"] == kind)
            assert all(end <= start for (_, end), (start, _) in pairwise(spans)), row["id"]


def test_bounds_say_what_is_open() -> None:
    assert all(BOUNDS[m["bound"]](m["min"], m["max"]) for m in of("MONEY", "PERCENT", "MULTIPLE", "DURATION"))


@pytest.mark.parametrize(("kind", "units"), UNITS.items())
def test_units(kind: str, units: set[str]) -> None:
    assert {m["unit"] for m in of(kind)} <= units


def test_days_are_in_order() -> None:
    for m in of("DATE"):
        assert dt.date.fromisoformat(m["date_start"]) <= dt.date.fromisoformat(m["date_end"])
        assert m["role"] in DATE_ROLES


def test_only_a_specific_body_has_a_full_name() -> None:
    for m in of("AGENCY"):
        assert m["role"] in AGENCY_ROLES
        assert m["kind"] == "specific" or m["canonical"] is None


def test_heads_of_a_list_stand_in_it() -> None:
    assert all(head in m["text"] for m in of("AGENCY") for head in m.get("members", []))
