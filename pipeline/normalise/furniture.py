"""Page furniture: page numbers and running heads, taken out before paragraphs are joined across pages.

A bare number is a page number when it is dashed (—５—) or one of a chain of at least three that counts pages: each one
more than the last, with text between. A running head is a short line that comes back beside page numbers.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.normalise.lines import is_rule
from pipeline.normalise.types import Furniture, FurnitureKind, Line

_DASHED = re.compile(r"[-—·•～~\s]+(\d{1,4})[-—·•～~\s]+$|第(\d{1,4})页(?:[，,/]?[ ]?共\d{1,4}页)?$|(\d{1,4})/\d{1,4}$")
_BARE = re.compile(r"(\d{1,4})$")
_DIGITS = re.compile(r"\d+")
_LEAST_PAGE = 100  # characters of raw text; the shortest page that a chain of bare numbers may count
_LONGEST_HEAD = 36


def _page_numbers(lines: list[Line]) -> set[int]:
    """Indexes of the lines that are page numbers."""
    found: set[int] = set()
    bare: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if len(line.text) > 16:
            continue
        if _DASHED.match(line.text):
            found.add(i)
        elif match := _BARE.match(line.text):
            bare.append((i, int(match.group(1))))
    length: dict[int, int] = {}
    back: dict[int, int | None] = {}
    best: dict[int, int] = {}  # page number -> index into bare of the longest chain that ends with it
    for k, (i, value) in enumerate(bare):
        before = best.get(value - 1)
        near = before is not None and lines[i].raw_start - lines[bare[before][0]].raw_end >= _LEAST_PAGE
        length[k] = length[before] + 1 if before is not None and near else 1
        back[k] = before if near else None
        if value not in best or length[k] >= length[best[value]]:
            best[value] = k
    for k in sorted(length, key=lambda k: -length[k]):
        if length[k] < 3:
            break
        at: int | None = k
        while at is not None:
            found.add(bare[at][0])
            at = back[at]
    # a second bare number beside a page number (a footnote's, a sheet's) is furniture too
    for i, _ in bare:
        if i + 1 in found or i - 1 in found:
            found.add(i)
    return found


def _running_heads(lines: list[Line], pages: set[int]) -> set[int]:
    """Indexes of short lines that come back beside page numbers, page after page."""
    if len(pages) < 3:
        return set()
    short = {i: _DIGITS.sub("0", line.text) for i, line in enumerate(lines) if len(line.text) <= _LONGEST_HEAD}
    beside = [i for i in short if i not in pages and (i - 1 in pages or i + 1 in pages)]
    counts = Counter(short[i] for i in beside)
    return {i for i in beside if counts[short[i]] >= 3}


def take_furniture(lines: list[Line]) -> tuple[list[Line], list[Furniture]]:
    """The lines of text, those after a page's end marked ``after_page``, and the furniture between them."""
    pages = _page_numbers(lines)
    heads = _running_heads(lines, pages)
    text: list[Line] = []
    furniture: list[Furniture] = []
    after = False
    for i, line in enumerate(lines):
        kind: FurnitureKind | None = None
        if i in pages:
            kind = "page_number"
        elif i in heads:
            kind = "running_head"
        elif is_rule(line):
            kind = "rule"
        if kind:
            furniture.append(Furniture(kind, line.raw_start, line.raw_end))
            after = after or kind != "rule"
            continue
        if after:
            line = Line(  # noqa: PLW2901 - the same line, now known to open a page
                line.clean, line.indent, line.width, line.blank, line.spread, line.strong, line.heading, True,
                line.raw_start, line.raw_end,
            )  # fmt: skip
            after = False
        text.append(line)
    return text, furniture
