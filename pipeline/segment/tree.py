"""The tree of provisions while it is built: nodes over stretches of a document's clean text.

Ids follow the Akoma Ntoso naming convention with Arabic digits; parts above the article are not in an article's id,
since article numbers run through the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
    children: list[Node] = field(default_factory=list)
    paragraphs: int = 0  # how many of its children are paragraphs


def plain_paragraph(block: Block) -> Node:
    """A paragraph without a number, with the doubt its lines carry."""
    return Node(
        "paragraph",
        block.start,
        block.end,
        text_start=block.start,
        needs_review=block.doubt is not None,
        review_reason=block.doubt,
    )


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
        if parent is not None:
            parent.children.append(node)
            if node.level == "paragraph":
                parent.paragraphs += 1
                if node.number is None:
                    node.number = str(parent.paragraphs)
        elif node.zone is not None and node.number is None:
            self.zones[node.zone] = self.zones.get(node.zone, 0) + 1
            node.number = str(self.zones[node.zone])
        self.nodes.append(node)
        return node


def _eid(node: Node, known: dict[int, str]) -> str:
    if node.zone is not None and node.parent is None:
        return f"{node.zone}__para_{node.number}"
    part = EID_PART[node.level]
    own = f"{part}_{node.number}" if node.number is not None and node.level not in ("title", "wrapup") else part
    if node.parent is None or node.level == "article":
        return own
    return f"{known[id(node.parent)]}__{own}"


def _step(node: Node) -> str:
    """One step of the path a reader cites: 第三章, 第二款, （三）."""
    if node.num_text is not None:
        return node.num_text.rstrip("、.．")
    if node.level == "paragraph" and node.number is not None:
        in_law = node.parent is not None and node.parent.level == "article"
        return f"第{chinese(int(node.number))}{'款' if in_law else '段'}"
    return {
        "title": "标题",
        "history": "题注",
        "addressee": "主送机关",
        "signature": "落款",
        "attachment_list": "附件说明",
    }.get(node.level, "项后文字")


def _zone_step(node: Node) -> str:
    if node.zone is None:
        return _step(node)
    return {"preamble": "序言", "closing": "结语"}[node.zone] + "/" + f"第{chinese(int(node.number or 1))}段"


def _extents(nodes: list[Node], clean: CleanText) -> list[tuple[int, int, int, int]]:
    """Clean and raw span of each node with all its descendants; parents stand before children."""
    if not nodes:
        return []
    start = np.array([node.start for node in nodes])
    end = np.array([node.end for node in nodes])
    bare = start >= end  # an empty span has an empty raw span
    raw_start = clean.starts[np.minimum(start, len(clean) - 1)]
    raw_start[start >= len(clean)] = clean.raw_end
    raw_end = np.where(bare, raw_start, clean.ends[end - 1])
    out = list(zip(start.tolist(), end.tolist(), raw_start.tolist(), raw_end.tolist(), strict=True))
    index = {id(node): i for i, node in enumerate(nodes)}
    for i in range(len(nodes) - 1, -1, -1):
        parent = nodes[i].parent
        if parent is not None:
            k = index[id(parent)]
            (a, b, c, d), (e, f, g, h) = out[k], out[i]
            out[k] = (min(a, e), max(b, f), min(c, g), max(d, h))
    return out


def finish(tree: Tree, clean: CleanText) -> tuple[Clause, ...]:
    """The tree as frozen clauses, in reading order."""
    index: dict[int, int] = {}
    eids: dict[int, str] = {}
    paths: dict[int, str] = {}
    depths: dict[int, int] = {}
    out: list[Clause] = []
    for i, (node, extent) in enumerate(zip(tree.nodes, _extents(tree.nodes, clean), strict=True)):
        key = id(node)
        index[key] = i
        eids[key] = _eid(node, eids)
        parent = node.parent
        paths[key] = _zone_step(node) if parent is None else f"{paths[id(parent)]}/{_step(node)}"
        depths[key] = 0 if parent is None else depths[id(parent)] + 1
        start, end, raw_start, raw_end = extent
        level = "preamble" if node.zone == "preamble" else node.level
        out.append(
            Clause(
                eid=eids[key],
                level=level,
                parent=None if parent is None else index[id(parent)],
                depth=depths[key],
                num_text=node.num_text,
                number=node.number,
                heading=node.heading,
                text=clean.text[node.text_start : node.end],
                path=paths[key],
                char_start=raw_start,
                char_end=raw_end,
                clean_start=start,
                clean_end=end,
                needs_review=node.needs_review,
                review_reason=node.review_reason,
            )
        )
    return tuple(out)
