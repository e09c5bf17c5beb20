import pytest

from pipeline.publish import PublishError, open_release, read_staged, write_staging
from pipeline.publish.staging import INDEX, staged_batches
from pipeline.tables import build_tables
from tests.publish.staged import batches, make, publish_all


def test_what_is_staged_is_read_back(tmp_path):
    records = [make(n) for n in range(20)]
    for i, part in enumerate(batches(records, size=6)):
        staged = write_staging(part, tmp_path / f"b{i}")
        assert staged.rows["agency_registry" if "agency_registry" in part else "clauses"] > 0
    everything = build_tables(records, "v1")
    for name, table in everything.items():
        assert read_staged(tmp_path, name).sort_by(table.column_names[0]) == table.sort_by(table.column_names[0])
    ids = read_staged(tmp_path, "clauses", ["clause_id", "eid"])
    assert ids.column_names == ["clause_id", "eid"]
    assert len(ids) == len(everything["clauses"])


def test_kept_sources_are_read_with_the_staged(tmp_path):
    out = tmp_path / "out"
    records = [make(n) for n in range(6)]
    publish_all(out, batches(records[:5]))
    write_staging(build_tables(records[5], "v1"), tmp_path / "staging" / "b")
    kept = [r.info.source_id for r in records[:2]]
    read = read_staged(tmp_path / "staging", "documents", ["source_id"], kept_from=open_release(out), keep=kept)
    assert sorted(read.column(0).to_pylist()) == sorted([*kept, records[5].info.source_id])


def test_a_batch_cut_short_is_none(tmp_path):
    staged = write_staging(build_tables(make(1), "v1"), tmp_path / "b")
    assert len(staged_batches(tmp_path)) == 1
    (staged.folder / INDEX).unlink()
    assert staged_batches(tmp_path) == []


def test_damaged_data_is_refused(tmp_path):
    staged = write_staging(build_tables(make(1), "v1"), tmp_path / "b")
    data = staged.folder / "data.arrow"
    data.write_bytes(data.read_bytes()[:-64])
    with pytest.raises(PublishError, match="cut short"):
        read_staged(tmp_path, "agency_members"), read_staged(tmp_path, "agencies"), read_staged(tmp_path, "amounts")


def test_a_second_try_takes_the_place_of_the_first(tmp_path):
    write_staging(build_tables(make(1), "v1"), tmp_path / "b")
    write_staging(build_tables(make(2), "v1"), tmp_path / "b")
    assert read_staged(tmp_path, "sources", ["path"]).column(0).to_pylist() == ["0002.txt"]
