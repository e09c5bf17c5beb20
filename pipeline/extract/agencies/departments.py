"""A department by a function that no list knows, right after the body it belongs to: 国务院|种业、渔政|部门."""

from __future__ import annotations

import re

from pipeline.extract.agencies.filters import JOIN
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.open_names import open_start

OWNERS = frozenset(("gov", "name", "congress"))
# 机构 are bodies where they administer something: 国务院法制机构, 人民政府防汛抗旱指挥机构
_DEPARTMENT = re.compile(
    "(?P<functions>[\u4e00-\u9fff、]{2,20}?)(?P<head>等?(?:主管)?部门|(?:(?<=管理)|(?<=监督)|(?<=法制)|(?<=执法)|(?<=督导)|(?<=指挥))机构)"
)
_LONGEST = 8
# owners of offices, not of departments by function
_NOT_OWNERS = frozenset(("党中央", "中共中央", "中央军事委员会", "中央军委"))


def with_unknown_departments(text: str, found: list[Found]) -> list[Found]:
    """``found`` with each such owner made its department; a body that is only the tail of one goes with it."""
    out: list[Found] = []
    done = -1
    for number, item in enumerate(found):
        if item.end <= done:
            continue
        match = _DEPARTMENT.match(text, item.end) if item.head in OWNERS else None
        if match is None or text[item.start : item.end] in _NOT_OWNERS or not _is_list(text, *match.span("functions")):
            out.append(item)
            continue
        within = [other for other in found[number + 1 : number + 5] if other.start < match.end()]
        if within and (len(within) > 1 or within[0].head not in ("dept", "agency") or within[0].end != match.end()):
            out.append(item)
            continue
        done = match.end()
        out.append(
            Found(item.start, done, "dept", item.end, match.span("functions"), item.jurisdiction, (item.own, item.end))
        )
    return out


def _is_list(text: str, start: int, stop: int) -> bool:
    """Whether functions stand there, joined by marks and words, each without a word that no name has."""
    at = start
    for join in (*JOIN.finditer(text, start, stop), None):
        end = join.start() if join else stop
        if not 2 <= end - at <= _LONGEST or open_start(text, end, end - at) != at:
            return False
        at = join.end() if join else stop
    return True
