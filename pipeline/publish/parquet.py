"""Parquet files whose bytes follow from their rows: fixed options, no times, the content's hash in the name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables.arrow import arrow_schema
from pipeline.tables.registry import TABLES
from pipeline.tables.schema import Table

ROW_GROUP = 1 << 17
# Rows that hold whole texts: a row group is what a writer holds, and what a reader of one column reads, at a time.
LONG_ROWS = {"documents": 1 << 12, "source_texts": 1 << 8}
ZSTD_LEVEL = 1
# Statistics of a column copy its largest value six times, to leave out what is longer than some kilobytes: a file with a
# text of so many bytes has none of its texts.
HUGE_TEXT = 1 << 24
# Columns of words that come again and again; elsewhere a dictionary is work that is thrown away.
REPEATED = frozenset({
    "source_id", "document_id", "clause_id", "parent_clause_id", "parent_document_id", "root_document_id", "agency_id",
    "canonical", "currency", "per_text", "level_zh", "num_text", "number", "genre", "gazette", "media_type", "encoding",
    "pipeline_version", "branch", "place", "place_code", "review_reason", "cited_title", "cited_provision", "name",
    "element",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """One Parquet file of a release: its path below it, rows (and how many of them need review), bytes and SHA-256."""

    path: str
    rows: int
    bytes: int
    sha256: str
    needs_review: int = 0

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self)


def row_group(name: str) -> int:
    """How many rows of a table a row group has; the last of a file has fewer."""
    return LONG_ROWS.get(name, ROW_GROUP)


def groups_of(name: str, table: pa.Table) -> Iterator[pa.Table]:
    """The row groups of a table; one without rows has one."""
    size = row_group(name)
    for start in range(0, max(1, len(table)), size):
        yield table.slice(start, size)


def _encode(name: str, groups: Iterable[pa.Table], path: Path, *, huge: bool) -> tuple[int, int]:
    """Write the Parquet file of row groups, the same however these are chunked; its rows, and how many need review."""
    rows = review = 0
    with (
        # not held in memory: one very large source has a file of hundreds of megabytes
        pa.OSFile(str(path), "wb") as sink,
        pq.ParquetWriter(
            sink,
            arrow_schema(name),
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=ZSTD_LEVEL,
            use_dictionary=_repeated(TABLES[name]),
            write_statistics=["source_id"] if huge else True,
            store_schema=True,
        ) as writer,
    ):
        for group in groups:
            writer.write_table(group.combine_chunks(), row_group_size=row_group(name))
            rows += len(group)
            if "needs_review" in group.column_names:
                review += int(pc.sum(group["needs_review"]).as_py() or 0)
    return rows, review


def _repeated(table: Table) -> list[str]:
    chosen = []
    for column in table.columns:
        if column.vocabulary or column.name in REPEATED:
            chosen.append(f"{column.name}.list.element" if column.type == "list<string>" else column.name)
        elif column.type == "list<string>":
            chosen.append(f"{column.name}.list.element")
    return chosen


def part_name(partition: int, sha256: str) -> str:
    """``part-08-0f3a9c5e1b2d4a68.parquet``: its first partition and the first 16 hex digits of the content's SHA-256."""
    return f"part-{partition:02d}-{sha256[:16]}.parquet"


def partition_of_file(path: str) -> int:
    """The first of its partitions, as a file's name says."""
    return int(Path(path).name.split("-")[1])


def write_part(name: str, partition: int, groups: Iterable[pa.Table], folder: Path, *, huge: bool = False) -> File:
    """Write one part, of such row groups, below ``folder/name``. ``huge``: it is of ``source_texts``, one very long.

    It is not waited for on the disk: the release waits for all its parts at once.
    """
    unnamed = folder / name / f"part-{partition:02d}"
    rows, review = _encode(name, groups, unnamed, huge=huge)
    with unnamed.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    path = unnamed.with_name(part_name(partition, sha256))
    unnamed.rename(path)
    # releases are immutable, and a file may be in several of them
    path.chmod(0o444)
    return File(f"{name}/{path.name}", rows, path.stat().st_size, sha256, review)
