"""From spans to mentions: kind, members, body, role."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache

from pipeline.extract.agencies.candidates import model_spans
from pipeline.extract.agencies.defined import anaphora, defined_names, is_of_several, mentions_again
from pipeline.extract.agencies.detectors import Detector
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.linking import (
    MUNICIPALITIES,
    Jurisdiction,
    Link,
    core_name,
    jurisdiction,
    link,
    link_name,
    place_code,
)
from pipeline.extract.agencies.matcher import find_spans, without_overlaps
from pipeline.extract.agencies.members import members
from pipeline.extract.agencies.registry import registry
from pipeline.extract.agencies.roles import Chain, chains, roles
from pipeline.extract.types import Agency, AgencyKind, Context, Member

_EMPTY = Context()
_LISTS = re.compile("[、和与及或]")
# looked for one by one: plain words are found much faster than a pattern
_PROVINCIAL = ("本省", "全省", "本自治区", "全自治区")
_ALWAYS_GENERIC = frozenset(("dept", "agency"))
# only the name of a kind: 园区管委会, 现场指挥部
_CLASS_OF_OPEN = re.compile(
    "(?:各|有关|相关|所在|上述)"
    "|(?:经济技术|经济|高新技术产业|高新技术|产业|工业)?"
    "(?:园区?|开发区|片区|功能区|新区|管理区|度假区|景区|试验区|保税区|高新区|区)?"
    "(?:管委会|管理委员会|工作领导小组|领导小组|联席会议|现场指挥部|指挥部|执委会|执行委员会|工作小组|协调小组|工作专班)(?:办公室)?$"
)
# a committee of an area, or a conference of ministries, is one body also without a place before it
_OWN_NAME = re.compile(
    "(?:管委会|管理委员会|执委会|执行委员会|部际联席会议)(?:办公室)?$|(?:管理局|海关)$|^(?:全国|国家|国务院)"
)

_BARE_LEVELS = frozenset(("市", "县", "区", "州", "旗", "盟", "镇", "乡"))
# forms whose place holds for the bodies listed after them
_LENDS = frozenset(("bureau", "dept", "party", "gov", "agency"))

Reading = tuple[AgencyKind, Link | None, tuple[Member, ...]]
_CLASS: Reading = ("generic", None, ())


def find_agencies(text: str, context: Context | None = None, detector: Detector | None = None) -> list[Agency]:
    """Every public body named in clean ``text``, in order and without overlaps.

    ``context.place`` is the place whose levels (市, 区, 本市) the text speaks of, ``context.date`` the day that names
    are read for, ``context.issuers`` who 我局 is. ``detector``: the model to ask where rules and registry leave a
    candidate open; None: none is asked. Offsets are code points of ``text``. Linear in the text; raises nothing on any
    string.
    """
    known = context or _EMPTY
    found = find_spans(text)
    extra = _further(text, found, known)
    if extra:
        found = without_overlaps(sorted([*found, *(item for item, _ in extra)], key=lambda item: item.start))
    if detector is not None and (more := model_spans(text, found, detector)):
        found = without_overlaps(sorted([*found, *more], key=lambda item: (item.start, item.start - item.end)))
        names = {name: at for name, at in defined_names(text, found).items() if found[at].head == "model"}
        if again := _named_again(text, found, known, names):
            extra += again
            found = without_overlaps(sorted([*found, *(item for item, _ in again)], key=lambda item: item.start))
    if not found:
        return []
    bodies = {(item.start, item.end): body for item, body in extra}
    spans = [(item.start, item.end) for item in found]
    groups = chains(text, spans)
    bodies.update(_national(text, found, groups, known.date))
    bodies.update(_of_the_place(text, found, groups, known))
    places = _places(text, found)
    bodies.update(_by_tail(text, found, known))
    acts, enforces = roles(text, spans, groups)
    provincial = _is_provincial(text, known)
    model = None if detector is None else detector.name
    mentions: list[Agency] = []
    for item, role, enforcer, place in zip(found, acts, enforces, places, strict=True):
        start, end, head = item.start, item.end, item.head
        kind, body, listed = bodies.get((start, end)) or _reading(text, item, known, provincial, place)
        mentions.append(
            Agency(
                start=start,
                end=end,
                text=text[start:end],
                kind=kind,
                role=role,
                members=listed,
                agency_id=body.agency_id if body else None,
                canonical=body.canonical if body else None,
                is_enforcer=enforcer,
                detector=model if model and head == "model" else "registry" if head == "name" else "rule",
            )
        )
    return mentions


def _by_tail(text: str, found: list[Found], known: Context) -> dict[tuple[int, int], Reading]:
    """绩效管理委员会 that a model found, where the text calls one body 市绩效管理委员会."""
    out: dict[tuple[int, int], Reading] = {}
    for item in found:
        if item.head != "model" or item.jurisdiction[1]:
            continue
        said = text[item.start : item.end]
        longer = [o for o in found if o.jurisdiction[1] and o.end - o.start > len(said)]
        readings = {_reading(text, o, known, False) for o in longer if text.endswith(said, o.start, o.end)}
        if len(readings) == 1 and (reading := readings.pop())[0] == "specific":
            out[item.start, item.end] = reading
    return out


def _is_provincial(text: str, known: Context) -> bool:
    """Whether a text whose place is not known speaks of 本省."""
    return known.place is None and any(word in text for word in _PROVINCIAL)


def _further(text: str, found: list[Found], known: Context) -> list[tuple[Found, Reading]]:
    """Mentions that are bodies only because this text says so: its own short names, and 我局 where one body signs."""
    extra = _named_again(text, found, known, defined_names(text, found))
    if len(known.issuers) == 1 and (signer := link_issuer(known.issuers[0], replace(known, issuers=()))):
        for start, end, kind in anaphora(text):
            if kind in known.issuers[0][-3:]:
                extra.append((Found(start, end, "anaphor", start), ("specific", signer, ())))
    return extra


def _named_again(text: str, found: list[Found], known: Context, names: dict[str, int]) -> list[tuple[Found, Reading]]:
    """Where bodies stand under the short names that the text gives them; ``names``: each with its body in ``found``."""
    extra: list[tuple[Found, Reading]] = []
    if names:
        provincial = _is_provincial(text, known)
        readings = {
            number: _CLASS
            if is_of_several(text, found, number, name)
            else _reading(text, found[number], known, provincial)
            for name, number in names.items()
        }
        for again in mentions_again(text, found, names):
            extra.append((Found(again.start, again.end, "defined", again.start), readings[again.of]))
        # 市交通执法总队: a name that is a body's by its form too is the one that it was given to
        for item in found:
            of = names.get(text[item.start : item.end])
            if of is not None and item.start > found[of].start and readings[of][0] == "specific":
                extra.append((replace(item), readings[of]))
    return extra


def _national(
    text: str, found: list[Found], groups: list[Chain], date: dt.date | None
) -> dict[tuple[int, int], Reading]:
    """发展改革委 and the like where they stand in one list with a ministry."""
    short = registry().words["national_short"]
    numbers = [
        number
        for number, item in enumerate(found)
        if item.head == "bureau" and item.start == item.own and text[item.start : item.end] in short
    ]
    out: dict[tuple[int, int], Reading] = {}
    if numbers:
        first = [group.first for group in groups]
        for number in numbers:
            group = groups[bisect_right(first, number) - 1]
            if any(item.head == "name" for item in found[group.first : group.last + 1]):
                item = found[number]
                body = link_name(short[text[item.start : item.end]], date)
                out[item.start, item.end] = ("specific", body, ())
    return out


# so many bare bureaus in one list are those of the place that speaks
_OF_ONE_PLACE = 3
_MINISTRIES = ("部", "总局", "总署")


def _of_the_place(text: str, found: list[Found], groups: list[Chain], known: Context) -> dict[tuple[int, int], Reading]:
    """财政局、发改局、经信局 in one list in a paper of a city or county: its own; a province's are called 厅."""
    home = place_code(known.place)
    out: dict[tuple[int, int], Reading] = {}
    if home is None or home.endswith("0000"):
        return out
    where = Jurisdiction("place", home)
    for group in groups:
        listed = found[group.first : group.last + 1]
        bare = [item for item in listed if item.head == "bureau" and item.start == item.own and not item.owner[1]]
        bare = [item for item in bare if text[item.end - 1] in "局委办"]
        ministries = any(item.head == "name" and text.endswith(_MINISTRIES, item.start, item.end) for item in listed)
        if len(bare) < _OF_ONE_PLACE or ministries or any(item.jurisdiction[1] for item in listed):
            continue
        for item in bare:
            said = text[item.start : item.end]
            out[item.start, item.end] = ("specific", link("", said, where, known.date), ())
    return out


def _places(text: str, found: list[Found]) -> list[str]:
    """What each body says of its place; 财政局 in 市发展改革委、财政局 has that of the one before it."""
    out: list[str] = []
    for number, item in enumerate(found):
        words = text[item.jurisdiction[0] : item.jurisdiction[1]]
        if not words and number and item.head == "bureau" and item.start == item.own and not item.owner[1]:
            before = found[number - 1]
            if before.head in _LENDS and text[before.end : item.start] in ("、", "和", "与", "及"):
                words = out[-1]
        elif words in _BARE_LEVELS and number and item.head == "gov" and text[item.start - 1] == "、":
            # 各盟行政公署、市人民政府
            before = found[number - 1]
            if before.end == item.start - 1 and text[before.start] == "各":
                words = "各" + words
        out.append(words)
    return out


def _reading(text: str, item: Found, known: Context, provincial: bool, place: str = "") -> Reading:
    start, stop = item.functions if item.functions[1] else (item.own, item.end)
    first, last = item.jurisdiction
    written = text[first:last]
    return _read(
        text[item.start : item.end],
        item.head,
        place or written,
        written,
        text[start:stop],
        known.place,
        known.date,
        provincial,
    )


@lru_cache(maxsize=65536)
def _read(
    said: str,
    head: str,
    place_words: str,
    written: str,
    functions: str,
    place: str | None,
    date: dt.date | None,
    provincial: bool,
) -> Reading:
    """Kind, body and members of a mention; the same words in the same context are the same body."""
    if head == "party":
        said = said.removeprefix("中国共产党").removeprefix("中共")
    where = jurisdiction(place_words, place, provincial) if place_words else Jurisdiction("class")
    if head == "bureau" and not place_words and said.endswith("厅") and said != "办公厅":
        where = _province(place)
    if said.endswith("街道办事处") and not place_words and (own := jurisdiction(said[:-3], place)).scope == "unknown":
        return "specific", link(said[:-3], said[-3:], own, date), ()
    if head in _ALWAYS_GENERIC:
        return "generic", None, members(functions, where, date) if _LISTS.search(functions) else ()
    if head == "branch" and "各" in said:
        return "generic", None, ()
    if head in ("name", "branch"):
        return "specific", link_name(said, date), ()
    if head == "model" and not place_words:
        # what names a class (各, 有关) is never taken from a model
        return "specific", link("", said, Jurisdiction("unknown"), date), ()
    if not place_words and (head == "open" or (head == "bureau" and _has_own_name(said))):
        return _open(said, place, date)
    if head == "open" and (found := _of_own_name(said, place, date)):
        return "specific", found, ()
    if (
        where.scope == "class"
        or said.endswith("特别行政区法院")
        or (head == "court" and said[len(written) :].startswith(("各", "地方", "基层", "专门")))
        or (head == "committee" and said[len(place_words) :].endswith("专门委员会"))
    ):
        return "generic", None, ()
    rest = said[len(written) :]
    if head == "party" and (rest == "委员会" or rest.endswith("届委员会")):
        rest = "委"  # 中国共产党汉中市委员会
    return "specific", link(place_words, rest, where, date), ()


@lru_cache(maxsize=4096)
def _has_own_name(said: str) -> bool:
    """前海管理局: a local body that its function does not name."""
    return said in registry().local_names and core_name(said, registry()) is None


def _province(place: str | None) -> Jurisdiction:
    """Only provinces have 厅: in a paper of one 财政厅 is its own."""
    home = place_code(place)
    if home is None or home[:2] in MUNICIPALITIES:
        return Jurisdiction("class")
    return Jurisdiction("place", home[:2] + "0000")


def _open(said: str, place: str | None, date: dt.date | None) -> Reading:
    """A body with a name of its own is one body, unless its name is only that of its kind (园区管委会)."""
    if found := _of_own_name(said, place, date):
        return "specific", found, ()
    if _CLASS_OF_OPEN.match(said) or not _OWN_NAME.search(said):
        return "generic", None, ()
    return "specific", link("", said, Jurisdiction("unknown"), date), ()


def _of_own_name(said: str, place: str | None, date: dt.date | None) -> Link | None:
    """A local body whose name says no place (两江新区管委会), in the document's place or anywhere."""
    home = place_code(place) or ""
    for code in dict.fromkeys((home, home[:4] + "00", home[:2] + "0000")):
        if (code, said) in registry().by_place:
            return link("", said, Jurisdiction("place", code), date)
    body = None if _CLASS_OF_OPEN.match(said) else registry().anywhere.get(said)
    return Link(body.agency_id, body.canonical) if body else None


@lru_cache(maxsize=4096)
def link_issuer(name: str, context: Context | None = None) -> Link | None:
    """The body that ``name`` (all of it) names, as ``find_agencies`` links it; None if it names none."""
    for mention in find_agencies(name, context):
        if (mention.start, mention.end) == (0, len(name)) and mention.agency_id:
            return Link(mention.agency_id, mention.canonical)
    return None
