"""The sets of which only agencies are annotated: well-formed, and scored on agencies alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.evaluate.run import GOLD, evaluate_mentions, load

SETS = {"agencies": 179, "written": 158}


@pytest.mark.parametrize("name", sorted(SETS))
def test_sets_are_well_formed(name: str) -> None:
    rows = load(GOLD / f"mentions.{name}.jsonl")
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows) == SETS[name]
    for row in rows:
        assert row["types"] == ["AGENCY"]
        assert all(a["end"] <= b["start"] for a, b in pairwise(row["mentions"]))
        for mention in row["mentions"]:
            assert row["text"][mention["start"] : mention["end"]] == mention["text"]
            assert mention["type"] == "AGENCY"
            assert mention["kind"] == "specific" or mention["canonical"] is None


def test_written_paragraphs_say_so() -> None:
    assert {row["source"] for row in load(GOLD / "mentions.written.jsonl")} == {"written"}


def test_only_the_annotated_types_are_scored() -> None:
    row = {"id": "1", "text": "由市科委给予最高100万元奖励。", "types": ["AGENCY"]}
    mention = {"type": "AGENCY", "start": 1, "end": 4, "text": "市科委", "kind": "specific", "role": "responsible"}
    report = evaluate_mentions([{**row, "mentions": [mention]}])
    assert {name.split()[0] for name in report.figures} == {"AGENCY"}
    assert not report.mistakes
