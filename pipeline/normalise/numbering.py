"""The numbers a provision opens with, for both grammars.

Laws: 编 分编 章 节 条 款 项 目 (Legislation Law, article 65). Policy papers: 一、（一） 1. （1） (GB/T 9704-2012, 7.3.3).
A number that a sentence only refers to (第二十九条、第三十条的规定) opens nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.common.numerals import read_ordinal

Kind = Literal["part", "subpart", "chapter", "section", "article", "one", "two", "three", "four", "circled"]

_N = "一二三四五六七八九十百千零〇两"
#: What follows the number of a provision that is only referred to.
_REFERRED = r"(?![、，。；的和与及或至等]|款(?!项)|项(?!目)|之规定|规定|第|（[一二三四五六七八九十]+）项|前款|修改|改为|相应|关于|所[列述称规指定说]|中[的“，、所]|要求|范围)"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("article", re.compile(rf"第([{_N}]+|\d{{1,4}})条(?:之([{_N}]+))?{_REFERRED}[ ]?")),
    ("subpart", re.compile(rf"第([{_N}]+|\d{{1,3}})分编{_REFERRED}[ ]?")),
    ("part", re.compile(rf"第([{_N}]+|\d{{1,3}})编{_REFERRED}[ ]?")),
    ("chapter", re.compile(rf"第([{_N}]+|\d{{1,3}})章{_REFERRED}[ ]?")),
    ("section", re.compile(rf"第([{_N}]+|\d{{1,3}})节{_REFERRED}[ ]?")),
    # 一、 but not the lists 一、二、三类 and 一、二级
    ("one", re.compile(rf"([{_N}]{{1,4}})[、．.](?![{_N}]+[、类级等])")),
    # （一） and what is left of it when a bracket is lost: 八)做好, （八做好 is not read
    ("two", re.compile(rf"[（(〔]?([{_N}]{{1,4}})[）)〕](?!项(?!目)|款(?!项))")),
    ("three", re.compile(r"(\d{1,3})[.．、](?![\d%]|png|jpe?g|gif|pdf|docx?|xlsx?)[ ]?")),
    ("four", re.compile(r"[（(]?(\d{1,3})[）)](?!项(?!目)|款(?!项))[ ]?")),
    ("circled", re.compile(r"([①-⑳])[ ]?")),
)
#: what can open a number with a first letter, in the order of ``_PATTERNS``: most lines open with none of these
_BRACKETS, _CIRCLED = "（(〔", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KINDS_BY_FIRST: dict[str, tuple[Kind, ...]] = {
    "第": ("article", "subpart", "part", "chapter", "section"),
    **dict.fromkeys(_BRACKETS, ("two", "four")),
    **dict.fromkeys(_N, ("one", "two")),
    **dict.fromkeys(_CIRCLED, ("circled",)),
}
_DIGIT_KINDS: tuple[Kind, ...] = ("three", "four")
_BY_FIRST = {c: tuple((k, p) for k, p in _PATTERNS if k in kinds) for c, kinds in _KINDS_BY_FIRST.items()}
_BY_DIGIT = tuple((k, p) for k, p in _PATTERNS if k in _DIGIT_KINDS)


#: The commonest numbers, followed by nothing that any pattern above looks ahead at: what they say depends on no more.
_PLAIN_HEAD = re.compile(
    rf"第[{_N}\d]{{1,9}}[条章节编](?![、，。；的和与及或至款项等之规第（前修改相关所中要范])[ ]?|（[{_N}]{{1,4}}）(?![项款])"
)


_PLAIN_FIRST = frozenset("第（")
_MOST_DOUBTFUL = 8  # articles after one another whose numbers read like references


class Mark(NamedTuple):
    """A number at the head of a line: ``kind`` of numbering, its value, ``end`` of it (spaces after it included).

    ``number`` is as eids want it: ``15``, ``120-1``. ``damaged``: a bracket of it is lost.
    """

    kind: Kind
    value: int
    number: str
    text: str
    end: int
    damaged: bool = False


def read_mark(text: str, at: int = 0) -> Mark | None:
    """The number that ``text`` opens with at ``at``, or None."""
    first = text[at : at + 1]
    if not at and first in _PLAIN_FIRST:
        head = _PLAIN_HEAD.match(text)
        if head is not None:
            return _read_head(head.group())
    return _read_mark(text, at, first)


@lru_cache(maxsize=8192)
def _read_head(head: str) -> Mark | None:
    """The number that a line's plain head is; the same heads come in every document."""
    return _read_mark(head, 0, head[:1])


#: an article's number before words that mostly follow a reference: 第四十四条项目监理机构应当…, 第三十一条与航道有关的…
_POINT_ONE = re.compile(r"1[.．]\d{2,}[\u4e00-\u9fff]")
_ARTICLE = re.compile(rf"第([{_N}]+|\d{{1,4}})条(?![之、，。；：的])[ ]?")


def read_each(texts: list[str]) -> list[Mark | None]:
    """``read_mark`` of each text."""
    return [read_mark(text) if (first := text[:1]) in _BY_FIRST or first.isdecimal() else None for text in texts]


def read_marks(texts: list[str], read: list[Mark | None] | None = None) -> list[Mark | None]:
    """The numbers that lines or paragraphs open with, where what stands around them counts too.

    ``read``: what each by itself opens with, where that is read already. An article's number that reads like a reference opens an article all the same where it is the next and no other line
    opens with it: the article before it has the number before, the one after it a later one.
    """
    marks = read_each(texts) if read is None else list(read)
    for i, text in enumerate(texts[:-1]):
        # 1.300总吨以上…: a number behind the number, told by the 2. below it
        after = marks[i + 1] if text[:1] == "1" and marks[i] is None else None
        if after is not None and after[:2] == ("three", 2) and _POINT_ONE.match(text):
            marks[i] = Mark("three", 1, "1", text[:2], 2)
    doubtful = [i for i, text in enumerate(texts) if marks[i] is None and text[:1] == "第" and _ARTICLE.match(text)]
    if not doubtful:
        return marks
    articles = [i for i, mark in enumerate(marks) if mark is not None and mark.kind == "article"]
    for i in doubtful:
        mark = read_article(texts[i])
        place = bisect_left(articles, i)
        before = marks[articles[place - 1]] if place else None
        after = marks[articles[place]] if place < len(articles) else None
        if mark is None or before is None or after is None or before.value != mark.value - 1:
            continue
        if mark.value < after.value <= mark.value + _MOST_DOUBTFUL:
            marks[i] = mark
            articles.insert(place, i)
    return marks


def read_article(text: str, at: int = 0) -> Mark | None:
    """The article's number at ``at``, though what follows may be said of an article referred to."""
    match = _ARTICLE.match(text, at)
    value = read_ordinal(match.group(1)) if match else None
    if match is None or not value:
        return None
    return Mark("article", value, str(value), match.group().rstrip(), match.end())


def _read_mark(text: str, at: int, first: str) -> Mark | None:
    patterns = _BY_FIRST.get(first)
    if patterns is None:
        if not first.isdecimal():
            return None
        patterns = _BY_DIGIT
    found = next(((kind, match) for kind, pattern in patterns if (match := pattern.match(text, at))), None)
    if found is None:
        return None
    kind, match = found
    if kind == "circled":
        value: int | None = ord(match.group(1)) - 0x245F
    else:
        value = read_ordinal(match.group(1))
    if value is None or value == 0:
        return None
    number = str(value)
    if kind == "article" and match.group(2):
        sub = read_ordinal(match.group(2))
        number = f"{value}-{sub}"
    said = match.group().rstrip()
    damaged = kind == "two" and said[0] not in "（("
    return Mark(kind, value, number, said, match.end(), damaged)
