import datetime as dt

import pytest

from pipeline.assemble.effective import Force, add_months, force_of, reach
from pipeline.extract.dates import find_dates
from pipeline.extract.types import Context

# text; day of publication; from, to
PAIRS = [
    ("本办法自2023年12月15日起实施，有效期至2028年12月14日。", None, "2023-12-15", "2028-12-14"),
    (
        "经市政府同意，现印发给你们，自2024年1月15日起施行，有效期3年，请认真按照执行。",
        None,
        "2024-01-15",
        "2027-01-14",
    ),
    ("本通知自2022年1月1日起施行，有效期五年。", None, "2022-01-01", "2026-12-31"),
    ("本办法自2025年12月20日起试行，试行期2年。", None, "2025-12-20", "2027-12-19"),
    ("本规定自公布之日起施行。", "2024-07-11", "2024-07-11", None),
    ("本办法自印发之日起施行，有效期2年。", "2024-03-01", "2024-03-01", "2026-02-28"),
    ("本条例自公布之日起30日后施行。", "2024-03-01", "2024-03-31", None),
    ("本条例自公布之日起三个月后施行。", "2024-03-01", "2024-06-01", None),
    ("本规定自公布之日起施行。", None, None, None),
    ("《规定》已经市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。", "2023-12-13", "2024-01-13", None),
    ("（2023年1月12日上海市人民政府令第74号公布 自2023年4月1日起施行）", None, "2023-04-01", None),
    ("上述价格自2022年11月7日24时起执行。", None, "2022-11-07", None),
    ("本条例自2016年3月1日起施行。2005年6月1日施行的《安全条例》同时废止。", None, "2016-03-01", None),
    ("本办法自2020年1月1日起施行，至2024年12月31日止。", None, "2020-01-01", "2024-12-31"),
    ("本补偿标准自2022年6月1日起施行，有效期至2027年5月31日。", None, "2022-06-01", "2027-05-31"),
    # not its own
    ("自2021年7月1日起，在全市范围实施涉企经营许可事项全覆盖清单管理。", None, None, None),
    ("《细则》（浦科规〔2023〕5号）需继续实施，有效期延长至2026年12月3日。", None, None, None),
    ("六、第二十条修改为：“本规定自2019年10月1日起施行。”", None, None, None),
    ("本办法自2023年12月15日起施行。设计创新中心有效期为3年。", None, "2023-12-15", None),
    ("甲标准自2022年1月1日起施行。乙标准自2023年1月1日起施行。", None, None, None),
    ("到2025年，全面完成。", "2024-01-01", None, None),
]


@pytest.mark.parametrize(("text", "published", "start", "end"), PAIRS, ids=[p[0] for p in PAIRS])
def test_force(text, published, start, end):
    day = dt.date.fromisoformat(published) if published else None
    found = force_of(text, find_dates(text, Context(date=day)), day)
    assert tuple(d.isoformat() if d else None for d in (found.start, found.end)) == (start, end)


def test_the_covers_words_reach_an_attachment_that_has_none():
    a, b, c = dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2029, 12, 31)
    cover = Force(a, c, 5, 20)
    assert reach(Force(), cover) == Force(a, c, 5, 20, start_of_cover=True, end_of_cover=True)
    assert reach(Force(b, None, 3), cover) == Force(b, None, 3)
    assert reach(Force(None, c, None, 7), Force(a, None, 5)) == Force(a, c, 5, 7, start_of_cover=True)
    assert reach(Force(), Force()) == Force()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("本办法自2024年1月15日起施行，有效期3年。", "2024年1月15日", "有效期3年"),
        ("本办法自印发之日起施行，有效期2年。", "自印发之日", "有效期2年"),
        ("本标准自2022年6月1日起施行，有效期至2027年5月31日。", "2022年6月1日", "2027年5月31日"),
        ("本规定自公布之日起施行。", "自公布之日", None),
        ("到2025年，全面完成。", None, None),
    ],
)
def test_where_the_period_is_said(text: str, start: str | None, end: str | None) -> None:
    day = dt.date(2022, 1, 1)
    found = force_of(text, find_dates(text, Context(date=day)), day)
    assert (found.start_at, found.end_at) == tuple(text.index(words) if words else None for words in (start, end))


def test_months_end_where_a_month_is_shorter():
    assert add_months(dt.date(2024, 8, 31), 6) == dt.date(2025, 2, 28)
    assert add_months(dt.date(2024, 11, 15), 2) == dt.date(2025, 1, 15)
