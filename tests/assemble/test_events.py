"""The events of history notes, as pairs of a note and what it tells."""

from __future__ import annotations

import pytest

from pipeline.assemble.events import events_of, read_note
from tests.assemble.documents import document

# a note; its events as (event, day, verb with its number, issuers, instrument)
PAIRS: list[tuple[str, list[tuple[str, str | None, str, str, str]]]] = [
    (
        "（2019年8月2日上海市人民政府令第18号公布 根据2023年12月13日上海市人民政府令第8号修正）",
        [
            ("published", "2019-08-02", "公布", "上海市人民政府", "上海市人民政府令第18号"),
            ("amended", "2023-12-13", "修正", "上海市人民政府", "上海市人民政府令第8号"),
        ],
    ),
    (
        "（2023年1月12日上海市人民政府令第74号公布 自2023年4月1日起施行）",
        [
            ("published", "2023-01-12", "公布", "上海市人民政府", "上海市人民政府令第74号"),
            ("effective", "2023-04-01", "施行", "", ""),
        ],
    ),
    # an event joined to the one before shares its day, body and instrument; wrapped notes lose the space between
    (
        "（1999年10月18日上海市人民政府发布根据2010年12月20日上海市人民政府令第52号公布的《上海市人民政府关于修改"
        "〈上海市农机事故处理暂行规定〉等148件市政府规章的决定》修正并重新发布）",
        [
            ("published", "1999-10-18", "发布", "上海市人民政府", ""),
            (
                "amended",
                "2010-12-20",
                "修正",
                "上海市人民政府",
                "上海市人民政府令第52号 上海市人民政府关于修改《上海市农机事故处理暂行规定》等148件市政府规章的决定",
            ),
            (
                "republished",
                "2010-12-20",
                "发布",
                "上海市人民政府",
                "上海市人民政府令第52号 上海市人民政府关于修改《上海市农机事故处理暂行规定》等148件市政府规章的决定",
            ),
        ],
    ),
    # what law collections print as lines under the title
    (
        "2017年12月1日 河南省第十二届人民代表大会常务委员会第三十二次会议通过\n"
        "2019年5月31日 河南省第十三届人民代表大会常务委员会第十次会议《关于修改部分地方性法规的决定》第二次修正",
        [
            ("adopted", "2017-12-01", "通过", "河南省人民代表大会常务委员会", ""),
            ("amended", "2019-05-31", "修正2", "河南省人民代表大会常务委员会", "关于修改部分地方性法规的决定"),
        ],
    ),
    # a city's law counts from the province's approval, its amendment too: one event, both bodies
    (
        "1995年8月25日 郑州市第十届人民代表大会常务委员会第十三次会议通过\n"
        "1996年1月19日 河南省第八届人民代表大会常务委员会第十八次会议批准\n"
        "2004年10月29日 郑州市第十二届人民代表大会常务委员会第六次会议通过\n"
        "2005年3月31日河南省第十届人民代表大会常务委员会第十五次会议批准的《郑州市人民代表大会常务委员会关于修改"
        "〈郑州市农村财务管理条例〉的决定》修正",
        [
            ("adopted", "1995-08-25", "通过", "郑州市人民代表大会常务委员会", ""),
            ("approved", "1996-01-19", "批准", "河南省人民代表大会常务委员会", ""),
            (
                "amended",
                "2005-03-31",
                "修正",
                "郑州市人民代表大会常务委员会、河南省人民代表大会常务委员会",
                "郑州市人民代表大会常务委员会关于修改《郑州市农村财务管理条例》的决定",
            ),
        ],
    ),
    # each body on its own day
    (
        "2006年12月25日最高人民法院审判委员会第1411次会议、2007年2月14日最高人民检察院第十届检察委员会第71次会议通过\n"
        "2007年5月9日最高人民法院、最高人民检察院公告公布\n2007年5月11日 施行",
        [
            ("adopted", "2006-12-25", "通过", "最高人民法院审判委员会", ""),
            ("adopted", "2007-02-14", "通过", "最高人民检察院检察委员会", ""),
            ("published", "2007-05-09", "公布", "最高人民法院、最高人民检察院", ""),
            ("effective", "2007-05-11", "施行", "", ""),
        ],
    ),
    (
        "1982年12月10日第五届全国人民代表大会第五次会议通过并于同日公布施行",
        [
            ("adopted", "1982-12-10", "通过", "全国人民代表大会", ""),
            ("published", "1982-12-10", "公布", "全国人民代表大会", ""),
            ("effective", "1982-12-10", "施行", "全国人民代表大会", ""),
        ],
    ),
    # how a revision came about is no event of its own
    (
        "2000年4月27日 国务院批准\n2000年5月24日 海关总署令第81号公布\n2002年6月21日 国务院批准第一次修订\n"
        "2014年2月12日 国务院第39次常务会议修订通过",
        [
            ("approved", "2000-04-27", "批准", "国务院", ""),
            ("published", "2000-05-24", "公布", "海关总署", "海关总署令第81号"),
            ("amended", "2002-06-21", "修订1", "国务院", ""),
            ("amended", "2014-02-12", "修订", "国务院", ""),
        ],
    ),
    # a decision named without title marks; what it is named after stands in marks
    (
        "2010年9月29日 山东省第十一届人民代表大会常务委员会第十九次会议通过\n2016年3月30日 山东省第十二届人民代表大会"
        "常务委员会第二十次会议关于修改《山东省海洋环境保护条例》等九件地方性法规的决定第一次修正",
        [
            ("adopted", "2010-09-29", "通过", "山东省人民代表大会常务委员会", ""),
            (
                "amended",
                "2016-03-30",
                "修正1",
                "山东省人民代表大会常务委员会",
                "关于修改《山东省海洋环境保护条例》等九件地方性法规的决定",
            ),
        ],
    ),
    # supplements to a code, named by their titles alone
    (
        "1979年7月1日 第五届全国人民代表大会第二次会议通过\n"
        "1999年12月25日 第九届全国人民代表大会常务委员会第十三次会议通过的《中华人民共和国刑法修正案》\n"
        "2009年8月27日 第十一届全国人民代表大会常务委员会第十次会议通过的《全国人民代表大会常务委员会关于修改部分法律的决定》",
        [
            ("adopted", "1979-07-01", "通过", "全国人民代表大会", ""),
            ("amended", "1999-12-25", "通过", "全国人民代表大会常务委员会", "中华人民共和国刑法修正案"),
            (
                "amended",
                "2009-08-27",
                "通过",
                "全国人民代表大会常务委员会",
                "全国人民代表大会常务委员会关于修改部分法律的决定",
            ),
        ],
    ),
    # the first adoption stays one where the decision was passed by the same body
    (
        "2004年4月1日 北京市第十二届人民代表大会常务委员会第十次会议通过\n2019年11月27日北京市第十五届人民代表大会"
        "常务委员会第十六次会议通过的《关于修改〈北京市节约能源法办法〉等八部地方性法规的决定》修正",
        [
            ("adopted", "2004-04-01", "通过", "北京市人民代表大会常务委员会", ""),
            (
                "amended",
                "2019-11-27",
                "修正",
                "北京市人民代表大会常务委员会",
                "关于修改《北京市节约能源法办法》等八部地方性法规的决定",
            ),
        ],
    ),
    (
        "（2011年3月30日市政府令第61号公布 自公布之日起施行 有效期至2026年3月29日）",
        [
            ("published", "2011-03-30", "公布", "市政府", "市政府令第61号"),
            ("effective", "2011-03-30", "施行", "", ""),
            ("expired", "2026-03-29", "", "", ""),
        ],
    ),
    (
        "1993年8月7日 最高人民法院以法发〔1993〕15号通知印发",
        [("published", "1993-08-07", "印发", "最高人民法院", "法发〔1993〕15号")],
    ),
    ("（2023年10月24日）", [("published", "2023-10-24", "", "", "")]),
    ("（2004年8月1日起施行，2015年3月1日起废止）", [
        ("effective", "2004-08-01", "施行", "", ""), ("repealed", "2015-03-01", "废止", "", ""),
    ]),
    ("", []),
    ("（试行）", []),
]  # fmt: skip


@pytest.mark.parametrize(("note", "wanted"), PAIRS)
def test_what_a_note_tells(note: str, wanted: list[tuple[str, str | None, str, str, str]]) -> None:
    told = [
        (
            e.event,
            e.date and e.date.isoformat(),
            f"{e.verb or ''}{e.nth or ''}",
            "、".join(e.issuers),
            " ".join(filter(None, (e.instrument_number, e.instrument_title))),
        )
        for e in read_note(note)
    ]
    assert told == wanted


@pytest.mark.parametrize("note", [note for note, _ in PAIRS])
def test_each_statement_is_its_slice(note: str) -> None:
    events = read_note(note, offset=100, clause=3)
    for event in events:
        assert note[event.start - 100 : event.end - 100] == event.text
        assert event.clause == 3
    assert [e.start for e in events] == sorted(e.start for e in events)


def test_a_line_that_stands_apart_from_the_note_is_read_too() -> None:
    lines = [
        "t|某条例",
        "h|2013年1月30日 青岛市第十五届人民代表大会常务委员会第九次会议通过",
        "p|2013年3月29日 山东省第十二届人民代表大会常务委员会第一次会议批准",
        "p|2013年3月29日前已经签订的协议，继续有效。",
    ]
    found = events_of(document(lines))
    assert [(e.event, e.clause, e.issuers) for e in found] == [
        ("adopted", 1, ("青岛市人民代表大会常务委员会",)),
        ("approved", 2, ("山东省人民代表大会常务委员会",)),
    ]
