"""Printed lines with the layout that says where paragraphs begin: indent, width, blank lines."""

from __future__ import annotations

import re

from pipeline.common.text import CleanText
from pipeline.normalise.columns import em
from pipeline.normalise.punctuation import HAN
from pipeline.normalise.spaces import tidy
from pipeline.normalise.types import Line

_LEAD = re.compile(r"[ \u3000]*")
_MARKDOWN = re.compile(
    r"(#{1,6})[ \u3000]+|[ \u3000]*(\*\*|__)|[ \u3000]*>[ \u3000]|[ \u3000]*[*+-][ \u3000]+(?=[\[*])"
)
_SPREAD = re.compile(rf"(?:[{HAN}] ){{3,}}[{HAN}]")
#: A stretch in bold inside a line: **第一条**　为了
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*|\*\*$")
_RULE = re.compile(r"[-=_*—─·.\s]{3,}$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _indent(lead: str) -> float:
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


def split_lines(folded: CleanText) -> list[Line]:
    """Every line of the folded text that has ink on it, in order; HTML comments have none."""
    text = folded.text
    if "<!--" in text:
        folded = _without(folded, [m.span() for m in _COMMENT.finditer(text)])
        text = folded.text
    out: list[Line] = []
    blank = 0
    at = 0
    for raw_line in text.split("\n"):
        start, at = at, at + len(raw_line) + 1
        if not raw_line.strip(" \u3000"):
            blank += 1
            continue
        piece, strong, heading = _plain(folded.slice(start, start + len(raw_line)))
        lead = _LEAD.match(piece.text)
        indent = _indent(lead.group()) if lead else 0.0
        clean = tidy(piece)
        if not clean.text:
            blank += 1
            continue
        out.append(
            Line(
                clean=clean,
                indent=indent,
                width=em(piece.text.strip(" \u3000")) if not _SPREAD.search(piece.text) else em(clean.text),
                blank=blank,
                spread=bool(_SPREAD.search(piece.text)),
                strong=strong,
                heading=heading,
                raw_start=clean.raw_start,
                raw_end=clean.raw_end,
            )
        )
        blank = 0
    return out


def is_rule(line: Line) -> bool:
    """Whether a line is only drawn: -----, =====."""
    return bool(_RULE.match(line.text))
