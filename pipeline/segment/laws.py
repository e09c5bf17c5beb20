"""Provisions in the style of laws: 编 章 节 条 款 项 目 (Legislation Law, article 65)."""

from __future__ import annotations

import re

from pipeline.normalise.numbering import Mark
from pipeline.segment.blocks import Block
from pipeline.segment.law_headings import Heading, headings
from pipeline.segment.tree import Node, Tree, plain_paragraph

_RANK = {"part": 0, "subpart": 1, "chapter": 2, "section": 3, "heading_1": 2, "heading_2": 3}
_COUNTED = ("part", "subpart", "chapter", "section")
_CAPTION = re.compile(
    r"（([^（）。；]{1,40}(?:（[^（）]{1,12}）[^（）。；]{0,20})?)）[ ]?|[【\[]([^【】。；]{1,40})[】\]][ ]?"
)
_BARE_CAPTION = re.compile(r"[^，。；：！？（）《》]{2,24}$")
#: words that open a list, though their colon is lost: 有下列情形之一的
_OPENS_LIST = re.compile(r"下列|如下|以下|之一|应当|不得|可以|[的为是]$")
_ITEMS = ("two", "three", "four")
_ENDS = re.compile(r"[。！？]”?$")
_IN_FORCE = re.compile(r"本[^，。；]{1,16}(?:自|从).{0,40}(?:施行|实施|生效|执行)")


def _stands_over(words: str, following: Block) -> bool:
    """Whether an article's bare words are the caption of what follows: a sentence, or a list's first item."""
    if following.mark is None:
        return following.text.endswith(("。", "："))
    return following.mark.value == 1 and following.mark.kind in _ITEMS and not _OPENS_LIST.search(words)


class _LawReader:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.above: list[Node] = []
        self.article: Node | None = None
        self.paragraph: Node | None = None
        self.item: Node | None = None
        self.point: Node | None = None
        self.list_item: Node | None = None  # the last item, though paragraphs stand after it
        self.said = ""  # by the list's last item or point

    def container(self, block: Block, own: Heading) -> None:
        """编, 分编, 章, 节, and what stands over articles as they do."""
        rank = _RANK[own.level]
        self.above = [n for n in self.above if _RANK[n.level] < rank]
        node = Node(own.level, block.start, block.end, own.number, own.num_text, own.heading or None, block.end)
        if own.lost:
            node.needs_review, node.review_reason = True, "a heading's number is lost"
        self.tree.add(node, self.above[-1] if self.above else None)
        self.above.append(node)
        self.article = self.paragraph = self.item = self.point = None

    def open_article(self, block: Block, mark: Mark, following: Block | None) -> None:
        """条, with its caption and, on the same line, its first 款."""
        body = block.body
        heading: str | None = None
        text_at = block.body_start
        caption = _CAPTION.match(body)
        if caption and (caption.end() == len(body) or not re.match(r"[，、的是]", body[caption.end() :])):
            heading = caption.group(1) or caption.group(2)
            text_at += caption.end()
        elif _BARE_CAPTION.fullmatch(body) and following is not None and _stands_over(body, following):
            heading = body.strip()
            text_at = block.end
        own_end = text_at if text_at < block.end else block.end
        node = Node("article", block.start, own_end, mark.number, mark.text, heading, own_end)
        self.article = self.tree.add(node, self.above[-1] if self.above else None)
        self.paragraph = self.item = self.point = None
        if text_at < block.end:
            self.paragraph = self.tree.add(Node("paragraph", text_at, block.end, text_start=text_at), self.article)

    def plain(self, block: Block) -> None:
        """An unnumbered paragraph: the next 款, or the text after the items of this one."""
        if self.article is None and self.above:
            self._under_container(block)
            return
        if self.article is None:
            zone = (
                "preamble"
                if not self.tree.nodes or all(n.level not in ("chapter", "article", "part") for n in self.tree.nodes)
                else "closing"
            )
            self.tree.add(Node("paragraph", block.start, block.end, text_start=block.start, zone=zone), None)
            return
        last = self.point or self.item
        if last is not None and self.paragraph is not None and not _ENDS.search(self.said, max(0, len(self.said) - 2)):
            self.tree.add(Node("wrapup", block.start, block.end, text_start=block.start), self.paragraph)
            self.item = self.point = None
            return
        self.paragraph = self.tree.add(plain_paragraph(block), self.article)
        self.item = self.point = None

    def _under_container(self, block: Block) -> None:
        """A line between a chapter's heading and its first article: the heading's second line, or a paragraph of its own."""
        holder = self.above[-1]
        bare = not re.search(r"[。；：，]", block.text) and len(block.text) <= 40
        if bare and not holder.children and holder.heading is not None:
            holder.heading += block.text
            holder.end = holder.text_start = block.end
            return
        self.tree.add(Node("paragraph", block.start, block.end, text_start=block.start), holder)

    def _counts_on(self, mark: Mark) -> bool:
        return self.list_item is not None and self.list_item.number == str(mark.value - 1)

    def numbered(self, block: Block, mark: Mark) -> None:
        """项 and 目."""
        holder: Node | None
        if mark.kind == "two":
            holder = self.paragraph or self.article
            if self.list_item is not None and self.list_item.parent is self.article and self._counts_on(mark):
                # the list of the caption goes on over paragraphs of its own
                holder, self.paragraph = self.article, None
            node = Node("subparagraph", block.start, block.end, mark.number, mark.text, text_start=block.body_start)
            self.item = self.list_item = self.tree.add(node, holder)
            self.point = None
        else:
            deeper = mark.kind in ("four", "circled") and self.point is not None
            holder = (self.point if deeper else None) or self.item or self.paragraph or self.article
            node = Node("point", block.start, block.end, mark.number, mark.text, text_start=block.body_start)
            added = self.tree.add(node, holder)
            if not deeper:
                self.point = added
        self.said = block.text
        if mark.damaged:
            node.needs_review, node.review_reason = True, "a bracket of the number is lost"


def read_law(tree: Tree, blocks: list[Block]) -> None:
    """Add a law's provisions to the tree. ``blocks`` are the body's, head and signature off."""
    reader = _LawReader(tree)
    over = headings(blocks)
    for i, block in enumerate(blocks):
        mark = block.mark
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if i in over:
            reader.container(block, over[i])
        elif mark is not None and mark.kind in _COUNTED:
            reader.container(block, Heading(mark.kind, mark.number, mark.text, block.body.strip()))
        elif mark is not None and mark.kind == "article":
            reader.open_article(block, mark, following)
        elif mark is None or mark.kind == "one" or reader.article is None:
            closing = following is None and mark is None and _IN_FORCE.match(block.text)
            if (
                closing
                and reader.article is not None
                and reader.paragraph is not None
                and reader.article.heading is None
            ):
                tree.add(Node("paragraph", block.start, block.end, text_start=block.start, zone="closing"), None)
            else:
                reader.plain(block)
        else:
            reader.numbered(block, mark)
