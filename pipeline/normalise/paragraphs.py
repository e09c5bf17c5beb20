"""Paragraphs put together from printed lines, wrapped ones joined as ``wraps`` decides."""

from __future__ import annotations

import string

from pipeline.common.text import CleanText
from pipeline.normalise.columns import Column
from pipeline.normalise.endings import SENTENCE, ends_sentence, ends_title, stands_alone
from pipeline.normalise.numbering import read_mark
from pipeline.normalise.spaces import close_up
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


def _single(line: Line, doubt: str | None = None, *, floated: bool = False) -> Paragraph:
    """A line as a paragraph of its own."""
    # by position: a call by names takes three times as long
    return Paragraph(
        line.clean, line.indent, line.blank, line.strong, line.heading, line.after_page, 1, line.width, floated, doubt
    )


def _paragraph(state: State) -> Paragraph:
    if len(state.lines) == 1:
        return _single(state.last, state.doubt)
    first = state.lines[0]
    pieces: list[CleanText] = []
    for k, line in enumerate(state.lines):
        clean = line.clean
        if k and line.text[0] in _LATIN and state.lines[k - 1].text[-1] in _LATIN:
            pieces.append(CleanText(" ", clean.starts[:1], clean.starts[:1]))
        pieces.append(clean)
    joined = CleanText.join(pieces, separator="")
    if ends_sentence(joined.text):
        joined = close_up(joined, state.mark.end if state.mark else 0)
    return Paragraph(
        clean=joined,
        indent=first.indent,
        blank=first.blank,
        strong=all(x.strong for x in state.lines),
        heading=first.heading,
        after_page=first.after_page,
        lines=len(state.lines),
        width=state.last.width,
        doubt=state.doubt,
    )


def join_wraps(lines: list[Line]) -> list[Paragraph]:
    """Lines (furniture out) to paragraphs in reading order.

    Display lines that page layout set inside a paragraph (a title at the foot of the page) come before it.
    """
    joiner = Joiner(lines)
    sure = [*joiner.sure_breaks(), True]
    out: list[Paragraph] = []
    state: State | None = None
    i = 0
    while i < len(lines):
        line = lines[i]
        doubt: str | None = None
        if state is not None and not sure[i]:
            n = _floats(lines, i, joiner.columns[i - 1]) if _interrupted(state) else 0
            if n:
                out.extend(_single(x, floated=True) for x in lines[i : i + n])
                state.lines.append(lines[i + n])
                i += n + 1
                continue
            on, doubt = joiner.goes_on(state, i)
            if on:
                state.lines.append(line)
                state.doubt = state.doubt or doubt
                i += 1
                continue
        if state is not None:
            joiner.close(state.mark, state.last.text)
            out.append(_paragraph(state))
            state = None
        i += 1
        if sure[i]:
            joiner.close(joiner.marks[i - 1], line.text)
            out.append(_single(line, doubt))
        else:
            state = State([line], joiner.marks[i - 1], doubt)
    if state is not None:
        out.append(_paragraph(state))
    return out
