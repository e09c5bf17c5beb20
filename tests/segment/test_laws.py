"""Provisions in the style of laws (Legislation Law, article 65; SCHEMA.md; CLAUSES.md)."""

from __future__ import annotations

import pytest

from tests.segment.reading import body, read, tree

TITLE = "上海市科学技术奖励规定\n"


@pytest.mark.parametrize(
    ("raw", "provisions"),
    [
        pytest.param(
            "第一条 为了加强管理，制定本规定。\n第二条 本规定适用于本市。\n",
            [
                "art_1 第一条",
                "art_1__para_1 为了加强管理，制定本规定。",
                "art_2 第二条",
                "art_2__para_1 本规定适用于本市。",
            ],
            id="articles of one 款",
        ),
        pytest.param(
            "第一条（目的和依据）\n为了加强管理，制定本规定。\n第二条　(适用范围)\n本规定适用于本市。\n",
            [
                "art_1 第一条 【目的和依据】",
                "art_1__para_1 为了加强管理，制定本规定。",
                "art_2 第二条 【适用范围】",
                "art_2__para_1 本规定适用于本市。",
            ],
            id="captions on a line of their own",
        ),
        pytest.param(
            "第一条（目的）为了加强管理，制定本规定。\n第二条（定义）本规定所称奖励，是指表彰。\n",
            [
                "art_1 第一条 【目的】",
                "art_1__para_1 为了加强管理，制定本规定。",
                "art_2 第二条 【定义】",
                "art_2__para_1 本规定所称奖励，是指表彰。",
            ],
            id="captions on the article's line",
        ),
        pytest.param(
            "第一条 目的和依据\n为了加强管理，制定本规定。\n第二条 适用范围\n本规定适用于本市。\n",
            [
                "art_1 第一条 【目的和依据】",
                "art_1__para_1 为了加强管理，制定本规定。",
                "art_2 第二条 【适用范围】",
                "art_2__para_1 本规定适用于本市。",
            ],
            id="captions without brackets",
        ),
        pytest.param(
            "第一条 目的和依据\n为了加强管理，制定本规定。\n第二条 申请人应具备的条件\n（一）依法设立；\n（二）信用良好。\n第三条 其他\n本规定自2020年1月1日起施行。\n",
            [
                "art_1 第一条 【目的和依据】",
                "art_1__para_1 为了加强管理，制定本规定。",
                "art_2 第二条 【申请人应具备的条件】",
                "art_2__subpara_1 （一） 依法设立；",
                "art_2__subpara_2 （二） 信用良好。",
                "art_3 第三条 【其他】",
                "art_3__para_1 本规定自2020年1月1日起施行。",
            ],
            id="caption without brackets over items",
        ),
        pytest.param(
            "第一条 市设立奖励委员会。\n奖励委员会负责审定工作。\n奖励委员会聘请专家。\n第二条 本规定自公布之日起施行。\n",
            [
                "art_1 第一条",
                "art_1__para_1 市设立奖励委员会。",
                "art_1__para_2 奖励委员会负责审定工作。",
                "art_1__para_3 奖励委员会聘请专家。",
                "art_2 第二条",
                "art_2__para_1 本规定自公布之日起施行。",
            ],
            id="several 款",
        ),
        pytest.param(
            "第一条 科技功臣奖授予下列工作者：\n（一）取得重大突破的；\n（二）创造巨大效益的。\n科技功臣奖每次不超过2名。\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 科技功臣奖授予下列工作者：",
                "art_1__para_1__subpara_1 （一） 取得重大突破的；",
                "art_1__para_1__subpara_2 （二） 创造巨大效益的。",
                "art_1__para_2 科技功臣奖每次不超过2名。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="项 under the 款 that introduces them, a 款 after them",
        ),
        pytest.param(
            "第一条 有下列情形之一：\n（一）伪造证件的；\n（二）拒不改正的；\n有前款情形的，由主管部门处以罚款。\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 有下列情形之一：",
                "art_1__para_1__subpara_1 （一） 伪造证件的；",
                "art_1__para_1__subpara_2 （二） 拒不改正的；",
                "art_1__para_1__wrapup 有前款情形的，由主管部门处以罚款。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="wrapup after items that end in ；",
        ),
        pytest.param(
            "第五条 用人单位引进的下列人才，可以申办：\n（一）高层次人才：\n1.具有博士学位的；\n2.获得表彰的。\n（二）高技能人才：\n3.获得大奖的；\n4.取得证书的。\n第六条 略。\n",
            [
                "art_5 第五条",
                "art_5__para_1 用人单位引进的下列人才，可以申办：",
                "art_5__para_1__subpara_1 （一） 高层次人才：",
                "art_5__para_1__subpara_1__point_1 1. 具有博士学位的；",
                "art_5__para_1__subpara_1__point_2 2. 获得表彰的。",
                "art_5__para_1__subpara_2 （二） 高技能人才：",
                "art_5__para_1__subpara_2__point_3 3. 获得大奖的；",
                "art_5__para_1__subpara_2__point_4 4. 取得证书的。",
                "art_6 第六条",
                "art_6__para_1 略。",
            ],
            id="目 keep the number printed",
        ),
        pytest.param(
            "第一章　总则\n第一条　为了加强管理，制定本规定。\n第二章　奖励\n第一节　评定\n第二条　评定应当公开。\n第二节　授奖\n第三条　授奖应当公布。\n",
            [
                "chp_1 第一章 【总则】",
                "art_1 第一条",
                "art_1__para_1 为了加强管理，制定本规定。",
                "chp_2 第二章 【奖励】",
                "chp_2__sec_1 第一节 【评定】",
                "art_2 第二条",
                "art_2__para_1 评定应当公开。",
                "chp_2__sec_2 第二节 【授奖】",
                "art_3 第三条",
                "art_3__para_1 授奖应当公布。",
            ],
            id="章 and 节 are not in an article's id",
        ),
        pytest.param(
            "第一编　总则\n第一章　基本规定\n第一条　为了保护民事主体，制定本法。\n第二编　物权\n第一分编　通则\n第一章　一般规定\n第二条　本编调整物权关系。\n第二分编　所有权\n第二章　共有\n第三条　共有人共有。\n",
            [
                "part_1 第一编 【总则】",
                "part_1__chp_1 第一章 【基本规定】",
                "art_1 第一条",
                "art_1__para_1 为了保护民事主体，制定本法。",
                "part_2 第二编 【物权】",
                "part_2__subpart_1 第一分编 【通则】",
                "part_2__subpart_1__chp_1 第一章 【一般规定】",
                "art_2 第二条",
                "art_2__para_1 本编调整物权关系。",
                "part_2__subpart_2 第二分编 【所有权】",
                "part_2__subpart_2__chp_2 第二章 【共有】",
                "art_3 第三条",
                "art_3__para_1 共有人共有。",
            ],
            id="编 and 分编",
        ),
        pytest.param(
            "第一百二十条　组织恐怖活动的，处刑。\n第一百二十条之一　资助恐怖活动的，处刑。\n第一百二十条之二　准备实施恐怖活动的，处刑。\n第一百二十一条　劫持航空器的，处刑。\n",
            [
                "art_120 第一百二十条",
                "art_120__para_1 组织恐怖活动的，处刑。",
                "art_120-1 第一百二十条之一",
                "art_120-1__para_1 资助恐怖活动的，处刑。",
                "art_120-2 第一百二十条之二",
                "art_120-2__para_1 准备实施恐怖活动的，处刑。",
                "art_121 第一百二十一条",
                "art_121__para_1 劫持航空器的，处刑。",
            ],
            id="条之一",
        ),
        pytest.param(
            "第一条 提交下列材料：\n（一）项目单位情况；\n（二）投资意向书；\n（三）项目用地情况。\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 提交下列材料：",
                "art_1__para_1__subpara_1 （一） 项目单位情况；",
                "art_1__para_1__subpara_2 （二） 投资意向书；",
                "art_1__para_1__subpara_3 （三） 项目用地情况。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="items that begin with 项目",
        ),
        pytest.param(
            "第一条 申请人应当具备条件。\n违反第二十九条、\n第三十条的规定，依照第三十一条处理。\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 申请人应当具备条件。",
                "art_1__para_2 违反第二十九条、第三十条的规定，依照第三十一条处理。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="an article referred to at a line's head",
        ),
        pytest.param(
            "第一条 申办流程\n（一）甲。\n材料齐全的，乙。\n（二）丙。\n第二条 略。\n",
            [
                "art_1 第一条 【申办流程】",
                "art_1__subpara_1 （一） 甲。",
                "art_1__para_1 材料齐全的，乙。",
                "art_1__subpara_2 （二） 丙。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="a list under a caption goes on over a paragraph",
        ),
        pytest.param(
            "第一条 有下列情形之一的\n（一）伪造证件；\n（二）拒不改正。\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 有下列情形之一的",
                "art_1__para_1__subpara_1 （一） 伪造证件；",
                "art_1__para_1__subpara_2 （二） 拒不改正。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="words that open a list without a colon are no caption",
        ),
        pytest.param(
            "一、一般规定\n第一条 甲。\n第二条 乙。\n二、合同的订立\n第三条 丙：\n（一）丁；\n（二）戊。\n三、附则\n第四条 己。\n",
            [
                "lvl1_1 一、 【一般规定】",
                "art_1 第一条",
                "art_1__para_1 甲。",
                "art_2 第二条",
                "art_2__para_1 乙。",
                "lvl1_2 二、 【合同的订立】",
                "art_3 第三条",
                "art_3__para_1 丙：",
                "art_3__para_1__subpara_1 （一） 丁；",
                "art_3__para_1__subpara_2 （二） 戊。",
                "lvl1_3 三、 【附则】",
                "art_4 第四条",
                "art_4__para_1 己。",
            ],
            id="parts of a judicial interpretation",
        ),
        pytest.param(
            "第一章 总则\n第一条 甲。\n保护与管理\n第二条 乙。\n第三章 附则\n第三条 丙。\n",
            [
                "chp_1 第一章 【总则】",
                "art_1 第一条",
                "art_1__para_1 甲。",
                "chp_2 【保护与管理】",
                "art_2 第二条",
                "art_2__para_1 乙。",
                "chp_3 第三章 【附则】",
                "art_3 第三条",
                "art_3__para_1 丙。",
            ],
            id="a chapter that lost its number",
        ),
        pytest.param(
            "第一条 略。\n第二条 本规定由市科委解释。\n本规定自2022年1月1日起施行。\n",
            [
                "art_1 第一条",
                "art_1__para_1 略。",
                "art_2 第二条",
                "art_2__para_1 本规定由市科委解释。",
                "closing__para_1 本规定自2022年1月1日起施行。",
            ],
            id="a closing paragraph under no article",
        ),
        pytest.param(
            "第一条 略。\n第二条（施行日期和废止事项）\n本规定自2022年1月1日起施行。\n《上海市旧规定》同时废止。\n",
            [
                "art_1 第一条",
                "art_1__para_1 略。",
                "art_2 第二条 【施行日期和废止事项】",
                "art_2__para_1 本规定自2022年1月1日起施行。",
                "art_2__para_2 《上海市旧规定》同时废止。",
            ],
            id="a last article of two 款",
        ),
        pytest.param(
            "第一条 提交下列材料：\n（一）申请书；\n二）身份证明；\n（三）其他。\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 提交下列材料：",
                "art_1__para_1__subpara_1 （一） 申请书；",
                "art_1__para_1__subpara_2 二） 身份证明；",
                "art_1__para_1__subpara_3 （三） 其他。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="a lost bracket",
        ),
        pytest.param(
            "第一条 提交下列材料：\n(一)申请书;(二)身份证明;(三)其他.\n第二条 略。\n",
            [
                "art_1 第一条",
                "art_1__para_1 提交下列材料：",
                "art_1__para_1__subpara_1 （一） 申请书；",
                "art_1__para_1__subpara_2 （二） 身份证明；",
                "art_1__para_1__subpara_3 （三） 其他。",
                "art_2 第二条",
                "art_2__para_1 略。",
            ],
            id="items run together on a line, in ASCII",
        ),
    ],
)
def test_provisions(raw: str, provisions: list[str]) -> None:
    assert body(TITLE + raw) == provisions


def test_history_note_and_signature_are_no_provisions_of_the_law():
    assert tree(
        "上海市停车场（库）管理办法\n（2012年8月31日上海市人民政府令第85号公布　根据2018年12月7日上海市人民政府令第15号修正）\n"
        "第一条 为了加强管理，制定本办法。\n第二条 本办法自2013年1月1日起施行。\n"
    ) == [
        "title 上海市停车场（库）管理办法",
        "history （2012年8月31日上海市人民政府令第85号公布 根据2018年12月7日上海市人民政府令第15号修正）",
        "art_1 第一条",
        "art_1__para_1 为了加强管理，制定本办法。",
        "art_2 第二条",
        "art_2__para_1 本办法自2013年1月1日起施行。",
    ]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(
            "1982年8月23日第五届全国人民代表大会常务委员会第二十四次会议通过\n"
            "根据1993年2月22日第七届全国人民代表大会常务委员会第三十次会议《关于修改〈中华人民共和国商标法〉的决定》第一次修正\n"
            "根据2001年10月27日第九届全国人民代表大会常务委员会第二十四次会议《关于修改〈中华人民共和国商标法〉的决定》第二次修正",
            id="a statement a line",
        ),
        pytest.param(
            "2022年11月23日 上海市第十五届人民代表大会常务委员会第四十六次会议通过\n"
            "2024年9月27日 上海市第十六届人民代表大会常务委员会第十六次会议《关于修改〈上海市妇女权益保障条例〉等4件地方性法规的决定》修正）",
            id="a bracket that closes and never opened",
        ),
    ],
)
def test_a_history_note_of_several_statements_is_one(note: str) -> None:
    law = f"# 上海市权益保障条例\n\n{note}\n\n第一条 为了保障权益，制定本条例。\n\n第二条 本条例自公布之日起施行。\n"
    assert [line for line in tree(law) if line.startswith(("history", "preamble"))] == [
        "history " + note.replace("\n", " / ")
    ]


def test_a_preamble_stands_before_the_first_article():
    assert body(
        "中华人民共和国香港特别行政区基本法\n序言\n香港自古以来就是中国的领土。\n第一章　总则\n第一条　香港特别行政区是中华人民共和国不可分离的部分。\n第二条　略。\n"
    ) == [
        "preamble__para_1 序言",
        "preamble__para_2 香港自古以来就是中国的领土。",
        "chp_1 第一章 【总则】",
        "art_1 第一条",
        "art_1__para_1 香港特别行政区是中华人民共和国不可分离的部分。",
        "art_2 第二条",
        "art_2__para_1 略。",
    ]


def test_paths_and_levels():
    (document,) = read(
        TITLE
        + "第三章 奖励\n第十五条 略。\n下列人员可以提名：\n（一）专家；\n（二）学者，包括：\n1.国内学者；\n2.国外学者。\n第十六条 略。\n"
    ).documents
    seen = {c.eid: (c.level, c.number, c.path, c.depth) for c in document.clauses}
    assert seen["chp_3"] == ("chapter", "3", "第三章", 0)
    assert seen["art_15"] == ("article", "15", "第三章/第十五条", 1)
    assert seen["art_15__para_2"] == ("paragraph", "2", "第三章/第十五条/第二款", 2)
    assert seen["art_15__para_2__subpara_2"] == ("subparagraph", "2", "第三章/第十五条/第二款/（二）", 3)
    assert seen["art_15__para_2__subpara_2__point_1"] == ("point", "1", "第三章/第十五条/第二款/（二）/1", 4)


def test_damage_is_flagged():
    (document,) = read(TITLE + "第一条 提交下列材料：\n（一）申请书；\n二）身份证明。\n第二条 略。\n").documents
    assert [c.eid for c in document.clauses if c.needs_review] == ["art_1__para_1__subpara_2"]


@pytest.mark.parametrize("second", ["第一条", "第五条"])
def test_wrong_numbers_are_flagged(second: str) -> None:
    (document,) = read(TITLE + f"第一条 略。\n{second} 略。\n第三条 略。\n").documents
    assert any(c.needs_review for c in document.clauses)


def test_a_chapter_heading_on_two_lines():
    assert body(
        TITLE
        + "第一章　总则\n第一条　略。\n第二章　常务委员会审议、表决\n地方性法规案程序\n第二条　列入议程的法规案，应当经两次会议审议。\n第三条　略。\n"
    ) == [
        "chp_1 第一章 【总则】",
        "art_1 第一条",
        "art_1__para_1 略。",
        "chp_2 第二章 【常务委员会审议、表决地方性法规案程序】",
        "art_2 第二条",
        "art_2__para_1 列入议程的法规案，应当经两次会议审议。",
        "art_3 第三条",
        "art_3__para_1 略。",
    ]


def test_a_line_between_a_chapter_and_its_first_article_lies_in_no_other_root():
    """Its section's number is lost; wherever it is put, root clauses stay apart (``check_source`` asks)."""
    read(
        TITLE
        + "第一章　总则\n第一条　略。\n第三章　业主及业主组织\n业主及业主大会\n第二条　房屋的所有权人为业主。\n第三条　略。\n"
    )


def test_paths_of_what_lost_its_number_or_a_bracket_of_it():
    (document,) = read(
        TITLE
        + "第一章 总则\n第一条 甲应当：\n（一）乙；\n二）丙。\n保护与管理\n第二条 丁。\n第三章 附则\n第三条 戊。\n"
    ).documents
    seen = {c.eid: (c.path, c.needs_review) for c in document.clauses}
    assert seen["art_1__para_1__subpara_2"] == ("第一章/第一条/第一款/（二）", True)
    assert seen["chp_2"] == ("保护与管理", True)
    assert seen["art_2"] == ("保护与管理/第二条", False)


def test_a_list_counts_on_over_a_paragraph_of_its_item():
    """Seed 002, 留学回国人员…细则 第三条: a note below point 2, then points 3 to 6."""
    assert body(
        TITLE
        + "第一条　申请人应符合下列条件：\n（一）具备条件：\n1.甲；\n2.乙。\n社会保险由系统比对。\n3.丙。\n（二）丁。\n丁可以补缴。\n（三）戊。\n第二条　略。\n"
    ) == [
        "art_1 第一条",
        "art_1__para_1 申请人应符合下列条件：",
        "art_1__para_1__subpara_1 （一） 具备条件：",
        "art_1__para_1__subpara_1__point_1 1. 甲；",
        "art_1__para_1__subpara_1__point_2 2. 乙。",
        "art_1__para_1__subpara_1__point_2__para_1 社会保险由系统比对。",
        "art_1__para_1__subpara_1__point_3 3. 丙。",
        "art_1__para_1__subpara_2 （二） 丁。",
        "art_1__para_1__subpara_2__para_1 丁可以补缴。",
        "art_1__para_1__subpara_3 （三） 戊。",
        "art_2 第二条",
        "art_2__para_1 略。",
    ]


def test_a_number_behind_a_points_number() -> None:
    """海商法, article 219."""
    assert body(
        TITLE
        + "第一条　限额如下：\n（一）人身伤亡\n1.300总吨至500总吨的，五元；\n2.超过500总吨的：\n501总吨以上，一元。\n（二）其他\n第二条　略。\n"
    )[2:6] == [
        "art_1__para_1__subpara_1 （一） 人身伤亡",
        "art_1__para_1__subpara_1__point_1 1. 300总吨至500总吨的，五元；",
        "art_1__para_1__subpara_1__point_2 2. 超过500总吨的：",
        "art_1__para_1__subpara_1__para_1 501总吨以上，一元。",
    ]


def test_a_new_list_is_not_the_last_one_gone_on():
    assert body(TITLE + "第一条　甲：\n（一）乙。\n丙：\n（二）丁。\n第二条　略。\n")[3:5] == [
        "art_1__para_2 丙：",
        "art_1__para_2__subpara_2 （二） 丁。",
    ]


@pytest.mark.parametrize(
    ("quoted", "after"),
    [
        ("增加一节，内容如下：\n第七节　监察委员会\n第一百二十三条　甲。\n（一）乙；\n丙。", 5),
        ("修改为：“第十条　甲。\n第十一条　乙。”", 2),
        ("作如下修改：\n（一）删去“甲”；\n（二）增加“乙”。", 3),
    ],
)
def test_what_an_amendment_quotes_is_none_of_its_provisions(quoted: str, after: int) -> None:
    """宪法修正案（2018年）, article 52."""
    read_ = body(f"中华人民共和国宪法修正案\n第五十一条　略。\n第五十二条　{quoted}\n第五十三条　略。\n")
    assert [x.split()[0] for x in read_ if x.startswith(("chp", "sec", "art")) and "para" not in x] == [
        "art_51",
        "art_52",
        "art_53",
    ]
    assert len([x for x in read_ if x.startswith("art_52__")]) == after


def test_forms_after_the_last_article_are_none_of_its_paragraphs():
    """最高人民法院关于人民法院强制执行股权若干问题的规定: samples of notices below its last article."""
    form = "×××人民法院\n协助执行通知书\n（××××）……执……号\n×××市场监督管理局：\n请协助执行。\n××××年××月××日\n（院印）\n联系电话：……\n"
    for head in ("附件：主要文书参考样式\n", ""):
        (document,) = read(f"{TITLE}第一条　略。\n第二条　本规定自公布之日起施行。\n{head}{form}").documents
        after = [c for c in document.clauses if c.eid.startswith("closing")]
        assert [c.text for c in after] == form.strip().split("\n")
        assert all(c.needs_review for c in after)
        eids = [c.eid for c in document.clauses[: -len(after)]]
        assert eids[-2 if head else -1 :] == ["art_2__para_1", *(["attachment_list"] if head else [])]


def test_a_chapter_after_a_list_is_no_quotation() -> None:
    """A decision and the law it changes read as one document: the law's chapters are its own."""
    read_ = body(
        "关于修改××市燃气管理条例的决定\n第一章　总则\n第一条　禁止下列行为：\n（一）甲。\n第二章　附则\n第二条　略。\n".replace(
            "××", "郑州"
        )
    )
    assert [x.split()[0] for x in read_ if x.startswith("chp")] == ["chp_1", "chp_2"]
