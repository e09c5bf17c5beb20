"""A document's paragraphs as blocks over its clean text, and items that run on in one paragraph taken apart."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from pipeline.normalise.numbering import Mark, read_mark

#: numbers of paragraphs that may run on in the one before
ITEM_KINDS = frozenset(("two", "three", "four"))
_NEXT_ITEM = re.compile(r"[。；][ ]?(?=(?:\d{1,2}[.．、](?!\d)|（[一二三四五六七八九十]{1,3}）|（\d{1,2}）))")


class Block(NamedTuple):
    """One paragraph (or one item of several run together): clean offsets, number, what speaks against its joins."""

    start: int
    end: int
    text: str
    mark: Mark | None
    doubt: str | None = None

    @property
    def body(self) -> str:
        """The text after the number."""
        return self.text[self.mark.end :] if self.mark else self.text

    @property
    def body_start(self) -> int:
        """Clean offset of the text after the number."""
        return self.start + (self.mark.end if self.mark else 0)


def split_items(text: str, mark: Mark | None) -> list[int]:
    """Where in a numbered paragraph its next sisters begin: 11.…人才。12.…人才。 gives the offset of 12."""
    out: list[int] = []
    if mark is None or mark.kind not in ITEM_KINDS:
        return out
    value = mark.value
    for match in _NEXT_ITEM.finditer(text):
        found = read_mark(text, match.end())
        if found is not None and found.kind == mark.kind and found.value == value + 1 and not found.damaged:
            out.append(match.end())
            value += 1
    return out


def blocks_of(text: str, start: int, mark: Mark | None, doubt: str | None) -> list[Block]:
    """The blocks of one paragraph whose clean text begins at ``start`` and opens with the number ``mark``."""
    cuts = split_items(text, mark)
    if not cuts:
        return [Block(start, start + len(text), text, mark, doubt)]
    out: list[Block] = []
    for a, b in pairwise([0, *cuts, len(text)]):
        piece = text[a:b].rstrip()
        out.append(Block(start + a, start + a + len(piece), piece, read_mark(piece), doubt))
    return out
