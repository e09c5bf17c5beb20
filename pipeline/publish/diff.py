"""What two releases differ in: rows added, removed and changed, by the key of each table.

Ids come from bytes and raw offsets, so the same row has the same key in any two releases. Files of the same name have
the same rows and are not opened; the others are compared one partition at a time, so that memory does not grow with
the release.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.publish.parquet import File, partition_of_file
from pipeline.publish.partition import PARTITIONS
from pipeline.tables.registry import TABLES

if TYPE_CHECKING:
    import duckdb

    from pipeline.publish.release import Release

Kind = Literal["added", "removed", "changed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed")
Files = Mapping[str, Sequence[File]]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs. ``key`` has a value for each column of the table's primary key."""

    table: str
    kind: Kind
    key: tuple[str, ...]

    @property
    def id(self) -> str:
        """The key as one text."""
        return " ".join(self.key)


def diff(before: Release, after: Release, tables: Iterable[str] | None = None) -> Iterator[RowChange]:
    """Every row that ``after`` has and ``before`` has not, or the other way, or otherwise: by table, then by key."""
    names = list(tables if tables is not None else TABLES)
    old, new = before.manifest.tables, after.manifest.tables
    differ = [pair for name in names for pair in _pairs(old.get(name, ()), new.get(name, ()))]
    with tempfile.TemporaryDirectory() as folder:
        had = before.at_hand((f.path for was, _ in differ for f in was), Path(folder))
        has = after.at_hand((f.path for _, now in differ for f in now), Path(folder))
        yield from diff_files(had, old, has, new, names)


def diff_files(
    before: Path, old: Files, after: Path, new: Files, tables: Iterable[str] | None = None
) -> Iterator[RowChange]:
    """``diff`` of releases given by folder and files; the changes of one partition of a table in memory at a time."""
    with _connected() as connection:
        for name in tables if tables is not None else TABLES:
            # partitions follow the order of ids, and so of keys
            for was, now in _pairs(old.get(name, ()), new.get(name, ())):
                found = _rows(connection, name, _paths(before, was), _paths(after, now))
                yield from sorted(found, key=lambda change: (change.key, change.kind))


def count_files(before: Path, old: Files, after: Path, new: Files) -> dict[str, dict[Kind, int]]:
    """``counts`` of ``diff_files``, without making the changes."""
    found: dict[str, dict[Kind, int]] = {}
    with _connected() as connection:
        for name in TABLES:
            for was, now in _pairs(old.get(name, ()), new.get(name, ())):
                sql, files = _query(name, _paths(before, was), _paths(after, now))
                counted = connection.execute(f"SELECT kind, count(*) FROM ({sql}) GROUP BY kind", files).fetchall()
                for kind, count in counted:
                    found.setdefault(name, dict.fromkeys(KINDS, 0))[kind] += count
    return found


def counts(changes: Iterable[RowChange]) -> dict[str, dict[Kind, int]]:
    """How many rows of each table were added, removed and changed; tables without a change are left out."""
    found: dict[str, dict[Kind, int]] = {}
    for change in changes:
        found.setdefault(change.table, dict.fromkeys(KINDS, 0))[change.kind] += 1
    return found


def _pairs(old: Sequence[File], new: Sequence[File]) -> Iterator[tuple[list[File], list[File]]]:
    """The files that are not in both, those together that may have rows of the same sources."""
    had, has = {f.sha256 for f in old}, {f.sha256 for f in new}
    parts: defaultdict[int, tuple[list[File], list[File]]] = defaultdict(lambda: ([], []))
    # files hold a power of two of partitions each, in two releases not always the same
    width = max(gcd(PARTITIONS, *(partition_of_file(f.path) for f in files)) for files in (old, new))
    for side, files, other in ((0, old, has), (1, new, had)):
        for file in files:
            if file.rows and file.sha256 not in other:
                parts[partition_of_file(file.path) // width][side].append(file)
    for partition in sorted(parts):
        yield parts[partition]


def _paths(folder: Path, files: Sequence[File]) -> list[str]:
    return [str(folder / file.path) for file in files]


def _rows(connection: duckdb.DuckDBPyConnection, name: str, old: list[str], new: list[str]) -> Iterator[RowChange]:
    for kind, *values in connection.execute(*_query(name, old, new)).fetchall():
        yield RowChange(name, kind, tuple(str(v) for v in values))


def _query(name: str, old: list[str], new: list[str]) -> tuple[str, list[list[str]]]:
    """SQL that gives ``kind`` and the key of each row that differs, and its parameters."""
    key = TABLES[name].primary_key
    own = ", ".join(f'"{c}"' for c in key)
    if not old or not new:
        return f"SELECT '{'added' if new else 'removed'}' AS kind, {own} FROM read_parquet($1)", [new or old]
    # the rows themselves do not go into the join, only a hash of each
    both = ", ".join(f'coalesce(o."{c}", n."{c}")' for c in key)
    on = " AND ".join(f'o."{c}" = n."{c}"' for c in key)
    sql = f"""
        SELECT CASE WHEN o.h IS NULL THEN 'added' WHEN n.h IS NULL THEN 'removed' ELSE 'changed' END AS kind, {both}
        FROM (SELECT {own}, hash(t) AS h FROM read_parquet($1) t) o
        FULL JOIN (SELECT {own}, hash(t) AS h FROM read_parquet($2) t) n ON {on}
        WHERE o.h IS DISTINCT FROM n.h"""
    return sql, [old, new]


@contextmanager
def _connected() -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    connection = duckdb.connect()
    try:
        yield connection
    finally:
        connection.close()
