"""CITATION: laws, documents, standards and provisions that a text refers to, with what it does to them.

A citation is a title 《…》 with its number and provision (《X法》第六条第二款), a law named without marks before a
provision, a document, order or standard number alone, or a provision alone (本办法第十条, 前款). Each provision of a
list is one (第二十七条、第二十八条). Titles of newspapers, certificates, forms and contracts are none
(``citation_titles``); a document's own number line and a provision's own number are none either.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.common.records import quick
from pipeline.extract.citation_numbers import Number, find_numbers
from pipeline.extract.citation_relations import relation_of
from pipeline.extract.citation_titles import is_text, law_before, laws_applied, self_before
from pipeline.extract.provisions import AND, Provision, find_provisions
from pipeline.extract.types import Citation, Context

# one by one: a pattern that begins with one character is found several times as fast
_MARKS = (re.compile("《"), re.compile("》"))
_LONGEST = 160  # a title in marks: longer is a mark that was never closed
_ALIAS = re.compile("[（，](?:以下|下)[简统]?称[：:]?(?P<q>[“《‘]?)(?P<alias>[^”》’（）]{1,24})[”》’]?")
# a year in round brackets may stand inside: （国办发（2009）3号）
_BRACKET = re.compile(r"（(?:[^（）\n]|（[12]\d{3}）){0,60}")
_ISSUED_AS = re.compile(" ?(?:的|公布的|发布的|颁布的|印发的|令发布的|文件?|文件?印发的|公布施行的|：)? ?")
_OF = re.compile("(?:的|中)? ?")
_BETWEEN_LIST = re.compile(
    # between two citations of one list: marks, 和, and who issued the second
    "^）?(?:（[^（）]{0,60}）)?[ ]?(?:[一-龥]{0,6}(?:、|，|和|及|以及|与|或者?|并|；)[ ]?(?:[^，。；《》]{0,36}的|[一-龥]{0,12})?)?$"
)
_LABEL_LENGTH = 12
_LABEL = re.compile("(?:发文)?[文字]号|[：:（）() *#]")
_REACH = 240


@quick
@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    title: str | None = None
    number: str | None = None
    provision: str | None = None


def find_citations(text: str, context: Context) -> list[Citation]:
    """Every CITATION in clean ``text``, in order, none overlapping another.

    ``context.title`` is used where an amending decision speaks of provisions alone: they are those of the text named
    in its title.
    """
    titles = _titles(text)
    numbers = find_numbers(text)
    found = _merge(text, titles, numbers, find_provisions(text))
    found = _with_aliases(text, found)
    amended = _amended_title(context.title)
    return [_citation(text, found, i, amended) for i in range(len(found))] if found else []


def _titles(text: str) -> list[_Found]:
    """Every 《…》 on one line, outermost ones, whatever it names."""
    titles: list[_Found] = []
    first = text.find("《")
    if first < 0 or "》" not in text:
        return titles
    opened: list[int] = []
    for at in sorted([m.start() for mark in _MARKS for m in mark.finditer(text, first)]):
        if opened and text.find("\n", opened[-1], at) >= 0:
            opened.clear()
        if text[at] == "《":
            if opened and at - opened[0] > _LONGEST:
                opened.clear()
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened and at - start > 1:
                titles.append(_Found(start, at + 1, title=_plain_title(text[start + 1 : at])))
            elif opened and at - opened[0] > _LONGEST:
                titles.append(_Found(start, at + 1, title=_plain_title(text[start + 1 : at])))
                opened.clear()
    return titles


def _plain_title(said: str) -> str:
    """A title without stray spaces; marks inside it are 〈〉 (GB/T 15834)."""
    return said.strip().replace("《", "〈").replace("》", "〉")


def _merge(text: str, titles: list[_Found], numbers: list[Number], provisions: list[Provision]) -> list[_Found]:
    """Titles with their numbers and provisions, then what stands alone, in order."""
    number_at = {n.start: n for n in numbers}
    number_starts = [n.start for n in numbers]
    number_by_end = {n.end: n for n in numbers}
    first = {p.start: i for i, p in enumerate(provisions)}
    used_numbers: set[int] = set()
    used: set[int] = set()
    found: list[_Found] = []
    reach = 0
    for title in titles:
        used_numbers.update(_starts_within(number_starts, title.start, title.end))
        one, after, taken = _with_number(text, title, number_at)
        used_numbers.update(taken)
        before = _number_before(text, title, number_by_end, reach)
        if before is not None:
            used_numbers.add(before.start)
            one = replace(one, start=before.start, number=before.folded)
        run = _provisions_after(text, after, provisions, first)
        if one.number is None and not run and not is_text(title.title or ""):
            continue
        items = _with_provisions(one, [provisions[i] for i in run])
        used.update(run)
        found += items
        reach = items[-1].end
    # 《关于修改第三十条的决定》: what stands inside a title is part of it
    starts = [p.start for p in provisions]
    for title in titles:
        low, high = bisect.bisect_left(starts, title.start), bisect.bisect_left(starts, title.end)
        used.update(range(low, high))
    found += _alone(text, provisions, used, found)
    for number in numbers:
        if number.start not in used_numbers and not _own_number(text, number):
            found.append(_Found(number.start, number.end, number=number.folded))
    found += [_Found(m.start(), m.end(), title=m[0]) for m in laws_applied(text)]
    return _disjoint(found)


def _starts_within(starts: list[int], low: int, high: int) -> list[int]:
    return starts[bisect.bisect_left(starts, low) : bisect.bisect_left(starts, high)]


def _disjoint(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _with_number(text: str, title: _Found, number_at: dict[int, Number]) -> tuple[_Found, int, list[int]]:
    """The title with the number in brackets after it, where what follows them begins, and the numbers taken."""
    bracket = _BRACKET.match(text, title.end + (text[title.end : title.end + 1] == " "))
    if bracket is None:
        return title, title.end, []
    inside = [n for at in range(bracket.start() + 1, bracket.end()) if (n := number_at.get(at))]
    closed = text[bracket.end() : bracket.end() + 1] == "）"
    after = bracket.end() + closed
    if not inside:
        return title, after if closed and len(bracket[0]) < 40 else title.end, []
    number = inside[0]
    whole = closed and number.start == bracket.start() + 1 and number.end == bracket.end()
    one = replace(title, number=number.folded, end=after if whole else title.end)
    return one, after, [n.start for n in inside[:1]]


def _number_before(text: str, title: _Found, by_end: dict[int, Number], reach: int) -> Number | None:
    """The number of an order or document that brought the title: 上海市人民政府令第52号公布的《…》."""
    for back in range(9):
        number = by_end.get(title.start - back)
        if number is not None:
            fits = number.start >= reach and _ISSUED_AS.fullmatch(text, number.end, title.start)
            return number if fits else None
    return None


def _provisions_after(text: str, at: int, provisions: list[Provision], first: dict[int, int]) -> list[int]:
    """The run of provisions that a title ending at ``at`` governs."""
    of = _OF.match(text, at)
    index = first.get(of.end() if of else at)
    if index is None or provisions[index].words:
        return []
    return _run(text, provisions, index)


def _run(text: str, provisions: list[Provision], index: int) -> list[int]:
    run = [index]
    while index + 1 < len(provisions):
        one, other = provisions[index], provisions[index + 1]
        glued = other.start == one.end and one.end > one.start and not other.words
        if other.words or not (glued or AND.fullmatch(text, one.end, other.start)):
            break
        index += 1
        run.append(index)
    return run


def _with_provisions(one: _Found, run: list[Provision]) -> list[_Found]:
    if not run:
        return [one]
    items = [replace(one, end=run[0].end, provision=run[0].text)]
    items += [_Found(p.start, p.end, one.title, one.number, p.text) for p in run[1:]]
    return items


def _alone(text: str, provisions: list[Provision], used: set[int], titled: list[_Found]) -> Iterator[_Found]:
    """Provisions without a title in marks: of a law named plainly, of this text, or of nothing said."""
    skip = set(used)
    named = sorted(titled, key=lambda f: f.end)
    for i, provision in enumerate(provisions):
        if i in skip:
            continue
        left = text[max(0, provision.start - 40) : provision.start].rsplit("\n", 1)[-1].rstrip(" ")
        gap = provision.start - len(left) - (text[provision.start - 1 : provision.start] == " ")
        run = [i] if provision.words else [j for j in _run(text, provisions, i) if j not in skip]
        skip.update(run)
        start, title = provision.start, None
        if not provision.words and (law := law_before(left)):
            start, title = gap + law.start(), law[0].removeprefix("《")
        elif not provision.words and (own := self_before(left)) and own["which"]:
            start = gap + own.start()
            if own["which"] == "该":
                title = _last_named(named, start, own[0].removeprefix("该"))
        yield from _with_provisions(_Found(start, provision.start, title), [provisions[j] for j in run])


def _last_named(named: list[_Found], at: int, genre: str) -> str | None:
    """The last title before ``at`` that 该法, 该条例 can stand for."""
    for one in reversed([f for f in named if f.end <= at][-6:]):
        if one.title and one.title.split("（")[0].endswith(genre):
            return one.title
    return None


def _own_number(text: str, number: Number) -> bool:
    """Whether the line is nothing but this number: that of the document itself."""
    low = max(0, number.start - _LABEL_LENGTH)
    start = text.rfind("\n", low, number.start) + 1
    end = text.find("\n", number.end, number.end + _LABEL_LENGTH)
    end = end if end >= 0 else len(text)
    if (not start and low) or end - number.end > _LABEL_LENGTH:
        return False
    return not _LABEL.sub("", text[start : number.start] + text[number.end : end])


def _with_aliases(text: str, found: list[_Found]) -> list[_Found]:
    """Short names that the text defines, 《中华人民共和国公司法》（以下简称《公司法》）, read as the full title."""
    names: dict[str, str] = {}
    out: list[_Found] = []
    for one in found:
        if one.title is None:
            out.append(one)
            continue
        full = names.get(one.title)
        out.append(replace(one, title=full) if full else one)
        tail = _ALIAS.search(text, one.end - 1, min(len(text), one.end + 60))
        if tail and not full and "《" not in text[one.end : tail.start()] and "。" not in text[one.end : tail.start()]:
            names.setdefault(tail["alias"], one.title)
    return out


def _amended_title(title: str | None) -> str | None:
    """X of 关于修改《X》的决定."""
    match = re.search("(?:修改|修正|修订)(?:《|〈)([^《》]+?)(?:》|〉)(?!等)", title or "")
    return match[1] if match else None


def _citation(text: str, found: list[_Found], i: int, amended: str | None) -> Citation:
    one = found[i]
    first, last = _list_of(text, found, i)
    near = max(0, first.start - _REACH)
    begin = max(near, text.rfind("。", near, first.start) + 1, text.rfind("\n", near, first.start) + 1)
    left = text[begin : first.start].rstrip(" ")
    right = _rest_of_sentence(text, last.end)
    after = right if last is one else _rest_of_sentence(text, one.end)
    right = right.lstrip(" ")
    part = one.provision is not None
    whole = one.title is not None or one.number is not None
    relation = relation_of(left, right, after, provision=part, named=whole) if part or one.title else "cites"
    title = amended if relation == "amends" and part and one.title is None else one.title
    return Citation(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        cited_title=title,
        cited_doc_number=one.number,
        cited_provision=one.provision,
        relation=relation,
    )


def _rest_of_sentence(text: str, at: int) -> str:
    return text[at : at + _REACH].partition("\n")[0].partition("。")[0]


def _list_of(text: str, found: list[_Found], i: int) -> tuple[_Found, _Found]:
    """The first and last of the coordinated citations that one stands in: what is said of the list is said of each."""
    low = high = i
    while low and i - low < 12 and _listed(text, found[low - 1], found[low]):
        low -= 1
    while high + 1 < len(found) and high - i < 12 and _listed(text, found[high], found[high + 1]):
        high += 1
    return found[low], found[high]


def _listed(text: str, one: _Found, other: _Found) -> bool:
    if other.start - one.end > 60:
        return False
    between = text[one.end : other.start]
    return "\n" not in between and "。" not in between and bool(_BETWEEN_LIST.match(between))
