"""The reviewed registry as it is used: words of the grammar, places, bodies and the names they go by.

Loaded once, on first use, from ``models/agencies/compiled.json`` (see ``compile``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.common.resources import model_path


@dataclass(frozen=True, slots=True)
class Body:
    """One reviewed public body. Dates are ISO days or None; ``place_code`` is GB/T 2260."""

    agency_id: str
    canonical: str
    aliases: tuple[str, ...]
    branch: str
    level: str
    place_code: str | None
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One place: ``level`` is ``province``, ``prefecture`` or ``county``; ``short`` is its name without 省 or 市."""

    code: str
    name: str
    level: str
    short: str | None


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything the reviewed data say.

    ``templates`` are by province (two digits, "" for all) and name; ``anywhere`` has long names of local bodies that no two
    share, which need no place to be understood (雄安新区管委会).
    """

    words: dict[str, Any]
    functions: dict[str, str]
    whole: dict[str, str]
    templates: dict[tuple[str, str], str]
    bodies: dict[str, Body]
    by_name: dict[str, tuple[Body, ...]]
    by_place: dict[tuple[str, str], tuple[Body, ...]]
    anywhere: dict[str, Body]
    places: dict[str, Place]
    place_codes: dict[str, tuple[str, ...]]
    local_names: frozenset[str]


@cache
def registry() -> Registry:
    """The registry; read from disk once. Raises ``FileNotFoundError`` if gongbao's own data are gone."""
    data = json.loads(model_path("agencies", "compiled.json").read_text(encoding="utf-8"))
    places = {code: Place(code, name, level, short) for code, name, level, short in reversed(data["places"])}
    codes: dict[str, list[str]] = {}
    doubtful = frozenset(data["words"]["not_places"])
    for code, name, _, short in data["places"]:
        if name not in doubtful:
            codes.setdefault(name, []).append(code)
        if short and short not in doubtful:
            codes.setdefault(short, []).append(code)
    bodies = {
        row["id"]: Body(
            row["id"], row["canonical"], tuple(row["aliases"]), row["branch"], row["level"], row["place_code"],
            row["parent"], row["valid_from"], row["valid_to"], tuple(row["successors"]),
        )
        for row in data["bodies"]
    }  # fmt: skip
    names: dict[str, list[Body]] = {}
    local: dict[tuple[str, str], list[Body]] = {}
    by_rule = {row["id"] for row in data["bodies"] if row["by_rule"]}
    for body in bodies.values():
        if body.agency_id in by_rule:
            continue
        names.setdefault(body.canonical, []).append(body)
        if body.place_code is None:
            for alias in body.aliases:
                names.setdefault(alias, []).append(body)
            continue
        # 上海市粮食局 is 粮食局 there
        place = places[body.place_code]
        own = body.canonical.removeprefix(place.name)
        # 重庆高新区管委会 is 重庆 and 高新区管委会
        short = [alias.removeprefix(place.short) for alias in body.aliases] if place.short else []
        for alias in dict.fromkeys((*body.aliases, own, *short)):
            local.setdefault((body.place_code, alias), []).append(body)
    return Registry(
        words=data["words"],
        functions=data["functions"],
        whole=data["whole"],
        templates={(within, rest): canonical for rests, canonical, _, within in data["templates"] for rest in rests},
        bodies=bodies,
        by_name={name: tuple(found) for name, found in names.items()},
        by_place={key: tuple(found) for key, found in local.items()},
        anywhere=_anywhere(local),
        places=places,
        place_codes={name: tuple(found) for name, found in codes.items()},
        # 政府 and 委 are forms of their own; 上海科创办 is 上海 and 科创办
        local_names=frozenset(
            name
            for _, name in local
            if len(name) > 2
            and name[-2:] != "政府"
            and not any(name[:size] in codes for size in (2, 3))
            and not name.startswith(("国家", "中国", "中华", "中共", "中央"))
        ),
    )


def _anywhere(local: dict[tuple[str, str], list[Body]]) -> dict[str, Body]:
    found: dict[str, set[str]] = {}
    for (_, name), bodies in local.items():
        found.setdefault(name, set()).update(body.agency_id for body in bodies)
    return {name: bodies[0] for (_, name), bodies in local.items() if len(name) >= 7 and len(found[name]) == 1}
