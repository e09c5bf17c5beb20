import hashlib
import json
import os
import random

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.publish import PublishError, open_output, open_release, publish, write_staging
from pipeline.tables import TABLES, InvalidTablesError, arrow_schema, build_failures, table_from_rows
from pipeline.tables.failures import Failure
from tests.publish.staged import REGISTRY, batches, content, make, publish_all


@pytest.fixture
def out(tmp_path):
    return tmp_path / "processed"


def test_every_table_is_a_folder_of_parquet_behind_a_link(out):
    published = publish_all(out, batches(map(make, range(20))))
    assert published.new
    assert published.rows["sources"] == 20
    for name in TABLES:
        link = out / name
        assert os.readlink(link) == f"current/{name}"
        assert link.resolve() == published.path / name
        files = sorted(link.glob("*.parquet"))
        assert 1 <= len(files) <= 64
        assert sum(pq.read_metadata(f).num_rows for f in files) == published.rows[name]
        for file in files:
            assert pq.read_schema(file).equals(arrow_schema(name), check_metadata=True)
            assert not os.access(file, os.W_OK) or os.geteuid() == 0
        assert len(pd.read_parquet(link)) == published.rows[name]
        ((count,),) = duckdb.sql(f"SELECT count(*) FROM read_parquet('{link}/*.parquet')").fetchall()
        assert count == published.rows[name]
    # nothing under way is left
    assert [p.name for p in (out / ".gongbao").iterdir()] == ["lock"]


def test_bytes_do_not_depend_on_batches_or_their_order(tmp_path):
    records = [make(n) for n in range(30)]
    first = publish_all(tmp_path / "a", batches(records, size=30))
    random.Random(1).shuffle(records)
    second = publish_all(tmp_path / "b", batches(records, size=4)[::-1])
    assert content(first.path) == content(second.path)
    assert first.release_id == second.release_id
    assert (first.path / "datapackage.json").read_bytes() == (second.path / "datapackage.json").read_bytes()


def test_rows_are_those_staged_in_the_order_of_sources(out):
    parts = batches(map(make, range(30)), size=7)
    publish_all(out, parts)
    release = open_release(out)
    for name in ("clauses", "amounts", "agencies", "document_issuers", "source_texts"):
        rows = [row for part in parts for row in (part[name].to_pylist() if name in part else ())]
        key = TABLES[name].source_column
        assert release.arrow(name).to_pylist() == sorted(rows, key=lambda r: r[key][:16])


def test_nothing_new_makes_no_release(out):
    first = publish_all(out, batches(map(make, range(5))))
    (out / "dates").unlink()  # as a kill just behind the switch leaves it
    again = publish_all(out, batches(map(make, range(5)), size=2))
    assert not again.new
    assert (again.release_id, again.path, again.files_written) == (first.release_id, first.path, 0)
    assert len(list((out / "releases").iterdir())) == 1
    assert (out / "dates").is_dir()


def test_one_change_rewrites_only_its_partition(out):
    first = publish_all(out, batches(map(make, range(40))))
    records = [*map(make, range(39)), make(39, "（修订）")]
    second = publish_all(out, batches(records))
    assert second.new
    assert second.path != first.path
    for name in ("clauses", "documents", "amounts"):
        old = {p.name: p for p in (first.path / name).iterdir()}
        new = {p.name: p for p in (second.path / name).iterdir()}
        common = set(old) & set(new)
        assert len(set(new) - common) <= 2
        assert all(old[n].stat().st_ino == new[n].stat().st_ino for n in common)
    assert second.files_written <= 2 * len(TABLES)
    # the release before stands as it was
    assert open_release(first.path).arrow("sources").num_rows == 40
    assert open_release(out).id == second.release_id


def test_kept_sources_are_as_if_staged_again(tmp_path):
    records = [make(n) for n in range(40)]
    one, two = tmp_path / "one", tmp_path / "two"
    publish_all(one, batches(records[:39]))
    kept = [r.info.source_id for r in records[1:39]]
    # one goes, one comes, the others are kept
    second = publish_all(one, batches(records[39:]), keep=kept)
    fresh = publish_all(two, batches(records[1:]))
    assert content(second.path) == content(fresh.path)
    assert second.files_linked > second.files_written


def test_a_source_to_keep_must_be_there(out):
    publish_all(out, batches([make(1)]))
    with pytest.raises(PublishError, match="not in the current release"):
        publish_all(out, batches([make(2)]), keep=[make(3).info.source_id])


def test_pipeline_version_makes_a_release(out):
    first = publish_all(out, batches([make(1)]))
    second = publish_all(out, batches([make(1)], version="v2"), version="v2")
    assert second.new
    assert json.loads((second.path / "manifest.json").read_text())["replaces"] == first.release_id


def test_manifest_and_package_say_what_is_there(out):
    published = publish_all(out, batches(map(make, range(3))))
    manifest = json.loads((out / "current" / "manifest.json").read_text())
    assert manifest["pipeline_version"] == "v1"
    assert manifest["started_at"] <= manifest["published_at"]
    assert [s["path"] for s in sorted(manifest["sources"], key=lambda s: s["path"])] == [
        "0000.txt", "0001.txt", "0002.txt",
    ]  # fmt: skip
    for name, table in manifest["tables"].items():
        assert table["rows"] == published.rows[name]
        for file in table["files"]:
            data = (published.path / file["path"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == file["sha256"]
            assert file["sha256"][:16] in file["path"]
            assert len(data) == file["bytes"]
    package = json.loads((published.path / "datapackage.json").read_text())
    assert {r["name"]: r["path"] for r in package["resources"]} == {
        name: [f["path"] for f in table["files"]] for name, table in manifest["tables"].items()
    }


def test_failures_and_tables_without_rows_are_one_file(out):
    failure = Failure("x.txt", None, "ingest", "EmptyFileError", "x.txt: the file is empty")
    parts = [*batches([make(1)])[:-1], {"agency_registry": table_from_rows("agency_registry", REGISTRY)}]
    publish_all(out, [*parts, build_failures([failure])])
    release = open_release(out)
    assert release.arrow("failures").to_pylist()[0]["path"] == "x.txt"
    assert len(release.files("dates")) == 1
    assert release.arrow("dates").num_rows == 0
    assert release.arrow("dates").schema.equals(arrow_schema("dates"))


ACROSS = [
    ({"agency_registry": []}, "agency_id a is not in agency_registry.agency_id"),
    (
        {"agency_registry": REGISTRY, "citation_links": [{"mention_id": "00:x", "cited_document_id": "00:1"}]},
        "mention_id 00:x is not in citations.mention_id",
    ),
    ({"agency_registry": [*REGISTRY, *REGISTRY]}, "agency_id repeated"),
    (
        {"agency_registry": [{**REGISTRY[0], "successor_ids": ["b"]}]},
        "successor_ids 'b' is not in agency_registry.agency_id",
    ),
]


@pytest.mark.parametrize(("cross", "rule"), ACROSS)
def test_keys_across_sources_are_checked(out, cross, rule):
    before = publish_all(out, batches([make(1)]))
    tables = {name: table_from_rows(name, rows) for name, rows in cross.items()}
    with pytest.raises(InvalidTablesError) as caught:
        publish_all(out, [*batches([make(2)])[:-1], tables])
    assert rule in caught.value.message
    assert open_release(out).id == before.release_id


def test_a_source_staged_twice_is_refused(out):
    with pytest.raises(InvalidTablesError, match="source_id repeated"):
        publish_all(out, [*batches([make(1)]), *batches([make(1)])[:1]])


def test_what_is_not_ours_is_not_touched(out):
    (out / "amounts").mkdir(parents=True)
    (out / "amounts" / "mine.csv").write_text("x")
    with pytest.raises(PublishError, match="no link of gongbao's"):
        publish_all(out, batches([make(1)]))
    assert (out / "amounts" / "mine.csv").read_text() == "x"


def test_lock_is_taken_where_none_is_given(tmp_path, out):
    for i, part in enumerate(batches([make(1)])):
        write_staging(part, tmp_path / "staging" / f"b{i}")
    assert publish(tmp_path / "staging", out, pipeline_version="v1").new
    with open_output(out), pytest.raises(PublishError, match="another run of this process"):
        publish(tmp_path / "staging", out, pipeline_version="v1")


def test_links_are_copied_where_the_file_system_has_none(out, monkeypatch):
    publish_all(out, batches(map(make, range(5))))

    def refuse(*_args, **_kwargs):
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    again = publish_all(out, batches(map(make, range(6))))
    assert open_release(again.path).arrow("sources").num_rows == 6


def test_an_unwritable_folder_says_its_mend(out, monkeypatch):
    before = publish_all(out, batches([make(1)]))

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.publish.publisher.write_part", full)
    with pytest.raises(PublishError, match="Make room on the disk"):
        publish_all(out, batches([make(2)]))
    assert open_release(out).id == before.release_id
    assert [p.name for p in (out / ".gongbao").iterdir()] == ["lock"]
