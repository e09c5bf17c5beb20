"""Validation before publishing: nothing that breaks the data contract leaves the house.

Every check works on whole columns of a batch. A problem names its source, so that a bad source can be dropped and
listed in ``failures`` while the others go on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.checks_offsets import check_offsets
from pipeline.tables.checks_schema import check_columns, check_keys, check_rows
from pipeline.tables.ids import SOURCE_ID_LENGTH
from pipeline.tables.problems import InvalidTablesError, Problem
from pipeline.tables.registry import CROSS_TABLES, TABLES

__all__ = ["InvalidTablesError", "Problem", "check", "validate", "without"]

# the tables that come from whole sources and must agree with each other
OF_SOURCES = tuple(n for n in TABLES if n not in (*CROSS_TABLES, "failures"))


def check(tables: Mapping[str, pa.Table]) -> list[Problem]:
    """What is wrong with the tables of a batch of whole sources, or with any single tables; empty if nothing is.

    Offsets and counts are looked at where all tables of ``build_tables`` are there. Keys into tables made across
    sources are publish's to check.
    """
    problems = [p for name, table in tables.items() for p in check_columns(name, table)]
    if problems:
        return problems
    for name, table in tables.items():
        problems += check_rows(name, table)
    problems += check_keys(tables, across=False)
    # what follows reads columns by position and needs no nulls
    if not problems and all(name in tables for name in OF_SOURCES):
        problems += check_offsets(tables)
    return problems


def validate(tables: Mapping[str, pa.Table]) -> None:
    """Raise ``InvalidTablesError`` with every problem that ``check`` finds."""
    problems = check(tables)
    if problems:
        raise InvalidTablesError(problems)


def without(tables: Mapping[str, pa.Table], source_ids: Collection[str]) -> dict[str, pa.Table]:
    """The tables without the rows of these sources; tables that have no source stay as they are."""
    left: dict[str, pa.Table] = {}
    dropped = pa.array(sorted(source_ids), type=pa.string())
    for name, table in tables.items():
        column = TABLES[name].source_column
        if column is None:
            left[name] = table
        else:
            of = pc.utf8_slice_codeunits(table.column(column), 0, SOURCE_ID_LENGTH)
            left[name] = table.filter(pc.invert(pc.is_in(of, value_set=dropped)))
    return left
