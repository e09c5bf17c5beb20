"""Tables of a batch on their way to publication: written by any process, merged by the publisher.

A staged batch is a folder with one data file, in which every table's rows lie as Arrow record batches, each of one or
more whole partitions, and an index written last, so that a batch cut short is no batch. Readers take what they need by
offset, so that publishing holds some partitions of one table at a time, whatever the number of batches.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.publish.errors import PublishError, publish_error
from pipeline.publish.partition import PARTITIONS, in_order, partition_of, runs
from pipeline.tables.arrow import arrow_schema, empty_table
from pipeline.tables.registry import TABLES

if TYPE_CHECKING:
    from pipeline.publish.release import Release

INDEX = "index.json"
DATA = "data.arrow"
# Of so many bytes at least: a block costs as much as writing ten times that, and one of several partitions is read as
# often as they are asked for.
BLOCK_BYTES = 1 << 16
EVERY = range(PARTITIONS)
# of a table, at a time: some tens of megabytes as Python values
PORTION_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one table: its bytes in the data file; ``partitions[i]`` has rows ``starts[i]`` to ``starts[i + 1]``."""

    offset: int
    length: int
    partitions: tuple[int, ...]
    starts: tuple[int, ...]

    def rows_of(self, partitions: range) -> tuple[int, int]:
        """The first row and the number of rows that consecutive ``partitions`` have in it."""
        first, last = (bisect_left(self.partitions, p) for p in (partitions.start, partitions.stop))
        return self.starts[first], self.starts[last] - self.starts[first]


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """What passes between tasks: where the rows are, how many, of which sources, and how many raw bytes these have."""

    folder: Path
    rows: dict[str, int]
    sources: tuple[str, ...]
    blocks: dict[str, list[Block]] = field(repr=False)
    n_bytes: int = 0
    crc: int = 0

    def partitions(self, name: str) -> frozenset[int]:
        """Those that have rows of a table here."""
        return frozenset(p for block in self.blocks.get(name, ()) for p in block.partitions)

    def with_rows(self, name: str, partitions: range = EVERY) -> list[Block]:
        """The blocks of one table that have rows in consecutive partitions, or any."""
        return [block for block in self.blocks.get(name, ()) if block.rows_of(partitions)[1]]

    def each(
        self, name: str, partitions: range = EVERY, blocks: Iterable[Block] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The rows of one table in consecutive partitions, or in all, of one block after the other (of all that have any).

        A block is in memory as long as any of its columns is.
        """
        wanted = self.with_rows(name, partitions) if blocks is None else blocks
        if not wanted:
            return
        schema = arrow_schema(name)
        # blocks are small, and a mapping of its own for each costs more than the copy
        descriptor = os.open(self.folder / DATA, os.O_RDONLY | os.O_CLOEXEC)
        try:
            for block in wanted:
                yield pa.ipc.read_record_batch(_block(descriptor, block), schema).slice(*block.rows_of(partitions))
        finally:
            os.close(descriptor)

    def read(self, name: str, partitions: range = EVERY) -> list[pa.RecordBatch]:
        """The rows of one table in consecutive partitions, or in all."""
        return list(self.each(name, partitions))

    def table(self, name: str) -> pa.Table:
        """All its rows of one table."""
        return pa.Table.from_batches(self.read(name), schema=arrow_schema(name))

    def is_whole(self) -> bool:
        """Whether the data is what was written: it is not waited for on the disk, so power may fail before it is there."""
        crc = 0
        try:
            with (self.folder / DATA).open("rb") as file:
                while data := file.read(1 << 20):
                    crc = zlib.crc32(data, crc)
        except OSError:
            return False
        return crc == self.crc


def _block(descriptor: int, block: Block) -> pa.Buffer:
    offset, length = block.offset, block.length
    data = os.pread(descriptor, length, offset)
    while 0 < len(data) < length and (more := os.pread(descriptor, length - len(data), offset + len(data))):
        # one read takes two gigabytes at most
        data += more
    if len(data) != length:
        raise PublishError("a staged batch is cut short", mend="Run again")
    return pa.py_buffer(data)


def write_staging(tables: Mapping[str, pa.Table], folder: Path) -> StagedBatch:
    """Write the tables of a batch (all of them or any) into ``folder``, in the place of what an earlier try left there.

    Raises ``PublishError`` where it cannot be written.
    """
    return write_portions([tables], folder)


def write_portions(portions: Iterable[Mapping[str, pa.Table]], folder: Path) -> StagedBatch:
    """``write_staging`` of tables that come a portion at a time; rows of one source follow each other as they come.

    An index is written when the last portion is, so what fails in between leaves no batch.
    """
    folder = Path(folder)
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        return _write(portions, folder)
    except OSError as error:
        raise publish_error(error, folder) from error


def _write(portions: Iterable[Mapping[str, pa.Table]], folder: Path) -> StagedBatch:
    blocks: dict[str, list[Block]] = {}
    sources: list[str] = []
    n_bytes = 0
    rows: Counter[str] = Counter()
    with (folder / DATA).open("wb") as file:
        at = crc = 0
        for name, table in chain.from_iterable(tables.items() for tables in portions):
            ordered = in_order(name, table.cast(arrow_schema(name)))
            rows[name] += len(ordered)
            if name == "sources":
                sources += ordered.column("source_id").to_pylist()
                n_bytes += sum(ordered.column("n_bytes").to_pylist())
            for partitions, starts in _cut(name, ordered):
                for batch in ordered.slice(starts[0], starts[-1] - starts[0]).combine_chunks().to_batches():
                    buffer = batch.serialize()
                    file.write(buffer)
                    crc = zlib.crc32(buffer, crc)
                    rows_at = tuple(start - starts[0] for start in starts)
                    blocks.setdefault(name, []).append(Block(at, buffer.size, partitions, rows_at))
                    at += buffer.size
    staged = StagedBatch(folder, dict(rows), tuple(sources), blocks, n_bytes, crc)
    index = {
        "crc": crc, "rows": staged.rows, "sources": sources, "n_bytes": n_bytes,
        "blocks": {name: [astuple(block) for block in of_table] for name, of_table in blocks.items()},
    }  # fmt: skip
    unfinished = folder / (INDEX + ".part")
    unfinished.write_text(json.dumps(index), encoding="utf-8")
    unfinished.replace(folder / INDEX)
    return staged


def _cut(name: str, table: pa.Table) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The blocks of a table that is in order: the partitions of each, and where their rows start and the last end."""
    if not len(table):
        return
    if TABLES[name].source_column is None:
        yield (0,), (0, len(table))
        return
    found = runs(name, table)
    least = BLOCK_BYTES * len(table) // table.nbytes
    partitions: list[int] = []
    starts: list[int] = []
    for source, start in zip(found.sources, found.starts.tolist(), strict=False):
        partition = partition_of(source)
        if partitions and partition == partitions[-1]:
            continue
        if starts and start - starts[0] >= least:
            yield tuple(partitions), (*starts, start)
            partitions, starts = [], []
        partitions.append(partition)
        starts.append(start)
    yield tuple(partitions), (*starts, len(table))


def staged_batches(staging: Path) -> list[StagedBatch]:
    """The whole batches below ``staging``, in the order of their names."""
    found = []
    for index in sorted(Path(staging).glob(f"*/{INDEX}")):
        read = json.loads(index.read_text(encoding="utf-8"))
        blocks = {
            name: [Block(at, size, tuple(partitions), tuple(starts)) for at, size, partitions, starts in of_table]
            for name, of_table in read["blocks"].items()
        }
        sources = tuple(read["sources"])
        found.append(StagedBatch(index.parent, read["rows"], sources, blocks, read["n_bytes"], read["crc"]))
    return found


class Rows:
    """The rows of a release to be: those of all staged batches, and those of ``keep`` as ``kept_from`` has them.

    They are read a block at a time, some partitions at a time, and only the columns asked for stay in memory: what is
    made across sources needs ids and numbers, not texts.
    """

    def __init__(self, staging: Path, *, kept_from: Release | None = None, keep: Collection[str] = ()) -> None:
        self.batches = staged_batches(staging)
        self.kept_from = kept_from
        self.kept = frozenset(keep) - {source for batch in self.batches for source in batch.sources}

    def read(self, name: str, columns: Sequence[str] | None = None, partitions: range = EVERY) -> pa.Table:
        """One table, or what consecutive ``partitions`` have of it."""
        chosen = list(columns) if columns is not None else list(TABLES[name].names)
        return pa.concat_tables([empty_table(name).select(chosen), *self.portions(name, columns, partitions)])

    def portions(
        self, name: str, columns: Sequence[str] | None = None, partitions: range = EVERY, n_rows: int = PORTION_ROWS
    ) -> Iterator[pa.Table]:
        """What ``read`` gives, some blocks that have ``n_rows`` rows or more at a time."""
        chosen = list(columns) if columns is not None else list(TABLES[name].names)
        held: list[pa.RecordBatch] = []
        for batch in self.batches:
            for block in batch.each(name, partitions):
                held.append(block if columns is None else _alone(block.select(chosen)))
                if sum(map(len, held)) >= n_rows:
                    yield pa.Table.from_batches(held)
                    held = []
        if held:
            yield pa.Table.from_batches(held)
        kept = [i for i in self.kept if partition_of(i) in partitions]
        if self.kept_from is not None and kept:
            yield self.kept_from.rows_of(name, kept, columns=chosen)

    def groups(self, name: str, n_rows: int) -> list[range]:
        """The partitions in groups, in order, that have about ``n_rows`` rows of a table each."""
        in_all = sum(batch.rows.get(name, 0) for batch in self.batches)
        if self.kept_from is not None:
            in_all += self.kept_from.manifest.rows.get(name, 0)
        count = min(PARTITIONS, max(1, -(-in_all // n_rows)))
        edges = [i * PARTITIONS // count for i in range(count + 1)]
        return [range(first, last) for first, last in pairwise(edges)]


def _alone(block: pa.RecordBatch) -> pa.RecordBatch:
    """A copy of some columns of a block, with which the others are not held."""
    return pa.RecordBatch.from_arrays(
        [pa.concat_arrays([c, c.slice(0, 0)]) for c in block.columns], schema=block.schema
    )


def read_staged(
    staging: Path,
    name: str,
    columns: Sequence[str] | None = None,
    *,
    kept_from: Release | None = None,
    keep: Collection[str] = (),
) -> pa.Table:
    """One table over all staged batches, and over the sources of ``keep`` as the release ``kept_from`` has them."""
    return Rows(staging, kept_from=kept_from, keep=keep).read(name, columns)
