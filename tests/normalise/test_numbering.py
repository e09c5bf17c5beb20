from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbering import read_mark, read_marks
from pipeline.segment.tree import chinese


@pytest.mark.parametrize(
    ("text", "kind", "number", "num_text", "rest"),
    [
        # laws: 编 分编 章 节 条 款 项 目
        ("第一编 总则", "part", "1", "第一编", "总则"),
        ("第一分编 通则", "subpart", "1", "第一分编", "通则"),
        ("第十二章 附则", "chapter", "12", "第十二章", "附则"),
        ("第一节 一般规定", "section", "1", "第一节", "一般规定"),
        ("第一条 为了规范管理，", "article", "1", "第一条", "为了规范管理，"),
        ("第一条为了规范管理，", "article", "1", "第一条", "为了规范管理，"),
        ("第二十条（执法证的销毁）", "article", "20", "第二十条", "（执法证的销毁）"),
        ("第一百零八条 本法自公布之日起施行。", "article", "108", "第一百零八条", "本法自公布之日起施行。"),
        ("第一千二百六十条 本法", "article", "1260", "第一千二百六十条", "本法"),
        ("第15条 本办法", "article", "15", "第15条", "本办法"),
        ("第一百二十条之一 资助恐怖活动组织", "article", "120-1", "第一百二十条之一", "资助恐怖活动组织"),
        ("第二十八条之十二 国家", "article", "28-12", "第二十八条之十二", "国家"),
        # policy papers: 一、（一） 1. （1） ①
        ("一、总体要求", "one", "1", "一、", "总体要求"),
        ("十二、持有《上海市居住证》", "one", "12", "十二、", "持有《上海市居住证》"),
        ("二.主要任务", "one", "2", "二.", "主要任务"),
        ("（一）指导思想", "two", "1", "（一）", "指导思想"),
        ("（二十一）抓好责任落实。", "two", "21", "（二十一）", "抓好责任落实。"),
        ("(三)修改", "two", "3", "(三)", "修改"),
        ("1.完成失信行为整改", "three", "1", "1.", "完成失信行为整改"),
        ("25.支持", "three", "25", "25.", "支持"),
        ("3、加强监管", "three", "3", "3、", "加强监管"),
        ("1．数量", "three", "1", "1．", "数量"),
        ("1. 数量", "three", "1", "1.", "数量"),
        ("（1）建立帮办工作机制", "four", "1", "（1）", "建立帮办工作机制"),
        ("(12) 战略预留区", "four", "12", "(12)", "战略预留区"),
        ("1）战略预留区", "four", "1", "1）", "战略预留区"),
        ("③其他", "circled", "3", "③", "其他"),
        # items whose words begin like a reference's
        ("（一）项目单位情况；", "two", "1", "（一）", "项目单位情况；"),
        ("（1）项目名称；", "four", "1", "（1）", "项目名称；"),
        ("（三）款项用途。", "two", "3", "（三）", "款项用途。"),
        ("第七条中国人民银行依照本法", "article", "7", "第七条", "中国人民银行依照本法"),
        ("第九条所有权人应当", "article", "9", "第九条", "所有权人应当"),
    ],
)  # fmt: skip
def test_reads(text: str, kind: str, number: str, num_text: str, rest: str) -> None:
    mark = read_mark(text)
    assert mark is not None
    assert (mark.kind, mark.number, mark.text, text[mark.end :]) == (kind, number, num_text, rest)
    assert not mark.damaged


@pytest.mark.parametrize(
    "text",
    [
        "第二十九条、第三十条的规定",  # referred to
        "第十五条第二款规定的",
        "第三条的规定",
        "第五条和第六条",
        "第八条规定的情形",
        "第六条改为第七条",
        "第四条第一项",
        "第一款所称",
        "第一次修正",
        "第34次常务会议",
        "第15期",
        "（二）项规定的情形",
        "（三）款规定",
        "一、二、三类",
        "一、二级公路",
        "2.5个百分点",
        "3.14",
        "1.5%",
        "2024年",
        "20个工作日",
        "一是加强领导",
        "——线上帮办",
        "总则",
        "",
    ],
)
def test_opens_nothing(text: str) -> None:
    assert read_mark(text) is None


@pytest.mark.parametrize(
    ("text", "number", "num_text"), [("八)做好退市处置工作", "8", "八)"), ("四）发挥产业引领作用", "4", "四）")]
)
def test_a_number_that_lost_a_bracket_is_read_as_damaged(text: str, number: str, num_text: str) -> None:
    mark = read_mark(text)
    assert mark is not None
    assert (mark.kind, mark.number, mark.text, mark.damaged) == ("two", number, num_text, True)


@pytest.mark.xfail(strict=True, reason="only a lost opening bracket is read")
def test_a_lost_closing_bracket():
    mark = read_mark("（八做好退市处置工作")
    assert mark is not None
    assert (mark.kind, mark.number, mark.damaged) == ("two", "8", True)


def _articles(*texts: str) -> list[str]:
    return [mark.number for mark in read_marks(list(texts)) if mark is not None]


def test_the_next_article_is_one_though_its_words_read_like_a_reference():
    assert _articles("第三条 甲。", "第四条与乙有关的丙。", "第五条至丁。", "第六条 戊。") == ["3", "4", "5", "6"]


@pytest.mark.parametrize("line", ["第四条和第五条的规定。", "第五条与乙。", "第四条的乙。", "第四条规定的乙。"])
def test_a_reference_at_a_lines_head_is_no_article(line: str) -> None:
    assert _articles("第三条 甲，依照", line, "第四条 丙。", "第五条 丁。") == ["3", "4", "5"]


def test_reads_at_an_offset():
    mark = read_mark("前文。2.后文", 3)
    assert mark is not None
    assert (mark.kind, mark.value, mark.end) == ("three", 2, 5)


@given(st.integers(1, 999))
def test_every_ordinal_is_read_back(n: int) -> None:
    for text, kind in (
        (f"第{chinese(n)}条 本", "article"),
        (f"（{chinese(n)}）本", "two"),
        (f"{chinese(n)}、本", "one"),
    ):
        if kind != "article" and len(chinese(n)) > 4:
            continue  # headings never count that far
        mark = read_mark(text)
        assert mark is not None
        assert (mark.kind, mark.value) == (kind, n)


@given(st.text("第一二十百条章节编之（）()、.．1９①款项的", max_size=16))
def test_raises_nothing_and_stays_inside(text: str) -> None:
    mark = read_mark(text)
    if mark is not None:
        assert 0 < len(mark.text) <= mark.end <= len(text)
        assert mark.value > 0
        assert text.startswith(mark.text)
