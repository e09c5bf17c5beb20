import datetime as dt

import pytest

from pipeline.assemble.days import day, days_of
from tests.assemble.documents import document


def _iso(found):
    return {
        k: v.isoformat() if isinstance(v, dt.date) else v
        for k in ("adopted", "promulgated", "printed", "published")
        if (v := getattr(found, k))
    }


PAIRS = [
    (["s|上海市人民政府办公厅/2024年7月2日"], {}, {"promulgated": "2024-07-02"}),
    (["s|上海市人民政府/二○一一年一月二十七日"], {}, {"promulgated": "2011-01-27"}),
    (["s|兴城市人民政府办公室/20171116/（此件公开发布）"], {}, {"promulgated": "2017-11-16"}),
    (["h|（1985年5月4日皖政〔1985〕38号）"], {}, {"promulgated": "1985-05-04"}),
    (["h|（2021年6月30日）"], {}, {"promulgated": "2021-06-30"}),
    (
        ["s|上海市人民政府办公厅/2021年10月24日"],
        {"site": [("印发日期", "2021-10-25"), ("发布日期", "2021-10-27")]},
        {"promulgated": "2021-10-24", "printed": "2021-10-25", "published": "2021-10-27"},
    ),
    (
        ["p|正文"],
        {"site": [("成文日期", "2021年10月24日"), ("发布时间", "2021-10-27 10:00")]},
        {"promulgated": "2021-10-24", "published": "2021-10-27"},
    ),
    # a font has lost the signs of the day: read where it can be only one
    (["s|青石县人民政府办公室/20171116"], {}, {"promulgated": "2017-11-16"}),
    (["s|青石县人民政府办公室/2019年1123"], {}, {"promulgated": "2019-11-23"}),
    (["s|青石县人民政府办公室/201857"], {}, {"promulgated": "2018-05-07"}),
    (
        ["s|青石县人民政府办公室/2018111"],
        {"site": [("发文日期", "2018-11-01")]},
        {"promulgated": "2018-11-01", "published": "2018-11-01"},
    ),
    # an order tells when the text that it brings was adopted
    (
        ["p|《奖励规定》已经2023年12月4日市政府第34次常务会议通过，现予公布。", "s|市长 龚正/2023年12月13日"],
        {"role": "cover", "number": "上海市人民政府令第8号"},
        {"adopted": "2023-12-04", "promulgated": "2023-12-13"},
    ),
    # a history note speaks for a text alone, or one with the order's number
    (
        ["h|（2023年12月13日上海市人民政府令第8号公布 自2024年1月13日起施行）"],
        {"role": "attachment", "parent": 0, "number": "上海市人民政府令第8号"},
        {"promulgated": "2023-12-13"},
    ),
    (
        ["h|（2019年8月2日上海市人民政府令第18号公布 根据2023年12月13日上海市人民政府令第8号修正）"],
        {"role": "attachment", "parent": 0},
        {},
    ),
    (
        ["h|（1999年10月18日上海市人民政府发布，根据2010年12月20日上海市人民政府令第52号公布的《决定》修正）"],
        {},
        {"promulgated": "1999-10-18"},
    ),
    (
        [
            "h|2001年8月31日第九届全国人民代表大会常务委员会第二十三次会议通过\n2001年8月31日中华人民共和国主席令第五十五号公布"
        ],
        {},
        {"adopted": "2001-08-31", "promulgated": "2001-08-31"},
    ),
    (["h|（1991年2月9日上海市人民政府批准）"], {}, {"adopted": "1991-02-09"}),
    (["p|特此通知。", "p|2022年6月1日", "p|标准"], {}, {"promulgated": "2022-06-01"}),
    (["p|到2022年6月1日，完成。"], {}, {}),
]


@pytest.mark.parametrize(("lines", "known", "expected"), PAIRS, ids=[p[0][0] for p in PAIRS])
def test_days(lines, known, expected):
    assert _iso(days_of(document(lines, **known))) == expected


def test_versions_and_origin_of_a_regulation():
    found = days_of(document(["h|（2019年8月2日市政府令第18号公布 根据2023年12月13日市政府令第8号修正）"], parent=0))
    assert (found.origin, found.latest) == (dt.date(2019, 8, 2), dt.date(2023, 12, 13))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年8月5日", "2024-08-05"),
        ("2025-05-27", "2025-05-27"),
        ("2025-05-27 10:11", "2025-05-27"),
        ("2024年8月", None),
        ("", None),
    ],
)
def test_day(text, expected):
    found = day(text)
    assert (found.isoformat() if found else None) == expected
