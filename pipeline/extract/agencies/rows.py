"""Rows of ``agency_registry``: every reviewed body, and every other body that a text of the release names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from pipeline.extract.agencies.linking import ends_with_place, place_code
from pipeline.extract.agencies.registry import Body, registry

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
    return {
        "agency_id": identity,
        "origin": "derived",
        "canonical": canonical,
        "aliases": sorted(said - {canonical}),
        "branch": None,
        "place_code": code,
        "valid_from": None,
        "valid_to": None,
        "successor_ids": [],
        "level": _LEVELS[place.level] if place else None,
        "place": place.name if place else None,
        "parent_agency_id": None,
    }


def _leading_place(name: str) -> str | None:
    """The code of the place that a full name begins with (上海市嘉定区人民政府), None if it begins with none."""
    names = registry().place_codes
    for stop in range(min(len(name), 24), 1, -1):
        if name[:stop] in names or ends_with_place(name, stop) < stop:
            code = place_code(name[:stop])
            if code:
                return code
    return None
