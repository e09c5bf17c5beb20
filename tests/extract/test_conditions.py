from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.extract.amounts import find_amounts
from pipeline.extract.types import Context
from tests.extract.value_pairs import TEXTS

# text | the case of each sum in it, None where that is not plain
PAIRS = [
    # grants
    ("对首次达标的企业，给予30万元奖励", ["首次达标的企业"]),
    ("对首次达标的企业给予最高30万元的奖励", ["首次达标的企业"]),
    ("对首次达标的给予30万元，对再次达标的给予20万元", ["首次达标的", "再次达标的"]),
    ("对获国家立项支持的，给予不超过项目总投资20%、最高300万元的奖励", ["获国家立项支持的"]),
    ("对总部新增研发功能的，经评定后给予300万元人民币一次性奖励", ["总部新增研发功能的"]),
    ("加大支持力度。对进入审查程序的产品，按照规定给予最高300万元支持", ["进入审查程序的产品"]),
    ("对升规达标的企业，市级层面给予不超过20万元奖励", ["升规达标的企业"]),
    ("对符合条件的企业，根据当年增长情况，给予最高40万元奖励", ["符合条件的企业"]),
    # shared out: as many cases as sums
    ("对一等奖、二等奖，分别给予30万元、20万元奖励", ["一等奖", "二等奖"]),
    ("对首次达标的瞪羚企业、独角兽企业分别给予200万元、400万元的奖励", ["首次达标的瞪羚企业", "独角兽企业"]),
    (
        "对新认定的国家级、省级和市级平台，分别给予最高100万元、50万元和20万元补助",
        ["新认定的国家级", "省级", "市级平台"],
    ),
    (
        "按年销售收入小于5000万元、5000万元以上两个档次，分别给予30万元、40万元奖励",
        [None, None, "年销售收入小于5000万元", "5000万元以上"],
    ),
    # punishments
    ("情节严重的，处一万元以上五万元以下罚款", ["情节严重的"]),
    ("责令改正；逾期不改正的，处一千元罚款；情节严重的，处一万元罚款", ["逾期不改正的", "情节严重的"]),
    ("（三）清洗车辆的，处以二百元以上一千元以下罚款", ["清洗车辆的"]),
    ("第五条 未取得许可的，由市公安局责令改正，没收违法所得，并处五百元罚款", ["未取得许可的"]),
    ("违反本条例第十条规定，擅自占用道路的，由公安机关处五百元罚款", ["违反本条例第十条规定，擅自占用道路的"]),
    (
        "（二）停车场（库）经营者违反本办法第十五条第一项规定，未遵守规范的，处以200元以上2000元以下罚款",
        ["停车场（库）经营者违反本办法第十五条第一项规定，未遵守规范的"],
    ),
    (
        "驾驶员违反规定，不支付停车费、超时停车的，应当责令补交停车费，处以50元罚款",
        ["驾驶员违反规定，不支付停车费、超时停车的"],
    ),
    (
        "违反本条例规定，未将情况报告，或者未提供资料的，由区部门责令改正，限期拆除，可处一万元罚款",
        ["违反本条例规定，未将情况报告，或者未提供资料的"],
    ),
    ("未履行义务的，对单位处一千元以上三千元以下罚款，对个人处五百元罚款", ["单位", "个人"]),
    ("并处违法所得三倍罚款，没有违法所得的，处五万元罚款", ["没有违法所得的"]),
    # part of a case, shared out, coordinated, after another sum, too far away, nothing but a reference
    ("货值金额不足一万元的，并处五万元罚款", [None, "货值金额不足一万元的"]),
    ("对三类企业，分别给予30万元、20万元奖励", [None, None]),
    ("对达标的企业，给予30万元、20万元奖励", [None, None]),
    ("对达标的企业，给予30万元奖励，最高不超过50万元", ["达标的企业", None]),
    ("甲企业未备案，乙企业未登记的，处一万元罚款", [None]),
    ("对其处五千元罚款", [None]),
    ("给予300万元的奖励", [None]),
    ("对应给予300万元", [None]),
    ("对" + "甲" * 300 + "给予300万元", [None]),
]


@pytest.mark.parametrize(("text", "cases"), PAIRS, ids=[p[0][:40] for p in PAIRS])
def test_reads_what_a_sum_is_for(text: str, cases: list[str | None]) -> None:
    assert [m.condition and m.condition.text for m in find_amounts(text, Context())] == cases


@given(TEXTS)
def test_a_case_is_a_slice_before_its_sum(text: str) -> None:
    for m in find_amounts(text, Context()):
        if m.condition is not None:
            assert text[m.condition.start : m.condition.end] == m.condition.text
            assert m.condition.end <= m.start
