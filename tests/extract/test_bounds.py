from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.bound_words import AFTER_BOUND, BEFORE, STARTS, WORDS
from pipeline.extract.bounds import bound_word, read_quantities
from tests.extract.value_pairs import number

# every family of words before a number, in a text of its own; the number is always 10
BEFORE_PAIRS = {
    "not_over": ["不超过10%", "不得超过10%", "不高于10%", "不得高于10%", "不能超过10%", "不应当超过10%", "未超过10%", "不得突破10%",
                 "不大于10%", "不多于10%", "没有超过10%", "不超10%", "不超过项目总投资的10%", "未逾10年", "不晚于10日"],
    "not_under": ["不低于10%", "不得低于10%", "不少于10%", "不小于10%", "不应少于10%", "不得少于其净资产10%", "不短于10日"],
    "up_to": ["小于或者等于10%", "等于或小于10%", "小于等于10%"],
    "from_on": ["大于或者等于10%", "等于或大于10%", "达到或者超过10%", "达到及超过10%"],
    "short_of": ["不足10%", "不满10年", "未满10年", "不到10%", "未达到10%", "未达10%", "不足注册资本10%"],
    "over": ["超过10%", "突破10%", "超出10%", "超过注册资本的10%"],
    "above": ["高于10%", "大于10%", "多于10%", "高于平均工资10%"],
    "below": ["低于10%", "少于10%", "小于10%", "低于成本的10%"],
    "just_over": ["超10%", "逾10%", "营收破10亿元"],
    "complete": ["满10年", "工作满10个月"],
    "about": ["约10%", "大约10%", "约为10%", "接近10%", "将近10%"],
    "nearly": ["近10%"],
    "ceiling": ["上限10%", "上限为10%", "封顶10%", "最高限额10万元", "限额为10万元"],
    "floor": ["下限为10%", "最低限额为10万元"],
    "at_most": ["至多10%", "最多10%", "最长10日", "最迟10日", "最大10%"],
    "highest": ["最高10%", "最高可达10%", "最高给予10万元", "最高不超过10万元"],
    "at_least": ["至少10%", "至少应当提前10日", "最少10%", "最短10日"],
    "lowest": ["最低10%", "最低为10%"],
    "symbol_max": ["≤10%", "<10%"],
    "symbol_min": ["≥10%", ">10%"],
}  # fmt: skip

AFTER_PAIRS = {
    "min": ["10%以上", "10%及以上", "10%（含）以上", "10年期以上", "以10%为下限"],
    "max": ["10%以下", "10%及以下", "10%以内", "10日之内", "以10%为限", "10万元封顶"],
    "approx": ["10%左右", "10%上下"],
    "within": ["10日内", "10日期限内", "10%幅度内"],
    "before": ["10日前", "10日之前", "10日以前"],
    "from": ["10万元起"],
    "more": ["10倍多"],
}

# words that look like bounds and are none
EXACT = [
    "最高人民法院10日", "最低工资标准10%", "节约10%", "集约10%", "临近10日", "圆满10年", "期满10日", "每超过10日", "每满10年",
    "按照上限的10%计", "超过部分的10%", "高于平均水平10个百分点", "超过规定的处10万元", "10万元以上述为准",
    "10%以下列方式", "3年内部10年", "在限额基础上增加10万元", "最高零售价格的10%", "约定10日", "超期10日", "10年前",
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, ts in BEFORE_PAIRS.items() for t in ts])
def test_words_before(name: str, text: str) -> None:
    (q,) = read_quantities(text)
    assert q.bound == next(w.bound for w in WORDS if w.name == name)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, ts in AFTER_PAIRS.items() for t in ts])
def test_words_after(name: str, text: str) -> None:
    (q,) = read_quantities(text)
    assert q.bound == AFTER_BOUND[name]


@pytest.mark.parametrize("text", EXACT)
def test_other_words_bound_nothing(text: str) -> None:
    assert read_quantities(text)[-1].bound == "exact"


def test_every_family_has_its_pairs() -> None:
    assert set(BEFORE_PAIRS) == {w.name for w in WORDS}
    assert set(AFTER_PAIRS) == set(AFTER_BOUND)
    assert all(BEFORE.search(t) for ts in BEFORE_PAIRS.values() for t in ts)


def test_the_word_itself() -> None:
    assert bound_word("给予不超过项目总投资20%", 2, 12) == "不超过"
    assert bound_word("给予20%", 0, 2) == ""


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("不超过3家企业给予50万元", ["500000~500000"]),
        ("不超过企业总投资（不含土地费用）50%", ["?~50"]),
        ("不超过前3年平均投入的20%", ["3~3", "?~20"]),
        ("不超过一年期贷款市场报价利率的4倍", ["1~1", "?~4"]),
        ("不超过三年的部分按50%", ["?~3", "50~50"]),
        ("不超过50%、300万元", ["?~50", "?~3000000"]),
        ("不超过50%，给予300万元", ["?~50", "3000000~3000000"]),
        ("最高\n50%", ["50~50"]),
        ("三年以上七年以下", ["3~7"]),
        ("七年以上三年以下", ["7~?", "?~3"]),
        ("1000元以上1万元以下、2万元以上", ["1000~10000", "20000~?"]),
    ],
)
def test_scope(text: str, sizes: list[str]) -> None:
    assert [f"{number(q.low)}~{number(q.high)}" for q in read_quantities(text)] == sizes


HOSTILE = [
    "1", "一", "万", "元", "1元", "1元、", "1元以上", "1元以上1元以下", "（", "）", "以上", "1,", "1，", "最高", "每", "1O", "O", "l",
    "1元1角", "百分之", "每人", "1年", "1日、", "1%", "不超过", "1倍", "半", "月1日", "1年至", "1元（含1元）", "数", "上百", "自1日起",
    "人民币", "US$", "1.", "10,000,", "不超过（",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_gives_slices_in_order(piece: str) -> None:
    """What it costs is measured by benchmarks/hostile.py."""
    text = piece * (5_000 // len(piece))
    reach = 0
    for found in read_quantities(text):
        assert reach <= found.start < found.end <= len(text)
        reach = found.end


# text | whether the lower and the upper number themselves are meant; - where nothing tells
INCLUSION = [
    ("1000元以上1万元以下", ["yes yes"]),
    ("超过10万元不足50万元", ["no no"]),
    ("十年以上不满二十年", ["yes no"]),
    ("不超过300万元", ["- yes"]),
    ("不低于3年", ["yes -"]),
    ("低于60%", ["- no"]),
    ("高于60%", ["no -"]),
    ("满6个月", ["yes -"]),
    ("30日内", ["- yes"]),
    ("届满三十日前", ["- -"]),
    ("最高100万元、50万元", ["- yes", "- yes"]),
    ("不足100万元、50万元", ["- no", "- no"]),
    ("分别在3日、5日内", ["- yes", "- yes"]),
    ("≥10%", ["yes -"]),
    (">=10%", ["yes -"]),
    (">10%", ["no -"]),
    ("超过核定载质量百分之三十以上不足百分之五十", ["yes no"]),
    ("3—5万元", ["- -"]),
    ("3—5万元以下", ["- yes"]),
    ("约5万元", ["- -"]),
    ("300万元", ["- -"]),
    ("一千以上一万元以下", ["yes yes"]),
    # brackets say it, and are no values of their own
    ("100万元（含）以上", ["yes -"]),
    ("50%以上（不含50%）", ["no -"]),
    ("50%以上（含本数）", ["yes -"]),
    ("超过100万元（含100万元）", ["yes -"]),
    ("2亿元（含2亿元，下同）以上", ["yes -"]),
    ("42000元（不含42000元）至50400元（含50400元）", ["no yes"]),
    ("5%（含5%）至10%（不含10%）", ["yes no"]),
    ("1000万元（含）-5000万元（不含）", ["yes no"]),
    # of something else
    ("100万元（不含税）以下", ["- yes"]),
    ("超过100万元（含市级配套资金）", ["no -"]),
    ("超过100万元（含50万元配套资金）", ["no -", "- -"]),
]


@pytest.mark.parametrize(("text", "inclusion"), INCLUSION, ids=[p[0] for p in INCLUSION])
def test_inclusion(text: str, inclusion: list[str]) -> None:
    named = {True: "yes", False: "no", None: "-"}
    assert [f"{named[q.low_in]} {named[q.high_in]}" for q in read_quantities(text)] == inclusion


@given(st.one_of([st.from_regex(word.pattern) for word in WORDS]))
def test_every_word_begins_with_one_of_the_characters_looked_for(text: str) -> None:
    anything = re.compile("|".join(word.pattern for word in WORDS))
    assert all(m[0][0] in STARTS for m in anything.finditer(text))
