"""The column a line was set in: its measure, what became of first-line indents, how exactly lines fill it.

Read from the lines near by. The measure is a width that lines share and break off at in mid-sentence. First lines are
indented by two em (GB/T 9704-2012, 7.3.2); extraction keeps the indent, loses it (first lines are then two em short)
or the column never had it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.normalise.numbering import read_mark
from pipeline.normalise.types import Line

Indents = Literal["kept", "lost", "none"]

_WINDOW = 25
_LEAST_MEASURE, _MOST_MEASURE = 18.0, 62.0
STOP = re.compile(r"[。！？；：…][”’」』）》〉\]]*$|[。！？][）】]$")
SENTENCE = re.compile(r"[。；，！？]")
TITLE_END = re.compile(
    r"(?:通知|意见|决定|办法|规定|规则|细则|条例|方案|措施|计划|规划|纲要|公告|通告|公报|批复|函|令|解读|目录|要点|指南|章程|准则|标准"
    r"|若干政策|政策|政策措施|制度|要求|说明|请示|报告|纪要|决议|命令|法)(?:（[^（）]{1,20}）)?》?$"
)
_MARK_END = re.compile(r"[。！？；：…，、][”’」』）》〉\]]*$|[。！？][）】]$")
_TOKEN = re.compile(r"(?:[《“（〈‘〔]*)(?:[A-Za-z0-9.%]+|.)[。，、；：！？）》”’〉〕%]*")


@dataclass(frozen=True, slots=True)
class Column:
    """``measure`` in em; ``regular``: lines break only where the next letters no longer fit.

    ``blank``: blank lines between the lines of one paragraph; ``parted``: paragraphs have more between them.
    """

    measure: float
    indents: Indents
    regular: bool
    blank: int = 0
    parted: bool = False


def em(text: str) -> float:
    """Printed width: ideographs and marks 1, digits, Latin letters and ASCII signs a half, spaces none."""
    half = sum(1 for c in text if c < "\u2000" and c != " ")
    return len(text) - text.count(" ") - half / 2


def needs(text: str) -> float:
    """The room that a line's first letters need: they move down together with the marks that may not open a line."""
    match = _TOKEN.match(text)
    return em(match.group()) if match else 1.0


def columns(lines: list[Line]) -> list[Column | None]:
    """For each line the column it stands in, None where nothing near by is wrapped."""
    marks = [read_mark(line.text) for line in lines]
    breaks: list[tuple[int, float]] = []
    for i, line in enumerate(lines):
        heading = marks[i] is not None and not SENTENCE.search(line.text)
        if heading or not _LEAST_MEASURE <= line.width <= _MOST_MEASURE:
            continue
        # a mark may hang over the measure's end, so only letters tell it
        if not _MARK_END.search(line.text) and not TITLE_END.search(line.text):
            breaks.append((i, line.width + min(line.indent, 2.0)))
    at = [i for i, _ in breaks]
    out: list[Column | None] = []
    for i, line in enumerate(lines):
        first, last = max(0, i - _WINDOW), min(len(lines), i + _WINDOW + 1)
        near = sorted(w for _, w in breaks[bisect_left(at, first) : bisect_left(at, last)])
        measure = _measure(line.width, near)
        # where most lines near by run on past it, nothing is wrapped at it
        if measure is None or 2 * sum(1 for x in lines[first:last] if x.width > measure + 3) > last - first:
            out.append(None)
            continue
        openers = [
            lines[k]
            for k in range(first, last)
            if (mark := marks[k]) is not None and mark.kind in ("article", "one", "two", "three")
        ]
        blank, parted = _blanks(lines[first:last], openers)
        out.append(
            Column(measure, _indents(lines[first:last], openers, measure), _regular(near, measure), blank, parted)
        )
    return out


def _measure(width: float, near: list[float]) -> float | None:
    """The measure of the narrowest column near by that a line of ``width`` fits into; ``near`` is sorted.

    Widths of one column lie within the two em of a first-line indent and the letter a mark takes along of each other.
    """
    k = 0
    while k < len(near):
        j = k
        while j + 1 < len(near) and near[j + 1] - near[j] <= 2.6:
            j += 1
        group = near[k : j + 1]
        if len(group) >= 4 and group[-1] >= width - 2.1:
            # one line alone does not make the measure: it may hold marks that the font sets narrow
            support = max(2, len(group) // 12)
            for top in reversed(group):
                if sum(1 for w in group if top - 0.6 <= w <= top) >= support:
                    return top if top >= width - 2.1 else None
        k = j + 1
    return None


def _indents(lines: list[Line], openers: list[Line], measure: float) -> Indents:
    """What became of first-line indents among the lines near by."""
    indented = sum(1 for x in openers if 1.4 <= x.indent <= 4.5)
    flush = sum(1 for x in lines if x.indent < 0.9)
    if len(openers) >= 2 and indented >= 0.25 * len(openers) and flush:
        return "kept"
    if (
        len(openers) < 2
        and flush >= 0.3 * len(lines)
        and sum(1 for x in lines if 1.4 <= x.indent <= 2.6) >= 0.12 * len(lines)
    ):
        return "kept"
    filled = [measure - x.width for x in openers if not STOP.search(x.text) and measure - 3.4 <= x.width]
    if len(filled) >= 3 and sum(1 for gap in filled if gap < 1.4) >= 0.6 * len(filled):
        return "none"
    return "lost"


def _blanks(lines: list[Line], openers: list[Line]) -> tuple[int, bool]:
    """How many blank lines stand inside paragraphs, and whether more stand between them."""
    inside = [
        b.blank
        for a, b in pairwise(lines)
        if not STOP.search(a.text) and a.width >= _LEAST_MEASURE and not b.after_page
    ]
    if len(inside) < 4 or len(openers) < 2:
        return 0, False
    blank = max(set(inside), key=inside.count)
    parted = inside.count(blank) >= 0.85 * len(inside) and sum(1 for x in openers if x.blank > blank) >= 0.8 * len(
        openers
    )
    return blank, parted


def _regular(near: list[float], measure: float) -> bool:
    """Whether full lines fill the measure, but for a letter that a mark took along."""
    full = [measure - w for w in near if -0.1 <= measure - w <= 1.6]
    return len(full) >= 4 and sum(1 for gap in full if gap <= 0.6) >= 0.65 * len(full)
