from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.fold import fold


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("２０２３年７月", "2023年7月", id="widths"),
        pytest.param("«上海市科学技术奖励规定»", "《上海市科学技术奖励规定》", id="book marks"),
        pytest.param("公布&#8195;自", "公布\u3000自", id="decimal entity"),
        pytest.param("&#x2003;第一条", "\u3000第一条", id="hexadecimal entity"),
        pytest.param("研究&amp;开发", "研究&开发", id="named entity"),
        pytest.param("人才&nbsp;政策", "人才 政策", id="no-break space entity"),
        pytest.param("&lt;办法&gt;", "《办法》", id="entities that are punctuation"),
        pytest.param("&ldquo;零增地&rdquo;", "“零增地”", id="quotes as entities"),
        pytest.param("&bogus; &#; R&D", "&bogus; &#; R&D", id="no entity"),
        pytest.param("一\r\n二\r三\n四", "一\n二\n三\n四", id="line ends"),
        pytest.param("\ufeff第一条\u200b", "第一条", id="byte order mark"),
        pytest.param("施行,有效期5年.", "施行，有效期5年。", id="punctuation"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_folds(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


def test_an_entity_is_one_character_with_its_whole_raw_span():
    text = fold("甲&#8195;乙")
    assert [(c, int(a), int(b)) for c, a, b in zip(text.text, text.starts, text.ends, strict=True)] == [
        ("甲", 0, 1),
        ("\u3000", 1, 8),
        ("乙", 8, 9),
    ]


def test_lone_surrogates_are_replaced():
    assert fold("甲\ud800乙").text == "甲\ufffd乙"


@given(st.text(max_size=120))
def test_every_character_has_its_own_raw_span_in_order(raw: str) -> None:
    text = fold(raw)
    assert len(text.starts) == len(text.ends) == len(text.text)
    assert np.all(text.starts < text.ends)
    assert np.all(text.ends[:-1] <= text.starts[1:])
    if len(text):
        assert text.starts[0] >= 0
        assert text.ends[-1] <= len(raw)


@given(st.text("２年«»\r\n\u3000，第⼀％", max_size=60))
def test_folding_twice_changes_nothing(raw: str) -> None:
    once = fold(raw).text
    assert fold(once).text == once


@given(st.text("年月日第条0５Ａ，", min_size=1, max_size=30))
def test_one_character_for_one(raw: str) -> None:
    text = fold(raw)
    assert text.starts.tolist() == list(range(len(raw)))
