"""The column a line was set in: its measure, what became of first-line indents, how exactly lines fill it.

Read from the lines near by. The measure is a width that lines share and break off at in mid-sentence. First lines are
indented by two em (GB/T 9704-2012, 7.3.2); extraction keeps the indent, loses it (first lines are then two em short)
or the column never had it. Programs that cut lines after so many letters count an indent of four spaces as four.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.normalise.endings import MARKS, SENTENCE, closes_statement, ends_mark, ends_sentence, ends_title
from pipeline.normalise.numbering import Mark, read_mark
from pipeline.normalise.types import Line

Indents = Literal["kept", "lost", "none"]

Ints = NDArray[Any]  # of counts, indexes or flags

_WINDOW = 25
_LEAST_BREAKS = 4  # fewer lines that break off make no column
_OPENERS = ("article", "one", "two", "three")
_LEAST_MEASURE, _MOST_MEASURE = 12.0, 62.0
#: a narrower column (a page of two or three) has to show itself in more lines: cells of tables are as short
_NARROW = 36  # half em
_LEAST_NARROW = 0.28  # of the lines near by
_FULL = 1.1  # em that a full line may differ from the measure
_FIRST = 2.0  # em that first lines are set in by, where they do not tell otherwise
_FURTHER = (7, 10)  # half em that they are shorter by, where a program counted their spaces
_SHORTER = 3  # half em
_FEWEST_TOLD, _MOST_TELL = 4, 0.6
_FLUSH = 0.9  # em
_TOKEN = re.compile(r"(?:[《“（〈‘〔]*)(?:[A-Za-z0-9.%]+|.)[。，、；：！？）》”’〉〕%]*")


@dataclass(frozen=True, slots=True)
class Column:
    """``measure`` in em; ``regular``: lines break only where the next letters no longer fit.

    ``blank``: blank lines between the lines of one paragraph; ``parted``: paragraphs have more between them. ``first``:
    the room in em that a first line's indent takes, or took.
    """

    measure: float
    indents: Indents
    regular: bool
    blank: int = 0
    parted: bool = False
    first: float = _FIRST

    def room(self, line: Line) -> float:
        """The room that a line's indent takes."""
        return self.first if line.indent >= _FIRST else line.indent


#: the first code point that is set a full em wide: ideographs and marks are, Latin letters before them are not
FIRST_FULL = 0x2000
_HALF = re.compile(f"[\0-{chr(FIRST_FULL - 1)}]")


def em(text: str) -> float:
    """Printed width: ideographs and marks 1, digits, Latin letters and ASCII signs a half, spaces none."""
    spaces = text.count(" ")
    return len(text) - spaces - (len(_HALF.findall(text)) - spaces) / 2


def needs(text: str) -> float:
    """The room that a line's first letters need: they move down together with the marks that may not open a line."""
    match = _TOKEN.match(text)
    return em(match.group()) if match else 1.0


def columns(lines: list[Line], marks: list[Mark | None] | None = None) -> list[Column | None]:
    """For each line the column it stands in, None where nothing near by is wrapped.

    ``marks``: the numbers that lines open with, where they are read already. Linear: what a window of lines holds is
    the difference of two running counts.
    """
    if marks is None:
        marks = [read_mark(line.text) for line in lines]
    first, shorter = _first_indent(lines, marks)
    at, reached = _breaks(lines, marks, first, shorter)
    out: list[Column | None] = [None] * len(lines)
    if len(at) < _LEAST_BREAKS:
        return out
    measures = np.array(_measures([round(2 * x.width) for x in lines], at, reached, first), dtype=np.int64)
    if measures.any():
        _Windows(lines, marks, at, reached, first).fill(measures, out)
        _lend(lines, dict(zip(at, reached, strict=True)), out)
    return out


def _lend(lines: list[Line], reached: dict[int, int], out: list[Column | None]) -> None:
    """A column that keeps its indents holds a little beyond the lines that show it: round short lists, at its ends.

    So it does beyond each line that breaks off at its measure. Any other holds for the full lines right beside those
    that show it.
    """
    lent: list[tuple[int, Column]] = []
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):
        column: Column | None = None
        at = 0
        for i in order:
            own = out[i]
            if own is not None:
                column, at = own, i
            elif column is not None and column.indents == "kept" and abs(i - at) <= _WINDOW:
                if lines[i].width + column.room(lines[i]) <= column.measure + 1.1:
                    lent.append((i, column))
                    at = i if abs(reached.get(i, 0) - 2 * column.measure) <= 2 * _FULL else at
                else:
                    column = None
            elif column is not None and abs(lines[i].width - column.measure) <= _FULL:
                lent.append((i, column))
            else:
                column = None
    for i, column in reversed(lent):
        out[i] = column


def _first_indent(lines: list[Line], marks: list[Mark | None]) -> tuple[float, bool]:
    """How many em first lines are shorter by, and whether any are: told by numbered lines and what goes on with them.

    Both have to break off, so that the second fills the measure. The same words tell once.
    """
    told: Counter[int] = Counter()
    seen: set[str] = set()
    for i, mark in enumerate(marks[:-2]):
        if mark is None or marks[i + 1] is not None or marks[i + 2] is not None:
            continue
        if mark.kind not in _OPENERS or lines[i].width < _LEAST_MEASURE:
            continue
        if ends_sentence(lines[i].text) or ends_sentence(lines[i + 1].text):
            continue
        if lines[i + 1].text in seen:
            continue
        seen.add(lines[i + 1].text)
        told[round(2 * (lines[i + 1].width - lines[i].width))] += 1
    often, times = max(told.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    near = told[often - 1] + times + told[often + 1]
    if often < _SHORTER or near < max(_FEWEST_TOLD, _MOST_TELL * told.total()):
        return _FIRST, False
    return (often / 2 if _FURTHER[0] <= often <= _FURTHER[1] else _FIRST), True


def _breaks(lines: list[Line], marks: list[Mark | None], first: float, shorter: bool) -> tuple[list[int], list[int]]:
    """The lines that break off in mid-sentence, and how far into the column they reach, in half em.

    ``shorter``: numbered lines are first lines and ``first`` em shorter, whether or not their indent is lost.
    """
    at: list[int] = []
    reached: list[int] = []
    for i, line in enumerate(lines):
        text, mark = line.text, marks[i]
        if text[-1] in MARKS or not _LEAST_MEASURE <= line.width <= _MOST_MEASURE:
            continue
        # a mark may hang over the measure's end, so only letters tell it
        if ends_mark(text) or ends_title(text) or (mark is not None and not SENTENCE.search(text)):
            continue
        if closes_statement(text) and text[-1] != "）":
            continue
        lost = shorter and line.indent < _FLUSH and mark is not None and mark.kind in _OPENERS
        room = first if lost or line.indent >= _FIRST else line.indent
        at.append(i)
        reached.append(round(2 * (line.width + room)))
    return at, reached


def _measures(widths: list[int], at: list[int], reached: list[int], first: float) -> list[int]:
    """For each line the measure of the narrowest column near by that it fits into, in half em; 0: none."""
    apart = round(2 * first) + 1
    out: list[int] = []
    counts = [0] * (max(reached) + 2)  # how many breaks near by reach so far; the last entry is for -1
    known: list[int] = []  # what ``counts`` counts, sorted
    groups: list[tuple[int, int]] = []
    entering = leaving = 0
    for i, width in enumerate(widths):
        changed = False
        while entering < len(at) and at[entering] <= i + _WINDOW:
            reach = reached[entering]
            if not counts[reach]:
                insort(known, reach)
            counts[reach] += 1
            entering += 1
            changed = True
        while leaving < len(at) and at[leaving] < i - _WINDOW:
            reach = reached[leaving]
            counts[reach] -= 1
            if not counts[reach]:
                known.remove(reach)
            leaving += 1
            changed = True
        if changed:
            near = min(len(widths), i + _WINDOW + 1) - max(0, i - _WINDOW)
            groups = _groups(known, counts, near, apart) if entering - leaving >= _LEAST_BREAKS else []
        # a first-line indent of two em may be lost
        top = next((top for widest, top in groups if widest >= width - 4), 0)
        out.append(top if top >= width - 4 else 0)
    return out


def _groups(known: list[int], counts: list[int], near: int, apart: int) -> list[tuple[int, int]]:
    """The columns near by (``near`` lines) as (widest line, measure), in half em, narrowest first.

    Widths of one column lie within ``apart`` of each other: a first line's indent and the letter a mark takes along.
    """
    out: list[tuple[int, int]] = []
    first = 0
    for k in range(1, len(known) + 1):
        if k < len(known) and known[k] - known[k - 1] <= apart:
            continue
        group = known[first:k]
        first = k
        size = sum(counts[reach] for reach in group)
        if size < _LEAST_BREAKS:
            continue
        # one line alone does not make the measure: it may hold marks that the font sets narrow
        support = max(2, size // 12)
        top = next((reach for reach in reversed(group) if counts[reach] + counts[reach - 1] >= support), None)
        if top is not None and (top >= _NARROW or _shows(counts, top, size, near)):
            out.append((group[-1], top))
    return out


def _shows(counts: list[int], top: int, size: int, near: int) -> bool:
    """Whether a narrow column shows itself: many lines near by break off there, most of them where it ends."""
    return size >= _LEAST_NARROW * near and sum(counts[max(0, top - 3) : top + 1]) >= 0.6 * size


def _running(flags: Ints) -> Ints:
    """``out[b] - out[a]`` is how many of ``flags[a:b]`` are set."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(flags, dtype=np.int64)))


class _Windows:
    """What stands in the window round each line, counted for all lines at once. Widths are in half em."""

    def __init__(
        self, lines: list[Line], marks: list[Mark | None], at: list[int], reached: list[int], first: float
    ) -> None:
        self.n = len(lines)
        self.indent = first
        index = np.arange(self.n)
        self.first = np.maximum(0, index - _WINDOW)
        self.last = np.minimum(self.n, index + _WINDOW + 1)
        self.widths = np.array([2 * x.width for x in lines])
        self.indents = np.array([x.indent for x in lines])
        self.blanks = np.array([x.blank for x in lines], dtype=np.int64)
        self.stops = np.array([ends_sentence(x.text) for x in lines], dtype=bool)
        self.openers = np.array([mark is not None and mark.kind in _OPENERS for mark in marks], dtype=bool)
        after_page = np.array([x.after_page for x in lines], dtype=bool)
        noted = np.array([closes_statement(x.text) for x in lines], dtype=bool)
        #: whether the next line goes on with this one's sentence, for all its blank lines
        self.inside = ~(self.stops | noted) & (self.widths >= 2 * _LEAST_MEASURE) & np.append(~after_page[1:], False)
        self.reached = np.zeros(self.n, dtype=np.int64)
        self.reached[at] = reached

    def _count(self, flags: Ints, lines: Ints) -> Ints:
        running = _running(flags)
        return running[self.last[lines]] - running[self.first[lines]]

    def fill(self, measures: Ints, out: list[Column | None]) -> None:
        """Put the column of each line with a measure (half em, 0: none) into ``out``."""
        wrapped = np.flatnonzero(measures)
        openers = self._count(self.openers, wrapped)
        blank, parted = self._blanks(wrapped, openers)
        kept = self._kept(wrapped, openers)
        made: dict[tuple[int, str, bool, int, bool], Column] = {}
        for measure in np.unique(measures[wrapped]).tolist():
            chosen = np.flatnonzero(measures[wrapped] == measure)
            own = wrapped[chosen]
            # where most lines near by run on past it, nothing is wrapped at it
            within = 2 * self._count(self.widths > measure + 6, own) <= self.last[own] - self.first[own]
            chosen, own = chosen[within], own[within]
            rows = zip(
                own.tolist(),
                self._indents(measure, own, kept[chosen]),
                self._regular(measure, own).tolist(),
                blank[chosen].tolist(),
                parted[chosen].tolist(),
                strict=True,
            )
            for i, indents, regular, blanks, apart in rows:
                key = (measure, indents, regular, blanks, apart)
                if key not in made:
                    made[key] = Column(measure / 2, indents, regular, blanks, apart, self.indent)
                out[i] = made[key]

    def _kept(self, lines: Ints, openers: Ints) -> Ints:
        """Whether first-line indents are kept near by."""
        size = self.last[lines] - self.first[lines]
        indented = self._count(self.openers & (self.indents >= 1.4) & (self.indents <= 4.5), lines)
        flush = self._count(self.indents < 0.9, lines)
        by_two = self._count((self.indents >= 1.4) & (self.indents <= 2.6), lines)
        numbered = (openers >= 2) & (indented >= 0.25 * openers) & (flush > 0)
        return numbered | ((openers < 2) & (flush >= 0.3 * size) & (by_two >= 0.12 * size))

    def _indents(self, measure: int, lines: Ints, kept: Ints) -> list[Indents]:
        """What became of first-line indents near by."""
        broken = self.openers & ~self.stops & (self.widths >= measure - 2 * self.indent - 2)
        filled = self._count(broken, lines)
        full = self._count(broken & (self.widths >= measure - 2), lines)
        none = (filled >= 3) & (full >= 0.6 * filled)
        return ["kept" if a else "none" if b else "lost" for a, b in zip(kept.tolist(), none.tolist(), strict=True)]

    def _regular(self, measure: int, lines: Ints) -> Ints:
        """Whether full lines fill the measure, but for a letter that a mark took along."""
        full = self._count((self.reached <= measure) & (self.reached >= measure - 3), lines)
        close = self._count((self.reached <= measure) & (self.reached >= measure - 1), lines)
        regular: Ints = (full >= 4) & (close >= 0.65 * full)
        return regular

    def _blanks(self, lines: Ints, openers: Ints) -> tuple[Ints, Ints]:
        """How many blank lines stand inside paragraphs, and whether more stand between them."""
        running = _running(self.inside)
        size = running[self.last[lines] - 1] - running[self.first[lines]]
        told = (size >= 4) & (openers >= 2)
        blank = np.zeros(len(lines), dtype=np.int64)
        often = np.zeros(len(lines), dtype=np.int64)
        following = np.append(self.blanks[1:], 0)
        rest = size.copy()
        for value in (0, 1, 2):
            running = _running(self.inside & (following == value))
            count = running[self.last[lines] - 1] - running[self.first[lines]]
            rest -= count
            blank = np.where(count > often, value, blank)
            often = np.maximum(often, count)
        # other numbers are rare, so they are counted only where they may be the commonest
        for k in np.flatnonzero(told & (rest > often)).tolist():
            a, b = self.first[lines[k]], self.last[lines[k]] - 1
            found = Counter(following[a:b][self.inside[a:b]].tolist())
            blank[k], often[k] = max(found.items(), key=lambda item: (item[1], -item[0]))
        parted = np.zeros(len(lines), dtype=bool)
        likely = told & (often >= 0.85 * size)
        for value in np.unique(blank[likely]).tolist():
            own = likely & (blank == value)
            apart = self._count(self.openers & (self.blanks > value), lines[own])
            parted[own] = apart >= 0.8 * openers[own]
        return np.where(told, blank, 0), parted
