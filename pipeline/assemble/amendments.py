"""What an amending decision does to other documents: one row an operation and provision.

A decision's paragraphs are instructions and, between them, the new wording that they quote, with marks or without.
``instructions`` reads the instructions; here they are told from the wording, which title each speaks of is found, and the
wording is put to its instruction. ``republished`` then looks whether the text printed after the decision agrees.

Not rows: 条文顺序作相应调整 and the like, which name no provision, and what a document that amends nothing says of others
in passing (《…》同时废止), which ``citations`` have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.assemble.instructions import Ordered, read_instruction
from pipeline.assemble.provision_places import Place
from pipeline.assemble.quotations import is_open, quotes_of
from pipeline.assemble.types import Amendment
from pipeline.segment.types import Clause, Document

_DECIDES = re.compile(
    "(?:关于|以及|和)?(?:修改|修正|修订|废止).*的?(?:决定|决议|通知|公告|命令)$|修正案(?:草案)?(?:（[^（）]*）)?$"
)
_AMENDED = re.compile("(?:修改|修正|修订|废止)(?:和废止)?(?P<title>《.+》)(?P<more>等)?")
_SUPPLEMENT = re.compile("^(?P<title>.+?)修正案(?:（[^（）]*）)?$")
_NAMES = re.compile("^(?:对|将|修改|废止|删去|关于)?《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
_SHORT = re.compile("《(?P<title>(?:[^《》]|《[^《》]*》)+)》（以下简称[“《]?(?P<short>[^（）“”《》]+)[”》]?）")
_LIST_HEAD = re.compile("(?:下列|以下)?.{0,24}(?:予以|作出?|进行)?(?P<what>修改|废止|失效)")
_REPEALED = re.compile("^[^。]{0,30}(?:予以|宣布)?(?:废止|失效)")
_ONE = "《(?:[^《》]|《[^《》]*》)+》(?:（[^（）]*）)?[、和及]?"
_REPEALS = re.compile(f"废止(?:{_ONE})+|(?:{_ONE})+[^。；《》]{{0,24}}废止")
# 决定废止下列11件规范性文件：, 对下列规章予以废止：
_LISTS = re.compile("(?:废止(?:下列|以下|了)|(?:下列|以下)[^。：]{0,40}废止)[^。：]{0,40}：$")
_TITLE = re.compile("《((?:[^《》]|《[^《》]*》)+)》")
# who published a repealed document and when, or its number, behind its title
_NOTE = re.compile("（(?:[^（）]|（[^（）]*）)*(?:\\d{4}年|〔\\d{4}〕|令第)(?:[^（）]|（[^（）]*）)*）[；。]?$")
_CLOSING = re.compile(
    "^(?:本(?:决定|修正案|通知|命令|决议|公告)自|《.{2,80}》(?:等.{1,20})?(?:根据|依照)本|根据本(?:决定|修正案)|此外，对条文|.{0,30}重新公布)"
)
# what opens an instruction, where it stands among new wording that has no marks round it
_OPENS = re.compile(
    "(?:此外|同时)?[，]?(?:[将把对在]|删去|删除|取消|增加|新增)?(?:刑法|宪法|《[^《》]+》)?原?第[^，。；：]{1,40}?(?:中(?:的“|增加|增写)|条标|修改为|改为|作为|删去|删除|增加|分为|合并|后增加|前增加)"
    "|(?:删去|删除)原?第[^，。；：]{1,60}[。；，]|(?:增加|新增)[一二两三四五六七八九十]+[条款项章节]"
    "|(?:将)?本(?:办法|规定|条例|细则|法|规则)中的“|将(?:条文|引言|标题|题目|名称)"
)
_VERB = re.compile("修改为|改为|修改成|增加|增写|新增|删去|删除|作为|合并|分为|调整为|表述为|取消")
_READ = frozenset({
    "heading_1", "heading_2", "heading_3", "heading_4", "article", "paragraph", "subparagraph", "point", "wrapup",
    "preamble", "section", "chapter",
})  # fmt: skip
# paragraphs: no wording that a decision quotes is longer, and a mark never closed must not cost the time of a book
_LONGEST = 300
_RANK = {"article": 1, "heading_1": 1, "heading_2": 2, "subparagraph": 2, "heading_3": 3, "point": 3, "heading_4": 4}


@dataclass(frozen=True, slots=True)
class _Said:
    """One paragraph of a decision: its place, its clause, and how high the item ranks that it opens, 0 if none."""

    start: int
    end: int
    clause: int
    rank: int
    within: tuple[str, ...]  # the headings above it, outermost first


@dataclass(slots=True)
class _Walk:
    """The state of a walk through a decision."""

    text: str
    said: list[_Said]
    default: str | None
    short: dict[str, str]
    repealing: bool
    rows: list[Amendment] = field(default_factory=list)
    title: str | None = None
    place: Place = field(default_factory=Place)
    rank: int = 0
    listing: bool = False  # a list of repealed documents is being read


def amends(document: Document) -> bool:
    """Whether ``document`` is a decision, or a supplement (修正案), that changes others."""
    title = re.sub("\\s", "", document.title or "")
    return document.role != "interpretation" and _DECIDES.search(title) is not None


def amendments_of(document: Document) -> tuple[Amendment, ...]:
    """The operations that an amending decision orders, in order; none of any other document."""
    if not amends(document):
        return ()
    text = document.clean.text
    said = list(_paragraphs(document))
    short = {m["short"]: m["title"] for m in _SHORT.finditer(text)}
    title = re.sub("\\s", "", document.title or "")
    walk = _Walk(text, said, _only_target(title), short, "修改" not in title and "修正" not in title)
    n = 0
    while n < len(said):
        n = _step(walk, n)
    return tuple(walk.rows)


def _only_target(title: str) -> str | None:
    """The one title that a decision's own title names: 关于修改《…》的决定, 刑法修正案; None of 《…》等4件规章."""
    if (found := _AMENDED.search(title)) and not found["more"]:
        titles = _TITLE.findall(_raised(found["title"]))
        return _raised(titles[0]) if len(titles) == 1 else None
    supplement = _SUPPLEMENT.match(title)
    return supplement["title"] if supplement and not found else None


def _raised(title: str) -> str:
    return title if "《" in title else title.replace("〈", "《").replace("〉", "》")


def _paragraphs(document: Document) -> Iterator[_Said]:
    """The paragraphs that may instruct or be new wording, numbers left out."""
    text, clauses = document.clean.text, document.clauses
    for index, clause in enumerate(clauses):
        if clause.level not in _READ:
            continue
        rank = _RANK.get(clause.level, 0) if clause.num_text else 0
        start = clause.clean_start + len(clause.num_text or "")
        if clause.num_text and not text.startswith(clause.num_text, clause.clean_start):
            start = clause.clean_start
        child = next((c for c in clauses[index + 1 : index + 2] if c.parent == index), None)
        end = child.clean_start if child else clause.clean_end
        within = _headings(clauses, clause.parent)
        first = True
        for part in re.finditer("[^\n]+", text[start:end]):
            low = start + part.start() + len(part[0]) - len(part[0].lstrip(" 　"))
            if part[0].strip():
                yield _Said(low, start + part.end(), index, rank if first else 0, within)
                first = False
        if first and rank:
            # a number whose words are its children's opens an item all the same
            yield _Said(start, start, index, rank, within)


def _headings(clauses: Sequence[Clause], parent: int | None) -> tuple[str, ...]:
    found: list[str] = []
    while parent is not None:
        found.insert(0, clauses[parent].heading or clauses[parent].text)
        parent = clauses[parent].parent
    return tuple(found)


def _step(walk: _Walk, n: int) -> int:
    """Read the paragraph at ``n`` with the new wording after it; gives the next one to read."""
    said = walk.said[n]
    words = walk.text[said.start : said.end]
    if said.rank:
        walk.rank, walk.place = said.rank, Place()
    if not words or _CLOSING.match(words):
        return n + 1
    if _repeals_document(walk, said, words):
        return n + 1
    walk.title = _title_of(walk, said, words)
    plain = re.sub("“[^“”]*(?:”|$)", "“”", words)
    if not _VERB.search(plain):
        return n + 1
    # a quotation may go on over the paragraphs after it
    last = n
    while is_open(walk.text[said.start : walk.said[last].end]) and last + 1 < min(len(walk.said), n + _LONGEST):
        if walk.said[last + 1].rank and walk.said[last + 1].rank <= walk.rank and _opens(walk, last + 1):
            break
        last += 1
    if is_open(walk.text[said.start : walk.said[last].end]):
        last = n
    text = walk.text[said.start : walk.said[last].end]
    ordered, walk.place = read_instruction(text, walk.place)
    following = last + 1
    for op in ordered:
        new: tuple[int, int] | None = (op.new[0] + said.start, op.new[1] + said.start) if op.new else None
        if op.block:
            following, new = _wording(walk, last + 1)
        walk.rows.append(_row(walk, said.start, op, new))
    return following


def _repeals_document(walk: _Walk, said: _Said, words: str) -> bool:
    """废止 of whole documents: a title on the list under 对下列规章予以废止, or 废止《…》."""
    if _LISTS.search(words) and "修改" not in words:
        walk.listing = True
        return True
    walk.listing = walk.listing and said.rank > 0
    above = said.within[-1] if said.within else ""
    if walk.listing or (said.rank > 1 and _REPEALED.search(above) and "修改" not in above):
        title = _NOTE.sub("", words).rstrip("；。 ").removeprefix("《").removesuffix("》")
        walk.rows.append(_repeal(walk, title, said.start, said.end))
        return True
    found = _REPEALS.search(words) if walk.repealing or words.startswith("废止") else None
    if found is None:
        return False
    for match in _TITLE.finditer(words, found.start(), found.end()):
        walk.rows.append(_repeal(walk, match[1], said.start + found.start(), said.start + found.end()))
    return True


def _repeal(walk: _Walk, title: str, start: int, end: int) -> Amendment:
    return Amendment(
        operation="repeal",
        unit="document",
        target_title=_raised(title),
        start=start,
        end=end,
        text=walk.text[start:end],
    )


def _title_of(walk: _Walk, said: _Said, words: str) -> str | None:
    """The title that a paragraph speaks of: its own, its heading's, the one before in its item, the decision's."""
    for heading in (words, *reversed(said.within)):
        if named := _NAMES.match(heading):
            return walk.short.get(named["title"], _raised(named["title"]))
        # 对《…》的修改, 修改《…》
        if (named := _AMENDED.search(heading)) and heading != words:
            return _raised(_TITLE.findall(named["title"])[0])
    # （一）上海市停车场（库）管理办法 under 对下列政府规章的部分条款予以修改
    for above, heading in pairwise((*said.within, words)):
        if _LIST_HEAD.match(above) and "下列" in above and not _VERB.search(heading):
            return _raised(_NOTE.sub("", heading).rstrip("：；。 "))
    return walk.default or walk.title


def _opens(walk: _Walk, n: int) -> bool:
    """Whether the paragraph at ``n``, or the first of the item it opens, is an instruction or the decision's end."""
    said = walk.said[n]
    words = walk.text[said.start : said.end]
    if not words and n + 1 < len(walk.said):
        words = walk.text[walk.said[n + 1].start : walk.said[n + 1].end]
    return bool(_OPENS.match(words) or _CLOSING.match(words) or _NAMES.match(words) or _AMENDED.match(words))


def _wording(walk: _Walk, n: int) -> tuple[int, tuple[int, int] | None]:
    """The new wording that begins at paragraph ``n``: to its closing mark, or up to the next item or instruction.

    Gives the paragraph after it, and its place without the marks round it.
    """
    # a number that stands alone opens an item
    if n >= len(walk.said):
        return n, None
    first = walk.said[n]
    if walk.text.startswith("“", first.start):
        last = n
        while is_open(walk.text[first.start : walk.said[last].end]) and last + 1 < min(len(walk.said), n + _LONGEST):
            if walk.said[last + 1].rank and walk.said[last + 1].rank <= walk.rank and _opens(walk, last + 1):
                break
            last += 1
        span = quotes_of(walk.text[first.start : walk.said[last].end])[0]
        end = first.start + span[1]
        return last + 1, (first.start + 1, end - 1 if walk.text[end - 1] == "”" else end)
    last = n
    while last < len(walk.said):
        said = walk.said[last]
        words = walk.text[said.start : said.end]
        if said.rank and said.rank <= walk.rank:
            break
        if last > n and (_CLOSING.match(words) or (_OPENS.match(words) and _VERB.search(words))):
            break
        last += 1
    if last == n:
        return n, None
    start = walk.text.rfind("\n", 0, first.start) + 1 if first.rank else first.start
    return last, (start, walk.said[last - 1].end)


def _row(walk: _Walk, offset: int, op: Ordered, new: tuple[int, int] | None) -> Amendment:
    end = op.end
    if op.new and "\n" in walk.text[offset + op.new[0] : offset + op.new[1]]:
        # the wording has a place of its own; the instruction ends where it begins
        end = op.new[0] - 1
    position = op.position if op.position is not None else op.place.position
    words = walk.text[new[0] : new[1]] if new else None
    start, stop = offset + op.start, offset + end
    return Amendment(
        operation=op.operation,
        unit=op.unit,
        target_title=walk.title,
        target_provision=op.target or op.place.target,
        new_provision=position or None,
        old_text=op.old,
        new_text=words.replace("\n“", "\n") if words else None,
        anchor=op.anchor,
        side=op.side,
        start=start,
        end=stop,
        text=walk.text[start:stop],
        new_start=new[0] if new else None,
        new_end=new[1] if new else None,
    )
