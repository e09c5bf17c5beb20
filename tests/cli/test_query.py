"""``gongbao query``: each table and view by its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.tables import TABLES, VIEWS


def query(published: Path, *argv: str) -> int:
    return main(["query", "--dir", str(published), *argv])


def test_every_table_and_view(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (*TABLES, *VIEWS):
        assert query(published, "--format", "jsonl", f"SELECT count(*) AS n FROM {name}") == 0
        assert json.loads(capsys.readouterr().out)["n"] >= 0


def test_formats(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT 'a,b' AS one, DATE '2024-07-11' AS day, ['x'] AS list"
    assert query(published, "--format", "csv", sql) == 0
    assert capsys.readouterr().out == 'one,day,list\n"a,b",2024-07-11,"[""x""]"\n'
    assert query(published, "--format", "jsonl", sql) == 0
    assert json.loads(capsys.readouterr().out) == {"one": "a,b", "day": "2024-07-11", "list": ["x"]}
    assert query(published, sql) == 0
    assert "2024-07-11" in capsys.readouterr().out
    # whole decimals are whole numbers: none of their digits is lost in a double
    assert query(published, "--format", "jsonl", "SELECT 123456789012345678::DECIMAL(24, 6) AS yuan") == 0
    assert capsys.readouterr().out == '{"yuan": 123456789012345678}\n'


def test_a_wrong_name_says_what_there_is(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query(published, "SELECT * FROM dokuments") == 1
    err = capsys.readouterr().err
    assert "There are: " in err
    assert "documents" in err
    assert err.count("\n") == 1
    assert query(published, "SELECT titel FROM documents") == 1
    assert '"title"' in capsys.readouterr().err
    assert query(published, "SELEC 1") == 1
    assert "DESCRIBE amounts" in capsys.readouterr().err


def test_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert query(tmp_path, "SELECT 1") == 1
    assert "gongbao run" in capsys.readouterr().err
