"""The flow: its tasks as plain functions, and once as a whole under Prefect's own test harness."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from prefect.states import Completed, Failed

import flows.process as module
from pipeline.common.errors import GongbaoError
from pipeline.job.plan import plan_batches
from pipeline.job.reports import BatchReport
from pipeline.publish.errors import publish_error

TEXT = "沪府规〔2024〕1号\n\n各区人民政府：\n\n　　给予最高100万元奖励。\n\n　　上海市人民政府\n\n　　2024年7月11日\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(TEXT.replace("100", f"{n + 1}00"), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_discover(raw: Path) -> None:
    (raw / "out").mkdir()
    (raw / "out" / "not-this.txt").write_text(TEXT, encoding="utf-8")
    files = module.discover.fn(str(raw), str(raw / "out"))
    assert [f.name for f in files] == ["0.txt", "1.txt", "2.txt", "empty.txt"]


def test_process_batch(raw: Path, tmp_path: Path) -> None:
    (batch,) = plan_batches(module.discover.fn(str(raw), str(tmp_path / "out")))
    report = module.process_batch.fn(batch, str(tmp_path), "v")
    assert isinstance(report, BatchReport)
    assert report.n_sources == 3
    assert report.rows["amounts"] == 3
    assert [(f.path, f.stage) for f in report.failures] == [("empty.txt", "ingest")]


@pytest.mark.parametrize(
    ("error", "again"), [(OSError(5, "Input/output error"), True), (GongbaoError("no"), False), (KeyError("x"), False)]
)
def test_only_errors_of_the_system_are_tried_again(error: Exception, again: bool) -> None:
    assert module._again(None, None, Failed(data=error)) is again  # type: ignore[arg-type]
    assert module._again(None, None, Completed(data=1)) is False  # type: ignore[arg-type]


def test_an_error_of_the_disk_is_known_from_another_process_too() -> None:
    error = pickle.loads(pickle.dumps(publish_error(OSError(5, "Input/output error"), Path("out"))))
    assert error.__cause__ is None
    assert module._again(None, None, Failed(data=error)) is True  # type: ignore[arg-type]


@pytest.mark.usefixtures("prefect_harness")
class TestFlow:
    def test_whole_with_a_passing_disk_error(self, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real, tries = module.process, []

        def shaky(*args: object) -> BatchReport:
            tries.append(args)
            if len(tries) == 1:
                raise OSError(5, "Input/output error")
            return real(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(module, "process", shaky)
        monkeypatch.setattr(module.process_batch, "retry_delay_seconds", 0)
        report = module.run_flow(str(raw), str(tmp_path / "out"), 1)
        assert report.exit_code == 3
        assert report.n_sources == 3
        assert len(tries) == 2
        assert (tmp_path / "out" / "current" / "manifest.json").exists()
        self.check_artifact()

    @staticmethod
    def check_artifact() -> None:
        from prefect.artifacts import Artifact

        artifact = Artifact.get("gongbao-run")
        assert artifact is not None
        page = str(artifact.data)
        assert "| amounts | 3 |" in page
        assert "| empty.txt | ingest |" in page

    def test_raw_missing(self, tmp_path: Path) -> None:
        with pytest.raises(GongbaoError, match="no such file"):
            module.run_flow(str(tmp_path / "none"), str(tmp_path / "out"), 1)
