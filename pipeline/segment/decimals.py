"""Numbers of the decimal order (1, 1.1, 1.1.1), as emergency plans and technical rules count (GB/T 1.1-2020, 7.1).

They stand for the same four levels as 一、（一） 1. （1）: 1 is heading_1, 1.1 heading_2. A document counts so only where a
1.1 is found, and each number follows one that was read before: a sum or a version is no number of a heading. A number may
have a mark behind it (1. 总则, 1.1、目的); one of the first level with a mark, which items of a list have too, is a
heading where its own first one is next (1.1 after 1.).
"""

from __future__ import annotations

import re

from pipeline.normalise.numbering import Kind, Mark
from pipeline.segment.blocks import Block

_DECIMAL = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>[.、]?)[ ]?(?=[\u4e00-\u9fff“《（])(?![年月日号条个项亿万元倍天周次级类家人种名])"
)
_KINDS: tuple[Kind, ...] = ("one", "two", "three", "four")
_FIRST = (1, 1)
_GAP = 4  # numbers that may be lost between two headings
_LONGEST_HEADING = 30
_STOP = re.compile(r"[。；：！？]")
_CLOSING = ("附则", "附录", "附件")  # what the last number of the first level may head, with nothing numbered below it


def _numbers(blocks: list[Block]) -> dict[int, tuple[tuple[int, ...], int]]:
    """Index of each block that opens with such a number: its parts, and where the number ends."""
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    after: tuple[int, ...] | None = None
    # the last first, so that what comes after an item is known
    for i in range(len(blocks) - 1, -1, -1):
        text = blocks[i].text
        match = _DECIMAL.match(text) if text[:1].isdecimal() else None
        if match is None:
            continue
        parts = tuple(int(x) for x in match.group(1).split("."))
        if len(parts) == 1 and match["mark"]:
            headed = after == (*parts, 1) and _is_bare(blocks[i])
            if not headed and text[match.end() :].strip() not in _CLOSING:
                continue
        found[i] = parts, match.end()
        after = parts
    return dict(reversed(found.items()))


def _is_bare(block: Block) -> bool:
    return len(block.text) <= _LONGEST_HEADING and not _STOP.search(block.text)


def _follows(parts: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number is next: a first one below the last, or one more at any level of it."""
    if parts == (*last, 1):
        return True
    n = len(parts)
    return n <= len(last) and parts[:-1] == last[: n - 1] and parts[-1] == last[n - 1] + 1


def _jumps(block: Block, parts: tuple[int, ...], last: tuple[int, ...], after: tuple[int, ...] | None) -> bool:
    """Whether a bare heading goes on counting though numbers before it are lost: 1.4 after 1.1; 5 after 3 if 5.1 follows."""
    n = len(parts)
    if n > len(last) or parts[:-1] != last[: n - 1] or not last[n - 1] < parts[-1] <= last[n - 1] + _GAP:
        return False
    return _is_bare(block) and (n > 1 or after == (*parts, 1))


def read_decimals(blocks: list[Block]) -> list[Block]:
    """The same blocks, those numbered 1, 1.1, 1.1.1 with their marks, where the document counts so."""
    found = _numbers(blocks)
    if not any(parts == _FIRST for parts, _ in found.values()):
        return blocks
    out = list(blocks)
    last: tuple[int, ...] = (0,)
    read: dict[int, Mark] = {}
    later = [parts for parts, _ in found.values()][1:]
    for (i, (parts, end)), after in zip(found.items(), [*later, None], strict=True):
        if _follows(parts, last) or _jumps(blocks[i], parts, last, after):
            number = blocks[i].text[:end].rstrip()
            read[i] = Mark(_KINDS[len(parts) - 1], parts[-1], str(parts[-1]), number, end)
            last = parts
    if sum(1 for mark in read.values() if mark.kind != "one") >= len(read) // 2:
        for i, mark in read.items():
            out[i] = blocks[i]._replace(mark=mark)
    return out
