"""Numbers that do not count on are flagged, and only those."""

import pytest

from pipeline.normalise import normalise
from pipeline.segment import segment


def flags(raw: str) -> list[tuple[str, str | None]]:
    (document,) = segment(normalise(raw)).documents
    return [(c.eid, c.review_reason) for c in document.clauses if c.needs_review]


LAW = "某市道路管理条例\n　　第一条　为了加强管理，制定本条例。\n　　第二条　下列行为应当禁止：\n　　（一）占用道路；\n　　（二）损坏道路。\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("　　第三条　本条例自公布之日起施行。\n", []),
        ("　　第二条之一　道路应当养护。\n　　第三条　本条例自公布之日起施行。\n", []),
        ("　　第二条　本条例自公布之日起施行。\n", [("art_2", "repeats a number")]),
        ("　　第五条　本条例自公布之日起施行。\n", [("art_5", "does not follow 2")]),
    ],
)
def test_articles(more: str, expected: list[tuple[str, str | None]]) -> None:
    assert flags(LAW + more) == expected


PAPER = "关于支持某产业发展的若干措施\n　　为支持产业发展，提出措施如下：\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the second level begins anew under each heading, or runs on through the paper
        (
            "一、研发\n（一）支持平台\n建设平台。\n（二）支持企业\n支持企业。\n二、融资\n（一）支持上市\n支持上市。\n",
            [],
        ),
        (
            "一、研发\n（一）支持平台\n建设平台。\n（二）支持企业\n支持企业。\n二、融资\n（三）支持上市\n支持上市。\n",
            [],
        ),
        ("一、研发\n支持研发。\n三、融资\n支持融资。\n", [("lvl1_3", "does not follow 1")]),
        ("一、研发\n支持研发。\n一、融资\n支持融资。\n", [("lvl1_1", "repeats a number")]),
    ],
)
def test_headings(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert flags(PAPER + body) == expected
