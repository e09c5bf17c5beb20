import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates import find_dates
from pipeline.extract.periods import find_periods
from pipeline.extract.types import Context, PlanPeriod, Recurrence

PLANS = [
    ("“十四五”期间，累计", "“十四五”期间", 2021, 2025),
    ("《“十四五”国家知识产权保护和运用规划》", "“十四五”", 2021, 2025),
    ("到“十五五”期末", "“十五五”", 2026, 2030),
    ("是“十二五”时期我国税制改革", "“十二五”时期", 2011, 2015),
    ("国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "第十四个五年规划", 2021, 2025),
    ("十三五规划确定的", "十三五", 2016, 2020),
    ("“十五”期间", "“十五”期间", 2001, 2005),
    ("“九五”计划", "“九五”", 1996, 2000),
    ("第十个五年计划", "第十个五年计划", 2001, 2005),
]


@pytest.mark.parametrize(("text", "span", "first", "last"), PLANS)
def test_plans(text, span, first, last):
    [found] = [p for p in find_periods(text, Context()) if isinstance(p, PlanPeriod)]
    assert (found.text, str(found.date_start), str(found.date_end)) == (span, f"{first}-01-01", f"{last}-12-31")


# text; (span, every, due) of each recurrence
RECURRENCES = [
    ("应当于每年3月底前向社会公布", [("每年3月底", "year", "03-31")]),
    ("于每年2月底前制定计划", [("每年2月底", "year", "02-28")]),
    ("每年三月三十一日前报送", [("每年三月三十一日", "year", "03-31")]),
    ("应当在每年的12月31日前", [("每年的12月31日", "year", "12-31")]),
    ("在每年第一季度结束前", [("每年第一季度结束", "year", "03-31")]),
    ("于每年第一季度报告", [("每年第一季度", "year", "Q1")]),
    ("每年上半年组织", [("每年上半年", "year", "H1")]),
    ("应当在每年年底前报告", [("每年年底", "year", "12-31")]),
    ("国务院于每年年初编制", [("每年年初", "year", "01-01")]),
    ("每年十月的最后一周为学习周", [("每年十月的最后一周", "year", "10")]),
    ("每年九月的第三个星期六是国防教育日", [("每年九月的第三个星期六", "year", "09")]),
    ("每年1月20日和7月20日前报送", [("每年1月20日", "year", "01-20"), ("7月20日", "year", "07-20")]),
    (
        "每年1月1日至5月10日、7月10日至10月10日为森林防火期",
        [("每年1月1日至5月10日", "year", "01-01/05-10"), ("7月10日至10月10日", "year", "07-10/10-10")],
    ),
    ("每年10月1日至次年9月30日", [("每年10月1日至次年9月30日", "year", "10-01/09-30")]),
    ("每年十一月中旬至第二年三月中旬", [("每年十一月中旬至第二年三月中旬", "year", "11-11/03-20")]),
    ("每年六月至九月期间", [("每年六月至九月", "year", "06/09")]),
    ("会计年度自公历1月1日起至12月31日止", [("1月1日起至12月31日", "year", "01-01/12-31")]),
    ("12月4日为国家宪法日。", [("12月4日", "year", "12-04")]),
    ("每年农历九月初九为老年节", [("每年农历九月初九", "year", None)]),
    ("每一年组织一次基地申报", [("每一年", "year", None)]),
    ("每一个年度结束后", []),
    ("应当于每月5日、20日前报送", [("每月5日", "month", "05"), ("20日", "month", "20")]),
    ("每月的5日和20日前", [("每月的5日", "month", "05"), ("20日", "month", "20")]),
    ("每月第一个工作日前报送", [("每月第一个工作日", "month", None)]),
    ("于每月10日前报送上月信息", [("每月10日", "month", "10")]),
    ("应于每月十五日前缴纳", [("每月十五日", "month", "15")]),
    ("每月底前汇总", [("每月底", "month", "31")]),
    ("每月上旬公布", [("每月上旬", "month", "01/10")]),
    ("于每季度首月10日前报送", [("每季度首月10日", "quarter", "M1-10")]),
    ("每季度末，应当", [("每季度末", "quarter", "M3-31")]),
    ("每周五下午", [("每周五", "week", "5")]),
    ("每季度至少召开一次推进会议", [("每季度", "quarter", None)]),
    ("每半年检测1次", [("每半年", "half", None)]),
    ("每年不得少于两次", [("每年", "year", None)]),
    # no recurrence of their own: an amount by the year, a rate, a day that hangs on another
    ("每人每年5万元", []),
    ("全市每年减量化任务不低于15平方公里", []),
    ("于次年3月31日前办理", []),
    ("每两年评估一次", []),
    ("全省十五日内", []),
]


@pytest.mark.parametrize(("text", "expected"), RECURRENCES, ids=[t for t, _ in RECURRENCES])
def test_recurrences(text, expected):
    found = [p for p in find_periods(text, Context()) if isinstance(p, Recurrence)]
    assert [(p.text, p.every, p.due) for p in found] == expected


@pytest.mark.parametrize(
    "text", ["“七五”普法规划", "十五日内", "二十四五个", "十五个工作日", "“三农”", "第十五条", "十四五六七"]
)
def test_no_plan(text):
    assert not [p for p in find_periods(text, Context()) if isinstance(p, PlanPeriod)]


def test_a_recurring_day_is_no_date():
    text = "“十四五”期间，每年1月20日和7月20日前报送；2024年7月20日前完成。"
    assert [d.text for d in find_dates(text, Context())] == ["2024年7月20日"]


@given(st.text("每年季度月周半至和、。3一十五1日底次前“”第个规划九农历的 \n", max_size=50))
def test_mentions_are_slices(text):
    found = find_periods(text, Context())
    assert all(text[p.start : p.end] == p.text and "\n" not in p.text for p in found)
    spans = sorted((p.start, p.end) for p in found if isinstance(p, Recurrence))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
