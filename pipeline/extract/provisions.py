"""References to provisions: 第六条第二款第（三）项, 前款, 本条第一款, 第二十一条至第二十三条.

Levels are those of the Legislation Law, article 61 (编 章 节 条 款 项 目). A reference is normalised to its plain words,
第六条第二款第三项, with the levels it leaves out taken from the reference before it (第六条第一款、第二款).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.common.numerals import ORDINAL, read_ordinal
from pipeline.common.records import quick

LEVELS = ("编", "分编", "章", "节", "条", "款", "项", "目")

_S = " ?"
_N = rf"{_S}{ORDINAL}{_S}"
_POINTED = rf"(?:{_N}|{_S}[（(]{_N}[)）]{_S})"
# 第一条生产线, 第二款产品, 第三项工作, 第一章程: what is counted is no provision
_NOT_ARTICLE = "(?![生道路线信船高跨隧河管街短微消热])"
_NO_ITEM = "(?![目工任指业技议内制政服])"
_LEVEL = re.compile(
    rf"第(?:(?P<编>{_N})编|(?P<分编>{_N})分编|(?P<章>{_N})章(?!程)|(?P<节>{_N})节(?![课能日目])"
    rf"|(?P<条>{_N})条{_NOT_ARTICLE}(?:之(?P<之>[一二三四五六七八九十]))?"
    rf"|(?P<款>{_N})款(?![项额式])|(?P<项>{_POINTED})项{_NO_ITEM}|(?P<目>{_POINTED})目(?![标的录前])"
    # 第（一）、（二）项 and 第一、二款 share the unit of the last
    rf"|(?P<list>{_POINTED})(?=(?:[、和及或至]|以及|或者)(?:{_POINTED}(?:[、和及或至]|以及|或者))*{_POINTED}(?P<unit>[条款项]){_NO_ITEM}))"
    rf"|(?P<last>[（(]{_N}[)）]|{ORDINAL})(?P<last_unit>[条款项]){_NO_ITEM}"
)
_RELATIVE_AFTER = (
    "(?:(?<=前)[两二三四]|(?<=上)[一两])?(?P<level>[条款项章节])(?!件|例|目|次|程|制|围|课|约|日|假|选|能|点|奏)"
)
_RELATIVE = re.compile("[前本上同]" + _RELATIVE_AFTER)
#: the same by its first character: a pattern that begins with one is found several times as fast
_RELATIVES = tuple(re.compile(first + _RELATIVE_AFTER) for first in "前本上同")
_BARE_NEEDS = re.compile(
    "规定|所[列称述指涉规]|的|、|至|和|以及|或|及|中|情形|之|，|；|。|）|第|行为|处罚|要求|条件|修改|改为|删|增加|作为|$"
)
_TO = re.compile(r" ?(?:至|到|—|-) ?(?=第|前)")
_TO_BARE = re.compile(" ?(?:至|到|—|-) ?")
AND = re.compile(" ?(?:、|，?和|，?及|，?以及|，?或者?|，?并|，|；) ?")
_QUOTED = ("“", "‘", "「")
# What follows a number at the head of a line only where it is spoken of; after a space the provision's own words begin
_OPENERS = re.compile(
    "修改|改为|改成|删|中的?[“‘]|中增加|增加|作为|移|的|[、和至及与或][者]?第|，第|所[列称述]|规定的|条标|调整为|合并"
)

# the plainest numbers of provisions at the head of their lines are most of all, and are passed by at once
_OWN = rf"(?<![^\n“‘「*#]第){_N}(?:章(?!程)|节(?![课能日目])|条{_NOT_ARTICLE}(?:之[一二三四五六七八九十])?)(?! ?[第至到—-])(?!{_OPENERS.pattern})"
_NUMBERED = re.compile(rf"第(?!{_OWN})(?={_POINTED}(?:编|分编|[章节条款项目]|[、和及或至以]))")


@quick
@dataclass(frozen=True, slots=True)
class Provision:
    """One reference: its span, and its levels from the highest said to the lowest (``(("条", "六"), ("款", "二"))``).

    ``until`` are the levels of the end of a run (第二十一条至第二十三条); ``words`` are those of a relative one (前款).
    """

    start: int
    end: int
    levels: tuple[tuple[str, str], ...]
    until: tuple[tuple[str, str], ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        """The reference in plain words."""
        said = self.words + "".join(map(_said, self.levels))
        return f"{said}至{''.join(map(_said, self.until))}" if self.until else said

    @property
    def top(self) -> str:
        """Its highest level, empty of a relative one."""
        return self.levels[0][0] if self.levels and not self.words else ""


def _said(level: tuple[str, str]) -> str:
    name, value = level
    n, _, sub = value.partition("之")
    return f"第{n}{name}" + (f"之{sub}" if sub else "")


def find_provisions(text: str) -> list[Provision]:
    """Every reference to a provision in ``text``, in order; a provision's own number at the head of its line is none.

    References that continue one before (第六条第一款、第二款) are completed from it.
    """
    found: list[Provision] = []
    at = 0
    for start in sorted([m.start() for pattern in (_NUMBERED, *_RELATIVES) for m in pattern.finditer(text)]):
        if start < at:
            continue
        for provision in _run(text, start, found[-1] if found else None):
            found.append(provision)
            at = provision.end
    return found


def _run(text: str, start: int, before: Provision | None) -> Iterator[Provision]:
    """One reference and those coordinated with it."""
    one = _one(text, start)
    if one is None:
        return
    if not one.words and _is_own_number(text, one):
        return
    if before is not None and one.top not in ("", "条", "编") and AND.fullmatch(text, before.end, one.start):
        one = _completed(one, before)
    elif one.top in ("款", "项", "目", "章", "节") and not _BARE_NEEDS.match(text, one.end):
        return
    one = _to_last(text, one)
    yield one
    while link := AND.match(text, one.end):
        bare = _LEVEL.match(text, link.end())
        if bare is None or not bare["last"] or not one.levels:
            return
        after = Provision(link.end(), bare.end(), ((bare["last_unit"], _ordinal(bare["last"])),))
        if one.levels[-1][0] != after.levels[0][0]:
            return
        one = _completed(after, one)
        yield one


def _to_last(text: str, one: Provision) -> Provision:
    """第一至十条 as one run: its end shares 第 with its start."""
    to = _TO_BARE.match(text, one.end)
    bare = _LEVEL.match(text, to.end()) if to else None
    if bare is None or not bare["last"] or not one.levels or one.levels[-1][0] != bare["last_unit"]:
        return one
    return Provision(one.start, bare.end(), one.levels, ((bare["last_unit"], _ordinal(bare["last"])),), one.words)


def _completed(one: Provision, before: Provision) -> Provision:
    rank = LEVELS.index(one.top)
    head = tuple(level for level in (before.until or before.levels) if LEVELS.index(level[0]) < rank)
    words = before.words if before.words and rank > LEVELS.index(before.words[-1]) else ""
    return Provision(one.start, one.end, head + one.levels, one.until, words)


def _is_own_number(text: str, one: Provision) -> bool:
    """第六条 that opens its line, or a quotation, numbers that provision, unless the words after it speak of it."""
    if len(one.levels) > 1 or one.top in ("款", "项", "目") or (one.start and text[one.start - 1] not in "\n“‘「*#"):
        return False
    return not _OPENERS.match(text, one.end)


def _ordinal(said: str) -> str:
    plain = said.strip(" （()）")
    return plain if not plain.isdecimal() else str(int(plain))


def _levels(text: str, at: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """The levels said from ``at`` on, each lower than the one before, and where they end."""
    levels: list[tuple[str, str]] = []
    while (match := _LEVEL.match(text, at)) and not match["last"]:
        said = str(match.lastgroup)
        name = match["unit"] or ("条" if said == "之" else said)
        if levels and LEVELS.index(name) <= LEVELS.index(levels[-1][0]):
            break
        value = _ordinal(match["list"] or match[name])
        if read_ordinal(value) is None:
            break
        levels.append((name, value + (f"之{match['之']}" if match["之"] else "")))
        at = match.end()
        if match["list"]:
            break
        if text.startswith(" 第", at):
            at += 1
    return tuple(levels), at


def _one(text: str, start: int) -> Provision | None:
    at, words = start, ""
    if relative := _RELATIVE.match(text, start):
        at, words = relative.end(), relative[0]
    levels, end = _levels(text, at)
    if words and levels and LEVELS.index(levels[0][0]) <= LEVELS.index(words[-1]):
        levels, end = (), at
    if not levels and not words:
        return None
    if words.startswith(("本", "同", "上")) and not levels:
        return None  # 本条, 本款 alone point at the text they stand in
    if to := _TO.match(text, end):
        until, until_end = _levels(text, to.end())
        if until and levels and until[-1][0] == levels[-1][0]:
            return Provision(start, until_end, levels, until, words)
    return Provision(start, end, levels, (), words)
