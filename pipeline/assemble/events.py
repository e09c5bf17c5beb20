"""The events of a document's life, as its history note (题注) and the dated lines under its title tell them.

A note is a chain of statements, each a day, who acted, by what instrument, and a verb that closes it: 2019年8月2日上海市
人民政府令第18号公布; 根据2018年10月26日第十三届全国人民代表大会常务委员会第六次会议《关于修改〈…〉等十五部法律的决定》修正.
So the verbs are found first, outside titles, and each takes what stands between it and the verb before. Days are read by
``pipeline.extract.dates``.

What a document says of others (《…》同时废止 in a closing clause) is no event here: it is that document's, and stands in
``citations`` (relation ``repeals``) and, of a decision that repeals, in ``amendments``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.assemble.days import dates_said
from pipeline.assemble.types import DocumentEvent, Event
from pipeline.common.doc_numbers import YEAR_CLOSES, YEAR_OPENS, fold_doc_number
from pipeline.common.numerals import ORDINAL, read_ordinal
from pipeline.extract.types import Date
from pipeline.segment.types import Document

_N = ORDINAL
#: The event that each verb tells of. 修正 changes single provisions, 修订 the whole: ``verb`` keeps them apart.
_EVENT_OF: dict[str, Event] = {
    "通过": "adopted", "批准": "approved", "公布": "published", "发布": "published", "颁布": "published",
    "印发": "published", "颁发": "published", "公告": "published", "签署": "published", "修正": "amended",
    "修订": "amended", "修改": "amended", "补充": "amended", "施行": "effective", "实施": "effective",
    "生效": "effective", "试行": "effective", "执行": "effective", "废止": "repealed", "失效": "expired",
}  # fmt: skip
_VERB = re.compile(
    rf"(?:第(?P<nth>{_N})次)?(?P<again>重新)?(?P<verb>{'|'.join(_EVENT_OF)})"
    # 公布之日起 names a day; 公告第5号 and 公告公布 name the instrument; 修正案 and 修订本 are things; 实施办法 a text
    r"(?!之日|之后|后\d|日期|案|本|办法|细则|条例|规定|[ ]?[第〔\[]|(?<=公告)[公发]布)"
)
# 公布的《…决定》修正: this verb tells of the instrument, the next one of the document
_OF_INSTRUMENT = re.compile("的[^，。；]{0,12}[◦关]|的决定|的修正案|的决议")
# 1999年12月25日…第十三次会议通过的《中华人民共和国刑法修正案》, and no verb after it
_SUPPLEMENT = re.compile("的◦+(?=[ ）)]*(?:\\n|$|\\d{4}年))")
_AND = re.compile("[ \n，、。；]*(?:并且?|和|及|同时)?[ ]*(?:[自于]?[同当]日)?[ ]*(?:起)?[ ]*")
_BY = re.compile("根据|依据|按照|依照")
_JOINED = re.compile("[ ，、]*(?:并|经)")
_ON_PUBLICATION = re.compile("自?(?:公布|发布|颁布|印发|通过|批准)之日起")
_UNTIL = re.compile("有效期[^，。；]{0,6}(?:至|到)$")
_NUMBER = re.compile(
    rf"(?P<number>[一-龥（）、]{{0,40}}?(?:令|公告)[ ]?(?:第[ ]?{_N}[ ]?号|(?:{YEAR_OPENS}|（)\d{{4}}(?:{YEAR_CLOSES}|）)第?{_N}号|{_N}号)"
    rf"|[一-龥（）、]{{0,40}}?第[ ]?{_N}[ ]?号(?:令|公告)|[一-龥]{{1,16}}{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}{_N}号)"
)
_SESSION = re.compile(
    rf"(?:第{_N}次|{_N}次)[一-龥]{{0,12}}?会议|(?:常务|全体|主任|部长|办公|[部局室党]务|党组|主席){{1,2}}会议"
)
_TERM = re.compile(rf"第{_N}届(?:第{_N}次)?")
_BODY = re.compile(
    "[一-龥（）]{1,50}?(?:代表大会常务委员会?|代表大会|委员会|常委会|人大|政府|国务院|法院|检察院|军委|主席|主席团|"
    "办公厅|办公室|[委局厅部署院行会办府]|总行|海关|中央)(?![一-龥]*(?:届))"
)
# 经国务院批准, 国务院批准第一次修订
_ROUND_NAME = re.compile(
    f"^(?:中华人民共和国(?=国务院|中央军)|起|经|由|报|并|被|以|自)+|(?:审议|讨论|批准|通过|公布|发布|第{_N}次|会议|\\d{{4}}年|的|于|起)+$"
)
_TITLED = re.compile("^(?P<body>[^《》〈〉]{2,60}?)关于")
# a decision named without its title marks: 关于修改《…条例》等九件地方性法规的决定第一次修正
_BARE_DECISION = re.compile("(?P<title>关于(?:修改|修正|修订|废止)[^，。；◦\n]{2,120}?的(?:决定|决议))")
# a line of a note that stands apart from it, as where a page broke it off
_DATED_LINE = re.compile(
    "[（(]?(?:根据|由)?\\d{4}年\\d{1,2}月\\d{1,2}日[^。：\\n]{0,1200}"
    "(?:通过|批准|[公发颁]布|印发|修[正订改]|施行|生效|废止|的《[^。；：\\n]{2,100}》)[）)]?"
)
# what names an instrument ends the names of bodies before it
_INSTRUMENT = re.compile("令|公告|以|第[^届]{1,6}号|[〔\\[]")
_LISTED = re.compile("[、，]|(?<!共)和|[ ](?=[一-龥]{4})")
_MARKS = " 　，。；、（）()\n"


@dataclass(frozen=True, slots=True)
class _Note:
    """A note: its text, the same with titles blanked, its titles, and its days outside them."""

    text: str
    plain: str
    titles: list[tuple[int, int]]
    dates: list[Date]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A verb that closes a statement, where its words begin and end, and whether others of its instrument stand in it.

    ``by_title``: it has no verb of its own and closes with the title of a supplement.
    """

    start: int
    verb: re.Match[str]
    by: bool
    end: int
    by_title: bool = False


def events_of(document: Document) -> tuple[DocumentEvent, ...]:
    """The events that the history notes of ``document`` tell, and dated lines that stand apart, in their order."""
    found: list[DocumentEvent] = []
    for index, clause in enumerate(document.clauses):
        if clause.level == "history" or (clause.level == "preamble" and _DATED_LINE.fullmatch(clause.text)):
            found += read_note(clause.text, document.clean.text.find(clause.text, clause.clean_start), index)
    return tuple(found)


def read_note(text: str, offset: int = 0, clause: int = 0) -> list[DocumentEvent]:
    """The events of one note; ``offset`` is added to their places, ``clause`` kept with each.

    An event without a day of its own has that of the one it is joined to (修正并重新公布), 自公布之日起施行 the day of
    publication before it; where neither is there its day is None.
    """
    note = _note(text)
    told: list[DocumentEvent] = []
    at = 0
    for statement in _statements(note):
        told += _read(note, statement, told)
        at = statement.end
    told += _alone(note, at)
    return [replace(e, start=e.start + offset, end=e.end + offset, clause=clause) for e in told]


def _note(text: str) -> _Note:
    titles = _titles(text)
    plain = text
    for a, b in titles:
        plain = plain[:a] + "◦" * (b - a) + plain[b:]
    dates = [d for d in dates_said(text) if not any(a <= d.start < b for a, b in titles)]
    return _Note(text, plain, titles, dates)


def _titles(text: str) -> list[tuple[int, int]]:
    """The titles of a note, 《…》 with what is nested in it, and decisions named without marks."""
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for match in re.finditer("[《》]", text):
        if match[0] == "《":
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((start, match.end()))
    for match in _BARE_DECISION.finditer(text):
        low, high = match.start("title"), match.end()
        if not any(a <= low < b for a, b in spans):
            spans = [s for s in spans if s[1] <= low or s[0] >= high] + [(low, high)]
    return sorted(spans)


def _statements(note: _Note) -> Iterator[_Statement]:
    """The verbs that tell of the document, each with the words before it back to the verb before."""
    verbs = [m for m in _VERB.finditer(note.plain) if not _ON_PUBLICATION.match(note.plain, max(0, m.start() - 1))]
    at, by, known, passed = 0, False, False, False
    for n, verb in enumerate(verbs):
        after = verbs[n + 1] if n + 1 < len(verbs) else None
        before = verbs[n - 1] if n else None
        if passed and before is not None and before.end() == verb.start() and verb["verb"] == "通过":
            passed = False
            at = verb.end()
            continue  # 修订通过: how the revision came about
        passed = False
        if _tells_of_instrument(note, at, verb, after, known):
            by = True
            if closing := _SUPPLEMENT.match(note.plain, verb.end()):
                yield _Statement(at, verb, by, closing.end(), by_title=True)
                at, by = closing.end(), False
            continue
        yield _Statement(at, verb, by, verb.end())
        at, by = verb.end(), False
        known = known or _EVENT_OF[verb["verb"]] in ("adopted", "approved", "published")
        passed = _EVENT_OF[verb["verb"]] == "amended"


def _tells_of_instrument(note: _Note, at: int, verb: re.Match[str], after: re.Match[str] | None, known: bool) -> bool:
    """Whether a verb says how the amending decision came about, and the next one what it did to the document.

    So in 公布的《…》修正, 国务院批准修订 and, where a first adoption is ``known`` or 根据 leads, in 通过…批准的《…》修正.
    """
    if _OF_INSTRUMENT.match(note.plain, verb.end()):
        return True
    if after is None or _EVENT_OF[verb["verb"]] not in ("adopted", "approved", "published"):
        return False
    if after.start() == verb.end() and (_EVENT_OF[after["verb"]] == "amended" or after["verb"] == "批准"):
        return True
    approved = after["verb"] == "批准" or note.plain.startswith("批准的", after.end())
    if not (_OF_INSTRUMENT.match(note.plain, after.end()) or (approved and after["verb"] == "通过")):
        return False
    led = _BY.match(note.plain[at : verb.start()].lstrip(_MARKS)) is not None
    return (known and approved) or led or _JOINED.match(note.plain, verb.end()) is not None


def _read(note: _Note, statement: _Statement, told: list[DocumentEvent]) -> Iterator[DocumentEvent]:
    """The event or, of days said together, the events of one statement."""
    verb = statement.verb
    start = _after_marks(note.text, statement.start)
    dates = [d for d in note.dates if start <= d.start < verb.start()]
    bare = DocumentEvent(
        event="amended" if statement.by_title else "republished" if verb["again"] else _EVENT_OF[verb["verb"]],
        date=None,
        granularity=None,
        verb=verb["verb"],
        nth=read_ordinal(verb["nth"]) if verb["nth"] else None,
        start=start,
        end=statement.end,
        text=note.text[start : statement.end],
    )
    if not dates:
        yield from _undated(note, bare, verb.start(), told)
        return
    if statement.by or bare.event == "amended":
        # a decision passed by a city and approved by the province counts from the approval
        yield _dated(note, bare, dates[-1], max(verb.start(), statement.end if statement.by_title else 0))
        return
    # 2006年12月25日最高人民法院…会议、2007年2月14日最高人民检察院…会议通过: each body on its day
    for n, date in enumerate(dates):
        low = start if n == 0 else date.start
        high = verb.end() if n == len(dates) - 1 else dates[n + 1].start
        part = replace(bare, start=low, end=high, text=note.text[low:high])
        yield _dated(note, part, date, min(high, verb.start()))


def _after_marks(text: str, at: int) -> int:
    """The first character from ``at`` on that is no mark or space."""
    return len(text) - len(text[at:].lstrip(_MARKS))


def _undated(note: _Note, bare: DocumentEvent, close: int, told: list[DocumentEvent]) -> Iterator[DocumentEvent]:
    words = note.plain[bare.start : close]
    if _ON_PUBLICATION.search(words):
        origin = next((e for e in reversed(told) if e.event in ("published", "republished")), None)
        date = origin.date if origin else None
        yield replace(bare, date=date, granularity="day" if date else None)
    elif told and _AND.fullmatch(words):
        last = told[-1]
        yield replace(last, **_own(bare))
    elif "◦" in words or _NUMBER.search(words):
        yield _instrument(note, bare, bare.start, close)


def _own(bare: DocumentEvent) -> dict[str, Any]:
    """What an event keeps of its own when it shares the rest with the one before."""
    return {name: getattr(bare, name) for name in ("event", "verb", "nth", "start", "end", "text")}


def _dated(note: _Note, bare: DocumentEvent, date: Date, close: int) -> DocumentEvent:
    first = next(d for d in note.dates if d.start >= bare.start)
    at = replace(bare, date=date.date_start, granularity=date.granularity)
    return _instrument(note, at, first.end, close)


def _instrument(note: _Note, bare: DocumentEvent, low: int, high: int) -> DocumentEvent:
    """The event with its instrument and who acted, from the words between its first day and its verb."""
    titles = [note.text[a:b] for a, b in note.titles if low <= a and b <= high]
    title = _plain_title(titles[-1]) if titles else None
    said: list[str] = []
    number: str | None = None
    at = low
    # the words after each day name who acted on it
    for date in [*(d for d in note.dates if low <= d.start < high), None]:
        words = note.plain[at : date.start if date else high]
        if found := _NUMBER.search(words.split("◦")[0]):
            number = found["number"].split("以")[-1].strip()  # 最高人民法院以法发〔1993〕15号印发
        said += _bodies(words.split("◦")[0])
        at = date.end if date else high
    if title and (titled := _TITLED.match(title)):
        # the decision's own body stands in its title; who approved it, before
        said = [*_bodies(titled["body"]), *said]
    return replace(
        bare,
        issuers=tuple(dict.fromkeys(said)),
        instrument_number=fold_doc_number(number) if number else None,
        instrument_title=title,
    )


def _plain_title(title: str) -> str:
    """A title without its outer marks, those inside it one level up (〈〉 to 《》)."""
    inner = title[1:-1] if title.startswith("《") and title.endswith("》") else title
    return inner if "《" in inner else inner.replace("〈", "《").replace("〉", "》")


def _bodies(words: str) -> list[str]:
    """The bodies named in the words between a day and a verb; their term (第十三届) is left out."""
    said = _INSTRUMENT.split(_TERM.sub("", _SESSION.sub("", words)), maxsplit=1)[0]
    names = []
    for part in _LISTED.split(said):
        name = _ROUND_NAME.sub("", part.strip(_MARKS))
        if name and _BODY.fullmatch(name):
            names.append(name)
    return names


def _alone(note: _Note, at: int) -> Iterator[DocumentEvent]:
    """Days with no verb after them: a day alone under the title is that of its publication; 有效期至 ends it."""
    for date in note.dates:
        ends = _UNTIL.search(note.plain[: date.start]) is not None
        lone = not note.plain[: date.start].strip(_MARKS) and not note.plain[date.end :].strip(_MARKS)
        if date.start >= at and (ends or lone):
            yield DocumentEvent(
                event="expired" if ends else "published",
                date=date.date_end if ends else date.date_start,
                granularity=date.granularity,
                verb=None,
                start=date.start,
                end=date.end,
                text=note.text[date.start : date.end],
            )
