"""Provisions in the style of policy papers: 一、（一） 1. （1） (GB/T 9704-2012, 7.3.3), and amending decisions."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from pipeline.normalise.numbering import Mark
from pipeline.segment.blocks import Block
from pipeline.segment.tree import Node, Tree, plain_paragraph

_LEVEL = {
    "part": -3,
    "subpart": -2,
    "chapter": -1,
    "section": 0,
    "article": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "circled": 5,
}
_NAME = {1: "heading_1", 2: "heading_2", 3: "heading_3", 4: "heading_4", 5: "point"}
_KIND = {1: "one", 2: "two", 3: "three", 4: "four"}
#: What introduces quoted text in an amending decision, and what only introduces its items.
_INTRODUCES = re.compile(r"(?:作如下修改|修改如下|作出如下修改|如下修改|予以修改|其他修改)：$")
_SENTENCE = re.compile(r"[。；！？：]")
_RUN_IN = re.compile(r"([^。；！？：]{2,60})。(?=.)")
#: Words of a sentence that orders or tells something, which a heading has not: 纳税人应当按照规定申报。其中，…
_NO_HEADING = re.compile(
    r"应当|可以|不得|必须|下列|以下|如下|其中|分别为|本(?:公告|通知|通告|决定|批复|办法|规定|意见|方案|措施|政策措施|细则)(?:自|由|所|中|适用)|\d日起|同时废止|停止执行"
)
_STANDING = re.compile(r"[^。；：！？]{2,40}。")
#: What only says who is responsible: no text that a heading could stand over.
_DUTY = re.compile(r"[ ]?[（〔(【\[](?:责任|牵头|配合|主办|实施|负责)[^（）〔〕]{0,8}[：:].*[）〕)】\]]。?")
_LABELLED = re.compile(r"([^，。；：！？“《]{2,16})：(?=.)")
#: A closing paragraph: when the paper takes effect, who explains it, that it is hereby notified.
_CLOSING = re.compile(
    r"本[^，。；]{1,16}(?:自|于|从|有效期|由|所称|涉及).{0,60}|(?:以上|上述|此前|原|凡).{0,30}(?:施行|实施|废止|有效|为准|执行)"
    r"|此外，.{0,10}(?:条文|条款|个别|文字|序号).{0,30}(?:调整|修改)。"
    r"|特此(?:通知|公告|通告|批复|函告|说明)。?|.{0,40}(?:自|从).{0,30}(?:起施行|起实施|起执行|之日起施行).{0,80}"
)
#: A heading over the rest that a paper has to say.
_REST = re.compile(r"^其[他它]|^附则|^(?:施行|实施|执行)(?:日期|时间)")
_LEADS_ON = re.compile(r"(?:——|—|一是|二是|三是|四是|五是|六是|七是|八是|其中|第一，|第二，|第三，|专栏)")


def _series(blocks: list[Block]) -> list[int]:
    """For each block the number of the series of numbers it counts in (-1: unnumbered): a count that starts anew is a new one."""
    out: list[int] = []
    last: dict[str, tuple[int, int]] = {}
    made = 0
    for block in blocks:
        if block.mark is None:
            out.append(-1)
            continue
        value, series = last.get(block.mark.kind, (0, -1))
        if series < 0 or block.mark.value != value + 1:
            series, made = made, made + 1
        last[block.mark.kind] = (block.mark.value, series)
        out.append(series)
    return out


def _run_in(body: str) -> re.Match[str] | None:
    """The heading that opens a paragraph and ends with a full stop, or None: no sentence, and more than a note after it."""
    match = _RUN_IN.match(body)
    if match is None or _NO_HEADING.search(match.group(1)) or _DUTY.fullmatch(body, match.end()):
        return None
    return match


def _run_in_series(blocks: list[Block], series: list[int]) -> tuple[set[int], set[int]]:
    """The series whose paragraphs throughout run a heading into their text, by a full stop and by a colon."""
    stop: dict[int, list[bool]] = defaultdict(list)
    colon: dict[int, list[bool]] = defaultdict(list)
    for block, one in zip(blocks, series, strict=True):
        if one < 0 or not _SENTENCE.search(block.body):
            continue
        stop[one].append(_run_in(block.body) is not None)
        colon[one].append(_LABELLED.match(block.body) is not None)
    by_stop = {k for k, v in stop.items() if sum(v) >= 0.5 * len(v)}
    by_stop |= _standing_series(blocks, series)
    by_colon = {k for k, v in colon.items() if sum(v) >= 0.6 * len(v) and k not in by_stop}
    return by_stop, by_colon


def _standing_series(blocks: list[Block], series: list[int]) -> set[int]:
    """The series in which every number stands over text with a heading and its full stop: （一）创新驱动。 and a paragraph."""
    bare: dict[int, list[bool]] = defaultdict(list)
    for block, one, after in zip(blocks, series, [*blocks, None][1:], strict=True):
        if one >= 0:
            stands = _STANDING.fullmatch(block.body) is not None and not _NO_HEADING.search(block.body)
            bare[one].append(stands and after is not None and after.mark is None and after.text.endswith("。"))
    return {one for one, each in bare.items() if len(each) > 1 and all(each)}


def _quotes(text: str) -> bool:
    """Whether a line of an amending decision introduces quoted text rather than the decision's own items."""
    return text.endswith("：") and not _INTRODUCES.search(text)


class _PaperReader:
    def __init__(self, tree: Tree, blocks: list[Block], decision: bool) -> None:
        self.tree = tree
        self.blocks = blocks
        self.decision = decision
        self.series = dict(zip(map(id, blocks), _series(blocks), strict=True))
        self.by_stop, self.by_colon = _run_in_series(blocks, list(self.series.values()))
        self.following = {id(a): b for a, b in pairwise(blocks)}
        self.open: list[tuple[int, Node, bool]] = []  # level, node, whether its text runs on in its own paragraph
        self.quoting = False
        self.quoted: dict[str, int] = {}
        self.seen_mark = False
        self.said = ""  # by the paragraph before
        self.led = False  # whether that one stands under an item that ends with a colon
        self.loose = self._loose()

    def _loose(self) -> bool:
        """Whether unnumbered paragraphs follow run-in items before the last numbered one: then a last one is an item's too."""
        last = max((i for i, b in enumerate(self.blocks) if b.mark), default=-1)
        runs = False
        for i, block in enumerate(self.blocks[: last + 1]):
            if block.mark is not None:
                runs = bool(_SENTENCE.search(block.body)) and _LEVEL[block.mark.kind] <= 2
            elif runs and i < last:
                return True
        return False

    def heading(self, block: Block) -> tuple[str | None, int]:
        """The heading of a numbered paragraph and where its text begins (``block.end``: it has none)."""
        body = block.body
        if not _SENTENCE.search(body) or re.fullmatch(r"[^。；！：]{2,40}？", body):
            return body.strip() or None, block.end
        if not self.quoting and not self.decision:
            series = self.series[id(block)]
            # one may stand alone, its full stop kept, among run-in headings or over items: （二）基本原则。
            if _STANDING.fullmatch(body) and (
                (series in self.by_stop and self.text_follows(block)) or self.items_follow(block)
            ):
                return body[:-1], block.end
            match = _run_in(body) if series in self.by_stop else None
            if match is None and series in self.by_colon:
                match = _LABELLED.match(body)
            if match is not None:
                after = match.end() + len(body[match.end() :]) - len(body[match.end() :].lstrip())
                return match.group(1), block.body_start + after
        return None, block.body_start

    def text_follows(self, block: Block) -> bool:
        """Whether the next paragraph is the heading's text (unnumbered) or opens its items."""
        after = self.following.get(id(block))
        if after is None or block.mark is None:
            return False
        return after.mark is None or _LEVEL[after.mark.kind] > _LEVEL[block.mark.kind]

    def items_follow(self, block: Block) -> bool:
        """Whether a short sentence is the heading of the first item after it: （一）强化科技创新支撑。 1.…"""
        after = self.following.get(id(block))
        if after is None or after.mark is None or block.mark is None or _NO_HEADING.search(block.body):
            return False
        return after.mark.value == 1 or (
            _LEVEL[after.mark.kind] == 3 and _LEVEL[after.mark.kind] > _LEVEL[block.mark.kind]
        )

    def numbered(self, block: Block, mark: Mark) -> None:
        """A numbered paragraph as heading, with its run-in text as its first paragraph."""
        level = _LEVEL[mark.kind]
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        parent = self.open[-1][1] if self.open else None
        heading, text_at = self.heading(block)
        own_end = min(text_at, block.end)
        kind = mark.kind if level <= 0 else _NAME[level]
        node = Node(kind, block.start, own_end, mark.number, mark.text, heading, own_end)
        if mark.damaged:
            node.needs_review, node.review_reason = True, "a bracket of the number is lost"
        self.tree.add(node, parent)
        if text_at < block.end:
            self.tree.add(Node("paragraph", text_at, block.end, text_start=text_at), node)
        self.open.append((level, node, text_at < block.end))
        self.seen_mark = True
        self.quoting = self.decision and _quotes(block.text)
        self.quoted = {}

    def plain(self, block: Block, last: bool) -> None:
        """An unnumbered paragraph: under the heading it belongs to, before the first one, or after all."""
        node = plain_paragraph(block)
        if not self.open:
            node.zone = "closing" if self.seen_mark else "preamble"
            self.tree.add(node, None)
            return
        if (
            last
            and not self.quoting
            and not self.is_bare(self.open[-1][1])
            and (_CLOSING.match(block.text) or (self.open[-1][2] and self.open[-1][0] <= 2 and not self.loose))
        ):
            self.open.clear()
            node.zone = "closing"
            self.tree.add(node, None)
            return
        self.tree.add(node, self.holder(block))
        if self.decision and _quotes(block.text):
            self.quoting = True

    @staticmethod
    def is_bare(node: Node) -> bool:
        """Whether a heading over the rest has no text yet: what follows 十一、其他事项 is its own, even where it could close."""
        return not node.children and node.heading is not None and _REST.search(node.heading) is not None

    def holder(self, block: Block) -> Node:
        """The heading that an unnumbered paragraph belongs to: after a list of items, the one that opened the list."""
        self.led = self.said.endswith("：") or (self.led and self.said.endswith("；"))
        if self.decision or self.led or _LEADS_ON.match(block.text):
            return self.open[-1][1]
        for level, node, run_in in reversed(self.open):
            if not run_in or level <= 2:
                return node
        return self.open[-1][1]

    def is_quoted(self, mark: Mark) -> bool:
        """Inside an amending decision's quoted text: whether a number is the quotation's and not the decision's own.

        The decision's own next number is one more than that of an open item of its; all others are quoted, and so is
        one that goes on counting where the quotation left off.
        """
        if not self.quoting:
            return False
        own = {_KIND[level]: int(node.number or 0) for level, node, _ in self.open if level in _KIND}
        counted = self.quoted.get(mark.kind)
        if mark.kind in own and mark.value == own[mark.kind] + 1 and counted != mark.value - 1:
            return False
        self.quoted[mark.kind] = mark.value
        return True

    def run(self) -> None:
        """Read all blocks."""
        last_numbered = max((i for i, b in enumerate(self.blocks) if b.mark), default=-1)
        for i, block in enumerate(self.blocks):
            mark = block.mark
            if mark is not None and self.is_quoted(mark):
                mark = None
            if mark is None:
                self.plain(block, i > last_numbered and len(self.blocks) - i <= 3)
            else:
                self.numbered(block, mark)
                self.led = False
            self.said = block.text


def read_paper(tree: Tree, blocks: list[Block], *, decision: bool) -> None:
    """Add a policy paper's (or an amending decision's) provisions to the tree; head and signature off."""
    _PaperReader(tree, blocks, decision).run()
