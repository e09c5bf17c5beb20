"""Spaces inside a line: which are only layout, and which say something.

Chinese is written without spaces. A space beside an ideograph is justification (``科 技 城``), a joined line's scar
(``证券交 易所``) or a habit (``最高 300 万元``), and goes; so does every space beside Chinese punctuation. What stays is
one space between Latin words or numbers, after a line's own number (``第三条 为了``), and, on display lines (titles,
letterheads, signatures), between words: there it separates names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.common.text import CleanText
from pipeline.normalise.punctuation import HAN, MARKS

SPACES = " \u3000"
_GAP = re.compile(r"[ \u3000]+")
_HAN = re.compile(f"[{HAN}]")
_MARK_SET = frozenset(MARKS)
_DISPLAY_STOP = re.compile(r"[。；，、：！？]")
#: a line's own number: 第 三 条, 第 四十 一 条, 第五条之一
_NUMBERED = re.compile(
    r"第(?:[ \u3000]*[一二三四五六七八九十百千零〇\d])+[ \u3000]*(?:[条章节编款]|分编)(?:之[一二三四五六七八九十]+)?"
)
#: a number apart from its counter on a display line: 第　８　号, 2024 年 第 15 期
_COUNTER = re.compile(r"[号期年月日条章节编届次]")
#: a number at the head of a line, torn apart: 第 四十 一 条
_TORN = re.compile(r"第[ \u3000一二三四五六七八九十百千零〇\d]*")
_PROVISIONS = frozenset("条章节编款")
_DISPLAY_LONGEST = 110
#: a year whose digits stand apart in a line that is set close otherwise: 2 0 2 4 年, 20 24年; not the 1 of 附件1 2024年
_SPACED_YEAR = re.compile(r"(?<![\d.])(?:1 ?[89]|2 ?0) ?\d ?\d(?= ?年)")
_LEADERS = re.compile(r"[.…·．]{6}[ ]?\d{0,4}$")  # of a contents page


def is_display(line: str) -> bool:
    """Whether a line is set apart for display (title, letterhead, signature) rather than running text."""
    if _LEADERS.search(line):
        return True
    return len(line) <= _DISPLAY_LONGEST and not _DISPLAY_STOP.search(line)


Gap = tuple[int, int]


class _Gaps:
    """The gaps of one line and what lies between them, looked at once for all of them."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.gaps: list[Gap] = [m.span() for m in _GAP.finditer(line)]
        self.display = is_display(line)
        self.spread = self._is_spread()
        number = _NUMBERED.match(line)
        self.number_end = number.end() if number else -1
        torn = _TORN.match(line)
        # a gap up to here stands inside a number that a provision's word ends
        self.torn_end = torn.end() if torn and line[torn.end() : torn.end() + 1] in _PROVISIONS else -1
        self._runs: list[tuple[int, int, int]] | None = None
        self._alone: list[bool] = []

    def _is_spread(self) -> bool:
        """Whether a whole line is spaced out: about every letter stands alone."""
        gaps = self.gaps
        return len(gaps) >= 6 and len(self.line) - sum(b - a for a, b in gaps) <= 1.6 * len(gaps)

    def keeps(self, i: int) -> bool:
        """Whether gap ``i`` says something."""
        line = self.line
        start, end = self.gaps[i]
        before, after = line[start - 1], line[end]
        if before in _MARK_SET or after in _MARK_SET or start <= self.torn_end:
            return False
        before_han, after_han = bool(_HAN.match(before)), bool(_HAN.match(after))
        if end - start == 1 and self.spread and (before.isdigit() or before_han) and (after.isdigit() or after_han):
            return False
        if not before_han and not after_han:
            near = (
                _SPACED_YEAR.search(line, max(0, start - 6), end + 8) if after.isdigit() and before.isdigit() else None
            )
            return near is None or not near.start() < start < near.end()
        if start == self.number_end:
            return True
        if not (before_han and after_han):
            # a number and its counter, or a Latin word in Chinese text: a habit; set wide on a display line, a table cell
            wide = end - start > 1 or line[start] == "\u3000"
            return self.display and wide and not (before.isdigit() and _COUNTER.match(after)) and before != "第"
        if not self.display:
            return end - start > 2 and not self._spaced_out(i)
        return not self._spaced_out(i)

    def _spaced_out(self, i: int) -> bool:
        """Whether gap ``i`` only spreads the letters of one word: 科 技 城, 总　　则, 龚　正 (not 市长 龚正)."""
        if self._runs is None:
            self._runs = self._read_runs()
        start, end = self.gaps[i]
        alone = self._alone
        # of gaps between single letters the narrowest spread a word, wider ones part two words: 市　长　　龚　正
        if alone[i] and alone[i + 1]:
            return end - start <= self._runs[i][2]
        # the word's first or last piece may hold more than one letter: 在 科 学 技 术
        if alone[i] or alone[i + 1]:
            count, narrowest, _ = self._runs[i]
            return count >= 3 and end - start <= narrowest
        return False

    def _read_runs(self) -> list[tuple[int, int, int]]:
        """For each gap of its run (gaps with single ideographs between them): how many they are, the narrowest, the
        narrowest between two single ideographs."""
        line, gaps = self.line, self.gaps
        bounds = [0, *(x for gap in gaps for x in gap), len(line)]
        alone = self._alone = [
            b - a == 1 and bool(_HAN.match(line, a)) for a, b in zip(bounds[::2], bounds[1::2], strict=True)
        ]
        out: list[tuple[int, int, int]] = []
        first = 0
        while first < len(gaps):
            last = first
            while last + 1 < len(gaps) and alone[last + 1]:
                last += 1
            widths = [b - a for a, b in gaps[first : last + 1]]
            between = [w for k, w in enumerate(widths, first) if alone[k] and alone[k + 1]]
            out += [(len(widths), min(widths), min(between, default=0))] * len(widths)
            first = last + 1
        return out


def layout_gaps(line: str) -> list[tuple[int, int, bool]]:
    """The gaps of a line (nothing but ink at its ends) as start, end, whether one space of it stays."""
    read = _Gaps(line)
    return [(start, end, read.keeps(i)) for i, (start, end) in enumerate(read.gaps)]


_NUMBER = re.compile(r"第[一二三四五六七八九十百千零〇\d]+[条章节编款]")


@lru_cache(maxsize=4096)
def is_number(head: str) -> bool:
    """Whether a line's head is the number of a provision, written close; the only gap of a line, behind it, stays."""
    return _NUMBER.fullmatch(head) is not None


def tidy(line: CleanText) -> CleanText:
    """The line without layout spaces; a kept gap becomes one space (U+0020) that spans the whole gap."""
    whole = line.text
    inner = whole.strip(SPACES)
    if len(inner) < len(whole):
        start = len(whole) - len(whole.lstrip(SPACES))
        line = line.slice(start, start + len(inner))
    text = line.text
    if " " not in text and "\u3000" not in text:
        return line
    return without_gaps(line, layout_gaps(text))


def closed(text: str, gaps: list[tuple[int, int, bool]]) -> str:
    """The text without ``gaps`` (start, end, whether one space of it stays), which stand in order."""
    pieces: list[str] = []
    at = 0
    for start, end, kept in gaps:
        pieces.append(text[at:start])
        if kept:
            pieces.append(" ")
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def without_gaps(clean: CleanText, gaps: list[tuple[int, int, bool]]) -> CleanText:
    """The text without ``gaps``, with its map."""
    keep = np.ones(len(clean), dtype=bool)
    ends = clean.ends.copy()
    for start, end, kept in gaps:
        keep[start:end] = False
        if kept:
            keep[start] = True
            ends[start] = ends[end - 1]
    return CleanText(closed(clean.text, gaps), clean.starts[keep], ends[keep])


@dataclass(frozen=True, slots=True)
class Cuts:
    """Stretches of a text that go, in order and apart: where each starts and ends, whether one space of it stays."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    kept: NDArray[np.bool_]


def without_cuts(
    clean: CleanText, codes: NDArray[np.uint32], cuts: Cuts, places: NDArray[np.int64]
) -> tuple[CleanText, NDArray[np.int64]]:
    """The text (``codes``: its code points) without ``cuts``, and where ``places``, none inside a cut, are in it."""
    if not len(cuts.start):
        return clean, places
    codes, ends = codes.copy(), clean.ends.copy()
    kept = cuts.start[cuts.kept]
    codes[kept] = ord(" ")
    ends[kept] = ends[cuts.end[cuts.kept] - 1]
    first = cuts.start + cuts.kept  # that goes
    lost = cuts.end - first
    before = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lost)))
    starts = clean.starts
    if before[-1]:
        keep = np.ones(len(codes), dtype=bool)
        keep[np.repeat(first - before[:-1], lost) + np.arange(before[-1])] = False
        codes, starts, ends = codes[keep], starts[keep], ends[keep]
        places = places - before[np.searchsorted(cuts.start, places)]
    return CleanText(codes.tobytes().decode("utf-32-le"), starts, ends), places


_WORD_GAP = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


def word_gaps(text: str, kept: int) -> list[int]:
    """The spaces of running text that a line of it kept as if on display; the first ``kept`` letters keep theirs."""
    return [at for m in _WORD_GAP.finditer(text) if (at := m.start()) >= kept] if " " in text else []
