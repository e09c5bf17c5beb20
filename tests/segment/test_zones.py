from __future__ import annotations

import pytest

from pipeline.normalise.numbering import read_mark
from pipeline.segment.labels import labels_of
from pipeline.segment.zones import zones_of

HEAD = ["关于加强监管的意见", "沪府发〔2021〕8号", "各区人民政府，市政府各委、办、局：", "为加强监管，提出意见如下："]
FOOT = ["附件：1.监管事项清单", "2.操作要点", "上海市人民政府", "2021年7月30日"]


def zoned(
    texts: list[str], title: list[int] | None = None, *, is_order: bool = False, letterhead: bool = False
) -> dict[str, list[str]]:
    labels = labels_of(texts)
    zones = zones_of(
        labels,
        texts,
        [read_mark(t) for t in texts],
        [0] if title is None else title,
        is_order=is_order,
        letterhead=letterhead,
    )
    names = ("title", "number", "history", "addressee", "attachments", "signature", "body")
    indexes = [k for name in names for k in getattr(zones, name)]
    assert sorted(indexes) == list(range(len(texts)))  # each paragraph in exactly one zone
    return {name: [texts[k] for k in getattr(zones, name)] for name in names if getattr(zones, name)}


def test_a_whole_document():
    assert zoned([*HEAD, "一、总体要求", "坚持依法监管。", *FOOT]) == {
        "title": ["关于加强监管的意见"],
        "number": ["沪府发〔2021〕8号"],
        "addressee": ["各区人民政府，市政府各委、办、局："],
        "attachments": ["附件：1.监管事项清单", "2.操作要点"],
        "signature": ["上海市人民政府", "2021年7月30日"],
        "body": ["为加强监管，提出意见如下：", "一、总体要求", "坚持依法监管。"],
    }


def test_the_number_above_the_title():
    assert zoned(["沪府发〔2021〕8号", "关于加强监管的意见", "各区人民政府：", "略。"], [1])["number"] == [
        "沪府发〔2021〕8号"
    ]


def test_an_order():
    texts = ["上海市人民政府令", "第8号", "《规定》已经市政府常务会议通过，现予公布。", "市长 龚正", "2023年12月13日"]
    assert zoned(texts, [], is_order=True) == {
        "number": ["上海市人民政府令", "第8号"],
        "signature": ["市长 龚正", "2023年12月13日"],
        "body": ["《规定》已经市政府常务会议通过，现予公布。"],
    }


def test_a_note_of_promulgation_under_the_title():
    texts = ["上海市停车场管理办法", "（2012年8月31日上海市人民政府令第85号公布）", "第一条 略。"]
    assert zoned(texts)["history"] == ["（2012年8月31日上海市人民政府令第85号公布）"]


def test_a_letterhead():
    texts = [
        "上海市科学技术委员会",
        "上海市财政局",
        "沪科规〔2024〕5号",
        "关于延长有效期的通知",
        "各有关单位：",
        "略。",
    ]
    zones = zoned(texts, [3], letterhead=True)
    assert zones["number"] == ["上海市科学技术委员会", "上海市财政局", "沪科规〔2024〕5号"]


@pytest.mark.parametrize(
    ("foot", "signature"),
    [
        (["上海市人民政府", "2021年7月30日"], ["上海市人民政府", "2021年7月30日"]),
        (
            ["上海市科学技术委员会", "上海市财政局", "2021年7月30日"],
            ["上海市科学技术委员会", "上海市财政局", "2021年7月30日"],
        ),
        (["2021年7月30日"], ["2021年7月30日"]),
        (["上海市人民政府"], ["上海市人民政府"]),
        (["市长 龚正", "2021年7月30日"], ["市长 龚正", "2021年7月30日"]),
        (
            ["上海市人民政府", "2021年7月30日", "（此件公开发布）"],
            ["上海市人民政府", "2021年7月30日", "（此件公开发布）"],
        ),
        (["上海市人民政府 2021年7月30日"], ["上海市人民政府 2021年7月30日"]),
        # the signs of the day, the name of who signs are lost
        (["上海市人民政府", "20210730", "（此件公开发布）"], ["上海市人民政府", "20210730", "（此件公开发布）"]),
        (["略。", "20210730"], None),
        (["省长", "2021年7月30日"], ["省长", "2021年7月30日"]),
        (["略。"], None),
    ],
)
def test_signatures(foot: list[str], signature: list[str] | None) -> None:
    assert zoned([*HEAD, "一、总体要求", "坚持依法监管。", *foot]).get("signature") == signature


def test_a_name_in_mid_text_is_no_signature():
    texts = [
        *HEAD,
        "一、责任单位",
        "上海市人民政府",
        "二、时间",
        *(f"（{n}）坚持依法监管，压实责任。" for n in "一二三四五六七八九十"),
    ]
    assert "signature" not in zoned(texts)


def test_an_attachment_list_before_and_after_the_signature():
    before = zoned([*HEAD, "略。", "附件：监管事项清单", "上海市人民政府", "2021年7月30日"])
    after = zoned([*HEAD, "略。", "上海市人民政府", "2021年7月30日", "附件：监管事项清单"])
    for zones in (before, after):
        assert zones["attachments"] == ["附件：监管事项清单"]
        assert zones["signature"] == ["上海市人民政府", "2021年7月30日"]


def test_an_attachment_list_of_entries_on_their_own_lines():
    zones = zoned([*HEAD, "本方案自印发之日起实施。", "附件：", "1.首批帮办事项清单", "2.知识库运营规范（1.0版）"])
    assert zones["attachments"] == ["附件：", "1.首批帮办事项清单", "2.知识库运营规范（1.0版）"]
