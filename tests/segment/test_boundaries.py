"""Where documents start: every way a source shows it (issues 2 and 3)."""

from __future__ import annotations

import pytest

from tests.segment.reading import outline, read


def starts(raw: str) -> list[str]:
    """The first raw line of every document."""
    return [raw[d.char_start :].lstrip().split("\n")[0].strip() for d in read(raw).documents]


NOTICE = """上海市人民政府关于印发《上海市停车场管理办法》的通知

沪府规〔2021〕7号

各区人民政府，市政府各委、办、局：

　　现将《上海市停车场管理办法》印发给你们，请认真按照执行。

　　上海市人民政府

　　2021年6月30日
"""
METHOD = """
上海市停车场管理办法

　　第一条　为了加强停车场管理，制定本办法。

　　第二条　本办法自2021年8月1日起施行。
"""
OPINION = """
上海市人民政府关于加强和规范事中事后监管的实施意见

沪府发〔2021〕8号

各区人民政府，市政府各委、办、局：

　　为加强监管，提出意见如下：

　　一、总体要求

　　坚持依法监管，压实各方责任。

　　上海市人民政府

　　2021年7月30日
"""
ORDER = """
上海市人民政府令

第8号

　　《上海市科学技术奖励规定》已经2023年12月4日市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。

　　市长　龚正

　　2023年12月13日
"""
REGULATION = """
上海市科学技术奖励规定

（2023年12月13日上海市人民政府令第8号公布）

　　第一条（目的）　为了奖励贡献突出的个人，制定本规定。

　　第二条（施行）　本规定自2024年1月13日起施行。
"""
UNTITLED = """
沪府办规〔2024〕14号

各区人民政府，市政府各委、办、局：

　　《上海市促进创新若干措施》已经市政府同意，现印发给你们，请认真按照执行。

　　上海市人民政府办公厅

　　2024年9月27日

上海市促进创新若干措施

　　为促进创新，提出如下措施。

　　一、壮大主体

　　支持企业创新发展。
"""
EXPLANATION = """
关于《上海市科学技术奖励规定》的政策解读

　　为便于公众了解，现将有关内容解读如下：

　　一、修改背景

　　国家科技奖励制度作了改革。
"""


def test_a_notice_and_what_it_issues():
    assert starts(NOTICE + METHOD) == ["上海市人民政府关于印发《上海市停车场管理办法》的通知", "上海市停车场管理办法"]


def test_an_order_starts_at_its_head():
    assert starts(ORDER + REGULATION) == ["上海市人民政府令", "上海市科学技术奖励规定"]


def test_everything_of_an_issue_once():
    assert starts(NOTICE + METHOD + ORDER + REGULATION + OPINION + UNTITLED + EXPLANATION) == [
        "上海市人民政府关于印发《上海市停车场管理办法》的通知",
        "上海市停车场管理办法",
        "上海市人民政府令",
        "上海市科学技术奖励规定",
        "上海市人民政府关于加强和规范事中事后监管的实施意见",
        "沪府办规〔2024〕14号",
        "上海市促进创新若干措施",
        "关于《上海市科学技术奖励规定》的政策解读",
    ]


def test_a_text_without_title_starts_at_its_number():
    assert starts(OPINION + UNTITLED)[1] == "沪府办规〔2024〕14号"


def test_a_text_without_title_and_number_starts_at_its_addressee():
    untitled = UNTITLED.replace("沪府办规〔2024〕14号\n", "")
    assert starts(OPINION + untitled)[1:] == ["各区人民政府，市政府各委、办、局：", "上海市促进创新若干措施"]
    first = read(OPINION + untitled).documents[1]
    assert (first.title, first.needs_review, first.review_reason) == (None, True, "no title line")


def test_an_order_whose_head_is_lost():
    headless = ORDER.replace("上海市人民政府令\n\n第8号\n", "")
    documents = read(OPINION + headless + REGULATION).documents
    assert [(d.role, d.parent) for d in documents] == [("standalone", None), ("cover", None), ("attachment", 1)]


@pytest.mark.parametrize(
    "lines",
    [
        "上海市人民政府办公厅关于印发《上海市促进工业\n服务业赋能产业升级行动方案》的通知",
        "上海市人民政府办公厅\n关于印发《上海市促进工业服务业\n赋能产业升级行动方案》的通知",
        "上海市人民政府办公厅关于印发 《上海市促进工业服务业 赋能产业升级行动方案》的通知",
    ],
)
def test_a_title_over_lines_or_with_spaces_inside(lines: str) -> None:
    raw = (
        OPINION
        + f"\n{lines}\n\n沪府办发〔2024〕11号\n\n各区人民政府：\n\n　　现将《上海市促进工业服务业赋能产业升级行动方案》印发给你们，请认真按照执行。\n\n　　上海市人民政府办公厅\n\n　　2024年7月16日\n"
    )
    (_, second) = read(raw).documents
    assert second.title is not None
    assert (
        second.title.replace(" ", "")
        == "上海市人民政府办公厅关于印发《上海市促进工业服务业赋能产业升级行动方案》的通知"
    )
    assert raw[second.char_start :].startswith(lines.split("\n", maxsplit=1)[0])


def test_a_letterhead_of_several_spaced_out():
    raw = OPINION + (
        "\n上海市科学技术委员会\n上 海 市 财 政 局\n国 家 税 务 总 局 上 海 市 税 务 局\n沪科规〔2024〕5 号\n关于延长《上海市技术先进型服务企业认定\n管理办法》有效期的通知\n"
        "各有关单位：\n　　经评估，《上海市技术先进型服务企业认定管理办法》继续施行，有效期延长至2029年6月20日。\n上海市科学技术委员会 上海市财政局\n"
    )
    (_, second) = read(raw).documents
    assert (second.title, second.doc_number) == (
        "关于延长《上海市技术先进型服务企业认定管理办法》有效期的通知",
        "沪科规〔2024〕5号",
    )
    assert second.letterhead == ("上海市科学技术委员会", "上海市财政局", "国家税务总局上海市税务局")
    assert raw[second.char_start :].startswith("上海市科学技术委员会\n上 海 市 财")


def test_a_page_title_then_the_documents_own():
    raw = OPINION + "\n上海市人民政府办公厅关于加强科技创新工作的若干意见\n印发日期：2021-10-25      发布日期：2021-10-27\n\n字号：大 中 小\n\n上海市人民政府办公厅关于加强科技创新工作的若干意见\n\n沪府办发〔2021〕29号\n\n各区人民政府：\n\n　　提出意见如下：\n\n　　一、加大投入\n\n　　增加投入。\n"  # fmt: skip
    assert starts(raw) == [
        "上海市人民政府关于加强和规范事中事后监管的实施意见",
        "上海市人民政府办公厅关于加强科技创新工作的若干意见",
    ]
    assert [c.level for c in read(raw).documents[1].clauses].count("title") == 1


CONTENTS = "目录 >>\n\n关于推动提高上市公司质量的若干措施 ..........1\n上海市引进人才申办常住户口办法 ..........9\n\n"


def test_a_title_printed_after_its_text_because_of_page_order():
    """Seed 002: the title stands at the foot of its first page, inside a sentence."""
    raw = CONTENTS + (
        "上市公司是资本市场健康稳定发展的基石,促进区域经济发展作用显著。现制定以下若干措施。\n一、明确总体目标\n"
        "坚持稳中求进工作总基调,使本市上市公司治理及运作更加规范,信息披露更加真实有效,推动上海\n\n关于推动提高上市公司质量的若干措施\n\n1\n\n"
        "上市公司高质量发展,更好服务实体经济。\n二、健全退出机制\n畅通多元退出渠道,完善退出制度。\n" + "加强培育,支持上市。" * 12 + "\n\n2\n\n"
        "继续做好培育工作,优化营商环境。" + "加强培育,支持上市。" * 12 + "\n\n3\n\n"
        "第一条(目的)\n为进一步发挥人才的作用,制定本办法。\n第二条(指导原则)\n坚持城市发展导向,明晰分类;" + "坚持政策公开,实行条件管理。" * 9 + "坚持政策公\n\n上海市引进人才申办常住户口办法\n\n4\n\n"
        "开、标准统一。\n第三条(施行期限)\n本办法自2020年12月1日起施行。\n"
    )  # fmt: skip
    first, second = read(raw).documents
    assert (first.title, second.title) == ("关于推动提高上市公司质量的若干措施", "上海市引进人才申办常住户口办法")
    assert raw[first.char_start :].startswith("上市公司是资本市场")
    assert raw[second.char_start :].startswith("第一条(目的)")
    assert "推动上海上市公司高质量发展，更好服务实体经济。" in first.clean.text
    assert [c.eid for c in second.clauses][:2] == ["title", "art_1"]


@pytest.mark.parametrize(
    "line",
    [
        "《上海市优化营商环境条例》",
        "（一）认真贯彻《上海市科学技术奖励规定》",
        "专栏1：数据知识产权保护工程实施方案",
        pytest.param(
            "附件：上海市改革行业目录（第二版）",
            marks=pytest.mark.xfail(
                strict=True, reason="an attachment list in mid-text lies inside the span of the heading round it"
            ),
        ),
        "二、制定实施方案",
    ],
)
def test_a_line_inside_a_text_is_no_document(line: str) -> None:
    raw = OPINION.replace(
        "　　坚持依法监管，压实各方责任。",
        f"　　坚持依法监管，压实各方责任。\n\n　　{line}\n\n　　加强监管，提升服务。",
    )
    assert len(read(raw).documents) == 1


def test_what_shows_no_start_is_one_document():
    raw = "为便于工作，现将有关事项通知如下。\n一、关于适用范围\n本市行政区域内适用。\n"
    assert outline(raw) == [("standalone", None, None, None)]


def test_a_law_cut_off_before_its_title_is_a_document_of_its_own():
    text = "".join(f"第{n}条　" + "主管部门应当依法履行职责，加强监督管理。" * 40 + "\n" for n in "三四五六七八")
    assert [(d.title, d.needs_review) for d in read(text + NOTICE).documents] == [
        (None, True),
        ("上海市人民政府关于印发《上海市停车场管理办法》的通知", False),
    ]


@pytest.mark.parametrize("raw", ["", "\n\n \u3000\n", "—5—\n", "打印本页\n"])
def test_nothing_is_no_document(raw: str) -> None:
    assert read(raw).documents == ()


def test_a_link_in_a_pages_foot_is_no_document():
    foot = "相关文档\n《上海市停车场管理办法》政策解读\n主办单位：上海市人民政府办公厅\n"
    assert len(starts(NOTICE + METHOD + foot)) == 2


def test_a_title_below_a_tables_last_cells():
    raw = NOTICE + METHOD + "附件\n指标表\n一级指标\n二级指标\n" + OPINION.lstrip()
    assert starts(raw)[-1] == "上海市人民政府关于加强和规范事中事后监管的实施意见"


def test_a_title_set_apart_from_a_tables_last_cells():
    """Its first line is a body's name as a cell may be: what stands above the blank line is the table's."""
    raw = (
        NOTICE
        + METHOD
        + "附件\n任务表\n培育企业\n市经济信息化委\n\n上海市人民政府\n关于张三任职的通知\n沪府任〔2021〕9号\n各区人民政府：\n略。\n"
    )
    assert read(raw).documents[-1].title == "上海市人民政府关于张三任职的通知"


@pytest.mark.parametrize("first", ["第一编　总则\n第一章　基本规定", "第一章　一般规定"])
def test_a_heading_over_articles_is_no_title(first: str) -> None:
    (document,) = read(f"{first}\n第一条　为了保护权益，制定本法。\n第二条　略。\n").documents
    assert document.title is None


def test_a_text_below_a_signature_that_names_no_genre():
    raw = OPINION + "2021年7月份人事任免\n上海市人民政府决定：\n任命张三同志为上海市教育委员会副主任；\n"
    assert starts(raw)[-1] == "2021年7月份人事任免"
    assert len(starts(OPINION + "（联系人：张三）\n")) == 1


def test_a_pages_title_over_another_documents_is_none():
    head = "某市政务公开实施细则\n\n浏览量：12 时间：2016-01-17 23:45:19\n\n"
    assert starts(head + NOTICE) == starts(NOTICE)


def test_an_addressee_below_a_pages_head_opens_an_untitled_document():
    head = "发文机关：山西省人民政府\n发布日期：2018年3月27日\n文号：晋政发〔2018〕13号\n"
    raw = head + "各市、县人民政府：\n现将《某某方案》印发给你们。\n山西省人民政府\n2018年3月27日\n"
    assert starts(raw) == ["各市、县人民政府："]


def test_a_number_glued_to_the_day_above_it():
    raw = (
        OPINION.rstrip()
        + "云政发〔2021〕9号\n云南省人民政府关于加强监管的若干意见\n各州、市人民政府：\n为加强监管，提出意见。\n"
    )
    assert [d.doc_number for d in read(raw).documents] == ["沪府发〔2021〕8号", "云政发〔2021〕9号"]
