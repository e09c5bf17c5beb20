"""Quotations in an amending decision: where “…” open and close, over paragraphs too."""

from __future__ import annotations

import re


def quotes_of(text: str) -> list[tuple[int, int]]:
    """The outermost “…” of a text, marks included; one left open reaches its end.

    A paragraph of a longer quotation opens with “ again without closing the one before: that mark counts for nothing.
    """
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for match in re.finditer("[“”]", text):
        if match[0] == "“":
            if depth == 0:
                start = match.start()
            elif text[match.start() - 1] == "\n":
                continue
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((start, match.end()))
    return [*spans, (start, len(text))] if depth else spans


def is_open(text: str) -> bool:
    """Whether a quotation is left open at the end of ``text``."""
    found = quotes_of(text)
    return bool(found) and found[-1][1] == len(text) and not _closes(text, found[-1])


def _closes(text: str, span: tuple[int, int]) -> bool:
    inner = text[span[0] : span[1]].replace("\n“", "\n")
    return inner.endswith("”") and inner.count("“") <= inner.count("”")
