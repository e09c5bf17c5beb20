"""Paragraphs put together from printed lines, wrapped ones joined as ``wraps`` decides."""

from __future__ import annotations

import string
from bisect import bisect_right
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

import numpy as np

from pipeline.common.records import rows
from pipeline.common.text import CleanText
from pipeline.normalise.columns import Column
from pipeline.normalise.endings import SENTENCE, ends_sentence, ends_title, stands_alone
from pipeline.normalise.numbering import Mark, read_mark
from pipeline.normalise.spaces import word_gaps
from pipeline.normalise.types import Line, Paragraph
from pipeline.normalise.wraps import Joiner, State, is_heading, opens_provision

_LATIN = frozenset(string.ascii_letters)


def _interrupted(state: State) -> bool:
    """Whether the paragraph is running text that has not come to its end."""
    text = state.last.text
    if ends_sentence(text) or is_heading(state.last, state.mark) or text.count("《") > text.count("》"):
        return False
    return len(state.lines) > 1 or state.last.width >= 28 or bool(SENTENCE.search(text))


def _fills(line: Line, column: Column | None) -> bool:
    """Whether a line fills its column from edge to edge."""
    return column is not None and line.indent < 0.9 and line.width >= column.measure - 1.1


def _floats(lines: list[Line], i: int, column: Column | None) -> int:
    """How many display lines at ``i`` float at a page's foot inside a paragraph that goes on after the page's end.

    ``column``: of the paragraph. A page's last line that fills it is no display line.
    """
    n = 0
    while n < 5 and i + n < len(lines) and not lines[i + n].after_page:
        line = lines[i + n]
        if SENTENCE.search(line.text) or read_mark(line.text) or len(line.text) > 60 or stands_alone(line.text):
            return 0
        n += 1
    if not n or i + n >= len(lines):
        return 0
    resumed = lines[i + n]
    if not ends_title("".join(x.text for x in lines[i : i + n])) or _fills(lines[i + n - 1], column):
        return 0
    if not resumed.after_page or opens_provision(read_mark(resumed.text), resumed.text):
        return 0
    return n


#: what follows a piece of a paragraph's text
_NOTHING, _LINE_FEED, _BLANK = 0, 1, 2


class _Collected:
    """Paragraphs in order, each by its first line and, where there are more, what they were joined in."""

    def __init__(self) -> None:
        self.first: list[Line] = []
        self.marks: list[Mark | None] = []
        self.joined: dict[int, State] = {}
        self.floated: list[int] = []
        self.doubts: dict[int, str] = {}

    def add_lines(
        self, lines: list[Line], marks: list[Mark | None], doubt: str | None = None, *, floated: bool = False
    ) -> None:
        """Lines that are paragraphs of their own; ``doubt``: of the first."""
        if floated:
            self.floated += range(len(self.first), len(self.first) + len(lines))
        if doubt is not None:
            self.doubts[len(self.first)] = doubt
        self.first += lines
        self.marks += marks

    def add(self, state: State) -> None:
        """A paragraph that was put together."""
        if len(state.lines) > 1:
            self.joined[len(self.first)] = state
        if state.doubt is not None:
            self.doubts[len(self.first)] = state.doubt
        self.first.append(state.lines[0])
        self.marks.append(state.read)

    def finish(self) -> list[Paragraph]:
        """All of them, over one clean text."""
        if not self.first:
            return []
        n = len(self.first)
        columns = [list(column) for column in zip(*self.first, strict=True)]
        texts, sources, starts, ends, indents, widths, blanks, _, strong, heading, after_page, *_ = columns
        counts, floated, marks = [1] * n, [False] * n, self.marks
        doubts = [self.doubts.get(k) for k in range(n)] if self.doubts else [None] * n
        for k in self.floated:
            floated[k] = True
        pieces = _Pieces([], [], [])
        done = 0
        for k, state in self.joined.items():
            pieces.add_lines(starts[done:k], ends[done:k])
            done = k + 1
            texts[k] = pieces.add_joined(state)
            marks[k] = read_mark(texts[k])
            counts[k] = len(state.lines)
            strong[k] = all(x.strong for x in state.lines)
            widths[k] = state.last.width
        pieces.add_lines(starts[done:], ends[done:])
        whole = pieces.clean(sources[0], "\n".join(texts))
        ends = [after - 1 for after in accumulate(len(text) + 1 for text in texts)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        return rows(
            Paragraph, texts, repeat(whole), starts, ends, marks, indents, blanks, strong, heading, after_page, counts,
            widths, floated, doubts,
        )  # fmt: skip


class _Pieces(NamedTuple):
    """Stretches of the tidied text in the order that paragraphs have them, and what follows each."""

    starts: list[int]
    ends: list[int]
    after: list[int]

    def add_lines(self, starts: list[int], ends: list[int]) -> None:
        """Lines that are paragraphs of their own."""
        self.starts.extend(starts)
        self.ends.extend(ends)
        self.after.extend([_LINE_FEED] * len(starts))

    def add_joined(self, state: State) -> str:
        """The lines of a paragraph; its text."""
        lines = state.lines
        latin = [a.text[-1] in _LATIN and b.text[0] in _LATIN for a, b in pairwise(lines)]
        text = "".join([x.text + " " * blank for x, blank in zip(lines, [*latin, False], strict=True)])
        gone: list[int] = []
        if ends_sentence(text):
            gone = word_gaps(text, state.mark.end if state.mark else 0)
        at = k = 0  # in the text, among the gaps
        for line, blank in zip(lines, [*latin, False], strict=True):
            start = line.start
            while k < len(gone) and gone[k] < at + len(line.text):
                gap = line.start + gone[k] - at
                self.starts.append(start)
                self.ends.append(gap)
                self.after.append(_NOTHING)
                start = gap + 1
                k += 1
            self.starts.append(start)
            self.ends.append(line.end)
            self.after.append(_BLANK if blank else _NOTHING)
            at += len(line.text) + blank
        self.after[-1] = _LINE_FEED
        return "".join([text[a + 1 : b] for a, b in pairwise([-1, *gone, len(text)])])

    def clean(self, source: CleanText, text: str) -> CleanText:
        """The pieces of ``source`` with what is between them, which say ``text``; what is not printed has an empty span."""
        first, last, after = np.array(self.starts), np.array(self.ends), np.array(self.after)
        after[-1] = _NOTHING
        size = last - first
        step = size + (after != _NOTHING)
        begins = np.cumsum(step) - step
        places = np.arange(len(text)) + np.repeat(first - begins, step)
        starts, ends = source.starts.take(places, mode="clip"), source.ends.take(places, mode="clip")
        feeds = np.flatnonzero(after == _LINE_FEED)
        between = (begins + size)[feeds]
        starts[between] = ends[between] = source.ends[last[feeds] - 1]
        blanks = np.flatnonzero(after == _BLANK)
        if len(blanks):
            between = (begins + size)[blanks]
            starts[between] = ends[between] = source.starts[first[blanks + 1]]
        return CleanText(text, starts, ends)


def join_wraps(lines: list[Line]) -> list[Paragraph]:
    """Lines (furniture out) to paragraphs in reading order, all of them over one clean text.

    Display lines that page layout set inside a paragraph (a title at the foot of the page) come before it.
    """
    joiner = Joiner(lines)
    sure = [*joiner.sure_breaks(), True]
    unsure = [i for i, whether in enumerate(sure) if not whether]
    out = _Collected()
    state: State | None = None
    i = 0
    while i < len(lines):
        doubt: str | None = None
        if state is not None and not sure[i]:
            n = _floats(lines, i, joiner.columns[i - 1]) if _interrupted(state) else 0
            if n:
                out.add_lines(lines[i : i + n], joiner.read[i : i + n], floated=True)
                state.lines.append(lines[i + n])
                i += n + 1
                continue
            on, doubt = joiner.goes_on(state, i)
            if on:
                state.lines.append(lines[i])
                state.doubt = state.doubt or doubt
                i += 1
                continue
        if state is not None:
            joiner.close(state.mark, state.last.text)
            out.add(state)
        k = bisect_right(unsure, i)
        end = unsure[k] - 1 if k < len(unsure) else len(lines)
        if end > i:  # lines that are paragraphs of their own
            out.add_lines(lines[i:end], joiner.read[i:end], doubt)
            joiner.close_each(i, end)
            state = None
            i = end
        else:
            state = State([lines[i]], joiner.marks[i], joiner.read[i], doubt)
            i += 1
    if state is not None:
        out.add(state)
    return out.finish()
