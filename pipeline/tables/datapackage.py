"""``datapackage.json`` of a release, by the Frictionless Data Package standard, version 1 of its profiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.tables.registry import TABLES
from pipeline.tables.schema import Column, Table
from pipeline.tables.vocabularies import VOCABULARIES

FIELD_TYPES = {
    "string": "string", "large_string": "string", "list<string>": "array", "int32": "integer", "int64": "integer",
    "double": "number", "decimal128(24, 6)": "number", "bool": "boolean", "date32": "date",
    "timestamp[us, UTC]": "datetime",
}  # fmt: skip


def data_package(files: Mapping[str, Sequence[str]], *, version: str) -> dict[str, Any]:
    """The package of a release; it holds no time, so that equal releases have equal ones.

    ``files`` are each table's, as paths relative to the release; ``version`` is the pipeline's.
    """
    return {
        "profile": "data-package",
        "name": "gongbao",
        "title": "Chinese government gazettes as tables",
        "version": version,
        "resources": [_resource(TABLES[name], paths) for name, paths in files.items()],
    }


def _resource(table: Table, paths: Sequence[str]) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.description,
        "path": list(paths),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema of a table; units and what Arrow types it has are properties of our own."""
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "primaryKey": list(table.primary_key),
    }
    keys = [
        {"fields": [k.column], "reference": {"resource": "" if k.table == table.name else k.table, "fields": [k.key]}}
        for k in table.foreign_keys
        # a list of ids is no key in that standard
        if table.column(k.column).type != "list<string>"
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.description,
        "arrowType": column.type,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if table.primary_key == (column.name,):
        constraints["unique"] = True
    if column.vocabulary and column.type == "string":
        constraints["enum"] = list(VOCABULARIES[column.vocabulary])
    if constraints:
        field["constraints"] = constraints
    return field
