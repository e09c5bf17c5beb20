"""The tree of provisions while it is built: nodes over stretches of a document's clean text.

Ids follow the Akoma Ntoso naming convention with Arabic digits; parts above the article are not in an article's id,
since article numbers run through the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import repeat

import numpy as np

from pipeline.common.records import rows
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


@cache
def _nth(number: str, unit: str) -> str:
    return f"第{chinese(int(number))}{unit}"


def _step(node: Node) -> str:
    """One step of the path a reader cites: 第三章, 第二款, （三）."""
    if node.num_text is not None:
        if node.level != "subparagraph":
            return node.num_text.rstrip("、.．")
        if node.num_text[0] not in "（(" and (node.number or "").isdigit():
            return f"（{chinese(int(node.number or 0))}）"  # a bracket is lost
        return node.num_text.rstrip("、.．")
    if node.level == "chapter":
        return node.heading or "章"  # its number is not printed
    if node.level == "paragraph" and node.number is not None:
        in_law = node.parent is not None and node.parent.level == "article"
        return _nth(node.number, "款" if in_law else "段")
    return _STEPS.get(node.level, "项后文字")


def _names(nodes: list[Node], parents: list[int | None]) -> tuple[list[str], list[str]]:
    """The ids of nodes and the paths a reader cites; parents stand before children."""
    ids: list[str] = []
    paths: list[str] = []
    for node, k in zip(nodes, parents, strict=True):
        number, level = node.number, node.level
        if k is None and node.zone is not None:
            ids.append(f"{node.zone}__para_{number}")
            paths.append(f"{_ZONES[node.zone]}/{_nth(number or '1', '段')}")
            continue
        own = EID_PART[level] if number is None or level in _UNNUMBERED else f"{EID_PART[level]}_{number}"
        ids.append(own if k is None or level == "article" else f"{ids[k]}__{own}")
        step = _step(node)
        paths.append(step if k is None else f"{paths[k]}/{step}")
    return ids, paths


def _extents(nodes: list[Node], parents: list[int | None], clean: CleanText) -> tuple[list[int], ...]:
    """Raw and clean span of each node with all its descendants; parents stand before children."""
    start = np.array([node.start for node in nodes])
    end = np.array([node.end for node in nodes])
    bare = start >= end  # an empty span has an empty raw span
    raw_start = clean.starts[np.minimum(start, len(clean) - 1)]
    raw_start[start >= len(clean)] = clean.raw_end
    raw_end = np.where(bare, raw_start, clean.ends[end - 1])
    bounds = raw_starts, raw_ends, starts, ends = raw_start.tolist(), raw_end.tolist(), start.tolist(), end.tolist()
    # compared by hand: of this loop a call of min or max would be the greater part
    for i in range(len(nodes) - 1, -1, -1):
        k = parents[i]
        if k is not None:
            if starts[i] < starts[k]:  # noqa: PLR1730
                starts[k] = starts[i]
            if ends[i] > ends[k]:  # noqa: PLR1730
                ends[k] = ends[i]
            if raw_starts[i] < raw_starts[k]:  # noqa: PLR1730
                raw_starts[k] = raw_starts[i]
            if raw_ends[i] > raw_ends[k]:  # noqa: PLR1730
                raw_ends[k] = raw_ends[i]
    return bounds


def finish(tree: Tree, clean: CleanText) -> tuple[Clause, ...]:
    """The tree as frozen clauses, in reading order, made from a column for each field."""
    nodes = tree.nodes
    if not nodes:
        return ()
    for i, node in enumerate(nodes):
        node.index = i
    parents = [None if (parent := node.parent) is None else parent.index for node in nodes]
    text = clean.text
    ids, paths = _names(nodes, parents)
    return tuple(
        rows(
            Clause,
            ids,
            ["preamble" if node.zone == "preamble" else node.level for node in nodes],
            parents,
            [node.depth for node in nodes],
            [node.num_text for node in nodes],
            [node.number for node in nodes],
            [node.heading for node in nodes],
            [text[node.text_start : node.end] for node in nodes],
            paths,
            *_extents(nodes, parents, clean),
            [node.needs_review for node in nodes],
            [node.review_reason for node in nodes],
            repeat("text"),
        )
    )
