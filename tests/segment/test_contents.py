from __future__ import annotations

import pytest

from pipeline.normalise.numbering import read_mark
from pipeline.segment.contents import contents_ranges, entry_title
from pipeline.segment.labels import labels_of
from tests.segment.reading import body, kinds, read


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("上海市人民政府关于加强监管的意见..........9", "上海市人民政府关于加强监管的意见"),
        ("上海市人民政府关于加强监管的意见 ………… 9", "上海市人民政府关于加强监管的意见"),
        ("上海市人民政府关于加强监管的意见（8）", "上海市人民政府关于加强监管的意见"),
        ("上海市人民政府关于加强监管的意见 8", "上海市人民政府关于加强监管的意见"),
        ("上海市人民政府关于加强监管的意见 / 12", "上海市人民政府关于加强监管的意见"),
        ("上海市人民政府关于加强监管的意见", None),
        ("为加强监管，制定本方案。", None),
    ],
)
def test_entries(text: str, title: str | None) -> None:
    assert entry_title(text) == title


def ranges(texts: list[str]) -> tuple[list[list[str]], list[str]]:
    found, listed = contents_ranges(texts, labels_of(texts), [read_mark(t) for t in texts])
    return [texts[a:b] for a, b in found], listed


def test_a_gazettes_contents_page_in_two_languages():
    contents = [
        "目录",
        "【市政府办公厅文件】",
        "上海市人民政府办公厅印发《关于加强监管的意见》的通知（4）",
        "关于加强监管的意见（4）",
        "上海市人民政府办公厅关于支持生物医药产业发展的若干意见（11）",
        "SHANGHAI MUNICIPAL PEOPLE’S GOVERNMENT GAZETTE",
        "Opinions on Supporting the Biomedicine Industry (11)",
        "The Table of Contents is prepared in both Chinese and English , with the Chinese version being official.",
    ]
    found, listed = ranges([*contents, "上海市人民政府办公厅印发《关于加强监管的意见》的通知", "各区人民政府："])
    assert found == [contents]
    assert listed == [
        "上海市人民政府办公厅印发《关于加强监管的意见》的通知",
        "关于加强监管的意见",
        "上海市人民政府办公厅关于支持生物医药产业发展的若干意见",
    ]


def test_leaders_without_a_heading():
    contents = ["关于加强监管的意见............1", "关于支持产业发展的若干意见............9"]
    assert ranges(["前言", *contents, "为加强监管，提出意见。"]) == (
        [contents],
        ["关于加强监管的意见", "关于支持产业发展的若干意见"],
    )


def test_entries_without_pages_come_again_below():
    contents = [
        "目录",
        "市政府规章",
        "宁波市供水管理办法（市政府令第270号）",
        "部门文件",
        "宁波市人力资源和社会保障局宁波市财政局关于调整标准的通知（甬人社发〔2023〕15号）",
        "人事任免",
        "2023年6月份人事任免",
    ]
    below = ["宁波市人民政府令", "第270号", "宁波市供水管理办法", "宁波市人力资源和社会保障局宁波市财政局"]
    below += ["关于调整标准的通知", "2023年6月份人事任免", "宁波市人民政府决定："]
    found, listed = ranges([*contents, *below])
    assert found == [contents]
    assert listed == [
        "宁波市供水管理办法",
        "宁波市人力资源和社会保障局宁波市财政局关于调整标准的通知",
        "2023年6月份人事任免",
    ]


def test_an_entrys_number_and_page_on_the_line_below():
    contents = ["目录", "江西省人民政府关于表彰先进的决定", "（赣府发〔2024〕3号）（4）", "2024年2月大事记（15）"]
    found, listed = ranges([*contents, "江西省人民政府", "关于表彰先进的决定", "江西省人民政府", "2024年2月20日"])
    assert found == [contents]
    assert listed == ["江西省人民政府关于表彰先进的决定", "2024年2月大事记"]


def test_a_laws_chapter_list():
    chapters = ["目录", "第一章 总则", "第二章 奖励", "第一节 评定", "第三章 附则"]
    assert ranges([*chapters, "第一章 总则", "第一条 为了加强管理，制定本法。"]) == ([chapters], [])


def test_a_chapter_list_without_its_heading():
    chapters = ["第一章 总则", "第二章 奖励", "第三章 附则"]
    assert ranges([*chapters, "第一章 总则", "第一条 为了加强管理，制定本法。"]) == ([chapters], [])


def test_chapters_with_text_are_no_list():
    assert ranges(["第一章 总则", "第一条 略。", "第二章 附则", "第二条 略。"]) == ([], [])


def test_a_chapter_list_is_no_provision():
    law = "中华人民共和国测试法\n目　　录\n第一章　总　　则\n第二章　附　　则\n第一章　总　　则\n第一条　为了测试，制定本法。\n第二章　附　　则\n第二条　本法自公布之日起施行。\n"
    assert body(law) == [
        "chp_1 第一章 【总则】",
        "art_1 第一条",
        "art_1__para_1 为了测试，制定本法。",
        "chp_2 第二章 【附则】",
        "art_2 第二条",
        "art_2__para_1 本法自公布之日起施行。",
    ]
    assert ("contents", "目　　录\n第一章　总　　则\n第二章　附　　则") in kinds(law)


ISSUE = """上海市人民政府公报

目 录

【市政府文件】

上海市人民政府关于印发《上海市停车场管理办法》的通知\t(4)
上海市人民政府关于加强监管的实施意见\t(9)

上海市人民政府关于印发《上海市停车场管理办法》的通知

沪府规〔2021〕7号

各区人民政府：

现将《上海市停车场管理办法》印发给你们，请认真按照执行。

上海市人民政府

2021年6月30日

上海市停车场管理办法

第一条 为了加强管理，制定本办法。

第二条 本办法自公布之日起施行。

上海市人民政府关于加强监管的实施意见

沪府发〔2021〕8号

各区人民政府：

为加强监管，提出意见如下：

一、总体要求

坚持依法监管。

上海市人民政府

2021年7月30日
"""


def test_bodies_are_matched_to_their_entries():
    found = {d.title: d.toc_title for d in read(ISSUE).documents}
    for title in ("上海市人民政府关于印发《上海市停车场管理办法》的通知", "上海市人民政府关于加强监管的实施意见"):
        assert found[title] == title


def test_what_is_matched_is_the_entry_as_said():
    """SCHEMA.md: ``toc_title``, the contents entry a document was matched to."""
    listed = {"上海市人民政府关于印发《上海市停车场管理办法》的通知", "上海市人民政府关于加强监管的实施意见"}
    assert {d.toc_title for d in read(ISSUE).documents} <= {*listed, None}


HEADINGS = ["1 总则", "1.1编制目的", "1.2编制依据", "2 组织体系", "2.1 指挥机构", "8 附则"]
BODY = ["1总则", "1.1 编制目的", "为做好防汛工作，制定本预案。", "1.2 编制依据", "依据有关法律制定。", "2组织体系"]


@pytest.mark.parametrize(
    ("head", "listed"),
    [
        pytest.param([], HEADINGS, id="without a heading of its own"),
        pytest.param(["目录"], HEADINGS, id="below its heading"),
        pytest.param(["目录"], [*HEADINGS, "青石县防汛预案"], id="the title again before the first heading"),
    ],
)
def test_headings_without_pages_that_come_again(head: list[str], listed: list[str]) -> None:
    found, _ = ranges(["青石县防汛预案", *head, *listed, *BODY])
    assert found == [[*head, *listed]]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["1 总则", "1.1 编制目的", "为做好防汛工作，制定本预案。", "1 总则", "1.1 编制目的"], id="text between"),
        pytest.param(["一、总体要求", "二、任务", "三、保障", "四、附则"], id="headings once"),
        pytest.param(["1班", "2班", "3班", "4班", "1班", "5班"], id="cells"),
    ],
)  # fmt: skip
def test_no_list_of_headings(texts: list[str]) -> None:
    assert ranges(texts)[0] == []


@pytest.mark.parametrize(
    ("listed", "contents"),
    [
        ("1 总则\n1.1编制目的\n2 组织体系\n3 监测预警\n4附则\n", True),
        ("一、总体要求\n（一）指导思想\n二、主要任务\n三、保障措施\n", True),
        ("1 总则\n1.1编制目的\n", False),  # too few to tell
        ("1.明确责任\n2.细化分工\n3.落实经费\n4.加强督查\n", False),  # items that never come again
    ],
)
def test_a_list_of_headings_that_is_not_called_one(listed: str, contents: bool) -> None:
    """The plan's own headings, one below the other, then the first again with its text."""
    again = listed.replace("\n", "\n各部门应当落实责任。\n") if contents else ""
    source = read(f"兴城市突发事件应急预案\n{listed}{again}")
    assert ("contents" in {s.kind for s in source.spans}) is contents
