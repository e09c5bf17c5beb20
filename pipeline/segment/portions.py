"""A source too large to be held whole is read a portion at a time, cut between documents.

A portion is segmented with the text behind it that makes the portion full; what that text holds is given up and read
again as the beginning of the next one, so that no document is cut.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.segment.types import SegmentedSource

#: Characters to a portion. A character costs about 150 bytes while it is read, and no issue of a gazette is as long.
PORTION = 1_500_000


def cut_of(found: SegmentedSource, n_chars: int) -> int:
    """Where to cut a portion of ``n_chars`` characters whose text goes on: an offset into it, 0 where there is no place.

    The last contents page is the best place, since it belongs to what follows; it must lie in the second half. Else it is
    the last document that no other issues. Either way the end of the portion cuts only what stands behind.
    """
    fronts = [front for front in _fronts(found) if front > n_chars // 2]
    roots = [d.char_start for d in found.documents[1:] if d.parent is None]
    ends = [int(d.clean.ends.max(initial=0)) for d in found.documents]
    for cut in (*reversed(fronts), *reversed(roots)):
        # a law has a contents page of its own, with the law behind it
        if all(end <= cut for d, end in zip(found.documents, ends, strict=True) if d.char_start < cut):
            return cut
    return 0


def _fronts(found: SegmentedSource) -> list[int]:
    """Where the front matter of each contents page begins that stands behind a document."""
    fronts = []
    for i, (before, span) in enumerate(pairwise(found.spans), 1):
        if span.kind == "contents" and before.kind != "contents":
            first = i
            while first > 0 and found.spans[first - 1].kind in ("chrome", "furniture"):
                first -= 1
            if first:
                fronts.append(found.spans[first].char_start)
    return fronts


def head_of(found: SegmentedSource, cut: int) -> SegmentedSource:
    """What stands before ``cut``, where a document or a contents page begins."""
    documents = tuple(replace(d, char_end=min(d.char_end, cut)) for d in found.documents if d.char_start < cut)
    spans = tuple(s._replace(char_end=min(s.char_end, cut)) for s in found.spans if s.char_start < cut)
    return SegmentedSource(found.head, documents, spans)
