"""Batches of even size."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import RawFile
from pipeline.job.plan import FILE_COST, plan_batches


def files(sizes: list[int]) -> list[RawFile]:
    return [RawFile(Path(f"{i:05}.txt"), f"{i:05}.txt", (), f"{i:016x}", size) for i, size in enumerate(sizes)]


def test_none() -> None:
    assert plan_batches([]) == []


def test_at_least_one_a_worker() -> None:
    assert [len(batch.files) for batch in plan_batches(files([10, 10, 10, 10]), workers=2)] == [2, 2]
    assert len(plan_batches(files([10]), workers=8)) == 1


def test_largest_stands_alone() -> None:
    batches = plan_batches(files([1000, 900_000, 1000, 1000]), workers=2)
    assert [[f.n_bytes for f in b.files] for b in batches] == [[900_000], [1000, 1000, 1000]]


def test_unreadable_files_are_kept() -> None:
    unread = RawFile(Path("x"), "x")
    assert [b.files for b in plan_batches([unread])] == [(unread,)]


@given(st.lists(st.integers(0, 10_000), max_size=60), st.integers(1, 5), st.integers(1000, 40_000))
def test_every_file_once_and_even(sizes: list[int], workers: int, target: int) -> None:
    raw = files(sizes)
    batches = plan_batches(raw, workers, target)
    assert sorted(f.name for b in batches for f in b.files) == sorted(f.name for f in raw)
    assert len({b.name for b in batches}) == len(batches)
    if batches:
        costs = [sum(s.n_bytes + FILE_COST for s in b.files if s.n_bytes is not None) for b in batches]
        assert max(costs) - min(costs) <= max(sizes) + FILE_COST
    assert batches == plan_batches(list(reversed(raw)), workers, target)
