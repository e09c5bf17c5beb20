"""Where a name that no list knows begins: the words before it that cannot be part of it are listed, it is not."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agencies.backwards import words
from pipeline.extract.agencies.registry import registry

_NAME_CHARS = "[\u4e00-\u9fff]"


@cache
def _boundary() -> re.Pattern[str]:
    """A word that ends what stands before a name, over reversed text."""
    return re.compile(words(registry().words["boundary_words"]))


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(f"(?:）{_NAME_CHARS}{{1,12}}（)?")


def open_start(text: str, end: int, most: int) -> int:
    """Start of the run of Han characters that ends at ``end`` and holds no boundary word; at most ``most`` long."""
    low = max(0, end - most)
    start = end
    boundary = _boundary()
    reversed_window = text[low:end][::-1]
    size = len(reversed_window)
    at = 0
    while at < size:
        char = reversed_window[at]
        if not "\u4e00" <= char <= "\u9fff" or boundary.match(reversed_window, at):
            break
        at += 1
        start = end - at
    return start
