"""Parquet files whose bytes follow from their rows: fixed options, no times, the content's hash in the name."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables.registry import TABLES
from pipeline.tables.schema import Table

ROW_GROUP = 1 << 17
# Rows that hold whole texts: a row group is what a writer holds, and what a reader of one column reads, at a time.
LONG_ROWS = {"documents": 1 << 12, "source_texts": 1 << 8}
ZSTD_LEVEL = 1
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


def encode(name: str, table: pa.Table) -> bytes | memoryview:
    """The Parquet bytes of a part of a table, the same however its rows are chunked."""
    sink = pa.BufferOutputStream()
    size = LONG_ROWS.get(name, ROW_GROUP)
    with pq.ParquetWriter(
        sink,
        table.schema,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=ZSTD_LEVEL,
        use_dictionary=_repeated(TABLES[name]),
        write_statistics=True,
        store_schema=True,
    ) as writer:
        for start in range(0, max(1, len(table)), size):
            writer.write_table(table.slice(start, size).combine_chunks(), row_group_size=size)
    return memoryview(sink.getvalue())


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


def write_part(name: str, partition: int, table: pa.Table, folder: Path) -> File:
    """Write one part below ``folder/name``. It is not waited for on the disk: the release waits for all its parts at once."""
    data = encode(name, table)
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / name / part_name(partition, sha256)
    with path.open("wb") as file:
        file.write(data)
    # releases are immutable, and a file may be in several of them
    path.chmod(0o444)
    review = pc.sum(table["needs_review"]).as_py() if "needs_review" in table.column_names else None
    return File(f"{name}/{path.name}", len(table), len(data), sha256, int(review or 0))
