"""Where the rows of a source go: one of 64 partitions of each table, by the hash that its id is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline.tables.ids import SOURCE_ID_LENGTH
from pipeline.tables.registry import TABLES

# At most so many files a table. The number is fixed, so that one more source never moves another one's rows.
PARTITIONS = 64
Ints = NDArray[np.int64]


def partition_of(source_id: str) -> int:
    """The partition of a source: the first six bits of its id, so that partitions follow the order of ids."""
    return int(source_id[:2], 16) * PARTITIONS // 256


def partitions_of(ids: pa.Array) -> Ints:
    """The partition of each id, which begins with that of its source."""
    first = pc.dictionary_encode(pc.utf8_slice_codeunits(ids, 0, 2))
    places = np.array([partition_of(start) for start in first.dictionary.to_pylist()], dtype=np.int64)
    return places[first.indices.to_numpy()] if len(ids) else np.zeros(0, dtype=np.int64)


class Runs:
    """The rows of a table by source: ``sources[i]`` has rows ``starts[i]`` to ``starts[i + 1]``."""

    def __init__(self, sources: list[str], starts: Ints) -> None:
        self.sources = sources
        self.starts = starts


def source_prefix(name: str, table: pa.Table) -> pa.ChunkedArray | None:
    """Each row's source id, None of a table that has no source."""
    column = TABLES[name].source_column
    return None if column is None else pc.utf8_slice_codeunits(table.column(column), 0, SOURCE_ID_LENGTH)


def in_order(name: str, table: pa.Table) -> pa.Table:
    """The table in the order of its sources, each one's rows in the order they are in; else by its primary key."""
    prefix = source_prefix(name, table)
    if prefix is None or name == "citation_links":
        return table.sort_by([(key, "ascending") for key in TABLES[name].primary_key])
    encoded = prefix.combine_chunks().dictionary_encode()
    rank = np.argsort(np.argsort(np.array(encoded.dictionary.to_pylist(), dtype=np.str_)))
    ids = rank[encoded.indices.to_numpy()] if len(table) else rank
    if (ids[:-1] <= ids[1:]).all():
        return table
    # of one chunk, since taking from many looks each row's chunk up
    return table.combine_chunks().take(pa.array(np.argsort(ids, kind="stable")))


def runs(name: str, table: pa.Table) -> Runs:
    """The runs of rows of one source each, of a table that is in order and has sources."""
    prefix = source_prefix(name, table)
    encoded: Any = pc.run_end_encode(prefix.combine_chunks()) if prefix is not None and len(table) else None
    if encoded is None:
        return Runs([], np.zeros(1, dtype=np.int64))
    ends = np.asarray(encoded.run_ends.to_numpy(), dtype=np.int64)
    return Runs(encoded.values.to_pylist(), np.concatenate([[0], ends]))
