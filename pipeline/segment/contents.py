"""Contents pages: found by what their lines look like, kept as a list of titles to reconcile bodies with.

A contents page opens with 目录 (or is told by its leaders) and lasts while lines end in a page number or leaders, are
headings between such lines, or repeat in a foreign language. The chapter list that opens a law is one too.
"""

from __future__ import annotations

import re

from pipeline.normalise.numbering import read_mark
from pipeline.normalise.punctuation import HAN
from pipeline.segment.labels import Label

_ENTRY = re.compile(
    r"(.{2,300}?)[ ]?(?:[.…·．]{3,}[ ]?[（(]?\d{0,4}[)）]?|[…·]{2}[ ]?[（(]?\d{1,4}[)）]?|（\d{1,4}[)）]|\(\d{1,4}\)|[/／][ ]?\d{1,4}|[ ]\d{1,4})$"
)
#: what an entry says besides the title: its place in the list, and the document's number in brackets after it
_PLACE = re.compile(r"\d{1,3}[.．、][ ]?")
_NUMBER = re.compile(r"[ ]?[（(][^（）()《》]{1,20}[〔\[［]\d{4}[〕\]］]\d{1,5}号[）)]$")
_LEADERS = re.compile(r"[.…·．]{6,}")
_HEADING = re.compile(r"【.{2,30}】|[（(]?[\u4e00-\u9fff·]{2,14}[）)]?|[◎●■◆▲★※][ ]?[\u4e00-\u9fff·]{2,14}")
_HAN = re.compile(f"[{HAN}]")
_SLACK = 3  # lines that are no entries between two that are


def entry_title(text: str) -> str | None:
    """The title of a contents entry, or None if the line is none."""
    match = _ENTRY.fullmatch(text)
    if match is None:
        return None
    said = match.group(1).rstrip(" .…·")
    place = _PLACE.match(said)
    return _NUMBER.sub("", said[place.end() :] if place else said)


def _chapter_list(texts: list[str], i: int) -> int:
    """Where the chapter list that opens a law (目录, then 第一章… lines) ends; ``i`` is its first line."""
    if i >= len(texts) or not texts[i].startswith("第"):
        return i
    j = i
    seen: set[str] = set()
    while j < len(texts):
        mark = read_mark(texts[j])
        if (
            mark is None
            or mark.kind not in ("part", "subpart", "chapter", "section")
            or texts[j] in seen
            or len(texts[j]) > 50
        ):
            break
        seen.add(texts[j])
        j += 1
    return j if j > i else i


def _has_leaders(text: str) -> bool:
    return ("." in text or "…" in text or "·" in text or "．" in text) and _LEADERS.search(text) is not None


def contents_ranges(texts: list[str], labels: list[Label]) -> tuple[list[tuple[int, int]], list[str]]:
    """Ranges (end exclusive) of paragraphs that are contents pages, and the Chinese titles listed there in order."""
    ranges: list[tuple[int, int]] = []
    listed: list[str] = []
    i = 0
    while i < len(texts):
        chapters = _chapter_list(texts, i)
        if chapters - i >= 3 and texts[i] in texts[chapters : chapters + 8]:
            ranges.append((i, chapters))  # a chapter list without its 目录: the first chapter comes again after it
            i = chapters
            continue
        is_head = labels[i] is Label.CONTENTS or (
            texts[i].startswith("目") and texts[i].replace(" ", "") in ("目录》", "目录>>", "目录》》", "目录：")
        )
        if not is_head and not _has_leaders(texts[i]):
            i += 1
            continue
        start = i
        j = i + 1 if is_head else i
        chapters = _chapter_list(texts, j)
        if is_head and chapters > j:
            ranges.append((start, chapters))
            i = chapters
            continue
        last = j if is_head else i
        slack = 0
        while j < len(texts) and slack <= _SLACK:
            title = entry_title(texts[j])
            if title is not None:
                last = j + 1
                slack = 0
                if _HAN.search(title):
                    listed.append(title)
            elif not _HAN.search(texts[j]) or "CONTENTS" in texts[j].upper():
                last = j + 1
                slack = 0
            elif _HEADING.fullmatch(texts[j]) and not read_mark(texts[j]):
                slack += 1
            else:
                break
            j += 1
        if last > start + 1 or not is_head:
            ranges.append((start, max(last, start + 1)))
        i = max(last, start + 1)
    return ranges, listed
