"""The undamaged truth: a law in light Markdown, read line by line without the pipeline.

In the corpus every paragraph is one line, so nothing has to be guessed: a line opens a container (编 章 节), an article
(条), an item (项), a point (目) or is an unnumbered paragraph (款). Texts in which that is not so are refused with the
reason, since a doubtful truth measures nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["title", "history", "container", "article", "paragraph", "item", "point", "wrapup", "preamble"]

_N = "一二三四五六七八九十百千零〇"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_END_OF_HEAD = "<!-- INFO END -->"
_INK = re.compile(r"[\s\u200b\ufeff\u3000\xa0]+")
_HEADING = re.compile(r"(#{1,6})\s*(.+)$")
_CONTAINER = re.compile(rf"(第[{_N}]+(?:分编|编|章|节))\s*(.*)$")
_ARTICLE = re.compile(rf"(第([{_N}]+)条(?:之([{_N}]+))?)(?:\s+(.*))?$")
_GLUED_ARTICLE = re.compile(rf"第([{_N}]+)条(?![{_N}之规、，。；的和与及或至款项所中第（])\S")
_ITEM = re.compile(rf"[（(]\s*[{_N}]+\s*[）)]")
_GLUED_ITEM = re.compile(rf"[；;。]\s?[（(]([{_N}]+)[）)]")
_GLUED_POINT = re.compile(r"[；;。]\s?[（(]\d{1,2}[）)]")
_POINT = re.compile(r"[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)")
_ENDS = re.compile(r"[。！？.][”’」』）)]*$")
#: No end of a paragraph that another without a number may follow.
_BROKEN_OFF = re.compile(r"[^。．.；;：:！？!?）)”’」』》…]$")
_TITLE = re.compile(r"[\u4e00-\u9fff、 ]{2,24}")
_MARKUP = re.compile(r"^(?:\||!\[|<|```)|<(?:br|table|img|div)\b", re.IGNORECASE)
#: Marks that print the same thing in another width or style; both sides of a comparison are folded to the second.
_SAME = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": "<", "»": ">", "‹": "<", "›": ">", "《": "<", "》": ">", "〈": "<", "〉": ">",
    "‘": "'", "’": "'", "。": ".", "｡": ".", "—": "-", "–": "-", "―": "-", "─": "-", "‐": "-", "〔": "[", "〕": "]",
    "•": "·", "・": "·", "○": "〇",
})  # fmt: skip


class NotALaw(Exception):  # noqa: N818 - it is no error: a corpus holds other things too
    """The text is no whole law that can be read without doubt; the message is the reason, one of a short list."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as its author wrote it, its number included. ``number``: of an article, ``15`` or ``120-1``."""

    kind: Kind
    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """What an article holds: ``(kind, start)`` of each paragraph, item, point and wrapup, start in folded text."""

    number: str
    text: str  # folded, its number included
    parts: tuple[tuple[str, int], ...]

    def count(self, kind: str) -> int:
        """How many parts of a kind it has."""
        return sum(1 for k, _ in self.parts if k == kind)


@dataclass(frozen=True, slots=True)
class Law:
    """A law: its blocks in print order and its articles."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    articles: tuple[Provision, ...] = field(default=())

    @property
    def containers(self) -> tuple[str, ...]:
        """Folded headings of 编, 章 and 节 in order, without a list of them before the first article."""
        first = next((i for i, b in enumerate(self.blocks) if b.kind == "article"), 0)
        body = [fold(b.text) for b in self.blocks[first:] if b.kind == "container"]
        head = [fold(b.text) for b in self.blocks[:first] if b.kind == "container"]
        if set(head) & set(body) and len(head) > 1:
            head = head[head.index(head[0], 1) :] if head.count(head[0]) > 1 else []
        return (*head, *body)


def fold(text: str) -> str:
    """The form in which two readings of one print are compared: no width, no style of marks, no space."""
    return _INK.sub("", unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME))


def number_of(numeral: str) -> int:
    """A Chinese numeral below 10000 as a number."""
    total = digit = 0
    for c in numeral:
        if c in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        else:
            digit = "零一二三四五六七八九".find(c.replace("〇", "零"))
    return total + digit


def _lines(markdown: str) -> tuple[list[str], int]:
    """Lines with ink on them, and how many belong to the head (0: not marked)."""
    head, mark, body = markdown.partition(_END_OF_HEAD)
    kept: list[list[str]] = []
    for part in (head, body):
        bare = (_INK.sub(" ", line).strip() for line in _COMMENT.sub("", part).split("\n"))
        kept.append([line.replace("**", "").strip() for line in bare if line])
    return kept[0] + kept[1], len(kept[0]) if mark else 0


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.last: tuple[int, int] = (0, 0)
        self.started = False

    def article(self, match: re.Match[str]) -> None:
        """Open the next article; a number out of turn with a space after it is a fault of the text."""
        main, sub = number_of(match.group(2)), number_of(match.group(3) or "零")
        turn = (main, sub) in ((self.last[0] + 1, 0), (self.last[0], self.last[1] + 1))
        if not turn:
            if self.last == (0, 0):
                raise NotALaw("part of a code")
            raise NotALaw("article numbers out of turn")
        if (match.group(4) or "").startswith(("（", "(")):
            raise NotALaw("a bracket right after an article's number")  # a caption, or the rest of a lost word
        self.last = (main, sub)
        self._lost_heading()
        text = f"{match.group(1)}　{match.group(4)}" if match.group(4) else match.group(1)
        self.blocks.append(Block("article", text, f"{main}-{sub}" if sub else str(main)))
        self.started = True

    def _lost_heading(self) -> None:
        """A bare line between a sentence's end and an article is the heading of a chapter that lost its number."""
        last, before = self.blocks[-1], self.blocks[-2] if len(self.blocks) > 1 else None
        if (
            last.kind in ("paragraph", "wrapup")
            and _TITLE.fullmatch(last.text)
            and before
            and _ENDS.search(before.text)
        ):
            self.blocks[-1] = Block("container", last.text)

    def item(self, line: str) -> None:
        """An item; one without its fellow before it, or with its fellow behind it in the line, is a fault of the text."""
        turn = number_of(re.sub(rf"[^{_N}]", "", _ITEM.match(line).group()))  # type: ignore[union-attr]
        before = next((b for b in reversed(self.blocks) if b.kind in ("item", "article")), None)
        last = _ITEM.match(before.text) if before is not None else None
        if turn != 1 and turn != 1 + (number_of(re.sub(rf"[^{_N}]", "", last.group())) if last else 0):
            raise NotALaw("item numbers out of turn")
        if any(number_of(m.group(1)) == turn + 1 for m in _GLUED_ITEM.finditer(line)):
            raise NotALaw("two items in one line")
        self.blocks.append(Block("item", line))

    def body(self, line: str, in_head: bool) -> None:
        heading = _HEADING.match(line)
        words = heading.group(2) if heading else line
        container = _CONTAINER.match(words)
        if heading and container:
            text = f"{container.group(1)}　{container.group(2)}" if container.group(2) else container.group(1)
            self.blocks.append(Block("container", text))
            return
        match = _ARTICLE.match(words)
        if match:
            self.article(match)
            return
        if heading:
            raise NotALaw("headings that are no 编, 章 or 节")
        glued = _GLUED_ARTICLE.match(line)
        if glued and number_of(glued.group(1)) == self.last[0] + 1:
            raise NotALaw("an article's number runs into its text")
        if not self.started:
            self.blocks.append(Block("history" if in_head else "preamble", line))
        elif _ITEM.match(line):
            self.item(line)
        elif _POINT.match(line):
            if _GLUED_POINT.search(line):
                raise NotALaw("two items in one line")
            self.blocks.append(Block("point", line))
        else:
            before = self.blocks[-1]
            if _BROKEN_OFF.search(before.text):
                raise NotALaw("a paragraph that breaks off")
            wrapup = before.kind in ("item", "point") and not _ENDS.search(before.text)
            self.blocks.append(Block("wrapup" if wrapup else "paragraph", line))


def _articles(blocks: list[Block]) -> tuple[Provision, ...]:
    out: list[Provision] = []
    number, text, parts = "", "", list[tuple[str, int]]()

    def close() -> None:
        if number:
            out.append(Provision(number, text, tuple(parts)))

    for block in blocks:
        if block.kind == "article":
            close()
            number, text, parts = block.number or "", fold(block.text), []
            words = _ARTICLE.match(block.text.replace("　", " "))
            if words and words.group(4):
                parts.append(("paragraph", len(fold(words.group(1)))))
        elif block.kind == "container":
            close()
            number = ""
        elif number:
            parts.append((block.kind, len(text)))
            text += fold(block.text)
    close()
    return tuple(out)


def read_law(name: str, markdown: str) -> Law:
    """The law in ``markdown``; raises ``NotALaw`` with the reason where it is none that can be read without doubt."""
    lines, head = _lines(markdown)
    title = next((m.group(2) for m in map(_HEADING.match, lines) if m), None)
    if title is None or not lines[0].startswith("# "):
        raise NotALaw("no title line")
    if re.search(r"</?(?:main|style|script|section)\b", markdown):
        raise NotALaw("site page")
    if _CONTAINER.match(title):
        raise NotALaw("part of a code")
    reader = _Reader()
    reader.blocks.append(Block("title", title))
    for i, line in enumerate(lines[1:], 1):
        if _MARKUP.search(line):
            raise NotALaw("tables, pictures or markup")
        if re.match(r"附[件表录图]?\s*[\d一二三四五六七八九十]{0,3}\s*(?:[：:].{0,40})?$", line):
            raise NotALaw("appendices")
        reader.body(line, in_head=i < head or head == 0)
    articles = _articles(reader.blocks)
    if not articles:
        raise NotALaw("no articles")
    if len(articles) < 5:
        raise NotALaw("fewer than five articles")
    return Law(name, title, tuple(reader.blocks), articles)
