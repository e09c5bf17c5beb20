"""Contents pages: found by what their lines look like, kept as a list of titles to reconcile bodies with.

A contents page opens with 目录 (or is told by its leaders) and lasts while lines end in a page number or leaders, are
headings between such lines, or repeat in a foreign language. The chapter list that opens a law is one too.
"""

from __future__ import annotations

import re

from pipeline.common.doc_numbers import YEAR_CLOSES, YEAR_OPENS
from pipeline.normalise.numbering import Mark
from pipeline.normalise.punctuation import HAN
from pipeline.segment import titles
from pipeline.segment.labels import Label

_ENTRY = re.compile(
    r"(.{2,300}?)[ ]?(?:[.…·．]{3,}[ ]?[（(]?\d{0,4}[)）]?|[…·]{2}[ ]?[（(]?\d{1,4}[)）]?|（\d{1,4}[)）]|\(\d{1,4}\)|[/／][ ]?\d{1,4}|[ ]\d{1,4}|(?<=[知见定法则例案施划要告报复函令读录点南程准策单度明》）])\d{1,3})$"
)
#: what an entry says besides the title: its place in the list, and the document's number in brackets after it
_PLACE = re.compile(r"\d{1,3}[.．、][ ]?")
_YEARED = rf"{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}[ ]?第?\d{{1,5}}号|令[ ]?第[ ]?\d{{1,4}}[ ]?号"
_NUMBER = re.compile(rf"[ ]?[（(][^（）()《》]{{1,20}}(?:{_YEARED}|公告\d{{4}}年第\d{{1,4}}号)[）)]$")
_DOC_NUMBER = rf"[^（）()《》]{{1,20}}(?:{_YEARED})"
#: a document's number, its page or both on the line below its title
_BELOW = re.compile(rf"[（(]?{_DOC_NUMBER}[）)]?[ ]?[.…·．]*[ ]?[（(]\d{{1,4}}[）)]")
_NUMBERED = re.compile(rf"[（(]{_DOC_NUMBER}[）)]")
_PAGE = re.compile(r"[.…·．]*[ ]?[（(]\d{1,4}[）)]|[.…·．/]+[ ]?\d{1,4}")
_LEADERS = re.compile(r"[.…·．]{6,}")
_HEADING = re.compile(r"【.{2,30}】|[（(]?[\u4e00-\u9fff·]{2,14}[）)]?|[◎●■◆▲★※][ ]?[\u4e00-\u9fff·]{2,14}")
_HAN = re.compile(f"[{HAN}]")
#: 1 总则, 1.总则, 1.1编制目的, 一、总则, （一）编制目的, 第一章 总则
_NUMBERED_HEADING = re.compile(
    r"\d{1,2}(?:[.．]\d{1,2})*[.．、]?[ ]*(?=[^\d\W])|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{0,3}[）)]|第[一二三四五六七八九十]{1,3}[章节]"
)
_FIRST_HEADING = re.compile(r"(?:1[.．、]?[ ]*(?=[^\d\W])|一、|第一章).{1,20}")
_FEWEST_HEADINGS, _MOST_HEADINGS = 3, 200
_LONGEST_IN_LIST = 40
_CHAPTERS = ("part", "subpart", "chapter", "section")
_LONGEST_LINE = 120
_LONGEST_HEADING = 14  # of a group of entries
_SHORTEST_CORE = 4
_MOST_LINES = 3  # that a title stands on
#: what stands at a document's head or foot again and again, and is no title
_NO_ENTRY = (
    Label.NAME,
    Label.DATE,
    Label.SIGNED,
    Label.PERSON,
    Label.ADDRESSEE,
    Label.NUMBER,
    Label.META,
    Label.ATTACHMENT,
)
_SLACK = 3  # lines that are no entries between two that are


def entry_title(text: str) -> str | None:
    """The title of a contents entry, or None if the line is none."""
    match = _ENTRY.fullmatch(text)
    if match is None:
        return None
    said = match.group(1).rstrip(" .…·")
    place = _PLACE.match(said)
    return _NUMBER.sub("", said[place.end() :] if place else said)


def _chapter_list(texts: list[str], marks: list[Mark | None], i: int) -> int:
    """Where the chapter list that opens a law (目录, then 第一章… lines) ends; ``i`` is its first line."""
    j = i
    seen: set[str] = set()
    while j < len(texts):
        mark = marks[j]
        if mark is None or mark.kind not in _CHAPTERS or texts[j] in seen or len(texts[j]) > 50:
            break
        seen.add(texts[j])
        j += 1
    return j if j > i else i


def _heading_list(texts: list[str], i: int) -> int:
    """Where a list of headings without pages ends that begins at ``i`` (1 总则, 1.1 编制目的, … 8 附则): where they come again.

    Nothing but headings stands between the first one and where it is said again, and the second comes again below.
    """
    first = titles.core(texts[i])
    numbered = 0
    for j in range(i, min(i + _MOST_HEADINGS, len(texts))):
        text = texts[j]
        if j - i >= _FEWEST_HEADINGS and titles.core(text) == first:
            second = titles.core(texts[i + 1])
            again = any(titles.core(below) == second for below in texts[j + 1 : j + _MOST_HEADINGS])
            return j if again and numbered * 2 > j - i else i
        if len(text) > _LONGEST_IN_LIST or text[-1] in "。；：":
            return i
        numbered += _NUMBERED_HEADING.match(text) is not None
    return i


def _has_leaders(text: str) -> bool:
    return ("." in text or "…" in text or "·" in text or "．" in text) and _LEADERS.search(text) is not None


def _openers(texts: list[str], labels: list[Label], marks: list[Mark | None]) -> list[int]:
    """The paragraphs that a contents page may begin with, in order."""
    head = Label.CONTENTS
    return [
        i
        for i, (text, what, mark) in enumerate(zip(texts, labels, marks, strict=True))
        if what is head
        or text[:1] == "目"
        or (text[:1] in "1一第" and _FIRST_HEADING.fullmatch(text))
        or (mark is not None and mark.kind in _CHAPTERS)
        or _has_leaders(text)
    ]


def contents_ranges(
    texts: list[str], labels: list[Label], marks: list[Mark | None]
) -> tuple[list[tuple[int, int]], list[str]]:
    """Ranges (end exclusive) of paragraphs that are contents pages, and the Chinese titles listed there in order.

    ``labels`` and ``marks``: what each paragraph is, and the number it opens with.
    """
    ranges: list[tuple[int, int]] = []
    listed: list[str] = []
    again: _Again | None = None
    for i in _openers(texts, labels, marks):
        if ranges and i < ranges[-1][1]:
            continue
        chapters = _chapter_list(texts, marks, i)
        is_head = labels[i] is Label.CONTENTS or (
            texts[i].startswith("目") and texts[i].replace(" ", "") in ("目录》", "目录>>", "目录》》", "目录：")
        )
        if chapters - i >= 3 and texts[i] in texts[chapters : chapters + 8]:
            ranges.append((i, chapters))  # a chapter list without its 目录: the first chapter comes again after it
        elif _FIRST_HEADING.fullmatch(texts[i]) and (end := _heading_list(texts, i)) > i:
            ranges.append((i, end))
        elif is_head and i + 1 < len(texts) and (end := _heading_list(texts, i + 1)) > i + 1:
            ranges.append((i, end))
        elif is_head and (chapters := _chapter_list(texts, marks, i + 1)) > i + 1:
            ranges.append((i, chapters))
        elif is_head or _has_leaders(texts[i]):
            if is_head and again is None:
                again = _Again(texts)
            end, found = _entries(texts, labels, marks, i + 1 if is_head else i, again if is_head else None)
            listed += found
            if not is_head or end > i + 1:
                ranges.append((i, max(end, i + 1)))
    return ranges, listed


class _Again:
    """Which lines are said again further down, as the title of a contents entry is above its text.

    A title may stand there on up to three lines; lines are compared by their letters alone.
    """

    def __init__(self, texts: list[str]) -> None:
        self.last: dict[str, int] = {}
        for i in range(len(texts)):
            said = ""
            for line in texts[i : i + _MOST_LINES]:
                if len(line) > _LONGEST_LINE or line[-1] in "。；：":
                    break
                said += line
                self.last[titles.core(said)] = i

    def below(self, text: str, i: int) -> bool:
        """Whether what line ``i`` says is said again below it."""
        core = titles.core(text)
        return len(core) >= _SHORTEST_CORE and self.last.get(core, -1) > i


def _bare_entry(texts: list[str], labels: list[Label], i: int, again: _Again, seen: set[str]) -> tuple[int, str] | None:
    """An entry without a page number on its line, at ``i``: where it ends, and its title.

    The page, or the document's number with it, may stand on a line below; or no pages are given, and the title is known
    by its coming again.
    """
    text = texts[i]
    title = _NUMBER.sub("", text)
    if len(text) > _LONGEST_LINE or "。" in text or labels[i] in _NO_ENTRY:
        return None
    if title in seen and labels[i + 1 : i + 2] != [Label.TEXT]:
        return None  # the first document of all, its number or addressee below it
    below = texts[i + 1] if i + 1 < len(texts) else ""
    if titles.looks_like_title(title) and (_BELOW.fullmatch(below) or _PAGE.fullmatch(below)):
        return i + 2, title
    if again.below(title, i):
        return i + 1 + bool(_BELOW.fullmatch(below)), title
    rest = entry_title(below)
    if len(text) > _LONGEST_HEADING and rest is not None and titles.looks_like_title(text + rest):
        return i + 2, text + rest  # an entry on two lines
    return None


def _entries(
    texts: list[str], labels: list[Label], marks: list[Mark | None], first: int, again: _Again | None
) -> tuple[int, list[str]]:
    """Where the entries of a contents page end that begin at ``first``, and the titles they list.

    ``again``: given where a heading says that it is a contents page.
    """
    listed: list[str] = []
    seen: set[str] = set()
    last = j = first
    slack = 0
    while j < len(texts) and slack <= _SLACK:
        title = entry_title(texts[j])
        bare = _bare_entry(texts, labels, j, again, seen) if title is None and again is not None else None
        if title is not None:
            last = j + 1
            slack = 0
            if _HAN.search(title):
                listed.append(title)
                seen.add(title)
        elif bare is not None:
            last, title = bare
            slack = 0
            if marks[j] is None:
                listed.append(title)
            seen.add(title)
            j = last
            continue
        elif not _HAN.search(texts[j]) or "CONTENTS" in texts[j].upper() or (again and _NUMBERED.fullmatch(texts[j])):
            last = j + 1
            slack = 0
        elif _HEADING.fullmatch(texts[j]) and not marks[j]:
            slack += 1
        else:
            break
        j += 1
    return last, listed
