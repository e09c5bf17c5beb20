"""Rows of ``agency_registry``: every reviewed body, and every other body that a text of the release names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from pipeline.extract.agencies.compile import agency_id
from pipeline.extract.agencies.linking import ends_with_place, full_name, parent_code, place_code
from pipeline.extract.agencies.registry import Body, Place, registry

Row = dict[str, Any]
_LEVELS = {"province": "province", "prefecture": "prefecture", "county": "county"}


def registry_rows(met: Iterable[tuple[str | None, str | None, str]] = ()) -> list[Row]:
    """Rows of the table, reviewed bodies first, then derived ones, each part by id.

    ``met`` has (agency_id, canonical, name as said) of specific mentions, members and issuers, repeated or not; those without an id are passed over.
    """
    data = registry()
    rows = [_reviewed(body) for body in sorted(data.bodies.values(), key=lambda body: body.agency_id)]
    derived: dict[str, tuple[set[str], set[str]]] = {}
    for identity, canonical, said in met:
        if identity and identity not in data.bodies:
            names, aliases = derived.setdefault(identity, (set(), set()))
            if canonical:
                names.add(canonical)
            aliases.add(said)
    return rows + [_derived(identity, *derived[identity]) for identity in sorted(derived)]


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _reviewed(body: Body) -> Row:
    place = registry().places[body.place_code] if body.place_code else None
    return {
        "agency_id": body.agency_id,
        "origin": "reviewed",
        "canonical": body.canonical,
        "aliases": list(body.aliases),
        "branch": body.branch,
        "place_code": body.place_code,
        "valid_from": _day(body.valid_from),
        "valid_to": _day(body.valid_to),
        "successor_ids": list(body.successors),
        "level": body.level,
        "place": place.name if place else None,
        "parent_agency_id": body.parent,
    }


def _derived(identity: str, names: set[str], said: set[str]) -> Row:
    canonical = min(names or said, key=lambda name: (-len(name), name))
    code = _leading_place(canonical)
    place = registry().places.get(code) if code else None
    parent = _parent(canonical, identity, place)
    return {
        "agency_id": identity,
        "origin": "derived",
        "canonical": canonical,
        "aliases": sorted(said - {canonical}),
        "branch": _branch(canonical),
        "place_code": code,
        "valid_from": None,
        "valid_to": None,
        "successor_ids": [],
        "level": _LEVELS[place.level] if place else None,
        "place": place.name if place else None,
        "parent_agency_id": parent,
    }


def _leading_place(name: str) -> str | None:
    """The code of the place that a full name begins with (上海市嘉定区人民政府), None if it begins with none."""
    # the Party's bodies say their place second: 中国共产党汉中市委员会
    name = name.removeprefix("中国共产党").removeprefix("中共")
    names = registry().place_codes
    for stop in range(min(len(name), 24), 1, -1):
        if name[:stop] in names or ends_with_place(name, stop) < stop:
            code = place_code(name[:stop])
            if code:
                return code
    return None


# what a full name says of the branch, asked in order
_BRANCHES = (
    ("party", re.compile("^(?:中国共产党|中共)|党委$|党工委$|纪律检查委员会$")),
    ("consultative", re.compile("^中国人民政治协商会议|政协")),
    ("congress", re.compile("人民代表大会|人大常委会")),
    ("supervision", re.compile("监察委员会$")),
    ("court", re.compile("法院")),
    ("procuratorate", re.compile("检察院")),
    ("military", re.compile("人民武装部$")),
    (
        "government",
        re.compile(
            "(?:政府|行政公署|[委厅局办署司]|委员会|办公室|海关|[分支]行|总队|支队|办事处|管委会|指挥部|领导小组|联席会议)$"
            "|人民政府"
        ),
    ),
)


def _branch(canonical: str) -> str | None:
    return next((branch for branch, pattern in _BRANCHES if pattern.search(canonical)), None)


def _parent(canonical: str, identity: str, place: Place | None) -> str | None:
    """The government of the place for its departments, the national body for its branches; None where neither is reviewed."""
    data = registry()
    for stop in range(len(canonical) - 1, 3, -1):
        if bodies := data.by_name.get(canonical[:stop]):
            return bodies[0].agency_id
    if place is None or _branch(canonical) != "government" or not canonical.startswith(full_name(place)):
        return None
    above = agency_id(full_name(place) + ("行政公署" if place.name.endswith(("地区", "盟")) else "人民政府"))
    if above == identity:
        code = parent_code(place.code)
        above = agency_id(full_name(data.places[code]) + "人民政府") if code else ""
    return above if above in data.bodies else None
