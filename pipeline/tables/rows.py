"""Tables from columns of Python values, or from rows where there are few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.common.errors import GongbaoError
from pipeline.tables.arrow import ARROW_TYPES, arrow_schema
from pipeline.tables.registry import TABLES
from pipeline.tables.schema import Column

Values: TypeAlias = "Sequence[Any] | pa.Array"


class RowError(GongbaoError):
    """A value that does not fit its column."""


def table_from_columns(name: str, columns: Mapping[str, Values]) -> pa.Table:
    """The table ``name`` from its columns by name, of equal length.

    A column left out is null, of a list empty, ``…_year`` the year of its day. Raises ``RowError`` where a value does
    not fit its column's type or a name is no column's.
    """
    table = TABLES[name]
    unknown = sorted(set(columns) - set(table.names))
    if unknown:
        raise RowError(f"no such columns: {', '.join(unknown)}", place=name, mend="See docs/data-dictionary.md")
    length = len(next(iter(columns.values()))) if columns else 0
    arrays: dict[str, pa.Array] = {}
    for column in table.columns:
        if column.name in columns:
            arrays[column.name] = _array(name, column, columns[column.name])
        elif column.name.endswith("_year") and column.name[:-5] in arrays:
            arrays[column.name] = pc.cast(pc.year(arrays[column.name[:-5]]), pa.int32())
        elif column.type == "list<string>":
            arrays[column.name] = _array(name, column, [()] * length)
        else:
            arrays[column.name] = pa.nulls(length, ARROW_TYPES[column.type])
    return pa.Table.from_arrays([arrays[n] for n in table.names], schema=arrow_schema(name))


def table_from_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The table ``name`` from rows as mappings by column name; for a few rows, since columns are faster."""
    rows = list(rows)
    given = {key for row in rows for key in row}
    columns = {key: [row.get(key) for row in rows] for key in sorted(given)}
    for column in TABLES[name].columns:
        if column.type == "list<string>" and column.name in columns:
            columns[column.name] = [() if v is None else tuple(v) for v in columns[column.name]]
    return table_from_columns(name, columns)


def _array(table: str, column: Column, values: Values) -> pa.Array:
    type_ = ARROW_TYPES[column.type]
    if isinstance(values, pa.Array):
        return values if values.type == type_ else pc.cast(values, type_)
    try:
        return pa.array(values, type=type_)
    except (pa.ArrowException, OverflowError, ValueError, TypeError) as error:
        raise RowError(
            f"a value does not fit {column.type} ({error})",
            place=f"{table}.{column.name}",
            mend="Mend the stage that made it",
        ) from error
