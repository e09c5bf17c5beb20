"""The invariants over a folder: what holds says nothing, a fault names its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import invariants
from pipeline.segment import SegmentedSource, segment
from pipeline.segment.types import GazetteHead, SourceSpan

LAW = "上海市停车场管理办法\n第一条　为了加强管理，制定本办法。\n第二条　略。\n"


def test_a_folder_in_which_everything_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(LAW, encoding="utf-8")
    assert invariants.main([str(tmp_path)]) == 0
    assert "1 sources, 0 with a fault" in capsys.readouterr().out


def test_a_character_in_no_span(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(LAW, encoding="utf-8")

    def loses_one(source: object) -> SegmentedSource:
        whole = segment(source)  # type: ignore[arg-type]
        return SegmentedSource(GazetteHead(), whole.documents, (SourceSpan("document", 0, len(LAW) - 1),))

    monkeypatch.setattr(invariants, "segment", loses_one)
    assert invariants.main([str(tmp_path)]) == 1
    assert "a.txt: _check_spans" in capsys.readouterr().out


def test_no_folder(tmp_path: Path) -> None:
    assert invariants.main([str(tmp_path / "none")]) == 2
