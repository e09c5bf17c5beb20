"""Provisions of a law that run on in the paragraph before, since the line feed between them is lost.

An article is cut off where a sentence has ended and its number is the next one, if no other paragraph opens with that
number; a chapter where its heading stands between a sentence's end and such an article; items after the colon of the
paragraph that opens their list.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.normalise.numbering import Mark, read_article, read_mark
from pipeline.segment.blocks import Block, split_items
from pipeline.segment.tree import chinese

_N = "一二三四五六七八九十百千零〇"
#: begins with the letter itself, so that a search jumps from one to the next; a dot in a lookbehind stands for it
_OPENS = re.compile(rf"第(?:(?<=[。！？；”）].)|(?<=[。！？；”）][ ].))[{_N}\d]{{1,9}}[条章节]")
_ARTICLE = re.compile(rf"第[{_N}\d]{{1,9}}条")
_LIST = re.compile(r"(?<=：)[ ]?(?=[（(]一[）)])")
_POINT = re.compile(r"(?<=[\u4e00-\u9fff：])(?=1[.．、](?!\d))")
_NEAR = 60  # paragraphs looked at for the next item
_LONGEST_HEADING = 40
_OPEN_LISTS = frozenset(("article", "two"))
_MAY_OPEN_LIST = frozenset((None, *_OPEN_LISTS))
_CONTAINERS = ("chapter", "section")


def _article(mark: Mark | None) -> tuple[int, int] | None:
    """An article's number as (120, 1)."""
    if mark is None or mark.kind != "article":
        return None
    return mark.value, int(mark.number.partition("-")[2] or 0)


def _is_next(value: tuple[int, int], last: tuple[int, int]) -> bool:
    return value == (last[0], last[1] + 1) if value[1] else value[0] == last[0] + 1


class _Reader:
    def __init__(self, blocks: list[Block]) -> None:
        self.opened = {value for block in blocks if (value := _article(block.mark))}
        self.last = (0, 0)
        self.counted: dict[str, int] = {}

    def see(self, mark: Mark | None) -> None:
        """A paragraph opens with the number ``mark``."""
        self.last = _article(mark) or self.last
        if mark is not None and mark.kind in _CONTAINERS:
            self.counted[mark.kind] = mark.value

    def _next_article(self, text: str, at: int) -> Mark | None:
        mark = read_mark(text, at) or self._referred(text, at)
        value = _article(mark)
        if value is None or value in self.opened or not _is_next(value, self.last):
            return None
        return mark if text.count("“", 0, at) == text.count("”", 0, at) else None

    def _referred(self, text: str, at: int) -> Mark | None:
        """A number that reads like a reference, where the article after it opens a paragraph or runs on in this one."""
        mark = read_article(text, at)
        if mark is None:
            return None
        follows = (mark.value + 1, 0) in self.opened or re.search(rf"[。；”]第{chinese(mark.value + 1)}条", text[at:])
        return mark if follows else None

    def cuts(self, text: str) -> list[int]:
        """Where in a paragraph other provisions begin."""
        out: list[int] = []
        for match in _OPENS.finditer(text):
            at = match.start()
            mark = self._next_article(text, at)
            if mark is None:
                out += self._heading(text, at)
                continue
            self.see(mark)
            out.append(at)
        return out

    def _heading(self, text: str, at: int) -> list[int]:
        """A chapter's heading and the article run on after it."""
        mark = read_mark(text, at)
        if mark is None or mark.kind not in _CONTAINERS or mark.value not in (1, self.counted.get(mark.kind, 0) + 1):
            return []
        article = _ARTICLE.search(text, mark.end, mark.end + _LONGEST_HEADING)
        end = article.start() if article else len(text)
        if end - at > _LONGEST_HEADING or re.search(r"[。；：，]", text[mark.end : end]):
            return []
        follows = self._next_article(text, end) if article else None
        if article and follows is None:
            return []
        self.see(mark)
        self.see(follows)
        return [at, end] if article else [at]


def _list_cuts(text: str, own: Mark | None, following: Mark | None) -> list[int]:
    """Where lists and their items begin in a paragraph that opens them; ``following``: the number of the next paragraph.

    The second item has to follow in the paragraph or be the next one. Behind an item the paragraph that opens a list is
    cut off too.
    """
    out: list[int] = []
    for match in _LIST.finditer(text):
        at = match.end()
        rest = text[at:]
        mark = read_mark(rest)
        if mark is None or mark.kind != "two" or mark.damaged or (out and at < out[-1]):
            continue
        others = split_items(rest, mark)
        if not others and (following is None or following.kind != "two" or following.value != 2):
            continue
        if out or (own is not None and own.kind != "article"):
            lead = text.rfind("。", 0, at) + 1
            if lead <= (out[-1] if out else 0):
                continue
            out.append(lead)
        out += [at, *(at + k for k in others)]
    return out


def _mark(words: str) -> Mark | None:
    return read_mark(words) or read_article(words)


def _pieces(block: Block, cuts: list[int]) -> list[Block]:
    out: list[Block] = []
    for a, b in pairwise([0, *cuts, len(block.text)]):
        words = block.text[a:b].rstrip()
        out.append(
            Block(block.start + a, block.start + a + len(words), words, _mark(words) if a else block.mark, block.doubt)
        )
    return out


def _item_cuts(block: Block, last: int, blocks: list[Block], k: int) -> list[int]:
    """Where the next item runs on behind words of the last one (or its points), if no other paragraph opens with it.

    ``blocks`` from ``k`` on are the paragraphs after it.
    """
    numeral = f"（{chinese(last + 1)}）"
    at = max(block.text.find(f"。{numeral}"), block.text.find(f"；{numeral}")) + 1
    if not at:
        return []
    rest = blocks[k : k + _NEAR]
    for other in rest:
        mark = other.mark
        if mark is not None and mark.kind == "article":
            break
        if mark is not None and mark.kind == "two":
            if mark.value == last + 1:
                return []
            break
    # its points may run on, too: （三）基本材料1.证书。2.合同。
    for match in _POINT.finditer(block.text, at):
        points = block.text[match.end() :]
        others = split_items(points, read_mark(points))
        if others or (rest and rest[0].mark is not None and rest[0].mark[:2] == ("three", 2)):
            return [at, match.end(), *(match.end() + k for k in others)]
    return [at]


def split_run_on(blocks: list[Block]) -> list[Block]:
    """A law's blocks, each provision that runs on in another's paragraph a block of its own."""
    reader = _Reader(blocks)
    apart: list[Block] = []
    for block in blocks:
        text, mark = block.text, block.mark
        if mark is not None:
            reader.see(mark)
        cuts = reader.cuts(text) if text.find("第", 1) > 0 else None
        if cuts:
            apart += _pieces(block, cuts)
        else:
            apart.append(block)
    out: list[Block] = []
    item = 0  # the last （n） of the article
    for k, block in enumerate(apart, 1):
        text, mark = block.text, block.mark
        kind = mark.kind if mark is not None else None
        cuts = None
        if "：" in text and kind in _MAY_OPEN_LIST:
            cuts = _list_cuts(text, mark, apart[k].mark if k < len(apart) else None)
        if not cuts and item and kind not in _OPEN_LISTS and "（" in text:
            cuts = _item_cuts(block, item, apart, k)
        pieces = _pieces(block, cuts) if cuts else (block,)
        for piece in pieces:
            mark = piece.mark
            if mark is not None and mark.kind in _OPEN_LISTS:
                item = mark.value if mark.kind == "two" else 0
        out += pieces
    return out
