"""The data dictionary, docs/data-dictionary.md, written from the registry.

``python -m pipeline.tables.dictionary`` writes it anew (into the working tree it is run in, or to the path given);
a test fails where the page and the registry differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.tables.registry import CROSS_TABLES, TABLES, VIEWS
from pipeline.tables.schema import Column, Table, View
from pipeline.tables.vocabularies import VOCABULARIES

PAGE = Path("docs/data-dictionary.md")

INTRODUCTION = """\
# Data dictionary

Every table that gongbao publishes, each column with its type, unit and meaning. This page is written from the schema
registry (`pipeline/tables/`) by `python -m pipeline.tables.dictionary`; the same descriptions and units stand in the
metadata of every Parquet column and in each release's `datapackage.json`.

- **Offsets.** `char_start`, `char_end` count code points of `source_texts.text`; `clean_start`, `clean_end` those of
  `documents.clean_text`. Ends are exclusive.
- **Ids** join the parts named by colons: `01a7e48f6045dfc8:1234` is a document, `01a7e48f6045dfc8:1234:art_15` a
  clause, `01a7e48f6045dfc8:MONEY:1300:1306` a mention. They come from bytes and raw offsets, so they are the same in
  every version of gongbao. The first 16 characters of each are its `source_id`.
- **Lists** are empty where there is nothing, never null. Columns marked *nullable* may be null, others never are.
- **Days** are `date32`; each has its year beside it (`…_year`), since pandas holds `date32` as objects.
- **In pandas**, `gongbao.open_release().pandas(table)` gives days as `datetime64[s]`, integers as `Int32` or `Int64` and
  flags as `boolean`, so that null stays null. Plain `read_parquet` has days, lists, decimals and flags with nulls as objects.
- **Vocabularies** are closed: a value that is not listed is never published.

What joins with what, what null means in each kind of column, and queries with their results:
[cookbook.md](cookbook.md).
"""


def data_dictionary() -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION, "\n".join(_contents())]
    parts += ["\n".join(_table(table)) for table in TABLES.values()]
    parts += ["\n".join(_view(view)) for view in VIEWS.values()]
    parts.append("\n".join(_vocabularies()))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _contents() -> Iterator[str]:
    yield "## Tables\n"
    yield "| table | a row is |"
    yield "|---|---|"
    named = [(t.name, t.description) for t in TABLES.values()] + [(v.name, v.description) for v in VIEWS.values()]
    for name, description in named:
        yield f"| [`{name}`](#{name}) | {description} |"


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.description}.\n"
    yield f"Primary key: {_code(table.primary_key)}."
    if table.name in CROSS_TABLES:
        yield "Made anew in each release."
    yield ""
    yield "| column | type | unit | meaning |"
    yield "|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.unit or ''} | {_meaning(table, column)} |"


def _type(column: Column) -> str:
    said = column.type.replace("list<string>", "list of string")
    return f"{said}, nullable" if column.nullable else said


def _meaning(table: Table, column: Column) -> str:
    said = [column.description.replace("|", "\\|")]
    if column.vocabulary:
        said.append(f"values: [{column.vocabulary}](#vocabulary-{column.vocabulary})")
    said += [f"refers to `{k.table}.{k.key}`" for k in table.foreign_keys if k.column == column.name]
    return "; ".join(said)


def _view(view: View) -> Iterator[str]:
    yield f"## {view.name}\n"
    yield f"A view, there in `gongbao query` and `open_release()`: {view.description}.\n"
    yield "```sql"
    yield view.sql
    yield "```\n"
    for name, description in view.columns:
        yield f"- `{name}`: {description}."


def _vocabularies() -> Iterator[str]:
    yield "## Vocabularies"
    for name, values in VOCABULARIES.items():
        yield f"\n### vocabulary {name}\n"
        yield "| value | meaning |"
        yield "|---|---|"
        for value, meaning in values.items():
            yield f"| `{value}` | {meaning} |"


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(data_dictionary(), encoding="utf-8")
