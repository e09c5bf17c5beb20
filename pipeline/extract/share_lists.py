"""Things and shares told in one breath: 能源消耗、二氧化碳排放分别下降14.5%、20.5% says each thing's own share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.extract.bounds import phrase_start
from pipeline.extract.listings import LISTED, listed_runs
from pipeline.extract.quantities import Quantity
from pipeline.extract.share_bases import trim
from pipeline.extract.share_neighbours import THING

__all__ = ["listed_bases"]

#: How far back the things of a list are looked for.
_WINDOW: Final = 80
_LIST: Final = re.compile(r"(?P<things>[^，。；：]{4,80}?)(?:分别|依次)[^，。；：]{0,30}$")
_CHANGES: Final = re.compile(
    r"(?:同比|环比|比上年|较上年)?分别(?:同比|环比|比上年|较上年)?[增下降回提][长降升加幅落高了]?"
)
_SIZED: Final = re.compile(
    r"(?:[^，、]*?(?:实现|完成|全年))?(?P<thing>[\u4e00-\u9fff（）]{2,20}?)(?:达到?|为)?\d[\d.,]*[\u4e00-\u9fff]{1,6}"
)
#: A thing shorter than this is the head of a word that the last one ends (城镇和农村收入), and so are groups (城镇居民、农村居民收入).
_SHORTEST: Final = 4
_GROUP: Final = re.compile(r"(?:居民|企业|[地市县省]区?|人员|单位|家庭|[行产工农]业|领域|农村|城[市镇]|学校|机构|级)$")


def listed_bases(text: str, shares: Sequence[Quantity]) -> dict[int, str]:
    """By place in ``shares``, what each is of where as many things as shares are listed before 分别."""
    out: dict[int, str] = {}
    for run in listed_runs(text, [(q.word_start, q.word_end) for q in shares]):
        if len(run) > 1:
            out.update(zip(run, _things(text, shares[run[0]], len(run)), strict=False))
    return out


def _things(text: str, first: Quantity, count: int) -> list[str]:
    start = phrase_start(text, first.word_start, max(0, first.word_start - _WINDOW))
    found = _LIST.fullmatch(text, start, first.word_start)
    if found is None and text[start - 1 : start] == "，" and _CHANGES.fullmatch(text, start, first.word_start):
        # 接待游客9.95亿人次、旅游收入9645.6亿元，分别增长128.1%和205.5%
        clause = text[phrase_start(text, start - 1, max(0, start - _WINDOW)) : start - 1]
        things = [sized["thing"] for part in clause.split("、") if (sized := _SIZED.fullmatch(part))]
        return things if len(things) == clause.count("、") + 1 == count else []
    if found is None:
        return []
    trimmed = [trim(thing) for thing in LISTED.split(found["things"])]
    whole = [thing for thing in trimmed if thing is not None and len(thing) >= _SHORTEST]
    if len(trimmed) != count:
        return []
    if len(whole) == count and not any(_GROUP.search(thing) for thing in whole[:-1]):
        return whole
    # the last word is said once for all: the share is of the whole phrase
    phrase = found["things"][found["things"].find(trimmed[0] or "") :]
    return [phrase] * count if THING.search(phrase) else []
