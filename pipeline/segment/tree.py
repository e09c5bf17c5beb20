"""The tree of provisions while it is built: nodes over stretches of a document's clean text.

Ids follow the Akoma Ntoso naming convention with Arabic digits; parts above the article are not in an article's id,
since article numbers run through the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.common.text import CleanText
from pipeline.segment.blocks import Block
from pipeline.segment.types import Clause

#: level -> eId part
EID_PART: dict[str, str] = {
    "part": "part", "subpart": "subpart", "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para",
    "subparagraph": "subpara", "point": "point", "heading_1": "lvl1", "heading_2": "lvl2", "heading_3": "lvl3",
    "heading_4": "lvl4", "wrapup": "wrapup", "title": "title", "addressee": "addressee", "history": "history",
    "signature": "signature", "attachment_list": "attachment_list",
}  # fmt: skip
_UNNUMBERED = ("title", "wrapup")
#: what a path says of a node without a number
_STEPS = {
    "title": "标题", "history": "题注", "addressee": "主送机关", "signature": "落款", "attachment_list": "附件说明",
}  # fmt: skip
_ZONES = {"preamble": "序言", "closing": "结语"}
_DIGITS = "〇一二三四五六七八九"


@dataclass(slots=True)
class Node:
    """A provision being built. ``start``/``end``: clean offsets of its own words (its number included)."""

    level: str
    start: int
    end: int
    number: str | None = None
    num_text: str | None = None
    heading: str | None = None
    text_start: int = 0  # where its own text begins; equal to ``end`` where it has none
    parent: Node | None = None
    zone: str | None = None  # preamble, closing: the eId part above a paragraph that has no heading
    needs_review: bool = False
    review_reason: str | None = None
    depth: int = 0
    root_start: int = 0  # where the root above it starts
    children: int = 0
    paragraphs: int = 0  # how many of its children are paragraphs
    index: int = 0  # among the nodes of a finished tree
    eid: str = ""
    path: str = ""


def plain_paragraph(block: Block) -> Node:
    """A paragraph without a number, with the doubt its lines carry."""
    node = Node("paragraph", block.start, block.end, None, None, None, block.start)
    if block.doubt is not None:
        node.needs_review, node.review_reason = True, block.doubt
    return node


@cache
def chinese(number: int) -> str:
    """1 to 999 in Chinese numerals, as 第十五款 wants them."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number % 10] if number % 10 else "")
    if number < 100:
        return _DIGITS[number // 10] + "十" + (_DIGITS[number % 10] if number % 10 else "")
    if number < 1000:
        rest = number % 100
        tail = (
            ""
            if not rest
            else (
                "零" + chinese(rest)
                if rest < 10
                else (_DIGITS[rest // 10] + "十" + (_DIGITS[rest % 10] if rest % 10 else ""))
            )
        )
        return _DIGITS[number // 100] + "百" + tail
    return str(number)


class Tree:
    """Nodes in reading order, parents before children."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.zones: dict[str, int] = {}

    def add(self, node: Node, parent: Node | None) -> Node:
        """Add a node under ``parent`` (None: a root)."""
        node.parent = parent
        node.root_start = node.start
        if parent is not None:
            parent.children += 1
            node.depth = parent.depth + 1
            node.root_start = parent.root_start
            if node.level == "paragraph":
                parent.paragraphs += 1
                if node.number is None:
                    node.number = str(parent.paragraphs)
        elif node.zone is not None and node.number is None:
            self.zones[node.zone] = self.zones.get(node.zone, 0) + 1
            node.number = str(self.zones[node.zone])
        self.nodes.append(node)
        return node

    def move(self, node: Node, parent: Node) -> None:
        """Hang a node without children, the last of its parent's, under another as a paragraph."""
        if node.parent is not None:
            node.parent.children -= 1
            node.parent.paragraphs -= node.level == "paragraph"
        parent.children += 1
        parent.paragraphs += 1
        node.level, node.number, node.parent = "paragraph", str(parent.paragraphs), parent
        node.depth, node.root_start = parent.depth + 1, parent.root_start


def _eid(node: Node) -> str:
    """The id of a node whose parent has one."""
    parent, number, level = node.parent, node.number, node.level
    if parent is None and node.zone is not None:
        return f"{node.zone}__para_{number}"
    own = EID_PART[level] if number is None or level in _UNNUMBERED else f"{EID_PART[level]}_{number}"
    return own if parent is None or level == "article" else f"{parent.eid}__{own}"


@cache
def _nth(number: str, unit: str) -> str:
    return f"第{chinese(int(number))}{unit}"


def _step(node: Node) -> str:
    """One step of the path a reader cites: 第三章, 第二款, （三）."""
    if node.num_text is not None:
        if node.level == "subparagraph" and node.num_text[0] not in "（(" and (node.number or "").isdigit():
            return f"（{chinese(int(node.number or 0))}）"  # a bracket is lost
        return node.num_text.rstrip("、.．")
    if node.level == "chapter":
        return node.heading or "章"  # its number is not printed
    if node.level == "paragraph" and node.number is not None:
        in_law = node.parent is not None and node.parent.level == "article"
        return _nth(node.number, "款" if in_law else "段")
    return _STEPS.get(node.level, "项后文字")


def _path(node: Node) -> str:
    """The path of a node whose parent has one."""
    if node.parent is not None:
        return f"{node.parent.path}/{_step(node)}"
    if node.zone is not None:
        return f"{_ZONES[node.zone]}/{_nth(node.number or '1', '段')}"
    return _step(node)


def _extents(nodes: list[Node], clean: CleanText) -> list[tuple[int, int, int, int]]:
    """Clean and raw span of each node with all its descendants; parents stand before children."""
    start = np.array([node.start for node in nodes])
    end = np.array([node.end for node in nodes])
    bare = start >= end  # an empty span has an empty raw span
    raw_start = clean.starts[np.minimum(start, len(clean) - 1)]
    raw_start[start >= len(clean)] = clean.raw_end
    raw_end = np.where(bare, raw_start, clean.ends[end - 1])
    bounds = starts, ends, raw_starts, raw_ends = start.tolist(), end.tolist(), raw_start.tolist(), raw_end.tolist()
    # compared by hand: of this loop a call of min or max would be the greater part
    for i in range(len(nodes) - 1, -1, -1):
        parent = nodes[i].parent
        if parent is not None:
            k = parent.index
            if starts[i] < starts[k]:  # noqa: PLR1730
                starts[k] = starts[i]
            if ends[i] > ends[k]:  # noqa: PLR1730
                ends[k] = ends[i]
            if raw_starts[i] < raw_starts[k]:  # noqa: PLR1730
                raw_starts[k] = raw_starts[i]
            if raw_ends[i] > raw_ends[k]:  # noqa: PLR1730
                raw_ends[k] = raw_ends[i]
    return list(zip(*bounds, strict=True))


def finish(tree: Tree, clean: CleanText) -> tuple[Clause, ...]:
    """The tree as frozen clauses, in reading order."""
    nodes = tree.nodes
    if not nodes:
        return ()
    for i, node in enumerate(nodes):
        node.index = i
    text = clean.text
    out: list[Clause] = []
    for node, (start, end, raw_start, raw_end) in zip(nodes, _extents(nodes, clean), strict=True):
        parent = node.parent
        node.eid = _eid(node)
        node.path = _path(node)
        out.append(
            Clause(  # by position: a call by names takes three times as long
                node.eid,
                "preamble" if node.zone == "preamble" else node.level,
                None if parent is None else parent.index,
                node.depth,
                node.num_text,
                node.number,
                node.heading,
                text[node.text_start : node.end],
                node.path,
                raw_start,
                raw_end,
                start,
                end,
                node.needs_review,
                node.review_reason,
            )
        )
    return tuple(out)
