"""Provisions in the style of laws: 编 章 节 条 款 项 目 (Legislation Law, article 65)."""

from __future__ import annotations

import re
from itertools import zip_longest

from pipeline.normalise.numbering import Mark
from pipeline.segment.blocks import Block
from pipeline.segment.labels import BLANK
from pipeline.segment.law_headings import Heading, headings
from pipeline.segment.tree import Node, Tree, plain_paragraph

_RANK = {"part": 0, "subpart": 1, "chapter": 2, "section": 3, "heading_1": 2, "heading_2": 3}
_COUNTED = ("part", "subpart", "chapter", "section")
_CAPTION = re.compile(
    r"（([^（）。；]{1,40}(?:（[^（）]{1,12}）[^（）。；]{0,20})?)）[ ]?|[【\[]([^【】。；]{1,40})[】\]][ ]?"
)
_CAPTION_OPENS = ("（", "【", "[")
_LONGEST_BARE = 24
_BARE_CAPTION = re.compile(r"[^，。；：！？（）《》]{2,24}$")
#: words that open a list, though their colon is lost: 有下列情形之一的
_OPENS_LIST = re.compile(r"下列|如下|以下|之一|应当|不得|可以|[的为是]$")
_ITEMS = ("two", "three", "four")
_ENDS = re.compile(r"[。！？]”?$")
_CLOSED = re.compile(r"[。；：！？]”?$")
#: an attachment's heading, and what is left blank in a form
_ATTACHED = re.compile(r"附[ ]?(?:[件表录图][ ]?[\d一二三四五六七八九十]{0,3}[：:]?.{0,40}|[：:].{0,40})")
_SEAL = re.compile(r"[（(](?:公章|盖章|院印|回执|存根|签字|印章|正面|背面)[）)]")
_FORM_LINES, _FEWEST_BLANKS = 8, 3
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
        self.last: dict[str, Node] = {}  # kind of number -> its last item, though paragraphs stand after it
        self.between: list[Node] = []  # the paragraphs after the last item
        self.said = ""  # by the list's last item or point, or the paragraph after it

    def container(self, block: Block, own: Heading) -> None:
        """编, 分编, 章, 节, and what stands over articles as they do."""
        rank = _RANK[own.level]
        self.above = [n for n in self.above if _RANK[n.level] < rank]
        node = Node(own.level, block.start, block.end, own.number, own.num_text, own.heading or None, block.end)
        if own.lost:
            node.needs_review, node.review_reason = True, "a heading's number is lost"
        self.tree.add(node, self.above[-1] if self.above else None)
        self.above.append(node)
        self._begin(None)

    def _begin(self, article: Node | None) -> None:
        """A new article, or none yet under a new heading."""
        self.article = article
        self.paragraph = self.item = self.point = None
        self.last, self.between = {}, []

    def open_article(self, block: Block, mark: Mark, following: Block | None) -> None:
        """条, with its caption and, on the same line, its first 款."""
        body = block.body
        heading: str | None = None
        text_at = block.body_start
        caption = _CAPTION.match(body) if body[:1] in _CAPTION_OPENS else None
        if caption and (caption.end() == len(body) or not re.match(r"[，、的是]", body[caption.end() :])):
            heading = caption.group(1) or caption.group(2)
            text_at += caption.end()
        elif (
            len(body) <= _LONGEST_BARE
            and _BARE_CAPTION.fullmatch(body)
            and following is not None
            and _stands_over(body, following)
        ):
            heading = body.strip()
            text_at = block.end
        own_end = text_at if text_at < block.end else block.end
        node = Node("article", block.start, own_end, mark.number, mark.text, heading, own_end)
        self._begin(self.tree.add(node, self.above[-1] if self.above else None))
        if text_at < block.end:
            self.paragraph = self.tree.add(Node("paragraph", text_at, block.end, text_start=text_at), self.article)

    def plain(self, block: Block) -> None:
        """An unnumbered paragraph: the next 款, or the text after the items of this one."""
        if self.article is None and self.above:
            self._under_container(block)
            return
        if self.article is None:
            # nothing numbered stands before it
            self.tree.add(Node("paragraph", block.start, block.end, text_start=block.start, zone="preamble"), None)
            return
        last = self.point or self.item
        if last is not None and self.paragraph is not None and not _ENDS.search(self.said, max(0, len(self.said) - 2)):
            node = self.tree.add(Node("wrapup", block.start, block.end, text_start=block.start), self.paragraph)
        else:
            node = self.paragraph = self.tree.add(plain_paragraph(block), self.article)
        self.item = self.point = None
        self.between.append(node)
        self.said = block.text

    def _under_container(self, block: Block) -> None:
        """A line between a chapter's heading and its first article: the heading's second line, or a paragraph of its own."""
        holder = self.above[-1]
        bare = not re.search(r"[。；：，]", block.text) and len(block.text) <= 40
        if bare and not holder.children and holder.heading is not None:
            holder.heading += block.text
            holder.end = holder.text_start = block.end
            return
        self.tree.add(Node("paragraph", block.start, block.end, text_start=block.start), holder)

    def _goes_on(self, mark: Mark) -> Node | None:
        """The list that goes on counting over paragraphs after its last item: that item.

        The paragraphs are hung under it, but for those of an article whose items stand right under its caption.
        """
        last = self.last.get(mark.kind)
        if last is None or not self.between or last.number != str(mark.value - 1) or self.said.endswith("："):
            return None
        holder = last.parent
        for node in self.between if holder is not self.article else ():
            self.tree.move(node, last)
        self.item = holder if holder is not None and holder.level == "subparagraph" else None
        while holder is not None and holder.level not in ("paragraph", "article"):
            holder = holder.parent
        self.paragraph = holder if holder is not None and holder.level == "paragraph" else None
        return last

    def numbered(self, block: Block, mark: Mark) -> None:
        """项 and 目."""
        before = self._goes_on(mark)
        level = "subparagraph" if mark.kind == "two" else "point"
        node = Node(level, block.start, block.end, mark.number, mark.text, text_start=block.body_start)
        deeper = mark.kind in ("four", "circled") and self.point is not None
        if before is not None:
            holder = before.parent
        elif mark.kind == "two":
            holder = self.paragraph or self.article
        else:
            holder = (self.point if deeper else None) or self.item or self.paragraph or self.article
        self.last[mark.kind] = self.tree.add(node, holder)
        if mark.kind == "two":
            self.item, self.point = node, None
            self.last = {mark.kind: node}
        elif not deeper:
            self.point = node
            if self.item is None:
                self.last.pop("two", None)  # it stands outside that list
        self.between = []
        self.said = block.text
        if mark.damaged:
            node.needs_review, node.review_reason = True, "a bracket of the number is lost"


class _Quotes:
    """What an amendment quotes of the amended text: none of it is a provision of the amendment itself.

    A quotation is open where its mark is not closed; right after a colon (内容如下：) it begins with a heading or an article
    that does not count on, and lasts until the amendment's own next article.
    """

    def __init__(self) -> None:
        self.own = 0  # the last own article
        self.depth = 0
        self.announced = self.quoting = False

    def holds(self, block: Block) -> bool:
        """Whether ``block`` is quoted; blocks are to be asked in order."""
        mark = block.mark
        if mark is not None and mark.kind == "article" and (not self.own or mark.value == self.own + 1):
            self.own, self.depth, self.announced, self.quoting = mark.value, 0, False, False
        elif mark is not None and mark.kind in ("article", *_COUNTED):
            self.quoting = self.quoting or self.announced
        inside = bool(self.own) and (self.depth > 0 or self.quoting)
        self.depth = max(0, self.depth + block.text.count("“") - block.text.count("”"))
        self.announced = block.text.endswith("：")
        return inside


def _attached(blocks: list[Block]) -> int:
    """Index of the first block after the last article that is an attachment's: its heading, or forms to be filled in."""
    last = max(
        (i for i, b in enumerate(blocks) if b.mark is not None and b.mark.kind == "article"), default=len(blocks)
    )
    forms = [i for i in range(last + 1, len(blocks)) if BLANK.search(blocks[i].text) or _SEAL.fullmatch(blocks[i].text)]
    for i in range(last + 1, len(blocks)):
        if _ATTACHED.fullmatch(blocks[i].text):
            return i
        # a form: its title, and blanks below it
        near = sum(1 for k in forms if i <= k < i + _FORM_LINES)
        if near >= _FEWEST_BLANKS and _CLOSED.search(blocks[i - 1].text) and not _CLOSED.search(blocks[i].text):
            return i
    return len(blocks)


def read_law(tree: Tree, blocks: list[Block], *, amendment: bool = False) -> None:
    """Add a law's provisions to the tree. ``blocks`` are the body's, head and signature off."""
    reader = _LawReader(tree)
    over = headings(blocks)
    quotes = _Quotes() if amendment else None
    attached = _attached(blocks)
    own = blocks[:attached]
    for i, (block, following) in enumerate(zip_longest(own, own[1:])):
        mark = block.mark
        if quotes is not None and quotes.holds(block):
            reader.plain(block)
        elif i in over:
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
    for block in blocks[attached:]:
        node = Node("paragraph", block.start, block.end, text_start=block.start, zone="closing")
        node.needs_review, node.review_reason = True, "stands after the last article: an attachment's"
        tree.add(node, None)
