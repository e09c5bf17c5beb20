"""The lines of a text that hold a number with a unit: all that the readers of sums, shares and lengths of time look at.

Most lines of a law hold none, and no pattern of theirs crosses a line feed. A line is taken by a cheap sign: a numeral
before a character that begins a unit, a currency word, or 分之. A line taken in vain costs time and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pipeline.common.numerals import CHINESE_DIGITS, CHINESE_UNITS
from pipeline.extract import units
from pipeline.extract.tight import Tight, tighten

#: What a numeral may end in: 2万余, 百多, and what damage makes of digits (1OO元, 1,0,元) among them.
_NUMERAL_ENDS: Final = rf"\d{CHINESE_DIGITS}{CHINESE_UNITS}半几数余多lIOo,."


def _any(words: Iterable[str]) -> str:
    """Any of ``words``, with stray spaces between their characters."""
    return "|".join(" *".join(map(re.escape, word)) for word in words)


_UNITS: Final = (*units.CURRENCY_UNITS, *units.PERCENT_UNITS, *units.TIME_UNITS, *units.TIME_QUALIFIERS.split("|"))
_UNIT_STARTS: Final = "".join(sorted({word[0] for word in _UNITS}))
_QUALIFIED: Final = f"(?:(?:{_any(units.TIME_QUALIFIERS.split('|'))}) *){{0,2}}"
_NUMBER_AND_UNIT: Final = re.compile(
    rf"[{_NUMERAL_ENDS}] *(?=[元角成倍个{_UNIT_STARTS}])(?:[元角成倍]|{_any([*units.CURRENCY_UNITS, *units.PERCENT_UNITS])}"
    rf"|个 *(?:[半多] *)?{_QUALIFIED}(?:{_any(units.TIME_UNITS)})"
    rf"|{_QUALIFIED}(?:{_any(noun for noun in units.TIME_UNITS if noun not in units.NEEDS_GE)}))"
)
#: Currency words make a sum of the number after them, 百分之 a share.
_WITHOUT_UNIT: Final = re.compile(_any([*units.CURRENCY_NAMES, "分之"]))


@lru_cache(maxsize=4)
def measured(text: str) -> Tight:
    """The lines of ``text`` that may hold a number with a unit, without stray spaces. Linear in the text.

    The last few texts are remembered: each kind of value is read from the same lines.
    """
    return tighten(text, _lines(text))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines with a sign, each with the line feeds around it, in order, without overlaps."""
    signs = [m.start() for pattern in (_NUMBER_AND_UNIT, _WITHOUT_UNIT) for m in pattern.finditer(text)]
    done = 0
    for sign in sorted(signs):
        if sign >= done:
            start = text.rfind("\n", done, sign)
            end = text.find("\n", sign) + 1 or len(text)
            yield (done if start < 0 else start), end
            done = end
