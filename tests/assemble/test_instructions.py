"""Amending instructions, as pairs of an instruction and the operations it orders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.instructions import read_instruction

# an instruction; its operations as "operation unit target>position old>new", "…" for words in the paragraphs after
PAIRS: list[tuple[str, list[str]]] = [
    ("增加一条，作为第三条（奖励导向）：", ["insertion provision >第三条 >…"]),
    (
        "删除第五条第二款，条标修改为“市科学技术行政部门”。",
        ["repeal provision 第五条第二款> >", "substitution heading 第五条> >市科学技术行政部门"],
    ),
    # what follows a renumbering has a place in both numberings
    (
        "将第六条改为第七条，第三款修改为：",
        ["renumbering provision 第六条>第七条 >", "substitution provision 第六条第三款>第七条第三款 >…"],
    ),
    (
        "将第十四条改为第十五条，条文修改为：",
        ["renumbering provision 第十四条>第十五条 >", "substitution provision 第十四条>第十五条 >…"],
    ),
    (
        "将第十五条改为第十六条，增加一款作为第二款：",
        ["renumbering provision 第十五条>第十六条 >", "insertion provision 第十五条>第十六条第二款 >…"],
    ),
    (
        "将原第八条改为第九条，增加一项，作为第一款第五项：",
        ["renumbering provision 第八条>第九条 >", "insertion provision 第八条第一款>第九条第一款第五项 >…"],
    ),
    (
        "将第十二条改为第六条，条标修改为“适用对象”，条文修改为：",
        [
            "renumbering provision 第十二条>第六条 >",
            "substitution heading 第十二条>第六条 >适用对象",
            "substitution provision 第十二条>第六条 >…",
        ],
    ),
    # one verb does both: the place, and the words after the colon
    ("将第二条修改为第六条：", ["renumbering provision 第二条>第六条 >", "substitution provision 第二条>第六条 >…"]),
    ("第二条增加一款，作为第三款：", ["insertion provision 第二条>第二条第三款 >…"]),
    (
        "删去第四条第二款第三项、第五项，增加一项作为第四项：",
        [
            "repeal provision 第四条第二款第三项> >",
            "repeal provision 第四条第二款第五项> >",
            "insertion provision 第四条第二款>第四条第二款第四项 >…",
        ],
    ),
    (
        "将第五条第一款分为两款，作为第一款、第二款，修改为：",
        ["split provision 第五条第一款>第五条第一款、第五条第二款 >", "substitution provision 第五条第一款> >…"],
    ),
    (
        "将第六条和第七条合并修改为：",
        ["join provision 第六条、第七条> >", "substitution provision 第六条、第七条> >…"],
    ),
    (
        "将第三十条、第三十一条合并为一条，作为第二十九条，修改为：",
        ["join provision 第三十条、第三十一条>第二十九条 >", "substitution provision 第三十条、第三十一条> >…"],
    ),
    ("将第五条第二款、第三款修改为：", ["substitution provision 第五条第二款、第五条第三款> >…"]),
    ("将引言修改为：", ["substitution provision 引言> >…"]),
    # words
    ("将第十八条第一款中的“30日”修改为“15日”。", ["substitution words 第十八条第一款> 30日>15日"]),
    (
        "将第七条、第八条中的“每年”修改为“每次”。",
        ["substitution words 第七条> 每年>每次", "substitution words 第八条> 每年>每次"],
    ),
    (
        "将本办法中的“安全生产监管部门”均修改为“应急管理部门”，“区县”均修改为“区”；第五条中的“产业园区”修改为“园区（以下统称“功能区”）”。",
        [
            "substitution words > 安全生产监管部门>应急管理部门",
            "substitution words > 区县>区",
            "substitution words 第五条> 产业园区>园区（以下统称“功能区”）",
        ],
    ),
    (
        "第十一条第一款中的“甲”、第二款中的“乙”均修改为“丙”；删去第十二条中的“丁”。",
        [
            "substitution words 第十一条第一款> 甲>丙",
            "substitution words 第十一条第二款> 乙>丙",
            "repeal words 第十二条> 丁>",
        ],
    ),
    (
        "删去第八条第一款末尾的“甲”和第二款末尾的“乙”，并将第二款中的“及”修改为“或者”。",
        ["repeal words 第八条第一款> 甲>", "repeal words 第八条第二款> 乙>", "substitution words 第八条第二款> 及>或者"],
    ),
    (
        "将第二条、第六条第一款、第八条至原第十四条中的“甲”均修改为“乙”。",
        [
            "substitution words 第二条> 甲>乙",
            "substitution words 第六条第一款> 甲>乙",
            "substitution words 第八条至第十四条> 甲>乙",
        ],
    ),
    ("在第一条中的“贡献”之前增加“突出”。", ["insertion words 第一条> >突出 before 贡献"]),
    ("在第二条第二款中的“民用航空”后增加“特种设备”。", ["insertion words 第二条第二款> >特种设备 after 民用航空"]),
    # quoted provisions are numbers where a provision's words are not meant, and words where they are
    ("条文顺序作相应调整：“第八条”调整为“第七条”，“第九条”调整为“第八条”。", [
        "renumbering provision 第八条>第七条 >", "renumbering provision 第九条>第八条 >",
    ]),
    ("将第九条第二款中的“第七条”修改为“第六条”。", ["substitution words 第九条第二款> 第七条>第六条"]),
    # supplements to a code quote in the line
    (
        "在刑法第一百三十三条后增加一条，作为第一百三十三条之一：“追逐竞驶的，处拘役。\n“有前款行为的，从重。”",
        ["insertion provision 第一百三十三条>第一百三十三条之一 >追逐竞驶的，处拘役。\n“有前款行为的，从重。 after"],
    ),
    (
        "宪法第六十二条“全国人民代表大会行使下列职权”中增加一项，作为第七项“（七）选举主任”，第七项至第十五项相应改为第八项至第十六项。",
        [
            "insertion provision 第六十二条>第六十二条第七项 >（七）选举主任",
            "renumbering provision 第六十二条第七项至第十五项>第六十二条第八项至第十六项 >",
        ],
    ),
    (
        "宪法第八十九条“国务院行使下列职权”中第六项“（六）甲”修改为“（六）乙”；第八项“（八）丙”修改为“（八）丁”。",
        ["substitution words 第八十九条第六项> （六）甲>（六）乙", "substitution words 第八十九条第八项> （八）丙>（八）丁"],
    ),
    ("将第三章章名修改为“奖励程序”。", ["substitution heading 第三章> >奖励程序"]),
    (
        "将第三条修改为两条，作为第三条、第四条，修改为：",
        ["split provision 第三条>第三条、第四条 >", "substitution provision 第三条> >…"],
    ),
    (
        "第三条增加一款，作为第二款：“甲。”将第二款改为第三款，修改为：“乙。”",
        [
            "insertion provision 第三条>第三条第二款 >甲。",
            "renumbering provision 第三条第二款>第三条第三款 >",
            "substitution provision 第三条第二款>第三条第三款 >乙。",
        ],
    ),
    ("第八条改为第九条，修改为：“第九条 丙。”", ["renumbering provision 第八条>第九条 >", "substitution provision 第八条>第九条 >第九条 丙。"]),
    ("将第五条删去。", ["repeal provision 第五条> >"]),
    ("本决定自公布之日起施行。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PAIRS)
def test_what_an_instruction_orders(text: str, wanted: list[str]) -> None:
    ordered, _ = read_instruction(text)
    said = [
        " ".join(
            filter(
                None,
                (
                    op.operation,
                    op.unit,
                    f"{op.target or op.place.target or ''}>{op.place.position if op.position is None else op.position}".replace("None", ""),
                    f"{op.old or ''}>{text[slice(*op.new)] if op.new else '…' if op.block else ''}",
                    op.side,
                    op.anchor,
                ),
            )
        )
        for op in ordered
    ]  # fmt: skip
    assert said == wanted


@given(
    st.lists(
        st.sampled_from(
            ["将", "第六条", "第二款", "（三）", "第三项", "原", "修改为", "改为", "作为", "增加", "增加一款", "删去", "中的", "“", "”",
             "甲", "：", "，", "；", "。", "、", "和", "至", "条标", "分为两款", "合并", "该条", "本办法", "\n", "后", "引言"]
        ),
        max_size=24,
    ).map("".join)
)  # fmt: skip
def test_every_place_is_within_the_text(text: str) -> None:
    ordered, _ = read_instruction(text)
    for op in ordered:
        assert 0 <= op.start <= op.end <= len(text)
        assert op.new is None or 0 <= op.new[0] <= op.new[1] <= len(text)
