"""Events and amendments as rows: places, ids, checks."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.assemble.amendments import amendments_of
from pipeline.assemble.events import events_of
from pipeline.assemble.types import SourceRecord
from pipeline.tables import build_tables, check
from tests.tables.records import source

DECISION = "关于修改《某办法》的决定\n决定作如下修改：\n将第一条中的“甲”修改为“乙”。\n删去第二条。"
AMENDED = "某办法\n（2019年8月2日上海市人民政府令第18号公布 根据2023年12月13日上海市人民政府令第8号修正）\n第一条乙。"


@pytest.fixture
def record() -> SourceRecord:
    made = source([DECISION, AMENDED])
    first, second = made.documents
    clauses = list(second.document.clauses)
    clauses[1] = clauses[1]._replace(level="history", eid="history")
    noted = replace(second.document, clauses=tuple(clauses))
    orders = [replace(a, agrees=True, target_document=1) for a in amendments_of(first.document)]
    documents = (
        replace(first, amendments=tuple(orders)),
        replace(second, document=noted, events=events_of(noted)),
    )
    return replace(made, documents=documents)


def test_rows_of_events(record: SourceRecord) -> None:
    tables = build_tables(record, "v")
    assert check(tables) == []
    own = f"{record.info.source_id}:{len(DECISION) + 2}"
    first, second = tables["document_events"].to_pylist()
    assert (first["document_id"], first["ordinal"], first["clause_id"]) == (own, 0, f"{own}:history")
    assert (first["event"], first["date"], first["date_year"]) == ("published", dt.date(2019, 8, 2), 2019)
    assert (second["event"], second["verb"], second["instrument_number"]) == (
        "amended",
        "修正",
        "上海市人民政府令第8号",
    )
    assert second["issuers"] == ["上海市人民政府"]
    for row in (first, second):
        assert record.info.text[row["char_start"] : row["char_end"]] == row["text"]


def test_rows_of_amendments(record: SourceRecord) -> None:
    first, second = build_tables(record, "v")["amendments"].to_pylist()
    own = f"{record.info.source_id}:0"
    assert (first["document_id"], first["ordinal"], second["ordinal"]) == (own, 0, 1)
    assert first["clause_id"].startswith(own)
    assert (first["operation"], first["unit"], first["target_title"]) == ("substitution", "words", "某办法")
    assert (first["target_provision"], first["old_text"], first["new_text"]) == ("第一条", "甲", "乙")
    assert first["agrees"] is True
    assert first["republished_document_id"] == f"{record.info.source_id}:{len(DECISION) + 2}"
    assert record.info.text[first["new_char_start"] : first["new_char_end"]] == "乙"
    assert (second["operation"], second["new_text"], second["new_char_start"]) == ("repeal", None, None)


def test_a_wrong_place_is_found(record: SourceRecord) -> None:
    first, second = record.documents
    event = replace(second.events[0], text="公布")
    broken = replace(record, documents=(first, replace(second, events=(event,))))
    assert "text is not its slice of documents.clean_text" in [p.rule for p in check(build_tables(broken, "v"))]
