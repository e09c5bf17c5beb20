"""Where a document starts, and what a source's outline holds: what ``boundaries`` finds and the other modules read."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from pipeline.normalise.numbering import Mark
from pipeline.segment import titles
from pipeline.segment.labels import Label

#: an order says what it publishes, a notice what it hands on
ORDER_TEXT = re.compile(r"《.{4,100}》.{0,30}已(?:经|由|于).{4,80}(?:公布|发布|施行)")
HANDED_ON = re.compile(
    r"现(?:将|予|印发|批转|转发|公布|发布)|(?:印发|转发|批转)给(?:你们|各)|请(?:认真)?(?:遵照|按照|贯彻|结合)|予以(?:公布|发布|印发)"
)
#: marks that no line of a title ends with
NO_TITLE_ENDS = frozenset("：，、。；|｜丨")
#: the numbers that a text may begin with, without a title
FIRST = ("part", "chapter", "article")
_LONGEST_COVER = 20  # paragraphs of an order or a notice, its head too
Kind = Literal["order", "titled", "number", "addressee", "attachment", "interpretation"]


@dataclass(slots=True)
class Start:
    """A document's start: its first paragraph, how, and the paragraphs of its title (start, end)."""

    at: int
    kind: Kind
    title: tuple[int, int] | None = None
    end: int = 0
    toc: str | None = None
    repeats: list[int] = field(default_factory=list)  # paragraphs that only say its title again
    below: tuple[int, int] | None = None  # the paragraphs of a title that stands below its number
    told: str | None = None  # its title as the page above it says, where the text has none
    bodies: list[int] = field(default_factory=list)  # paragraphs of the page's head that name who issued it


@dataclass(slots=True)
class Outline:
    """All starts of a source, with the paragraphs' labels and numbers and the contents pages found on the way."""

    starts: list[Start]
    labels: list[Label]
    marks: list[Mark | None]
    contents: list[tuple[int, int]]
    listed: list[str]


def signed_off(labels: list[Label], i: int) -> bool:
    """Whether the line before ``i`` ends a signature: a day below who signs, a note below the day left out."""
    k = i - 1
    while k > 0 and labels[k] is Label.NOTE:
        k -= 1
    if k < 1 or labels[k] not in (Label.DATE, Label.SIGNED):
        return False
    return labels[k] is Label.SIGNED or labels[k - 1] in (Label.NAME, Label.PERSON)


def heads(texts: list[str], labels: list[Label], marks: list[Mark | None], i: int) -> bool:
    """Whether line ``i`` heads a text though it names no genre (2023年6月份人事任免): short, without marks, sentences below."""
    if labels[i] is not Label.TEXT or marks[i] or i + 1 >= len(texts) or not titles.HEADING.fullmatch(texts[i]):
        return False
    mark = marks[i + 1]
    opens = mark.value == 1 if mark else labels[i + 1] is Label.TEXT
    return opens and texts[i + 1][-1] in "。：；"


def handed_on(
    i: int, start: Start, texts: list[str], labels: list[Label], marks: list[Mark | None], contents: Collection[int]
) -> str | None:
    """The title that the order or notice ``start`` says of what begins at ``i``, below its signature, without one of its own."""
    mark = marks[i]
    first = labels[i] is Label.CONTENTS or (
        mark is not None and mark.value == 1 and (mark.kind in FIRST or i - 1 in contents)
    )
    # the head of a page may be long: its lines do not count
    if not first or i - start.at - labels[start.at : i].count(Label.META) > _LONGEST_COVER:
        return None
    before = i - 1
    while before in contents:
        before -= 1
    if labels[before] not in (Label.DATE, Label.PERSON, Label.SIGNED, Label.NOTE):
        return None
    cover = [t for t in texts[start.at : before] if HANDED_ON.search(t) or ORDER_TEXT.search(t)]
    named = [n for text in cover for n in titles.names_in(text)]
    return named[0] if named else None


def worth_a_look(texts: list[str], labels: list[Label], marks: list[Mark | None], firsts: list[int]) -> list[bool]:
    """For each paragraph whether a document may start there while the one before has not ended: most are running text.

    ``firsts``: paragraphs that follow what is no document's.
    """
    plain, closed = Label.TEXT, (Label.DATE, Label.NAME, Label.SIGNED, Label.NOTE)
    worth = [
        what is not plain or text[0] == "《" or (mark is None and text[-1] not in NO_TITLE_ENDS)
        for text, what, mark in zip(texts, labels, marks, strict=True)
    ]
    for i, what in enumerate(labels):
        if what in closed and i + 1 < len(worth):
            worth[i + 1] = True
    for i in firsts:
        worth[i : i + 1] = [True] * len(worth[i : i + 1])
    return worth


def may_name(texts: list[str], labels: list[Label]) -> list[bool]:
    """For each paragraph whether it may hand on titles: it has book marks, or is of a list of attachments."""
    out = ["《" in text or "〈" in text for text in texts]
    for k, what in enumerate(labels):
        if what is Label.ATTACHMENT_LIST:
            out[k] = True
        elif what is Label.ATTACHMENT and k + 1 < len(out):
            out[k + 1] = True
    return out


def next_of(flags: list[bool]) -> list[int]:
    """For each paragraph the first from there on that is flagged; as many as there are, where none is."""
    after = len(flags)
    out = [after]
    for k in range(after - 1, -1, -1):
        if flags[k]:
            after = k
        out.append(after)
    return out[::-1]


def joint_order(i: int, texts: list[str], labels: list[Label]) -> bool:
    """Whether names, a line each, stand from ``i`` on over 令 and its number: the order of several ministries."""
    j = i
    while j < len(labels) and labels[j] is Label.NAME and j - i < 8:
        j += 1
    return labels[j : j + 2] == [Label.ORDER, Label.ORDER_NUMBER] and texts[j] == "令"
