"""What the schema registry is made of: columns, keys, tables, views. Plain data, free of pyarrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal[
    "string", "large_string", "list<string>", "int32", "int64", "double", "bool", "date32",
    "decimal128(24, 6)", "timestamp[us, UTC]",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``vocabulary`` names its closed set of values (``vocabularies.VOCABULARIES``), of a list's items."""

    name: str
    type: Type
    description: str
    nullable: bool = False
    unit: str | None = None
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``column`` (of a list: each item) holds values of ``key`` in ``table``; null refers to nothing.

    ``across`` is True where the row meant may come from another source, so that only a whole release can tell.
    """

    column: str
    table: str
    key: str
    across: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``source_column`` is the column whose first 16 characters are the row's source id, if it has one.

    Rows of one source stand together, sources in the order of their ids, rows of a source in reading order.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    source_column: str | None = "source_id"
    mention_type: str | None = None

    def column(self, name: str) -> Column:
        """The column of that name; raises ``KeyError``."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class View:
    """A query with a name over the tables; ``sql`` is DuckDB's."""

    name: str
    description: str
    sql: str
    columns: tuple[tuple[str, str], ...]  # what it adds: (name, description)


def text(name: str, description: str, *, vocabulary: str | None = None) -> Column:
    """A string that is always there."""
    return Column(name, "string", description, vocabulary=vocabulary)


def maybe(name: str, description: str, type_: Type = "string", *, vocabulary: str | None = None) -> Column:
    """A column that may be null, a string if nothing else is said."""
    return Column(name, type_, description, nullable=True, vocabulary=vocabulary)


def listing(name: str, description: str) -> Column:
    """A list of strings; empty where there are none, never null."""
    return Column(name, "list<string>", description)


def count(name: str, description: str, unit: str | None = None) -> Column:
    """An int32 that is always there."""
    return Column(name, "int32", description, unit=unit)


def flag(name: str, description: str) -> Column:
    """A bool that is always there."""
    return Column(name, "bool", description)


def offset(name: str, description: str) -> Column:
    """An int64 in code points."""
    return Column(name, "int64", description, unit="code point")


def day(name: str, description: str, *, nullable: bool = True) -> tuple[Column, Column]:
    """A date32 and the int32 ``…_year`` beside it, since pandas holds date32 as objects."""
    return (
        Column(name, "date32", description, nullable=nullable),
        Column(f"{name}_year", "int32", f"Year of {name}", nullable=nullable, unit="year"),
    )
