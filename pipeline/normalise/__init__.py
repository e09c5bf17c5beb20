"""Normalise: raw text in, clean paragraphs with an offset map and the raw furniture out."""

from __future__ import annotations

from pipeline.common.text import CleanText
from pipeline.normalise.fold import fold
from pipeline.normalise.spaces import tidy

__all__ = ["clean_paragraph"]


def clean_paragraph(raw: str) -> CleanText:
    """One paragraph as extractors want it; line breaks inside it are taken for wraps."""
    folded = fold(raw)
    lines: list[CleanText] = []
    at = 0
    for line in folded.text.split("\n"):
        piece = tidy(folded.slice(at, at + len(line)))
        if piece.text:
            lines.append(piece)
        at += len(line) + 1
    return CleanText.join(lines, separator="")
