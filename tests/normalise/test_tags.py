from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import normalise
from pipeline.normalise.fold import fold
from pipeline.normalise.tags import tags


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("<p>一、目标</p><p>二、任务</p>", "\n一、目标\n\n二、任务\n", id="blocks end lines"),
        pytest.param('<p style="text-align: right;"> 2018年3月27日</p>', "\n 2018年3月27日\n", id="attributes"),
        pytest.param("第一条<br/>第二条<BR>第三条", "第一条\n第二条\n第三条", id="breaks"),
        pytest.param(
            "<strong>一、</strong><span lang='x'>指导</span>思想", "一、指导思想", id="inline tags are nothing"
        ),
        pytest.param("<tr><td>名称</td><td>金额</td></tr>", "\n名称\u3000金额\u3000\n", id="cells"),
        pytest.param("<style>\n.a > b {}\n</style>正文</p>", "正文\n", id="code is no text"),
        pytest.param("<script>'<p>一</p>'</script>二<br>", "二\n", id="tags in code"),
        pytest.param("<style>甲<p>乙</p>", "甲\n乙\n", id="code that does not end"),
        pytest.param("<o:p></o:p>第一条</p>", "第一条\n", id="Word's own"),
        pytest.param("PM2.5<35，<a1>，p>q</p>", "PM2.5<35，<a1>，p>q\n", id="no tags"),
        pytest.param("根据<办法>第3条", "根据《办法》第3条", id="book marks"),
        pytest.param("<abcde>和<p", "<abcde>和<p", id="no name of HTML, no end"),
        pytest.param("&lt;p&gt;甲&lt;/p&gt;", "<p>甲</p>", id="tags as entities are words about tags"),
    ],
)
def test_folds(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


def test_paragraphs_of_one_line_of_html():
    raw = (
        '<p>各区人民政府：</p><p>&nbsp;&nbsp;现将<b>《办法》</b>印发给你们。</p><p style="text-align: right;">某市</p>'
    )
    paragraphs = normalise(raw).paragraphs
    assert [p.clean.text for p in paragraphs] == ["各区人民政府：", "现将《办法》印发给你们。", "某市"]
    word = paragraphs[1].clean
    at = word.text.index("《")
    assert raw[word.starts[at] : word.ends[at + 3]] == "《办法》"


@pytest.mark.parametrize("part", ["<style>", "<p ", "<p>", "</", "<style><script>", "<br", "< p>", "</style>"])
def test_what_is_opened_and_never_closed_keeps_its_places(part: str) -> None:
    raw = (part * 5_000)[:10_000] + "</p>"  # ``benchmarks.hostile`` measures the time
    found = list(tags(raw))
    assert found[-1] == (10_000, 10_004, "\n")
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br/>", "<", ">", "甲", "<td>", "</td>", "<b ", "style", "</style>"]),
        max_size=30,
    )
)
def test_every_character_has_its_own_raw_span_in_order(parts: list[str]) -> None:
    raw = "".join(parts)
    text = fold(raw)
    assert np.all(text.starts < text.ends)
    assert np.all(text.ends[:-1] <= text.starts[1:])
    assert normalise(raw).n_chars == len(raw)
