"""Pages as sites print them, made up: what each says of its documents, and what of it is the site's."""

from __future__ import annotations

import pytest

from pipeline.segment.labels import Label, labels_of
from pipeline.segment.page_tops import is_excerpt, mark_top, same_page_title, says_more
from tests.segment.reading import kinds, outline, read

TITLE = "青石县人民政府办公室关于印发青石县防汛抗旱应急预案的通知"
LETTER = """各乡镇人民政府,县有关部门:
《青石县防汛抗旱应急预案》已经县政府同意,现印发给你们,请认真贯彻执行。
青石县人民政府办公室
2023年6月8日
(此件公开发布)
青石县防汛抗旱应急预案
1 总则
1.1 编制目的
为做好水旱灾害防范与处置工作,制定本预案。
1.2 编制依据
依据《中华人民共和国防洪法》制定本预案。
"""
PLAN = ("attachment", 0, "青石县防汛抗旱应急预案", None)


def site(raw: str) -> str:
    """All of a page that is the site's."""
    return "\n".join(text for kind, text in kinds(raw) if kind == "chrome")


@pytest.mark.parametrize(
    "head",
    [
        "- 索 引 号:QS01-2023-12\n- 备注/文号:青政办〔2023〕8号\n- 发布机构:县政府办\n- 公文生成日期:2023-06-08\n",
        "• 索引号：QS01-2023-12\n• 发文字号：青政办〔2023〕8号\n• 有效性：有效\n",
        "索引号 | QS01/2023-12 | ||\n文号 | 青政办〔2023〕8号 | 发布机构 | 县政府办 |\n成文日期 | 2023-06-08 |\n",
        "[ 索引号 ] QS01/2023-12 [ 发文字号 ] 青政办〔2023〕8号\n[ 成文日期 ] 2023-06-08 [ 发布日期 ] 2023-06-09\n",
        "·【制定机关】青石县人民政府办公室\n·【字号】青政办〔2023〕8号\n·【时效性】现行有效\n正文\n",
    ],
)
def test_a_notice_without_title_below_a_table(head: str) -> None:
    assert outline(head + LETTER) == [("cover", None, None, "青政办〔2023〕8号"), PLAN]
    assert site(head + LETTER) == head.strip()


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"您当前的位置:\n>> 政务公开 >> 应急预案\n{TITLE}\n发布日期:2023-06-09\n浏览次数:\n", id="crumbs"),
        pytest.param(f"热门站点| 资料网 | 论坛\n收藏本站| 设为首页\n\n{TITLE}\n\n作者:资料网 时间:2024-07-22\n下载地址: 点击此处下载\n\n{TITLE}\n\n青石县人民政府办公室\n\n{TITLE}\n", id="said three times"),
        pytest.param(f"{TITLE}\n{TITLE} 各乡镇人民政府,县有关部门: 《青石县防汛…\n{TITLE}\n", id="an excerpt"),
        pytest.param(f"应急管理丨{TITLE}\n- 发布日期:2023-06-09\n- 浏览次数:\n青石县人民政府办公室\n{TITLE[10:]}\n", id="a rubric"),
        pytest.param(f"SiteName [Home] [Search]\nYou are here: Site >> {TITLE}\n{TITLE}\n【发布单位】81202\n【发布文号】-----\n【发布日期】2023-06-08\n", id="English"),
        pytest.param(f"{TITLE}\n\n【编辑日期:2023-06-09】 【来源:】 【关闭】\n", id="brackets"),
        pytest.param(f"今天是:2025年12月06日\n青石县人民政府\n首页 >> 公开信息内容\n{TITLE}\n索引号:QS01 发文日期:2023年6月9日 主题词: 文  号:\n4874268\n", id="a number of the site's"),
        pytest.param(f"应急管理\n应急预案\n当前位置:首页 >> 应急管理 >> 应急预案\n{TITLE}\n发布日期:2023年6月9日   信息来源:本站原创   浏览448次\n{TITLE}\n", id="a menu above the crumbs"),
        pytest.param(f"{TITLE}\n县政府办公室文件 字体(    )  打印\n{TITLE[:10]}\n{TITLE[10:]}\n", id="a switch behind the section's name"),
        pytest.param(f"资讯\n{TITLE}\n|\n2023年6月9日 10:50:20\n|\n2425 浏览\n|\n", id="bars"),
        pytest.param(f"[ 主题分类 ] 应急管理\n[ 成文日期 ] 2023-06-08 [ 发布日期 ] 2023-06-09{TITLE}\n", id="a table's last day on the title's line"),
        pytest.param(f"今天是:2025年12月06日\n征集调查\n主题:\n{TITLE}\n时限:\n截止:2019-06-18\n已结束 查看结果\n{TITLE}\n", id="what another site has"),
        pytest.param(f"{TITLE}\n- 1、下载文档前请自行甄别内容的完整性。\n- 2、如文档侵犯您的权益,请联系客服。\n{TITLE}\n文章属性\n", id="a library"),
    ],
)  # fmt: skip
def test_copies_of_a_title_are_one_document(head: str) -> None:
    assert outline(head + LETTER) == [("cover", None, TITLE, None), PLAN]


def test_what_a_table_says_of_a_notice_without_title():
    head = "索引号：QS01/2023-12 信息分类：应急\n发文机关：青石县人民政府办公室 成文日期：2023-06-08\n标 题：关于加强防汛工作的通知\n发文字号：青政办〔2023〕9号\n"
    (document,) = read(head + "各乡镇人民政府:\n现就加强防汛工作通知如下。\n一、压实责任。\n").documents
    assert (document.title, document.doc_number) == ("关于加强防汛工作的通知", "青政办〔2023〕9号")
    assert document.letterhead == ("青石县人民政府办公室",)
    assert ("成文日期", "2023-06-08") in document.site_dates


def test_a_pages_title_that_is_the_issued_texts():
    """The page is called as what the notice issues, and the notice has its own title below."""
    head = "青石县政务公开工作细则\n\n作者:资料网 时间:2024-07-06 浏览:9107\n下载地址: 点击此处下载\n\n青石县政务公开工作细则\n\n东湖省青石县人民政府办公室\n\n关于印发青石县政务公开工作细则的通知\n(青府发〔2003〕37号)\n"
    text = "县政府各部门:\n现将《青石县政务公开工作细则》印发给你们,请遵照执行。\n二OO三年十二月四日\n青石县政务公开工作细则\n为优化政务环境,制定本细则。\n一、总体要求\n坚持公开为常态。\n"
    assert outline(head + text) == [
        ("cover", None, "东湖省青石县人民政府办公室关于印发青石县政务公开工作细则的通知", "青府发〔2003〕37号"),
        ("attachment", 0, "青石县政务公开工作细则", None),
    ]


ORDER = "《东湖省气象灾害防御规定》已经2010年12月14日省政府第76次常务会议通过，现予公布，自2011年2月1日起施行。\n省长\n二○一○年十二月二十五日\n"
RULES = "第一章 总则\n第一条 为防御气象灾害，制定本规定。\n第二条 本省行政区域内适用本规定。\n"
PAGE = "您的位置: 首页 » 资料网 » 法律法规 »\n东湖省气象灾害防御规定\n作者:资料网 时间:2024-07-06\n下载地址: 点击此处下载\n东湖省气象灾害防御规定\n东湖省人民政府\n东湖省气象灾害防御规定\n"


@pytest.mark.parametrize(("number", "title"), [("政府令〔2010〕第15号\n", "东湖省气象灾害防御规定\n"), ("东湖省人民政府令\n第15号\n", "")])  # fmt: skip
def test_an_order_below_a_pages_title(number: str, title: str) -> None:
    """The order comes first; what it publishes has its title above it only, or again below."""
    raw = PAGE + number + ORDER + title + RULES
    cover, rules = read(raw).documents
    assert (cover.role, cover.title, cover.letterhead) == ("cover", None, ("东湖省人民政府",))
    assert (rules.role, rules.title) == ("attachment", "东湖省气象灾害防御规定")
    assert [c.eid for c in rules.clauses if c.level == "article"] == ["art_1", "art_2"]
    assert site(raw) == PAGE.strip()


def test_what_a_notice_hands_on_below_its_contents_only():
    raw = f"{TITLE}\n发布时间:2023-06-09 浏览次数:\n{LETTER}".replace(
        "青石县防汛抗旱应急预案\n1 总则",
        "目录\n第一章 总则\n第二章 组织\n第三章 附则\n第一章 总则\n第一条 为做好防范工作，制定本预案。\n1 总则",
    )
    cover, plan = read(raw).documents
    assert (cover.role, plan.role, plan.title) == ("cover", "attachment", "青石县防汛抗旱应急预案")
    assert plan.clauses[0].num_text == "第一章"


def test_contents_on_the_line_of_the_title():
    raw = f"{TITLE}\n{LETTER}".replace("青石县防汛抗旱应急预案\n1 总则", "青石县防汛抗旱应急预案目录\n1 总则")
    assert outline(raw)[1] == PLAN


def test_a_number_before_a_title_in_book_marks():
    """A library of laws names a page so, and sets the title again below."""
    raw = f"青政发〔2017〕10号《{TITLE}》\n《{TITLE}》\n青政发〔2017〕10号\n{LETTER}"
    assert outline(raw) == [("cover", None, TITLE, "青政发〔2017〕10号"), PLAN]


def test_words_of_the_site_between_a_title_and_its_number():
    head = (
        f"索引号: QS-1 成文日期: 2023-06-08\n{TITLE}\n发布时间:2023-06-09 点击次数:\n请横屏观看\n青政发〔2023〕10号\n"
    )
    assert outline(head + LETTER) == [("cover", None, TITLE, "青政发〔2023〕10号"), PLAN]


def test_a_title_that_only_the_table_says_above_a_contents_list():
    head = "索引号: | QS/2025-25 | 组配分类: | 应急 |\n名称: | 青石县防汛方案 | 文号: | 无 |\n发文日期: | 2025-03-14 17:14 |\n"
    text = "1 总则\n1.1 编制目的\n1.2 编制依据\n9 附则\n1 总则\n1.1 编制目的\n为做好防汛工作,制定本方案。\n"
    (document,) = read(head + text).documents
    assert (document.title, document.site_dates) == ("青石县防汛方案", (("发文日期", "2025-03-14 17:14"),))


def test_what_became_of_a_text():
    raw = f"当前位置:首页 |\n|\n(已废止)青政发〔2019〕24号 关于印发青石县防汛抗旱应急预案的通知 |\n||||||\n|\n{LETTER}"
    assert outline(raw) == [("cover", None, "关于印发青石县防汛抗旱应急预案的通知", "青政发〔2019〕24号"), PLAN]


def test_who_issued_a_rule_said_on_a_line_of_its_own():
    for raw in (PAGE + RULES, PAGE + "东湖省人民政府\n" + RULES):
        (document,) = read(raw).documents
        assert (document.title, document.letterhead) == ("东湖省气象灾害防御规定", ("东湖省人民政府",))
        assert document.clauses[1].num_text == "第一章"


@pytest.mark.parametrize(
    ("line", "number"),
    [("青政发【2023】7号关于印发青石县防汛抗旱应急预案的通知", "青政发〔2023〕7号"), ("关于印发青石县防汛抗旱应急预案的通知\n青政发〔20237", "青政发〔2023〕7号")],
)  # fmt: skip
def test_a_number_on_the_titles_line_and_one_that_a_font_damaged(line: str, number: str) -> None:
    raw = f"索引号 QS01/2023-1 成文时间 2023-06-08\n发布机构 县政府办 组配分类 青政发\n{line}\n\n发布日期: 2023-06-09\n分享\n{LETTER}"
    assert outline(raw) == [("cover", None, "关于印发青石县防汛抗旱应急预案的通知", number), PLAN]


@pytest.mark.parametrize(
    "text",
    [
        "青石县人民政府公报\n2024年第5期\n| 1 | 2 |\n关于加强防汛工作的通知\n各乡镇人民政府：\n",
        "关于加强防汛工作的通知\n青政办〔2023〕9号\n各乡镇人民政府：\n",
        "名称：青石县防汛办\n负责防汛工作。\n",
    ],
)
def test_no_page(text: str) -> None:
    lines = text.splitlines()
    labels = labels_of(lines)
    if Label.META not in labels:
        assert mark_top(lines, labels) == 0


@pytest.mark.parametrize(
    ("page", "letterhead", "more"),
    [
        ("关于加强防汛工作的通知", "青石县水利局关于加强防汛工作的通知", True),
        ("青石县防汛办法", "青石县人民政府关于印发《青石县防汛办法》的通知", True),
        ("青政发〔2014〕2号《青石县人民政府关于加强防汛工作的意见》", "青石县人民政府关于加强防汛工作的意见", True),
        ("青石县水利局关于加强防汛工作的通知", "关于加强防汛工作的通知", False),
        ("青石县水利局关于加强防汛工作的通知", "青石县水利局关于加强防汛工作的通知", False),
        ("关于加强防汛工作的通知", "关于加强抗旱工作的通知", False),
    ],
)
def test_which_of_two_titles_says_more(page: str, letterhead: str, more: bool) -> None:
    assert says_more(page, letterhead) == more


def test_titles_of_one_page():
    assert same_page_title("东湖省政府关于任免工作人员问题的通知", "东湖省人民政府关于任免工作人员问题的通知")
    assert not same_page_title("东湖省政府关于任免工作人员问题的通知", "西山省政府关于任免工作人员问题的通知")
    assert is_excerpt("关于加强防汛工作的通知 各乡镇人民政府：为加强…", "关于加强防汛工作的通知")
    assert not is_excerpt("关于加强抗旱工作的通知 各乡镇人民政府：为加强…", "关于加强防汛工作的通知")
