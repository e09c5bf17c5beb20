from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.punctuation import chinese_punctuation


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        pytest.param("现予公布,自公布之日起施行", "现予公布，自公布之日起施行", id="comma"),
        pytest.param("各有关单位:", "各有关单位：", id="colon"),
        pytest.param("成果转化;人才引进", "成果转化；人才引进", id="semicolon"),
        pytest.param("如何申请?请登录!", "如何申请？请登录！", id="question and exclamation"),
        pytest.param("公布, 自公布之日", "公布， 自公布之日", id="comma with a space"),
        pytest.param("不超过200,但", "不超过200，但", id="comma after a number before Chinese"),
        pytest.param("(以下简称奖励)", "（以下简称奖励）", id="brackets"),
        pytest.param("组织 (以下统称)提名", "组织 （以下统称）提名", id="bracket after a space"),
        pytest.param("电子信息(IT)产业", "电子信息（IT）产业", id="brackets round Latin in Chinese"),
        pytest.param("(2018-2020 年)", "（2018-2020 年）", id="brackets round years"),
        pytest.param("(一)符合", "（一）符合", id="item number"),
        pytest.param("(1) 2024年", "（1） 2024年", id="item number before a digit"),
        pytest.param("（国发〔2021〕4号)", "（国发〔2021〕4号）", id="closing half of a pair"),
        pytest.param("(CRO）", "（CRO）", id="opening half of a pair"),
        pytest.param('推进"放管服"改革', "推进“放管服”改革", id="straight quotes"),
        pytest.param("关于做好<关于深化改革的措施>实施", "关于做好《关于深化改革的措施》实施", id="angle brackets"),
        pytest.param("《关于做好<关于改革的措施>的通知》", "《关于做好〈关于改革的措施〉的通知》", id="nested angles"),
        pytest.param(
            "<关于修改<甲省实施<中华人民共和国乙\n法>办法><丙条例>的决定>修正",
            "《关于修改〈甲省实施《中华人民共和国乙\n法》办法〉〈丙条例〉的决定》修正",
            id="angles inside angles, over a line's end",
        ),
        pytest.param("自公布之日起施行.", "自公布之日起施行。", id="full stop at the end"),
        pytest.param("不分等级.自然科学奖分为一等奖.\n", "不分等级。自然科学奖分为一等奖。\n", id="stops throughout"),
        pytest.param(
            "改革完善.2021年7月,印发意见.\n",
            "改革完善。2021年7月，印发意见。\n",
            id="stops throughout, one before a year",
        ),
        # what is no Chinese punctuation
        pytest.param("1,000万元", "1,000万元", id="thousands"),
        pytest.param("1,234,567.89元", "1,234,567.89元", id="thousands and decimals"),
        pytest.param("9:00", "9:00", id="time of day"),
        pytest.param("http://www.shanghai.gov.cn", "http://www.shanghai.gov.cn", id="address"),
        pytest.param("增长3.5%左右", "增长3.5%左右", id="decimal"),
        pytest.param("Times Higher Education, U.S. News", "Times Higher Education, U.S. News", id="English"),
        pytest.param("SMPG GO G [2024] No.11", "SMPG GO G [2024] No.11", id="English number"),
        pytest.param('WIPO "centre" (SHA)', 'WIPO "centre" (SHA)', id="English quotes and brackets"),
        pytest.param("a < b > c", "a < b > c", id="comparison"),
        pytest.param("1.总体要求", "1.总体要求", id="item number with a stop"),
    ],
)
def test_reads(raw: str, read: str) -> None:
    assert chinese_punctuation(raw) == read


_TEXT = st.text('一二第条章。，,.;:?!()（）<>《》"“” \n\u3000aZ09%〔〕·', max_size=80)


@given(_TEXT)
def test_keeps_length_and_places(text: str) -> None:
    read = chinese_punctuation(text)
    assert len(read) == len(text)
    changed = {(a, b) for a, b in zip(text, read, strict=True) if a != b}
    assert changed <= set(zip(',.;:?!()<><>""', "，。；：？！（）《》〈〉“”", strict=True))


@given(st.text(max_size=60))
def test_raises_nothing(text: str) -> None:
    assert len(chinese_punctuation(text)) == len(text)


@given(st.text("abcXYZ ,.;:?!()<>\"'0123456789", max_size=60))
def test_leaves_foreign_text_alone(text: str) -> None:
    """Without an ideograph or Chinese mark in it nothing is Chinese; a list number in brackets excepted."""
    assert chinese_punctuation("x" + text.replace("(", "")) == "x" + text.replace("(", "")
