"""Each rule broken on purpose in one of two sources: it is found, and it is found in that source."""

import dataclasses
import datetime as dt
import random
from decimal import Decimal

import pyarrow as pa
import pytest

from pipeline.extract.types import Agency, Amount, Date
from pipeline.segment.types import SourceSpan
from pipeline.tables import InvalidTablesError, build_tables, check, validate, without
from pipeline.tables.checks_offsets import gaps, is_number, same_words
from tests.tables.records import source

TEXT = "沪府规〔2024〕1号\n某办法\n第一条市财政局给予100万元。\n第二条2024年7月施行。"


def mentions(text):
    money, agency, date = (text.index(t) for t in ("100万元", "市财政局", "2024年7月"))
    return [
        Amount(start=money, end=money + 5, text="100万元", currency="CNY", min=Decimal(10**6), max=Decimal(10**6), bound="exact"),
        Agency(start=agency, end=agency + 4, text="市财政局", kind="specific", agency_id="a"),
        Date(
            start=date, end=date + 7, text="2024年7月", date_start=dt.date(2024, 7, 1), date_end=dt.date(2024, 7, 31),
            granularity="month",
        ),
    ]  # fmt: skip


GOOD = source([TEXT, "另一办法\n第一条无。"], [mentions(TEXT)])
BAD = source([TEXT + "好。"], [mentions(TEXT)], path="bad.txt")


@pytest.fixture
def tables():
    return build_tables([GOOD, BAD], "v")


def put(tables, name, column, value, row=0):
    """The tables with ``value`` in one row of BAD; a callable changes what is there."""
    table = tables[name]
    key = "source_id" if "source_id" in table.column_names else table.column_names[0]
    rows = [i for i, v in enumerate(table.column(key).to_pylist()) if v.startswith(BAD.info.source_id)]
    values = table.column(column).to_pylist()
    at = rows[row]
    values[at] = value(values[at]) if callable(value) else value
    at_column = table.schema.get_field_index(column)
    field = table.schema.field(column)
    return {**tables, name: table.set_column(at_column, field, pa.array(values, type=field.type))}


def test_good_tables_have_no_problem(tables):
    assert check(tables) == []
    validate(tables)


BROKEN = [
    ("amounts", "text", None, "text is null"),
    ("amounts", "bound", "least", "bound 'least' is not in its vocabulary"),
    ("agencies", "members", [None], "members has a null in it"),
    ("clauses", "level", "verse", "level 'verse' is not in its vocabulary"),
    ("amounts", "document_id", "x:0", "document_id 'x:0' is not in documents.document_id"),
    ("amounts", "clause_id", "x:0:art", "clause_id 'x:0:art' is not in clauses.clause_id"),
    ("clauses", "parent_clause_id", "x", "parent_clause_id 'x' is not in clauses.clause_id"),
    ("documents", "parent_document_id", "x", "parent_document_id 'x' is not in documents.document_id"),
    ("document_issuers", "ordinal", None, "ordinal is null"),
    ("sources", "n_documents", 2, "n_documents is not the number of its documents"),
    ("documents", "n_clauses", 2, "n_clauses is not the number of its clauses"),
    ("documents", "ordinal", 1, "ordinal does not run from 0 in its source"),
    ("clauses", "ordinal", 9, "ordinal does not run from 0 in its document"),
    ("sources", "n_chars", 2, "n_chars is not the length of its text"),
    ("documents", "char_end", lambda n: n + 1, "char_start, char_end not within its source"),
    ("amounts", "char_end", lambda n: n + 90, "char_start, char_end not in order or not within its document"),
    ("amounts", "text", "100万", "text is not its slice of documents.clean_text"),
    ("amounts", "clean_end", lambda n: n + 1, "text is not its slice of documents.clean_text"),
    ("amounts", "char_start", lambda n: n + 1, "its slice of source_texts.text says something else"),
    ("clauses", "clean_end", lambda n: n + 99, "clean_start, clean_end not in order or not within its document"),
    ("clauses", "clean_end", lambda n: n - 1, "its root clauses do not cover its clean_text"),
    ("source_spans", "char_start", 1, "does not begin where the span before it ends"),
    ("source_spans", "char_end", lambda n: n - 1, "does not begin where the span before it ends"),
]


@pytest.mark.parametrize(("name", "column", "value", "rule"), BROKEN)
def test_broken_rule_is_found_in_its_source(tables, name, column, value, rule):
    problems = check(put(tables, name, column, value))
    assert rule in [p.rule for p in problems]
    assert {p.source_id for p in problems} == {BAD.info.source_id}
    with pytest.raises(InvalidTablesError) as caught:
        validate(put(tables, name, column, value))
    assert caught.value.source_ids == {BAD.info.source_id}
    assert rule in caught.value.message or len(problems) > 5


def test_child_outside_its_parent_is_found(tables):
    broken = put(tables, "clauses", "clean_start", lambda n: n - 5, row=2)
    assert "clean_start, clean_end not within its parent" in [p.rule for p in check(broken)]


def test_repeated_keys_are_found(tables):
    for name, column in (("amounts", "mention_id"), ("documents", "document_id")):
        twice = {**tables, name: pa.concat_tables([tables[name], tables[name].slice(0, 1)])}
        assert f"{column} repeated" in [p.rule for p in check(twice)]
    twice = {"document_issuers": pa.concat_tables([tables["document_issuers"]] * 2)}
    (problem, *_) = check(twice)
    assert problem.rule == "document_id, ordinal repeated"


def test_other_columns_are_found(tables):
    missing = {**tables, "dates": tables["dates"].drop_columns(["role"])}
    (problem,) = check(missing)
    assert (problem.table, problem.rule) == ("dates", "columns: role is missing")
    wrong = tables["dates"].set_column(5, "char_start", pa.array([1.5, 2.5]))
    (problem,) = check({"dates": wrong})
    assert "char_start is pyarrow.Field<char_start: double>" in problem.rule
    with pytest.raises(InvalidTablesError) as caught:
        validate({"dates": wrong})
    assert caught.value.source_ids == frozenset()


def test_bad_source_is_dropped_and_the_other_stands(tables):
    left = without(put(tables, "amounts", "text", None), [BAD.info.source_id])
    assert check(left) == []
    assert left == build_tables(GOOD, "v")


def test_message_is_short_however_much_is_wrong():
    rows = pa.concat_tables([build_tables(BAD, "v")["amounts"]] * 1000)
    with pytest.raises(InvalidTablesError) as caught:
        validate({"amounts": rows})
    assert len(caught.value.message) < 2000
    assert "and 999 more" in caught.value.message


WORDS = [
    ("100万元", "100万元", True),
    ("１００ 万\n  元", "100万元", True),
    ("100&#8195;万元", "100万元", True),
    # a page number between the lines
    ("1000元以\n\n— 12 —\n\n上1万元", "1000元以上1万元", True),
    ("«办法»", "《办法》", True),
    ("100万", "100万元", False),
    ("万元100", "100万元", False),
    ("二○二四年", "二〇二四年", True),
]


@pytest.mark.parametrize(("raw", "clean", "same"), WORDS)
def test_same_words(raw, clean, same):
    assert same_words(raw, clean) == same


GAPS = [
    ("甲\n乙", [(0, 1, 10, 11), (2, 3, 12, 13)], []),
    ("甲\n乙", [(0, 1, 10, 11)], [("乙", 11, 20)]),
    ("前言\n甲\n后记", [(3, 4, 14, 15)], [("前言", 10, 14), ("后记", 15, 20)]),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "roots", "left"), GAPS)
def test_gaps(text, roots, left):
    assert list(gaps(text, roots, (10, 20))) == left


NUMBERS = [("沪府规〔2024〕1号", True), ("第8号", True), ("沪府规〔2024〕1号\n前言", False), ("前言", False)]


@pytest.mark.parametrize(("words", "number"), NUMBERS)
def test_is_number(words, number):
    assert is_number(words) == number


@pytest.mark.parametrize(("kind", "rules"), [
    ("doc_number", []),
    ("document", ["its root clauses do not cover its clean_text"]),
])  # fmt: skip
def test_a_letterhead_is_part_of_the_number_where_the_spans_say_so(kind, rules):
    record = source(["上海市财政局\n" + TEXT])
    (item,) = record.documents
    head = len("上海市财政局\n")
    number = head + TEXT.index("\n") + 1
    end = len(record.info.text)
    kept = tuple(
        c._replace(parent=None if c.parent is None else c.parent - 1)
        for c in item.document.clauses if c.clean_start >= number
    )  # fmt: skip
    spans = (SourceSpan(kind, 0, number), SourceSpan("document", number, end))
    changed = dataclasses.replace(
        record, spans=spans,
        documents=(dataclasses.replace(item, document=dataclasses.replace(item.document, clauses=kept)),),
    )  # fmt: skip
    assert [p.rule for p in check(build_tables(changed, "v"))] == rules


def test_a_long_run_of_mentions_passes_every_check():
    random.seed(1)
    line = "第{}条市财政局给予{}万元补助，由市科委会同有关部门按照规定执行，具体办法另行制定。"
    texts = ["\n".join(["办法", *(line.format(i, random.randint(100, 999)) for i in range(400))]) for _ in range(30)]
    found = []
    for text in texts:
        at, own = 0, []
        while (at := text.find("万元", at + 1)) > 0:
            own.append(
                Amount(start=at - 3, end=at + 2, text=text[at - 3 : at + 2], currency="CNY", min=Decimal(1), max=Decimal(1),
                       bound="exact")
            )  # fmt: skip
        found.append(own)
    records = [source([t], [m]) for t, m in zip(texts, found, strict=True)]
    assert check(build_tables(records, "v")) == []
