"""Made-up sources on their way through publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from pipeline.assemble.types import SourceRecord
from pipeline.extract.types import Agency, Amount
from pipeline.publish import Published, open_output, publish, write_staging
from pipeline.tables import build_failures, build_tables, table_from_rows
from tests.tables.records import source

REGISTRY = [{"agency_id": "a", "origin": "reviewed", "canonical": "上海市财政局"}]


def make(n: int, changed: str = "") -> SourceRecord:
    """The ``n``-th made-up source; ``changed`` makes another one of the same name."""
    text = f"沪府规〔2024〕{n}号\n第{n}个办法{changed}\n第一条市财政局给予{100 + n}万元。"
    money, agency = text.index(f"{100 + n}万元"), text.index("市财政局")
    size = len(f"{100 + n}万元")
    value = Decimal(100 + n) * 10000
    return source(
        [text],
        [
            [
                Amount(start=money, end=money + size, text="", currency="CNY", min=value, max=value, bound="exact"),
                Agency(start=agency, end=agency + 4, text="市财政局", kind="specific", agency_id="a"),
            ]
        ],
        path=f"{n:04d}.txt",
    )


def batches(records: Iterable[SourceRecord], size: int = 3, version: str = "v1") -> list[dict[str, pa.Table]]:
    """The tables of the records in batches, and those made across sources."""
    records = list(records)
    parts = [build_tables(records[i : i + size], version) for i in range(0, len(records), size)]
    return [*parts, {"agency_registry": table_from_rows("agency_registry", REGISTRY), **build_failures([])}]


def publish_all(
    out: Path, parts: Iterable[Mapping[str, pa.Table]], *, version: str = "v1", keep: Iterable[str] = ()
) -> Published:
    """Stage and publish, as a run does."""
    with open_output(out) as output:
        for i, part in enumerate(parts):
            write_staging(part, output.staging / f"batch-{i:04d}")
        return publish(output.staging, out, pipeline_version=version, keep=frozenset(keep), lock=output)


def content(path: Path) -> dict[str, bytes]:
    """Every Parquet file below ``path`` by its name."""
    return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*.parquet"))}
