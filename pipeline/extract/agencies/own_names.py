"""Bodies with a name of their own: 领导小组, 管委会, 联席会议 and the like, as far left as the name goes."""

from __future__ import annotations

import re

from pipeline.extract.agencies.filters import filters
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.grammar import HANZI
from pipeline.extract.agencies.jurisdictions import place_start
from pipeline.extract.agencies.linking import ends_with_place
from pipeline.extract.agencies.open_names import open_start
from pipeline.extract.agencies.registry import registry

_HANZI = re.compile(HANZI)
#: Last characters of areas that have an administration.
AREAS = "区城港岛湖山园域海源江河"
#: A level right where a name begins.
LEVEL_CHAR = re.compile("[省市县区州盟旗]|本[省市区县]|自治区|全国|国家|国务院")


# 省|推进|政府职能转变领导小组: the verb that says what a body is for, right after its level or place
_VERBS_OF_PURPOSE = re.compile(
    "推进|推动|促进|深化|打击|加强|加快|实施|保障|完善|整顿|整治|防范|防治|处置|应对|落实|创建|治理|建设|统筹|支持|扶持|优化|规范|提升|维护|清理|化解|预防|构建"
)
_LEVEL_OF_PURPOSE = re.compile(
    "(?P<level>国务院|全国|国家|中央|中共中央|(?:本|自治)?[省市县区州旗镇])(?:委|人民政府|政府)?$"
)
NOT_IN_PURPOSE = re.compile(
    "[^\u4e00-\u9fff“”]|成立|设立|建立|组建|负责|牵头|会同|召开|同意|批准|决定|印发|关于|有关|其他|规定|指导|领导(?!小组)|根据|[的由各和与及或]"
)


def purpose_start(text: str, end: int) -> int:
    """Where a name begins that says level and purpose before ``end``, or ``end``."""
    lowest = max(0, end - 32)
    for verb in _VERBS_OF_PURPOSE.finditer(text, lowest, end):
        if NOT_IN_PURPOSE.search(text, verb.start(), end):
            continue
        level = _LEVEL_OF_PURPOSE.search(text, max(0, verb.start() - 6), verb.start())
        # 城步苗族自治县委|实施: the place ends before 委
        stop = level.end("level") if level else verb.start()
        place = ends_with_place(text, stop)
        start = place if place < stop or not level else level.start()
        if start == verb.start():
            continue
        if text.endswith("中共", 0, start):
            start -= 2
        before = text[start - 1 : start]
        if not _HANZI.match(before) or before in filters().left or before == "立":
            return start
    return end


def named(text: str, item: Found) -> bool:
    """A body with a name of its own: as far left as it goes, if it has one."""
    if item.jurisdiction[1] and item.jurisdiction[0] < item.own and text[item.jurisdiction[0]] in "各所有相":
        return True
    start = open_start(text, item.own, 26)
    purpose = purpose_start(text, item.own)
    start = min(start, purpose)
    if start >= item.own:
        return bool(item.jurisdiction[1])
    if text[start] == "原" and start + 1 < item.own:
        start += 1
    item.start = min(start, place_start(text, start, start + 1))
    stop = 0
    places = registry().place_codes
    for cut in range(min(item.own, item.start + 12), item.start + 1, -1):
        if text[item.start : cut] in places:
            stop = cut
            break
    if not stop and (match := LEVEL_CHAR.match(text, item.start, item.own)):
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
        return name[-1:] in AREAS + "地"
    return True
