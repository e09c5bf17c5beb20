"""Releases listed, compared and gone back to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.publish import LockedError, NoReleaseError, open_output, open_release
from pipeline.publish.diff import counts, diff
from pipeline.publish.releases import find_release, list_releases, prune, rollback
from pipeline.publish.retention import retire
from tests.publish.staged import batches, make, publish_all


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """Two releases: of four sources one goes, one gets new bytes under the same name, one comes."""
    first = publish_all(tmp_path, batches(map(make, range(4))))
    second = publish_all(tmp_path, batches([make(1), make(2), make(3, "（修订）"), make(4)]))
    return first.release_id, second.release_id


def test_listed_the_oldest_first(tmp_path: Path, two: tuple[str, str]) -> None:
    assert [(r.release.id, r.is_current) for r in list_releases(tmp_path)] == [(two[0], False), (two[1], True)]


@pytest.mark.parametrize(
    ("name", "which"), [("current", 1), ("previous", 0), ("1", 0), ("000002", 1), ("000001-", 0), ("2", 1)]
)
def test_found_by_name(name: str, which: int, tmp_path: Path, two: tuple[str, str]) -> None:
    assert find_release(tmp_path, name).id == two[which]


@pytest.mark.parametrize(("name", "said"), [("9", "no release '9'"), ("0", "no release '0'"), ("00000", "no release")])
def test_unknown_names_say_what_there_is(name: str, said: str, tmp_path: Path, two: tuple[str, str]) -> None:
    with pytest.raises(NoReleaseError, match=said) as caught:
        find_release(tmp_path, name)
    assert two[1] in caught.value.message


def test_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="no release here"):
        list_releases(tmp_path)


def test_diff_by_id(tmp_path: Path, two: tuple[str, str]) -> None:
    a, b = (find_release(tmp_path, i) for i in two)
    found = {(c.table, c.kind, c.id) for c in diff(a, b)}
    ids = [make(n).info.source_id for n in range(5)]
    revised = make(3, "（修订）").info.source_id
    sources = {(kind, id_) for table, kind, id_ in found if table == "sources"}
    assert sources == {("removed", ids[0]), ("removed", ids[3]), ("added", revised), ("added", ids[4])}
    assert counts(diff(a, b))["amounts"] == {"added": 2, "removed": 2, "changed": 0}
    assert counts(diff(b, a))["amounts"] == {"added": 2, "removed": 2, "changed": 0}
    assert list(diff(a, a)) == []


def test_another_version_changes_rows_not_ids(tmp_path: Path) -> None:
    first = publish_all(tmp_path, batches(map(make, range(4))))
    second = publish_all(tmp_path, batches(map(make, range(4)), version="v2"), version="v2")
    found = counts(diff(open_release(first.path), open_release(second.path)))
    # only the table that has the version in it
    assert found == {"sources": {"added": 0, "removed": 0, "changed": 4}}
    assert "before `v1`" in (second.path / "CHANGES.md").read_text(encoding="utf-8")


def test_changes_page(tmp_path: Path, two: tuple[str, str]) -> None:
    first, second = ((tmp_path / "releases" / i / "CHANGES.md").read_text(encoding="utf-8") for i in two)
    assert "The first release." in first
    assert f"Since release {two[0]}." in second
    for line in (
        "## Sources added: 1", "- `0004.txt`", "## Sources gone: 1", "- `0000.txt`", "## Sources with new bytes: 1",
        "- `0003.txt`", "## Documents added: 2", "## Documents gone: 2", "| amounts | 2 | 2 | 0 | 4 |",
    ):  # fmt: skip
        assert line in second


def test_rollback_and_forth(tmp_path: Path, two: tuple[str, str]) -> None:
    assert rollback(tmp_path).release_id == two[0]
    assert open_release(tmp_path).id == two[0]
    assert open_release(tmp_path).arrow("sources").num_rows == 4
    # what was left has its day from then on, though nothing replaced it
    assert retire(tmp_path, datetime.now(UTC) + timedelta(hours=23)) == []
    assert rollback(tmp_path, "2").release_id == two[1]
    with open_output(tmp_path), pytest.raises(LockedError):
        rollback(tmp_path)


def test_after_a_rollback_the_next_release_replaces_what_is_current(tmp_path: Path, two: tuple[str, str]) -> None:
    rollback(tmp_path)
    third = publish_all(tmp_path, batches([make(7)]))
    assert third.release_id.startswith("000003-")
    assert open_release(tmp_path).manifest.replaces == two[0]


def test_prune(tmp_path: Path, two: tuple[str, str]) -> None:
    assert prune(tmp_path, datetime.now(UTC) + timedelta(hours=30), timedelta(hours=48)) == []
    assert prune(tmp_path, datetime.now(UTC) + timedelta(hours=50), timedelta(hours=48)) == [two[0]]
