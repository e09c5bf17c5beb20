"""A text whose lines a site set one after another, with spaces between."""

from __future__ import annotations

import pytest

from pipeline.normalise import normalise
from pipeline.segment.one_line import spread
from tests.segment.reading import outline, tree

LINES = [
    "各科室,各村:",
    "为提高处置突发事件的能力,最大程度地减少损失,保障公众的生命财产安全。经研究,制定《青山镇突发事件应急预案》,现印发给你们,请认真组织实施。",
    "附件:青山镇突发事件应急预案",
    "青石县青山镇人民政府",
    "2020年10月22日",
    "青山镇突发事件应急预案",
    "1.总则",
    "1.1目的依据",
    "提高政府保障公共安全和处置突发事件的能力,根据有关法律、法规,制定本预案。",
    "1.2工作原则",
    "以人为本,预防为主,统一领导,分级负责。",
]
HEAD = "文号 | 青山政〔2020〕72号 | 成文日期 | 2020-10-22 |\n"


def test_a_page_on_one_line_is_read_as_its_lines() -> None:
    assert outline(HEAD + " ".join(LINES)) == [
        ("cover", None, None, "青山政〔2020〕72号"),
        ("attachment", 0, "青山镇突发事件应急预案", None),
    ]
    assert outline(HEAD + " ".join(LINES)) == outline(HEAD + "\n".join(LINES))


def test_headings_and_items_on_one_line() -> None:
    text = "有关市财政局、教育局: 为支持特殊教育,现提前下达补助资金。现将有关事项通知如下: 一、本次补助根据学生数分配。各市要科学统筹,改善办学条件,支持资源教室建设,加快预算执行。 二、各市要加强资金管理,健全绩效管理机制,随同预算资金同步填报绩效目标。 三、各级要及时公开信息,接受社会和审计、监督等部门的监督,确保资金安全。"
    read = tree("关于提前下达2020年补助资金的通知\n发文字号:青财教〔2019〕131号 发文日期:2019-12-27\n" + text)
    assert [x.split(" ")[0] for x in read] == [
        "title",
        "addressee",
        "preamble__para_1",
        *(f"lvl1_{n}{x}" for n in (1, 2, 3) for x in ("", "__para_1")),
    ]
    assert read[1] == "addressee 有关市财政局、教育局："


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("为提高能力,制定本办法。", id="short"),
        pytest.param("联系人 张三 电话 123 " * 12, id="cells"),
        pytest.param("\n".join(LINES), id="lines"),
        pytest.param("为做好2018年11月 12 日 的工作,各单位要 高度重视,加强 领导,落实 责任,确保 各项 任务 按时完成,并将有关情况及时 报告 上级 主管部门,不得 迟报、漏报、瞒报,对工作 不力的单位予以通报批评,并追究有关人员的责任,情节严重的依法处理,构成犯罪的移送司法机关。", id="layout's spaces"),
    ],
)  # fmt: skip
def test_other_texts_stay_whole(text: str) -> None:
    paragraphs = normalise(text).paragraphs
    assert spread(paragraphs) == paragraphs
