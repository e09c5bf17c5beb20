"""Checks that follow from the registry alone: columns and types, nulls, vocabularies, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.arrow import arrow_schema
from pipeline.tables.problems import Mask, Problem, problems_at
from pipeline.tables.registry import TABLES
from pipeline.tables.schema import Table
from pipeline.tables.vocabularies import VOCABULARIES

Strings: TypeAlias = "pa.Array | pa.ChunkedArray"


def check_columns(name: str, table: pa.Table) -> list[Problem]:
    """Names, order, types and nullability of the columns; what else is checked needs these right."""
    wanted = arrow_schema(name)
    if table.schema.equals(wanted, check_metadata=False):
        return []
    have = {f.name: str(f) for f in table.schema}
    wrong = [f"{f.name} is {have.get(f.name, 'missing')}" for f in wanted if have.get(f.name) != str(f)]
    wrong += [f"{n} is no column" for n in have if n not in wanted.names]
    return [Problem(name, f"columns: {', '.join(wrong) or 'in another order'}")]


def check_rows(name: str, table: pa.Table) -> list[Problem]:
    """Nulls, vocabularies and the primary key of one table whose columns are right."""
    spec = TABLES[name]
    problems: list[Problem] = []
    for column in spec.columns:
        values = table.column(column.name)
        if not column.nullable and values.null_count:
            problems += problems_at(name, table, _mask(pc.is_null(values)), f"{column.name} is null")
        if column.type == "list<string>" and pc.list_flatten(values).null_count:
            rows = pc.list_parent_indices(values).filter(pc.is_null(pc.list_flatten(values)))
            problems += problems_at(name, table, sorted(set(rows.to_pylist())), f"{column.name} has a null in it")
        if column.vocabulary:
            known = pa.array(VOCABULARIES[column.vocabulary], type=pa.string())
            problems += _outside(name, table, column.name, known, "in its vocabulary")
    return problems + _repeated(name, table, spec)


def check_keys(tables: Mapping[str, pa.Table], *, across: bool) -> list[Problem]:
    """Foreign keys among ``tables``; ``across`` chooses those that only a whole release can hold, or the others."""
    users: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name in tables:
        for key in TABLES[name].foreign_keys:
            if key.across == across and key.table in tables:
                users.setdefault((key.table, key.key), []).append((name, key.column))
    problems: list[Problem] = []
    for (of, key_column), columns in users.items():
        allowed = tables[of].column(key_column)
        # a lookup of the keys is made once for all columns that have them; which are wrong is asked only if any is
        if _all_known([tables[name].column(column) for name, column in columns], allowed):
            continue
        for name, column in columns:
            problems += _outside(name, tables[name], column, allowed, f"in {of}.{key_column}")
    return problems


def _all_known(columns: Sequence[pa.ChunkedArray], allowed: Strings) -> bool:
    """Whether every value of the columns (of lists: every item) is null or one of ``allowed``."""
    flat = [pc.list_flatten(c) if pa.types.is_list(c.type) else c for c in columns]
    if any(c.type != flat[0].type for c in flat):
        return False
    values = pa.chunked_array([chunk for c in flat for chunk in c.chunks], type=flat[0].type)
    known = pc.or_(pc.is_in(values, value_set=allowed, skip_nulls=True), pc.is_null(values))
    return pc.all(known, min_count=0).as_py() is True


def _outside(name: str, table: pa.Table, column: str, allowed: Strings, said: str) -> list[Problem]:
    """Rows whose value (of a list: any item) is none of ``allowed``; null is always allowed."""
    values = table.column(column)
    rows: pa.ChunkedArray | None = None
    if pa.types.is_list(values.type):
        rows = pc.list_parent_indices(values)
        values = pc.list_flatten(values)
    known = pc.is_in(values, value_set=allowed, skip_nulls=True)
    bad = _mask(pc.and_(pc.invert(known), pc.is_valid(values)))
    if not bad.any():
        return []
    first = values[int(np.flatnonzero(bad)[0])].as_py()
    rule = f"{column} {first!r} is not {said}"
    if rows is not None:
        return problems_at(name, table, sorted(set(rows.to_numpy()[bad].tolist())), rule)
    return problems_at(name, table, bad, rule)


def _repeated(name: str, table: pa.Table, spec: Table) -> list[Problem]:
    """Rows whose primary key another row has too."""
    key = spec.primary_key
    if len(key) == 1:
        # count_distinct takes twice as long
        if len(pc.unique(table.column(key[0]))) == len(table):
            return []
    elif len(table.select(list(key)).group_by(list(key)).aggregate([])) == len(table):
        return []
    counts = table.select(list(key)).group_by(list(key)).aggregate([([], "count_all")])
    many = set(
        zip(*(c.to_pylist() for c in counts.filter(pc.field("count_all") > 1).select(list(key)).columns), strict=True)
    )
    rows = zip(*(table.column(k).to_pylist() for k in key), strict=True)
    return problems_at(name, table, [i for i, row in enumerate(rows) if row in many], f"{', '.join(key)} repeated")


def _mask(values: pa.ChunkedArray) -> Mask:
    return np.asarray(values.to_numpy(), dtype=np.bool_)
