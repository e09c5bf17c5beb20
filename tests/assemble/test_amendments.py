"""Amending decisions: what they order, and whether the text republished with them bears it out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.amendments import amendments_of, amends
from pipeline.assemble.republished import checked
from pipeline.normalise import normalise
from pipeline.segment import segment
from pipeline.segment.types import SegmentedSource

ORDER = """上海市人民政府令
第8号

《上海市人民政府关于修改〈上海市奖励规定〉的决定》已经2023年12月4日市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。

市长 龚正
2023年12月13日

上海市人民政府关于修改《上海市奖励规定》的决定
（2023年12月13日上海市人民政府令第8号公布 自2024年1月13日起施行）

  市人民政府决定，对《上海市奖励规定》作如下修改：
  一、增加一条，作为第二条（导向）：
  本市奖励第一发现者。
  二、将第二条改为第三条，第二款修改为：
  科技进步奖分为下列等级：
  （一）一等奖；
  （二）二等奖。
  将第三款修改为：
  每次授奖不超过200项。
  三、删去第四条。
  四、其他修改：
  将第一条中的“贡献”修改为“突出贡献”，本规定中的“奖励办公室”均修改为“市科技部门”。
  将第三条中的“每年”修改为“每次”。
  本决定自2024年1月13日起施行。《上海市奖励规定》根据本决定作相应修改后，重新公布。

上海市奖励规定
（2019年8月2日上海市人民政府令第18号公布 根据2023年12月13日上海市人民政府令第8号修正）

  第一条（目的和依据）
  为了奖励做出突出贡献的个人、组织，制定本规定。
  第二条（导向）
  本市奖励第一发现者。
  第三条（等级）
  市人民政府设立科技进步奖。
  科技进步奖分为下列等级：
  （一）一等奖；
  （二）二等奖。
  每次授奖合计不超过200项。
  第四条（评审）
  市科技部门每次组织评审。
  第五条（施行日期）
  本规定自2024年1月13日起施行。
"""


@pytest.fixture(scope="module")
def order() -> SegmentedSource:
    return segment(normalise(ORDER))


def test_each_operation_of_a_decision_and_whether_it_was_carried_out(order: SegmentedSource) -> None:
    decision = next(d for d in order.documents if amends(d))
    assert [d.ordinal for d in order.documents if amends(d)] == [decision.ordinal]
    rows = checked(order.documents, decision.ordinal, amendments_of(decision))
    assert {row.target_title for row in rows} == {"上海市奖励规定"}
    assert [
        (row.operation, row.unit, row.target_provision, row.new_provision, row.new_text, row.agrees) for row in rows
    ] == [
        ("insertion", "provision", None, "第二条", "本市奖励第一发现者。", True),
        ("renumbering", "provision", "第二条", "第三条", None, True),
        (
            "substitution",
            "provision",
            "第二条第二款",
            "第三条第二款",
            "科技进步奖分为下列等级：\n（一）一等奖；\n（二）二等奖。",
            True,
        ),
        # the republished text says 合计 more
        ("substitution", "provision", "第二条第三款", "第三条第三款", "每次授奖不超过200项。", False),
        # what is gone leaves no trace
        ("repeal", "provision", "第四条", None, None, None),
        ("substitution", "words", "第一条", None, "突出贡献", True),
        ("substitution", "words", None, None, "市科技部门", True),
        # 第三条 is 第四条 now
        ("substitution", "words", "第三条", None, "每次", True),
    ]


def test_places_are_slices(order: SegmentedSource) -> None:
    decision = next(d for d in order.documents if amends(d))
    for row in amendments_of(decision):
        assert decision.clean.text[row.start : row.end] == row.text
        if row.new_text is not None:
            assert decision.clean.text[row.new_start : row.new_end] == row.new_text


def test_a_text_that_stands_alone_is_known_by_the_number_in_its_history() -> None:
    alone = ORDER[ORDER.index("上海市人民政府关于修改《上海市奖励规定》的决定\n（") :]
    documents = segment(normalise(alone)).documents
    own = [replace(d, parent=None, doc_number="上海市人民政府令第8号" if amends(d) else None) for d in documents]
    rows = checked(own, 0, amendments_of(own[0]))
    assert {row.target_document for row in rows} == {1}
    other = [own[0], replace(own[1], clauses=tuple(c for c in own[1].clauses if c.level != "history"))]
    assert {row.target_document for row in checked(other, 0, amendments_of(own[0]))} == {None}


MANY = """上海市人民政府关于修改和废止部分市政府规章的决定
（2024年4月2日上海市人民政府令第13号公布 自2024年5月15日起施行）

  经研究，市人民政府决定，对下列市政府规章予以修改和废止：
  一、对下列政府规章的部分条款予以修改
  （一）上海市停车场（库）管理办法
  1.增加一条，作为第十七条（充电设施管理）：
  公共停车场（库）经营者应当维护充电秩序。
  2.删去原第三十四条。
  （二）上海市市标制作使用管理暂行规定
  1.将第九条改为第八条，并修改为：
  市标图案可以用于下列物品：
  （一）荣誉证书；
  （二）信封。
  二、对下列政府规章予以废止
  （一）上海市商品计量管理办法（1994年10月7日上海市人民政府令第78号发布）
  （二）上海市关于管理外国企业常驻代表机构的规定（试行）（1986年8月6日上海市人民政府发布）
  本决定自2024年5月15日起施行。
"""


def test_each_title_on_a_list_and_what_is_repealed() -> None:
    (decision,) = segment(normalise(MANY)).documents
    assert [
        (row.operation, row.unit, row.target_title, row.target_provision, row.new_provision)
        for row in amendments_of(decision)
    ] == [
        ("insertion", "provision", "上海市停车场（库）管理办法", None, "第十七条"),
        ("repeal", "provision", "上海市停车场（库）管理办法", "第三十四条", None),
        ("renumbering", "provision", "上海市市标制作使用管理暂行规定", "第九条", "第八条"),
        ("substitution", "provision", "上海市市标制作使用管理暂行规定", "第九条", "第八条"),
        ("repeal", "document", "上海市商品计量管理办法", None, None),
        ("repeal", "document", "上海市关于管理外国企业常驻代表机构的规定（试行）", None, None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "  区政府决定废止下列2件规范性文件：\n  1、《关于甲的通知》（杨府发〔2001〕20号）\n  2、《关于印发〈乙办法〉的通知》（杨府发〔2003〕10号）\n",
        "  经研究，区政府决定：\n  一、废止《关于甲的通知》。\n  二、废止《关于印发〈乙办法〉的通知》。\n",
        "  经研究决定，《关于甲的通知》（杨府发〔2001〕20号）、《关于印发〈乙办法〉的通知》自2011年12月8日起予以废止。\n",
    ],
)
def test_repealed_documents(body: str) -> None:
    text = f"关于废止2件规范性文件的决定\n\n{body}  本决定自发布之日起生效。\n"
    (decision,) = segment(normalise(text)).documents
    rows = amendments_of(decision)
    assert [(row.operation, row.unit, row.target_title) for row in rows] == [
        ("repeal", "document", "关于甲的通知"),
        ("repeal", "document", "关于印发《乙办法》的通知"),
    ]


QUOTED = """# 中华人民共和国刑法修正案（十二）

2023年12月29日 第十四届全国人民代表大会常务委员会第七次会议通过

一、将刑法第三百九十条修改为：“对犯行贿罪的，处三年以下有期徒刑。

“有下列情形之一的，从重处罚：

“（一）多次行贿的；

“（二）在重点工程中行贿的。”

二、删去刑法第六十八条第二款。

三、本修正案自2024年3月1日起施行。
"""


def test_a_supplement_quotes_over_paragraphs() -> None:
    (supplement,) = segment(normalise(QUOTED)).documents
    rows = amendments_of(supplement)
    assert [(r.operation, r.target_title, r.target_provision, r.new_text) for r in rows] == [
        (
            "substitution",
            "中华人民共和国刑法",
            "第三百九十条",
            "对犯行贿罪的，处三年以下有期徒刑。\n有下列情形之一的，从重处罚：\n（一）多次行贿的；\n（二）在重点工程中行贿的。",
        ),
        ("repeal", "中华人民共和国刑法", "第六十八条第二款", None),
    ]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("上海市人民政府关于修改《上海市奖励规定》的决定", True),
        ("上海市人民政府关于废止《上海市奖励规定》的决定", True),
        ("中华人民共和国宪法修正案（2018年）", True),
        ("最高人民法院关于《中华人民共和国刑法修正案（八）》时间效力问题的解释", False),
        ("关于《上海市奖励规定》修改情况的政策解读", False),
        ("上海市奖励规定", False),
    ],
)
def test_which_documents_amend(title: str, wanted: bool) -> None:
    (document,) = segment(normalise(f"{title}\n\n  为了奖励个人、组织，现就有关事项规定如下，请遵照执行。\n")).documents
    assert amends(document) is wanted
