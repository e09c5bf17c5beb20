from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment.page_heads import page_heads, said


def found(texts: list[str]) -> list[list[str]]:
    return [texts[a:b] for a, b in page_heads(texts, [False] * len(texts))]


APART = ["索引号", "000014349/2024-00031", "发文机关", "湖北省人民政府办公厅", "成文日期", "2024年3月11日"]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(APART, id="key and value on lines of their own"),
        pytest.param(
            ["索引号：", "000014349/2024-00031", "主题词：", "发布日期：", "2024-03-05"], id="one without value"
        ),
        pytest.param(["索引号：0001 分类：其他", "发文机构 市政府办公室", "文号 齐政办发〔2019〕29号"], id="pairs"),
        pytest.param(
            ["• 索引号：", "6107/2024", "• 发文机构：", "县政府网站", "• 有效性：", "• 内容概述："], id="bullets"
        ),
        pytest.param(
            ["标题", "省人民政府关于加强监管的通知", "发文字号", "鄂政发〔2024〕8号", "有效性", "有效"], id="title"
        ),
    ],
)
def test_a_table_over_a_document(head: list[str]) -> None:
    assert found(["首页", *head, "省人民政府关于加强监管的通知", "各市人民政府："]) == [head]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["名称：省人民政府", "为加强监管，制定本办法。"], id="one key"),
        pytest.param(
            ["序号", "文件名称", "文号", "发布日期", "1", "关于加强监管的通知"], id="the head of a table's columns"
        ),
        pytest.param(
            ["名称： 姓名： 职务：", "名称：甲 姓名：", "名称：乙 姓名：", "名称：丙 姓名："], id="rows of a form"
        ),
        pytest.param(["分类施策，统筹推进。", "来源稳定可靠。", "标题清楚明白。"], id="sentences"),
    ],
)
def test_no_table(texts: list[str]) -> None:
    assert found(texts) == []


def test_keys_and_values_as_lines():
    assert said([*APART, "字号：大 中 小"]) == [
        "索引号：000014349/2024-00031",
        "发文机关：湖北省人民政府办公厅",
        "成文日期：2024年3月11日",
        "字号：大 中 小",
    ]


@given(
    st.lists(st.sampled_from(["索引号", "文号：", "有效性：有效", "上文。", "2024年3月1日", "标题 通知"]), max_size=20)
)
def test_ranges_are_apart_and_in_order(texts: list[str]):
    at = 0
    for start, end in page_heads(texts, [False] * len(texts)):
        assert at <= start < end <= len(texts)
        at = end
