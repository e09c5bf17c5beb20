"""After a full stop at the measure's end: does the next line begin a paragraph?

A last line that happens to be full is as long as any other, so it says nothing itself. What tells is added up as log-odds:
whether the next line breaks off where a first line would (two em of indent are lost) or where any other would, how
rarely a first line near by lost its indent, and the words.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pipeline.normalise import breaks
from pipeline.normalise.columns import Column, needs
from pipeline.normalise.endings import ends_sentence
from pipeline.normalise.numbering import Mark
from pipeline.normalise.types import Line

#: what a line tells that breaks off where only a first line (or only another) would
_BREAKS_OFF = 6.0
#: the same where the letters were spread or the line holds many digits: fonts differ in their widths
_ROUGHLY = 1.5
#: a line as long as a first line, in a column that breaks its lines loosely
_FIRST = 2.5
#: papers go on after most full stops (their paragraphs open with numbers); their words were not counted
_IN_PAPERS = -2.0
#: what follows a colon is a list more often than not, what follows a semicolon seldom without a number
_AFTER = {"：": 0.5, "；": -4.0}
#: below this the words may as well be wrong
_DOUBTFUL = 3.0
_NEAR = 30
_FEWEST_OPENED = 3
_MOST_LINES = 8  # of the paragraph so far, and of what follows, that are read
_MANY_DIGITS = re.compile(r"(?:\d[^\d]*){4}")
_HUNG = re.compile(r"[。，、；：！？）》”]$")
_DOUBT = "a full line ends a sentence and the layout tells no more: one paragraph or two"


@dataclass(frozen=True, slots=True)
class Place:
    """A line that may begin a paragraph: its index among ``lines``, what stands before it, the column."""

    lines: list[Line]
    marks: list[Mark | None]
    i: int
    before: list[Line]
    mark: Mark | None  # the number the paragraph so far opens with
    column: Column
    in_law: bool


def _layout(place: Place) -> float:
    """What the width of the line itself tells: a first line is two em short, any other fills the measure or ends all."""
    column, i = place.column, place.i
    if column.indents == "none":
        return 0.0
    line, text = place.lines[i], place.lines[i].text
    after = place.lines[i + 1] if i + 1 < len(place.lines) else None
    runs_on = after is not None and not ends_sentence(text) and place.marks[i + 1] is None
    rough = line.spread or bool(_MANY_DIGITS.search(text))
    if not column.regular:
        if line.width > column.measure - 1.5:
            return -_ROUGHLY
        return _FIRST if runs_on and not rough and line.width >= column.measure - 3.2 else 0.0
    strength = _ROUGHLY if rough else _BREAKS_OFF
    hung = 1.0 if _HUNG.search(text) else 0.0
    if line.width - hung > column.measure - column.first + 0.1:
        return -strength
    if after is None or not runs_on:
        return 0.0
    # a line breaks off where the next letters no longer fit; a hung mark stands outside the measure
    spare = column.measure - line.width - needs(after.text)
    if spare < -0.1:
        return -strength if spare < -2 else 0.0
    if spare > column.first + 0.1:
        return 0.0  # too short for either
    return strength if spare > 0.4 else strength / 2


def _kept_near(place: Place) -> float:
    """Log of how often a first line near by has lost its indent."""
    flush = indented = 0
    for k in range(max(0, place.i - _NEAR), min(len(place.lines), place.i + _NEAR)):
        mark = place.marks[k]
        if mark is None or mark.kind == "circled":
            continue
        if place.lines[k].indent < 0.9:
            flush += 1
        else:
            indented += 1
    return math.log((flush + 0.3) / (flush + indented + 1))


def _blanks(place: Place) -> float:
    """Where every number near by has a blank line above it, a line without one seldom begins a paragraph."""
    if place.lines[place.i].blank:
        return 0.0
    near = range(max(1, place.i - _NEAR), min(len(place.lines), place.i + _NEAR))
    opened = [place.lines[k].blank for k in near if place.marks[k] is not None]
    return -_ROUGHLY * 2 if len(opened) >= _FEWEST_OPENED and all(opened) else 0.0


def _words(place: Place) -> float:
    ended = place.before[-1].text[-1]
    if ended in _AFTER:
        return _AFTER[ended]
    if not place.in_law:
        return _IN_PAPERS
    mark = place.mark
    said = "".join(x.text for x in place.before[-_MOST_LINES:])
    if mark is not None and len(place.before) <= _MOST_LINES:
        said = said[mark.end :]
    after = ""
    for line in place.lines[place.i : place.i + _MOST_LINES]:
        after += line.text
        if ends_sentence(line.text) or "。" in line.text:
            break
    item = mark is not None and mark.kind != "article"
    return breaks.begins(said, after, item=item, later=mark is None)


def begins_paragraph(place: Place) -> tuple[bool, str | None]:
    """Whether the line begins a paragraph, and why that is doubtful."""
    layout = _layout(place) + _blanks(place)
    if place.column.indents == "kept":
        layout += _kept_near(place)
    odds = layout + _words(place)
    return odds > 0, _DOUBT if abs(odds) < _DOUBTFUL else None
