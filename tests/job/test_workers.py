"""Worker processes: the same bytes whatever their number."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import pipeline.job.workers
from pipeline.ingest import RawFile, discover
from pipeline.job.batch import process_batch
from pipeline.job.plan import Batch, plan_batches
from pipeline.job.reports import BatchReport
from pipeline.job.run import run_job
from pipeline.job.workers import WORTH_BYTES, Workers, batches_for, cores, workers_for
from tests.faults.test_workers import dies_of_poison
from tests.job.gazettes import write_gazettes


def file(n_bytes: int) -> RawFile:
    return RawFile(Path("x"), "x", (), "0" * 16, n_bytes)


@pytest.mark.parametrize(
    ("sizes", "wanted", "count"),
    [
        ([1000], None, 1),
        ([1000] * 50, None, 1),
        ([1000] * 50, 3, 3),
        ([1000, 1000], 5, 2),
        ([], None, 1),
        ([WORTH_BYTES] * 200, None, min(cores(), 200)),
    ],
)
def test_small_input_stays_in_this_process(sizes: list[int], wanted: int | None, count: int) -> None:
    assert workers_for([file(n) for n in sizes], wanted) == count


def test_reports_come_in_the_order_of_batches(seeds: Path, tmp_path: Path) -> None:
    batches = plan_batches(discover(seeds), batches_for(2))
    seen: list[Batch] = []
    with Workers(2) as workers:
        reports = workers.each(batches, tmp_path, "v", lambda batch, _: seen.append(batch))
    assert [r.name for r in reports] == [b.name for b in batches]
    assert sorted(b.name for b in seen) == [b.name for b in batches]
    assert len(batches) > 1


def tables(out: Path) -> dict[str, bytes]:
    """The release's files; their names hold the hash of their bytes."""
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*.parquet"))}


def test_the_same_bytes_with_any_number_of_workers(seeds: Path, tmp_path: Path, published: Path) -> None:
    one = tables(published)
    assert one
    for count in (2, 4):
        report = run_job(seeds, tmp_path / str(count), workers=count)
        assert not report.failures
        assert tables(tmp_path / str(count)) == one


def test_a_killed_worker_is_made_good(seeds: Path, tmp_path: Path) -> None:
    with Workers(2) as workers:
        assert workers._pool is not None
        workers._pool.submit(os.getpid).result()
        for process in list(workers._pool._processes.values()):
            os.kill(process.pid or 0, signal.SIGKILL)
        batch = plan_batches(discover(seeds))[0]
        for _ in range(2):
            assert workers.process(batch, tmp_path, "v").n_sources == len(batch.files)


@pytest.mark.parametrize("which", [0, 1])
def test_a_worker_killed_as_the_run_ends_holds_nobody_up(which: int) -> None:
    # one of the two waits with the lock of their queue held, and dies without having given it back
    with Workers(2) as workers:
        assert workers._pool is not None
        for future in [workers._pool.submit(time.sleep, 0.2) for _ in range(2)]:
            future.result()
        pid = list(workers._pool._processes)[which]
        os.kill(pid, signal.SIGSTOP)
        killing = threading.Timer(0.5, os.kill, (pid, signal.SIGKILL))
        killing.start()
        began = time.monotonic()
    assert time.monotonic() - began < 60
    killing.join()


def hangs_at_poison(batch: Batch, staging: Path, version: str) -> BatchReport:
    """``process_batch`` of a process that never ends with poison."""
    if any("poison" in file.name for file in batch.files):
        time.sleep(1000)
    return process_batch(batch, staging, version)


def test_a_source_that_nobody_ends_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 5)), tmp_path / "out"
    (raw / "003.txt").rename(raw / "poison.txt")
    # functions go to workers by their name
    monkeypatch.setattr(pipeline.job.workers, "process_in_worker", hangs_at_poison)
    limits = {True: 2.0, False: 600.0}
    monkeypatch.setattr(pipeline.job.workers, "limit_s", lambda batch: limits["poison" in str(batch.files)])
    report = run_job(raw, out, workers=2)
    assert [(f.path, f.stage, f.error_type) for f in report.failures] == [("poison.txt", "process", "WorkerError")]
    assert "did not end in 2 s" in report.failures[0].message
    assert (report.exit_code, report.n_sources) == (3, 3)


def test_after_a_killed_run_sources_are_read_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 4)), tmp_path / "out"
    (raw / "002.txt").rename(raw / "poison.txt")
    (out / ".gongbao").mkdir(parents=True)
    killed = {"pid": 2**31 - 1, "host": socket.gethostname(), "since": "2026-01-01T00:00:00+00:00"}
    (out / ".gongbao" / "lock").write_text(json.dumps(killed))
    monkeypatch.setattr(pipeline.job.workers, "process_in_worker", dies_of_poison)
    report = run_job(raw, out, workers=None)
    assert [(f.path, f.stage) for f in report.failures] == [("poison.txt", "process")]
    assert report.n_sources == 2


JOB = "import sys\nfrom pipeline.job.run import run_job\nrun_job(sys.argv[1], sys.argv[2], workers=2)\n"


@pytest.mark.parametrize(("place", "said"), [("-", "this one cannot be"), ("job.py", "end as soon as they start")])
def test_a_main_module_that_workers_cannot_import(tmp_path: Path, seeds: Path, place: str, said: str) -> None:
    (tmp_path / "job.py").write_text(JOB)
    command = [sys.executable, place, str(seeds), str(tmp_path / "out")]
    done = subprocess.run(command, check=False, input=JOB, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode
    assert said in last
    assert "workers=1" in last
    assert not (tmp_path / "out" / "current").exists()


def test_what_is_loaded_where() -> None:
    """The process of a run loads no reader while others read; what workers are forked from is warm."""
    code = """
import sys
import pipeline.job.run, pipeline.publish.publisher, pipeline.job.work
print(sorted(m for m in sys.modules if m in ("pandas", "prefect", "pipeline.segment", "pipeline.extract.combine")))
import pipeline.job.warm
print("pandas" in sys.modules, "onnxruntime" in sys.modules)
from pipeline.extract.agencies.grammar import grammar
print(grammar.cache_info().currsize)
import pyarrow
print(pyarrow.table({"a": pyarrow.array(["x"])}).to_pandas().shape)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "False False", "1", "(1, 1)"]
