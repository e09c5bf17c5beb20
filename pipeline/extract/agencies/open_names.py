"""Where a name that no list knows begins: the words before it that cannot be part of it are listed, it is not."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from pipeline.extract.agencies.backwards import words
from pipeline.extract.agencies.registry import registry


def passed_words(boundaries: Collection[str]) -> list[str]:
    """Words that only contain a boundary (经济, 应急), and places that have one in their names: 汉中, 大同, 和田."""
    places = [name for name in registry().place_codes if any(word in name for word in boundaries)]
    return [*registry().words["not_boundaries"], *places]


@cache
def _name() -> re.Pattern[str]:
    """Han characters up to a word that ends what stands before a name, over reversed text.

    Longer words that only contain such a word (经济, 应急) are passed first.
    """
    boundaries = registry().words["boundary_words"]
    passed = words(passed_words(boundaries))
    # 中国（广东）自由贸易试验区
    bracket = "）[\u4e00-\u9fff]{2,3}（(?=国中)"
    return re.compile(f"(?:{bracket}|{passed}|(?!{words(boundaries)})[\u4e00-\u9fff])*")


def open_start(text: str, end: int, most: int) -> int:
    """Start of the run of Han characters that ends at ``end`` and holds no boundary word; at most ``most`` long."""
    match = _name().match(text[max(0, end - most) : end][::-1])
    start = end - match.end() if match else end
    # 6月4日|上海市…局
    return start + 1 if text[start : start + 1] == "日" and text[start - 1 : start].isdigit() else start
