"""Spaces inside a line: which are only layout, and which say something.

Chinese is written without spaces. A space beside an ideograph is justification (``科 技 城``), a joined line's scar
(``证券交 易所``) or a habit (``最高 300 万元``), and goes; so does every space beside Chinese punctuation. What stays is
one space between Latin words or numbers, after a line's own number (``第三条 为了``), and, on display lines (titles,
letterheads, signatures), between words: there it separates names.
"""

from __future__ import annotations

import re

import numpy as np

from pipeline.common.text import CleanText
from pipeline.normalise.punctuation import HAN, MARKS

_GAP = re.compile(r"[ \u3000]+")
_HAN = re.compile(f"[{HAN}]")
_MARK = re.compile(f"[{MARKS}]")
_DISPLAY_STOP = re.compile(r"[。；，、：！？]")
_NUMBERED = re.compile(
    r"第[ \u3000]*[一二三四五六七八九十百千零〇\d]+[ \u3000]*(?:[条章节编款]|分编)(?:之[一二三四五六七八九十]+)?$"
)
#: a number apart from its counter on a display line: 第　８　号, 2024 年 第 15 期
_COUNTER = re.compile(r"[号期年月日条章节编届次]")
#: a number at the head of a line, torn apart: 第 四十 一 条
_TORN = re.compile(r"第[ \u3000一二三四五六七八九十百千零〇\d]*$")
_TORN_END = re.compile(r"[一二三四五六七八九十百千零〇\d \u3000]*[条章节编款]")
_DISPLAY_LONGEST = 110


def is_display(line: str) -> bool:
    """Whether a line is set apart for display (title, letterhead, signature) rather than running text."""
    return len(line) <= _DISPLAY_LONGEST and not _DISPLAY_STOP.search(line)


def _alone(line: str, start: int, end: int) -> bool:
    """Whether ``line[start:end]`` is one ideograph by itself."""
    return end - start == 1 and bool(_HAN.match(line, start))


def _keeps(line: str, gaps: list[tuple[int, int]], i: int, display: bool) -> bool:
    start, end = gaps[i]
    before, after = line[start - 1], line[end]
    if _MARK.match(before) or _MARK.match(after):
        return False
    if _TORN.match(line[:start].lstrip(" \u3000")) and _TORN_END.match(line, end):
        return False
    if (
        end - start == 1
        and _is_spread(line, gaps)
        and (before.isdigit() or _HAN.match(before))
        and (after.isdigit() or _HAN.match(after))
    ):
        return False
    before_han, after_han = bool(_HAN.match(before)), bool(_HAN.match(after))
    if not before_han and not after_han:
        return True
    if _NUMBERED.match(line[:start].lstrip(" \u3000")):
        return True
    if not (before_han and after_han):
        # a number and its counter, or a Latin word in Chinese text: a habit; set wide on a display line, a table cell
        wide = end - start > 1 or line[start] == "\u3000"
        return display and wide and not (before.isdigit() and _COUNTER.match(after)) and before != "第"
    if not display:
        return end - start > 2 and not _spaced_out(line, gaps, i)
    return not _spaced_out(line, gaps, i)


def _is_spread(line: str, gaps: list[tuple[int, int]]) -> bool:
    """Whether a whole line is spaced out: about every letter stands alone."""
    return len(gaps) >= 6 and len(line) - sum(b - a for a, b in gaps) <= 1.6 * len(gaps)


def _spaced_out(line: str, gaps: list[tuple[int, int]], i: int) -> bool:
    """Whether gap ``i`` only spreads the letters of one word: 科 技 城, 总　　则, 龚　正 (not 市长 龚正)."""
    start, end = gaps[i]
    left = gaps[i - 1][1] if i else 0
    right = gaps[i + 1][0] if i + 1 < len(gaps) else len(line)
    left_alone, right_alone = _alone(line, left, start), _alone(line, end, right)
    # of gaps between single letters the narrowest spread a word, wider ones part two words: 市　长　　龚　正
    if left_alone and right_alone:
        return end - start <= min(b - a for j, (a, b) in _run(line, gaps, i) if _between_alone(line, gaps, j))
    # the word's first or last piece may hold more than one letter: 在 科 学 技 术
    if left_alone or right_alone:
        neighbours = _run(line, gaps, i)
        return len(neighbours) >= 3 and end - start <= min(b - a for _, (a, b) in neighbours)
    return False


def _between_alone(line: str, gaps: list[tuple[int, int]], i: int) -> bool:
    left = gaps[i - 1][1] if i else 0
    right = gaps[i + 1][0] if i + 1 < len(gaps) else len(line)
    return _alone(line, left, gaps[i][0]) and _alone(line, gaps[i][1], right)


def _run(line: str, gaps: list[tuple[int, int]], i: int) -> list[tuple[int, tuple[int, int]]]:
    """The gaps (index, span) of the run of single ideographs that gap ``i`` stands in."""
    first = i
    while first and _alone(line, gaps[first - 1][1], gaps[first][0]):
        first -= 1
    last = i
    while last + 1 < len(gaps) and _alone(line, gaps[last][1], gaps[last + 1][0]):
        last += 1
    return list(enumerate(gaps))[first : last + 1]


def tidy(line: CleanText) -> CleanText:
    """The line without layout spaces; a kept gap becomes one space (U+0020) that spans the whole gap."""
    whole = line.text
    inner = whole.strip(" \u3000")
    if len(inner) < len(whole):
        start = len(whole) - len(whole.lstrip(" \u3000"))
        line = line.slice(start, start + len(inner))
    text = line.text
    if " " not in text and "\u3000" not in text:
        return line
    gaps = [m.span() for m in _GAP.finditer(text)]
    display = is_display(text)
    keep = np.ones(len(text), dtype=bool)
    spaced: list[int] = []
    ends = line.ends.copy()
    for i, (start, end) in enumerate(gaps):
        keep[start:end] = False
        if _keeps(text, gaps, i, display):
            keep[start] = True
            spaced.append(start)
            ends[start] = ends[end - 1]
    letters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).copy()
    letters[spaced] = 0x20
    out = letters[keep].tobytes().decode("utf-32-le")
    return CleanText(out, line.starts[keep], ends[keep])


_WORD_GAP = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


def close_up(paragraph: CleanText, kept: int) -> CleanText:
    """Running text without the spaces that a line of it kept as if on display; the first ``kept`` letters stay."""
    text = paragraph.text
    if " " not in text:
        return paragraph
    gone = [m.start() for m in _WORD_GAP.finditer(text) if m.start() >= kept]
    if not gone:
        return paragraph
    keep = np.ones(len(text), dtype=bool)
    keep[gone] = False
    letters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return CleanText(letters[keep].tobytes().decode("utf-32-le"), paragraph.starts[keep], paragraph.ends[keep])
