"""Normalise: raw text in, clean paragraphs with an offset map out, and the page furniture that was taken from them.

``normalise(raw)`` for a source, ``clean_paragraph(raw)`` for one paragraph by itself.
"""

from __future__ import annotations

from pipeline.common.text import CleanText
from pipeline.normalise.fold import fold
from pipeline.normalise.furniture import take_furniture
from pipeline.normalise.lines import split_lines
from pipeline.normalise.paragraphs import join_wraps
from pipeline.normalise.spaces import tidy
from pipeline.normalise.types import Furniture, Line, NormalisedSource, Paragraph

__all__ = ["Furniture", "Line", "NormalisedSource", "Paragraph", "clean_paragraph", "normalise"]


def normalise(raw: str) -> NormalisedSource:
    """A source's raw text as paragraphs in reading order. Linear in the text; raises nothing on any string."""
    lines, furniture = take_furniture(split_lines(fold(raw), raw))
    return NormalisedSource(tuple(join_wraps(lines)), tuple(furniture), len(raw))


def clean_paragraph(raw: str, *, wrapped: bool = True) -> CleanText:
    """One paragraph as extractors want it; line breaks inside it are taken for wraps.

    ``wrapped=False``: each line is a paragraph of its own, and line feeds stay between them.
    """
    folded = fold(raw)
    lines: list[CleanText] = []
    at = 0
    for line in folded.text.split("\n"):
        piece = tidy(folded.slice(at, at + len(line)))
        if piece.text:
            lines.append(piece)
        at += len(line) + 1
    return CleanText.join(lines, separator="" if wrapped else "\n")
