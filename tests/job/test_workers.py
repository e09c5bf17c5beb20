"""Worker processes: the same bytes whatever their number."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from pipeline.ingest import RawFile, discover
from pipeline.job.plan import Batch, plan_batches
from pipeline.job.run import run_job
from pipeline.job.workers import WORTH_BYTES, Workers, batches_for, cores, workers_for


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
