"""Writes numbers in every form the numeral reader knows: written apart from it, to check it by.

It shares no table and no code with ``pipeline.common.numerals``: it builds strings digit group by digit group, as the
rules of GB/T 15835-2011 say, where the reader takes strings apart.
"""

from __future__ import annotations

from decimal import Decimal

PLAIN = "零一二三四五六七八九"
CAPITAL = "零壹贰叁肆伍陆柒捌玖"
GROUP_UNITS = ("", "万", "亿", "万亿")


def chinese_group(n: int, digits: str = PLAIN, units: tuple[str, str, str] = ("十", "百", "千")) -> str:
    """1 to 9999 with every digit said: 1015 is 一千零一十五."""
    out, gap = "", False
    for place in (3, 2, 1, 0):
        d = n // 10**place % 10
        if d == 0:
            gap = bool(out)
            continue
        if gap:
            out += "零"
        gap = False
        out += digits[d] + (units[place - 1] if place else "")
    return out


def chinese(n: int, *, capital: bool = False) -> str:
    """0 to 10**16 - 1 in Chinese characters, plain (一百二十) or financial (壹佰贰拾)."""
    digits = CAPITAL if capital else PLAIN
    units = ("拾", "佰", "仟") if capital else ("十", "百", "千")
    if n == 0:
        return digits[0]
    high, low = divmod(n, 10**8)
    out = _eight(high, digits, units) + "亿" if high else ""
    if low:
        if high and (low < 10**7 or high % 10 == 0):
            out += "零"
        out += _eight(low, digits, units)
    return out


def _eight(n: int, digits: str, units: tuple[str, str, str]) -> str:
    high, low = divmod(n, 10**4)
    out = chinese_group(high, digits, units) + "万" if high else ""
    if low:
        if high and (low < 1000 or high % 10 == 0):
            out += "零"
        out += chinese_group(low, digits, units)
    return out


def spoken(n: int) -> str:
    """As said: 十五 for 一十五, and clipped where the last digit follows its unit (二百五 is left alone)."""
    text = chinese(n)
    return text[1:] if text.startswith("一十") else text


def positional(n: int, zero: str = "〇") -> str:
    """Digit by digit: 2024 is 二〇二四."""
    return "".join(PLAIN[int(c)] for c in str(n)).replace("零", zero)


def separated(n: int, comma: str = ",") -> str:
    """1,234,567."""
    return f"{n:,}".replace(",", comma)


def full_width(text: str) -> str:
    """ASCII digits and the stop widened."""
    return text.translate({**{ord("0") + i: chr(0xFF10 + i) for i in range(10)}, ord("."): "．"})


def mixed(n: int) -> str:
    """Arabic groups with Chinese units: 120005000 is 1亿2000万5000; a last single digit is said in full (05)."""
    if n == 0:
        return "0"
    parts = [(n // 10**8, "亿"), (n // 10**4 % 10**4, "万"), (n % 10**4, "")]
    out = ""
    for value, unit in parts:
        if value:
            out += f"{value:02}{unit}" if out else f"{value}{unit}"
    return out


def by_thousands(k: int, h: int, unit: str) -> tuple[str, int]:
    """3千5百万 and its value; ``k`` and ``h`` are 1 to 9, ``unit`` is empty, 万 or 亿."""
    worth = {"": 1, "万": 10**4, "亿": 10**8}[unit]
    return f"{k}千{h}百{unit}", (k * 1000 + h * 100) * worth


def clipped(d: int, e: int, unit: str, *, arabic: bool = False) -> tuple[str, int]:
    """2万5 and its value; ``d``, ``e`` are 1 to 9, ``unit`` one of 百 千 万 亿."""
    worth = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}[unit]
    text = f"{d}{unit}{e}" if arabic else f"{PLAIN[d]}{unit}{PLAIN[e]}"
    return text, d * worth + e * worth // 10


def scaled(coefficient: Decimal, unit: str) -> tuple[str, Decimal]:
    """1.5亿 and its value; ``unit`` one of 万 亿 万亿."""
    worth = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[unit]
    return f"{coefficient}{unit}", coefficient * worth


def chinese_decimal(whole: int, digits: str) -> str:
    """三点五: ``digits`` are ASCII digits after the point."""
    return f"{spoken(whole)}点{''.join(PLAIN[int(c)] for c in digits)}"


def rounded(n: int, mark: str) -> str:
    """Rounded down in words (二十余, 二十多)."""
    return chinese(n) + mark


def fraction(above: int, below: int) -> tuple[str, tuple[int, int]]:
    """三分之一 and its numerator and denominator; 百分之, 千分之 and 万分之 go without 一."""
    said = {100: "百", 1000: "千", 10**4: "万"}.get(below) or spoken(below)
    return f"{said}分之{spoken(above)}", (above, below)
