from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.tight import tighten

PAIRS = [
    ("不 超过 10 万元", "不超过10万元"), ("2个 工作日", "2个工作日"), ("以 上", "以上"), ("50 %的", "50 %的"),
    ("罚款1, 000元", "罚款1,000元"), ("罚款1 000元", "罚款1000元"), ("补贴5 0%", "补贴50%"), ("最高5 0 0万元", "最高500万元"),
    ("1 .5亿元", "1.5亿元"), ("补贴1. 5亿元", "补贴1.5亿元"), ("0. 5%", "0.5%"), ("第五条 二十日", "第五条二十日"),
    # what may be two numbers, or an item's number, is left apart
    ("一 三年以上", "一 三年以上"), ("1. 5亿元", "1. 5亿元"), ("表1 5%", "表1 5%"), ("2 0.5%", "2 0.5%"), ("100 200元", "100 200元"),
    ("plain text", "plain text"), ("", ""), (" ", " "),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tight"), PAIRS)
def test_drops_stray_spaces(text: str, tight: str) -> None:
    assert tighten(text, [(0, len(text))]).text == tight


@given(st.text(alphabet="一二不超过元%0 5.,，年\nA ", max_size=40), st.lists(st.integers(0, 40), max_size=6))
def test_every_place_is_found_again(text: str, cuts: list[int]) -> None:
    ends = sorted({min(cut, len(text)) for cut in cuts})
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    tight = tighten(text, spans)
    assert tight.text.replace(" ", "") == "".join(text[a:b] for a, b in spans).replace(" ", "")
    for start in range(len(tight.text)):
        for end in range(start + 1, len(tight.text) + 1):
            a, b = tight.back(start, end)
            assert text[a] == tight.text[start]
            assert text[b - 1] == tight.text[end - 1]
            if any(first <= a and b <= last for first, last in spans):
                assert text[a:b].replace(" ", "") == tight.text[start:end].replace(" ", "")


@pytest.mark.parametrize("piece", [" ", "年 ", "1 0", "0 ", "一 ", "1. ", "1 ,"])
def test_hostile_input_loses_spaces_only(piece: str) -> None:
    """What it costs is measured by benchmarks/hostile.py."""
    text = piece * 10_000
    assert tighten(text, [(0, len(text))]).text.replace(" ", "") == text.replace(" ", "")
