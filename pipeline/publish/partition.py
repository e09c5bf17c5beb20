"""Where the rows of a source go: one of 64 partitions, by the hash that its id is, and so one of a table's files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pipeline.tables.ids import SOURCE_ID_LENGTH
from pipeline.tables.registry import TABLES

# At most so many files a table.
PARTITIONS = 64
# A file costs a millisecond whatever is in it, so those of a small release hold several partitions: as many as have
# about so many bytes of raw text. Never fewer files than the least, so that one changed source leaves others standing.
LEAST_FILES = 8
HEAVY_BYTES = 1 << 20
LIGHT_BYTES = 4 << 20
# The tables that hold most bytes.
HEAVY = frozenset({"agencies", "clauses", "documents", "source_texts"})
Ints = NDArray[np.int64]


def partition_of(source_id: str) -> int:
    """The partition of a source: the first six bits of its id, so that partitions follow the order of ids."""
    return int(source_id[:2], 16) * PARTITIONS // 256


def partitions_of(ids: pa.Array) -> Ints:
    """The partition of each id, which begins with that of its source."""
    first = pc.dictionary_encode(pc.utf8_slice_codeunits(ids, 0, 2))
    places = np.array([partition_of(start) for start in first.dictionary.to_pylist()], dtype=np.int64)
    return places[first.indices.to_numpy()] if len(ids) else np.zeros(0, dtype=np.int64)


def files_for(name: str, n_bytes: int) -> int:
    """How many files, of so many consecutive partitions each, hold a table of sources that have ``n_bytes`` in all.

    A power of two, so that more text divides files and never mixes them; what doubles a release writes it anew once.
    """
    wanted = n_bytes // (HEAVY_BYTES if name in HEAVY else LIGHT_BYTES)
    return min(PARTITIONS, max(LEAST_FILES, 1 << max(0, wanted.bit_length() - 1)))


def covering(firsts: Sequence[int], partitions: Ints) -> Ints:
    """Of files that begin at the partitions ``firsts`` (in order), the number of the one that has each of ``partitions``.

    -1 where none can. What a file says is where it begins: a partition behind its end is said to be in it, too.
    """
    return np.searchsorted(np.array(firsts, dtype=np.int64), partitions, side="right") - 1


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
