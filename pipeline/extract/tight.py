"""Parts of a text without the stray spaces inside words and numbers, and the way back to the places in it.

Extraction from print leaves spaces anywhere (``不 超过``, ``2个 工作日``, ``1, 000元``, ``5 0%``). One that could part
two numbers is kept, so nothing is put together that may have been apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_SPACES: Final = re.compile(" +")
#: A space between two digits may part two numbers (一 三年以上).
_DIGIT: Final = "零〇○一二两三四五六七八九十"
#: Tried where spaces begin: no alternative takes any that another space stands before.
_STRAY: Final = re.compile(
    # beside a Chinese character that is no digit
    rf"(?<=[\u4e00-\u9fff])(?<![{_DIGIT}]) +(?=[\u4e00-\u9fff\d])"
    rf"|(?<=[\u4e00-\u9fff\d%‰]) +(?=[\u4e00-\u9fff])(?![{_DIGIT}])"
    # no number begins with 0 but a decimal: 1 000元, 5 0%
    r"|(?<=\d) (?=0\d{0,8}(?![\d.]))"
    # 1, 000元 and 1 ,000元
    r"|(?<=\d[,，]) (?=0\d\d(?!\d))|(?<=\d) (?=[,，]\d{3}(?!\d)|\.\d)"
    # 1. 5亿元, but at the head of a paragraph 1. numbers an item
    r"|(?<=\d\.)(?<!^[1-9]\.)(?<!^\d\d\.) (?=\d{1,8} ?[万亿%‰倍])",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Tight:
    """``text`` is what was kept; ``gaps`` are the places in it before which something was left out, ``sums`` how much
    up to each.
    """

    text: str
    gaps: tuple[int, ...]
    sums: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the loose text of a span in the tight one."""
        first = self._loose(start)
        return first, self._loose(end - 1) + 1 if start < end else first

    def _loose(self, at: int) -> int:
        i = bisect_right(self.gaps, at)
        return at + (self.sums[i - 1] if i else 0)


def tighten(text: str, spans: Iterable[tuple[int, int]]) -> Tight:
    """The ``spans`` of ``text``, in order, without their stray spaces. Linear in the text."""
    pieces: list[str] = []
    gaps: list[int] = []
    sums: list[int] = []
    at = removed = 0

    def leave_out(start: int, end: int) -> None:
        """Take this stretch away, with what stands before it kept."""
        nonlocal at, removed
        pieces.append(text[at:start])
        removed += end - start
        at = end
        gaps.append(at - removed)
        sums.append(removed)

    for start, end in spans:
        if start > at:
            leave_out(at, start)
        for run in _SPACES.finditer(text, start, end):
            stray = _STRAY.match(text, run.start())
            if stray is not None:
                leave_out(*stray.span())
        pieces.append(text[at:end])
        at = end
    return Tight("".join(pieces), tuple(gaps), tuple(sums))
