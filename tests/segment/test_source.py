"""A whole source: what every raw character is, and what holds whatever text comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import normalise
from pipeline.segment import segment
from pipeline.segment.types import GazetteHead, SegmentedSource
from tests.normalise.test_normalise import ANY
from tests.segment.reading import check_source, kinds, read
from tests.segment.test_boundaries import EXPLANATION, METHOD, NOTICE, OPINION, ORDER, REGULATION, UNTITLED

DOCUMENTS = (NOTICE, METHOD, OPINION, ORDER, REGULATION, UNTITLED, EXPLANATION)
LINES = (
    "第一章 总则", "第一条 为了加强管理，制定本办法。", "第二条（范围）适用于本市。", "（一）依法设立；", "（二）信用良好。", "1.数量", "（1）机制",
    "一、总体要求", "二、任务。各区应当落实。", "上海市人民政府", "市长 龚正", "2024年1月2日", "附件", "附件：1.清单", "目录", "各区人民政府：", "沪府发〔2024〕1号",
    "上海市人民政府令", "第8号", "（2024年1月2日公布）", "关于加强管理的通知", "上海市管理办法", "现将《上海市管理办法》印发给你们。", "相关稿件", "字号：大 中 小",
    "—5—", "7", "8", "9", "第一章 总则………………1", "本办法自公布之日起施行。", "将第六条修改为：", "", "公报", "专栏1：工程", "# 标题", "八)做好", "----",
)  # fmt: skip
MADE = st.one_of(
    ANY,
    st.lists(st.sampled_from(LINES), max_size=25).map("\n".join),
    st.lists(st.sampled_from(LINES), max_size=25).map("\n\u3000\u3000".join),
    st.lists(st.one_of(st.sampled_from(DOCUMENTS), st.sampled_from(LINES)), max_size=8).map("\n".join),
    st.lists(st.sampled_from(DOCUMENTS), max_size=5).map(lambda x: "".join(d.strip("\n") for d in x)),
)


@given(MADE)
def test_what_holds_of_any_text(raw: str) -> None:
    """Nothing is raised, and every invariant of SCHEMA.md holds; that root clauses are apart is asked below."""
    check_source(raw, segment(normalise(raw)), apart=False)


@pytest.mark.xfail(
    strict=True, reason="an attachment list or signature in mid-text lies inside the span of the heading round it"
)
@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_root_clauses_are_apart(raw: str) -> None:
    check_source(raw, segment(normalise(raw)))


@given(MADE)
def test_the_same_text_reads_the_same(raw: str) -> None:
    first, again = segment(normalise(raw)), segment(normalise(raw))
    assert (first.head, first.spans) == (again.head, again.spans)
    assert [(d.title, d.role, d.parent, d.clauses) for d in first.documents] == [
        (d.title, d.role, d.parent, d.clauses) for d in again.documents
    ]


@given(MADE)
def test_documents_keep_every_letter_of_their_spans(raw: str) -> None:
    """What is said to be of a document is in its text, once; entities, comments and Markdown apart."""
    if any(c in raw for c in "&<*#`"):
        return
    source = segment(normalise(raw))
    used = [int(i) for d in source.documents for i in d.clean.starts[d.clean.starts < d.clean.ends]]
    assert len(used) == len(set(used))
    kept = set(used)
    for span in source.spans:
        if span.kind in ("document", "doc_number"):
            lost = [i for i in range(span.char_start, span.char_end) if "一" <= raw[i] <= "龥" and i not in kept]
            assert not lost, raw[lost[0] : lost[0] + 20]


def test_an_empty_source():
    assert read("") == SegmentedSource(GazetteHead(), (), ())


def test_kinds_of_an_issue():
    issue = (
        "上海市人民政府公报\n\n2024年第15期（总第567期）\n\n目 录\n\n上海市人民政府关于印发《上海市停车场管理办法》的通知\t(4)\n上海市人民政府关于加强和规范事中事后监管的实施意见\t(9)\n\n"
        + NOTICE
        + "\n—4—\n"
        + METHOD
        + OPINION
        + "\n主管单位：上海市人民政府办公厅\n\n定 价：免费赠阅\n"
    )
    assert [(k, t.split("\n")[0]) for k, t in kinds(issue)] == [
        ("chrome", "上海市人民政府公报"),
        ("contents", "目 录"),
        ("document", "上海市人民政府关于印发《上海市停车场管理办法》的通知"),
        ("doc_number", "沪府规〔2021〕7号"),
        ("document", "各区人民政府，市政府各委、办、局："),
        ("furniture", "—4—"),
        ("document", "上海市停车场管理办法"),
        ("doc_number", "沪府发〔2021〕8号"),
        ("document", "各区人民政府，市政府各委、办、局："),
        ("chrome", "主管单位：上海市人民政府办公厅"),
    ]


def test_an_orders_head_is_its_number():
    assert [(k, t.split("\n")[0]) for k, t in kinds(ORDER)] == [
        ("doc_number", "上海市人民政府令"),
        (
            "document",
            "《上海市科学技术奖励规定》已经2023年12月4日市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。",
        ),
    ]


def test_documents_are_the_same_alone_and_together():
    together = read("\n".join(DOCUMENTS)).documents
    alone = [d for raw in DOCUMENTS for d in read(raw).documents]
    assert [d.clean.text for d in together] == [d.clean.text for d in alone]
    assert [[c.eid for c in d.clauses] for d in together] == [[c.eid for c in d.clauses] for d in alone]


@pytest.mark.parametrize(
    "piece",
    [
        "上海市人民政府关于", "市财政局市税务局市商务局市公安局",
        "关于印发《上海市管理办法》的通知", "（一）", "第一条", "《", "（", "“", "科 ", "1.", "，", "。", "……", "<!--", "&#8195;", "**", "\u3000",
        "\n", "—5—\n", "7\n", "第一条 略。\n", "（一）略；\n", "上海市管理办法\n", "上海市人民政府令\n", "一、略\n", "各区人民政府：\n", "附件\n", "目录\n",
    ],
)  # fmt: skip
def test_text_that_never_comes_to_an_end_is_read(piece: str) -> None:
    """What it costs is measured by benchmarks/hostile.py."""
    assert segment(normalise(piece * (4000 // len(piece)))).spans
