"""Numbers of the decimal order: 1, 1.1, 1.1.1 (GB/T 1.1)."""

from __future__ import annotations

import pytest

from tests.segment.reading import body

TITLE = "湖北省突发事件应急预案\n"


@pytest.mark.parametrize(
    ("raw", "provisions"),
    [
        pytest.param(
            "1 总则\n1.1 编制目的\n健全机制，制定本预案。\n1.2 编制依据\n依据有关法律。\n1.2.1 适用范围\n适用于本省。\n2 组织体系\n2.1 领导机构\n统一领导。\n",
            [
                "lvl1_1 1 【总则】",
                "lvl1_1__lvl2_1 1.1 【编制目的】",
                "lvl1_1__lvl2_1__para_1 健全机制，制定本预案。",
                "lvl1_1__lvl2_2 1.2 【编制依据】",
                "lvl1_1__lvl2_2__para_1 依据有关法律。",
                "lvl1_1__lvl2_2__lvl3_1 1.2.1 【适用范围】",
                "lvl1_1__lvl2_2__lvl3_1__para_1 适用于本省。",
                "lvl1_2 2 【组织体系】",
                "lvl1_2__lvl2_1 2.1 【领导机构】",
                "lvl1_2__lvl2_1__para_1 统一领导。",
            ],
            id="three levels",
        ),
        pytest.param(
            "1 总则\n1.1 编制目的\n制定本预案。\n1.4 工作原则\n以人为本。\n3 监测预警\n3.1 监测\n略。\n5 人员应当到位。\n",
            [
                "lvl1_1 1 【总则】",
                "lvl1_1__lvl2_1 1.1 【编制目的】",
                "lvl1_1__lvl2_1__para_1 制定本预案。",
                "lvl1_1__lvl2_4 1.4 【工作原则】",
                "lvl1_1__lvl2_4__para_1 以人为本。",
                "lvl1_3 3 【监测预警】",
                "lvl1_3__lvl2_1 3.1 【监测】",
                "lvl1_3__lvl2_1__para_1 略。",
                "lvl1_3__lvl2_1__para_2 5人员应当到位。",
            ],
            id="numbers that are lost between headings",
        ),
        pytest.param(
            "1.总则\n1.1编制目的\n制定本预案。\n1.2 原则\n包括：\n1.统一领导；\n2.分级负责。\n2．组织体系\n2.1. 领导机构\n统一领导。\n3. 附则\n由应急局解释。\n",
            [
                "lvl1_1 1. 【总则】",
                "lvl1_1__lvl2_1 1.1 【编制目的】",
                "lvl1_1__lvl2_1__para_1 制定本预案。",
                "lvl1_1__lvl2_2 1.2 【原则】",
                "lvl1_1__lvl2_2__para_1 包括：",
                "lvl1_1__lvl2_2__lvl3_1 1.",
                "lvl1_1__lvl2_2__lvl3_1__para_1 统一领导；",
                "lvl1_1__lvl2_2__lvl3_2 2.",
                "lvl1_1__lvl2_2__lvl3_2__para_1 分级负责。",
                "lvl1_2 2. 【组织体系】",
                "lvl1_2__lvl2_1 2.1. 【领导机构】",
                "lvl1_2__lvl2_1__para_1 统一领导。",
                "lvl1_3 3. 【附则】",
                "lvl1_3__para_1 由应急局解释。",
            ],
            id="marks behind the numbers, and items of a list",
        ),
        pytest.param(
            "一、目标\n到2025年，产值有增长。\n1.5万亿元的目标如期实现。\n",
            [
                "lvl1_1 一、 【目标】",
                "lvl1_1__para_1 到2025年，产值有增长。",
                "lvl1_1__para_2 1.5万亿元的目标如期实现。",
            ],
            id="a sum is no number of a heading",
        ),
    ],
)
def test_decimal_headings(raw: str, provisions: list[str]) -> None:
    assert body(TITLE + raw) == provisions
