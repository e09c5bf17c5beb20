"""From spans to mentions: kind, members, body, role."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from pipeline.extract.agencies.linking import (
    Jurisdiction,
    Link,
    jurisdiction,
    link,
    link_name,
    place_code,
)
from pipeline.extract.agencies.matcher import Found, find_spans
from pipeline.extract.agencies.members import members
from pipeline.extract.agencies.registry import registry
from pipeline.extract.agencies.roles import roles
from pipeline.extract.types import Agency, AgencyKind, Context, Member

_EMPTY = Context()
_LISTS = re.compile("[、和与及或]")
_PROVINCIAL = re.compile("[本全]省|本自治区|全自治区")
# a part of a body's name that says it is a class: 各区, 所在区, 市、区
_ALWAYS_GENERIC = frozenset(("dept", "agency"))
_ONLY_PLACED = frozenset(("gov", "court", "congress", "party", "committee", "bureau", "fixed", "open"))


def find_agencies(text: str, context: Context | None = None) -> list[Agency]:
    """Every public body named in clean ``text``, in order and without overlaps.

    ``context.place`` is the place whose levels (市, 区, 本市) the text speaks of, ``context.date`` the day that former
    names are read for. Offsets are code points of ``text``. Linear in the text; raises nothing on any string.
    """
    known = context or _EMPTY
    found = find_spans(text)
    if not found:
        return []
    acts, enforces = roles(text, [(item.start, item.end) for item in found])
    provincial = known.place is None and _PROVINCIAL.search(text) is not None
    out = []
    for item, role, enforcer in zip(found, acts, enforces, strict=True):
        said = text[item.start : item.end]
        kind, body, listed = _read(
            said,
            item.head,
            text[item.jurisdiction[0] : item.jurisdiction[1]],
            item.own - item.start,
            text[item.functions[0] : item.functions[1]],
            known.place,
            known.date,
            provincial,
        )
        out.append(
            Agency(
                start=item.start,
                end=item.end,
                text=said,
                kind=kind,
                role=role,
                members=listed,
                agency_id=body.agency_id if body else None,
                canonical=body.canonical if body else None,
                is_enforcer=enforcer,
                detector="registry" if item.head == "name" else "rule",
            )
        )
    return out


@lru_cache(maxsize=65536)
def _read(
    said: str,
    head: str,
    place_words: str,
    own: int,
    functions: str,
    place: str | None,
    date: dt.date | None,
    provincial: bool,
) -> tuple[AgencyKind, Link | None, tuple[Member, ...]]:
    """Kind, body and members of a mention; the same words in the same context are the same body."""
    where = jurisdiction(place_words, place, provincial) if place_words else Jurisdiction("class")
    if head in _ALWAYS_GENERIC:
        listed = members(functions or said[own:], where, date) if _LISTS.search(functions or said[own:]) else ()
        return "generic", None, listed
    if head in ("name", "branch"):
        return "specific", link_name(said, date), ()
    if head == "open":
        return _open(said, place_words, where, place, date)
    if where.scope == "class":
        return "generic", None, ()
    return "specific", link(place_words, said[len(place_words) :], where, date), ()


def _open(
    said: str, place_words: str, where: Jurisdiction, place: str | None, date: dt.date | None
) -> tuple[AgencyKind, Link | None, tuple[Member, ...]]:
    """A body with a name of its own is one body, unless its name is only that of its kind (园区管委会, 区…领导小组)."""
    if place_words:
        if where.scope == "class":
            return "generic", None, ()
        return "specific", link(place_words, said[len(place_words) :], where, date), ()
    if _CLASS_OF_OPEN.match(said):
        return "generic", None, ()
    home = place_code(place)
    here = Jurisdiction("place", home[:2] + "0000") if home else Jurisdiction("unknown")
    body = link("", said, here, date)
    return "specific", body, ()


_CLASS_OF_OPEN = re.compile(
    "(?:各|有关|相关|所在|上述)|(?:经济技术|经济|高新技术产业|高新技术|产业|工业)?(?:园区?|开发区|片区|功能区|新区|管理区|度假区|景区|试验区|保税区|高新区|区)?"
    "(?:管委会|管理委员会|领导小组|联席会议|指挥部|执委会|执行委员会|工作小组|协调小组|工作专班|现场指挥部|工作领导小组)(?:办公室)?$"
)


def link_issuer(name: str, context: Context | None = None) -> Link | None:
    """The body that ``name`` (all of it) names, as ``find_agencies`` links it; None if it names none."""
    for mention in find_agencies(name, context):
        if (mention.start, mention.end) == (0, len(name)) and mention.agency_id:
            return Link(mention.agency_id, mention.canonical)
    return None


__all__ = ["find_agencies", "link_issuer", "place_code", "registry", "Found"]
