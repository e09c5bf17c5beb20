"""Documents run together without a line break between them, as in seed 001."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment.glue import unglue
from tests.segment.reading import outline, paragraph, read


def cut(text: str, before: str | None = None, after: str | None = None) -> list[str]:
    texts = [x for x in (before, text, after) if x is not None]
    pieces, cut_off = unglue(tuple(map(paragraph, texts)))
    assert all(0 < i < len(pieces) for i in cut_off)
    return [p.text for p in pieces][1 if before is not None else 0 : None if after is None else -1]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("不断推进土地资源的高质量利用。", "上海市人民政府办公厅关于印发《促进生物医药产业高质量发展行动方案（2018-2020年）》的通知"),
        ("打造产业集聚区。（责任部门：市发展改革委、各区政府等）", "上海市人民政府关于印发《上海市开展“证照分离”改革全覆盖工作的实施方案》的通知"),
        ("本规定自2020年12月1日起施行，有效期至2025年11月30日。", "上海市人民政府关于加强和规范事中事后监管的实施意见"),
        ("【图解】《若干政策》政策问答", "上海市人民政府办公厅关于印发《上海市全面推进城市数字化转型“十四五”规划》的通知"),
        ("2.上海市一网通办知识库运营规范（1.0版）", "上海市人民政府关于印发《上海市绿色低碳循环发展实施方案》的通知"),
        ("上观号作者：上海企业服务", "上海市人民政府关于修改《上海市行政审批告知承诺管理办法》等4件市政府规章的决定"),
        ("本办法自2023年4月1日起施行。", "上海市人民政府办公厅等印发《上海市人民政府国家知识产权局2023—2025年工作要点》的通知"),
        ("办法自公布之日起施行。", "浙江省人民政府关于加快发展数字经济的若干意见"),
        ("办法自公布之日起施行。", "国务院关于印发《新时代推进改革工作方案》的通知"),
        # an order
        ("（市委宣传部、市发展改革委按照职责分工负责）", "上海市人民政府令"),
        ("相关办法同时废止。", "上海市人民政府令"),
        ("《上海市知识产权强市建设纲要》亮点速览", "《上海市人民政府关于修改〈上海市城市管理行政执法条例实施办法〉的决定》已经2021年9月13日市政府第139次常务会议通过，现予公布，自2021年11月1日起施行。"),
        # an untitled text
        ("实现数据资源互通共享和深化应用。", "各区人民政府，市政府各委、办、局："),
        ("360浏览器9.1版本及以上，且IE内核", "沪府办规〔2024〕14号"),
        # an explanation
        ("本办法自2024年1月13日起施行。", "关于《上海市科学技术奖励规定》的政策解读"),
        ("江苏省人民政府2024年4月28日", "《江苏省人民政府关于张某某等任免职务的通知》政策解读"),
    ],
)  # fmt: skip
def test_two_documents_are_parted(left: str, right: str) -> None:
    assert cut(left + right) == [left, right]


def test_a_letterhead_glued_to_a_list():
    assert cut("2.改革全覆盖事项清单（共50项）上海市科学技术委员会", after="上海市财政局") == [
        "2.改革全覆盖事项清单（共50项）",
        "上海市科学技术委员会",
    ]


def test_a_signature_run_into_the_next_text():
    text = "上海市发展和改革委员会为贯彻落实党中央、国务院创新监管理念和监管方式，做好互联网监管工作要求，推进监管。"
    assert cut(text, before="国家税务总局上海市税务局上海市商务委员会") == ["上海市发展和改革委员会", text[11:]]


@pytest.mark.parametrize(
    "text",
    [
        "为贯彻《国务院关于深化“证照分离”改革的通知》（国发〔2021〕7号），结合本市实际，制定本实施方案。",
        "上海市人民政府关于印发《上海市营商环境创新试点实施方案》的通知",
        "根据上海市人民政府关于加强和规范事中事后监管的实施意见",
        "现将上海市人民政府关于加强监管的实施意见",
        "贯彻执行《上海市人民政府关于加强监管的实施意见》",
        "本规定自2019年10月1日起施行。2001年3月22日上海市人民政府令第98号发布的《上海市科学技术奖励规定》同时废止。",
        "（2023年12月13日上海市人民政府令第8号公布）",
        "上海市人民政府令第8号",
        "上海市人民政府令",
        "市人民政府决定，对《上海市科学技术奖励规定》作如下修改：",
        "关于《上海市科学技术奖励规定》的政策解读",
        "继续施行《上海市技术先进型服务企业认定管理办法》（沪科规〔2019〕4号）",
        "2021年1月市政府办公厅印发的《若干意见（试行）》（沪府办规〔2021〕1号）同时废止。",
        "经市政府同意，现将工作要求通知如下，请各区人民政府，市政府各委、办、局遵照执行：",
        "第一条 短。",
        "",
    ],
)
def test_one_text_stays_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "印发日期：2024-04-15 发布日期：2024-04-30 沪府令〔2024〕13号",
        "印发日期：2021-10-25 发布日期：2021-10-27 沪府办发〔2021〕29号",
        "上一篇：浙江省人民政府关于调整最低月工资标准的通知",
    ],
)
def test_a_page_head_stays_whole(text: str) -> None:
    assert cut(text) == [text]


def test_glued_documents_are_two():
    first = "上海市人民政府关于加强和规范事中事后监管的实施意见\n各区人民政府，市政府各委、办、局：\n　　为加强监管，提出意见如下：\n　　一、总体要求\n　　坚持依法监管，健全监管规则，压实各方责任。"
    second = "上海市人民政府关于印发《上海市停车场（库）管理办法》的通知\n沪府规〔2021〕7号\n各区人民政府，市政府各委、办、局：\n　　现将《上海市停车场（库）管理办法》印发给你们，请认真按照执行。\n　　上海市人民政府\n　　2021年6月30日\n"
    raw = first + second
    assert outline(raw) == [
        ("standalone", None, "上海市人民政府关于加强和规范事中事后监管的实施意见", None),
        ("standalone", None, "上海市人民政府关于印发《上海市停车场（库）管理办法》的通知", "沪府规〔2021〕7号"),
    ]
    assert [d.char_start for d in read(raw).documents] == [0, len(first)]


@given(
    st.lists(
        st.text("上海市人民政府关于印发《办法》的通知。）令〔2024〕7号：各区", min_size=1, max_size=60), max_size=4
    )
)
def test_no_character_is_lost(texts: list[str]) -> None:
    pieces, cut_off = unglue(tuple(map(paragraph, texts)))
    assert "".join(p.text for p in pieces) == "".join(texts)
    assert all(p.text for p in pieces)
    assert len(pieces) == len(texts) + len(cut_off)
