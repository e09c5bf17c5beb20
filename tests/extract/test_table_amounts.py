from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.amounts import find_amounts
from pipeline.extract.table_amounts import find_table_sums
from pipeline.extract.types import Context

# lines | sums; ? where that is not sure
TABLES = [
    (["补助资金分配表", "单位：万元", "|区|金额|", "| --- | --- |", "|浦东新区| 1,200.50 |", "|黄浦区| 300 |"],
     ["1,200.50 CNY 12005000", "300 CNY 3000000"]),
    (["分配表（单位：万元）", "序号 单位 金额", "1 甲公司 1,200.50", "2 乙公司 80", "上海市财政局"], ["1,200.50 CNY 12005000", "80 CNY 800000"]),
    (["单位：亿元", "年份 收入 占比 人数", "2023 7.5 12.5 300"], ["7.5 CNY 750000000"]),
    (["收费表（单位：元/人）", "项目 收费标准", "甲类 20"], ["20 CNY 20 人"]),
    (["金额单位：万美元", "项目 投资", "甲 3"], ["3 USD 30000"]),
    # the column does not say, no names, a cell missing
    (["单位：万元", "区 2023 2024", "黄浦区 300 200"], ["300 CNY 3000000 ?", "200 CNY 2000000 ?"]),
    (["单位：万元", "区 甲 乙", "黄浦区 300 200"], ["300 CNY 3000000 ?", "200 CNY 2000000 ?"]),
    (["单位：万元", "项目 金额 备注", "甲 300"], ["300 CNY 3000000 ?"]),
    # no tables
    (["责任单位：市财政局", "1 甲 300"], []),
    (["单位：万元", "以上标准自2024年7月1日起执行。", "甲 300"], []),
    (["单位：吨", "项目 金额", "甲 300"], []),
    (["各有关单位：", "项目 金额", "甲 300"], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "sums"), TABLES, ids=[t[0][0] + t[0][1] for t in TABLES])
def test_reads_the_sums_of_a_table(lines: list[str], sums: list[str]) -> None:
    text = "\n".join(lines)
    found = [
        " ".join([text[s.start : s.end], s.currency, f"{s.value.normalize():f}", *s.per, *("?" if s.review else "")])
        for s in find_table_sums(text)
    ]
    assert found == sums


def test_they_are_amounts_among_others_in_order() -> None:
    text = "补助5万元\n单位：万元\n区 金额\n甲 300\n乙 20万元\n另补助3元"
    found = find_amounts(text, Context())
    assert [(m.text, int(m.max or 0), m.needs_review) for m in found] == [
        ("5万元", 50000, False), ("300", 3000000, False), ("20万元", 200000, False), ("3元", 3, False),
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(["单位：万元", "\n", "金额", "|", " ", "1", "1,000", ".", "甲", "---", "。"]), max_size=40
    ).map("".join)
)
def test_any_text(text: str) -> None:
    reach = 0
    for m in find_amounts(text, Context()):
        assert reach <= m.start < m.end
        assert text[m.start : m.end] == m.text
        reach = m.end
