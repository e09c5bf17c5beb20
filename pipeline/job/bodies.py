"""``agency_registry``: the reviewed bodies, and those met in the texts of this release."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from pipeline.extract.agencies.registry import Body, registry

Row = dict[str, Any]
# one name that a text gave a body: its id, its full name if that is sure, and the words themselves
Named = tuple[str, str | None, str]


def registry_rows(named: Iterable[Named]) -> list[Row]:
    """A row for every reviewed body and for every other one in ``named``, ordered by id.

    A body met in a text only is ``derived``: its full name is the one given most often, its aliases are the other
    words for it.
    """
    known = registry()
    rows = [_reviewed(body) for body in known.bodies.values()]
    full: dict[str, Counter[str]] = defaultdict(Counter)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for agency_id, canonical, text in named:
        if agency_id not in known.bodies:
            said[agency_id][text] += 1
            if canonical:
                full[agency_id][canonical] += 1
    for agency_id, texts in said.items():
        canonical = _commonest(full[agency_id] or texts)
        rows.append(
            {
                "agency_id": agency_id,
                "origin": "derived",
                "canonical": canonical,
                "aliases": sorted(text for text in texts if text != canonical),
            }
        )
    return sorted(rows, key=lambda row: str(row["agency_id"]))


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _reviewed(body: Body) -> Row:
    place = registry().places.get(body.place_code or "")
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


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
