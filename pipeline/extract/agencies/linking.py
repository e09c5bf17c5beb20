"""Which body a specific mention names: its place, its full official name, its id.

市科委 is 上海市科学技术委员会 in a Shanghai document and another body elsewhere, so a name that starts with a level (市,
省) gets the place of the document, and none where that is unknown: no place is ever assumed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.extract.agencies.compile import agency_id
from pipeline.extract.agencies.registry import Body, Place, Registry, registry

MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
# Hong Kong, Macao and Taiwan: their bodies are not named by the rules of the mainland
_OTHER_SYSTEMS = frozenset(("71", "81", "82"))
_LONGEST_PLACE = 15
# A jurisdiction that is one word and may stand for the document's own place, with the level it has.
_OWN_LEVEL = {
    "省": "province", "本省": "province", "我省": "province", "全省": "province", "自治区": "province", "本自治区": "province",
    "市": "city", "本市": "city", "我市": "city", "全市": "city",
    "州": "prefecture", "自治州": "prefecture", "本州": "prefecture", "本自治州": "prefecture", "盟": "prefecture",
    "县": "county", "本县": "county", "我县": "county", "全县": "county", "自治县": "county", "本自治县": "county", "旗": "county",
    "区": "district", "本区": "district", "我区": "district", "全区": "district", "新区": "district",
}  # fmt: skip
_SUFFIX = {
    "委员会": "委员会",
    "办公厅": "办公厅",
    "办公室": "办公室",
    "委": "委员会",
    "局": "局",
    "厅": "厅",
    "办": "办公室",
}

# names that are given in full, so that the place is all that is missing (市知识产权联席会议)
_FULL = re.compile(
    "(?:委员会|领导小组|联席会议|指挥部|[^、]{2}局|厅|管理署|法院|检察院)(?:办公室|办公厅)?$|人民政府[\u4e00-\u9fff]{2,}办公室$"
)

# 德州经济技术开发区管委会: the committee of an area is called as the area is
_AREA = re.compile("(?P<area>.{3,}[区园港岛城山湖])(?:管委会|管理委员会)")

# 上海市第十五届人民代表大会 is the same body as the fourteenth
_SESSION = re.compile("^第[^届]{1,4}届")
# a township by its own name (张江镇), not by its kind (所在镇, 民族乡)
_TOWNSHIP = re.compile(
    "(?!.*(?:所在|所属|当地|本地|沿|各|有关|属|辖|民族|自治|重点|乡镇|镇乡|[市县区]))[\u4e00-\u9fff]{2,4}(?:[镇乡]|街道)"
)

# a division of the corps, alone or with the city that it is one with (第八师石河子市)
_DIVISION = re.compile("(?:新疆生产建设兵团|新疆兵团|兵团)?第?(?P<number>[一二三四五六七八九十]{1,3})师")
_CORPS = "660000"

# forces of a local department: 公安局交通警察支队
_FORCE = re.compile("(?P<of>[^、]{2,}?[局厅委])(?P<force>[^局厅、]{2,10}(?:支队|大队|总队|中队))")

# 省法院 is the high court, 市法院 of a prefecture the intermediate one (Organic Law of the People's Courts)
_COURTS = {"province": "高级人民法院", "prefecture": "中级人民法院"}

Scope = Literal["place", "unknown", "class", "national"]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """What stands before a body's own name.

    ``place``: one place, ``code`` says which. ``unknown``: one place, but nobody says which. ``class``: many (各区,
    市、县). ``national``: the state.
    """

    scope: Scope
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A body: its id and, where that is sure, its full official name."""

    agency_id: str
    canonical: str | None


def parent_code(code: str) -> str | None:
    """The code of the place one level up, if the gazetteer has it."""
    places = registry().places
    for candidate in (code[:4] + "00", code[:2] + "0000"):
        if candidate != code and candidate in places:
            return candidate
    return None


def full_name(place: Place) -> str:
    """A place as it stands in an official name: 上海市嘉定区, 苏州市吴江区, 昆山市."""
    if place.level == "county" and place.name[-1] == "区":
        above = parent_code(place.code)
        return registry().places[above].name + place.name if above else place.name
    if place.level == "county" and place.code[:2] in MUNICIPALITIES:
        return registry().places[place.code[:2] + "0000"].name + place.name
    return place.name


def short_name(place: Place) -> str:
    """A place as branches of national bodies call it: 上海, 江苏, 宁波."""
    return place.short or place.name


@lru_cache(maxsize=4096)
def place_code(name: str | None, within: str | None = None) -> str | None:
    """The code of the place called ``name``; of several the one in ``within`` (a code), None if that does not say.

    A name of several places may be given (上海市浦东新区): the last is meant.
    """
    if not name:
        return None
    names = registry().place_codes
    codes = names.get(name)
    if codes is None:
        for cut in range(min(len(name) - 2, _LONGEST_PLACE), 1, -1):
            if name[:cut] in names:
                return place_code(name[cut:], place_code(name[:cut], within))
        return None
    if len(codes) == 1:
        return codes[0]
    if within:
        for width in (4, 2):
            near = [code for code in codes if code[:width] == within[:width]]
            if near:
                return near[0]
    # 吉林 is a province and a city, 重庆 has districts of its own name: the higher one is meant
    wide = [code for code in codes if code.endswith("0000")]
    return wide[0] if wide else None


def ends_with_place(text: str, end: int, lowest: int = 0) -> int:
    """Start of the longest place name that ends at ``end``, or ``end``."""
    # nearly always there is none, and two characters say so
    lengths = place_tails().get(text[max(0, end - 2) : end])
    if lengths:
        names = registry().place_codes
        for length in lengths:
            if end - length >= lowest and text[end - length : end] in names:
                return end - length
    return end


@cache
def place_tails() -> dict[str, tuple[int, ...]]:
    """For the last two characters of place names, the lengths of the names that end so, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in registry().place_codes:
        lengths.setdefault(name[-2:], set()).add(len(name))
    return {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}


_OF_CORPS = Jurisdiction("place", _CORPS)


@lru_cache(maxsize=4096)
def jurisdiction(words: str, place: str | None, provincial: bool = False) -> Jurisdiction:
    """What ``words`` (上海市, 市, 各区, 省、市) stand for in a document of ``place`` (上海市), None if unknown.

    ``provincial``: the text speaks of 本省, so that 市 is a class.
    """
    words = words.rstrip("的")
    if words in ("国家", "党和国家", "中央", "中华人民共和国"):
        return Jurisdiction("national")
    if words == "首都":
        return Jurisdiction("place", "110000")
    home = place_code(place)
    level = _OWN_LEVEL.get(words)
    if level is None and (division := _DIVISION.match(words)):
        return jurisdiction(words[division.end() :], "新疆维吾尔自治区") if division.end() < len(words) else _OF_CORPS
    if level is None:
        if _TOWNSHIP.fullmatch(words):
            return Jurisdiction("unknown")
        found = _all_places(words)
        return Jurisdiction("place", place_code(words, home)) if found else Jurisdiction("class")
    if home is None:
        own = words[0] in "本我全" or level == "province" or (level == "city" and not provincial)
        return Jurisdiction("unknown" if own else "class")
    return _own_place(level, home, words)


def _all_places(words: str) -> bool:
    names = registry().place_codes
    if words in names:
        return True
    return any(words[:cut] in names and _all_places(words[cut:]) for cut in range(2, len(words) - 1))


def _own_place(level: str, home: str, words: str) -> Jurisdiction:
    places = registry().places
    here = places[home]
    province = home[:2] + "0000"
    city = province if home[:2] in MUNICIPALITIES else home[:4] + "00"
    if here.level == "county" and here.name[-1] == "市":
        city = home  # 昆山市
    wanted = {"province": province, "city": city, "prefecture": city, "county": home, "district": home}[level]
    fits = {
        "province": home[:2] not in MUNICIPALITIES,
        "city": here.level != "province" or home[:2] in MUNICIPALITIES,
        "prefecture": here.level != "province",
        "county": here.level == "county" and here.name[-1] in "县旗",
        "district": here.level == "county" and here.name[-1] == "区",
    }[level]
    if not fits or wanted not in places:
        return Jurisdiction("unknown" if words[0] in "本我" else "class")
    return Jurisdiction("place", wanted)


def _on(bodies: tuple[Body, ...], date: dt.date | None) -> Body:
    """The body of that name on ``date``; without a date the one that stands."""
    if len(bodies) > 1:
        day = date.isoformat() if date else "9999"
        for body in bodies:
            if (body.valid_from or "") <= day <= (body.valid_to or "9999-12-31"):
                return body
    return bodies[0]


def core_name(rest: str, data: Registry) -> str | None:
    """A functional name in full: 发展改革委 -> 发展和改革委员会; None if its function is not in the registry."""
    if rest in data.whole:
        return data.whole[rest] + _SUFFIX.get(rest[-1], rest[-1])
    for suffix in ("委员会", "办公室", "办公厅", "委", "局", "厅", "办"):
        stem = rest[: -len(suffix)]
        if rest.endswith(suffix) and stem in data.functions:
            return data.functions[stem] + _SUFFIX[suffix]
    return None


@lru_cache(maxsize=16384)
def link(jurisdiction_words: str, rest: str, where: Jurisdiction, date: dt.date | None) -> Link:
    """The body called ``rest`` in the place ``where``; ``jurisdiction_words`` as said before it."""
    data = registry()
    rest = _SESSION.sub("", rest.removeprefix("的"))
    if where.code is None:
        if where.scope == "national" and (bodies := data.by_name.get(jurisdiction_words + rest)):
            body = _on(bodies, date)
            return Link(body.agency_id, body.canonical)
        return Link(agency_id(jurisdiction_words + (core_name(rest, data) or rest)), None)
    bodies = data.by_place.get((where.code, rest))
    if bodies:
        body = _on(bodies, date)
        return Link(body.agency_id, body.canonical)
    place = data.places[where.code]
    full = full_name(place)
    if division := _DIVISION.match(jurisdiction_words):
        full = f"新疆生产建设兵团第{division['number']}师" + (full if where.code != _CORPS else "")
    canonical = None
    if where.code[:2] in _OTHER_SYSTEMS:
        canonical = full + rest
    elif rest in ("法院", "人民法院") and place.level in _COURTS:
        canonical = full + _COURTS[place.level]
    elif template := data.templates.get((where.code[:2], rest)) or data.templates.get(("", rest)):
        canonical = template.format(full=full, short=short_name(place))
    elif core := core_name(rest, data):
        canonical = full + core
    elif (force := _FORCE.fullmatch(rest)) and (core := core_name(force["of"], data)):
        canonical = full + core + force["force"].replace("交警", "交通警察")
    elif area := _AREA.fullmatch(rest):
        before = jurisdiction_words if jurisdiction_words == short_name(place) else full
        canonical = before + area["area"] + "管理委员会"
    elif _FULL.search(rest):
        # 省委农村工作领导小组 is the Party's
        canonical = ("中共" if rest.startswith("委") else "") + full + rest.removeprefix(full)
    if canonical is None:
        return Link(agency_id(rest, full), None)
    known = data.by_name.get(canonical)
    return Link(known[0].agency_id if known else agency_id(canonical), canonical)


# what the safety offices of the civil aviation administration are called (民航江西监管局)
_FLIGHT_SAFETY = re.compile("(?:民航|中国民用航空)(?P<where>[^局]{2,4}?)(?:安全监督管理局|监管局)")


@lru_cache(maxsize=4096)
def link_name(name: str, date: dt.date | None) -> Link:
    """A body with a name of its own (财政部, 国家税务总局上海市税务局, 金融监管总局上海监管局)."""
    data = registry()
    for said in (name, name.removeprefix("中华人民共和国")):
        if bodies := data.by_name.get(said):
            body = _on(bodies, date)
            return Link(body.agency_id, body.canonical)
    if flight := _FLIGHT_SAFETY.fullmatch(name):
        canonical = f"中国民用航空{flight['where']}安全监督管理局"
        return Link(agency_id(canonical), canonical)
    # a branch: the national body in full, then the branch as said
    for cut in range(len(name) - 2, 1, -1):
        if bodies := data.by_name.get(data.words["branch_owners"].get(name[:cut], name[:cut])):
            canonical = _on(bodies, date).canonical + name[cut:]
            known = data.by_name.get(canonical)
            return Link(known[0].agency_id if known else agency_id(canonical), canonical)
    return Link(agency_id(name), name)


# 深圳经济特区…条例: the city, not its short name where it begins another word
_ZONE_OF = re.compile("(?P<city>[\u4e00-\u9fff]{2,3})经济特区")


def place_named(text: str, within: str | None = None) -> str | None:
    """The full name of the place whose name begins ``text`` (杭州市西湖区人民政府), the narrowest that is said.

    ``within`` (浙江省) decides where several places have that name. None where none begins it, or more than one could.
    """
    names, home = registry().place_codes, place_code(within)
    if zone := _ZONE_OF.match(text):
        code = place_code(zone["city"], home)
        return full_name(registry().places[code]) if code else None
    code, at = None, 0
    while at < len(text):
        stop = next(
            (at + n for n in range(min(_LONGEST_PLACE, len(text) - at), 1, -1) if text[at : at + n] in names), at
        )
        found = place_code(text[at:stop], code or home) if stop > at else None
        if found is None or (code and not _inside(found, code)) or not _whole(text, at, stop):
            break
        code, at = found, stop
    return full_name(registry().places[code]) if code else None


def place_within(name: str, outer: str) -> bool:
    """Whether the place ``name`` lies in ``outer``, both in full (杭州市 in 浙江省)."""
    code, home = place_code(name), place_code(outer)
    return bool(code and home and _inside(code, home))


def _inside(code: str, outer: str) -> bool:
    return code != outer and code.startswith(outer.rstrip("0") if outer.endswith("0000") else outer[:4])


def _whole(text: str, at: int, stop: int) -> bool:
    """Not the short name of a city: 中山 and 海口 begin other words too."""
    return text[stop - 1] in "省市区县州盟旗团" or text[at:stop] in _SHORT_OF_PROVINCES


_SHORT_OF_PROVINCES = frozenset(("内蒙古", "广西", "西藏", "宁夏", "新疆"))
