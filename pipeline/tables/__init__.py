"""gongbao stage: tables. Records in, Arrow tables of the data contract out.

- ``TABLES``, ``VIEWS``: the schema registry (``Table``, ``Column``), from which the Arrow schemas
  (``arrow_schema(name)``), the data dictionary (``data_dictionary()``, docs/data-dictionary.md; write it anew with
  ``python -m pipeline.tables.dictionary``) and ``datapackage.json`` come.
- ``build_tables(records, pipeline_version) -> dict[str, pa.Table]``: one ``SourceRecord`` or a batch of them into the
  tables whose rows depend on one source alone (all but those of ``CROSS_TABLES``). Give it whole batches: one call
  for fifty sources costs little more than one for one.
- ``table_from_rows(name, rows) -> pa.Table``: any table from dicts by column name, for the few rows made across
  sources (``citation_links``, ``agency_registry``). Missing columns are null; ``…_year`` columns fill themselves.
- ``failures_of(raw_file, stage, error) -> list[Failure]``: the failure rows of one raw file (one for each of its
  paths); ``build_failures(failures) -> dict[str, pa.Table]``.
- ``check(tables) -> list[Problem]``: what is wrong with the tables of a batch, each problem with the ``source_id`` it
  is in; ``validate(tables)`` raises ``InvalidTablesError`` (``.problems``, ``.source_ids``) instead. ``without(tables,
  source_ids)`` drops the rows of bad sources, so that they fail alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily

if TYPE_CHECKING:
    from pipeline.tables.arrow import arrow_schema as arrow_schema
    from pipeline.tables.build import build_tables as build_tables
    from pipeline.tables.checks import check as check
    from pipeline.tables.checks import validate as validate
    from pipeline.tables.checks import without as without
    from pipeline.tables.dictionary import data_dictionary as data_dictionary
    from pipeline.tables.failures import Failure as Failure
    from pipeline.tables.failures import build_failures as build_failures
    from pipeline.tables.failures import failures_of as failures_of
    from pipeline.tables.problems import InvalidTablesError as InvalidTablesError
    from pipeline.tables.problems import Problem as Problem
    from pipeline.tables.registry import CROSS_TABLES as CROSS_TABLES
    from pipeline.tables.registry import TABLES as TABLES
    from pipeline.tables.registry import VIEWS as VIEWS
    from pipeline.tables.rows import table_from_rows as table_from_rows
    from pipeline.tables.schema import Column as Column
    from pipeline.tables.schema import Table as Table

# loaded when first used: the schema registry alone must not cost the start-up of pyarrow
_HOME = {
    "arrow_schema": ".arrow",
    "build_tables": ".build",
    "data_dictionary": ".dictionary",
    "Failure": ".failures",
    "build_failures": ".failures",
    "failures_of": ".failures",
    "CROSS_TABLES": ".registry",
    "TABLES": ".registry",
    "VIEWS": ".registry",
    "table_from_rows": ".rows",
    "Column": ".schema",
    "Table": ".schema",
    "InvalidTablesError": ".problems",
    "Problem": ".problems",
    "check": ".checks",
    "validate": ".checks",
    "without": ".checks",
}

__getattr__ = lazily(__name__, _HOME)

__all__ = [
    "CROSS_TABLES",
    "TABLES",
    "VIEWS",
    "Column",
    "Failure",
    "InvalidTablesError",
    "Problem",
    "Table",
    "arrow_schema",
    "build_failures",
    "build_tables",
    "check",
    "data_dictionary",
    "failures_of",
    "table_from_rows",
    "validate",
    "without",
]
