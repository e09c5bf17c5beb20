import datetime as dt
import decimal

import pytest

from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import RowError, table_from_columns, table_from_rows


def test_missing_columns_are_null_empty_or_a_year():
    table = table_from_rows(
        "agency_registry",
        [
            {"agency_id": "a", "origin": "reviewed", "canonical": "甲", "valid_from": dt.date(2018, 10, 1)},
            {"agency_id": "b", "origin": "derived", "canonical": "乙", "aliases": ("丙", "丁")},
        ],
    )
    assert table.schema.equals(arrow_schema("agency_registry"), check_metadata=True)
    assert table.column("valid_from_year").to_pylist() == [2018, None]
    assert table.column("valid_to_year").to_pylist() == [None, None]
    assert table.column("aliases").to_pylist() == [[], ["丙", "丁"]]
    assert table.column("place").to_pylist() == [None, None]


def test_no_rows():
    table = table_from_rows("citation_links", [])
    assert table.schema.equals(arrow_schema("citation_links"), check_metadata=True)
    assert len(table) == 0


def test_unknown_column_is_refused():
    with pytest.raises(RowError, match="no such columns: titel"):
        table_from_columns("documents", {"titel": ["x"]})


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("sources", "issue_year", "2024"),
        ("sources", "issue_year", 1 << 40),
        ("documents", "adopted_date", "2024-01-01"),
        ("amounts", "value_min_exact", decimal.Decimal(10) ** 20),
    ],
)
def test_value_of_another_type_is_refused(name, column, value):
    with pytest.raises(RowError, match=f"{name}.{column}"):
        table_from_columns(name, {column: [value]})
