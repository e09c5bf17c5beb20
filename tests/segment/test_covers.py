"""Covers and what they hand on: notices, orders, several attachments, republished texts, explanations."""

from __future__ import annotations

import pytest

from tests.segment.reading import outline
from tests.segment.test_boundaries import EXPLANATION, METHOD, NOTICE, OPINION, ORDER, REGULATION, UNTITLED


def roles(raw: str) -> list[tuple[str, int | None]]:
    return [(role, parent) for role, parent, _, _ in outline(raw)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(NOTICE + METHOD, [("cover", None), ("attachment", 0)], id="a notice and a regulation"),
        pytest.param(ORDER + REGULATION, [("cover", None), ("attachment", 0)], id="an order and what it promulgates"),
        pytest.param(UNTITLED, [("cover", None), ("attachment", 0)], id="a cover without a title"),
        pytest.param(OPINION, [("standalone", None)], id="an opinion of its own"),
        pytest.param(METHOD, [("standalone", None)], id="a regulation without its cover"),
        pytest.param(OPINION + METHOD, [("standalone", None), ("standalone", None)], id="two that have nothing to do with each other"),
        pytest.param(NOTICE + METHOD + OPINION, [("cover", None), ("attachment", 0), ("standalone", None)], id="an opinion after an attachment"),
        pytest.param(NOTICE + OPINION, [("standalone", None), ("standalone", None)], id="a notice whose attachment is not printed"),
        pytest.param(ORDER + REGULATION + EXPLANATION, [("cover", None), ("attachment", 0), ("interpretation", None)], id="an explanation stands apart"),
    ],
)  # fmt: skip
def test_roles(raw: str, expected: list[tuple[str, int | None]]) -> None:
    assert roles(raw) == expected


def test_several_attachments_of_one_cover():
    raw = (
        "上海市人民政府办公厅关于印发支持浦东新区等重点区域打造服务平台集聚区若干措施的通知\n\n沪府办规〔2024〕1号\n\n各区人民政府：\n\n"
        "　　现将《关于支持浦东新区打造服务平台集聚区的若干措施》《关于支持宝山区打造服务平台集聚区的若干措施》印发给你们，请认真按照执行。\n\n"
        "　　上海市人民政府办公厅\n\n　　2024年1月13日\n\n"
        "关于支持浦东新区打造服务平台集聚区的若干措施\n\n　　为贯彻落实意见，提出措施如下：\n\n　　一、发展目标\n\n　　发挥优势。\n\n"
        "关于支持宝山区打造服务平台集聚区的若干措施\n\n　　为贯彻落实意见，提出措施如下：\n\n　　一、发展目标\n\n　　依托区位。\n"
    )
    assert outline(raw) == [
        (
            "cover",
            None,
            "上海市人民政府办公厅关于印发支持浦东新区等重点区域打造服务平台集聚区若干措施的通知",
            "沪府办规〔2024〕1号",
        ),
        ("attachment", 0, "关于支持浦东新区打造服务平台集聚区的若干措施", None),
        ("attachment", 0, "关于支持宝山区打造服务平台集聚区的若干措施", None),
    ]


def test_a_regulation_republished_after_an_amending_decision():
    raw = (
        "上海市人民政府令\n\n第8号\n\n　　《上海市人民政府关于修改〈上海市科学技术奖励规定〉的决定》已经2023年12月4日市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。\n\n　　市长　龚正\n\n　　2023年12月13日\n\n"
        "上海市人民政府关于修改《上海市科学技术奖励规定》的决定\n\n（2023年12月13日上海市人民政府令第8号公布）\n\n　　市人民政府决定，对《上海市科学技术奖励规定》作如下修改：\n\n　　一、删除第五条第二款。\n\n　　本决定自2024年1月13日起施行。《上海市科学技术奖励规定》根据本决定作相应修改后，重新公布。\n\n"
        "上海市科学技术奖励规定\n\n（2019年8月2日上海市人民政府令第18号公布　根据2023年12月13日上海市人民政府令第8号修正）\n\n　　第一条（目的）　为了奖励，制定本规定。\n\n　　第二条（施行）　本规定自2019年10月1日起施行。\n"
    )
    assert outline(raw) == [
        ("cover", None, None, "上海市人民政府令第8号"),
        ("attachment", 0, "上海市人民政府关于修改《上海市科学技术奖励规定》的决定", "上海市人民政府令第8号"),
        ("attachment", 0, "上海市科学技术奖励规定", None),
    ]


def test_an_attachment_found_under_its_own_head():
    raw = OPINION.replace(
        "　　上海市人民政府\n\n　　2021年7月30日\n",
        "　　附件：监管事项操作要点\n\n　　上海市人民政府\n\n　　2021年7月30日\n",
    ) + ("\n附件\n\n监管事项操作要点\n\n　　一、登录平台\n\n　　各部门登录平台办理。\n")
    assert [(r, p, t) for r, p, t, _ in outline(raw)] == [
        ("standalone", None, "上海市人民政府关于加强和规范事中事后监管的实施意见"),
        ("attachment", 0, "监管事项操作要点"),
    ]


def test_attachments_named_in_a_list_and_found_later():
    raw = NOTICE.replace(
        "　　上海市人民政府\n\n　　2021年6月30日\n",
        "　　附件：1.上海市停车场管理办法\n　　2.上海市停车收费办法\n\n　　上海市人民政府\n\n　　2021年6月30日\n",
    )
    raw += "\n附件1\n" + METHOD + "\n附件2\n" + METHOD.replace("停车场管理", "停车收费")
    assert [(r, p, t) for r, p, t, _ in outline(raw)] == [
        ("cover", None, "上海市人民政府关于印发《上海市停车场管理办法》的通知"),
        ("attachment", 0, "上海市停车场管理办法"),
        ("attachment", 0, "上海市停车收费办法"),
    ]


def test_a_forwarded_plan_keeps_the_signature_of_its_author():
    raw = (
        "上海市人民政府办公厅关于转发市住房城乡建设管理委制订的《上海市燃气安全专项整治行动方案》的通知\n\n沪府办发〔2024〕10号\n\n各区人民政府：\n\n"
        "　　市住房城乡建设管理委制订的《上海市燃气安全专项整治行动方案》已经市政府同意，现转发给你们，请按照执行。\n\n　　上海市人民政府办公厅\n\n　　2024年6月27日\n\n"
        "上海市燃气安全专项整治行动方案\n\n　　为提升燃气安全水平，制订本方案。\n\n　　一、工作目标\n\n　　完成管道改造。\n\n　　上海市住房和城乡建设管理委员会\n\n　　2024年6月24日\n"
    )
    assert roles(raw) == [("cover", None), ("attachment", 0)]
