"""What may be a body's name at an open end: every start that its words allow, each with what speaks for it.

The network says how likely a span is; where a name may begin the words before it say too: after a mark, 由 or 根据, or
at a place or a level. Both are asked together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.extract.agencies.backwards import words
from pipeline.extract.agencies.borders import earliest, inner_place, zone_at
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.open_names import passed_words
from pipeline.extract.agencies.registry import registry

SHORTEST, LONGEST = 3, 32
_LONGEST_PLACE = 15
#: High bodies whose organs have names of their own; they say no place.
HIGH = frozenset(
    (
        "国务院", "中共中央", "中国", "全国", "党中央", "中央军委", "中央军事委员会", "全国人大", "全国人民代表大会", "中国人民解放军", "中共",
    )
)  # fmt: skip
#: What a name may begin with beside a place.
LEVELS = HIGH | frozenset(
    (
        "省", "市", "区", "县", "州", "旗", "盟", "镇", "乡", "国家", "中华人民共和国", "中央", "本市", "本省", "本区", "本县", "我市", "我省",
        "我区", "我县", "自治区", "自治州", "自治县", "新区", "各区", "各市", "各县", "各省", "市、区", "市区", "区县", "市县", "省市", "县级",
        "市级", "区级", "省级",
    )
)  # fmt: skip
# a name goes on over these only: 市、区; 中国（上海）自由贸易试验区…
_RUN = re.compile("(?:[\u4e00-\u9fff“”·]|）[\u4e00-\u9fff]{1,8}（|(?<=区)、(?=市))*")
# what governs a name or stands between two of them, beside the words that no name contains
_BEFORE = (
    "由", "经", "报", "向", "对", "在", "按", "为", "是", "请", "于", "以", "从", "将", "给", "被", "令", "让", "受", "凭", "据", "照",
    "和", "与", "及", "或", "并", "同", "的", "者", "即", "届", "日", "第", "其", "条", "款", "章", "节", "时", "后", "前",
)  # fmt: skip
# verbs and ordinals that no name has: a start before one of them is no start of the name after it
_GOVERNS = re.compile(
    "违反|参照|按照|依照|依据|根据|保证|提请|提交|签署|报送|抄送|抄报|批准|报请|商请|责成|授权|委托|会同|以及|或者|[条款届次]"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A start of a name, with the end of the place or level it begins with (or the start again).

    ``free``: what stands before it ends there. ``governs``: words that no name has stand in it, or a place begins
    another name further on. ``gain``: what these add to the logarithm of the network's probability; the weights are set
    by hand, so that a free start is preferred to one in a word unless the network gives it twenty times the probability.
    """

    start: int
    stop: int
    free: bool
    governs: bool = False

    @property
    def placed(self) -> bool:
        """Whether it begins with a place, a level or a high body."""
        return self.stop > self.start

    @property
    def gain(self) -> float:
        """See the class."""
        return (1.5 if self.free else -1.5) + (1.0 if self.placed else 0.0) - (3.0 if self.governs else 0.0)


@cache
def _boundary() -> re.Pattern[str]:
    """A word that ends what stands before a name, over reversed text."""
    return re.compile(words([*registry().words["boundary_words"], *_BEFORE]))


@cache
def _whole_words() -> frozenset[str]:
    """Words of two to four characters that hold such a word and are not cut: 对外, 经济, 汉中."""
    passed = passed_words((*registry().words["boundary_words"], *_BEFORE))
    return frozenset(word for word in passed if 2 <= len(word) <= _LONGEST_WORD)


_LONGEST_WORD = 4


def is_free(text: str, start: int) -> bool:
    """Whether what stands before ``start`` ends there, so that a name may begin."""
    before = text[start - 1 : start] if start else ""
    if not before or not "\u4e00" <= before <= "\u9fff":
        return True
    if _boundary().match(text[max(0, start - 4) : start][::-1]) is None:
        return False
    whole = _whole_words()
    return not any(
        text[at : at + size] in whole
        for size in range(2, _LONGEST_WORD + 1)
        for at in range(max(0, start - size + 1), start)
    )


def proposals(text: str, end: int, lowest: int, known: Sequence[Found] = ()) -> list[Proposal]:
    """The starts that a name ending at ``end`` may have, none before ``lowest``; ``known``: bodies that rules found."""
    lowest = max(lowest, end - LONGEST)
    run = _RUN.match(text[lowest:end][::-1])
    first = earliest(text, end - run.end() if run else end, end, known)
    while first < end - SHORTEST and text[first] in _NEVER_FIRST:
        first += 1
    names = registry().place_codes
    out: list[Proposal] = []
    held = False  # whether a place begins another name further on: 发生时|国家密码局
    for start in range(end - SHORTEST, first - 1, -1):
        if text[start] in _NEVER_FIRST:
            continue
        stop = start
        for after in range(min(start + _LONGEST_PLACE, end - 2), start, -1):
            said = text[start:after]
            if said in LEVELS or said in names:
                stop = after
                break
        free = start == first or is_free(text, start)
        if stop == start + 1 and not free:
            stop = start  # the tail of a place: 新片|区
        out.append(Proposal(start, stop, free, held or _GOVERNS.search(text, start, end - 2) is not None))
        held = held or (free and stop > start + 1)
    return out


_NEVER_FIRST = "的和与及或、”）各原"


def gathered(text: str, offered: Sequence[Proposal], chances: Sequence[float], end: int, offset: int) -> list[float]:
    """``chances`` of starts that no name has, given to the start that stands for it; they are of the text at ``offset``."""
    out = [0.0] * len(chances)
    if not offered:
        return out
    first = min(item.start for item in offered)
    placed = {item.start for item in offered if item.placed}
    for number, chance in enumerate(chances):
        start = offset + number
        if chance >= _WEIGHS:
            start = zone_at(text, max(start, first), offset)
            if start not in placed:
                start = inner_place(text, start, end)
            start = word_start(text, start, first)
        out[start - offset] += float(chance)
    return out


# what a chance must be that is worth a look
_WEIGHS = 0.005


def word_start(text: str, start: int, lowest: int) -> int:
    """Where the word begins that ``start`` lies in (对|外贸易), or ``start``."""
    whole = _whole_words()
    for at in range(max(lowest, start - _LONGEST_WORD + 1), start):
        if any(text[at : at + size] in whole for size in range(start - at + 1, _LONGEST_WORD + 1)):
            return at
    return start


def best(found: Sequence[Proposal], chances: Sequence[float], total: float, offset: int) -> Proposal | None:
    """The proposal that network and words together like best; ``chances`` are of the text that begins at ``offset``.

    ``total``: the probability that a body ends there at all.
    """
    told = [(item, float(chances[item.start - offset])) for item in found]
    told = [(item, chance) for item, chance in told if chance >= _LEAST and total >= _ENOUGH[item.free, item.placed]]
    chosen = max(told, key=lambda one: math.log(one[1]) + one[0].gain, default=None)
    return chosen[0] if chosen else None


# what all starts together must say: the more the words say, the less is asked of the network
_ENOUGH = {(True, True): 0.15, (True, False): 0.5, (False, True): 0.6, (False, False): 0.85}
_LEAST = 0.02
