"""``gongbao evaluate``: the table, JSON, errors, and another gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main

ROW: dict[str, Any] = {
    "id": "a-1", "source": "a", "text": "给予最高100万元奖励。",
    "mentions": [{"type": "MONEY", "start": 4, "end": 9, "text": "100万元", "currency": "CNY", "min": None,
                  "max": 1000000, "bound": "max", "per": []}],
}  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    wrong = {**ROW, "id": "a-2", "mentions": [{**ROW["mentions"][0], "max": 1}]}
    lines = [json.dumps(row, ensure_ascii=False) for row in (ROW, wrong)]
    (tmp_path / "mentions.dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_table(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(gold), "--errors", "3"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["type", "gold", "pred", "span", "F1", "overlap", "F1", "value", "F1"]
    assert out[1].split() == ["MONEY", "2", "2", "1.0000", "1.0000", "0.5000"]
    assert out[-1] == "MONEY value\ta-2\tvalue\t100万元\tmax: 1, not 1000000"


def test_json(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(gold), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["MONEY value"] == {
        "f1": 0.5, "precision": 0.5, "recall": 0.5, "gold": 2, "predicted": 2, "right": 1,
    }  # fmt: skip
    assert figures["MONEY per"] == {"share": 1.0, "right": 2, "of": 2}


def test_write(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "evaluation.md"
    assert main(["evaluate", "--gold", str(gold), "--write", str(page)]) == 0
    assert "| MONEY | 2 | 2 | 1.0000 | 1.0000 | 0.5000 |" in page.read_text(encoding="utf-8")


def test_no_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(tmp_path)]) == 1
    assert "mentions.dev.jsonl" in capsys.readouterr().err


def test_another_set_of_mentions_has_figures_of_its_own(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {**ROW, "place": None, "date": "2024-07-11"}
    (gold / "mentions.corpus.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert main(["evaluate", "--gold", str(gold)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert next(x for x in lines if x.startswith("corpus: MONEY")).split()[2:] == [
        "1",
        "1",
        "1.0000",
        "1.0000",
        "1.0000",
    ]
