import datetime as dt

import pytest

from pipeline.assemble import SourceInfo, assemble_source
from pipeline.assemble.sources import instant
from pipeline.extract.agencies import find_agencies
from pipeline.extract.dates import find_dates
from pipeline.segment.types import GazetteHead, SegmentedSource
from tests.assemble.documents import document

INFO = SourceInfo("0" * 16, "a.txt", (), "text/plain", "utf-8", 0, "")


def _extract(text, context):
    return [*find_dates(text, context), *find_agencies(text, context)]


def _assemble(*documents, head=GazetteHead()):  # noqa: B008
    return assemble_source(INFO, SegmentedSource(head, documents, ()), _extract)


NOTICE = document(
    [
        "t|市经济信息化委关于印发《办法》的通知",
        "p|现将《办法》印发给你们，自2024年1月15日起施行，有效期3年。",
        "s|上海市经济和信息化委员会/2024年1月13日",
    ],
    role="cover",
    number="沪经信规范〔2024〕1号",
)
RULES = document(["t|办法", "x|市科委应于12月31日前完成。"], ordinal=1, role="attachment", parent=0)


def test_an_attachment_has_its_covers_instrument_place_and_force():
    cover, rules = _assemble(NOTICE, RULES).documents
    assert cover.root == rules.root == 0
    assert (rules.instrument_number, rules.instrument_date) == ("沪经信规范〔2024〕1号", dt.date(2024, 1, 13))
    assert (rules.issuers, rules.promulgated_date) == ((), None)
    assert rules.instrument_issuers == cover.issuers == ("上海市经济和信息化委员会",)
    assert (rules.effective_from, rules.effective_to) == (dt.date(2024, 1, 15), dt.date(2027, 1, 14))
    assert rules.effective_from_clause == rules.effective_to_clause == cover.effective_from_clause
    assert cover.effective_from_clause is not None
    said = cover.document.clauses[cover.effective_from_clause.clause]
    assert (cover.effective_from_clause.document, "2024年1月15日" in said.text) == (0, True)
    body = next(m for m in rules.mentions if m.type == "AGENCY")
    assert body.canonical == "上海市科学技术委员会"
    assert [str(m.date_end) for m in rules.mentions if m.type == "DATE"] == ["2024-12-31"]


def test_issuers_are_linked_by_the_reader_of_texts():
    [cover] = _assemble(NOTICE).documents
    assert len(cover.issuer_ids) == 1
    assert cover.issuer_ids[0]


def test_what_an_order_says_was_adopted_is_the_text_it_names():
    order = document(
        [
            "p|《修改规定的决定》已经2023年12月4日市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。",
            "s|市长 龚正/2023年12月13日",
        ],
        role="cover",
        number="上海市人民政府令第8号",
    )
    decision = document(["t|修改规定的决定"], ordinal=1, role="attachment", parent=0)
    rules = document(
        [
            "t|规定",
            "h|（2019年8月2日市政府令第18号公布 根据2023年12月13日市政府令第8号修正）",
            "x|本规定自公布之日起施行。",
        ],
        ordinal=2,
        role="attachment",
        parent=0,
    )
    records = _assemble(order, decision, rules).documents
    assert [r.adopted_date for r in records] == [dt.date(2023, 12, 4), dt.date(2023, 12, 4), None]
    assert [r.effective_from for r in records] == [dt.date(2024, 1, 13), dt.date(2024, 1, 13), dt.date(2019, 8, 2)]


def test_an_interpretation_has_no_force():
    [record] = _assemble(document(["t|政策解读", "x|本规定自2024年1月13日起施行。"], role="interpretation")).documents
    assert record.effective_from is None


def test_days_of_the_gazette_and_the_crawl():
    head = GazetteHead(
        gazette="上海市人民政府公报", issue_date_text="2024年8月5日", retrieved_at_text="2026-02-03 13:11:03"
    )
    record = _assemble(NOTICE, head=head)
    assert record.issue_date == record.documents[0].published_date == dt.date(2024, 8, 5)
    assert record.retrieved_at == dt.datetime(2026, 2, 3, 5, 11, 3, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", [None, "", "昨天", "2026-13-01 00:00:00"])
def test_an_unreadable_time_is_none(text):
    assert instant(text) is None
