from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.common.numerals import read_ordinal
from pipeline.segment.tree import EID_PART, Node, Tree, chinese, finish
from pipeline.segment.types import LEVELS_ZH
from tests.segment.reading import paragraph


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (42, "四十二"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (999, "九百九十九"),
    ],
)
def test_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@given(st.integers(1, 999))
def test_chinese_is_read_back(number: int) -> None:
    assert read_ordinal(chinese(number)) == number


def test_every_level_has_an_id_part():
    assert set(EID_PART) | {"preamble"} == set(LEVELS_ZH)


def test_ids_and_extents():
    """SCHEMA.md's own examples of ids, and spans that cover descendants."""
    clean = paragraph("第二编第一分编第三章第一节第一百二十条之一款（三）一1.目后").clean
    tree = Tree()
    at = iter(range(100))

    def node(level: str, number: str | None = None, num_text: str | None = None) -> Node:
        start = next(at)
        return Node(level, start, start + 1, number, num_text, text_start=start)

    part = tree.add(node("part", "2", "第二编"), None)
    subpart = tree.add(node("subpart", "1", "第一分编"), part)
    chapter = tree.add(node("chapter", "3", "第三章"), subpart)
    section = tree.add(node("section", "1", "第一节"), chapter)
    article = tree.add(node("article", "120-1", "第一百二十条之一"), section)
    tree.add(node("paragraph"), article)
    second = tree.add(node("paragraph"), article)
    item = tree.add(node("subparagraph", "3", "（三）"), second)
    tree.add(node("point", "1", "1."), item)
    tree.add(node("wrapup"), second)
    clauses = finish(tree, clean)
    assert [c.eid for c in clauses] == [
        "part_2",
        "part_2__subpart_1",
        "part_2__subpart_1__chp_3",
        "part_2__subpart_1__chp_3__sec_1",
        "art_120-1",
        "art_120-1__para_1",
        "art_120-1__para_2",
        "art_120-1__para_2__subpara_3",
        "art_120-1__para_2__subpara_3__point_1",
        "art_120-1__para_2__wrapup",
    ]
    assert clauses[8].path == "第二编/第一分编/第三章/第一节/第一百二十条之一/第二款/（三）/1"
    assert [(c.clean_start, c.clean_end) for c in clauses[:5]] == [(i, 10) for i in range(5)]
    assert [c.depth for c in clauses] == [0, 1, 2, 3, 4, 5, 5, 6, 7, 6]
    assert (clauses[0].char_start, clauses[0].char_end) == (0, 10)


def test_paragraphs_of_zones_are_counted():
    clean = paragraph("甲乙丙").clean
    tree = Tree()
    for i, zone in enumerate(["preamble", "closing", "closing"]):
        tree.add(Node("paragraph", i, i + 1, text_start=i, zone=zone), None)
    assert [(c.eid, c.level, c.path) for c in finish(tree, clean)] == [
        ("preamble__para_1", "preamble", "序言/第一段"),
        ("closing__para_1", "paragraph", "结语/第一段"),
        ("closing__para_2", "paragraph", "结语/第二段"),
    ]
