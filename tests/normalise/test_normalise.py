"""The stage as a whole: whatever comes in, the map leads back; and one text read right through."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import clean_paragraph, normalise
from tests.normalise.offsets import check_map, check_order

FRAGMENTS = st.sampled_from(
    ["第一条　（目的）\n", "　　为了加强管理，", "(一)符合", "１．数量", "２０２４年\n１月", "«规定»", "&#8195;", "—５—\n", "\n\n", "\r\n", "上 海 市", "各区人民政府:\n", "公布.\n", "<b>", "# ", "**", "附件", "https://a.cn/b?c=1", "\u2003\u2003", "\x00", "\ud800", "……………7\n", "目　录\n"]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=120), st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=25).map("".join))


@given(ANY)
def test_any_text_is_read_and_mapped(raw: str) -> None:
    source = normalise(raw)
    assert source.n_chars == len(raw)
    for paragraph in source.paragraphs:
        assert paragraph.text
        assert "\n" not in paragraph.text
        assert paragraph.lines >= 1
        check_map(raw, paragraph.clean)
        check_order(paragraph.clean)
    for piece in source.furniture:
        assert 0 <= piece.char_start < piece.char_end <= len(raw)


@given(ANY)
def test_no_raw_character_is_used_twice(raw: str) -> None:
    source = normalise(raw)
    used = np.zeros(len(raw) + 1, dtype=np.int64)
    for paragraph in source.paragraphs:
        real = paragraph.clean.starts < paragraph.clean.ends
        np.add.at(used, paragraph.clean.starts[real], 1)
    for piece in source.furniture:
        used[piece.char_start : piece.char_end] += 1
    assert used.max(initial=0) <= 1


@given(ANY)
def test_the_same_text_reads_the_same(raw: str) -> None:
    first, again = normalise(raw), normalise(raw)
    assert [p.text for p in first.paragraphs] == [p.text for p in again.paragraphs]
    assert all(
        np.array_equal(a.clean.starts, b.clean.starts) for a, b in zip(first.paragraphs, again.paragraphs, strict=True)
    )
    assert first.furniture == again.furniture


@given(ANY)
def test_one_paragraph_by_itself(raw: str) -> None:
    text = clean_paragraph(raw)
    assert "\n" not in text.text
    check_map(raw, text)
    check_order(text)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "data" / "raw").glob("*.txt")), ids=lambda p: p.name[:3]
)
def test_every_clean_offset_of_a_seed_leads_back(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    source = normalise(raw)
    assert len(source.paragraphs) > 50
    for paragraph in source.paragraphs:
        check_map(raw, paragraph.clean)
        check_order(paragraph.clean)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("２０２３年 ７ 月", "2023年7月"),
        ("给予最高 ５００\n万元支持.", "给予最高500万元支持。"),
        ("«上海市科学技术奖\n励规定» 第七条", "《上海市科学技术奖励规定》第七条"),
        ("自２０２４年１\n月１３日起施行", "自2024年1月13日起施行"),
        ("公布&#8195;自公布之日起施行", "公布 自公布之日起施行"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_a_paragraph_as_extractors_want_it(raw: str, clean: str) -> None:
    assert clean_paragraph(raw).text == clean


def test_a_printed_order_read_right_through():
    raw = """ 上海市人民政府令
第　８　号

　　 «上海市人民政府关于修改 ‹上海市科学技术奖励规定›的决定»已经２０２３年１２月４日市政府

第３４次常务会议通过,现予公布,自２０２４年１月１３日起施行.

市　长　　龚　正

２０２３年１２月１３日

上海市人民政府关于修改

«上海市科学技术奖励规定» 的决定
(２０２３年１２月１３日上海市人民政府令第８号公布

自２０２４年１月１３日起施行)

　　市人民政府决定,对 «上海市科学技术奖励

规定»作如下修改:

二、删除第五条第二款,条标修改为 “市科

学技术行政部门”.
—５—
　　本决定自２０２４年１月１３日起施行.
"""
    source = normalise(raw)
    assert [p.text for p in source.paragraphs] == [
        "上海市人民政府令",
        "第8号",
        "《上海市人民政府关于修改〈上海市科学技术奖励规定〉的决定》已经2023年12月4日市政府第34次常务会议通过，现予公布，自2024年1月13日起施行。",
        "市长 龚正",
        "2023年12月13日",
        "上海市人民政府关于修改",
        "《上海市科学技术奖励规定》的决定",
        "（2023年12月13日上海市人民政府令第8号公布自2024年1月13日起施行）",
        "市人民政府决定，对《上海市科学技术奖励规定》作如下修改：",
        "二、删除第五条第二款，条标修改为“市科学技术行政部门”。",
        "本决定自2024年1月13日起施行。",
    ]
    assert [raw[f.char_start : f.char_end] for f in source.furniture] == ["—５—"]
