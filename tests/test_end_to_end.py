"""The five seeds through the whole house: what comes out, as a user reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

import gongbao
from pipeline.job import plan
from pipeline.job.run import run_job
from pipeline.tables import TABLES
from tests import golden

MENTION_TABLES = [name for name, table in TABLES.items() if table.mention_type]


@pytest.fixture(scope="module")
def release(published: Path) -> gongbao.Release:
    return gongbao.open_release(published)


def rows(release: gongbao.Release, sql: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = release.query(sql).fetchall()
    return found


def test_five_sources_and_every_table_but_failures_has_rows(release: gongbao.Release) -> None:
    counts = {name: rows(release, f"SELECT count(*) FROM {name}")[0][0] for name in TABLES}
    assert counts["sources"] == 5
    assert [name for name, count in counts.items() if not count] == ["failures"]


@pytest.mark.parametrize("name", ["documents.tsv", "rows.tsv"])
def test_documents_and_counts_as_read_by_a_person(name: str, published: Path) -> None:
    approved = (golden.FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert golden.tables(published)[name].splitlines() == approved, "python -m tests.golden, then read the diff"


@pytest.mark.parametrize("name", MENTION_TABLES)
def test_a_mention_is_its_slice_of_the_clean_text(name: str, release: gongbao.Release) -> None:
    bad = rows(
        release,
        f"SELECT m.mention_id FROM {name} m JOIN documents d USING (document_id)"
        " WHERE m.text <> substring(d.clean_text, m.clean_start + 1, m.clean_end - m.clean_start)",
    )
    assert bad == []


@pytest.mark.parametrize("name", MENTION_TABLES)
def test_a_mention_lies_in_the_raw_text_where_it_says(name: str, release: gongbao.Release) -> None:
    texts = dict(rows(release, "SELECT source_id, text FROM source_texts"))
    for source, text, start, end in rows(release, f"SELECT source_id, text, char_start, char_end FROM {name}"):
        raw = texts[source][start:end]  # type: ignore[index]
        have = iter(letters(gongbao.clean_paragraph(raw).text))
        # a page number may stand inside the raw slice; marks are told by a sentence, not by the slice alone
        assert all(letter in have for letter in letters(str(text))), (raw, text)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def test_ids(release: gongbao.Release) -> None:
    bad = "SELECT document_id FROM documents WHERE document_id <> source_id || ':' || char_start"
    assert rows(release, bad) == []
    bad = (
        "SELECT clause_id FROM clauses WHERE clause_id <> document_id || ':' || eid"
        " AND NOT starts_with(clause_id, document_id || ':' || eid || '~')"
    )
    assert rows(release, bad) == []
    for path, source_id in rows(release, "SELECT path, source_id FROM sources"):
        data = (golden.FOLDER.parent.parent / "data" / "raw" / str(path)).read_bytes()
        assert hashlib.sha256(data).hexdigest()[:16] == source_id


def test_nothing_of_a_source_is_lost(release: gongbao.Release) -> None:
    """Every raw character is in exactly one span of ``source_spans``."""
    spans = rows(release, "SELECT source_id, char_start, char_end FROM source_spans ORDER BY source_id, char_start")
    sizes = dict(rows(release, "SELECT source_id, n_chars FROM sources"))
    at: dict[object, object] = dict.fromkeys(sizes, 0)
    for source, start, end in spans:
        assert start == at[source]
        at[source] = end
    assert at == sizes


def test_readers_read_it_as_it_stands(published: Path) -> None:
    (count,) = duckdb.sql(f"SELECT count(*) FROM read_parquet('{published}/documents/*.parquet')").fetchall()
    assert len(pd.read_parquet(published / "documents")) == count[0] == pq.read_table(published / "documents").num_rows
    assert len(pd.read_parquet(published / "failures")) == 0
    polars = pytest.importorskip("polars")
    assert len(polars.read_parquet(f"{published}/documents/*.parquet")) == count[0]


def test_equal_bytes_whatever_the_batches(
    published: Path, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "TARGET_BYTES", 1000)
    monkeypatch.setattr("pipeline.job.run.plan_batches", lambda files, _, ner: plan.plan_batches(files, 3, 1000, ner))
    run_job(seeds, tmp_path / "again")
    assert parquet_files(tmp_path / "again") == parquet_files(published)


def parquet_files(out: Path) -> dict[str, str]:
    current = out / "current"
    return {
        str(path.relative_to(current)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(current.rglob("*.parquet"))
    }


FACTS = [
    # read in the sources by a person: a value, and where it stands
    (
        "the cap of an amount, of the document of 大零号湾",
        "SELECT DISTINCT a.value_max, a.bound, a.currency FROM amounts a JOIN documents d USING (document_id)"
        " WHERE d.title LIKE '关于加快“大零号湾”%' AND a.text = '5000万元'",
        [(50_000_000.0, "max", "CNY")],
    ),
    (
        "in force from and to",
        "SELECT effective_from::VARCHAR, effective_to::VARCHAR FROM documents"
        " WHERE title = '关于加快“大零号湾”科技创新策源功能区建设的若干政策措施'",
        [("2024-07-11", "2029-07-10")],
    ),
    (
        "an order, its number and its day",
        "SELECT role, genre, promulgated_date::VARCHAR FROM documents WHERE doc_number = '上海市人民政府令第8号'"
        " AND title IS NULL",
        [("cover", "令", "2023-12-13")],
    ),
    (
        "what the order promulgates is below it",
        "SELECT d.role, d.instrument_number FROM documents d"
        " WHERE d.title = '上海市人民政府关于修改《上海市科学技术奖励规定》的决定'",
        [("attachment", "上海市人民政府令第8号")],
    ),
    (
        "the gazette of an issue",
        "SELECT gazette, issue_year, issue_number, serial_number, issue_date::VARCHAR FROM sources"
        " WHERE path LIKE '000_%'",
        [("上海市人民政府公报", 2024, 15, 567, "2024-08-05")],
    ),
    (
        "where a crawled page is from",
        "SELECT split_part(source_url, '/', 3), retrieved_at IS NOT NULL FROM sources WHERE path LIKE '004_%'",
        [("stcsm.sh.gov.cn", True)],
    ),
    (
        "a 款 of an article, with its path",
        "SELECT c.path, left(f.full_text, 7) FROM clauses c JOIN clauses_full f USING (clause_id)"
        " JOIN documents d ON d.document_id = c.document_id"
        " WHERE d.title = '上海市科学技术奖励规定' AND c.eid = 'art_3'",
        [("第三条", "第三条（奖励导")],
    ),
]


@pytest.mark.parametrize(("sql", "expected"), [fact[1:] for fact in FACTS], ids=[fact[0] for fact in FACTS])
def test_facts(sql: str, expected: list[tuple[object, ...]], release: gongbao.Release) -> None:
    assert rows(release, sql) == expected
