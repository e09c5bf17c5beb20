"""Citations and their targets."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.assemble.links import DocumentIndex, citation_links, provision_eids, title_key


@pytest.mark.parametrize(
    ("provision", "eids"),
    [
        ("第六条", ["art_6"]),
        ("第六条第二款", ["art_6__para_2", "art_6"]),
        ("第一百二十条之一", ["art_120-1"]),
        ("第15条第2款第3项", ["art_15__para_2__subpara_3", "art_15__para_2", "art_15"]),
        ("第十五条第（三）项", ["art_15__para_1__subpara_3", "art_15"]),
        (
            "第十五条第二款第三项第1目",
            ["art_15__para_2__subpara_3__point_1", "art_15__para_2__subpara_3", "art_15__para_2", "art_15"],
        ),
        ("第三章", []),
        ("前款", []),
    ],
)
def test_provision_eids(provision: str, eids: list[str]) -> None:
    assert list(provision_eids(provision)) == eids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《上海市 科学技术奖励规定》", "上海市科学技术奖励规定"),
        ("办法（修正文本）", "办法"),
        ("办法（试行）", "办法"),
        ("中华人民共和国刑法", "刑法"),
        ("国务院关于加强监管的意见", "关于加强监管的意见"),
    ],
)
def test_title_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def document(document_id: str, source_id: str, title: str | None, number: str | None) -> dict[str, Any]:
    return {"document_id": document_id, "source_id": source_id, "title": title, "doc_number": number}


def citation(
    title: str | None = None, number: str | None = None, provision: str | None = None, relation: str = "cites"
) -> dict[str, Any]:
    return {
        "mention_id": "m", "source_id": "s1", "document_id": "s1-0", "cited_title": title,
        "cited_doc_number": number, "cited_provision": provision, "relation": relation,
    }  # fmt: skip


DOCUMENTS = [
    document("s1-0", "s1", "通知", "沪府〔2024〕1号"),
    document("s1-1", "s1", "科技奖励规定", None),
    document("s2-0", "s2", "科技奖励规定", None),
    document("s2-5", "s2", "通知二", "沪府〔2020〕9号"),
    document("s3-0", "s3", "浙江省人民政府关于加强监管的意见", "浙政发〔2014〕21号"),
    document("s3-9", "s3", "中华人民共和国刑法", None),
]
CLAUSES = {("s1-1", "art_6"): "s1-1-art_6", ("s1-0", "art_2"): "s1-0-art_2"}


def linked(cited: dict[str, Any]) -> list[dict[str, str | None]]:
    target = DocumentIndex(DOCUMENTS).target(cited)
    return citation_links([(cited, target)] if target else [], CLAUSES)


@pytest.mark.parametrize(
    ("cited", "target", "clause"),
    [
        (citation(title="科技奖励规定"), "s1-1", None),  # the one in the same source
        (citation(title="科技奖励规定", provision="第六条第一款"), "s1-1", "s1-1-art_6"),
        (citation(number="沪府〔2020〕9号"), "s2-5", None),
        (citation(title="通知二", number="沪府〔2020〕9号"), "s2-5", None),
        (citation(provision="第二条"), "s1-0", "s1-0-art_2"),
        (citation(title="刑法"), "s3-9", None),
        (citation(title="关于加强监管的意见"), "s3-0", None),
        (citation(number="浙政发〔2014〕021号"), "s3-0", None),
    ],
)
def test_found(cited: dict[str, Any], target: str, clause: str | None) -> None:
    assert linked(cited) == [{"mention_id": "m", "cited_document_id": target, "cited_clause_id": clause}]


@pytest.mark.parametrize(
    "cited",
    [
        citation(title="别的规定"),
        citation(number="国发〔2000〕1号"),
        citation(provision="前款"),
        citation(provision="第二条", relation="amends"),  # of the text amended, not of the decision
        citation(title="通知"),  # itself
    ],
)
def test_not_here(cited: dict[str, Any]) -> None:
    assert linked(cited) == []
