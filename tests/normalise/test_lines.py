from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.fold import fold
from pipeline.normalise.lines import is_rule, split_lines


def lines(raw: str):
    return split_lines(fold(raw))


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        pytest.param("第一行\n\n\u3000\u3000第二行\n", ["第一行", "第二行"], id="blank lines have none"),
        pytest.param("第一行\r\n第二行\r第三行", ["第一行", "第二行", "第三行"], id="all line ends"),
        pytest.param("# 上海市人民政府通知", ["上海市人民政府通知"], id="Markdown heading"),
        pytest.param("**发布日期**: 2025-05-27", ["发布日期: 2025-05-27"], id="bold key"),
        pytest.param("　**一、提升质量**", ["一、提升质量"], id="bold line"),
        pytest.param("**第一条**　为了促进发展，", ["第一条 为了促进发展，"], id="bold number"),
        pytest.param("> 引文", ["引文"], id="quotation"),
        pytest.param("前<!-- 注\n释 -->后", ["前后"], id="HTML comment"),
        pytest.param("<!-- page 3 -->\n正文", ["正文"], id="HTML comment by itself"),
        pytest.param(
            "<!-- 第 3 页 -->\n正文",
            ["正文"],
            id="HTML comment in Chinese",
        ),
    ],
)
def test_texts(raw: str, texts: list[str]) -> None:
    assert [x.text for x in lines(raw)] == texts


@pytest.mark.parametrize(
    ("raw", "indent", "width"),
    [
        ("\u3000\u3000第一条", 2.0, 3.0),
        ("\u2003\u2003第一条", 2.0, 3.0),
        ("    第一条", 2.0, 3.0),
        ("2024年", 0.0, 3.0),
        ("共12.5%", 0.0, 3.5),
        ("科 技 科 技 城", 0.0, 5.0),
    ],
)
def test_layout(raw: str, indent: float, width: float) -> None:
    (line,) = lines(raw)
    assert (line.indent, line.width) == (indent, width)


def test_blank_lines_are_counted():
    assert [x.blank for x in lines("\n一\n二\n\n \n三")] == [1, 0, 2]


def test_headings_bold_and_spread_are_noted():
    first, second, third, fourth = lines("## 总则\n**第一章**\n献 的 奖 励 规 定\n**一**和二")
    assert (first.heading, first.strong) == (2, False)
    assert (second.heading, second.strong) == (0, True)
    assert third.spread
    assert not fourth.strong


def test_lines_know_their_raw_place():
    raw = "# 通知\n\n\u3000\u3000正　文\n"
    assert [raw[x.raw_start : x.raw_end] for x in lines(raw)] == ["通知", "正　文"]


@pytest.mark.parametrize(
    ("raw", "rule"), [("----------", True), ("=====", True), ("———", True), ("一一一", False), ("--", False)]
)
def test_rules(raw: str, rule: bool) -> None:
    assert is_rule(lines(raw)[0]) is rule


@given(st.text("第一条。，# *>\u3000 \n\r<!->ab12—", max_size=80))
def test_lines_are_in_order_and_hold_no_line_end(raw: str) -> None:
    found = lines(raw)
    at = 0
    for line in found:
        assert line.text
        assert "\n" not in line.text
        assert at <= line.raw_start < line.raw_end <= len(raw)
        at = line.raw_end


@pytest.mark.parametrize(("digits", "wide"), [(4, True), (8, False)])
def test_full_width_digits_are_as_wide_as_the_measure_says(digits: int, wide: bool) -> None:
    """Print sets them wide or narrow; lines that break off fill the measure in one way only."""
    plain = "建立健全节水工作协调机制统筹解决重大问题加强"  # 22 em
    numbered = plain[: 22 - 4] + "１２３４５６７８"[:digits]
    raw = "\n".join([plain] * 5 + [numbered] * 4)
    assert split_lines(fold(raw), raw)[-1].width == 22
    assert (split_lines(fold(raw))[-1].width == 20) is wide
