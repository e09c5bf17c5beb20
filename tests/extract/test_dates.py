import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.calendar_points import find_points
from pipeline.extract.dates import find_dates, read_date
from pipeline.extract.types import Context

# text; the dates in it as (span, first day, last day, granularity letter); one day stands for both
POINTS = [
    ("自2024年7月11日起实施", [("2024年7月11日", "2024-07-11", "d")]),
    ("2024 年 7 月 11 日印发", [("2024 年 7 月 11 日", "2024-07-11", "d")]),
    ("二〇一一年一月二十七日", [("二〇一一年一月二十七日", "2011-01-27", "d")]),
    ("二○○九年十一月八日", [("二○○九年十一月八日", "2009-11-08", "d")]),
    ("二零二一年十二月三十一日", [("二零二一年十二月三十一日", "2021-12-31", "d")]),
    ("二OO九年元月一日", [("二OO九年元月一日", "2009-01-01", "d")]),
    ("一九八四年十月廿一日起执行", [("一九八四年十月廿一日", "1984-10-21", "d")]),
    ("发布日期：2022-09-28", [("2022-09-28", "2022-09-28", "d")]),
    ("检索时间：2024.7.1", [("2024.7.1", "2024-07-01", "d")]),
    ("登记于2024/07/11。", [("2024/07/11", "2024-07-11", "d")]),
    ("2019年7月以市政府办公厅名义印发", [("2019年7月", "2019-07-01", "2019-07-31", "m")]),
    ("2024年2月份", [("2024年2月份", "2024-02-01", "2024-02-29", "m")]),
    ("2014年本市提出", [("2014年", "2014-01-01", "2014-12-31", "y")]),
    ("以2008年度列入", [("2008年度", "2008-01-01", "2008-12-31", "y")]),
    ("2022年底前完成", [("2022年底", "2022-12-31", "y")]),
    ("到2022年末，", [("2022年末", "2022-12-31", "y")]),
    ("2024年年底", [("2024年年底", "2024-12-31", "y")]),
    ("2024年初启动", [("2024年初", "2024-01-01", "y")]),
    ("2024年初步建成", [("2024年", "2024-01-01", "2024-12-31", "y")]),
    ("2025年12月底）", [("2025年12月底", "2025-12-31", "m")]),
    ("2024年2月底前", [("2024年2月底", "2024-02-29", "m")]),
    ("2024年5月上旬", [("2024年5月上旬", "2024-05-01", "2024-05-10", "m")]),
    ("2024年5月中旬", [("2024年5月中旬", "2024-05-11", "2024-05-20", "m")]),
    ("2024年2月下旬", [("2024年2月下旬", "2024-02-21", "2024-02-29", "m")]),
    ("2024年上半年", [("2024年上半年", "2024-01-01", "2024-06-30", "h")]),
    ("2010年下半年", [("2010年下半年", "2010-07-01", "2010-12-31", "h")]),
    ("落实2022年第四季度减免", [("2022年第四季度", "2022-10-01", "2022-12-31", "q")]),
    ("2024年一季度", [("2024年一季度", "2024-01-01", "2024-03-31", "q")]),
    ("2024年前三季度", [("2024年前三季度", "2024-01-01", "2024-09-30", "q")]),
    ("2024年5月1号起", [("2024年5月1号", "2024-05-01", "d")]),
    # lists with numbers before the date
    ("1.2024年底前，完成", [("2024年底", "2024-12-31", "y")]),
    ("一、二〇二四年五月起", [("二〇二四年五月", "2024-05-01", "2024-05-31", "m")]),
    # periods are one mention
    ("2024年1月1日至3月31日期间", [("2024年1月1日至3月31日", "2024-01-01", "2024-03-31", "d")]),
    ("自2024年8月2日起，至2028年12月31日止", [("2024年8月2日起，至2028年12月31日", "2024-08-02", "2028-12-31", "d")]),
    ("方案（2024—2027年）", [("2024—2027年", "2024-01-01", "2027-12-31", "y")]),
    ("纲要（2021-2035年）》", [("2021-2035年", "2021-01-01", "2035-12-31", "y")]),
    ("规划（2017—2035）》", [("2017—2035", "2017-01-01", "2035-12-31", "y")]),
    ("2018至2020年，全市", [("2018至2020年", "2018-01-01", "2020-12-31", "y")]),
    ("2021年至2023年", [("2021年至2023年", "2021-01-01", "2023-12-31", "y")]),
    ("2018年5月24日至28日", [("2018年5月24日至28日", "2018-05-24", "2018-05-28", "d")]),
    ("2024年5月1—3日", [("2024年5月1—3日", "2024-05-01", "2024-05-03", "d")]),
    ("2024年1—6月", [("2024年1—6月", "2024-01-01", "2024-06-30", "m")]),
    ("1982年3月至1988年12月期间", [("1982年3月至1988年12月", "1982-03-01", "1988-12-31", "m")]),
    ("2024年11月1日至次年3月31日", [("2024年11月1日至次年3月31日", "2024-11-01", "2025-03-31", "d")]),
    ("2024年一、二季度", [("2024年一、二季度", "2024-01-01", "2024-06-30", "q")]),
    ("2020.10.1—2021.3.31", [("2020.10.1—2021.3.31", "2020-10-01", "2021-03-31", "d")]),
    # coordinated dates are separate
    (
        "2023、2024年度",
        [("2023", "2023-01-01", "2023-12-31", "y"), ("2024年度", "2024-01-01", "2024-12-31", "y")],
    ),
    (
        "自2024年8月1日起实施，有效期至2029年7月31日",
        [("2024年8月1日", "2024-08-01", "d"), ("2029年7月31日", "2029-07-31", "d")],
    ),
    # the year is said before in the paragraph
    (
        "2019年9月底前，全面完成；12月底前，系统上线",
        [("2019年9月底", "2019-09-30", "m"), ("12月底", "2019-12-31", "m")],
    ),
    (
        "2018年6月，国务院发布意见。7月5日，会议审议",
        [("2018年6月", "2018-06-01", "2018-06-30", "m"), ("7月5日", "2018-07-05", "d")],
    ),
]

NONE = [
    "沪府规〔2018〕21号",
    "沪府规〔2018年〕21号",
    "“上海2035”总体规划",
    "财政部公告2021年第13号",
    "2021年第20次室务会议审议",
    "20世纪80年代、1980年代",
    "今年12月底前完成",
    "每年3月31日前报送",
    "于次年5月31日前办理汇算清缴",
    "会计年度自公历1月1日起至12月31日止",
    "每年1月1日至5月10日、7月10日至10月10日",
    "12月4日为国家宪法日",
    "近三年内，连续3年",
    "第十二条、第一百零五条",
    "电话021-2024-1111",
    "GB/T 2024.1-2020",
    "http://example.gov.cn/2024/07/11/a.html",
    "一月一链、三月内、六个月",
    "农历九月初九",
    "“十四五”期间",
    "12月底前完成",  # no year anywhere
]


def _rows(text, context=Context()):  # noqa: B008
    return [
        (m.text, *dict.fromkeys((str(m.date_start), str(m.date_end))), m.granularity[0])
        for m in find_dates(text, context)
    ]


@pytest.mark.parametrize(("text", "expected"), POINTS, ids=[t for t, _ in POINTS])
def test_points(text, expected):
    assert _rows(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_date(text):
    assert _rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年2月30日前", ("2023年2月30日", "2023-02-01", "2023-02-28", "month")),
        ("2024年13月", ("2024年13月", "2024-01-01", "2024-12-31", "year")),
        ("2024年6月31日", ("2024年6月31日", "2024-06-01", "2024-06-30", "month")),
    ],
)
def test_a_day_that_does_not_exist_is_kept_for_review(text, expected):
    [found] = find_dates(text, Context())
    assert (found.text, str(found.date_start), str(found.date_end), found.granularity) == expected
    assert found.needs_review
    assert found.review_reason


@pytest.mark.parametrize(
    ("text", "own", "days"),
    [
        ("即日起至12月31日", "2024-03-01", ["2024-12-31"]),
        ("请于9月30日前报送", "2024-03-01", ["2024-09-30"]),
        ("请于1月31日前报送", "2024-12-01", []),
        ("第九条　每届会议于9月30日前召开", "2024-03-01", []),
        ("第九条　于9月30日前召开", "2024-03-01", []),
        ("3月5日，市政府召开会议", "2024-03-15", ["2024-03-05"]),
        ("明年3月底前", "2024-03-01", []),
    ],
)
def test_year_of_the_document(text, own, days):
    found = find_dates(text, Context(date=dt.date.fromisoformat(own)))
    assert [str(m.date_end) for m in found] == days


ROLES = [
    ("本办法自【2024年8月1日】起施行", "effective_from"),
    ("本条例自【2019年3月1日】施行", "effective_from"),
    ("第三条 自【2014年6月1日】起在全市范围实施。", "effective_from"),
    ("上述价格自【2022年11月7日】24时起执行", "effective_from"),
    ("【2004年2月1日】 施行", "effective_from"),
    ("本办法自【2025年12月20日】起试行，试行期2年", "effective_from"),
    ("自2024年8月1日起施行，有效期至【2029年7月31日】", "effective_to"),
    ("有效期延长至【2026年12月3日】。", "effective_to"),
    ("有效期截止【2022年10月26日】。", "effective_to"),
    ("自2024年8月1日起施行，至【2029年7月31日】止", "effective_to"),
    ("自【2018年7月1日】起废止", "repealed"),
    ("自【2018年7月1日】起停止执行", "repealed"),
    ("【2011年12月5日】国务院公布的《船舶吨税暂行条例》同时废止", "promulgated"),
    ("上海市人民政府\n【2018年11月15日】", "promulgated"),
    ("请认真执行。上海市商务委员会【2023年12月28日】上海市直播电商基地管理办法", "promulgated"),
    ("（【2023年10月24日】）", "promulgated"),
    ("印发日期：【2021-10-25】", "promulgated"),
    ("【2021年7月】，国务院办公厅印发《关于完善科技成果评价机制的指导意见》", "promulgated"),
    ("【1963年10月18日】国务院批转财政部《几项规定》", "promulgated"),
    ("（【2010年12月30日】上海市人民政府令第57号公布）", "promulgated"),
    ("【2012年3月1日】第十一届全国人民代表大会第五次会议通过", "adopted"),
    ("《决定》已经【2021年9月13日】市政府第139次常务会议通过", "adopted"),
    ("（【1991年2月9日】上海市人民政府批准）", "adopted"),
    ("国务院【1997年3月17日】批准，国家旅游局发布", "adopted"),
    ("根据【2017年7月13日】上海市人民政府令第53号第一次修正", "amended"),
    ("根据【2010年12月20日】上海市人民政府令第52号公布的《关于修改〈X规定〉的决定》修正并重新公布", "amended"),
    ("【2005年10月27日】第十届全国人民代表大会常务委员会第十八次会议修订", "amended"),
    ("【1994年7月13日】、2010年4月24日国务院修订的《细则》", "amended"),
    ("【2020年10月】，国务院对《国家科学技术奖励条例》进行了修订", "amended"),
    ("到【2025年】，产业规模达到4000亿元", "target"),
    ("力争到【2029年】，服务进出口规模达到2600亿美元", "target"),
    ("【2022年底】前，上线功能", "target"),
    ("最晚应于【2022年12月31日】前缴清", "target"),
    ("完成时限：【2025年12月底】）", "target"),
    ("【2035年】，规划农村居民点用地占比控制在6%以内", "target"),
    ("【1993年12月31日】前已批准设立的外商投资企业", "other"),
    ("截至【2020年底】，基本实现千兆覆盖", "other"),
    ("从1万件增长至【2020年】的8.28万件", "other"),
    ("能耗比【2020年】下降14%", "other"),
    ("自【2020年】起，每年发布《政策汇编》", "other"),
    ("《上海市知识产权强市建设纲要（【2021—2035年】）》印发", "other"),
    ("【2024年6月1日至7月31日】期间，按照本意见执行", "other"),
    ("【2021年】第一批资金支持项目情况表（另行印发）", "other"),
    ("【2025年】，通过改革提升能力", "other"),
]


@pytest.mark.parametrize(("marked", "role"), ROLES, ids=[t for t, _ in ROLES])
def test_roles(marked, role):
    start = marked.index("【")
    text = marked.replace("【", "").replace("】", "")
    [found] = [m for m in find_dates(text, Context()) if m.start == start]
    assert found.role == role
    assert found.text == marked[start + 1 : marked.index("】")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年7月11日", ("2024-07-11", "2024-07-11", "day")),
        ("二〇二四年七月十一日", ("2024-07-11", "2024-07-11", "day")),
        ("2024-07-11", ("2024-07-11", "2024-07-11", "day")),
        ("2024.7.11", ("2024-07-11", "2024-07-11", "day")),
        (" 2024/7/11 ", ("2024-07-11", "2024-07-11", "day")),
        ("2024年1月1日至3月31日", ("2024-01-01", "2024-03-31", "day")),
        ("2024年8月", ("2024-08-01", "2024-08-31", "month")),
        ("7月11日", None),
        ("2023年2月30日", None),
        ("2024年7月11日印发", None),
        ("", None),
    ],
)
def test_read_date(text, expected):
    found = read_date(text)
    assert (found and (str(found[0]), str(found[1]), found[2])) == expected


_DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


def _chinese(n):
    ten, one = divmod(n, 10)
    return ("" if ten == 0 else "十" if ten == 1 else _DIGITS[str(ten)] + "十") + (_DIGITS[str(one)] if one else "")


FORMS = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: "".join(_DIGITS[c] for c in str(d.year)) + f"年{_chinese(d.month)}月{_chinese(d.day)}日",
]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day, form):
    assert read_date(form(day)) == (day, day, "day")
    [found] = find_dates(f"于{form(day)}发布", Context())
    assert (found.date_start, found.date_end) == (day, day)


@given(st.text("0123456789年月日底初至—-—、，。（）二〇一十三季度上半旬起每 \n", max_size=60))
def test_mentions_are_slices_in_order_without_overlap(text):
    reach = 0
    for found in find_dates(text, Context(date=dt.date(2024, 5, 1))):
        assert reach <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert "\n" not in found.text
        assert found.date_start <= found.date_end
        reach = found.end


@pytest.mark.parametrize(
    "unit", ["1", "2024年", "一", "二〇", "2024-", "《", "月", "1月1日至", "每年1月1日、", "2024—"]
)
def test_time_is_linear_on_hostile_text(unit):
    def cost(n):
        text = unit * (n // len(unit))
        find_points.cache_clear()
        began = time.perf_counter()
        find_dates(text, Context())
        return time.perf_counter() - began

    cost(10_000)
    small = min(cost(10_000) for _ in range(3))
    assert cost(80_000) < 24 * max(small, 0.002)  # eight times the text, with room for a busy machine
