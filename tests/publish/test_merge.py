"""Many rows are put together as few are: what is read a block at a time makes the same bytes."""

from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from pipeline.publish import write_portions
from pipeline.publish.merge import Merge
from pipeline.publish.partition import PARTITIONS
from pipeline.publish.staging import Rows, staged_batches
from pipeline.tables import build_tables, table_from_rows
from tests.publish.staged import batches, content, make, publish_all

EVERY = range(PARTITIONS)
ONE = "0123456789abcdef"


def clauses(first, count):
    """Rows of one source, as a portion of it has them."""
    return {
        "clauses": table_from_rows(
            "clauses",
            [
                {
                    "clause_id": f"{ONE}-{n}", "document_id": f"{ONE}-d", "source_id": ONE, "eid": f"art_{n}",
                    "ordinal": n, "depth": 0, "layout": "block", "path": "第一条", "level": "article", "level_zh": "条", "num_text": "第一条", "text": f"第{n}条",
                    "char_start": n, "char_end": n + 1, "clean_start": n, "clean_end": n + 1, "needs_review": False,
                }
                for n in range(first, first + count)
            ],
        )
    }  # fmt: skip


@pytest.fixture
def a_block_at_a_time(monkeypatch):
    monkeypatch.setattr("pipeline.publish.merge.HELD_BYTES", 0)


@pytest.mark.parametrize("size", [3, 7])
def test_bytes_do_not_depend_on_how_rows_are_read(tmp_path, monkeypatch, size):
    monkeypatch.setattr("pipeline.publish.parquet.ROW_GROUP", 4)
    records = [make(n) for n in range(20)]
    held = publish_all(tmp_path / "held", batches(records))
    monkeypatch.setattr("pipeline.publish.merge.HELD_BYTES", 0)
    read = publish_all(tmp_path / "read", batches(records, size=size))
    assert content(read.path) == content(held.path)
    assert held.rows == read.rows


@pytest.mark.usefixtures("a_block_at_a_time")
def test_portions_of_one_source_are_cut_into_row_groups(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.publish.parquet.ROW_GROUP", 4)
    write_portions([clauses(0, 5), clauses(5, 6), clauses(11, 3)], tmp_path / "b")
    merge = Merge("clauses", staged_batches(tmp_path), EVERY)
    assert merge.large
    assert merge.rows == 14
    groups = list(merge.groups())
    assert [len(group) for group in groups] == [4, 4, 4, 2]
    assert [n for group in groups for n in group["ordinal"].to_pylist()] == list(range(14))


def test_no_rows_have_no_groups(tmp_path):
    merge = Merge("clauses", staged_batches(tmp_path), EVERY)
    assert not merge.rows
    assert list(merge.groups()) == []


def test_a_file_with_a_huge_text_has_no_statistics_of_its_texts(tmp_path, monkeypatch):
    parts = batches(map(make, range(3)))
    usual = publish_all(tmp_path / "usual", parts)
    monkeypatch.setattr("pipeline.publish.merge.HUGE_TEXT", 10)
    huge = publish_all(tmp_path / "huge", parts)
    for path, has in ((usual.path, True), (huge.path, False)):
        for file in (path / "source_texts").glob("*.parquet"):
            group = pq.read_metadata(file).row_group(0)
            assert group.column(0).is_stats_set
            assert group.column(1).is_stats_set == has
    other = [name for name in content(usual.path) if "source_texts" not in name]
    assert all(content(usual.path)[name] == content(huge.path)[name] for name in other)


def test_rows_come_in_portions_of_chosen_columns(tmp_path):
    write_portions([clauses(0, 5), clauses(5, 6), clauses(11, 3)], tmp_path / "b")
    portions = list(Rows(tmp_path).portions("clauses", ["ordinal", "text"], n_rows=6))
    assert [len(portion) for portion in portions] == [11, 3]
    assert [n for portion in portions for n in portion["ordinal"].to_pylist()] == list(range(14))
    # no more in memory than the columns asked for
    assert all(portion.get_total_buffer_size() < 11 * 40 for portion in portions)


def test_texts_are_what_they_were():
    record = make(1)
    texts = ["", "一𠀀é", "第一条"]
    records = [replace(record, info=replace(record.info, source_id=f"{n:016x}", text=t)) for n, t in enumerate(texts)]
    built = build_tables([replace(r, documents=()) for r in records], "v1")["source_texts"]
    built.validate(full=True)
    assert built["text"].to_pylist() == texts
