from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.common import numerals
from pipeline.common.numerals import Numeral, read_fraction, read_number, read_numeral, read_ordinal
from tests.common import numeral_forms as forms

NUMBERS = [
    ("0", "0"), ("7", "7"), ("007", "7"), ("120", "120"), ("3.5", "3.5"), ("0.05", "0.05"),
    ("1,000", "1000"), ("1，000", "1000"), ("1,234,567.89", "1234567.89"), ("１２３", "123"), ("１．５", "1.5"),
    ("１，０００", "1000"), ("零", "0"), ("一", "1"), ("两", "2"), ("十", "10"), ("十五", "15"), ("二十", "20"),
    ("二十一", "21"), ("一百", "100"), ("百", "100"), ("一百零二", "102"), ("一百二", "120"), ("一百二十", "120"),
    ("一百十五", "115"), ("一百一十五", "115"), ("一千", "1000"), ("一千零一", "1001"), ("一千零一十", "1010"),
    ("一千五", "1500"), ("千五百", "1500"), ("两千", "2000"), ("一万五千", "15000"), ("三万零五百", "30500"),
    ("一万零一", "10001"), ("两万五", "25000"), ("二十万", "200000"), ("五百万", "5000000"), ("千万", "10000000"),
    ("一亿零五百万", "105000000"), ("百亿", "10000000000"), ("万亿", "1000000000000"), ("三万亿", "3000000000000"),
    ("壹贰叁", "123"), ("壹佰贰拾叁萬肆仟伍佰", "1234500"), ("叁拾", "30"), ("玖仟零肆", "9004"), ("贰億", "200000000"),
    ("廿", "20"), ("廿三", "23"), ("卅", "30"), ("卅一", "31"), ("二〇二四", "2024"), ("二○二四", "2024"),
    ("二零二四", "2024"), ("一九九七", "1997"), ("3千5百万", "35000000"), ("1.5亿", "150000000"), ("2万5", "25000"),
    ("2万5千", "25000"), ("2万5000", "25000"), ("1亿2000万", "120000000"), ("1亿2,000万", "120000000"),
    ("3百万", "3000000"), ("8千", "8000"), ("1.5万亿", "1500000000000"), ("0.3万", "3000"), ("2 万", "20000"),
    ("三点五", "3.5"), ("零点五", "0.5"), ("十二点五", "12.5"), ("十二点五亿", "1250000000"),
    ("一百二十点零五", "120.05"), ("2万余", "20000"), ("五百余", "500"), ("二十多", "20"), ("3000余亿", "300000000000"),
]  # fmt: skip

NO_NUMBERS = [
    "", " ", "万元", "第三", "三个", "1,23", "1,2345", "12,34,567", "3.5.2", ".5", "5.", "一点", "点五", "百千",
    "一百三千", "一百零", "余", "余三", "几", "十几", "数百", "几十", "1OO", "五十百", "二三万五六", "三-五", "-5",
    "九" * 65, "1" * 65,
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_reads_the_number(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_reads_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "approximate"), [("20", False), ("20余", True), ("二十多", True), ("3000余亿", True), ("二十", False)]
)
def test_tells_a_rounded_number(text: str, approximate: bool) -> None:
    numeral = read_numeral(text)
    assert isinstance(numeral, Numeral)
    assert numeral.approximate is approximate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("十", 10), ("十五", 15), ("二十一", 21), ("一百零二", 102), ("一百二十", 120), ("120", 120),
        ("1", 1), ("００", None), ("零", None), ("一千二百六十", 1260), ("廿一", 21), ("1.5", None), ("第三", None),
        ("", None), ("１５", 15), ("一二〇", 120),
    ],
)  # fmt: skip
def test_reads_the_ordinal(text: str, value: int | None) -> None:
    assert read_ordinal(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之一", (1, 3)), ("二分之一", (1, 2)), ("百分之三点五", ("3.5", 100)), ("千分之五", (5, 1000)),
        ("万分之五", (5, 10000)), ("万分之0.5", ("0.5", 10000)), ("百分之百", (100, 100)), ("1/3", (1, 3)),
        ("分之一", None), ("三分之", None), ("零分之一", None), ("三分", None), ("1/0", None),
    ],
)  # fmt: skip
def test_reads_the_fraction(text: str, value: tuple[int | str, int] | None) -> None:
    assert read_fraction(text) == (None if value is None else (Decimal(value[0]), Decimal(value[1])))


def test_the_fragment_matches_what_is_read() -> None:
    fragment = re.compile(numerals.NUMERAL)
    for text, _ in NUMBERS:
        if not re.search("[余多 ０-９]", text):
            assert fragment.fullmatch(text), text


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_the_generator(seed: int) -> None:
    """Every written form of random values of every length."""
    agree(random.Random(seed), 4000)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_agrees_with_the_generator_a_million_times(seed: int) -> None:
    agree(random.Random(1000 + seed), 100_000)


def agree(rng: random.Random, times: int) -> None:
    for _ in range(times):
        n = rng.randrange(10 ** rng.randint(1, 15))
        for text in (
            str(n), forms.chinese(n), forms.spoken(n), forms.chinese(n, capital=True), forms.separated(n),
            forms.separated(n, "，"), forms.full_width(str(n)),
        ):  # fmt: skip
            assert read_number(text) == n, text
        smaller = rng.randrange(10 ** rng.randint(1, 12))
        assert read_number(forms.mixed(smaller)) == smaller, forms.mixed(smaller)
        rounded = forms.rounded(n, rng.choice("余多"))
        assert read_numeral(rounded) == Numeral(Decimal(n), True), rounded
        text, fraction = forms.fraction(n, rng.choice((100, 1000, 10**4, rng.randrange(1, 10**4))))
        assert read_fraction(text) == fraction, text
        year = rng.randrange(1000, 10**6)
        for zero in "〇○零":
            assert read_number(forms.positional(year, zero)) == year
        digits = str(rng.randrange(10 ** rng.randint(1, 4)))
        whole = rng.randrange(10**4)
        assert read_number(forms.chinese_decimal(whole, digits)) == Decimal(f"{whole}.{digits}")
        cents = Decimal(rng.randrange(1, 10**6)).scaleb(-rng.randint(0, 3))
        for unit in ("万", "亿", "万亿"):
            text, value = forms.scaled(cents, unit)
            assert read_number(text) == value, text


def test_clipped_and_mixed_units() -> None:
    for d in range(1, 10):
        for e in range(1, 10):
            for unit in "百千万亿":
                for arabic in (False, True):
                    text, value = forms.clipped(d, e, unit, arabic=arabic)
                    assert read_number(text) == value, text
            for scale in ("", "万", "亿"):
                text, value = forms.by_thousands(d, e, scale)
                assert read_number(text) == value, text


def test_ordinals_agree_with_the_generator() -> None:
    for n in range(1, 3000):
        assert read_ordinal(forms.spoken(n)) == read_ordinal(forms.chinese(n)) == read_ordinal(str(n)) == n


@given(st.text(alphabet="0123456789,，.一二三十百千万亿零〇点两余多几分之/廿壹拾 ", max_size=80))
def test_never_raises_and_never_goes_negative(text: str) -> None:
    for value in (read_number(text), read_ordinal(text)):
        assert value is None or value >= 0
    read_fraction(text)


@pytest.mark.parametrize("piece", ["1", "一", "万", "亿", "1,", "1万", "十", "点", "百零", "1.1千", "1 万"])
def test_long_input_is_read_or_refused(piece: str) -> None:
    """What it costs is measured by benchmarks/hostile.py."""
    text = piece * (40_000 // len(piece))
    reach = 0
    for match in re.finditer(rf"(?<![\d.]){numerals.NUMERAL}", text):
        assert reach <= match.start() < match.end()
        reach = match.end()
    assert (value := read_number(text)) is None or value >= 0
