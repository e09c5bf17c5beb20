from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.extract.multiples import find_multiples
from pipeline.extract.types import Context
from tests.extract.slices import in_order
from tests.extract.value_pairs import TEXTS, said

PAIRS = [
    ("处五倍数额罚款", ["五倍 exact 5"]),
    ("以2倍速度增长", ["2倍 exact 2"]),
    ("产能倍增、三倍数", []),
    ("处违法所得一倍以上五倍以下的罚款", ["一倍以上五倍 range 1~5"]),
    ("货值金额10倍以上20倍以下", ["10倍以上20倍 range 10~20"]),
    ("平均工资3倍的", ["3倍 exact 3"]),
    ("1.5倍", ["1.5倍 exact 1.5"]),
    ("一点五倍以上", ["一点五倍 min 1.5"]),
    ("一至三倍", ["一至三倍 range 1~3"]),
    ("1至3倍的罚款", ["1至3倍 range 1~3"]),
    ("不超过限额的2倍", ["2倍 max 2"]),
    ("不得低于经费标准的十二倍", ["十二倍 min 12"]),
    ("超过排放标准三倍以上", ["三倍 min 3"]),
    ("超过利率四倍的除外", ["四倍 min 4"]),
    ("超过合同成立时一年期贷款市场报价利率四倍的", ["四倍 min 4"]),
    ("投保最低责任限额应缴纳的保险费的二倍罚款", ["二倍 exact 2"]),
    ("超过安置面积部分按照重置价格的两倍结算", ["两倍 exact 2"]),
    ("二倍、五倍执行", ["二倍 exact 2", "五倍 exact 5"]),
    ("标准十倍、五十倍以上的，应当分别认定", ["十倍 min 10", "五十倍 min 50"]),
    ("百分之五十以上二倍以下", ["二倍 max 2"]),
    ("一倍半桩身长度", ["一倍半 exact 1.5"]),
    ("约2倍", ["2倍 approx 2"]),
    ("翻一番", []),
    ("成倍增长，加倍支付，双倍返还", []),
    ("数倍于此，百倍努力", []),
    ("2倍增速", []),
    ("单倍体、二倍体", []),
    ("倍数的3倍数", []),
]


@pytest.mark.parametrize(("text", "readings"), PAIRS, ids=[p[0] for p in PAIRS])
def test_reads_the_multiples(text: str, readings: list[str]) -> None:
    assert [said(m) for m in find_multiples(text, Context())] == readings


@given(TEXTS)
def test_mentions_are_slices_in_order(text: str) -> None:
    in_order(find_multiples(text, Context()), text)
