"""Spans of public bodies in clean text, by the grammar: where each begins and ends, and which form it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.extract.agencies.detectors import Span
from pipeline.extract.agencies.grammar import HANZI, grammar
from pipeline.extract.agencies.linking import ends_with_place
from pipeline.extract.agencies.open_names import open_start
from pipeline.extract.agencies.registry import registry
from pipeline.extract.types import Detector as DetectorName


@dataclass(slots=True)
class Found:
    """One mention before it is read: ``head`` is its form; the parts are spans in reading order, empty if absent."""

    start: int
    end: int
    head: str
    own: int  # start of the name without jurisdiction and owner
    functions: tuple[int, int] = (0, 0)
    jurisdiction: tuple[int, int] = (0, 0)
    owner: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Filters:
    """Word lists of the registry as sets and patterns."""

    titles: re.Pattern[str]
    labels: frozenset[str]
    only_with_owner: frozenset[str]
    not_functions: frozenset[str]
    vague: frozenset[str]
    not_first: re.Pattern[str]
    left: frozenset[str]
    foreign: tuple[str, ...]
    no_committees: tuple[str, ...]
    verbs: re.Pattern[str]
    modifiers: frozenset[str]
    actors: re.Pattern[str]


@cache
def filters() -> Filters:
    """The filters, made once from the registry's words."""
    text = registry().words
    modifiers = set(text["modifiers"])
    return Filters(
        titles=re.compile("|".join(sorted(text["titles_after"], key=len, reverse=True))),
        labels=frozenset(text["labels"]),
        only_with_owner=frozenset(text["agencies_vague"]),
        not_functions=frozenset(modifiers | set(text["organs"])) - set(registry().functions),
        vague=frozenset(text["jurisdictions_vague"]),
        not_first=re.compile(f"(?:{'|'.join(text['units']['not_first'])}|[、和与及或的])+"),
        left=frozenset(text["left_words"]),
        foreign=tuple(text["foreign"]),
        no_committees=tuple(text["no_committees"]),
        verbs=re.compile("|".join(sorted(text["verbs"], key=len, reverse=True))),
        modifiers=frozenset(modifiers | {""}) - {""},
        # starts with the one character that all have, so that the search for it is fast
        actors=re.compile(
            "各(?:(?<=[、：:（和及与，。；\\n]各)|(?<=(?:鼓励|支持)各)|(?<![\\s\\S]各))"
            f"(?:{'|'.join(sorted((word[1:] for word in text['actors']), key=len, reverse=True))})"
            "(?=[、，。；）)和及与按要应]|$)",
            re.MULTILINE,
        ),
    )


_JOIN = re.compile("以及|或者|[、和与及或]")
# a branch of a local body: 市公安局浦东分局, 市市场监管局执法总队
_LOCAL_BRANCH = re.compile(f"(?:(?![和与及或市区省县会同由]){HANZI}){{1,6}}?(?:分局|总队)(?!长)")
_HANZI = re.compile(HANZI)


def find_spans(text: str) -> list[Found]:
    """Every public body in ``text``, in reading order, without overlaps. Linear in the text."""
    g = grammar()
    length = len(text)
    found: list[Found] = []
    for match in g.pattern.finditer(text[::-1]):
        regs = match.regs
        for number, head in g.heads:
            if regs[number][0] >= 0:
                break
        item = _found(text, length, regs, number, head)
        if item is not None:
            found.append(item)
    found.reverse()
    return _joined(text, _without_overlaps(_with_actors(text, found)))


_OWNERS = frozenset(("gov", "name", "congress"))


def _joined(text: str, found: list[Found]) -> list[Found]:
    """``县级以上人民政府`` and the ``负有…职责的部门`` that follows it at once are one body."""
    out: list[Found] = []
    for item in found:
        if (
            out
            and item.head == "dept"
            and not item.functions[1]
            and item.start == out[-1].end
            and out[-1].head in _OWNERS
            and text[item.start] != "部"
        ):
            owner = out.pop()
            item.start, item.jurisdiction, item.owner = owner.start, owner.jurisdiction, (owner.own, owner.end)
        out.append(item)
    return out


def _with_actors(text: str, found: list[Found]) -> list[Found]:
    """各区, 各单位 where they stand among bodies or act themselves."""
    actors = [Found(m.start(), m.end(), "agency", m.start()) for m in filters().actors.finditer(text)]
    return sorted([*found, *actors], key=lambda item: (item.start, -item.end)) if actors else found


def _part(length: int, span: tuple[int, int]) -> tuple[int, int]:
    return (length - span[1], length - span[0]) if span[0] >= 0 else (0, 0)


def _found(text: str, length: int, regs: tuple[tuple[int, int], ...], number: int, head: str) -> Found | None:
    g = grammar()
    end = length - regs[0][0]
    item = Found(
        length - regs[0][1],
        end,
        head,
        length - regs[number][1],
        _part(length, regs[g.functions]),
        _part(length, regs[g.jurisdiction]),
        _part(length, regs[g.owner]),
    )
    if item.functions[1]:
        _drop_verb(text, item)
        item.own = item.functions[0] or item.own
    return item if _CHECKS[head](text, item) and _fits(text, item) else None


def _drop_verb(text: str, item: Found) -> None:
    """``委托|专利行政部门``: a verb that the list of functions holds as the name of an organ (执行机关)."""
    start, stop = item.functions
    if item.jurisdiction[1] or item.owner[1]:
        return
    while match := filters().verbs.match(text, start, stop):
        rest = text[match.end() : stop]
        if item.head in ("dept", "bureau") and (
            not rest or rest in filters().not_functions or rest[0] in "、和与及或等"
        ):
            break
        start = match.end()
    item.start = start
    item.functions = (start, stop) if start < stop else (0, 0)


def _fits(text: str, item: Found) -> bool:
    """What holds for every form: no official title, no name cut in two at its left."""
    if filters().titles.match(text, item.end):
        return False
    if item.jurisdiction[1]:
        _settle_jurisdiction(text, item)
    elif item.start == item.own:
        _add_place(text, item)
    return True


def _settle_jurisdiction(text: str, item: Found) -> None:
    """Bring the left end to where the place begins (嘉定|区政府, 以上|人民政府)."""
    start, stop = item.jurisdiction
    junk = filters().not_first.match(text, start, stop)
    if junk:
        start = junk.end()
    if start < stop:
        begin = _place_start(text, start, stop)
        tail = _NAME_TAIL.match(text, start, stop) if begin == start else None
        start = tail.end() if tail else begin
    if start < stop:
        item.jurisdiction, item.start = (start, stop), start
    else:
        item.jurisdiction = (0, 0)
        item.start = item.owner[0] or item.own


# the tail of a name that is not the jurisdiction: 自然保护【区】所在地人民政府
_NAME_TAIL = re.compile(
    "(?:地区|园区|片区|新区|开发区|行政区|功能区|街道|城市|[区市县镇乡])的?(?=所在|所属|省|各级|有关|地方|上级|县级|当地)"
)


def _place_start(text: str, start: int, stop: int) -> int:
    """A county or a township whose last character the grammar took for a level (嘉定【区】), with what is before it."""
    if text[start] in "市县区州盟旗新自地林特矿":
        for size in (1, 2, 3):
            begin = ends_with_place(text, start + size)
            if begin < start:
                return _more_places(text, begin)
    elif stop == start + 1 and text[start] in "乡镇":
        return _township(text, start)
    return start


def _township(text: str, start: int) -> int:
    """Start of the name of a township or a street before its kind (张江|镇人民政府, 洋泾|街道办事处), if it has one."""
    begin = open_start(text, start, 5)
    if not 2 <= start - begin <= 3 or (begin and text[begin - 1] in "、（"):
        return start
    return begin


def _more_places(text: str, start: int) -> int:
    while True:
        begin = ends_with_place(text, start)
        if begin == start:
            return start
        start = begin


def _add_place(text: str, item: Found) -> None:
    """A place that the grammar does not know (浦东新区|政府): only where it touches the name."""
    begin = ends_with_place(text, item.start)
    if begin < item.start:
        item.jurisdiction = (_more_places(text, begin), item.start)
        item.start = item.jurisdiction[0]


# One check a form: is this a public body, and where does it begin?


def _name(text: str, item: Found) -> bool:
    item.start = item.own
    if text.endswith("中华人民共和国", 0, item.start) and text[item.start : item.start + 2] != "中华":
        item.start = item.own = item.start - 7
    item.jurisdiction = item.owner = (0, 0)
    return True


def _congress(text: str, item: Found) -> bool:
    if not item.jurisdiction[1] and text[item.own] == "第":
        item.own = item.start = text.index("届", item.own) + 1
    return not text.startswith(("制度", "工作者"), item.end)


def _court(text: str, item: Found) -> bool:
    before = text[max(0, item.start - 4) : item.jurisdiction[1] or item.start]
    return not before.removesuffix("的").endswith(filters().foreign)


def _party(text: str, item: Found) -> bool:
    if text[item.own] == "委":
        # 市委, 省委宣传部; never 受委, 常委
        if not item.jurisdiction[1] or text[item.own - 1] not in "省市县区州盟旗会":
            return ends_with_place(text, item.own) < item.own
        if text.startswith(("会", "员"), item.end):
            return False
    for prefix in ("中国共产党", "中共"):
        if text.endswith(prefix, 0, item.start):
            item.start -= len(prefix)
    return True


def _fixed(text: str, item: Found) -> bool:
    return True


def _gov(text: str, item: Found) -> bool:
    if item.end - item.own == 4:
        return True
    # a bare 政府 that acts is anybody's guess; with a place or a level before it, it is a body
    if not item.jurisdiction[1]:
        begin = ends_with_place(text, item.own)
        return begin < item.own
    place = text[item.jurisdiction[0] : item.jurisdiction[1]]
    return place not in filters().vague and place[0] != "（" and not place.endswith("国家")


def _dept(text: str, item: Found) -> bool:
    words_ = text[item.functions[0] : item.functions[1]]
    if text.startswith(("：", ":"), item.end) and words_ in filters().labels:
        return False
    if not item.functions[1]:
        if item.start == item.own and _relative(text, item):
            return True
        if item.owner[1]:
            return True
        place = text[item.jurisdiction[0] : item.jurisdiction[1]]
        return bool(place) and place not in filters().vague and not place.startswith(("该", "原", "本"))
    if not (item.owner[1] or item.jurisdiction[1]):
        _trim_list(text, item)
    return True


# 负有安全生产监督管理职责的部门, 国务院管理专利工作的部门: the body is named by its statutory duty
_DUTY = re.compile(
    f"(?:依法|依照法律)?(?:负有|负责|承担|履行|行使|主管)(?:(?!的)[\u4e00-\u9fff、]|（[^（）]{{1,8}}）){{2,36}}的$"
    f"|(?:管理|主管)(?:(?!的){HANZI}){{2,8}}工作的$"
)


def _relative(text: str, item: Found) -> bool:
    """A bare 部门 with its duty before it; takes the body it belongs to as well (县级以上人民政府负有…职责的部门)."""
    if text[item.own - 1 : item.own] != "的":
        return False
    low = max(0, item.own - 42)
    match = _DUTY.search(text, low, item.own)
    if match is None or match.end() != item.own:
        return False
    item.start = item.own = match.start()
    item.jurisdiction = item.owner = (0, 0)
    return True


def _trim_list(text: str, item: Found) -> None:
    """``保护安全、公安机关``: a list without 等, place or owner holds only if something that governs it stands before."""
    start, stop = item.functions
    listed = text[start:stop]
    if "等" in listed or text.startswith("等", stop):
        _lengthen_list(text, item)
        return
    joins = list(_JOIN.finditer(listed))
    if not joins or start == 0:
        return
    before = text[start - 1]
    if before in filters().left or not (_HANZI.match(before) or before == "、"):
        return
    item.start = item.own = start + joins[-1].end()
    item.functions = (item.start, stop)


_ITEM = re.compile(f"({HANZI}{{2,10}})、$")
_ITEM_END = re.compile("(?:门|关|局|委|府|院|厅|办|会|署|行|构|位|业|校|所|人)$")


def _lengthen_list(text: str, item: Found) -> None:
    """Heads that no list of functions knows: they stand between marks of one list with a head that is known."""
    start = item.start
    while start and text[start - 1] == "、":
        match = _ITEM.search(text, max(0, start - 12), start)
        if match is None or _ITEM_END.search(match[1]):
            break
        begin = open_start(text, match.end(1), 10)
        if begin >= match.end(1):
            break
        start = begin
        if begin > match.start(1):
            break
    item.start = item.own = start
    item.functions = (start, item.functions[1])


def _agency(text: str, item: Found) -> bool:
    own = text[item.own : item.end]
    if own == "街道办事处" and not item.jurisdiction[1] and not item.functions[1]:
        item.start = _township(text, item.own)
        return True
    if own in filters().only_with_owner and not (item.owner[1] or item.jurisdiction[1]):
        # 市突发公共卫生事件应急指挥机构
        start = open_start(text, item.own, 20)
        level = _LEVEL_CHAR.match(text, start, item.own)
        if level is None:
            return False
        item.start, item.jurisdiction = start, level.span()
    return True


def _committee(text: str, item: Found) -> bool:
    return True


def _bureau(text: str, item: Found) -> bool:
    data = registry()
    head = text[item.functions[1] or item.own : item.end]
    words_ = text[item.functions[0] : item.functions[1]]
    placed = bool(item.jurisdiction[1] or item.owner[1]) or ends_with_place(text, item.start) < item.start
    if head.endswith("中心"):
        return text[item.jurisdiction[0] : item.jurisdiction[1]] not in ("", "城市", "各")
    if head in data.local_names or head in data.whole:
        # 科委, 大数据中心 are bodies of a place; 财政局 may stand for a class
        if not placed and (head[-1] not in "局委厅" or head in data.whole):
            return False
    elif not words_:
        if item.owner[1] and head in ("办公厅", "办公室"):
            return True
        return _unknown_function(text, item)
    elif words_ in filters().not_functions:
        return False
    elif not placed and head in ("办", "办公室"):
        return _unknown_function(text, item)
    elif head == "委员会" and not (placed and _is_committee(words_)):
        return False
    _local_branch(text, item)
    return True


def _is_committee(functions: str) -> bool:
    """Not 仲裁委员会, 业主委员会, 各工作委员会: a public body is called by a function."""
    return not functions.endswith((*filters().no_committees, *filters().modifiers))


def _local_branch(text: str, item: Found) -> None:
    if item.end - item.start >= 4 and (match := _LOCAL_BRANCH.match(text, item.end)):
        item.end = match.end()


# in a list of bodies an unknown function is no obstacle: 市经济信息化委、市投促办、市公安局
_UNKNOWN = re.compile(rf"(?:^|[、，：（；\n和及由])([市区省县州](?:“[^“”]{{1,8}}”)?{HANZI}{{1,9}})$")
_AFTER_UNKNOWN = re.compile("[、，。；）：\n]|等|和|牵头|按照|负责|共同|会同|$")


def _unknown_function(text: str, item: Found) -> bool:
    if not _AFTER_UNKNOWN.match(text, item.end) or text[item.end - 1] not in "委局厅办":
        return False
    if text[item.end - 2 : item.end] in ("布局", "格局", "全局", "大局", "终局", "当局", "结局"):
        return False
    match = _UNKNOWN.search(text, max(0, item.end - 12), item.end)
    if (
        match is None
        or match[1].startswith(("区域", "市场", "市民"))
        or _JOIN.search(match[1])
        or open_start(text, item.end, 12) > match.start(1)
        and "“" not in match[1]
    ):
        return False
    item.start = match.start(1)
    item.own = item.start + 1
    item.jurisdiction = (item.start, item.own)
    item.owner = (0, 0)
    return True


_LEVEL_CHAR = re.compile("[省市县区州盟旗]|本[省市区县]|自治区|全国|国家|国务院")


def _open(text: str, item: Found) -> bool:
    """A body with a name of its own: as far left as it goes, if it has one."""
    if item.jurisdiction[1] and item.jurisdiction[0] < item.own and text[item.jurisdiction[0]] in "各所有相":
        return True
    start = open_start(text, item.own, 26)
    if start >= item.own:
        return bool(item.jurisdiction[1])
    if text[start] == "原" and start + 1 < item.own:
        start += 1
    item.start = min(start, _place_start(text, start, start + 1))
    stop = 0
    for cut in range(min(item.own, item.start + 12), item.start + 1, -1):
        if ends_with_place(text, cut, item.start) == item.start:
            stop = cut
            break
    if not stop and (match := _LEVEL_CHAR.match(text, item.start, item.own)):
        stop = match.end()
    own = item.own
    item.jurisdiction = (item.start, stop) if stop else (0, 0)
    item.own = stop or item.start
    name = text[item.own : own]
    head = text[own : item.end]
    if name.endswith(filters().no_committees) and head.startswith("管理委员会"):
        return False
    if not stop and head in ("联席会议", "工作小组", "协调小组", "工作专班"):
        return name.endswith("部际")
    if not stop and head in ("管理委员会", "执行委员会"):
        return name[-1:] in "区城港岛湖山园地域"
    return True


_CHECKS = {
    "name": _name,
    "branch": _name,
    "congress": _congress,
    "court": _court,
    "party": _party,
    "fixed": _fixed,
    "gov": _gov,
    "open": _open,
    "dept": _dept,
    "agency": _agency,
    "committee": _committee,
    "bureau": _bureau,
}


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Checks may move an end; of two that meet then, the longer stands."""
    kept: list[Found] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(item)
    return kept


class RuleDetector:
    """The grammar as a ``Detector``."""

    name: DetectorName = "rule"

    def detect(self, texts: Sequence[str]) -> list[list[Span]]:
        """See ``Detector.detect``."""
        return [[Span(item.start, item.end) for item in find_spans(text)] for text in texts]
