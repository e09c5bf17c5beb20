"""``gongbao run`` without Prefect: exit codes, failures, repetition. The flow has its own tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pipeline.job.source
from pipeline.cli import main

NOTICE = """上海市人民政府关于印发《上海市科技奖励办法》的通知

沪府规〔2024〕1号

各区人民政府：

　　现将《上海市科技奖励办法》印发给你们，请认真按照执行。

　　上海市人民政府

　　2024年7月11日

上海市科技奖励办法

　　第一条　给予最高100万元奖励，自2024年8月1日起施行，有效期5年。
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    return folder


def run(raw: Path, out: Path, *more: str, log: str = "text") -> int:
    return main(["run", str(raw), "--out", str(out), "--prefect", "off", "--log-format", log, *more])


def test_all_in_is_0(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raw, tmp_path / "out") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "1 sources" in captured.out
    assert (tmp_path / "out" / "amounts").is_dir()


def test_one_file_as_raw(raw: Path, tmp_path: Path) -> None:
    assert run(raw / "notice.txt", tmp_path / "out") == 0


def test_some_failed_is_3(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "empty.txt").write_bytes(b"")
    (raw / "binary.txt").write_bytes(bytes(range(256)) * 4)
    assert run(raw, tmp_path / "out") == 3
    err = capsys.readouterr().err
    assert "gongbao: empty.txt: ingest: " in err
    assert "gongbao: binary.txt: ingest: " in err
    assert main(["query", "--dir", str(tmp_path / "out"), "--format", "csv", "SELECT path FROM failures"]) == 0
    assert capsys.readouterr().out == "path\nbinary.txt\nempty.txt\n"


@pytest.mark.parametrize("stage", ["normalise", "segment", "assemble_source"])
def test_a_poisonous_source_fails_alone(
    stage: str, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (raw / "poison.txt").write_text(NOTICE.replace("科技", "毒药"), encoding="utf-8")
    healthy = getattr(pipeline.job.source, stage)

    def bitten(*args: object) -> object:
        if "毒药" in repr(args):
            raise RuntimeError("bitten")
        return healthy(*args)

    monkeypatch.setattr(pipeline.job.source, stage, bitten)
    assert run(raw, tmp_path / "out") == 3
    assert "poison.txt" in capsys.readouterr().err
    sql = "SELECT f.path, f.error_type, f.message, s.path FROM failures f, sources s"
    assert main(["query", "--dir", str(tmp_path / "out"), "--format", "csv", sql]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["poison.txt,RuntimeError,bitten,notice.txt"]


def test_nothing_in_is_1_and_keeps_what_was_there(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raw, tmp_path / "out") == 0
    before = (tmp_path / "out" / "current").resolve()
    (raw / "notice.txt").write_bytes(b"")
    assert run(raw, tmp_path / "out") == 1
    assert "nothing was published" in capsys.readouterr().err
    assert (tmp_path / "out" / "current").resolve() == before


def test_an_empty_folder_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raw").mkdir()
    assert run(tmp_path / "raw", tmp_path / "out") == 1
    err = capsys.readouterr().err
    assert "no sources" in err
    assert err.count("\n") == 1


def test_a_missing_folder_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(tmp_path / "none")]) == 1
    assert "none: no such file or folder" in capsys.readouterr().err


def test_again_is_unchanged(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raw, tmp_path / "out") == 0
    before = (tmp_path / "out" / "current").resolve()
    assert run(raw, tmp_path / "out") == 0
    assert "unchanged" in capsys.readouterr().out
    assert (tmp_path / "out" / "current").resolve() == before


def test_out_inside_raw_is_not_read(raw: Path) -> None:
    assert run(raw, raw / "processed") == 0
    assert run(raw, raw / "processed") == 0


def test_logs_are_json_lines_where_no_person_reads(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (raw / "空.txt").write_bytes(b"")
    assert run(raw, tmp_path / "out", log="auto") == 3
    said = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["level"], line["event"]) for line in said] == [
        ("info", "work found"), ("info", "batch read"), ("error", "source failed"), ("info", "published"),
    ]  # fmt: skip
    assert (said[1]["n_sources"], said[1]["n_failures"]) == (1, 1)
    assert said[1]["bytes_read"] == said[1]["bytes_in_all"] > 0
    assert (said[2]["path"], said[2]["stage"], said[2]["error"]) == ("空.txt", "ingest", "EmptyFileError")
    assert (said[3]["n_sources"], said[3]["n_failures"]) == (1, 1)
    assert said[3]["stages"]["extract"] >= 0
    (raw / "空.txt").unlink()
    (raw / "notice.txt").unlink()
    assert run(raw, tmp_path / "out", log="auto") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "run failed"
    assert "no sources" in json.loads(line)["text"]


def test_too_many_gone_is_4(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "other.txt").write_text(NOTICE.replace("100", "200"), encoding="utf-8")
    assert run(raw, tmp_path / "out") == 0
    (raw / "other.txt").unlink()
    assert run(raw, tmp_path / "out") == 4
    assert "--allow-removals" in capsys.readouterr().err
    assert run(raw, tmp_path / "out", "--allow-removals") == 0
    assert "1 sources (1 unchanged, 1 gone)" in capsys.readouterr().out


def test_another_run_at_work_is_5(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.publish import open_output

    with open_output(tmp_path / "out"):
        assert run(raw, tmp_path / "out", "--wait", "0.1") == 5
    assert "is writing here" in capsys.readouterr().err
    assert run(raw, tmp_path / "out", "--wait") == 0
