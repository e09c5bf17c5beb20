"""Printed lines with the layout that says where paragraphs begin: indent, width, blank lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from pipeline.common.text import CleanText
from pipeline.normalise.columns import FIRST_FULL, Ints, em
from pipeline.normalise.punctuation import HAN
from pipeline.normalise.spaces import SPACES, layout_gaps, moves, number_gap, tidy, without_gaps
from pipeline.normalise.types import Line

_LEAD = re.compile(r"[ \u3000]*")
_MARKDOWN = re.compile(
    r"(#{1,6})[ \u3000]+|[ \u3000]*(\*\*|__)|[ \u3000]*>[ \u3000]|[ \u3000]*[*+-][ \u3000]+(?=[\[*])"
)
_SPREAD = re.compile(rf"(?:[{HAN}] ){{3,}}[{HAN}]")
#: A stretch in bold inside a line: **第一条**　为了
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|\*\*$")
_LEAST_MEASURE = 24  # half em
_STOPS = list("。！？；：，、")
#: digits and Latin letters set as wide as ideographs
_WIDE_RANGES = ((0xFF05, 0xFF05), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
_WIDE = re.compile(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in _WIDE_RANGES)}]")
_HALF = re.compile("[0-9A-Za-z]")
#: what a drawn line is drawn with
RULES = frozenset("-=_*—─·. ")
_RULE = re.compile(r"[-=_*—─·.\s]{3,}$")


def _indent(lead: str) -> float:
    if lead == "  ":
        return 2.0  # two letters' room, each come out as a space
    return lead.count("\u3000") + lead.count(" ") / 2


def _without(clean: CleanText, drop: list[tuple[int, int]]) -> CleanText:
    pieces: list[CleanText] = []
    at = 0
    for start, end in drop:
        pieces.append(clean.slice(at, start))
        at = end
    pieces.append(clean.slice(at, len(clean)))
    return CleanText.join(pieces, separator="")


def _plain(line: CleanText) -> tuple[CleanText, bool, int]:
    """The line without Markdown's marks; whether it is set in bold throughout; its heading level."""
    text = line.text
    heading = 0
    strong = False
    drop: list[tuple[int, int]] = []
    at = 0
    mark = _MARKDOWN.match(text)
    if mark and (mark.group(1) or not mark.group(2)):
        heading = len(mark.group(1) or "")
        drop.append(mark.span())
        at = mark.end()
    if "**" in text:
        spans = list(_BOLD.finditer(text, at))
        for span in spans:
            drop.append((span.start(), span.start() + 2))
            if span.group(1) is not None:
                drop.append((span.end() - 2, span.end()))
        strong = (
            len(spans) == 1
            and not text[at : spans[0].start()].strip(" \u3000")
            and spans[0].end() >= len(text.rstrip())
        )
    return (_without(line, drop) if drop else line), strong, heading


#: what Markdown's marks at the head of a line begin with
_MARKED = frozenset("#*_>+-")


@dataclass(slots=True)
class _Read:
    """A line as read, before its gaps are closed; ``start`` and ``end`` of its ink in the folded text."""

    start: int
    end: int
    indent: float
    blank: int
    spread: bool = False
    strong: bool = False
    heading: int = 0
    apart: CleanText | None = None  # its clean text, where more than gaps was taken from it
    width: float = 0.0


def _with_bold(line: CleanText, blank: int) -> _Read | None:
    """A line with Markdown's bold in it, by itself; None if there is nothing else on it."""
    piece, strong, heading = _plain(line)
    lead = _LEAD.match(piece.text)
    indent = _indent(lead.group()) if lead else 0.0
    clean = tidy(piece)
    if not clean.text:
        return None
    spread = bool(_SPREAD.search(piece.text))
    width = em(clean.text if spread else piece.text.strip(SPACES))
    return _Read(0, 0, indent, blank, spread, strong, heading, clean, width)


def _read_lines(folded: CleanText) -> tuple[list[_Read], list[tuple[int, int, bool]]]:
    """The lines with ink on them, and the gaps inside them (start, end, whether one space stays)."""
    out: list[_Read] = []
    gaps: list[tuple[int, int, bool]] = []
    blank = 0
    at = 0
    for line in folded.text.split("\n"):
        start, at = at, at + len(line) + 1
        ink = line.strip(SPACES)
        if not ink:
            blank += 1
            continue
        heading = 0
        if "**" in ink:
            bold = _with_bold(folded.slice(start, start + len(line)), blank)
            if bold is None:
                blank += 1
            else:
                out.append(bold)
                blank = 0
            continue
        if ink[0] in _MARKED and (mark := _MARKDOWN.match(line)) and not mark.group(2):
            heading = len(mark.group(1) or "")
            start, line = start + mark.end(), line[mark.end() :]  # noqa: PLW2901 - the line without its mark
            ink = line.strip(SPACES)
            if not ink:
                blank += 1
                continue
        lead = 0 if line[0] == ink[0] else len(line) - len(line.lstrip(SPACES))
        start += lead
        spread = False
        if " " in ink or "\u3000" in ink:
            gap = number_gap(ink)
            if gap is not None:
                gaps.append((start + gap[0], start + gap[1], True))
            else:
                gaps += [(start + a, start + b, kept) for a, b, kept in layout_gaps(ink)]
                spread = _SPREAD.search(ink) is not None
        out.append(_Read(start, start + len(ink), _indent(line[:lead]) if lead else 0.0, blank, spread, False, heading))
        blank = 0
    return out, gaps


def _set_wide(folded: str, halves: Ints, wide: Ints, read: list[_Read], starts: list[int], ends: list[int]) -> Ints:
    """``wide`` if lines that break off fill the measure only with these letters a full em wide, else none of them.

    Extraction gives full-width digits for some that were printed narrow (seed 003), so the lines have to tell.
    """
    first, last = np.array(starts), np.array(ends)
    narrow_sums, wide_sums = (np.concatenate(([0], np.cumsum(x))) for x in (halves, wide))
    indents = np.array([round(2 * min(x.indent, 2.0)) for x in read])
    narrow, extra = indents + narrow_sums[last] - narrow_sums[first], wide_sums[last] - wide_sums[first]
    breaks = (narrow >= _LEAST_MEASURE) & ~np.isin([folded[e - 1] for e in ends], _STOPS)
    plain = narrow[breaks & (extra == 0)]
    told = breaks & (extra > 0)
    if not len(plain) or not told.any():
        return np.zeros_like(wide)
    measure = np.bincount(plain).argmax()

    def fits(widths: Ints) -> int:
        return int(((widths >= measure - 2) & (widths <= measure + 1)).sum())

    return wide if fits((narrow + extra)[told]) > fits(narrow[told]) else np.zeros_like(wide)


def _measured(folded: CleanText, raw: str, read: list[_Read], starts: list[int], ends: list[int]) -> list[float]:
    """The widths of lines in em, as ``em`` gives them; gaps in lines spread out count nothing.

    Digits and Latin letters that are full-width in ``raw`` count so where the print was set with them so wide.
    """
    codes = np.frombuffer(folded.text.encode("utf-32-le"), dtype=np.uint32)
    halves = (codes >= FIRST_FULL).astype(np.int8) + np.int8(1)  # bytes, since the passes over it cost by their size
    if raw and _WIDE.search(raw):
        printed = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)[folded.starts]
        wide = np.zeros(len(codes), dtype=bool)
        for first, last in _WIDE_RANGES:
            wide |= (printed >= first) & (printed <= last)
        halves[_set_wide(folded.text, halves, wide, read, starts, ends)] = 2
    elif raw and _HALF.search(raw):
        # a program broke the lines where so many letters were full, whatever their width
        narrow = (halves == 1) & (codes != ord(" "))
        halves[_set_wide(folded.text, halves, narrow, read, starts, ends)] = 2
    halves[codes == ord(" ")] = 0
    before = np.concatenate(([0], np.cumsum(halves)))
    widths = before[ends] - before[starts]
    if any(x.spread for x in read):
        wide = np.concatenate(([0], np.cumsum(np.where(codes == ord("\u3000"), 2, 0))))
        widths -= np.where([x.spread for x in read], wide[ends] - wide[starts], 0)
    return (widths / 2).tolist()  # type: ignore[no-any-return]


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


def split_lines(folded: CleanText, raw: str = "") -> list[Line]:
    """Every line of the folded text that has ink on it, in order; HTML comments have none.

    ``raw``: the text it was folded from, by which the widths of digits and Latin letters are told.
    """
    text = folded.text
    if "<!--" in text:
        folded = _without(folded, _comments(text))
        text = folded.text
    read, gaps = _read_lines(folded)
    if not read:
        return []
    starts, ends = [x.start for x in read], [x.end for x in read]
    widths = _measured(folded, raw, read, starts, ends)
    tidied = folded
    if gaps:
        tidied = without_gaps(folded, gaps)
        moved = moves(gaps, np.array([starts, ends]))
        starts, ends = moved[0].tolist(), moved[1].tolist()
    text, from_raw, to_raw = tidied.text, tidied.starts, tidied.ends
    raw_starts = from_raw[starts].tolist() if len(from_raw) else []
    raw_ends = to_raw[np.array(ends) - 1].tolist()
    return [
        # by position: a call by names takes three times as long
        Line(
            text[start:end], tidied, start, end, x.indent, width, x.blank, x.spread, x.strong, x.heading, False,
            raw_start, raw_end,
        )
        if x.apart is None
        else Line(
            x.apart.text, x.apart, 0, len(x.apart), x.indent, x.width, x.blank, x.spread, x.strong, x.heading, False,
            x.apart.raw_start, x.apart.raw_end,
        )
        for x, start, end, width, raw_start, raw_end in zip(
            read, starts, ends, widths, raw_starts, raw_ends, strict=True
        )
    ]  # fmt: skip


def is_rule(line: Line) -> bool:
    """Whether a line is only drawn: -----, =====."""
    return bool(_RULE.match(line.text))
