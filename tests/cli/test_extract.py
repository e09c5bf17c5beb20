"""``gongbao extract``: lines in, JSON lines out, offsets into the input's own characters."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture
def extract(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(data: str | bytes, *argv: str) -> list[dict[str, Any]]:
        raw = data.encode() if isinstance(data, str) else data
        monkeypatch.setattr("sys.stdin", Stdin(raw))
        assert main(["extract", *argv]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def line(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_the_form_of_the_gold(extract: Any) -> None:
    (row,) = extract(line(id="a-1", text="给予最高100万元奖励。"))
    assert row == {
        "id": "a-1",
        "text": "给予最高100万元奖励。",
        "mentions": [
            {"type": "MONEY", "start": 4, "end": 9, "text": "100万元", "currency": "CNY", "min": None,
             "max": 1000000, "bound": "max", "max_inclusive": True, "per": []}
        ],
    }  # fmt: skip


def test_offsets_are_of_the_input_as_it_came(extract: Any) -> None:
    text = "　　给予最高 １００ 万元奖励,自２０２４年 ７ 月１１日起施行."
    (row,) = extract(line(id="a", text=text))
    assert row["text"] == text
    found = {m["type"]: m for m in row["mentions"]}
    assert found["MONEY"]["text"] == "１００ 万元" == text[found["MONEY"]["start"] : found["MONEY"]["end"]]
    assert found["MONEY"]["max"] == 1000000
    assert found["DATE"]["text"] == "２０２４年 ７ 月１１日"
    assert found["DATE"]["date_start"] == "2024-07-11"


def test_place_gives_canonical_names(extract: Any) -> None:
    text = "由市科委负责。"
    without, with_place = extract(line(id=1, text=text) + line(id=2, text=text, place="上海市"))
    assert [m["canonical"] for m in without["mentions"]] == [None]
    assert [m["canonical"] for m in with_place["mentions"]] == ["上海市科学技术委员会"]
    (by_option,) = extract(line(id=3, text=text), "--place", "上海市")
    assert by_option["mentions"] == with_place["mentions"]


def test_text_format_counts_lines(extract: Any) -> None:
    rows = extract("罚款1000元。\n\n处五日拘留。\n", "--format", "text")
    assert [(r["id"], r["text"]) for r in rows] == [("1", "罚款1000元。"), ("3", "处五日拘留。")]


def test_byte_order_mark_and_line_ends(extract: Any) -> None:
    rows = extract(b"\xef\xbb\xbf" + line(id="a", text="罚款1000元。").replace("\n", "\r\n").encode())
    assert rows[0]["mentions"][0]["start"] == 2


def test_empty_input(extract: Any) -> None:
    assert extract("") == []


def test_lone_surrogate_survives(extract: Any) -> None:
    (row,) = extract('{"id": "a", "text": "\\ud800罚款1000元。"}\n')
    assert row["text"] == "\ud800罚款1000元。"
    assert row["mentions"][0]["start"] == 3


def test_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(line(id=name, text="罚款1000元。"), encoding="utf-8")
    assert main(["extract", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    assert [json.loads(x)["id"] for x in capsys.readouterr().out.splitlines()] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"nonsense\n", "standard input, line 1: no JSON"),
        (b'{"id": 1}\n', 'line 1: no "text"'),
        (b'{"id": 1, "text": 3}\n', 'line 1: no "text"'),
        (b'{"text": "x", "date": "yesterday"}\n', "line 1: 'yesterday' is no day"),
        (b'{"text": "x", "place": 3}\n', 'line 1: "place" is no text'),
        ("罚款".encode("gb18030"), "line 1: not UTF-8"),
    ],
)
def test_a_bad_line_says_where_and_the_mend(
    data: bytes, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(data))
    assert main(["extract"]) == 1
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "no-such-file"]) == 1
    assert "no-such-file: No such file" in capsys.readouterr().err
