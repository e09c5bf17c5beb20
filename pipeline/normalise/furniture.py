"""Page furniture: page numbers and running heads, taken out before paragraphs are joined across pages.

A bare number is a page number when it is dashed (—５—) or one of a chain of at least three that counts pages: each one
more than the last, with text between. A running head is a short line that comes back beside page numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from pipeline.normalise.endings import ends_title
from pipeline.normalise.lines import RULES, is_rule
from pipeline.normalise.types import Furniture, FurnitureKind, Line

_DASHED = re.compile(
    r"[-—·•～~\s]+(\d{1,4})[-—·•～~\s]+$|第(\d{1,4})页(?:[，,/]?[ ]?共\d{1,4}页)?$|(\d{1,4})[ ]?/[ ]?\d{1,4}$"
    r"|(?:Page|PAGE|page|P\.?)[ ]?(\d{1,4})(?:[ ]?(?:of|OF|/)[ ]?\d{1,4})?$"
)
_BARE = re.compile(r"(\d{1,4})$")
_DIGITS = re.compile(r"\d+")
_LEAST_PAGE = 100  # characters of raw text; the shortest page that a chain of bare numbers may count
_YEARS = 1900  # a bare number from here on may be a year on a cover
_LONG_PAGE = 300  # the shortest page that two bare numbers alone may count
_LONGEST_HEAD = 60
_LONGEST_NUMBER = 16
_TITLE_LINES = 6  # of a source, at most, that its title stands on
_SHORTEST_TITLE = 8
_SENTENCE = re.compile(r"[。；，：！？]|、$")
#: who signs and when, and a document's number: said again and again in a gazette, and no running head
_SIGNED = re.compile(
    r"(?:政府|国务院|办公厅|办公室|委员会|[局厅部]|\d日|[一二三四五六七八九十]日|[〕\]］][ ]?\d{1,4}[ ]?号)$"
    # 三、保障措施 comes again in every paper of an issue
    r"|^(?:第[一二三四五六七八九十]{1,3}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|附件)"
)
#: a gazette's running head: 上海市人民政府公报 2024年第15期, …公报 2024·15, 2005年3月15日 …公报 第11期; digits folded to 0
_GAZETTE = re.compile(
    r"(?:0年(?:0月0日|第?0期)[ ]{0,3})?[\u4e00-\u9fff×]{2,20}公报(?:[ ·•]{0,3}(?:(?:0年?)?第?0期|0年?|0[ ]?[·•.．/-][ ]?0期?))?(?:（总第?0期）)?"
    r"|0年第0期(?:[ ]?（总第?0期）)?"
)

#: the same with the page's number on the line: ·4· 江西省人民政府公报 2024·5, and turned round on the other side
_GAZETTE_AND_PAGE = re.compile(
    r"[-—·•～~|/ ]{0,4}\d{1,3}[-—·•～~|/ ]{1,4}[\u4e00-\u9fff×]{2,20}公报(?:[ ·•]{0,3}\d{4}[ 年·•.．/第-]{0,3}\d{0,2}期?(?:（总第?\d{1,4}期）)?)?"
    r"|[\u4e00-\u9fff×]{2,20}公报(?:[ ·•]{0,3}\d{4}[ 年·•.．/第-]{1,3}\d{1,2}期?(?:（总第?\d{1,4}期）)?)?[-—·•～~|/ ]{1,4}\d{1,3}[-—·•～~|/]?"
)


def _chained(lines: list[Line], bare: list[tuple[int, int]]) -> set[int]:
    """Bare numbers (indexes into ``lines``) in chains that count pages: each one more than the last, text between."""
    length: list[int] = []
    back: list[int | None] = []
    best: dict[int, int] = {}  # page number -> index into bare of the longest chain that ends with it
    for k, (i, value) in enumerate(bare):
        before = best.get(value - 1)
        near = before is not None and lines[i].raw_start - lines[bare[before][0]].raw_end >= _LEAST_PAGE
        length.append(length[before] + 1 if before is not None and near else 1)
        back.append(before if near else None)
        if value not in best or length[k] >= length[best[value]]:
            best[value] = k
    found: set[int] = set()
    for k in range(len(bare) - 1, -1, -1):
        before = back[k]
        if before is None:
            continue
        page = lines[bare[k][0]].raw_start - lines[bare[before][0]].raw_end
        # where one number of a chain counts pages, so do all before it
        if length[k] >= 3 or k in found or (length[k] == 2 and page >= _LONG_PAGE):
            found.update((k, before))
    return {bare[k][0] for k in found}


def _numbers(lines: list[Line]) -> tuple[set[int], list[tuple[int, int]]]:
    """Indexes of the lines that are page numbers by their form, and bare numbers with their values."""
    dashed: set[int] = set()
    bare: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        text = line.text
        if len(text) > _LONGEST_NUMBER:
            continue
        if _DASHED.match(text):
            dashed.add(i)
        elif match := _BARE.match(text):
            bare.append((i, int(match.group(1))))
    return dashed, bare


def _page_numbers(lines: list[Line], dashed: set[int], bare: list[tuple[int, int]], heads: Collection[int]) -> set[int]:
    """Indexes of the lines that are page numbers. ``heads``: lines that may be running heads."""
    found = dashed | _chained(lines, bare)
    if bare and bare[-1][0] == len(lines) - 1 and len(lines) > 20:
        found.add(bare[-1][0])  # the last page's number ends the source, however short the page
        if len(bare) > 1 and bare[-2][1] == bare[-1][1] - 1 and lines[bare[-2][0]].raw_start >= _LONG_PAGE:
            found.add(bare[-2][0])
    # a bare number beside a running head, or beside a page number (a footnote's, a sheet's), is furniture too
    for i, value in bare:
        if value < _YEARS and (i + 1 in found or i - 1 in found or i + 1 in heads or i - 1 in heads):
            found.add(i)
    return found


def _head_like(lines: list[Line]) -> dict[int, str]:
    """Short lines that look like running heads (a gazette's name and number, or said again and again): what they say."""
    short = {
        i: _DIGITS.sub("0", x.text)
        for i, x in enumerate(lines)
        if len(x.text) <= _LONGEST_HEAD and not _SENTENCE.search(x.text) and not _SIGNED.search(x.text)
    }
    counts = Counter(short.values())
    return {
        i: said
        for i, said in short.items()
        if (counts[said] >= 2 and len(said) >= 6) or (("公报" in said or said[0] == "0") and _GAZETTE.fullmatch(said))
    }


def _running_heads(lines: list[Line], pages: set[int], like: dict[int, str]) -> set[int]:
    """Indexes of short lines that stand beside page numbers, page after page, or say what a page's head says."""
    beside = {
        i: _DIGITS.sub("0", lines[i].text)
        for page in pages
        for i in (page - 1, page + 1)
        if i not in pages and 0 <= i < len(lines) and len(lines[i].text) <= _LONGEST_HEAD
    }
    counts = Counter(beside.values())
    top = [_DIGITS.sub("0", x.text).replace(" ", "") for x in lines[:_TITLE_LINES]]
    first: dict[str, int] = {}
    for i, said in like.items():
        first.setdefault(said, i)
    # what a document's title says is a head where it comes back, not where it first stands
    return {
        i
        for i, said in beside.items()
        if counts[said] >= 3
        or (i in like and (_GAZETTE.fullmatch(said) or (first[said] < i and _may_head(said, counts))))
        or (i >= _TITLE_LINES and _says_title(said, top))
    }


def _says_title(said: str, top: list[str]) -> bool:
    """Whether a line beside a page number says the title that the source opens with, which stands on several lines there.

    One that stands on a line is among those said again; with a page's own number behind it, it is not.
    """
    whole = said.replace(" ", "")
    bare = whole.strip("0")
    if len(bare) < _SHORTEST_TITLE or not ends_title(bare) or bare not in "".join(top):
        return False
    return whole != bare or not any(bare in line for line in top)


def _may_head(said: str, beside: Counter[str]) -> bool:
    """Whether what is said again beside a page number is a head: two lines of text may say the same, but no title."""
    return beside[said] >= 2 or ends_title(said)


def take_furniture(lines: list[Line]) -> tuple[list[Line], list[Furniture]]:
    """The lines of text, those after a page's end marked ``after_page``, and the furniture between them."""
    dashed, bare = _numbers(lines)
    paged = {i for i, x in enumerate(lines) if "公报" in x.text and _GAZETTE_AND_PAGE.fullmatch(x.text)}
    like = _head_like(lines) if dashed or bare else {}
    pages = _page_numbers(lines, dashed, bare, like)
    heads = _running_heads(lines, pages, like)
    kinds: dict[int, FurnitureKind] = {i: "rule" for i, x in enumerate(lines) if x.text[0] in RULES and is_rule(x)}
    kinds.update(dict.fromkeys((*heads, *paged), "running_head"))
    kinds.update(dict.fromkeys(pages, "page_number"))
    text: list[Line] = []
    furniture: list[Furniture] = []
    done = 0
    after = False
    for i in sorted(kinds):
        text += _after_page(lines[done:i]) if after else lines[done:i]
        after = (after and done == i) or kinds[i] != "rule"
        furniture.append(Furniture(kinds[i], lines[i].raw_start, lines[i].raw_end))
        done = i + 1
    text += _after_page(lines[done:]) if after else lines[done:]
    return text, furniture


def _after_page(lines: list[Line]) -> list[Line]:
    """The same lines, the first of them now known to open a page."""
    return [lines[0]._replace(after_page=True), *lines[1:]] if lines else lines
