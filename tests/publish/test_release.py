import subprocess
import sys

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from pipeline.publish import NoReleaseError, open_release
from tests.publish.staged import batches, make, publish_all


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("it's") / "processed"
    publish_all(folder, batches(map(make, range(10))))
    return folder


def test_current_is_resolved_once(tmp_path):
    publish_all(tmp_path, batches([make(1)]))
    release = open_release(tmp_path)
    publish_all(tmp_path, batches([make(1), make(2)]))
    assert release.arrow("sources").num_rows == 1
    assert release.query("SELECT count(*) FROM clauses").fetchall() == [(3,)]
    assert open_release(str(tmp_path)).arrow("sources").num_rows == 2


def test_pandas_has_days_and_integers(out):
    frame = open_release(out).pandas("documents")
    assert frame["promulgated_date"].dtype == "datetime64[s]"
    assert (frame["promulgated_date"] > pd.Timestamp("2024-06-30")).all()
    assert frame["promulgated_date"].dt.year.tolist() == frame["promulgated_date_year"].tolist()
    assert frame["adopted_date"].dtype == "datetime64[s]"
    assert frame["ordinal"].dtype == "Int32"
    assert frame["char_start"].dtype == "Int64"
    assert frame["adopted_date_year"].isna().all()
    assert frame["adopted_date_year"].dtype == "Int32"
    assert frame["needs_review"].dtype == "boolean"
    flags = open_release(out).pandas("amounts", ["min_inclusive"])
    assert len(flags[flags["min_inclusive"]]) == flags["min_inclusive"].sum()
    amounts = open_release(out).pandas("amounts", ["value", "per_text"])
    assert list(amounts.columns) == ["value", "per_text"]
    assert amounts.groupby("per_text", dropna=False).size().sum() == 10


def test_query_knows_every_table_and_view(out):
    release = open_release(out)
    for name in (*release.tables, *release.views):
        ((count,),) = release.query(f"SELECT count(*) FROM {name}").fetchall()
        assert count == release.manifest.rows.get(name, count)
    with pytest.raises(duckdb.Error):
        release.query("SELECT * FROM nothing")
    assert release.query("SET threads = 1").fetchall() == []


def test_full_text_is_the_clause_with_its_children(out):
    frame = open_release(out).pandas("clauses_full")
    article = frame[frame["level"] == "article"].iloc[0]
    child = frame[frame["parent_clause_id"] == article["clause_id"]].iloc[0]
    assert article["text"] == ""
    assert article["full_text"] == "第一条" + child["full_text"]
    assert child["full_text"] == child["text"]


def test_arrow_of_columns_and_views(out):
    release = open_release(out)
    assert release.arrow("clauses", ["eid"]).column_names == ["eid"]
    assert release.arrow("clauses_full", ["full_text"]).column_names == ["full_text"]
    assert release.arrow("amounts").schema.field("char_start").metadata[b"unit"] == b"code point"
    ids = release.arrow("sources", ["source_id"]).column(0).to_pylist()[:3]
    rows = release.rows_of("clauses", ids)
    assert set(rows.column("source_id").to_pylist()) == set(ids)
    assert isinstance(rows, pa.Table)


def test_unknown_tables_and_missing_releases_are_said(out, tmp_path):
    with pytest.raises(NoReleaseError, match="there is no table nothing"):
        open_release(out).arrow("nothing")
    with pytest.raises(NoReleaseError, match="gongbao run"):
        open_release(tmp_path)


def test_importing_is_cheap():
    code = "import sys, pipeline.publish, pipeline.ingest, pipeline.tables, pipeline.tables.registry;" + (
        "print([m for m in ('pyarrow', 'duckdb', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
