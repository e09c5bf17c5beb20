import numpy as np
import pytest

from pipeline.publish import partition
from pipeline.publish.diff import counts, diff
from pipeline.publish.partition import covering, files_for
from pipeline.publish.release import open_release
from tests.publish.staged import batches, content, make, publish_all


@pytest.mark.parametrize(
    ("name", "n_bytes", "count"),
    [
        ("clauses", 0, 8),
        ("clauses", 8 << 20, 8),
        ("clauses", 31 << 20, 16),
        ("clauses", 32 << 20, 32),
        ("dates", 32 << 20, 8),
        ("dates", 64 << 20, 16),
        ("clauses", 1 << 40, 64),
        ("dates", 1 << 40, 64),
    ],
)
def test_number_of_files(name: str, n_bytes: int, count: int) -> None:
    assert files_for(name, n_bytes) == count


def test_the_file_that_covers_a_partition() -> None:
    assert covering([8, 16, 48], np.array([0, 7, 8, 15, 16, 47, 48, 63])).tolist() == [-1, -1, 0, 0, 1, 1, 2, 2]
    assert covering([], np.array([3])).tolist() == [-1]


def test_a_release_that_grows_is_as_if_made_at_once(tmp_path, monkeypatch) -> None:
    # so few bytes that twelve sources more divide the files
    monkeypatch.setattr(partition, "HEAVY_BYTES", 64)
    monkeypatch.setattr(partition, "LIGHT_BYTES", 96)
    records = [make(n) for n in range(60)]
    first = publish_all(tmp_path / "one", batches(records[:8]))
    second = publish_all(tmp_path / "one", batches(records[8:]), keep=[r.info.source_id for r in records[:8]])
    fresh = publish_all(tmp_path / "two", batches(records))
    before, after = open_release(first.path), open_release(second.path)
    assert before.manifest.spread["clauses"] < after.manifest.spread["clauses"] <= 64
    assert content(second.path) == content(fresh.path)
    # files of different widths are compared row by row
    assert counts(diff(before, after))["amounts"] == {"added": 52, "removed": 0, "changed": 0}
    assert counts(diff(after, before))["amounts"] == {"added": 0, "removed": 52, "changed": 0}
    some = [r.info.source_id for r in records[3:60:7]]
    for release in (before, after):
        there = set(release.arrow("sources", ["source_id"]).column(0).to_pylist())
        assert sorted(release.rows_of("documents", some, ["source_id"]).column(0).to_pylist()) == sorted(
            there & set(some)
        )
