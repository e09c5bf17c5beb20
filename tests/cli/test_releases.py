"""``gongbao releases`` and ``gongbao status``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.job.run import run_job
from pipeline.publish import open_output, open_release
from tests.job.gazettes import write_gazettes


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two releases: a source comes, and one that fails."""
    raw = write_gazettes(tmp_path / "raw", range(1, 4))
    run_job(raw, tmp_path / "out")
    write_gazettes(raw, range(4, 5))
    (raw / "bad.txt").write_bytes(b"")
    run_job(raw, tmp_path / "out")
    return tmp_path / "out"


def said(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(list(argv)) == code
    return capsys.readouterr().out


def test_list(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "releases", "--dir", str(out)).splitlines()
    assert re.match(r"  000001-.* 3 sources +0 failures", lines[0])
    assert re.match(r"\* 000002-.* 4 sources +1 failures", lines[1])
    rows = [json.loads(line) for line in said(capsys, "releases", "list", "--dir", str(out), "--json").splitlines()]
    assert [row["current"] for row in rows] == [False, True]


def test_diff(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "releases", "diff", "--dir", str(out), "--ids")
    assert re.search(r"^sources +1 +0 +0$", text, re.MULTILINE)
    assert "+ failures bad.txt ingest" in text
    text = said(capsys, "releases", "--dir", str(out), "diff", "2", "1", "--format", "jsonl", "--table", "sources")
    (row,) = [json.loads(line) for line in text.splitlines()]
    assert (row["table"], row["change"], list(row["key"])) == ("sources", "removed", ["source_id"])
    assert "no row differs" in said(capsys, "releases", "diff", "1", "1", "--dir", str(out))
    assert main(["releases", "diff", "1", "7", "--dir", str(out)]) == 1
    assert "There are: 000001-" in capsys.readouterr().err


def test_rollback_and_prune(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "current is now 000001-" in said(capsys, "releases", "rollback", "--dir", str(out))
    assert open_release(out).arrow("sources").num_rows == 3
    assert "nothing to remove" in said(capsys, "releases", "prune", "--dir", str(out))


def test_status(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "status", "--dir", str(out))
    for line in (
        "release       000002-",
        "published just now",
        "sources       4, ",
        "failures      1",
        "at work       nobody",
    ):
        assert line in text
    assert "last run      completed with failures" in text
    state = json.loads(said(capsys, "status", "--dir", str(out), "--json"))
    assert (state["n_sources"], state["n_failures"], state["rows"]["sources"]) == (4, 1, 4)
    assert "none at" in said(capsys, "status", "--dir", str(tmp_path / "none"), code=1)


def test_status_says_who_is_at_work_or_was_killed(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import os
    import socket

    lock = out / ".gongbao" / "lock"
    with open_output(out):
        said_by_lock = json.loads(lock.read_text())
    assert said_by_lock["pid"] == os.getpid()
    assert lock.read_text() == ""
    holder = {"pid": 1, "host": socket.gethostname(), "since": "2026-01-01T00:00:00+00:00"}
    lock.write_text(json.dumps(holder))
    assert "at work       process 1 on" in said(capsys, "status", "--dir", str(out))
    # no process has such a number
    lock.write_text(json.dumps({**holder, "pid": 2**31 - 1}))
    assert "was killed" in said(capsys, "status", "--dir", str(out))
    with open_output(out) as output:
        assert output.left_by is not None
        assert output.left_by.pid == 2**31 - 1


@pytest.mark.parametrize(
    "argv", [["releases", "prune", "--keep-hours", "3"], ["run", "--keep-hours", "1"], ["run", "--wait", "-1"]]
)
def test_numbers_out_of_range_say_the_mend(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert "or more" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["list", "diff", "rollback", "prune"])
def test_help_of_each_action_shows_an_example(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["releases", action, "--help"])
    assert f"gongbao releases {action}" in capsys.readouterr().out
