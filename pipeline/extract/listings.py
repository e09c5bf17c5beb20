"""What is told in one list: 30万元、20万元和10万元; 能源消耗、二氧化碳排放."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["LISTED", "listed_runs"]

#: What stands between two members of a list.
LISTED: Final = re.compile(r" ?(?:、|和|与|及|以及) ?")


def listed_runs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[range]:
    """The places in ``spans`` of each list of them, one by itself too: nothing but ``LISTED`` stands between its members."""
    first = 0
    for last in range(len(spans)):
        if last + 1 == len(spans) or not LISTED.fullmatch(text, spans[last][1], spans[last + 1][0]):
            yield range(first, last + 1)
            first = last + 1
