from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.extract.percentages import find_percentages
from pipeline.extract.types import BOUNDS, Context
from tests.extract.value_pairs import TEXTS, said

CONTEXT = Context()

PAIRS = [
    # signs and written forms
    ("覆盖率达到100%", ["100% exact 100"]),
    ("税率为0.6%", ["0.6% exact 0.6"]),
    ("占总数的百分之五十", ["百分之五十 exact 50"]),
    ("职工总数的百分之零点三", ["百分之零点三 exact 0.3"]),
    ("利润的百分之一百", ["百分之一百 exact 100"]),
    ("投资额的百分之5", ["百分之5 exact 5"]),
    ("每日加收2‰的滞纳金", ["2‰ exact 2 permille"]),
    ("按照每日千分之五的比例", ["千分之五 exact 5 permille"]),
    ("按日加收万分之五的滞纳金", ["万分之五 exact 0.05"]),
    ("下降5个百分点", ["5个百分点 exact 5 point"]),
    ("提高1.5百分点", ["1.5百分点 exact 1.5 point"]),
    ("近八成企业", ["八成 approx 80"]),
    ("占比超过七成", ["七成 min 70"]),
    ("三成以上", ["三成 min 30"]),
    # words before
    ("给予不超过总投入50%的支持", ["50% max 50"]),
    ("不超过项目经费的50%", ["50% max 50"]),
    ("不超过企业总投资（不含土地费用）50%", ["50% max 50"]),
    ("最高30%贴息", ["30% max 30"]),
    ("退回率低于10%", ["10% max 10"]),
    ("派单率原则上不得高于10%", ["10% max 10"]),
    ("余额不足首期筹集金额百分之三十的", ["百分之三十 max 30"]),
    ("价格未达到市场交易价百分之七十的", ["百分之七十 max 70"]),
    ("利率低于成本的50%", ["50% max 50"]),
    ("占比均不低于15%", ["15% min 15"]),
    ("面积超过候车亭立面的百分之四十的", ["百分之四十 min 40"]),
    ("占比超过50%", ["50% min 50"]),
    ("不得低于本单位相同岗位最低档工资或者劳动合同约定工资的百分之八十", ["百分之八十 min 80"]),
    ("≥90%", ["90% min 90"]),
    ("≤5%", ["5% max 5"]),
    ("高于平均水平10个百分点", ["10个百分点 exact 10 point"]),
    ("税率降低20%", ["20% exact 20"]),
    ("节约3%", ["3% exact 3"]),
    ("超过部分的10%", ["10% exact 10"]),
    ("赔偿限额的50%", ["50% exact 50"]),
    ("不超过前3年平均投入的20%", ["20% max 20"]),
    ("约占日常养护费的40%", ["40% exact 40"]),
    ("不得少于公司章程规定的公司设立时应发行股份总数的百分之三十五", ["百分之三十五 min 35"]),
    ("基本热价不得超过全部按照套内建筑面积核算热价的百分之三十", ["百分之三十 max 30"]),
    ("工资低于当地上年度职工平均工资百分之六十的", ["百分之六十 max 60"]),
    ("达到核定最大承载量的百分之八十时", ["百分之八十 exact 80"]),
    ("未达到可流通部分100%的", ["100% max 100"]),
    ("第一次拍卖时，保留价不得低于评估价的百分之八十", ["百分之八十 min 80"]),
    ("GDP百分之三", ["百分之三 exact 3"]),
    # words after
    ("利用率达到98%左右", ["98% approx 98"]),
    ("比例达52%以上", ["52% min 52"]),
    ("控制在6%以内", ["6% max 6"]),
    ("降至1%（含）以下", ["1% max 1"]),
    ("履行率达到70%及以上", ["70% min 70"]),
    ("在10%的幅度内", ["10% max 10"]),
    ("增长10%以上", ["10% min 10"]),
    # scope and ranges
    ("不得低于上一年总收入的百分之七十或者前三年收入平均数额的百分之七十；", ["百分之七十 min 70", "百分之七十 min 70"]),
    ("分别给予不超过50%、30%、20%", ["50% max 50", "30% max 30", "20% max 20"]),
    ("控制在10—15%", ["10—15% range 10~15"]),
    ("5%至10%", ["5%至10% range 5~10"]),
    ("5％～10％", ["5％～10％ range 5~10"]),
    ("百分之五以上百分之十以下", ["百分之五以上百分之十 range 5~10"]),
    ("百分之五至百分之十", ["百分之五至百分之十 range 5~10"]),
    ("百分之三十至四十的责任", ["百分之三十至四十 range 30~40"]),
    ("职工总数百分之十五至十；", ["百分之十五至十 range 10~15"]),
    ("不低于百分之二十、不高于百分之五十一", ["百分之二十、不高于百分之五十一 range 20~51"]),
    ("超过额定乘员百分之二十不足百分之五十的", ["百分之二十不足百分之五十 range 20~50"]),
    ("5‰以上10‰以下", ["5‰以上10‰ range 5~10 permille"]),
    ("2到3个百分点", ["2到3个百分点 range 2~3 point"]),
    ("下降5%（含）至10%的", ["5%（含）至10% range 5~10"]),
    ("限制从51%提高至100%", ["51% exact 51", "100% exact 100"]),
    ("销售金额百分之五十以上二倍以下", ["百分之五十 min 50"]),
    ("不超过三年的部分按50%", ["50% exact 50"]),
    # none
    ("三分之二以上多数通过", []),
    ("由三成员组成，七成立", []),
    ("一成不变", []),
    ("https://x.cn/%E4%B8%AD%20", []),
    ("90分以上", []),
]  # fmt: skip

BASES = [
    ("给予不超过项目总投资20%的奖励", ["项目总投资"]),
    ("到2025年，农作物秸秆综合利用率达到98%左右", ["农作物秸秆综合利用率"]),
    ("支持资金为前3个首版次软件产品销售合同累计金额的20%", ["前3个首版次软件产品销售合同累计金额"]),
    ("将平均担保费率降至1%（含）以下", ["平均担保费率"]),
    ("推进人身险外资股比限制从51%提高至100%", ["人身险外资股比限制"] * 2),
    ("个人新增购置车辆中纯电动汽车占比超过50%", ["个人新增购置车辆"]),
    ("收费公路货车通行费减免10%", ["收费公路货车通行费"]),
    ("给予最高30%贴息支持", [None]),
    ("持股比例不低于5%的股东", ["持股比例"]),
    ("派单率原则上不得高于10%", ["派单率"]),
    ("二次（含）以上退回率低于10%", ["二次（含）以上退回率"]),
    ("并处所获收入30%以上3倍以下罚款", ["所获收入"]),
]


@pytest.mark.parametrize(("text", "readings"), PAIRS, ids=[p[0] for p in PAIRS])
def test_reads_the_percentages(text: str, readings: list[str]) -> None:
    assert [said(m) for m in find_percentages(text, CONTEXT)] == readings


@pytest.mark.parametrize(("text", "bases"), BASES, ids=[p[0] for p in BASES])
def test_names_what_the_share_is_of(text: str, bases: list[str | None]) -> None:
    assert [m.base for m in find_percentages(text, CONTEXT)] == bases


@given(TEXTS)
def test_mentions_are_slices_in_order(text: str) -> None:
    found = find_percentages(text, CONTEXT)
    assert found == find_percentages(text, CONTEXT)
    end = 0
    for m in found:
        assert m.text == text[m.start : m.end]
        assert "\n" not in m.text
        assert m.start >= end
        end = m.end
        assert m.bound in BOUNDS
        assert m.base is None or m.base in text.replace(" ", "")
