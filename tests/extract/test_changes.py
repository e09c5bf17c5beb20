from __future__ import annotations

import pytest

from pipeline.extract.percentages import find_percentages
from pipeline.extract.types import Context

# text | direction or endpoint of each share in it, - for neither
PAIRS = [
    ("增长10%以上", ["increase"]),
    ("同比增长约10%", ["increase"]),
    ("增长5%—8%", ["increase"]),
    ("研发投入年均增长7%以上", ["increase"]),
    ("年均增长率达到10%", ["increase"]),
    ("上浮不超过20%", ["increase"]),
    ("提高缴费比例1个百分点", ["increase"]),
    ("不低于10%的增长", ["increase"]),
    ("以10%以上的速度递增", ["increase"]),
    ("分别增长5%、8%", ["increase", "increase"]),
    ("下降5个百分点", ["decrease"]),
    ("降幅不超过5%", ["decrease"]),
    ("减征50%", ["decrease"]),
    ("在平段电价基础上下浮80%", ["decrease"]),
    ("减收正常票价50%", ["decrease"]),
    ("减少能耗10%以上，", ["decrease"]),
    ("负增长5%", ["decrease"]),
    ("增长率下降2个百分点", ["decrease"]),
    ("能耗比2020年下降13.5%", ["decrease"]),
    ("收费标准降低20%", ["decrease"]),
    # levels
    ("提高到50%", ["to"]),
    ("提高至50%、60%", ["to", "to"]),
    ("降至5%以下", ["to"]),
    ("税率暂减为0.4%", ["to"]),
    ("股比限制从51%提高至100%", ["from", "to"]),
    ("持股比例由不超过51%提高到100%", ["from", "to"]),
    ("将税率从20%的基础税率下调为15%", ["from", "to"]),
    # neither
    ("占比提高5个百分点，达到30%", ["increase", "-"]),
    ("从5%到10%", ["-"]),
    ("上下浮动10%", ["-"]),
    ("减按15%的税率", ["-"]),
    ("高于平均水平2个百分点", ["-"]),
    ("应当高于收入增长幅度三个百分点", ["-"]),
    ("增加对投资额30%的奖励", ["-"]),
    ("提高标准的50%", ["-"]),
    ("给予项目总投资20%的补贴", ["-"]),
    ("从业人员达到30%", ["-"]),
]


@pytest.mark.parametrize(("text", "said"), PAIRS, ids=[p[0] for p in PAIRS])
def test_reads_the_change(text: str, said: list[str]) -> None:
    assert [m.direction or m.endpoint or "-" for m in find_percentages(text, Context())] == said
