from pathlib import Path

import pytest

from pipeline.tables import TABLES, VIEWS
from pipeline.tables.datapackage import data_package, table_schema
from pipeline.tables.dictionary import PAGE, data_dictionary
from pipeline.tables.vocabularies import VOCABULARIES

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_registry_says():
    written = (ROOT / PAGE).read_text(encoding="utf-8")
    assert written == data_dictionary(), "write it anew: python -m pipeline.tables.dictionary"


def test_everything_is_on_the_page():
    page = data_dictionary()
    for table in TABLES.values():
        assert f"\n## {table.name}\n" in page
        assert all(f"| `{column.name}` |" in page for column in table.columns)
    for view in VIEWS.values():
        assert view.sql in page
    for name, values in VOCABULARIES.items():
        assert f"\n### vocabulary {name}\n" in page
        assert all(f"| `{value}` |" in page for value in values)


@pytest.mark.parametrize("name", TABLES)
def test_table_schema_is_whole(name):
    schema = table_schema(TABLES[name])
    fields = {f["name"]: f for f in schema["fields"]}
    assert tuple(fields) == TABLES[name].names
    assert schema["primaryKey"] == list(TABLES[name].primary_key)
    for column in TABLES[name].columns:
        assert fields[column.name]["description"] == column.description
        assert fields[column.name].get("constraints", {}).get("required", False) == (not column.nullable)
    for key in schema.get("foreignKeys", ()):
        assert key["fields"][0] in fields
        assert (key["reference"]["resource"] or name) in TABLES


def test_package_has_a_resource_for_each_table():
    package = data_package({name: [f"{name}/part-00-0.parquet"] for name in TABLES}, version="1")
    assert [r["name"] for r in package["resources"]] == list(TABLES)
    assert package["resources"][0]["path"] == ["sources/part-00-0.parquet"]
