"""Provisions in the style of policy papers (GB/T 9704-2012, 7.3.3), and amending decisions (CLAUSES.md)."""

from __future__ import annotations

import pytest

from tests.segment.reading import body, read, tree

TITLE = "上海市促进科技服务业发展行动方案\n为促进科技服务业发展，制定本方案。\n"
OPENING = "preamble__para_1 为促进科技服务业发展，制定本方案。"


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("raw", "provisions"),
    [
        pytest.param(
            "一、总体要求\n坚持需求导向。\n二、主要任务\n（一）强化供给\n扩大开放。\n加强合作。\n（二）优化环境\n1.健全机制\n建立协调机制。\n（1）定期会商\n每季度会商一次。\n2.加强宣传\n开展宣传。\n",
            [
                "lvl1_1 一、 【总体要求】",
                "lvl1_1__para_1 坚持需求导向。",
                "lvl1_2 二、 【主要任务】",
                "lvl1_2__lvl2_1 （一） 【强化供给】",
                "lvl1_2__lvl2_1__para_1 扩大开放。",
                "lvl1_2__lvl2_1__para_2 加强合作。",
                "lvl1_2__lvl2_2 （二） 【优化环境】",
                "lvl1_2__lvl2_2__lvl3_1 1. 【健全机制】",
                "lvl1_2__lvl2_2__lvl3_1__para_1 建立协调机制。",
                "lvl1_2__lvl2_2__lvl3_1__lvl4_1 （1） 【定期会商】",
                "lvl1_2__lvl2_2__lvl3_1__lvl4_1__para_1 每季度会商一次。",
                "lvl1_2__lvl2_2__lvl3_2 2. 【加强宣传】",
                "lvl1_2__lvl2_2__lvl3_2__para_1 开展宣传。",
            ],
            id="four levels",
        ),
        pytest.param(
            "一、试点范围\n试点范围为本市行政区域。\n二、其他事项\n本办法未涉及的事项，按照有关规定执行。\n本办法自2011年1月28日起施行。\n",
            [
                "lvl1_1 一、 【试点范围】",
                "lvl1_1__para_1 试点范围为本市行政区域。",
                "lvl1_2 二、 【其他事项】",
                "lvl1_2__para_1 本办法未涉及的事项，按照有关规定执行。",
                "closing__para_1 本办法自2011年1月28日起施行。",
            ],
            id="a heading over the rest keeps its text",
        ),
        pytest.param(
            "一、加强领导\n（一）总体要求。各区应当加强领导。\n（二）责任分工。各部门应当分工负责。\n",
            [
                "lvl1_1 一、 【加强领导】",
                "lvl1_1__lvl2_1 （一） 【总体要求】",
                "lvl1_1__lvl2_1__para_1 各区应当加强领导。",
                "lvl1_1__lvl2_2 （二） 【责任分工】",
                "lvl1_1__lvl2_2__para_1 各部门应当分工负责。",
            ],
            id="headings run into their text",
        ),
        pytest.param(
            "一、基本原则\n1.依法依规：严格依照法律监管。\n2.公正透明：公开监管的规则。\n3.分级分类：对不同领域分类监管。\n",
            [
                "lvl1_1 一、 【基本原则】",
                "lvl1_1__lvl3_1 1. 【依法依规】",
                "lvl1_1__lvl3_1__para_1 严格依照法律监管。",
                "lvl1_1__lvl3_2 2. 【公正透明】",
                "lvl1_1__lvl3_2__para_1 公开监管的规则。",
                "lvl1_1__lvl3_3 3. 【分级分类】",
                "lvl1_1__lvl3_3__para_1 对不同领域分类监管。",
            ],
            id="headings run in by a colon, a level skipped in the id too",
        ),
        pytest.param(
            "一、支持政策\n1.自然人的行政处罚信息；\n2.行政强制执行信息；\n3.其他失信信息。\n二、保障措施\n加强保障。\n",
            [
                "lvl1_1 一、 【支持政策】",
                "lvl1_1__lvl3_1 1.",
                "lvl1_1__lvl3_1__para_1 自然人的行政处罚信息；",
                "lvl1_1__lvl3_2 2.",
                "lvl1_1__lvl3_2__para_1 行政强制执行信息；",
                "lvl1_1__lvl3_3 3.",
                "lvl1_1__lvl3_3__para_1 其他失信信息。",
                "lvl1_2 二、 【保障措施】",
                "lvl1_2__para_1 加强保障。",
            ],
            id="a numbered sentence has no heading",
        ),
        pytest.param(
            "一、强化供给\n（一）开放资源\n扩大开放。\n二、优化环境\n（二）健全机制\n建立机制。\n（三）加强宣传\n开展宣传。\n",
            [
                "lvl1_1 一、 【强化供给】",
                "lvl1_1__lvl2_1 （一） 【开放资源】",
                "lvl1_1__lvl2_1__para_1 扩大开放。",
                "lvl1_2 二、 【优化环境】",
                "lvl1_2__lvl2_2 （二） 【健全机制】",
                "lvl1_2__lvl2_2__para_1 建立机制。",
                "lvl1_2__lvl2_3 （三） 【加强宣传】",
                "lvl1_2__lvl2_3__para_1 开展宣传。",
            ],
            id="numbering that runs on keeps its number",
        ),
        pytest.param(
            "一、工作目标\n坚持需求导向。\n——线上帮办。提供交互服务。\n——线下帮办。提供窗口服务。\n一是加强领导，压实责任。\n二是加强宣传，营造氛围。\n二、主要任务\n略。\n",
            [
                "lvl1_1 一、 【工作目标】",
                "lvl1_1__para_1 坚持需求导向。",
                "lvl1_1__para_2 ——线上帮办。提供交互服务。",
                "lvl1_1__para_3 ——线下帮办。提供窗口服务。",
                "lvl1_1__para_4 一是加强领导，压实责任。",
                "lvl1_1__para_5 二是加强宣传，营造氛围。",
                "lvl1_2 二、 【主要任务】",
                "lvl1_2__para_1 略。",
            ],
            id="lead words without a number are plain text",
        ),
        pytest.param(
            "一、强化供给\n（一）开放资源。扩大资源开放，加强共享。\n二、保障措施\n（二）加强领导。健全协调机制，压实责任。\n本方案自2024年8月1日起施行，有效期至2029年7月31日。\n",
            [
                "lvl1_1 一、 【强化供给】",
                "lvl1_1__lvl2_1 （一） 【开放资源】",
                "lvl1_1__lvl2_1__para_1 扩大资源开放，加强共享。",
                "lvl1_2 二、 【保障措施】",
                "lvl1_2__lvl2_2 （二） 【加强领导】",
                "lvl1_2__lvl2_2__para_1 健全协调机制，压实责任。",
                "closing__para_1 本方案自2024年8月1日起施行，有效期至2029年7月31日。",
            ],
            id="a closing paragraph",
        ),
        pytest.param(
            "一、强化供给\n扩大资源开放。\n二、保障措施\n加强协调。\n本实施意见于2024年7月1日起施行。\n",
            [
                "lvl1_1 一、 【强化供给】",
                "lvl1_1__para_1 扩大资源开放。",
                "lvl1_2 二、 【保障措施】",
                "lvl1_2__para_1 加强协调。",
                "closing__para_1 本实施意见于2024年7月1日起施行。",
            ],
            id="a closing paragraph that says 于",
        ),
        pytest.param(
            "一、强化供给\n（一）开放资源。扩大资源开放，加强共享。\n二、保障措施\n（二）加强领导。健全协调机制，压实责任。\n本意见支持范围为在我市注册的企业，与其他政策重复的，从优支持。\n本意见自2024年8月1日起实施。\n",
            [
                "lvl1_1 一、 【强化供给】",
                "lvl1_1__lvl2_1 （一） 【开放资源】",
                "lvl1_1__lvl2_1__para_1 扩大资源开放，加强共享。",
                "lvl1_2 二、 【保障措施】",
                "lvl1_2__lvl2_2 （二） 【加强领导】",
                "lvl1_2__lvl2_2__para_1 健全协调机制，压实责任。",
                "closing__para_1 本意见支持范围为在我市注册的企业，与其他政策重复的，从优支持。",
                "closing__para_2 本意见自2024年8月1日起实施。",
            ],
            id="two closing paragraphs",
        ),
        pytest.param(
            "一、认定条件\n同时符合下列条件的企业，可以申办：\n（一）持股比例不低于10%。\n（二）企业无重大违法违规行为。\n本实施办法的申请材料，按照有关规定执行。\n本实施办法所称“创业人才”，是指企业创始人。\n本实施办法自2015年11月1日起施行。\n",
            [
                "lvl1_1 一、 【认定条件】",
                "lvl1_1__para_1 同时符合下列条件的企业，可以申办：",
                "lvl1_1__lvl2_1 （一）",
                "lvl1_1__lvl2_1__para_1 持股比例不低于10%。",
                "lvl1_1__lvl2_2 （二）",
                "lvl1_1__lvl2_2__para_1 企业无重大违法违规行为。",
                "closing__para_1 本实施办法的申请材料，按照有关规定执行。",
                "closing__para_2 本实施办法所称“创业人才”，是指企业创始人。",
                "closing__para_3 本实施办法自2015年11月1日起施行。",
            ],
            id="three closing paragraphs after a list",
        ),
        pytest.param(
            "一、主要任务\n（一）加强监管\n对下列信息可以申请修复：\n1.行政处罚信息；\n2.欠缴信息。\n修复办法由市发展改革委另行制定。\n（二）优化服务\n提升效率。\n",
            [
                "lvl1_1 一、 【主要任务】",
                "lvl1_1__lvl2_1 （一） 【加强监管】",
                "lvl1_1__lvl2_1__para_1 对下列信息可以申请修复：",
                "lvl1_1__lvl2_1__lvl3_1 1.",
                "lvl1_1__lvl2_1__lvl3_1__para_1 行政处罚信息；",
                "lvl1_1__lvl2_1__lvl3_2 2.",
                "lvl1_1__lvl2_1__lvl3_2__para_1 欠缴信息。",
                "lvl1_1__lvl2_1__para_2 修复办法由市发展改革委另行制定。",
                "lvl1_1__lvl2_2 （二） 【优化服务】",
                "lvl1_1__lvl2_2__para_1 提升效率。",
            ],
            id="a paragraph after a list belongs to the heading that opened the list",
        ),
        pytest.param(
            "一、主要任务\n（一）强化供给，扩大开放。鼓励企业开放资源。\n（二）优化环境，提升服务。\n健全服务机制，加强考核。\n（三）加强保障，压实责任。落实各项保障。\n",
            [
                "lvl1_1 一、 【主要任务】",
                "lvl1_1__lvl2_1 （一） 【强化供给，扩大开放】",
                "lvl1_1__lvl2_1__para_1 鼓励企业开放资源。",
                "lvl1_1__lvl2_2 （二） 【优化环境，提升服务】",
                "lvl1_1__lvl2_2__para_1 健全服务机制，加强考核。",
                "lvl1_1__lvl2_3 （三） 【加强保障，压实责任】",
                "lvl1_1__lvl2_3__para_1 落实各项保障。",
            ],
            id="a run-in heading with a comma, its text in the next paragraph",
        ),
        pytest.param(
            "一、完善监督\n1.发挥专席作用。充分发挥热线专席的作用，加强监督。\n2.建立沟通平台，及时回应企业诉求。（牵头单位：市商务委）\n3.加强考核。按照要求，强化考核。\n",
            [
                "lvl1_1 一、 【完善监督】",
                "lvl1_1__lvl3_1 1. 【发挥专席作用】",
                "lvl1_1__lvl3_1__para_1 充分发挥热线专席的作用，加强监督。",
                "lvl1_1__lvl3_2 2.",
                "lvl1_1__lvl3_2__para_1 建立沟通平台，及时回应企业诉求。（牵头单位：市商务委）",
                "lvl1_1__lvl3_3 3. 【加强考核】",
                "lvl1_1__lvl3_3__para_1 按照要求，强化考核。",
            ],
            id="a sentence and the note who is responsible, among run-in headings",
        ),
        pytest.param(
            "一、重点任务\n（一）强化创新支撑。\n1.加强攻关。实施重大专项，最高补助500万元。\n2.建设平台。支持建设实验室。\n（二）做强链条。\n3.发展制造。建设基地。\n",
            [
                "lvl1_1 一、 【重点任务】",
                "lvl1_1__lvl2_1 （一） 【强化创新支撑】",
                "lvl1_1__lvl2_1__lvl3_1 1. 【加强攻关】",
                "lvl1_1__lvl2_1__lvl3_1__para_1 实施重大专项，最高补助500万元。",
                "lvl1_1__lvl2_1__lvl3_2 2. 【建设平台】",
                "lvl1_1__lvl2_1__lvl3_2__para_1 支持建设实验室。",
                "lvl1_1__lvl2_2 （二） 【做强链条】",
                "lvl1_1__lvl2_2__lvl3_3 3. 【发展制造】",
                "lvl1_1__lvl2_2__lvl3_3__para_1 建设基地。",
            ],
            id="a heading keeps its full stop over items",
        ),
        pytest.param(
            "一、符合条件的纳税人可以自行开具发票。\n二、纳税人应当按照规定申报。其中，小规模纳税人按季申报。\n三、本公告自2024年3月1日起施行。原公告第二条同时废止。\n",
            [
                "lvl1_1 一、",
                "lvl1_1__para_1 符合条件的纳税人可以自行开具发票。",
                "lvl1_2 二、",
                "lvl1_2__para_1 纳税人应当按照规定申报。其中，小规模纳税人按季申报。",
                "lvl1_3 三、",
                "lvl1_3__para_1 本公告自2024年3月1日起施行。原公告第二条同时废止。",
            ],
            id="numbered sentences of an announcement are no headings",
        ),
        pytest.param(
            "一、支持企业上市\n（一）加大培育\n建立培育库。\n二）提升质量\n加强辅导。\n（三）强化服务\n优化服务。\n",
            [
                "lvl1_1 一、 【支持企业上市】",
                "lvl1_1__lvl2_1 （一） 【加大培育】",
                "lvl1_1__lvl2_1__para_1 建立培育库。",
                "lvl1_1__lvl2_2 二） 【提升质量】",
                "lvl1_1__lvl2_2__para_1 加强辅导。",
                "lvl1_1__lvl2_3 （三） 【强化服务】",
                "lvl1_1__lvl2_3__para_1 优化服务。",
            ],
            id="a lost bracket",
        ),
        pytest.param(
            "一、支持企业上市\n（一）加大培育\n建立培育库。\n（二提升质量\n加强辅导。\n（三）强化服务\n优化服务。\n",
            [
                "lvl1_1 一、 【支持企业上市】",
                "lvl1_1__lvl2_1 （一） 【加大培育】",
                "lvl1_1__lvl2_1__para_1 建立培育库。",
                "lvl1_1__lvl2_2 （二 【提升质量】",
                "lvl1_1__lvl2_2__para_1 加强辅导。",
                "lvl1_1__lvl2_3 （三） 【强化服务】",
                "lvl1_1__lvl2_3__para_1 优化服务。",
            ],
            id="a lost closing bracket",
            marks=wrong("only a lost opening bracket is read"),
        ),
        pytest.param(
            "一、规划背景\n成效显著，基础扎实。\n1.png\n二、总体要求\n坚持需求导向。\n",
            [
                "lvl1_1 一、 【规划背景】",
                "lvl1_1__para_1 成效显著，基础扎实。",
                "lvl1_1__para_2 1.png",
                "lvl1_2 二、 【总体要求】",
                "lvl1_2__para_1 坚持需求导向。",
            ],
            id="the name of a picture",
        ),
        pytest.param(
            "一、完善制度\n严格执行法律。\n专栏1：数据知识产权保护工程\n探索保护规则。\n开展试点。\n二、提升效能\n健全机制。\n",
            [
                "lvl1_1 一、 【完善制度】",
                "lvl1_1__para_1 严格执行法律。",
                "lvl1_1__para_2 专栏1：数据知识产权保护工程",
                "lvl1_1__para_3 探索保护规则。",
                "lvl1_1__para_4 开展试点。",
                "lvl1_2 二、 【提升效能】",
                "lvl1_2__para_1 健全机制。",
            ],
            id="a 专栏 box stays as text in place",
        ),
        pytest.param(
            "一、总体要求\n1.区为主体。由各区负责认定。2.清单指引。按照清单认定。3.差别管理。分类实施管理。\n二、附则\n略。\n",
            [
                "lvl1_1 一、 【总体要求】",
                "lvl1_1__lvl3_1 1. 【区为主体】",
                "lvl1_1__lvl3_1__para_1 由各区负责认定。",
                "lvl1_1__lvl3_2 2. 【清单指引】",
                "lvl1_1__lvl3_2__para_1 按照清单认定。",
                "lvl1_1__lvl3_3 3. 【差别管理】",
                "lvl1_1__lvl3_3__para_1 分类实施管理。",
                "lvl1_2 二、 【附则】",
                "lvl1_2__para_1 略。",
            ],
            id="items run together in one paragraph",
        ),
        pytest.param(
            "一、为什么要修改现行《规定》？\n国家制度作了改革，有必要修改。\n二、修改的主要内容是什么？\n突出导向，严控数量。\n",
            [
                "lvl1_1 一、 【为什么要修改现行《规定》？】",
                "lvl1_1__para_1 国家制度作了改革，有必要修改。",
                "lvl1_2 二、 【修改的主要内容是什么？】",
                "lvl1_2__para_1 突出导向，严控数量。",
            ],
            id="a question as heading",
        ),
    ],
)
def test_provisions(raw: str, provisions: list[str]) -> None:
    assert body(TITLE + raw) == [OPENING, *provisions]


def test_a_whole_notice():
    assert tree(
        "上海市人民政府办公厅关于进一步深化“一业一证”改革工作的通知\n沪府办发〔2023〕22号\n各区人民政府，市政府各委、办、局：\n"
        "　　经市政府同意，现就有关工作通知如下：\n　　一、总体要求\n　　坚持需求导向。\n　　二、保障措施\n　　加强领导。\n"
        "　　附件：上海市改革行业目录（第二版）\n　　上海市人民政府办公厅\n　　2023年12月27日\n"
    ) == [
        "title 上海市人民政府办公厅关于进一步深化“一业一证”改革工作的通知",
        "addressee 各区人民政府，市政府各委、办、局：",
        "preamble__para_1 经市政府同意，现就有关工作通知如下：",
        "lvl1_1 一、 【总体要求】",
        "lvl1_1__para_1 坚持需求导向。",
        "lvl1_2 二、 【保障措施】",
        "lvl1_2__para_1 加强领导。",
        "attachment_list 附件：上海市改革行业目录（第二版）",
        "signature 上海市人民政府办公厅 / 2023年12月27日",
    ]


DECISION = "上海市人民政府关于修改《上海市科学技术奖励规定》的决定\n（2023年12月13日上海市人民政府令第8号公布）\n市人民政府决定，对《上海市科学技术奖励规定》作如下修改：\n"


@pytest.mark.parametrize(
    ("raw", "provisions"),
    [
        pytest.param(
            "一、增加一条，作为第三条（奖励导向）：\n本市实施创新驱动发展战略。\n二、删除第五条第二款。\n本决定自2024年1月13日起施行。\n",
            [
                "lvl1_1 一、",
                "lvl1_1__para_1 增加一条，作为第三条（奖励导向）：",
                "lvl1_1__para_2 本市实施创新驱动发展战略。",
                "lvl1_2 二、",
                "lvl1_2__para_1 删除第五条第二款。",
                "closing__para_1 本决定自2024年1月13日起施行。",
            ],
            id="quoted 款 belong to their item",
        ),
        pytest.param(
            "一、将第十四条改为第十五条，条文修改为：\n奖励由下列单位提名：\n（一）专家；\n（二）政府部门。\n提名资格另行制定。\n二、其他修改\n（一）将第一条中的“贡献”修改为“突出贡献”。\n（二）删去第七条。\n",
            [
                "lvl1_1 一、",
                "lvl1_1__para_1 将第十四条改为第十五条，条文修改为：",
                "lvl1_1__para_2 奖励由下列单位提名：",
                "lvl1_1__para_3 （一）专家；",
                "lvl1_1__para_4 （二）政府部门。",
                "lvl1_1__para_5 提名资格另行制定。",
                "lvl1_2 二、 【其他修改】",
                "lvl1_2__lvl2_1 （一）",
                "lvl1_2__lvl2_1__para_1 将第一条中的“贡献”修改为“突出贡献”。",
                "lvl1_2__lvl2_2 （二）",
                "lvl1_2__lvl2_2__para_1 删去第七条。",
            ],
            id="quoted items are no items of the decision",
        ),
        pytest.param(
            "一、将第六条修改为：\n“第六条 市科学技术行政部门负责组织工作。\n“区科学技术行政部门协助。”\n二、增加一条，作为第十七条：\n“第十七条 有下列情形之一的，不得授奖：\n“（一）危害国家安全的；\n“（二）有失信行为的。”\n三、删去第三十条。\n",
            [
                "lvl1_1 一、",
                "lvl1_1__para_1 将第六条修改为：",
                "lvl1_1__para_2 “第六条市科学技术行政部门负责组织工作。",
                "lvl1_1__para_3 “区科学技术行政部门协助。”",
                "lvl1_2 二、",
                "lvl1_2__para_1 增加一条，作为第十七条：",
                "lvl1_2__para_2 “第十七条有下列情形之一的，不得授奖：",
                "lvl1_2__para_3 “（一）危害国家安全的；",
                "lvl1_2__para_4 “（二）有失信行为的。”",
                "lvl1_3 三、",
                "lvl1_3__para_1 删去第三十条。",
            ],
            id="articles quoted in marks",
        ),
        pytest.param(
            "一、将第六条修改为：\n第六条 市科学技术行政部门负责组织工作。\n区科学技术行政部门协助。\n二、删去第三十条。\n",
            [
                "lvl1_1 一、",
                "lvl1_1__para_1 将第六条修改为：",
                "lvl1_1__para_2 第六条 市科学技术行政部门负责组织工作。",
                "lvl1_1__para_3 区科学技术行政部门协助。",
                "lvl1_2 二、",
                "lvl1_2__para_1 删去第三十条。",
            ],
            id="an article quoted without marks",
        ),
        pytest.param(
            "一、对下列政府规章予以修改\n（一）上海市医患纠纷预防与调解办法\n1.将第一条修改为：\n为了预防医患纠纷，制定本办法。\n2.将第四十四条修改为：\n有下列情形之一的，予以处理：\n（一）违反制度的；\n（二）未经同意的。\n3.删去第六条。\n（二）上海市市标制作使用管理规定\n1.删去第六条。\n二、对下列政府规章予以废止\n（一）上海市化学事故应急救援办法\n（二）上海市商品计量管理办法\n本决定自2024年5月15日起施行。\n",
            [
                "lvl1_1 一、 【对下列政府规章予以修改】",
                "lvl1_1__lvl2_1 （一） 【上海市医患纠纷预防与调解办法】",
                "lvl1_1__lvl2_1__lvl3_1 1.",
                "lvl1_1__lvl2_1__lvl3_1__para_1 将第一条修改为：",
                "lvl1_1__lvl2_1__lvl3_1__para_2 为了预防医患纠纷，制定本办法。",
                "lvl1_1__lvl2_1__lvl3_2 2.",
                "lvl1_1__lvl2_1__lvl3_2__para_1 将第四十四条修改为：",
                "lvl1_1__lvl2_1__lvl3_2__para_2 有下列情形之一的，予以处理：",
                "lvl1_1__lvl2_1__lvl3_2__para_3 （一）违反制度的；",
                "lvl1_1__lvl2_1__lvl3_2__para_4 （二）未经同意的。",
                "lvl1_1__lvl2_1__lvl3_3 3.",
                "lvl1_1__lvl2_1__lvl3_3__para_1 删去第六条。",
                "lvl1_1__lvl2_2 （二） 【上海市市标制作使用管理规定】",
                "lvl1_1__lvl2_2__lvl3_1 1.",
                "lvl1_1__lvl2_2__lvl3_1__para_1 删去第六条。",
                "lvl1_2 二、 【对下列政府规章予以废止】",
                "lvl1_2__lvl2_1 （一） 【上海市化学事故应急救援办法】",
                "lvl1_2__lvl2_2 （二） 【上海市商品计量管理办法】",
                "closing__para_1 本决定自2024年5月15日起施行。",
            ],
            id="several regulations in one decision",
        ),
    ],
)
def test_amending_decisions(raw: str, provisions: list[str]) -> None:
    opening = "preamble__para_1 市人民政府决定，对《上海市科学技术奖励规定》作如下修改："
    assert body(DECISION + raw) == [
        "history （2023年12月13日上海市人民政府令第8号公布）",
        opening,
        *provisions,
    ]


def test_paths():
    (document,) = read(
        TITLE + "一、总体要求\n略。\n二、任务\n（三）强化供给\n扩大开放。\n加强合作。\n本方案自印发之日起施行。\n"
    ).documents
    seen = {c.eid: (c.level, c.number, c.path) for c in document.clauses}
    assert seen["preamble__para_1"] == ("preamble", "1", "序言/第一段")
    assert seen["lvl1_2__lvl2_3"] == ("heading_2", "3", "二/（三）")
    assert seen["lvl1_2__lvl2_3__para_2"] == ("paragraph", "2", "二/（三）/第二段")
    assert seen["closing__para_1"] == ("paragraph", "1", "结语/第一段")


def test_damage_is_flagged():
    (document,) = read(TITLE + "一、任务\n（一）供给\n开放。\n二）服务\n优化。\n").documents
    assert [c.eid for c in document.clauses if c.needs_review] == ["lvl1_1__lvl2_2"]


@pytest.mark.parametrize("between", ["第一章 总体要求\n", ""], ids=["chapters", "none"])
def test_chapters_over_headings(between: str):
    """Both grammars in one document."""
    provisions = body(TITLE + between + "一、目标\n略。\n二、任务\n略。\n")
    assert [x.split()[0].split("__")[-1] for x in provisions] == [
        "para_1", *(["chp_1"] if between else []), "lvl1_1", "para_1", "lvl1_2", "para_1",
    ]  # fmt: skip


def test_headings_with_a_full_stop_over_a_paragraph_of_their_own():
    raw = "某某规划\n一、基本原则\n（一）创新驱动。\n坚持创新核心地位。\n（二）融合发展。\n推动产业融合。\n"
    assert body(raw) == [
        "lvl1_1 一、 【基本原则】",
        "lvl1_1__lvl2_1 （一） 【创新驱动】",
        "lvl1_1__lvl2_1__para_1 坚持创新核心地位。",
        "lvl1_1__lvl2_2 （二） 【融合发展】",
        "lvl1_1__lvl2_2__para_1 推动产业融合。",
    ]


def test_what_an_item_with_a_colon_lists_is_its_own():
    """安徽省政府关于任免国家机关工作人员问题的通知 (1985)."""
    assert tree(
        "关于任免工作人员的通知\n一、任免权限\n1、下列人员由省长提请任免：\n秘书长；\n各厅厅长。\n2、下列人员由省人民政府任免：\n副秘书长。\n以上人员任期不变。\n二、程序\n略。\n"
    )[1:9] == [
        "lvl1_1 一、 【任免权限】",
        "lvl1_1__lvl3_1 1、",
        "lvl1_1__lvl3_1__para_1 下列人员由省长提请任免：",
        "lvl1_1__lvl3_1__para_2 秘书长；",
        "lvl1_1__lvl3_1__para_3 各厅厅长。",
        "lvl1_1__lvl3_2 2、",
        "lvl1_1__lvl3_2__para_1 下列人员由省人民政府任免：",
        "lvl1_1__lvl3_2__para_2 副秘书长。",
    ]
