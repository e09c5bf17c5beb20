"""Headings over a law's articles that are no 编, 章 or 节 by their number.

Judicial interpretations count their parts 一、二、 (三、合同的效力, then an article). Copies of laws lose a chapter's number
and keep its title: a bare line between a sentence's end and an article.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.segment.blocks import Block

_STOP = re.compile(r"[。；：，！？]")
_BARE = re.compile(r"[\u4e00-\u9fff、（）《》“” ]{2,24}")
_CLOSED = re.compile(r"[。！？][”）》]?$")
#: what a chapter is called in any law
_USUAL = re.compile(
    r"总则|附则|罚则|法律责任|(?:一般|基本|其他)规定|.{0,8}(?:监督(?:管理|检查)|保障(?:措施)?|管理|规划|建设|保护|奖励|处罚|责任|权利|义务)"
)
_LONGEST = 40
_LONGEST_BARE = 24


class Heading(NamedTuple):
    """A heading over articles. ``lost``: its number is not printed and was told from those round it."""

    level: str
    number: str
    num_text: str | None
    heading: str
    lost: bool = False


def _opens_article(block: Block | None) -> bool:
    return block is not None and block.mark is not None and block.mark.kind == "article"


def _counted(blocks: list[Block]) -> dict[int, Heading]:
    """Parts counted 一、二、 over articles, and （一） right below them."""
    out: dict[int, Heading] = {}
    last = 0
    for i, block in enumerate(blocks[:-1]):
        mark = block.mark
        if mark is None or mark.kind not in ("one", "two") or len(block.text) > _LONGEST or _STOP.search(block.body):
            continue
        following = blocks[i + 1]
        if mark.kind == "one":
            below = following.mark is not None and following.mark.kind == "two" and following.mark.value == 1
            if mark.value != last + 1 or not (
                _opens_article(following) or (below and _opens_article(_after(blocks, i)))
            ):
                continue
            last = mark.value
            out[i] = Heading("heading_1", mark.number, mark.text, block.body.strip())
        elif out and _opens_article(following) and (i - 1 in out or _ends(blocks[i - 1])) and _next_of(blocks, out, i):
            out[i] = Heading("heading_2", mark.number, mark.text, block.body.strip())
    return out if last >= 2 else {}


def _after(blocks: list[Block], i: int) -> Block | None:
    return blocks[i + 2] if i + 2 < len(blocks) else None


def _ends(block: Block) -> bool:
    return bool(_CLOSED.search(block.text)) and (block.mark is None or block.mark.kind == "article")


def _next_of(blocks: list[Block], known: dict[int, Heading], i: int) -> bool:
    """Whether the heading （n） at ``i`` counts on from the last heading."""
    before = known[max(known)]
    mark = blocks[i].mark
    return mark is not None and mark.value == (1 if before.level == "heading_1" else int(before.number) + 1)


def _unnumbered(blocks: list[Block]) -> dict[int, Heading]:
    """Titles of chapters that lost their number."""
    chapters = {i: b.mark.value for i, b in enumerate(blocks) if b.mark is not None and b.mark.kind == "chapter"}
    likely = [
        i
        for i, block in enumerate(blocks[:-1])
        if block.mark is None
        and len(block.text) <= _LONGEST_BARE
        and _opens_article(blocks[i + 1])
        and _BARE.fullmatch(block.text)
        and _is_free(blocks, i)
    ]
    articles = sum(1 for block in blocks if _opens_article(block))
    if not likely or len(likely) > articles / 2:
        return {}
    out: dict[int, Heading] = {}
    value = 0
    for i in sorted({*likely, *chapters}):
        if i in chapters:
            value = chapters[i]
            continue
        later = min((v for k, v in chapters.items() if k > i), default=None)
        room = later is None or later > value + 1
        if not room or (chapters and later is None and not _USUAL.fullmatch(blocks[i].text)):
            continue
        if not chapters and len(likely) == 1 and not _USUAL.fullmatch(blocks[i].text):
            continue
        value += 1
        out[i] = Heading("chapter", str(value), None, blocks[i].text, lost=True)
    return out


def _is_free(blocks: list[Block], i: int) -> bool:
    """Whether a line stands after a sentence of an article, or first of all."""
    return i == 0 or bool(_CLOSED.search(blocks[i - 1].text))


def headings(blocks: list[Block]) -> dict[int, Heading]:
    """The headings among a law's blocks that ``laws`` does not know by their number, by index."""
    return {**_unnumbered(blocks), **_counted(blocks)}
