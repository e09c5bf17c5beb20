"""Where a name that no list knows begins: the words before it that cannot be part of it are listed, it is not."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agencies.backwards import words
from pipeline.extract.agencies.registry import registry


@cache
def _boundary() -> re.Pattern[str]:
    """A word that ends what stands before a name, over reversed text."""
    return re.compile(words(registry().words["boundary_words"]))


@cache
def _protected() -> re.Pattern[str]:
    """A longer word that only contains a boundary word (经济, 应急), over reversed text."""
    return re.compile(words(registry().words["not_boundaries"]))


def open_start(text: str, end: int, most: int) -> int:
    """Start of the run of Han characters that ends at ``end`` and holds no boundary word; at most ``most`` long."""
    low = max(0, end - most)
    window = text[low:end][::-1]
    boundary, protected = _boundary(), _protected()
    at, size = 0, len(window)
    while at < size and "\u4e00" <= window[at] <= "\u9fff":
        whole = protected.match(window, at)
        if whole:
            at = whole.end()
        elif boundary.match(window, at):
            break
        else:
            at += 1
    return end - at
