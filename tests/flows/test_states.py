"""What Prefect shows of a run: final states, artifacts, parameters with descriptions, runs that crashed or were killed."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from prefect.artifacts import Artifact
from prefect.client.orchestration import get_client
from prefect.states import Crashed, Running
from prefect.utilities.callables import parameter_schema

import flows.evaluate
import flows.process as module
import flows.train
from flows.crashes import mark_crashed, mark_killed
from pipeline.job.record import last_run
from pipeline.publish import open_output
from tests.job.gazettes import write_gazettes

FLOWS = (
    module.process_gazettes,
    module.reprocess_gazettes,
    flows.evaluate.evaluate_extractors,
    flows.train.train_models,
)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_parameter_is_described(flow: Any) -> None:
    described = parameter_schema(flow.fn).properties
    assert described
    assert [name for name, about in described.items() if not about.get("description")] == []


@pytest.mark.usefixtures("prefect_harness")
class TestStates:
    @pytest.fixture
    def raw(self, tmp_path: Path) -> Path:
        return write_gazettes(tmp_path / "raw", range(1, 4))

    def run(self, raw: Path, out: Path, **more: Any) -> Any:
        return module.process_gazettes(str(raw), str(out), 1, **more, return_state=True)

    def test_completed(self, raw: Path, tmp_path: Path) -> None:
        state = self.run(raw, tmp_path / "out")
        assert (state.type.value, state.name) == ("COMPLETED", "Completed")
        assert state.result().n_processed == 3
        state = self.run(raw, tmp_path / "out")
        assert state.message == "3 sources (3 unchanged)"
        rows = Artifact.get("gongbao-rows")
        assert rows is not None
        assert {"table": "sources", "rows": 3, "needs review": 0} in json.loads(str(rows.data))

    def test_with_failures(self, raw: Path, tmp_path: Path) -> None:
        (raw / "empty.txt").write_bytes(b"")
        state = self.run(raw, tmp_path / "out")
        assert (state.type.value, state.name) == ("COMPLETED", "CompletedWithFailures")
        failed = Artifact.get("gongbao-failures")
        assert failed is not None
        assert [row["path"] for row in json.loads(str(failed.data))] == ["empty.txt"]
        assert (last_run(tmp_path / "out") or {})["state"] == "completed with failures"

    def test_what_a_server_starts_logs_as_set(
        self, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (raw / "empty.txt").write_bytes(b"")
        monkeypatch.setenv("GONGBAO_LOG", "json")
        self.run(raw, tmp_path / "out")
        lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith('{"time"')]
        events = [json.loads(line)["event"] for line in lines]
        assert events == ["work found", "batch read", "source failed", "published"]

    def test_nothing_published(self, tmp_path: Path) -> None:
        raw = tmp_path / "raw"
        raw.mkdir()
        (raw / "empty.txt").write_bytes(b"")
        state = self.run(raw, tmp_path / "out")
        assert (state.type.value, state.name) == ("FAILED", "NothingPublished")
        assert module.run_flow(str(raw), str(tmp_path / "out"), 1).exit_code == 1

    def test_all_again(self, raw: Path, tmp_path: Path) -> None:
        self.run(raw, tmp_path / "out")
        state = module.reprocess_gazettes(str(raw), str(tmp_path / "out"), 1, return_state=True)
        assert state.result().n_processed == 3

    def test_a_crash_is_written_down(self, raw: Path, tmp_path: Path) -> None:
        self.run(raw, tmp_path / "out")
        with get_client(sync_client=True) as client:
            run = client.create_flow_run(
                module.process_gazettes, parameters={"out": str(tmp_path / "out")}, state=Running()
            )
        mark_crashed(module.process_gazettes, run, Crashed(message="out of memory"))
        said = last_run(tmp_path / "out") or {}
        assert (said["state"], said["message"], said["flow_run"]) == ("crashed", "out of memory", str(run.id))

    def test_a_killed_run_is_marked_by_the_next(self, raw: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        self.run(raw, out)
        with get_client(sync_client=True) as client:
            run = client.create_flow_run(module.process_gazettes, state=Running())
            left = {"pid": 2**31 - 1, "host": socket.gethostname(), "since": "2026-01-01", "flow_run": str(run.id)}
            (out / ".gongbao" / "lock").write_text(json.dumps(left))
            self.run(raw, out)
            state = client.read_flow_run(run.id).state
        assert state is not None
        assert (state.type.value, state.message) == (
            "CRASHED",
            f"Killed (process {2**31 - 1} on {left['host']}, since 2026-01-01)",
        )

    def test_a_server_that_does_not_know_the_run_is_no_error(self, tmp_path: Path) -> None:
        (tmp_path / ".gongbao").mkdir()
        left = {"pid": 1, "host": "x", "since": "y", "flow_run": "00000000-0000-4000-8000-000000000000"}
        (tmp_path / ".gongbao" / "lock").write_text(json.dumps(left))
        with open_output(tmp_path) as output:
            mark_killed(output.left_by)
