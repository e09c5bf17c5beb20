import datetime as dt
import re
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.types import Agency, Amount, Condition, Date, Duration, Member, Percentage, PlanPeriod, Recurrence
from pipeline.tables import build_tables
from pipeline.tables.clauses import deepest_clauses
from pipeline.tables.mentions import mention_ids
from pipeline.tables.rows import RowError
from tests.tables.records import clause, source

TEXT = "沪府规〔2024〕1号\n某办法\n第一条最高100万元、20%，每人每年5万元至6万元，数万元，5‰，2个百分点，“十四五”期间，每年3月底前，3个工作日。"


def mention(type_, text, **fields):
    start = TEXT.index(text)
    return type_(start=start, end=start + len(text), text=text, **fields)


def rows(mentions, name):
    return build_tables(source([TEXT], [mentions]), "v")[name].to_pylist()


VALUES = [
    ("max", None, "1E+6", (1e6, None, 1e6, None, Decimal("1000000"))),
    ("min", "2", None, (2.0, 2.0, None, Decimal(2), None)),
    ("exact", "0.1", "0.1", (0.1, 0.1, 0.1, Decimal("0.1"), Decimal("0.1"))),
    ("approx", None, None, (None, None, None, None, None)),
    ("range", "5E+4", "6E+4", (None, 5e4, 6e4, Decimal(50000), Decimal(60000))),
    # more digits than decimal128(24, 6) holds: the double alone
    ("exact", "0.0000001", "0.0000001", (1e-7, 1e-7, 1e-7, None, None)),
    ("exact", "1E+18", "1E+18", (1e18, 1e18, 1e18, None, None)),
    ("exact", "999999999999999999", "999999999999999999", (1e18, 1e18, 1e18, Decimal(10**18 - 1), Decimal(10**18 - 1))),
    ("exact", "1E+400", "1E+400", (None, None, None, None, None)),
]


@pytest.mark.parametrize(("bound", "low", "high", "expected"), VALUES)
def test_value_columns(bound, low, high, expected):
    amount = mention(
        Amount, "100万元", currency="CNY", bound=bound, min=low and Decimal(low), max=high and Decimal(high)
    )
    (row,) = rows([amount], "amounts")
    names = ("value", "value_min", "value_max", "value_min_exact", "value_max_exact")
    assert tuple(row[n] for n in names) == expected
    assert row["bound"] == bound


PER = [((), [], None), (("人",), ["人"], "人"), (("人", "年"), ["人", "年"], "人/年")]


@pytest.mark.parametrize(("per", "listed", "text"), PER)
def test_per(per, listed, text):
    (row,) = rows(
        [mention(Amount, "100万元", currency="CNY", bound="exact", min=Decimal(1), max=Decimal(1), per=per)], "amounts"
    )
    assert (row["per"], row["per_text"]) == (listed, text)


def test_inclusion_and_change():
    found = [
        mention(Amount, "100万元", currency="CNY", bound="max", min=None, max=Decimal(1), max_inclusive=True),
        mention(
            Percentage, "20%", unit="percent", bound="exact", min=Decimal(20), max=Decimal(20), direction="increase"
        ),
        mention(Percentage, "5‰", unit="permille", bound="exact", min=Decimal(5), max=Decimal(5), endpoint="to"),
    ]
    (amount,) = rows(found, "amounts")
    assert (amount["min_inclusive"], amount["max_inclusive"]) == (None, True)
    assert [(p["direction"], p["endpoint"]) for p in rows(found, "percentages")] == [("increase", None), (None, "to")]


def test_the_condition_stands_in_raw_and_clean_text():
    at = TEXT.index("某办法")
    found = [
        mention(Amount, "数万元", currency="CNY", bound="approx", min=None, max=None),
        mention(
            Amount, "100万元", currency="CNY", bound="max", min=None, max=Decimal(1),
            condition=Condition(at, at + 3, "某办法"),
        ),
    ]  # fmt: skip
    table = build_tables(source(["甲\n乙", TEXT], [(), found]), "v")["amounts"].to_pylist()
    before = len("甲\n乙\n\n")
    names = [f"condition{s}" for s in ("", "_char_start", "_char_end", "_clean_start", "_clean_end")]
    assert [[row[n] for n in names] for row in table] == [
        ["某办法", before + at, before + at + 3, at, at + 3],
        [None] * 5,
    ]


RATIOS = [("20%", "percent", "20", 0.2), ("5‰", "permille", "5", 0.005), ("2个百分点", "point", "2", None)]


@pytest.mark.parametrize(("text", "unit", "number", "ratio"), RATIOS)
def test_ratio(text, unit, number, ratio):
    percentage = mention(Percentage, text, unit=unit, bound="max", min=None, max=Decimal(number))
    (row,) = rows([percentage], "percentages")
    assert (row["ratio_min"], row["ratio_max"], row["value"]) == (None, ratio, float(number))


def test_ids_are_source_type_and_raw_offsets():
    found = [PlanPeriod(start=0, end=1, text="x", date_start=dt.date(2021, 1, 1), date_end=dt.date(2025, 12, 31))]
    made = mention_ids(found, pa.array(["01a7e48f6045dfc8"]), pa.array([3]), pa.array([9]))
    assert made.to_pylist() == ["01a7e48f6045dfc8:PLAN_PERIOD:3:9"]


def test_periods_of_both_kinds():
    found = [
        mention(PlanPeriod, "“十四五”期间", date_start=dt.date(2021, 1, 1), date_end=dt.date(2025, 12, 31)),
        mention(Recurrence, "每年3月底前", every="year", due="03-31"),
    ]
    plan, recurring = rows(found, "periods")
    assert (plan["kind"], plan["date_end"], plan["date_end_year"], plan["every"]) == (
        "plan", dt.date(2025, 12, 31), 2025, None,
    )  # fmt: skip
    assert (recurring["kind"], recurring["date_start"], recurring["every"], recurring["due"]) == (
        "recurrence", None, "year", "03-31",
    )  # fmt: skip
    assert re.search(":PLAN_PERIOD:[0-9]+:[0-9]+$", plan["mention_id"])
    assert re.search(":RECURRENCE:[0-9]+:[0-9]+$", recurring["mention_id"])


def test_ids_places_and_clauses():
    found = [
        mention(Duration, "3个工作日", unit="workday", bound="exact", min=Decimal(3), max=Decimal(3)),
        mention(Date, "2024", date_start=dt.date(2024, 1, 1), date_end=dt.date(2024, 12, 31), granularity="year"),
    ]
    tables = build_tables(source(["甲\n乙", TEXT], [(), found]), "v")
    (duration,) = tables["durations"].to_pylist()
    at = len("甲\n乙\n\n")
    start = TEXT.index("3个工作日")
    key = duration["source_id"]
    assert duration["mention_id"] == f"{key}:DURATION:{at + start}:{at + start + 5}"
    assert (duration["clean_start"], duration["char_start"]) == (start, at + start)
    assert duration["document_id"] == f"{key}:{at}"
    assert duration["clause_id"] == f"{key}:{at}:art_1__para_1"
    # a document number line is in no clause
    assert tables["dates"].to_pylist()[0]["clause_id"] is None


def test_members_are_rows():
    agency = mention(
        Agency, "某办法", kind="generic", members=(Member(text="科技", agency_id="x"), Member(text="教育"))
    )
    tables = build_tables(source([TEXT], [[agency]]), "v")
    (row,) = tables["agencies"].to_pylist()
    assert row["members"] == ["科技", "教育"]
    assert [
        (m["mention_id"], m["ordinal"], m["text"], m["agency_id"]) for m in tables["agency_members"].to_pylist()
    ] == [
        (row["mention_id"], 0, "科技", "x"),
        (row["mention_id"], 1, "教育", None),
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, len(TEXT) + 1)])
def test_mention_outside_its_text_is_refused(start, end):
    bad = Agency(start=start, end=end, text="x", kind="generic")
    with pytest.raises(RowError, match="outside its clean text"):
        build_tables(source([TEXT], [[bad]]), "v")


@st.composite
def trees(draw):
    """Nested clauses in the order of the text, parents before children, over a text of up to 60 characters."""
    clauses = []

    def grow(start, end, parent, depth):
        at = start
        while at < end and draw(st.booleans()):
            first = draw(st.integers(at, end))
            last = draw(st.integers(first, end))
            clauses.append(clause(f"c{len(clauses)}", "paragraph", first, last, "", parent=parent, depth=depth))
            if depth < 4 and last > first:
                grow(first, last, len(clauses) - 1, depth + 1)
            at = last + 1

    size = draw(st.integers(1, 60))
    grow(0, size, None, 0)
    starts = draw(st.lists(st.integers(0, size - 1), max_size=8))
    return clauses, [(s, draw(st.integers(s + 1, size))) for s in starts]


@given(trees())
def test_deepest_clause_is_the_smallest_that_holds_the_span(drawn):
    clauses, spans = drawn
    starts, ends = (np.array([s[i] for s in spans], dtype=np.int64) for i in (0, 1))
    for (start, end), found in zip(spans, deepest_clauses(clauses, starts, ends).tolist(), strict=True):
        holding = [i for i, c in enumerate(clauses) if c.clean_start <= start and end <= c.clean_end]
        assert found == max(holding, key=lambda i: clauses[i].depth, default=-1)


def test_deepest_clause_where_clauses_stand_out_of_order():
    # a title printed after its text
    clauses = [clause("title", "title", 20, 25, ""), clause("art_1", "article", 0, 20, "")]
    assert deepest_clauses(clauses, np.array([0, 21, 19]), np.array([5, 24, 21])).tolist() == [1, 0, -1]
