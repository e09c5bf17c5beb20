"""Arrow schemas from the registry, with ``description`` and ``unit`` in the field metadata."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from pipeline.tables.registry import TABLES
from pipeline.tables.schema import Column

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "large_string": pa.large_string(),
    "list<string>": pa.list_(pa.field("element", pa.string(), nullable=False)),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "decimal128(24, 6)": pa.decimal128(24, 6),
    "timestamp[us, UTC]": pa.timestamp("us", tz="UTC"),
}


def arrow_field(column: Column) -> pa.Field:
    """The Arrow field of a column; its vocabulary stands in the metadata too."""
    metadata = {"description": column.description}
    if column.unit:
        metadata["unit"] = column.unit
    if column.vocabulary:
        metadata["vocabulary"] = column.vocabulary
    return pa.field(column.name, ARROW_TYPES[column.type], nullable=column.nullable, metadata=metadata)


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of the table ``name``, its description in the schema metadata. Raises ``KeyError``."""
    table = TABLES[name]
    return pa.schema(
        [arrow_field(column) for column in table.columns],
        metadata={"table": name, "description": table.description},
    )


def empty_table(name: str) -> pa.Table:
    """The table ``name`` without rows."""
    return arrow_schema(name).empty_table()
