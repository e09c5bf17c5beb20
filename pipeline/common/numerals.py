"""Numerals as Chinese official texts write them, read exactly: a number, an ordinal, a fraction.

The written forms are those of GB/T 15835-2011 (出版物上数字用法) and of everyday use beside it: Arabic with
separators and decimals (1,000 / 1，000 / 3.5), Chinese (一百二十), financial capitals (壹贰叁 拾佰仟), short tens
(廿, 卅), positional (二〇二四), mixed (3千5百万, 1.5亿), clipped (2万5 = 25,000) and approximate (2万余).
Nothing is guessed: what is no numeral reads as None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

__all__ = [
    "ARABIC", "CHINESE", "NUMERAL", "ORDINAL", "Numeral", "read_fraction", "read_number", "read_numeral",
    "read_ordinal",
]  # fmt: skip

# --- regex fragments, for others to build on (no groups, no anchors) -------------------------------------------------

#: Chinese digits, plain and financial; ○ (a circle) and 〇 both stand for zero in real texts.
CHINESE_DIGITS: Final = "零〇○一二两三四五六七八九壹贰貳叁參叄肆伍陆陸柒捌玖弌弍弎兩"
#: Multipliers below and from ten thousand, and the short tens.
CHINESE_UNITS: Final = "十百千拾佰仟廿卅卌万亿萬億"

#: One Arabic number. A separator is a comma before a group of exactly three digits; the full-width one is met in
#: texts whose every comma was widened.
ARABIC: Final = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
#: One number in Chinese characters, whole or with 点.
CHINESE: Final = rf"(?:[{CHINESE_DIGITS}{CHINESE_UNITS}]+(?:点[{CHINESE_DIGITS}]+[万亿]{{0,2}})?)"
#: One number in any form. Arabic and Chinese parts take turns (3千5百万, 2万5, 1亿2000万).
NUMERAL: Final = rf"(?>{ARABIC}(?: ?[{CHINESE_UNITS}]++{ARABIC}?)*+|{CHINESE})"
#: A number that counts provisions: 十五, 一百二十, 120.
ORDINAL: Final = r"(?:\d{1,4}|[零〇○一二两三四五六七八九十百千廿卅]{1,9})"

# --- reading ---------------------------------------------------------------------------------------------------------

_FOLD: Final = str.maketrans(
    {
        **dict(zip("０１２３４５６７８９．", "0123456789.", strict=True)),
        **dict(zip("壹贰叁肆伍陆柒捌玖", "一二三四五六七八九", strict=True)),
        **dict(zip("貳參叄陸弌弍弎兩两", "二三三六一二三二二", strict=True)),
        **dict(zip("〇○", "零零", strict=True)),
        **dict(zip("拾佰仟萬億", "十百千万亿", strict=True)),
        "廿": "二十", "卅": "三十", "卌": "四十",
        " ": None, "\u3000": None, "\u00a0": None, ",": None, "，": None,
    }
)  # fmt: skip
_DIGIT: Final = {c: i for i, c in enumerate("零一二三四五六七八九")}
_TO_ARABIC: Final = str.maketrans({c: str(i) for c, i in _DIGIT.items()})
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_POSITIONAL: Final = re.compile(r"[零一二三四五六七八九]+")
_SEPARATED: Final = re.compile(r"(?<![\d.．,，])\d{1,3}(?:[,，]\d{3})+(?![\d,，])")
_COMMA: Final = re.compile(r"[,，]")
# a coefficient inside a section: one Chinese digit or an Arabic number
_C: Final = r"(?:[一二三四五六七八九]|\d+(?:\.\d+)?)"
#: A number below ten thousand, larger unit first; 零 may mark a skipped place; then perhaps 点 and digits.
_SECTION: Final = re.compile(
    rf"(?:(?P<k>{_C}?)千)?零?(?:(?P<h>{_C}?)百)?零?(?:(?P<t>{_C}?)十)?零?(?P<o>{_C})?(?:点(?P<f>[零一二三四五六七八九]+))?",
    re.ASCII,
)
_SCALES: Final = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_PLACES: Final = (("k", Decimal(1000)), ("h", Decimal(100)), ("t", Decimal(10)))
_CLIPPED: Final = re.compile(r"[1-9一二三四五六七八九]")
# 百二 (=120) and 千五 are clipped inside a section as 万五 is between sections
_CLIPPED_SECTION: Final = re.compile(rf"(?P<head>{_C}?)(?P<unit>[百千])(?P<tail>[一二三四五六七八九]|[1-9])")
_MARKS: Final = re.compile(r"[余餘多]")
#: Longest numeral worth reading: far beyond any sum in a text, and it keeps reading linear on hostile input.
_MAX_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read: its ``value``, and whether the text rounds it (2万余, 三百多)."""

    value: Decimal
    approximate: bool = False


def read_number(text: str) -> Decimal | None:
    """The exact value of a whole numeral in any written form, or None where ``text`` is none.

    ``2万余`` reads as 20000; ask :func:`read_numeral` whether a number was rounded.
    """
    numeral = read_numeral(text)
    return None if numeral is None else numeral.value


@lru_cache(maxsize=8192)
def read_numeral(text: str) -> Numeral | None:
    """The value of a whole numeral and whether 余 or 多 rounds it, or None where ``text`` is no numeral."""
    if not text or len(text) > _MAX_LENGTH:
        return None
    if _COMMA.search(text) and not _separators_fit(text):
        return None
    body = text.translate(_FOLD)
    marks = len(_MARKS.findall(body))
    if marks > 1 or (marks and _MARKS.match(body)):
        return None
    if marks:
        body = _MARKS.sub("", body)
    value = _read(body)
    return None if value is None else Numeral(value, bool(marks))


def read_ordinal(text: str) -> int | None:
    """The number that ``text`` counts with (十五, 二十一, 一百零二, 120), or None; zero and fractions are none."""
    found = _ORDINALS.get(text)
    if found is not None:
        return found
    value = read_number(text)
    if value is None or value != value.to_integral_value() or value <= 0:
        return None
    return int(value)


def read_fraction(text: str) -> tuple[Decimal, Decimal] | None:
    """Numerator and denominator of ``三分之一``, ``百分之三点五``, ``1/3``; None where ``text`` is no fraction."""
    if "分之" in text:
        below, _, above = text.partition("分之")
    elif "/" in text:
        above, _, below = text.partition("/")
    else:
        return None
    numerator, denominator = read_number(above), read_number(below)
    if numerator is None or not denominator:
        return None
    return numerator, denominator


def _separators_fit(text: str) -> bool:
    """Commas stand only between groups of three digits."""
    return not _COMMA.search(_SEPARATED.sub("", text))


def _read(body: str) -> Decimal | None:
    """A folded numeral: digits, Chinese digits, 十百千万亿 and 点 only."""
    if _PLAIN.fullmatch(body):
        return Decimal(body)
    if _POSITIONAL.fullmatch(body):
        return Decimal(body.translate(_TO_ARABIC))
    for scale, worth in _SCALES:
        at = body.rfind(scale)
        if at < 0:
            continue
        head, tail = body[:at], body[at + 1 :]
        coefficient = _read(head) if head else Decimal(1)
        if coefficient is None or not coefficient:
            return None
        rest = _read_tail(tail, worth)
        return None if rest is None else coefficient * worth + rest
    return _read_section(body)


def _read_tail(tail: str, worth: Decimal) -> Decimal | None:
    """What follows 万 or 亿: nothing, a clipped digit (2万5) or a smaller number."""
    if not tail:
        return Decimal(0)
    if _CLIPPED.fullmatch(tail):
        return Decimal(tail.translate(_TO_ARABIC)) * worth / 10
    if tail[0] not in "零0123456789" and _POSITIONAL.fullmatch(tail):
        return None
    rest = _read(tail.removeprefix("零")) if tail != "零" else None
    return rest if rest is not None and rest < worth else None


def _read_section(body: str) -> Decimal | None:
    clipped = _CLIPPED_SECTION.fullmatch(body)
    if clipped:
        head = Decimal((clipped["head"] or "1").translate(_TO_ARABIC))
        worth = Decimal(100 if clipped["unit"] == "百" else 1000)
        return head * worth + Decimal(clipped["tail"].translate(_TO_ARABIC)) * worth / 10
    m = _SECTION.fullmatch(body)
    if m is None or not body or (len(body) > 1 and body[-1] == "零" and "点" not in body):
        return None
    total, below, first = Decimal(0), Decimal(10000), True
    for name, worth in _PLACES:
        digits = m[name]
        if digits is None:
            continue
        # only the first unit may go without its 一 (百, 千五百); 十 may anywhere (一百十五)
        if not digits and not first and name != "t":
            return None
        part = Decimal((digits or "1").translate(_TO_ARABIC)) * worth
        if part >= below:
            return None
        total, below, first = total + part, worth, False
    if m["o"]:
        ones = Decimal(m["o"].translate(_TO_ARABIC))
        if not first and ones >= below:
            return None
        total, first = total + ones, False
    if m["f"]:
        if first and not body.startswith("零"):
            return None
        total += Decimal("0." + m["f"].translate(_TO_ARABIC))
    elif first:
        return None
    return total


def _ordinals() -> dict[str, int]:
    """1 to 999 as provisions are numbered, in both digits: the segmenter's short way."""
    digits = "零一二三四五六七八九"
    table: dict[str, int] = {}
    for n in range(1, 1000):
        hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
        text = f"{digits[hundreds]}百" if hundreds else ""
        if tens:
            text += ("十" if tens == 1 and not hundreds else f"{digits[tens]}十") + (digits[ones] if ones else "")
        elif ones:
            text += ("零" if hundreds else "") + digits[ones]
        table[text] = n
        table[str(n)] = n
    return table


_ORDINALS: Final = _ordinals()
