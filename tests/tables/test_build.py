import datetime as dt

from pipeline.tables import TABLES, arrow_schema, build_tables, check
from pipeline.tables.registry import CROSS_TABLES
from tests.tables.records import source

ONE = "沪府规〔2024〕1号\n某办法\n各区：\n第一条为了规范。\n第二条本办法施行。"
TWO = "某规定\n第一条为了。"


def test_every_table_that_depends_on_one_source():
    tables = build_tables(source([ONE, TWO]), "1+abc")
    assert set(tables) == set(TABLES) - {*CROSS_TABLES, "failures"}
    for name, table in tables.items():
        assert table.schema.equals(arrow_schema(name), check_metadata=True), name
    assert check(tables) == []


def test_source_row():
    record = source([ONE, TWO])
    (row,) = build_tables(record, "1+abc")["sources"].to_pylist()
    text = record.info.text
    assert row == {
        "source_id": record.info.source_id, "path": "a.txt", "other_paths": [], "media_type": "text/plain",
        "encoding": "utf-8", "n_bytes": len(text.encode()), "n_chars": len(text), "gazette": "上海市人民政府公报",
        "issue_year": 2024, "issue_number": 15, "serial_number": 567, "issue_date": dt.date(2024, 8, 5),
        "issue_date_year": 2024, "source_url": None,
        "retrieved_at": dt.datetime(2026, 2, 3, 5, 11, 3, tzinfo=dt.UTC), "n_documents": 2, "pipeline_version": "1+abc",
    }  # fmt: skip


def test_documents_and_clauses():
    record = source([ONE, TWO], issuers=("甲", "乙"), issuer_ids=("id-1",))
    tables = build_tables(record, "v")
    key = record.info.source_id
    first, second = tables["documents"].to_pylist()
    assert first["document_id"] == f"{key}:0"
    assert (second["document_id"], second["ordinal"]) == (f"{key}:{len(ONE) + 2}", 1)
    assert (first["root_document_id"], first["parent_document_id"]) == (f"{key}:0", None)
    assert (first["promulgated_date"], first["promulgated_date_year"]) == (dt.date(2024, 7, 1), 2024)
    assert first["issuers"] == ["甲", "乙"]
    assert first["n_clauses"] == 6
    assert first["clean_text"] == ONE
    clauses = [c for c in tables["clauses"].to_pylist() if c["document_id"] == f"{key}:0"]
    assert [c["eid"] for c in clauses] == [
        "title", "preamble__para_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1",
    ]  # fmt: skip
    assert [c["ordinal"] for c in clauses] == list(range(6))
    assert clauses[3]["parent_clause_id"] == f"{key}:0:art_1"
    assert (clauses[2]["level_zh"], clauses[3]["level_zh"], clauses[3]["depth"]) == ("条", "款", 1)
    assert [(i["name"], i["ordinal"], i["agency_id"]) for i in tables["document_issuers"].to_pylist()] == [
        ("甲", 0, "id-1"), ("乙", 1, None), ("甲", 0, "id-1"), ("乙", 1, None),
    ]  # fmt: skip


def test_a_batch_is_its_sources_one_by_one():
    records = [source([ONE]), source([TWO], path="b.txt"), source([TWO, ONE], path="c.txt")]
    together = build_tables(records, "v")
    assert together["sources"].column("source_id").to_pylist() == sorted(r.info.source_id for r in records)
    for order in (records, records[::-1]):
        assert build_tables(order, "v") == together
    one_by_one = [build_tables(r, "v") for r in sorted(records, key=lambda r: r.info.source_id)]
    for name, table in together.items():
        assert table.to_pylist() == [row for tables in one_by_one for row in tables[name].to_pylist()], name


def test_no_sources():
    tables = build_tables([], "v")
    assert all(len(t) == 0 for t in tables.values())
    assert check(tables) == []
