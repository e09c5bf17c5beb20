from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.fold import fold
from pipeline.normalise.punctuation import MARKS
from pipeline.normalise.spaces import is_display, is_number, layout_gaps, tidy


def tidied(raw: str) -> str:
    return tidy(fold(raw)).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("科 技 城", "科技城", id="a word spaced out"),
        pytest.param("支持临港科 技 城建设，", "支持临港科技城建设，", id="a word spaced out in running text"),
        pytest.param("第 四 十 四 条　项目机构应当负责。", "第四十四条 项目机构应当负责。", id="a number spaced out"),
        pytest.param("上 海 市 财 政 局", "上海市财政局", id="a name spaced out"),
        pytest.param("总　　则", "总则", id="two characters spread"),
        pytest.param("自20 24年7月1日起，", "自2024年7月1日起，", id="a year in two pieces"),
        pytest.param("见附件1 2024年的表，", "见附件1 2024年的表，", id="a number before a year"),
        pytest.param(
            "对部分文字和 条 款 顺 序 作 相 应 调 整 后,重 新公布",
            "对部分文字和条款顺序作相应调整后，重新公布",
            id="a line spread",
        ),
        pytest.param(
            "促进证券交 易所设立科创板，提升能级。",
            "促进证券交易所设立科创板，提升能级。",
            id="a scar of a joined line",
        ),
        pytest.param("２０２３年 ７ 月", "2023年7月", id="a date spaced out"),
        pytest.param(
            "按照规定对每个项目给予最高 100 万元支持。",
            "按照规定对每个项目给予最高100万元支持。",
            id="habit beside numbers",
        ),
        pytest.param("发挥 AI 大模型作用，", "发挥AI大模型作用，", id="habit beside Latin"),
        pytest.param("根据 «国家科学技术奖励条例» 制定", "根据《国家科学技术奖励条例》制定", id="beside book marks"),
        pytest.param("组织 (以下统称候选对象) 由", "组织（以下统称候选对象）由", id="beside brackets"),
        pytest.param("　　第一条　为了加强管理，", "第一条 为了加强管理，", id="after an article number"),
        pytest.param("第一章  总  则", "第一章 总则", id="after a chapter number"),
        pytest.param("第　８　号", "第8号", id="order number"),
        pytest.param("2024 年 第 15 期", "2024年第15期", id="issue number"),
        pytest.param("市　长　　龚　正", "市长 龚正", id="office and name"),
        pytest.param("市长    龚正", "市长 龚正", id="office and name, not spread"),
        pytest.param("上海市科学技术委员会 上海市财政局", "上海市科学技术委员会 上海市财政局", id="two names"),
        pytest.param(
            "关于进一步深化改革创新 加快科技服务业发展的若干意见",
            "关于进一步深化改革创新 加快科技服务业发展的若干意见",
            id="a title's own space",
        ),
        pytest.param(
            "市商务委 市公安局 市交通委 市文化旅游局 市市场监管局 市体育局 市绿化市容局 市城管执法局印发《关于进一步支持我市夜间经济人气地标发展的若干措施》的通知",
            "市商务委 市公安局 市交通委 市文化旅游局 市市场监管局 市体育局 市绿化市容局 市城管执法局印发《关于进一步支持我市夜间经济人气地标发展的若干措施》的通知",
            id="many issuers in a long title",
        ),
        pytest.param("Times  Higher Education", "Times Higher Education", id="between Latin words"),
        pytest.param("021 23111111", "021 23111111", id="between numbers"),
        pytest.param("\u3000\u3000", "", id="nothing but space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_tidies(raw: str, clean: str) -> None:
    assert tidied(raw) == clean


def test_a_kept_gap_spans_the_whole_gap():
    text = tidy(fold("市长    龚正"))
    assert text.text == "市长 龚正"
    assert (int(text.starts[2]), int(text.ends[2])) == (2, 6)


def test_running_text_is_no_display_line():
    assert is_display("上海市人民政府令")
    assert not is_display("根据有关规定，制定本办法")
    assert not is_display("上" * 111)


_LINE = st.text("年市长科技城第一条A9，。（）《》 \u3000", max_size=60)


@given(_LINE)
def test_only_spaces_go(raw: str) -> None:
    folded = fold(raw)
    text = tidy(folded)
    strip = str.maketrans("", "", " \u3000")
    assert text.text.translate(strip) == folded.text.translate(strip)
    assert "\u3000" not in text.text
    assert "  " not in text.text
    assert text.text == text.text.strip()
    assert np.all(text.starts < text.ends)
    assert np.all(text.ends[:-1] <= text.starts[1:])


@given(_LINE)
def test_no_space_beside_chinese_marks(raw: str) -> None:
    text = tidied(raw)
    assert not any(f" {m}" in text or f"{m} " in text for m in "，。（）《》")


@given(st.text("第三十条章1", min_size=1, max_size=6), st.text("第三条之1，为A（", min_size=1, max_size=6))
def test_the_gap_after_a_number_is_read_as_any_other(head: str, rest: str) -> None:
    if is_number(head) and rest[0] not in MARKS:
        assert layout_gaps(f"{head} {rest}") == [(len(head), len(head) + 1, True)]
