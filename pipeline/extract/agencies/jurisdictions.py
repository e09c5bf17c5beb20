"""The left end of a name: which place or level really begins it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.agencies.filters import filters
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.linking import ends_with_place, place_tails
from pipeline.extract.agencies.open_names import open_start


def settle_jurisdiction(text: str, item: Found) -> None:
    """Bring the left end to where the place begins (嘉定|区政府, 以上|人民政府)."""
    start, stop = item.jurisdiction
    if text.startswith("区或者", start) and text.endswith("警备", 0, start):
        start += 3  # 上海警备区或者|区、县人民武装部
    elif text.startswith("区派出", start) and text.endswith("海", 0, start):
        start -= 1  # 海区派出机构
    elif text.startswith(_CORPS, start) and (twice := _CORPS_TWICE.match(text, start, stop)):
        start = twice.end()
    junk, tail = _no_place(text[start:stop])
    start += junk
    if start < stop:
        begin = place_start(text, start, stop)
        start = start + tail if begin == start else begin
    if start < stop:
        start = _division(text, start)
        if text[start] in _ZONE_FIRST and _ZONE.match(text, start, stop):
            start = _more_places(text, start)
    if start < stop and text[start] in "乡镇" and text[start - 1 : start] == "城":
        # 城乡绿化部门: no township
        item.jurisdiction, item.start = (0, 0), start - 1
    elif start < stop:
        item.jurisdiction, item.start = (start, stop), start
    else:
        item.jurisdiction = (0, 0)
        item.start = item.owner[0] or item.own


@lru_cache(maxsize=8192)
def _no_place(words: str) -> tuple[int, int]:
    """How many characters at the head of a jurisdiction are none, and how many after them the tail of a name."""
    junk = filters().not_first.match(words)
    at = junk.end() if junk else 0
    tail = _NAME_TAIL.match(words, at)
    return at, tail.end() - at if tail else 0


# 义乌|试验区: an area by the name of its place
_ZONE = re.compile("(?:开发|试验|示范|合作|保税|度假|新)区")
_ZONE_FIRST = frozenset("开试示合保度新")
# 新疆生产建设兵团第八师|石河子市: a division of the corps and its city are one place
_DIVISION = re.compile("(?:(?:新疆生产建设兵团|新疆兵团|兵团)第?|第)[一二三四五六七八九十]{1,3}师$")


# 新疆生产建设兵团、|兵团发展改革委: the corps, and a department of it
_CORPS = ("新疆", "兵团")
_CORPS_TWICE = re.compile("(?:新疆生产建设|新疆)?兵团[、和及](?=(?:新疆生产建设|新疆)?兵团)")


def _division(text: str, start: int) -> int:
    """Where the division of the corps begins that stands before ``start``, or ``start``."""
    if text[start - 1 : start] != "师":
        return start
    match = _DIVISION.search(text, max(0, start - 13), start)
    return match.start() if match else start


# the tail of a name that is not the jurisdiction: 自然保护【区】所在地人民政府
_NAME_TAIL = re.compile(
    "(?:地区|示范区|试验区|度假区|高新区|园区|片区|新区|开发区|行政区|功能区|街道|城市|[区市县镇乡])的?(?=所在|所属|省|各级|有关|地方|上级|县级|当地)"
)


# 市、上街区市容行政主管部门: a level in one list with a county
_LEVEL_BEFORE = re.compile(
    "(?<![\u4e00-\u9fff])[本各]?(?:(?:[省市县州区盟旗]|自治[州县区]|直管市|直辖市|计划单列市)[、和及与]){1,4}$"
)


def place_start(text: str, start: int, stop: int) -> int:
    """A county or a township whose last character the grammar took for a level (嘉定【区】), with what is before it."""
    # 韩城市: 城市 is a level too
    if text[start] in "市县区州盟旗新自地林特矿城":
        near, tails = text[max(0, start - 1) : start + 3], place_tails()
        if near[:2] not in tails and near[1:3] not in tails and near[2:] not in tails and start:
            return start
        for size in (1, 2, 3):
            begin = ends_with_place(text, start + size)
            if begin < start:
                levels = _LEVEL_BEFORE.search(text, max(0, begin - 18), begin)
                return levels.start() if levels else _more_places(text, begin)
    elif stop == start + 1 and text[start] in "乡镇":
        return township(text, start)
    return start


def township(text: str, start: int) -> int:
    """Start of the name of a township or a street before its kind (张江|镇人民政府, 洋泾|街道办事处), if it has one."""
    begin = open_start(text, start, 6)
    if not 2 <= start - begin <= 4 or _NO_TOWNSHIP.search(text, begin, start):
        return start
    before = text[max(0, begin - 2) : begin]
    if before.endswith("（") or (before.endswith("、") and before[0] not in _ENDS_OF_BODIES):
        return start
    return begin


# 中心镇, 建制镇 are classes
_NO_TOWNSHIP = re.compile("[级乡镇县市区省]|中心$|重点|建制|特色|街道|所$|^有$|[当本]地$|民族$|[县市省区主全乡]城$")
_ENDS_OF_BODIES = "府处委局办会室院厅门"


def _more_places(text: str, start: int) -> int:
    while True:
        begin = ends_with_place(text, start)
        if begin == start:
            return start
        start = begin


def add_place(text: str, item: Found) -> None:
    """A place that the grammar does not know (浦东新区|政府): only where it touches the name."""
    start = item.start
    if text[max(0, start - 2) : start] not in place_tails() and text[start - 1 : start] != "师":
        return
    begin = _division(text, _more_places(text, start))
    if begin < start:
        item.jurisdiction = (begin, start)
        item.start = begin
