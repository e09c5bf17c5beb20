"""``gongbao query``: SQL over the published tables."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from pipeline.common.errors import GongbaoError

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

NAME = "query"
HELP = "DuckDB SQL over the published tables"
DESCRIPTION = "Run one DuckDB statement over the current release: each table and view by its name."
EPILOG = """\
examples:
  gongbao query "SELECT title, promulgated_date FROM documents ORDER BY 2"
  gongbao query --format csv "SELECT text, value_max, currency FROM amounts WHERE bound = 'max'" > amounts.csv
  gongbao query "SHOW TABLES"
  gongbao query "DESCRIBE amounts"      # its columns
  gongbao query "SUMMARIZE documents"   # what each column holds
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao query``."""
    parser.add_argument("sql", metavar="SQL", help="one statement, or - to read it from standard input")
    parser.add_argument("--dir", metavar="DIR", default="data/processed", help="default data/processed")
    parser.add_argument("--format", choices=("table", "csv", "jsonl"), default="table", help="default table")


def main(args: argparse.Namespace) -> int:
    """Print the statement's rows; exit code 0."""
    import duckdb

    from pipeline.publish import open_release

    release = open_release(args.dir)
    sql = sys.stdin.read() if args.sql == "-" else args.sql
    try:
        relation = release.query(sql)
        if relation is not None:
            _WRITE[args.format](relation)
    except duckdb.Error as error:
        names = (*release.tables, *release.views)
        raise GongbaoError(str(error).splitlines()[0].rstrip("!."), place="query", mend=_mend(error, names)) from error
    return 0


def _mend(error: Exception, names: Iterable[str]) -> str:
    """What DuckDB offers instead; where it is a table that is missing, the tables there are; else how to see them."""
    offers = [line for line in str(error).splitlines() if line.startswith(("Candidate bindings", "Did you mean"))]
    if "Table with name" in str(error):
        offers.append(f"There are: {', '.join(names)}")
    return " ".join(offers) or "SHOW TABLES lists the tables, DESCRIBE amounts the columns of one"


def _table(relation: DuckDBPyRelation) -> None:
    if sys.stdout.isatty():
        relation.show(max_rows=1000, max_width=get_terminal_size().columns)
    else:
        # into a file or a pipe: nothing is cut
        relation.show(max_rows=2**31, max_width=2**31, max_col_width=2**31)


def _csv(relation: DuckDBPyRelation) -> None:
    import csv

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(relation.columns)
    out.writerows([_cell(value) for value in row] for row in relation.iter_rows())


def _jsonl(relation: DuckDBPyRelation) -> None:
    for row in relation.iter_rows():
        print(json.dumps(dict(zip(relation.columns, row, strict=True)), ensure_ascii=False, default=_json))


def _json(value: object) -> float | str:
    from decimal import Decimal

    if not isinstance(value, Decimal):
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value


_WRITE = {"table": _table, "csv": _csv, "jsonl": _jsonl}
