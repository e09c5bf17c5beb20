from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import normalise
from pipeline.normalise.fold import fold
from pipeline.normalise.furniture import take_furniture
from pipeline.normalise.lines import split_lines
from pipeline.normalise.paragraphs import join_wraps
from pipeline.normalise.wraps import Joiner

MEASURE = 22


def paragraphs(raw: str) -> list[str]:
    return [p.text for p in normalise(raw).paragraphs]


def set_in_column(text: str, *, width: int = MEASURE, indent: str = "", blank: bool = False, hang: bool = True) -> str:
    """A paragraph broken as a printed column breaks it, its first line two em short (its indent may be lost).

    ``hang``: no line opens with a closing mark, as GB/T 15834 asks; PDF extraction and careless tools break anywhere.
    """
    lines: list[str] = []
    at, measure = 0, width - 2
    while at < len(text):
        end = at + measure
        while hang and text[end : end + 1] in tuple("，。、；：！？）》”"):
            end += 1
        lines.append(text[at:end])
        at, measure = end, width
    lines[0] = indent + lines[0]
    return ("\n\n" if blank else "\n").join(lines)


FIRST = "为了奖励在本市科学技术进步活动中做出突出贡献的个人和组织，调动科学技术工作者的积极性和创造性，促进本市科学技术事业的发展，加快建设具有全球影响力的科技创新中心，制定本规定。"
SECOND = "市科学技术行政部门负责本市科学技术奖提名、评审、监督等相关规则的制定和评审活动的组织、服务工作，市财政、人力资源社会保障等部门按照各自职责协同实施本规定。"
THIRD = "奖励委员会聘请有关方面的专家组成评审委员会和监督委员会，分别负责评审和监督工作，评审委员会的组成人选由市科学技术行政部门提出，报奖励委员会批准，并向社会公布。"
WHOLE = [FIRST, SECOND, THIRD, SECOND, FIRST, THIRD]


@pytest.mark.parametrize("width", range(18, 37))
@pytest.mark.parametrize("blank", [False, True], ids=["close", "blank between"])
def test_a_column_is_put_together(width: int, blank: bool) -> None:
    gap = "\n\n" if blank else "\n"
    raw = gap.join(set_in_column(p, width=width, indent="\u3000\u3000", blank=blank) for p in WHOLE)
    assert paragraphs(raw) == WHOLE


@pytest.mark.parametrize("width", range(18, 37))
def test_a_column_that_lost_its_indents_is_put_together_or_flagged(width: int) -> None:
    source = normalise("\n".join(set_in_column(p, width=width) for p in WHOLE))
    assert [p.text for p in source.paragraphs] == WHOLE or any(p.doubt for p in source.paragraphs)


@pytest.mark.parametrize("width", range(18, 37))
def test_a_column_broken_anywhere_is_put_together(width: int) -> None:
    raw = "\n".join(set_in_column(p, width=width, indent="\u3000\u3000", hang=False) for p in WHOLE)
    assert paragraphs(raw) == WHOLE


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param(
            "Quacquarelli Symonds World University Rankings",
            marks=pytest.mark.xfail(strict=True, reason="a line without an ideograph in it is not joined"),
        ),
        "2023-12345-67890-2024-12345-67890-2025-4321",
    ],
)
def test_a_line_of_a_column_without_an_ideograph(foreign: str) -> None:
    """Seed 002, 留学回国人员申办上海常住户口实施细则 第三条: a line of English inside a paragraph."""
    raw = f"{set_in_column(FIRST)}\n国内外高水平大学参考软科世界大学学术排名\n{foreign}\n发布的名单，以主管部门确认后发布的为准。\n{set_in_column(THIRD)}"
    assert len(paragraphs(raw)) == 3


def test_text_that_is_not_wrapped_is_left_alone():
    assert paragraphs("\n\n".join(WHOLE)) == WHOLE
    assert paragraphs("\n".join("\u3000\u3000" + p for p in WHOLE)) == WHOLE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("本规定自2024年1", "月13日起施行，有效期至2028年12月31日。"),
        ("本规定自2024年1月1", "3日起施行，有效期至2028年12月31日。"),
        ("本规定自2024", "年1月13日起施行，有效期至2028年12月31日。"),
        ("对符合条件的项目给予最高20", "00万元支持，每个单位每年累计不超过1亿元。"),
        ("对符合条件的项目给予最高3", ".5亿元支持，每个单位每年累计不超过1亿元。"),
        ("参加评审的专家不得少于第", "二十九条、第三十条规定的人数的三分之二。"),
        ("依照《上海市科学技术奖励规", "定》第七条的规定执行，并报市人民政府备案。"),
        ("支持发展人工智能大模型，推广AI", "4S基础设施和公共服务，提升服务水平。"),
    ],
)  # fmt: skip
def test_a_break_inside_a_number_a_date_or_a_name(before: str, after: str) -> None:
    """The line that breaks fills the measure which its neighbours keep to."""
    lead = (SECOND * 2)[: MEASURE * 4 - 2 - round(sum(0.5 if c.isascii() else 1 for c in before))] + before
    first = [lead[: MEASURE - 2], *(lead[i : i + MEASURE] for i in range(MEASURE - 2, MEASURE * 3 - 2, MEASURE))]
    raw = "\n".join([set_in_column(FIRST), *first, lead[MEASURE * 3 - 2 :], after, set_in_column(THIRD)])
    assert paragraphs(raw)[1] == lead + after


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("各区人民政府，市政府各委、办、局：\n现将《办法》印发给你们，请认真按照执行。\n上海市人民政府\n2024年7月2日", id="a notice"),
        pytest.param("上海市人民政府令\n第8号\n《规定》已经2023年12月4日市政府第34次常务会议通过，现予公布。\n市长 龚正\n2023年12月13日", id="an order"),
        pytest.param("第一章 总则\n第一条 为了规范管理，制定本办法。\n第二条 本办法适用于本市。\n第二章 附则\n第三条 本办法自公布之日起施行。", id="a law"),
        pytest.param("第五条（认定条件）\n申请人应当符合下列条件：\n（一）依法设立；\n（二）信用良好。", id="captions and items"),
        pytest.param("一、总体要求\n（一）指导思想\n坚持需求导向，服务大局。\n1.配备人员。按照规定配备。\n（1）建立机制。定期会商。", id="policy headings"),
        pytest.param("附件：1.申请表\n2.承诺书\n上海市商务委员会\n2023年12月28日", id="attachments"),
        pytest.param("目录\n第一章 总则\n第二章 附则", id="a chapter list"),
    ],
)  # fmt: skip
def test_lines_that_are_paragraphs_stay_apart(raw: str) -> None:
    assert paragraphs(raw) == raw.split("\n")


def test_a_title_is_not_taken_into_the_text():
    raw = "本措施自2020年12月1日起施行。\n上海市人民政府关于促进创业投资高质量发展的若干意见\n为进一步促进创业投资发展，提出意见如下："
    assert paragraphs(raw) == raw.split("\n")


def test_a_page_break_inside_a_paragraph_is_closed():
    raw = "\n".join(
        [set_in_column(FIRST, indent="\u3000\u3000"), "\u3000\u3000提名者在提名前应当对候选项目的科学性、真", "—5—",
         "实性、合规性和候选人在遵纪守法、道德品行、", "科研诚信等方面的情况做好审核确认。", set_in_column(THIRD, indent="\u3000\u3000")]
    )  # fmt: skip
    assert paragraphs(raw) == [
        FIRST,
        "提名者在提名前应当对候选项目的科学性、真实性、合规性和候选人在遵纪守法、道德品行、科研诚信等方面的情况做好审核确认。",
        THIRD,
    ]


def test_a_page_break_between_paragraphs_stays():
    raw = "一、加强领导。\n—5—\n二、强化保障。"
    assert paragraphs(raw) == ["一、加强领导。", "二、强化保障。"]


def test_foreign_words_keep_a_space_where_lines_join():
    filler = SECOND[:20]
    raw = "\n".join([set_in_column(FIRST), filler, SECOND[20:30] + "参考软科排名（Ranking of World", "Universities）发布的名单，" + SECOND[30:38], set_in_column(THIRD)])  # fmt: skip
    assert any("World Universities" in p for p in paragraphs(raw))


def test_a_bracket_does_not_end_a_sentence():
    """Seed 000, 沪府办规〔2024〕9号 （十二）: the run-in text of an item breaks after （CRO）."""
    raw = (
        "（十一）建立激励机制。推动医疗机构完善临床试验团队的薪酬分配机制。（责任单位：市科委）\n\n"
        "（十二）对接国际标准开展试验项目。支持符合条件的合同研发机构（CRO）\n\n"
        "对接国际标准开展临床试验服务能力提升项目，按照规定给予最高100万元支持。（责任单位：市科委）"
    )
    assert paragraphs(raw)[1] == (
        "（十二）对接国际标准开展试验项目。支持符合条件的合同研发机构（CRO）对接国际标准开展临床试验服务能力提升项目，"
        "按照规定给予最高100万元支持。（责任单位：市科委）"
    )


def test_a_break_before_a_bracket_is_closed():
    """Seed 000: a line that ends in 》 in mid-sentence."""
    raw = (
        "为加快推进社会信用体系建设，保障信用主体的权益，根据《国务院关于推动“高效办成一件事”的指导意见》\n\n"
        "（国发〔2024〕3号）和《上海市社会信用条例》等，制定本工作方案。"
    )
    assert paragraphs(raw) == [raw.replace("\n", "")]


def test_a_join_that_layout_does_not_settle_is_marked():
    full = "申请人应当提交申请书身份证明和相关材料原件。"
    raw = "\n".join(
        [*(set_in_column(p) for p in WHOLE), SECOND[:20], full[:MEASURE], "主管部门应当受理。", set_in_column(THIRD)]
    )
    assert len(full) == MEASURE
    doubtful = [p for p in normalise(raw).paragraphs if p.doubt]
    assert any(full in p.text for p in doubtful)


_PIECES = ["第一条 为了规范管理，", "（一）符合条件；", "1.数量。", "一、总体要求", "上海市人民政府", "2024年1月2日", "制定本办法。", FIRST[:22], FIRST[22:44], "—5—", "7", "\u3000\u3000本市", "", "各区人民政府：", "附件", "# 标题", "A b c"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=20))
def test_no_character_is_lost_or_made_or_moved_out_of_its_paragraph(parts: list[str]) -> None:
    raw = "\n".join(parts)
    source = normalise(raw)
    ink = "".join(p.text for p in source.paragraphs).replace(" ", "")
    taken = "".join(raw[f.char_start : f.char_end] for f in source.furniture)
    strip = str.maketrans("", "", " \u3000\n#")
    assert sorted((ink + taken).translate(strip)) == sorted(raw.translate(strip))


@given(
    st.lists(
        st.sampled_from([*_PIECES, "（责任单位：市科委）", "公布", "2001年3月2日 通过", "申请人应当"]), max_size=20
    )
)
def test_a_sure_break_is_what_the_layout_says_too(parts: list[str]) -> None:
    lines, _ = take_furniture(split_lines(fold("\n".join(parts))))
    joined = [(p.text, p.doubt, p.floated) for p in join_wraps(lines)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Joiner, "sure_breaks", lambda self: [False] * len(self.lines))
        assert [(p.text, p.doubt, p.floated) for p in join_wraps(lines)] == joined


def test_the_last_word_of_an_item_is_no_paragraph():
    item = "（二）矿井进风量和风质能满足降氡的需要，避免串联通风和污风循"
    raw = "\n".join([set_in_column(FIRST), item, "环；", set_in_column(THIRD)])
    assert item + "环；" in paragraphs(raw)


def test_a_title_cut_by_a_page_end_does_not_float():
    raw = "\n".join(
        [set_in_column(FIRST, width=28), "第七十六条 本条例自2024年5月1日起施行。《煤矿安全", "监察条例》和《国务院关于预防生产安全事故的特别规定》",
         "—58—", "同时废止。"]
    )  # fmt: skip
    assert paragraphs(raw)[-1].endswith("特别规定》同时废止。")


def test_a_note_of_promulgation_begins_after_a_title_and_each_statement_by_itself():
    """Its lines are full, and the indents of two are lost."""
    column = "\n".join(set_in_column(p, width=24, indent="\u3000\u3000") for p in WHOLE)
    title = "中华人民共和国工业产品生产许可证管理条例"
    first = "2005年7月9日 中华人民共和国国务院令第440号公布"
    second = "2010年9月29日 《关于修改〈某某省某某管理规定〉的决定》第一次修正"
    raw = f"    {title}\n\u3000\u3000{first[:25]}\n{first[25:]}\n{second[:28]}\n{second[28:]}\n第一条　{column.strip()}"
    assert paragraphs(raw)[:3] == [title, first, second.replace(" 《", "《")]
    assert paragraphs(raw)[3].startswith("第一条 ")


def test_an_article_opens_though_a_full_line_without_a_stop_stands_before_it():
    column = "\n".join(set_in_column(p, width=24, indent="\u3000\u3000") for p in WHOLE)
    raw = f"{column}\n\u3000\u3000甲省人民代表大会常务委员会关于修改某规定的决\n第一条　为了保障人民代表大会常务委员会依法行使讨\n论决定的职权，制定本规定。"
    assert paragraphs(raw)[-1].startswith("第一条 为了保障")


def test_numbers_that_a_sentence_names_go_on_over_a_lines_end():
    column = "\n".join(set_in_column(p, width=24, indent="\u3000\u3000") for p in WHOLE)
    raw = f"{column}\n\u3000\u3000（三）违反第二十二条，第二十四条第（一）、（二）、\n（三）、（七）项的，责令其改正，可并处罚款；"
    assert (
        paragraphs(raw)[-1]
        == "（三）违反第二十二条，第二十四条第（一）、（二）、（三）、（七）项的，责令其改正，可并处罚款；"
    )


def _cut(text: str, width: int, indent: str) -> str:
    """A paragraph as a program breaks it: after so many letters, whatever they are."""
    whole = indent + text
    return "\n".join(whole[k : k + width] for k in range(0, len(whole), width))


NUMBERED = "自2021年3月1日起，按照《某某条例》第12项办理的，每年检查3次，逾期30日未办的，处20000元以上50000元以下罚款。"


@pytest.mark.parametrize("indent", ["\u3000\u3000", "  ", "    "], ids=["wide", "two spaces", "four spaces"])
@pytest.mark.parametrize("width", [17, 20, 27, 34])
def test_lines_cut_after_a_number_of_letters_are_put_together(width: int, indent: str) -> None:
    texts = [f"第{'一二三四五六七八九十'[k]}条 {x}{NUMBERED if k % 2 else x[:30]}。" for k, x in enumerate(WHOLE)]
    raw = "\n".join(_cut(x, width, indent) for x in texts)
    assert paragraphs(raw) == texts


@pytest.mark.parametrize("width", [13, 15, 17])
def test_narrow_columns_are_put_together(width: int) -> None:
    raw = "\n".join(set_in_column(p, width=width, indent="\u3000\u3000") for p in WHOLE * 2)
    assert paragraphs(raw) == WHOLE * 2


def test_short_lines_of_a_form_are_no_column():
    form = [
        "会议主题：",
        "会议时间：自 年 月 日起",
        "临时停车场经营者：",
        *["名称：姓名：职务：电话"] * 9,
        "停车场周边单位代表",
        "记录人和主持人签名处",
    ]
    assert len(paragraphs("\n\n".join(form))) == len(form)


def test_a_full_line_that_ends_in_a_genres_word_is_no_title() -> None:
    """通用航空飞行管制条例, article 38: …应当及时报告 | 有关…机构：, which alone would be an addressee."""
    whole = "第三十八条　升放的无人驾驶自由气球或者系留气球中发生下列可能危及飞行安全的情况时，升放单位、个人应当及时报告有关飞行管制部门和当地气象主管机构："
    lines = [whole[:26], whole[26:54], whole[54:]]
    raw = "\n".join(
        [*(set_in_column(p, width=28, indent="\u3000\u3000") for p in WHOLE), "\u3000\u3000" + "\n".join(lines)]
    )
    assert paragraphs(raw)[-1] == whole.replace("\u3000", " ")


def test_a_chapter_that_a_sentence_refers_to_opens_no_line() -> None:
    """最高人民法院关于审理劳动争议案件…的解释（三）, article 17, its line cut before 第十七章."""
    text = "第一条　劳动者依据调解仲裁法第十六条规定向人民法院申请支付令，其申请符合民事诉讼法第十七章督促程序规定的，人民法院应予受理。"
    cut = text.index("第十七章")
    lines = [text[: cut // 2], text[cut // 2 : cut], text[cut:]]
    raw = "\n".join([*(set_in_column(p, width=cut // 2) for p in WHOLE), *lines])
    assert paragraphs(raw)[-1] == text.replace("\u3000", " ")
