"""Spans of public bodies in clean text, by the grammar: where each begins and ends, and which form it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract.agencies.checks import CHECKS
from pipeline.extract.agencies.departments import OWNERS, with_unknown_departments
from pipeline.extract.agencies.detectors import Span
from pipeline.extract.agencies.filters import filters, names_centre
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.grammar import Grammar, grammar
from pipeline.extract.agencies.jurisdictions import add_place, settle_jurisdiction
from pipeline.extract.agencies.linking import ends_with_place, place_code
from pipeline.extract.agencies.open_names import open_start
from pipeline.extract.agencies.own_names import NOT_IN_PURPOSE
from pipeline.extract.types import Detector as DetectorName


def find_spans(text: str) -> list[Found]:
    """Every public body in ``text``, in reading order, without overlaps. Linear in the text."""
    g = grammar()
    match_at, heads = g.pattern.match, g.heads
    length = len(text)
    found: list[Found] = []
    backwards = text[::-1]
    done = 0
    for end in g.ends.finditer(backwards):
        begin = end.start()
        if begin < done or (match := match_at(backwards, begin)) is None:
            continue
        done = match.end()
        if done - begin == 1 and text[length - begin : length - begin + 1] not in _AFTER_BARE:
            continue  # 局, 委: most are parts of other words
        regs = match.regs
        for number, head in heads:  # noqa: B007  used below
            if regs[number][0] >= 0:
                break
        item = _found(text, length, regs, g, number, head)
        if CHECKS[head](text, item) and _fits(text, item):
            found.append(item)
            if text.startswith(("兵团", "新疆"), item.start):
                done = length - item.start  # the corps in one list with its department is a body of its own
    found.reverse()
    return with_unknown_departments(text, _joined(text, without_overlaps(_with_actors(text, found))))


# what may follow a bare organ word whose function no list knows; "" is the end of the text
_AFTER_BARE = frozenset(("", *"、，。；）：\n等和牵按负共会"))


def _joined(text: str, found: list[Found]) -> list[Found]:
    """One body: ``县级以上人民政府`` and the ``负有…职责的部门`` or ``所属的各主管机关`` that follows it at once."""
    out: list[Found] = []
    for item in found:
        if (
            out
            and item.head == "dept"
            and item.start == out[-1].end
            and (
                (not item.functions[1] and out[-1].head in OWNERS and text[item.start] != "部")
                or text.startswith("所属", item.start)
            )
        ):
            owner = out.pop()
            item.start, item.jurisdiction, item.owner = owner.start, owner.jurisdiction, (owner.own, owner.end)
        elif out and _unknown_function(text, item, out[-1]):
            owner = out.pop()
            item.functions = (owner.end, item.functions[1] or item.own)
            item.start, item.own, item.jurisdiction = owner.start, owner.end, owner.jurisdiction
            item.owner = (owner.own, owner.end)
        elif _of_another(text, item, out):
            continue
        elif out and item.head == "open" and _has_groups(text, item, out[-1]):
            # 国务院|就业促进和劳动保护工作领导小组
            owner = out.pop()
            item.start, item.own, item.jurisdiction = owner.start, owner.own, owner.jurisdiction
        elif out and item.head == "bureau" and item.start == item.own == out[-1].end and _has_organs(out[-1]):
            # 江北新区管理委员会科技创新局, 市公安局公安交通管理局
            out[-1].end = item.end
            continue
        out.append(item)
    return out


def _has_organs(item: Found) -> bool:
    return item.head == "open" or (item.head == "bureau" and bool(item.jurisdiction[1]))


def _unknown_function(text: str, item: Found, owner: Found) -> bool:
    """国务院|种业|主管部门: a department of a government by a function that no list knows, with nothing between."""
    if item.head != "dept" or owner.head not in OWNERS or item.jurisdiction[1] or item.owner[1]:
        return False
    if item.start == owner.end and item.functions[1]:
        return True
    if not 2 <= item.start - owner.end <= _LONGEST_FUNCTION or text[item.start - 1] in "和与及或":
        return False
    if text[item.functions[0] : item.functions[1]] not in filters().modifiers and not text.endswith(
        _MANAGES, item.start, item.end - 2
    ):
        return False
    return open_start(text, item.start, item.start - owner.end) == owner.end


_LONGEST_FUNCTION = 8
_MANAGES = ("主管", "管理")


def _has_groups(text: str, item: Found, owner: Found) -> bool:
    if owner.head not in ("name", "gov", "party") or item.jurisdiction[1]:
        return False
    if _GROUPS.search(text, item.start, item.end) is None or item.start - owner.end > _LONGEST_PURPOSE:
        return False
    return NOT_IN_PURPOSE.search(text, owner.end, item.start) is None


_LONGEST_PURPOSE = 14


_GROUPS = re.compile("(?:领导小组|协调小组|工作小组|联席会议|指挥部)(?:办公室)?$")


def _of_another(text: str, item: Found, before: list[Found]) -> bool:
    """企业及其|分支机构: what is named only as somebody's is no public body where that one is none."""
    bare = item.head == "agency" and item.start == item.own and not item.functions[1]
    if not bare or not text.endswith(("及其", "和其"), 0, item.start):
        return False
    mine = text[item.own : item.end] in filters().only_with_owner
    return mine and (not before or before[-1].end != item.start - 2)


def _with_actors(text: str, found: list[Found]) -> list[Found]:
    """各区, 各单位 where they stand among bodies or act themselves, and the customs where they act."""
    words = filters()
    actors = [
        Found(match.start(), match.end(), "agency", match.start())
        for pattern in (words.actors, words.customs)
        for match in pattern.finditer(text)
    ]
    actors += _committees_of_the_party(text)
    return sorted([*found, *actors], key=lambda item: (item.start, -item.end)) if actors else found


# 中国共产党汉中市委员会, 中共汉中市第五届委员会: in full, with the place between
_PARTY = re.compile(
    "(?:中国共产党|中共)(?P<place>[\u4e00-\u9fff]{2,14}?[省市县区州盟旗])(?:第[一二三四五六七八九十]{1,4}届)?(?P<own>(?:纪律检查)?委员会)"
    "(?!委员)"
)


def _committees_of_the_party(text: str) -> list[Found]:
    """Committees of the Party by their full names."""
    if "中国共产党" not in text and "中共" not in text:
        return []
    return [
        Found(match.start(), match.end(), "party", match.start("own"), jurisdiction=match.span("place"))
        for match in _PARTY.finditer(text)
        if place_code(match["place"]) or ends_with_place(text, match.end("place")) <= match.start("place")
    ]


def _found(text: str, length: int, regs: tuple[tuple[int, int], ...], g: Grammar, number: int, head: str) -> Found:
    """What a match over reversed text is in reading order."""
    stop, start = regs[0]
    item = Found(length - start, length - stop, head, length - regs[number][1])
    first, last = regs[g.jurisdiction]
    if first >= 0:
        item.jurisdiction = (length - last, length - first)
    first, last = regs[g.owner]
    if first >= 0:
        item.owner = (length - last, length - first)
    first, last = regs[g.functions]
    if first >= 0:
        item.functions = (length - last, length - first)
        if not (item.jurisdiction[1] or item.owner[1]):
            _drop_verb(text, item)
        item.own = item.functions[0] if item.functions[1] else item.own
    return item


def _drop_verb(text: str, item: Found) -> None:
    """``委托|专利行政部门``: a verb that the list of functions holds as the name of an organ (执行机关)."""
    start, stop = item.functions
    item.start = start + _verbs_before(text[start:stop], item.head)
    item.functions = (item.start, stop) if item.start < stop else (0, 0)


_ONLY_VERBS = frozenset(("协助", "委托"))


@lru_cache(maxsize=8192)
def _verbs_before(functions: str, head: str) -> int:
    """How many characters of ``functions`` are verbs before them."""
    words = filters()
    if head == "committee" and words.verbs.fullmatch(functions):
        return len(functions)  # 印发|常务委员会会议
    if head == "agency" and functions in _ONLY_VERBS:
        return len(functions)  # 协助|街道办事处
    at = 0
    while (match := words.verbs.match(functions, at)) and functions[at:] not in words.known:
        rest = functions[match.end() :]
        if head in ("dept", "bureau") and (not rest or rest in words.verbs_keep or rest[0] in "、和与及或等"):
            break
        at = match.end()
    return at


_NAMES_CENTRES = frozenset(("bureau", "gov", "name", "party"))


def _fits(text: str, item: Found) -> bool:
    """What holds for every form: no official title, no name cut in two at its left."""
    words = filters()
    after = text[item.end : item.end + 1]
    if after in words.title_first and words.titles.match(text, item.end):
        return False
    if after in ("组", "监") and text.startswith(("组织法", "监督法"), item.end):
        return False
    if item.head == "congress" and text.startswith("和地方各级人民政府组织法", item.end):
        return False
    if item.head in _NAMES_CENTRES and names_centre(text, item.end):
        return False
    if after in words.delegate_first and text[item.end - 1] in "会大" and words.delegates.match(text, item.end):
        return False
    if item.jurisdiction[1]:
        settle_jurisdiction(text, item)
    elif item.start == item.own:
        add_place(text, item)
    if item.head == "party":
        for prefix in ("中国共产党", "中共"):
            if text.endswith(prefix, 0, item.start):
                item.start -= len(prefix)
    return True


def without_overlaps(found: list[Found]) -> list[Found]:
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
