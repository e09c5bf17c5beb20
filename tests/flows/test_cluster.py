"""The flow on Dask: the same bytes, a worker that dies, a cluster that is not there or has another version."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import flows.cluster as module
from flows.cluster import ClusterError, check_worker, cluster, cluster_workers, task_runner
from pipeline.common.version import pipeline_version

pytest.importorskip("prefect_dask")


def test_one_setting_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(module.SETTING, raising=False)
    assert cluster() is None
    assert type(task_runner(2)).__name__ == "ThreadPoolTaskRunner"
    assert cluster_workers(3) == 3
    monkeypatch.setenv(module.SETTING, "tcp://127.0.0.1:1")
    runner: object = task_runner(2)
    assert type(runner).__name__ == "DaskTaskRunner"
    assert getattr(runner, "address", None) == "tcp://127.0.0.1:1"


def test_a_scheduler_that_does_not_answer_says_the_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.SETTING, "tcp://127.0.0.1:1")
    monkeypatch.setattr(module, "_CONNECT_S", 1)
    with pytest.raises(ClusterError, match="GONGBAO_DASK"):
        cluster_workers(None)


def test_a_worker_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.SETTING, module.LOCAL)
    check_worker(pipeline_version())
    with pytest.raises(ClusterError, match="same version"):
        check_worker("0.0.1+abc")


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_harness")
class TestFlow:
    def test_a_worker_that_dies_costs_its_source_only(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import flows.process
        from tests.faults.test_workers import dies_of_poison
        from tests.job.gazettes import published_bytes, write_gazettes

        raw = write_gazettes(tmp_path / "raw", range(1, 13))
        (raw / "005.txt").rename(raw / "poison.txt")
        monkeypatch.setenv(module.SETTING, module.LOCAL)
        monkeypatch.setattr(flows.process, "process", dies_of_poison)
        report = flows.process.run_flow(str(raw), str(tmp_path / "out"), 2)
        assert [(f.path, f.stage) for f in report.failures] == [("poison.txt", "process")]
        monkeypatch.undo()
        assert flows.process.run_flow(str(raw), str(tmp_path / "out"), 1).exit_code == 0
        flows.process.run_flow(str(raw), str(tmp_path / "undisturbed"), 1)
        assert published_bytes(tmp_path / "out") == published_bytes(tmp_path / "undisturbed")

    def test_the_same_bytes_as_with_one_two_and_four_workers(
        self, many_texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from flows.process import run_flow
        from pipeline.job.run import run_job
        from tests.job.gazettes import published_bytes

        run_job(many_texts, tmp_path / "1", workers=1)
        alone = published_bytes(tmp_path / "1")
        for count in (2, 4):
            run_job(many_texts, tmp_path / str(count), workers=count)
            assert published_bytes(tmp_path / str(count)) == alone
        monkeypatch.setenv(module.SETTING, module.LOCAL)
        report = run_flow(str(many_texts), str(tmp_path / "dask"), 2)
        assert not report.failures
        assert published_bytes(tmp_path / "dask") == alone
        assert os.environ[module.SETTING] == module.LOCAL
