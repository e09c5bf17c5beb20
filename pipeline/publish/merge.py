"""The rows of a table's file to be, put together from staged batches: a row group at a time where they are many.

All that one source says is in one file a table, so a very large source makes files that do not fit in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.publish.parquet import HUGE_TEXT, row_group
from pipeline.publish.partition import runs
from pipeline.publish.staging import Block, StagedBatch
from pipeline.tables.arrow import arrow_schema, empty_table

# Staged bytes of one file, up to which they are all read at once; larger ones are read twice, a block at a time.
HELD_BYTES = 64 << 20


class Merge:
    """The rows that consecutive partitions have of a table: sources in the order of their ids, each one's as they come.

    ``kept``: rows of the release before. ``large``: they are read as they are asked for. ``huge``: a text of a source is
    very long.
    """

    def __init__(
        self, name: str, batches: Sequence[StagedBatch], partitions: range, kept: pa.Table | None = None
    ) -> None:
        self.name = name
        blocks = [(batch, block) for batch in batches for block in batch.with_rows(name, partitions)]
        self.large = sum(block.length for _, block in blocks) > HELD_BYTES
        self.huge = False
        self._pieces: list[Callable[[], pa.Table]] = []
        # of each run of rows of one source: that source, its piece, its first row there, how many
        self._runs: list[tuple[str, int, int, int]] = []
        if self.large:
            for batch, block in blocks:
                read = partial(_read, name, batch, partitions, block)
                self._add(read(), read)
        else:
            for batch in batches:
                for rows in batch.each(name, partitions):
                    self._add(_table(name, rows))
        if kept is not None:
            self._add(kept)
        self._runs.sort(key=lambda run: run[:2])
        self.rows = sum(run[3] for run in self._runs)

    def _add(self, piece: pa.Table, read: Callable[[], pa.Table] | None = None) -> None:
        if self.name == "source_texts" and len(piece):
            self.huge |= pc.max(pc.binary_length(piece["text"])).as_py() >= HUGE_TEXT
        found = runs(self.name, piece)
        for source, start, end in zip(
            found.sources, found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True
        ):
            self._runs.append((source, len(self._pieces), start, end - start))
        self._pieces.append(read or (lambda: piece))

    def tables(self) -> Iterator[pa.Table]:
        """The rows, those of one source and piece at a time."""
        left = Counter(piece for _, piece, _, _ in self._runs)
        held: dict[int, pa.Table] = {}
        for _, piece, start, length in self._runs:
            if piece not in held:
                held[piece] = self._pieces[piece]()
            rows = held[piece].slice(start, length)
            left[piece] -= 1
            if not left[piece]:
                del held[piece]
            yield rows

    def groups(self) -> Iterator[pa.Table]:
        """The rows, a row group at a time."""
        size = row_group(self.name)
        held: list[pa.Table] = []
        for table in self.tables():
            rest = table
            while len(rest):
                held.append(rest.slice(0, size - sum(map(len, held))))
                rest = rest.slice(len(held[-1]))
                if sum(map(len, held)) == size:
                    group, held = pa.concat_tables(held), []
                    yield group
        if held:
            yield pa.concat_tables(held)

    def table(self) -> pa.Table:
        """All the rows."""
        return pa.concat_tables([empty_table(self.name), *self.tables()])


def _read(name: str, batch: StagedBatch, partitions: range, block: Block) -> pa.Table:
    (rows,) = batch.each(name, partitions, [block])
    return _table(name, rows)


def _table(name: str, rows: pa.RecordBatch) -> pa.Table:
    return pa.Table.from_batches([rows], schema=arrow_schema(name))
