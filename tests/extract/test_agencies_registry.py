"""The reviewed registry: its sources and what is compiled from them agree, and every row can be followed."""

import csv
import datetime as dt
import re

import pytest

from pipeline.common.errors import GongbaoError
from pipeline.common.resources import model_path
from pipeline.extract.agencies import find_agencies, registry_rows
from pipeline.extract.agencies.compile import agency_id, compiled, dump
from pipeline.extract.agencies.registry import registry
from pipeline.extract.types import Context

COLUMNS = {
    "agency_id", "origin", "canonical", "aliases", "branch", "place_code", "valid_from", "valid_to", "successor_ids",
    "level", "place", "parent_agency_id",
}  # fmt: skip


def rows_of(name):
    with model_path("agencies", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_compiled_file_is_what_the_sources_make():
    assert model_path("agencies", "compiled.json").read_text(encoding="utf-8") == dump(compiled(model_path("agencies")))


@pytest.mark.parametrize("name", ["bodies.csv", "templates.csv", "places.csv", "functions.csv"])
def test_every_row_says_where_it_is_from(name):
    assert all(row["source"] for row in rows_of(name))


def test_bodies():
    rows = rows_of("bodies.csv")
    names = [row["canonical"] for row in rows]
    assert len(set(names)) == len(names)
    for row in rows:
        for day in (row["valid_from"], row["valid_to"]):
            assert not day or dt.date.fromisoformat(day)
        if row["valid_from"] and row["valid_to"]:
            assert row["valid_from"] < row["valid_to"], row["canonical"]
        assert row["valid_to"] or not row["successors"], row["canonical"]


def test_places():
    rows = rows_of("places.csv")
    assert all(re.fullmatch("[0-9]{6}", row["code"]) for row in rows)
    current = [row for row in rows if row["status"] == "current"]
    assert len({row["code"] for row in current}) == len(current)
    # the 34 of GB/T 2260 and the Corps of Xinjiang, which has departments like a province's
    assert sum(row["level"] == "province" for row in current) == 34 + 1
    assert sum(row["code"].startswith("31") and row["level"] == "county" for row in current) == 16


def test_a_mistake_in_the_sources_is_named(tmp_path):
    for name in ("bodies.csv", "functions.csv", "places.csv", "templates.csv", "words.yaml"):
        text = model_path("agencies", name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("教育部,,government,national,,国务院", "教育部,,government,national,,国务阮"), "utf-8"
        )
    with pytest.raises(GongbaoError, match="国务阮"):
        compiled(tmp_path)


def test_ids_do_not_change():
    # ids are in published tables: a change here breaks what was built on them
    assert agency_id("国务院") == registry().by_name["国务院"][0].agency_id
    assert agency_id("上海市科学技术委员会") == "a250541eca8ec"


def test_reviewed_rows():
    rows = registry_rows()
    ids = {row["agency_id"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        assert set(row) == COLUMNS
        assert row["origin"] == "reviewed"
        assert row["parent_agency_id"] is None or row["parent_agency_id"] in ids
        assert set(row["successor_ids"]) <= ids
    science = next(row for row in rows if row["canonical"] == "上海市科学技术委员会")
    assert (science["place_code"], science["place"], science["level"]) == ("310000", "上海市", "province")


def test_derived_rows():
    found = [
        *find_agencies("省发展改革委、昆山市公安局", Context(place="江苏省")),
        *find_agencies("市科委、市热线办"),
        *find_agencies("市科委", Context(place="上海市")),
    ]
    rows = registry_rows((m.agency_id, m.canonical, m.text) for m in found)
    assert {m.agency_id for m in found} <= {row["agency_id"] for row in rows}
    derived = {row["canonical"]: row for row in rows if row["origin"] == "derived"}
    assert set(derived) == {"江苏省发展和改革委员会", "昆山市公安局", "市科委", "市热线办"}
    jiangsu = derived["江苏省发展和改革委员会"]
    assert (jiangsu["place_code"], jiangsu["level"], jiangsu["aliases"]) == ("320000", "province", ["省发展改革委"])
    assert derived["昆山市公安局"]["level"] == "county"
    assert derived["市科委"]["place"] is None


@pytest.mark.parametrize(
    ("canonical", "parent"),
    [
        ("杭州市人民政府", "浙江省人民政府"),
        ("浙江省人民政府", "国务院"),
        ("上海市嘉定区人民政府", "上海市人民政府"),
        ("锡林郭勒盟行政公署", "内蒙古自治区人民政府"),
    ],
)
def test_governments_are_made_by_rule(canonical, parent):
    body = registry().bodies[agency_id(canonical)]
    assert (body.canonical, body.branch, body.parent) == (canonical, "government", agency_id(parent))


@pytest.mark.parametrize(
    ("name", "branch", "parent"),
    [
        ("杭州市公安局", "government", "杭州市人民政府"),
        ("国家税务总局杭州市税务局", "government", "国家税务总局"),
        ("中国人民银行成都分行", "government", "中国人民银行"),
        ("杭州市中级人民法院", "court", None),
        ("中共四川省委组织部", "party", None),
        ("上海市制造业高质量发展领导小组", "government", "上海市人民政府"),
        ("国家知识产权局国际合作司", "government", "国家知识产权局"),
        ("昆山市人民政府", "government", "苏州市人民政府"),
    ],
)
def test_branch_and_parent_of_a_derived_body(name, branch, parent):
    row = registry_rows((m.agency_id, m.canonical, m.text) for m in find_agencies(name))[-1]
    assert (row["canonical"], row["origin"], row["branch"]) == (name, "derived", branch)
    assert row["parent_agency_id"] == (agency_id(parent) if parent else None)


def test_the_partys_bodies_have_the_place_that_they_say_second():
    row = registry_rows((m.agency_id, m.canonical, m.text) for m in find_agencies("中国共产党汉中市委员会"))[-1]
    assert (row["canonical"], row["place"], row["level"]) == ("中国共产党汉中市委员会", "汉中市", "prefecture")


def test_rows_do_not_depend_on_order_or_repetition():
    met = [
        (m.agency_id, m.canonical, m.text)
        for m in find_agencies("省财政厅、省科技厅、市投促局", Context(place="江苏省"))
    ]
    assert registry_rows(met) == registry_rows([*reversed(met), *met])
