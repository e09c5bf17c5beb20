"""Documents and provisions against gold rows."""

from __future__ import annotations

from typing import Any

from pipeline.evaluate.figures import Found, Share
from pipeline.evaluate.structure import ClauseRow, DocumentRow, nearest, score_clauses, score_documents

GOLD: list[dict[str, Any]] = [
    {
        "source": "a.txt", "start": 100, "end": 300, "kind": "notice", "title": "通知", "doc_number": "沪府〔2024〕1号",
        "promulgated": "2024-07-02", "parent_start": None,
    },
    {
        "source": "a.txt", "start": 300, "end": 900, "kind": "regulation", "title": "办法", "doc_number": None,
        "promulgated": None, "parent_start": 100,
    },
]  # fmt: skip
COVER = DocumentRow(104, "cover", "通知", "沪府〔2024〕1号", "2024-07-02", None)
TEXT = DocumentRow(300, "attachment", "办法", None, None, 104)


def test_all_right_within_the_tolerance() -> None:
    figures = score_documents(GOLD, {"a.txt": [COVER, TEXT]}).figures
    assert figures["documents start"] == Found(2, 2, 2)
    fields = ("doc_number", "promulgated", "title", "role", "parent")
    assert [figures[f"documents {name}"] for name in fields] == [Share(2, 2)] * 5


def test_too_far_is_missed_and_spurious() -> None:
    far = DocumentRow(320, "attachment", "办法", None, None, 104)
    report = score_documents(GOLD, {"a.txt": [COVER, far]})
    assert report.figures["documents start"] == Found(2, 2, 1)
    assert [(m.kind, m.place) for m in report.mistakes] == [("missed", "a.txt:300"), ("spurious", "a.txt:320")]


def test_wrong_fields_are_counted_and_said() -> None:
    bad = DocumentRow(100, "standalone", "通知", None, "2024-07-03", None)
    report = score_documents(GOLD[:1], {"a.txt": [bad]})
    assert [report.figures[f"documents {name}"] for name in ("doc_number", "promulgated", "role")] == [Share(0, 1)] * 3
    assert {m.kind for m in report.mistakes} == {"doc_number", "promulgated", "role"}


def test_a_source_without_gold_is_not_counted() -> None:
    figures = score_documents(GOLD, {"a.txt": [COVER, TEXT], "b.txt": [COVER]}).figures
    assert figures["documents start"] == Found(2, 2, 2)


def test_provisions() -> None:
    rows = [
        {"source": "a.txt", "document_start": 300, "document_end": 900, "level": "article", "eid": f"art_{n}",
         "char_start": 300 + 50 * n}
        for n in (1, 2, 3)
    ]  # fmt: skip
    clauses = (
        ClauseRow(352, "article", "art_1"),
        ClauseRow(352, "paragraph", "art_1__para_1"),
        ClauseRow(400, "article", "art_2~2"),
    )
    elsewhere = DocumentRow(900, "standalone", None, None, None, None, (ClauseRow(950, "article", "art_1"),))
    mine = DocumentRow(300, "attachment", None, None, None, None, clauses)
    report = score_clauses(rows, {"a.txt": [mine, elsewhere]})
    assert report.figures["provisions start"] == Found(3, 3, 2)
    assert report.figures["provisions eid"] == Share(1, 2)
    assert {m.kind for m in report.mistakes} == {"eid", "missed", "spurious"}


def test_nearest_takes_the_closer() -> None:
    assert nearest([("x", 10)], [("x", 4), ("x", 11)]) == [(0, 1)]
    assert nearest([("x", 10), ("x", 12)], [("x", 11)]) == [(0, 0)]
    assert nearest([("x", 10)], [("y", 10)]) == []
