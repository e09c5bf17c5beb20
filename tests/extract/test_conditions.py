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
    # punishments
    ("情节严重的，处一万元以上五万元以下罚款", ["情节严重的"]),
    ("责令改正；逾期不改正的，处一千元罚款；情节严重的，处一万元罚款", ["逾期不改正的", "情节严重的"]),
    ("（三）清洗车辆的，处以二百元以上一千元以下罚款", ["清洗车辆的"]),
    ("第五条 未取得许可的，由市公安局责令改正，没收违法所得，并处五百元罚款", ["未取得许可的"]),
    ("违反本条例第十条规定，擅自占用道路的，由公安机关处五百元罚款", ["违反本条例第十条规定，擅自占用道路的"]),
    ("未履行义务的，对单位处一千元以上三千元以下罚款，对个人处五百元罚款", ["单位", "个人"]),
    ("并处违法所得三倍罚款，没有违法所得的，处五万元罚款", ["没有违法所得的"]),
    # part of a case, shared out, coordinated, after another sum, too far away, nothing but a reference
    ("货值金额不足一万元的，并处五万元罚款", [None, "货值金额不足一万元的"]),
    ("对一等奖、二等奖，分别给予30万元、20万元奖励", [None, None]),
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
