"""Paragraphs are drawn at random within strata, the same ones each time, and none twice."""

from __future__ import annotations

import pytest

from benchmarks.draw_paragraphs import Drawer, fold, kind_of, paragraphs, place_of

FILE = """---
标题: 某某办法
---

# 某某办法

> 本文正文由脚本自官方公开页面提取，仅供检索查阅。
**第一条**　为了规范某某活动，促进某某事业健康发展，制定本办法。
第二条 太短。
## 第三条 违反本办法规定的，由主管部门处五千元以上五万元以下罚款。
| 表 | 格里的一行不是一个段落，也就不在抽取的范围之内 |
"""


def test_a_paragraph_is_a_line_without_its_marks() -> None:
    assert [(p.line, p.text) for p in paragraphs("laws/x.txt", FILE)] == [
        (8, "第一条　为了规范某某活动，促进某某事业健康发展，制定本办法。"),
        (10, "第三条 违反本办法规定的，由主管部门处五千元以上五万元以下罚款。"),
    ]


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        ("Laws:DLC/浙江地方法规/地方性法规/杭州/x.md", "浙江"),
        ("Laws:司法解释/x.md", "interpretation"),
        ("Laws:行政法规/x.md", "regulation"),
        ("Laws:部门规章/公安部/x.md", "regulation"),
        ("just-laws:docs/README.md", None),
        ("just-laws:docs/economic/x/README.md", "statute"),
    ],
)
def test_stratum_of_an_origin(origin: str, kind: str | None) -> None:
    assert kind_of(origin) == kind


@pytest.mark.parametrize(
    ("kind", "title", "place"),
    [
        ("浙江", "浙江省城市绿化条例", "浙江省"),
        ("浙江", "杭州市燃气管理条例", "杭州市"),
        ("广东", "深圳经济特区数据条例", "深圳市"),
        ("重庆", "重庆市电信条例", "重庆市"),
        ("shanghai", "关于印发某某办法的通知", "上海市"),
        ("statute", "中华人民共和国种子法", None),
    ],
)
def test_place_of_a_document(kind: str, title: str, place: str | None) -> None:
    assert place_of(kind, title) == place


def drawn(n: int, barred: set[str]) -> list[str]:
    pool = {name: list(paragraphs(name, FILE.replace("某某", name).replace("五千", name))) for name in "甲乙丙丁"}
    drawer = Drawer(7, {fold(text) for text in barred})
    drawer.from_files("statute", pool, n, 1)
    return [p.text for _, p in drawer.drawn]


def test_draws_are_repeatable_and_without_repetition() -> None:
    assert drawn(4, set()) == drawn(4, set())
    assert len(set(drawn(4, set()))) == 4


def test_a_line_of_a_seed_is_never_drawn() -> None:
    seed = "第一条 为了规范甲活动，促进甲事业健康发展，制定本办法。"
    assert all(fold(text) != fold(seed) for text in drawn(4, {seed}))


def test_a_stratum_with_too_little_says_so() -> None:
    with pytest.raises(ValueError, match="1 of 5"):
        drawn(5, set())
