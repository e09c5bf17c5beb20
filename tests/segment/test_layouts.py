"""Boxes and tables: pairs of a text and what its clauses were in print."""

from typing import get_args

import pytest

from pipeline.normalise import normalise
from pipeline.segment import segment
from pipeline.segment.types import Layout

TABLE = """关于成品油价格的通知

有关单位：

现将最高零售价格公布如下。

标号

单位

最高零售价

89号汽油

元/吨

10520

92号汽油

元/吨

11151

以上价格自2026年1月1日起执行。
"""

BOX = """上海市知识产权保护规划

一、提升知识产权运用效益

（一）推动企业提高知识产权运用水平

制定并实施知识产权专项资金管理办法。

专栏4：专利导航工程

完善专利导航工作体系。制定导航标准。

专栏5：高价值专利培育工程

开展高价值专利培育项目。

（二）深化知识产权金融服务创新

支持企业融资。
"""

SHORT_LINES = """关于任免的通知

有关单位：

现将名单公布如下。

张三

李四

特此通知。
"""


@pytest.mark.parametrize(
    ("text", "layout", "expected"),
    [
        (TABLE, "table", ("标号", "单位", "最高零售价", "89号汽油", "元/吨", "10520", "92号汽油", "元/吨", "11151")),
        (TABLE, "box", ()),
        (
            BOX,
            "box",
            (
                "专栏4：专利导航工程",
                "完善专利导航工作体系。制定导航标准。",
                "专栏5：高价值专利培育工程",
                "开展高价值专利培育项目。",
            ),
        ),
        (BOX, "table", ()),
        (SHORT_LINES, "table", ()),
    ],
)
def test_layout(text, layout, expected):
    documents = segment(normalise(text)).documents
    assert tuple(c.text for d in documents for c in d.clauses if c.layout == layout) == expected


def test_one_long_cell_between_halves_belongs_to_the_table():
    cells = ["序号", "站点", "地址", "由值班人员在工作时间内接听并登记。" * 3, "1", "真南站", "真南路2219号"]
    text = "关于站点的通知\n\n有关单位：\n\n现公布如下。\n\n" + "\n\n".join(cells) + "\n\n特此通知。\n"
    clauses = segment(normalise(text)).documents[0].clauses
    assert [c.text for c in clauses if c.layout == "table"] == cells


def test_every_clause_has_a_layout():
    for text in (TABLE, BOX):
        assert all(c.layout in get_args(Layout) for d in segment(normalise(text)).documents for c in d.clauses)
