"""Printed lines with the layout that says where paragraphs begin: indent, width, blank lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

import numpy as np

from pipeline.common.records import rows
from pipeline.common.text import CleanText
from pipeline.normalise.columns import FIRST_FULL, Ints, em
from pipeline.normalise.punctuation import HAN, MARKS
from pipeline.normalise.spaces import SPACES, Cuts, closed, is_number, layout_gaps, without_cuts
from pipeline.normalise.types import Line

_LEAD = re.compile(r"[ \u3000]*")
_MARKDOWN = re.compile(
    r"(#{1,6})[ \u3000]+|[ \u3000]*(\*\*|__)|[ \u3000]*>[ \u3000]|[ \u3000]*[*+-][ \u3000]+(?=[\[*])"
)
_MARK_SET = frozenset(MARKS)
_SPREAD = re.compile(rf"(?:[{HAN}] ){{3,}}[{HAN}]")
#: A stretch in bold inside a line: **第一条**　为了
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|\*\*$")
_LEAST_MEASURE = 24  # half em
#: by code point
_IS_STOP = np.zeros(0x10000, dtype=bool)
_IS_STOP[[ord(c) for c in "。！？；：，、"]] = True
#: digits and Latin letters set as wide as ideographs
_WIDE_RANGES = ((0xFF05, 0xFF05), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_HALF = re.compile("[0-9A-Za-z]")
#: what a drawn line is drawn with
RULES = frozenset("-=_*—─·. ")
_RULE = re.compile(r"[-=_*—─·.\s]{3,}$")


def _marks(text: str) -> tuple[list[tuple[int, int]], bool, int]:
    """Where Markdown's marks stand in a line; whether it is set in bold throughout; its heading level."""
    heading = 0
    strong = False
    marks: list[tuple[int, int]] = []
    at = 0
    mark = _MARKDOWN.match(text)
    if mark and (mark.group(1) or not mark.group(2)):
        heading = len(mark.group(1) or "")
        marks.append(mark.span())
        at = mark.end()
    if "**" in text:
        spans = list(_BOLD.finditer(text, at))
        for span in spans:
            marks.append((span.start(), span.start() + 2))
            if span.group(1) is not None:
                marks.append((span.end() - 2, span.end()))
        strong = (
            len(spans) == 1
            and not text[at : spans[0].start()].strip(" \u3000")
            and spans[0].end() >= len(text.rstrip())
        )
    return marks, strong, heading


#: what Markdown's marks at the head of a line begin with
_MARKED = frozenset("#*_>+-")
_FEED, _SPACE, _WIDE_SPACE = ord("\n"), ord(" "), ord("\u3000")


@dataclass(slots=True)
class _Lines:
    """The lines with ink on them, a column for each thing known; ``start`` and ``end`` of the ink in the folded text.

    ``head``: where what stands before the ink begins; ``blank``: blank lines before; ``width``: of those in Markdown's
    bold, which are measured by themselves.
    """

    start: list[int]
    end: list[int]
    head: list[int]
    blank: list[int]
    heading: dict[int, int] = field(default_factory=dict)
    indent: dict[int, float] = field(default_factory=dict)
    strong: set[int] = field(default_factory=set)
    spread: set[int] = field(default_factory=set)
    width: dict[int, float] = field(default_factory=dict)
    empty: list[int] = field(default_factory=list)  # those with nothing but marks on them


def _ink(codes: Ints) -> tuple[_Lines, Ints, Ints]:
    """The lines with ink on them, and the gaps (starts, ends) inside lines: all told by the runs of spaces and line feeds."""
    white = np.flatnonzero((codes == _FEED) | (codes == _SPACE) | (codes == _WIDE_SPACE))
    n = len(codes)
    if len(white) == n:
        return _Lines([], [], [], []), white[:0], white[:0]
    if not len(white):
        return _Lines([0], [n], [0], [0]), white, white
    new = np.flatnonzero(np.diff(white) > 1) + 1
    first = np.concatenate(([0], new))
    start, end = white[first], white[np.append(new, len(white)) - 1] + 1
    is_feed = codes[white] == _FEED
    feeds = np.add.reduceat(is_feed, first, dtype=np.int64)
    #: where the last line of the run begins
    head = np.maximum.reduceat(np.where(is_feed, white + 1, 0), first)
    inside = (feeds == 0) & (start > 0) & (end < n)
    opens = ~inside & (end < n)
    closes = ~inside & (start > 0)
    blank = np.where(start > 0, feeds - 1, feeds)[opens].tolist()
    starts, ends, heads = end[opens].tolist(), start[closes].tolist(), head[opens].tolist()
    if start[0] > 0:
        starts, heads, blank = [0, *starts], [0, *heads], [0, *blank]
    if end[-1] < n:
        ends.append(n)
    return _Lines(starts, ends, heads, blank), start[inside], end[inside]


def _gaps(ink: str) -> list[tuple[int, int, bool]]:
    """``layout_gaps``, for many lines: most have no gap, or only the one after their own number."""
    if " " not in ink and "\u3000" not in ink:
        return []
    head, *rest = ink.split(maxsplit=1) if ink[0] == "第" else [""]
    if rest and is_number(head) and " " not in rest[0] and "\u3000" not in rest[0] and rest[0][0] not in _MARK_SET:
        return [(len(head), len(ink) - len(rest[0]), True)]
    return layout_gaps(ink)


def _with_bold(text: str, lines: _Lines, k: int, after: int) -> list[tuple[int, int, bool]]:
    """Read line ``k``, which has Markdown's bold in it and ends at ``after``, by itself; what goes from it."""
    head = lines.head[k]
    marks, strong, heading = _marks(text[head:after])
    marks = [(head + start, head + end) for start, end in marks]
    bounds = [head, *(at for mark in marks for at in mark), after]
    words = "".join([text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)])
    ink = words.strip(SPACES)
    if not ink:
        lines.empty.append(k)
        return []
    lead = len(words) - len(words.lstrip(SPACES))

    def place(at: int) -> int:
        """Where letter ``at`` of the ink stands in the text."""
        at += head + lead
        for start, end in marks:
            if start > at:
                break
            at += end - start
        return at

    start, end = lines.start[k], lines.end[k] = place(0), place(len(ink) - 1) + 1
    lines.indent[k] = _indent(words[:lead])
    if heading:
        lines.heading[k] = heading
    if strong:
        lines.strong.add(k)
    gaps = _gaps(ink)
    if spread := _SPREAD.search(words) is not None:
        lines.spread.add(k)
    lines.width[k] = em(closed(ink, gaps) if spread else ink)
    cuts = [(place(a), place(b - 1) + 1, kept) for a, b, kept in gaps]
    # a mark may stand inside a gap
    alone = [(a, b) for a, b in marks if start < a and b < end and not any(c <= a and b <= d for c, d, _ in cuts)]
    return sorted([*cuts, *((a, b, False) for a, b in alone)])


def _read_marked(text: str, codes: Ints, lines: _Lines, gap_starts: Ints, gap_ends: Ints) -> tuple[Cuts, Ints]:
    """Read the lines that Markdown's marks stand on.

    What goes with the marks, and which of the gaps are still to be judged.
    """
    open_gaps = np.ones(len(gap_starts), dtype=bool)
    special = {k for k, start in enumerate(lines.start) if text[start] in _MARKED}
    bold: set[int] = set()
    if "**" in text:
        stars = np.flatnonzero((codes[:-1] == ord("*")) & (codes[1:] == ord("*")))
        bold.update((np.searchsorted(lines.start, stars, side="right") - 1).tolist())
    cuts: list[tuple[int, int, bool]] = []
    gaps = gap_starts.tolist() if special or bold else []
    for k in sorted(special | bold):
        head, start, end = lines.head[k], lines.start[k], lines.end[k]
        after = text.find("\n", end)
        after = len(text) if after < 0 else after
        if k in bold:
            open_gaps[bisect_left(gaps, start) : bisect_left(gaps, end)] = False
            cuts += _with_bold(text, lines, k, after)
        elif (mark := _MARKDOWN.match(text[head:after])) and not mark.group(2):
            lines.heading[k] = len(mark.group(1) or "")
            rest = text[head + mark.end() : after]
            lead = len(rest) - len(rest.lstrip(SPACES))
            lines.head[k] = head + mark.end()
            lines.start[k] = head + mark.end() + lead
            if lead == len(rest):
                lines.empty.append(k)
            open_gaps[bisect_left(gaps, start) : bisect_left(gaps, lines.start[k])] = False
    found = np.array(cuts, dtype=np.int64).reshape(-1, 3)
    return Cuts(found[:, 0], found[:, 1], found[:, 2].astype(bool)), open_gaps


def _judge(text: str, lines: _Lines, starts: list[int], ends: list[int]) -> list[bool]:
    """Of each gap whether one space of it stays; notes the lines whose letters are spread out."""
    out = [True] * len(starts)
    owner = (np.searchsorted(lines.start, starts, side="right") - 1).tolist()
    g = 0
    while g < len(starts):
        k = owner[g]
        start, after = lines.start[k], g + 1
        while after < len(starts) and owner[after] == k:
            after += 1
        # the commonest gap: after the number of a provision, the only one of its line
        if (
            after == g + 1
            and text[start] == "第"
            and is_number(text[start : starts[g]])
            and text[ends[g]] not in _MARK_SET
        ):
            g = after
            continue
        ink = text[start : lines.end[k]]
        out[g:after] = [kept for _, _, kept in layout_gaps(ink)]
        if _SPREAD.search(ink):
            lines.spread.add(k)
        g = after
    return out


def _without_empty(lines: _Lines) -> _Lines:
    """The lines without those that had nothing but marks on them, which count as blank."""
    if not lines.empty:
        return lines
    empty = set(lines.empty)
    kept = [k for k in range(len(lines.start)) if k not in empty]
    new = {k: i for i, k in enumerate(kept)}
    blank: list[int] = []
    more = 0
    for k, own in enumerate(lines.blank):
        if k in empty:
            more += own + 1
        else:
            blank.append(own + more)
            more = 0
    return _Lines(
        [lines.start[k] for k in kept],
        [lines.end[k] for k in kept],
        [lines.head[k] for k in kept],
        blank,
        {new[k]: level for k, level in lines.heading.items() if k in new},
        {new[k]: indent for k, indent in lines.indent.items()},
        {new[k] for k in lines.strong},
        {new[k] for k in lines.spread},
        {new[k]: width for k, width in lines.width.items()},
    )


def _read_lines(text: str, codes: Ints) -> tuple[_Lines, Cuts]:
    """The lines with ink on them, and what goes from inside them."""
    lines, gap_starts, gap_ends = _ink(codes)
    if not lines.start:
        return lines, Cuts(gap_starts, gap_ends, gap_starts.astype(bool))
    marked, to_judge = _read_marked(text, codes, lines, gap_starts, gap_ends)
    if not to_judge.all():
        gap_starts, gap_ends = gap_starts[to_judge], gap_ends[to_judge]
    kept = np.array(_judge(text, lines, gap_starts.tolist(), gap_ends.tolist()), dtype=bool)
    if len(marked.start):
        gap_starts, gap_ends = np.append(gap_starts, marked.start), np.append(gap_ends, marked.end)
        order = np.argsort(gap_starts)
        gap_starts, gap_ends, kept = gap_starts[order], gap_ends[order], np.append(kept, marked.kept)[order]
    return _without_empty(lines), Cuts(gap_starts, gap_ends, kept)


def _is_wide(codes: Ints, narrow: Ints, extra: Ints, ends: Ints) -> bool:
    """Whether lines that break off fill the measure only with these letters a full em wide.

    ``narrow``: the lines' widths with none of them so, in half em; ``extra``: how many there are. Extraction gives
    full-width digits for some that were printed narrow (seed 003), so the lines have to tell.
    """
    breaks = (narrow >= _LEAST_MEASURE) & ~_IS_STOP.take(codes[ends - 1], mode="clip")
    plain = narrow[breaks & (extra == 0)]
    told = breaks & (extra > 0)
    if not len(plain) or not told.any():
        return False
    measure = np.bincount(plain).argmax()

    def fits(widths: Ints) -> int:
        return int(((widths >= measure - 2) & (widths <= measure + 1)).sum())

    return fits((narrow + extra)[told]) > fits(narrow[told])


def _set_wide(codes: Ints) -> Ints:
    """Which characters are of ``_WIDE_RANGES``."""
    out = np.zeros(len(codes), dtype=bool)
    for first, last in _WIDE_RANGES:
        out |= (codes >= first) & (codes <= last)
    return out


def _has_wide(raw: str) -> bool:
    """Whether letters of ``_WIDE_RANGES`` stand in the raw text."""
    units = np.frombuffer(raw.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    near = units[units - np.uint16(_WIDE_RANGES[0][0]) <= _WIDE_RANGES[-1][1] - _WIDE_RANGES[0][0]]
    return bool(_set_wide(near).any())


def _measured(folded: CleanText, codes: Ints, raw: str, lines: _Lines, indents: list[float]) -> list[float]:
    """The widths of lines in em, as ``em`` gives them; gaps in lines spread out count nothing.

    Digits and Latin letters that are full-width in ``raw`` count so where the print was set with them so wide.
    """
    starts, ends = np.array(lines.start), np.array(lines.end)
    for k in lines.width:
        starts[k] = ends[k] = 0  # it is known

    def count(places: Ints) -> Ints:
        return np.searchsorted(places, ends) - np.searchsorted(places, starts)

    # most characters are set a full em wide, so the others are counted
    halves = np.flatnonzero(codes < FIRST_FULL)
    spaces = count(halves[codes[halves] == _SPACE])
    half = count(halves)
    widths: Ints = 2 * (ends - starts) - half
    extra: Ints | None = None
    if raw and _has_wide(raw):
        printed = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)[folded.starts[halves]]
        extra = count(halves[_set_wide(printed)])
    elif raw and _HALF.search(raw):
        # a program broke the lines where so many letters were full, whatever their width
        extra = half - spaces
    if extra is not None:
        own = np.rint(2 * np.minimum(indents, 2.0)).astype(np.int64)
        if _is_wide(codes, own + widths, extra, ends):
            widths += extra
    widths -= spaces
    for k in lines.spread:
        widths[k] -= 2 * folded.text.count("\u3000", starts[k], ends[k])
    out: list[float] = (widths / 2).tolist()
    for k, width in lines.width.items():
        out[k] = width
    return out


def _comments(text: str) -> list[tuple[int, int]]:
    """HTML comments, the first end closing each. Found by hand: a pattern would look for a lost end again and again."""
    out: list[tuple[int, int]] = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        out.append((start, end + 3))
        start = text.find("<!--", end + 3)
    return out


@cache
def _indent(lead: str) -> float:
    if lead == "  ":
        return 2.0  # two letters' room, each come out as a space
    return lead.count("\u3000") + lead.count(" ") / 2


def split_lines(folded: CleanText, raw: str = "") -> list[Line]:
    """Every line of the folded text that has ink on it, in order; HTML comments have none.

    ``raw``: the text it was folded from, by which the widths of digits and Latin letters are told.
    """
    if "<!--" in folded.text:
        spans = np.array(_comments(folded.text), dtype=np.int64).reshape(-1, 2)
        cuts = Cuts(spans[:, 0], spans[:, 1], np.zeros(len(spans), dtype=bool))
        codes = np.frombuffer(folded.text.encode("utf-32-le"), dtype=np.uint32)
        folded, _ = without_cuts(folded, codes, cuts, spans[:0])
    text = folded.text
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    lines, cuts = _read_lines(text, codes)
    n = len(lines.start)
    if not n:
        return []
    indents = [_indent(text[a:b]) if a < b else 0.0 for a, b in zip(lines.head, lines.start, strict=True)]
    for k, indent in lines.indent.items():
        indents[k] = indent
    widths = _measured(folded, codes, raw, lines, indents)
    clean, moved = without_cuts(folded, codes, cuts, np.array([lines.start, lines.end]))
    starts, ends = moved.tolist()
    text = clean.text
    texts = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    spread, strong, heading = [False] * n, [False] * n, [0] * n
    for k in lines.spread:
        spread[k] = True
    for k in lines.strong:
        strong[k] = True
    for k, level in lines.heading.items():
        heading[k] = level
    return rows(
        Line, texts, repeat(clean), starts, ends, indents, widths, lines.blank, spread, strong, heading, repeat(False),
        clean.starts[moved[0]].tolist(), clean.ends[moved[1] - 1].tolist(),
    )  # fmt: skip


def is_rule(line: Line) -> bool:
    """Whether a line is only drawn: -----, =====."""
    return bool(_RULE.match(line.text))
