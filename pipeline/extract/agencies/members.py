"""The listed heads of an elliptic name: 市科技、教育、卫生健康等部门 is 科技, 教育, 卫生健康."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from pipeline.extract.agencies.linking import MUNICIPALITIES, Jurisdiction, link
from pipeline.extract.agencies.registry import Place, registry
from pipeline.extract.types import Member

_JOIN = re.compile("等?(?:以及|或者|[、和与及或])")
_TAIL = re.compile("等.*$")
_MODIFIER = re.compile("(?:各?有关|各?相关|行政主管|行政管理|行政|主管|行业主管|监督管理|业务主管|执法|业务|职能)+$")
_ORGANS = ("委", "委员会", "局", "厅", "办", "管理局")


@cache
def _joined_functions() -> re.Pattern[str]:
    """Functions that have a conjunction in their name (发展和改革)."""
    found = [stem for stem in registry().functions if "和" in stem or "与" in stem]
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


def member_heads(functions: str) -> list[str]:
    """The heads of ``functions`` (科技、教育等有关), none if it lists fewer than two."""
    if "的" in functions:
        return []
    listed = _TAIL.sub("", functions.removeprefix("各"))
    listed = _joined_functions().sub(lambda match: match[0].replace("和", "\0").replace("与", "\1"), listed)
    parts = [part.replace("\0", "和").replace("\1", "与") for part in _JOIN.split(listed) if part]
    if len(parts) < 2:
        return []
    last = parts[-1]
    if "等" not in functions:
        last = _MODIFIER.sub("", last) or last
    return [*parts[:-1], last]


def members(functions: str, where: Jurisdiction, date: dt.date | None) -> tuple[Member, ...]:
    """Heads with their body, where one body of that place has the function."""
    return tuple(_member(head, where, date) for head in member_heads(functions))


def _member(head: str, where: Jurisdiction, date: dt.date | None) -> Member:
    if where.scope != "place" or where.code is None:
        return Member(text=head)
    data = registry()
    full = data.functions.get(head, head)
    found = {
        body
        for stem in {head, full}
        for organ in _ORGANS
        for body in data.by_place.get((where.code, stem + organ), ())
        if body.valid_to is None
    }
    if len(found) == 1:
        body = found.pop()
        return Member(text=head, agency_id=body.agency_id, canonical=body.canonical)
    organ = _organ(full, data.places[where.code]) if not found else None
    if organ is None:
        return Member(text=head)
    linked = link("", full + organ, where, date)
    return Member(text=head, agency_id=linked.agency_id, canonical=linked.canonical)


def _organ(function: str, place: Place) -> str | None:
    """What the department of ``function`` is called in such a place since 2018; None where that differs among them."""
    if place.code[:2] in MUNICIPALITIES or place.level == "county":
        return None
    named = registry().words["organs_of_functions"]
    return next((organ for organ, functions in named[place.level].items() if function in functions), None)
