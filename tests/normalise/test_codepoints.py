from __future__ import annotations

import unicodedata

import pytest

from pipeline.normalise.codepoints import CHOSEN, DROP, RADICALS, mapping, table


def become(text: str) -> str:
    codes = (int(table()[ord(c)]) for c in text)
    return "".join(chr(c) for c in codes if c != DROP)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("２０２３", "2023", id="digits"),
        pytest.param("ＡＩｘ", "AIx", id="letters"),
        pytest.param("２０％", "20%", id="percent"),
        pytest.param("﹪", "%", id="small percent"),
        pytest.param("１．５", "1.5", id="decimal point"),
        pytest.param("￥１００", "¥100", id="yuan sign"),
        pytest.param("１＋Ｎ", "1+N", id="plus"),
        pytest.param("２０元／平方米", "20元/平方米", id="slash"),
        pytest.param("«规定»", "《规定》", id="guillemets"),
        pytest.param("‹规定›", "〈规定〉", id="single guillemets"),
        pytest.param("≪规定≫", "《规定》", id="much less"),
        pytest.param("⟪规定⟫⟨一⟩", "《规定》〈一〉", id="mathematical brackets"),
        pytest.param("〝总部〞", "“总部”", id="prime quotes"),
        pytest.param("2021–2023年", "2021—2023年", id="en dash"),
        pytest.param("5─10", "5—10", id="box drawing dash"),
        pytest.param("2021‐2023", "2021-2023", id="hyphen"),
        pytest.param("10〜15", "10～15", id="wave dash"),
        pytest.param("﹙一﹚﹐", "（一），", id="small forms"),
        pytest.param("︵一︶︽法︾", "（一）《法》", id="vertical forms"),
        pytest.param("｡､｢｣", "。、「」", id="half-width forms"),
        pytest.param("⼀⼆⽉⽇", "一二月日", id="Kangxi radicals"),
        pytest.param("⻓⻩⺠", "长黄民", id="supplement radicals"),
        pytest.param("\uf98e\ufa0c", "年兀", id="compatibility ideographs"),
        pytest.param("\U0002f800", "丽", id="compatibility supplement"),
        pytest.param("a\u00a0b", "a b", id="no-break space"),
        pytest.param("a\u2003b", "a\u3000b", id="em space"),
        pytest.param("a\tb", "a\u3000b", id="tab"),
        pytest.param("a\u200b\ufeff\u00adb", "ab", id="zero width"),
        pytest.param("a\u2028b\fc", "a\nb\nc", id="line ends"),
        pytest.param("\x00\x07", "", id="control characters"),
        # what NFKC would change, and here must not
        pytest.param("，。；：？！（）", "，。；：？！（）", id="punctuation stays full-width"),
        pytest.param("①⑳", "①⑳", id="circled numbers"),
        pytest.param("㎡℃", "㎡℃", id="unit signs"),
        pytest.param("……", "……", id="ellipsis"),
        pytest.param("Ⅲ", "Ⅲ", id="Roman numeral"),
        pytest.param("½", "½", id="fraction"),
        pytest.param("〇○", "〇○", id="zeros"),
        pytest.param("〔2024〕【】", "〔2024〕【】", id="brackets"),
        pytest.param("\u3000", "\u3000", id="ideographic space"),
        pytest.param("·‘’“”—", "·‘’“”—", id="marks"),
        pytest.param("𠮷", "𠮷", id="beyond the basic plane"),
    ],
)
def test_becomes(raw: str, folded: str) -> None:
    assert become(raw) == folded


def test_every_ideograph_of_the_main_blocks_stays():
    assert become("".join(map(chr, range(0x4E00, 0xA000)))) == "".join(map(chr, range(0x4E00, 0xA000)))
    assert become("".join(map(chr, range(0x3400, 0x4DC0)))) == "".join(map(chr, range(0x3400, 0x4DC0)))


def test_the_table_is_the_mapping():
    changed = mapping()
    assert all(int(table()[c]) == to for c, to in changed.items())
    assert sum(int(table()[c]) != c for c in range(0x30000)) == sum(c < 0x30000 for c in changed)


def test_folding_twice_changes_nothing():
    for to in set(mapping().values()) - {DROP}:
        assert become(chr(to)) == chr(to), hex(to)


@pytest.mark.parametrize("chosen", [CHOSEN, RADICALS], ids=["CHOSEN", "RADICALS"])
def test_choices_are_one_character_for_one(chosen: dict[str, str]) -> None:
    assert all(len(a) == len(b) == 1 and a != b for a, b in chosen.items())


def test_radicals_become_ideographs():
    assert all(unicodedata.category(b) == "Lo" for b in RADICALS.values())
