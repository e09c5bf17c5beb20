"""Checks that only a whole release can hold: keys into rows of other sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.publish.parquet import File, partition_of_file
from pipeline.publish.partition import partition_of
from pipeline.tables.problems import InvalidTablesError, Problem
from pipeline.tables.registry import TABLES

Files = Mapping[str, Sequence[File]]


def check_release(folder: Path, files: Files) -> None:
    """Raise ``InvalidTablesError`` where a key across sources refers to no row. Only ids are read."""
    problems: list[Problem] = []
    for name, table in TABLES.items():
        for key in table.foreign_keys:
            if key.across:
                wanted = _values(folder, files[name], key.column)
                missing = _missing(folder, files[key.table], key.table, key.key, wanted)
                rule = f"{key.column} {{}} is not in {key.table}.{key.key}"
                problems += [Problem(name, rule.format(v), None, "", len(missing)) for v in missing[:1]]
    if problems:
        raise InvalidTablesError(problems)


def _values(folder: Path, files: Sequence[File], column: str) -> set[str]:
    """The values of one column, without null."""
    found: set[str] = set()
    for file in files:
        if file.rows:
            found.update(_column(folder, file, column).unique().to_pylist())
    found.discard(None)
    return found


def _missing(folder: Path, files: Sequence[File], name: str, key: str, wanted: set[str]) -> list[str]:
    """Those of ``wanted`` that are no key of the table, looked for in the partitions they must be in."""
    partitions: dict[int, set[str]] = {}
    for value in wanted:
        place = partition_of(value) if TABLES[name].source_column else 0
        partitions.setdefault(place, set()).add(value)
    left = set(wanted)
    for file in files:
        here = partitions.get(partition_of_file(file.path))
        if here and file.rows:
            present = pc.is_in(pa.array(sorted(here)), value_set=_column(folder, file, key).combine_chunks())
            left.difference_update(pa.array(sorted(here)).filter(present).to_pylist())
    return sorted(left)


def _column(folder: Path, file: File, column: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pq.read_table(folder / file.path, columns=[column], partitioning=None).column(column)
