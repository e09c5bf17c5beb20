"""Checks that only a whole release can hold: keys into rows of other sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.publish.parquet import File, partition_of_file
from pipeline.publish.partition import covering, partitions_of
from pipeline.tables.problems import InvalidTablesError, Problem
from pipeline.tables.registry import TABLES

Files = Mapping[str, Sequence[File]]


def check_release(folder: Path, files: Files) -> None:
    """Raise ``InvalidTablesError`` where a key across sources refers to no row. Only ids are read, a file at a time."""
    problems: list[Problem] = []
    for name, table in TABLES.items():
        for key in table.foreign_keys:
            if key.across:
                missing = _missing(
                    folder, files[key.table], key.table, key.key, _values(folder, files[name], key.column)
                )
                if len(missing):
                    rule = f"{key.column} {min(missing.to_pylist())} is not in {key.table}.{key.key}"
                    problems.append(Problem(name, rule, None, "", len(missing)))
    if problems:
        raise InvalidTablesError(problems)


def _values(folder: Path, files: Sequence[File], column: str) -> pa.Array:
    """The values of one column, each once, without null."""
    each = [pc.unique(_column(folder, file, column)) for file in files if file.rows]
    found = pc.unique(pa.chunked_array([*each, pa.array([], pa.string())]))
    return found.filter(pc.is_valid(found))


def _missing(folder: Path, files: Sequence[File], name: str, key: str, wanted: pa.Array) -> pa.Array:
    """Those of ``wanted`` that are no key of the table, looked for in the partitions they must be in."""
    places = partitions_of(wanted) if TABLES[name].source_column else np.zeros(len(wanted), dtype=np.int64)
    places = covering([partition_of_file(file.path) for file in files], places)
    known = np.zeros(len(wanted), dtype=np.bool_)
    for n, file in enumerate(files):
        here = np.flatnonzero(places == n)
        if len(here) and file.rows:
            present = pc.is_in(wanted.take(pa.array(here)), value_set=_column(folder, file, key).combine_chunks())
            known[here] = present.to_numpy(zero_copy_only=False)
    return wanted.filter(pa.array(~known))


def _column(folder: Path, file: File, column: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    # a file by itself: a data set of one costs as much again
    with pq.ParquetFile(folder / file.path) as parquet:
        return parquet.read(columns=[column]).column(column)
