"""The one reader of bound words, shared by every value construct: which number each governs, what makes a range.

GUIDELINES: a bound word governs all the coordinated numbers after it (分别给予最高100万元、50万元 is ``max`` twice);
``1000元以上1万元以下`` is one range. Words after a number win over words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pipeline.extract.bound_words import (
    AFTER,
    AFTER_BOUND,
    AFTER_KINDS,
    BEFORE,
    BY_NAME,
    INCLUDING_AFTER,
    Word,
    inclusion,
    word_inclusion,
)
from pipeline.extract.quantities import Counted, Quantity, common_unit, quantities
from pipeline.extract.types import Bound

__all__ = ["bound_word", "phrase_start", "read_quantities"]

#: How many characters before a number are looked at.
_WINDOW: Final = 44

# --- what may stand between a word and the number it governs ---------------------------------------------------------

_BESIDE: Final = re.compile(r"[ 了于到至为约近共达：]{0,4}(?:每[^，。；、\n]{1,8})?(?:人民币)?")
#: A predicate of its own: the word bounds something else (超过标准的处1000元).
_PREDICATE: Final = re.compile(
    r"给予|予以|处以|并处|可处|处(?=\d|[一二三四五六七八九十百千])|加收|收取|扣减|以上|以下|[，；。]|的(?:奖励|补[贴助]|罚款|部分)|部分(?=的|按)"
)
#: 按 is one too, unless what it leads to is a thing with a share (不得超过按照面积核算热价的30%).
_BY: Final = re.compile(r"按照?(?!.*的 ?$)")
#: 超过约定的开工期限三个月: past the end of a term.
_TERM_END: Final = re.compile(r"[^，。；]{1,20}(?:期限|时限|时间|日期|期)")
#: 最高补贴标准的50%, 赔偿限额的50%: a share of the ceiling is no ceiling.
_SHARE_OF_IT: Final = re.compile(
    r"(?:[^，。按可给予为不达]{0,12}(?:限额|限价|价格?|标准|金额|数额|额|值|量|费|期限))?的 ?"
)
#: 低于排放标准百分之三十: by how much, where no 的 stands between.
_STANDARD: Final = re.compile(r"[^，。；]*(?:标准|限值|水平|定额|平均数|均值)")
#: The largest share of a standard by which something lies below it: 低于最低工资标准百分之八十 is a share of it.
_MOST_BELOW: Final = 50
#: 最高额度在此基础上增加10万元: a difference.
_RAISED_BY: Final = re.compile(r"(?!可|不)[^，。]{2,}(?:增加|提高|提升|上浮|上调|追加|扩大)(?![到至为])[^，。]{0,2}")

#: Up to the last stop of a phrase; a colon right before the number is none.
_TO_STOP: Final = re.compile(r".*(?:[，。；！？（）\n]|：(?!\Z))", re.DOTALL)
_CLOSED: Final = re.compile(r"（[^（）\n]*）")

# --- what counts as a number between ---------------------------------------------------------------------------------

#: A number with one of these after it counts; else 一 and the like are parts of words (统一, 一般).
_CLASSIFIER: Final = re.compile(
    r" ?[个家人名位项次户件辆套台处米亩吨层座张种类批级只头株棵份本部篇条升克度届轮门间所倍股平公千立]"
)
#: 前3年平均投入的20%: the number belongs to the name of what the share is taken of, and lets the word through.
_ATTRIBUTE: Final = re.compile(r"(?:(?<!提)前|近|最近|过去|首|此前) ?$")
_ATTRIBUTE_ENDS: Final = frozenset("前近去首 ")
_ATTRIBUTE_GAP: Final = re.compile(r" ?(?:前|近|最近|过去|首|此前) ?")
_TERM: Final = re.compile(r"期(?:以[上下])? ?(?:LPR|贷款|国债|存款|定期)")

# --- coordination and ranges -----------------------------------------------------------------------------------------

#: 上年收入的70%或者前三年平均收入的70%: a share coordinated with the thing it is of.
_COORDINATED_SHARE: Final = re.compile(r" ?(?:、|和|或者?|以?及) ?[^，。；：\n]{1,24}的 ?")
_COORDINATED: Final = re.compile(r" ?(?:、|和|或者?|以?及|与|/|，或者?) ?(?P<label>[^，。；：、（）的\n]{0,10})")
#: 最高额度由50万元提高到80万元: both are ceilings.
_RAISED_TO: Final = re.compile(
    r" ?(?:统一|逐步|相应|分别|均|再)?(?:提高|提升|增加|扩大|上调|上浮|调整|调增|调减|调高|放宽|降低|下调|缩减|降|减|增)(?:[到至]|为) ?(?:每[^，。；、\d]{1,6})?"
)
_LEVEL: Final = re.compile(r"上限|封顶|最[高低多]|限额|下限|不[得应]?(?:超过|高于|低于|少于)")
_OWN_VERB: Final = re.compile(r"给予|奖励|补贴|补助|支持|资助|处|达|增|降|提|为|按")
_RANGE_GAP: Final = re.compile(
    r" ?[，、]? ?(?:且|但|并且?|而且?|同时|和|至|到|[-—–~～]{1,2})? ?(?:原则上|一般|累计|最高|最长|最多)?"
)
_INCLUSION: Final = re.compile(r"（[均都]?不?包?[含括](?:人民币)?$")
_LIST_GAP: Final = re.compile(r"[、和或]")
_NOT_OVER: Final = re.compile(r"以下|以内")
#: 30万元/亩以上: what a sum is counted by stands before the word that bounds it.
_COUNTED_BY: Final = re.compile(r" ?/ ?[\u4e00-\u9fff·•/]{1,8}?(?=（[不均]?含|以[上下内]|左右|之内|上下)")
_REACHING: Final = re.compile(r"(?:达到?|[满在为])$")
_NOT_UNDER: Final = re.compile(r"以上")


def bound_word(text: str, start: int, end: int) -> str:
    """The bound word that begins at ``start``, or an empty string."""
    m = BEFORE.match(text, start, end)
    return m[0] if m else ""


@lru_cache(maxsize=4)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of ``text`` with its bound read and two-sided ones joined, in order. Linear in the text.

    ``text`` is free of stray spaces (:func:`pipeline.extract.tight.tighten`).
    """
    return tuple(_bind(text, quantities(text)))


def _bind(text: str, items: Iterable[Quantity | Counted]) -> list[Quantity]:
    out: list[Quantity] = []
    asides: list[Quantity] = []
    floor = 0
    left: Counted | None = None
    lead: Quantity | None = None
    for item in items:
        last = out[-1] if out else None
        if isinstance(item, Counted):
            upper = _without_unit(text, last, item)
            if upper is None:
                left = item
                if text[item.start].isdigit() or _CLASSIFIER.match(text, item.end):
                    floor = item.start if _attributive(text, item) else item.end
                continue
            item = upper  # noqa: PLW2901  the 二万 of 二千元以上二万以下
        elif left is not None and left.value is not None and _NOT_UNDER.fullmatch(text, left.end, item.start):
            item = _with_lower(item, left)  # noqa: PLW2901
        left = None
        if last is not None and _repeats(text, last, item):
            continue
        # the 20年 of 20年以上（含20年） lies within the words that bound the number before
        if last is not None and item.start < last.word_end:
            asides.append(item)
            continue
        q = _bounded(text, item, floor, lead)
        if not _attributive(text, q):
            floor, lead = q.word_end, q
        merged = _merge(text, last, q) if last is not None else None
        if merged is not None:
            out[-1] = merged
            asides.clear()
            continue
        out += asides
        asides.clear()
        _share_back(text, out, q)
        out.append(q)
    return sorted(out + asides, key=lambda q: q.start)


def _repeats(text: str, last: Quantity, item: Quantity) -> bool:
    """The second 5% of 5%（含5%） says that the first is included, and no more."""
    if text[item.end : item.end + 1] not in ("）", "，") or item.kind != last.kind:
        return False
    if item.low is None or item.low not in (last.low, last.high):
        return False
    return item.start - last.word_end <= 5 and bool(_INCLUSION.search(text, max(0, item.start - 6), item.start))


def _without_unit(text: str, last: Quantity | None, number: Counted) -> Quantity | None:
    """The upper end of 二千元以上二万以下, whose unit is left out."""
    if last is None or last.bound != "min" or last.kind == "time" or number.start != last.word_end:
        return None
    if number.value is None or not _NOT_OVER.match(text, number.end):
        return None
    value = number.value
    return Quantity(last.kind, number.start, number.end, value, value, last.unit, "exact", number.start, number.end)


def _with_lower(q: Quantity, number: Counted) -> Quantity:
    """The range whose lower end has no unit (一千以上一万元以下), still without the word after it."""
    if number.value is None or q.low is None or q.high is None or q.bound != "exact" or number.value >= q.high:
        return q
    return replace(q, start=number.start, low=number.value, bound="range", low_in=True)


def _attributive(text: str, item: Quantity | Counted) -> bool:
    """前3年 and 1年期贷款 belong to the name of what a share is taken of."""
    if text[item.start - 1] in _ATTRIBUTE_ENDS and _ATTRIBUTE.search(text, max(0, item.start - 4), item.start):
        return True
    return isinstance(item, Quantity) and item.kind == "time" and bool(_TERM.match(text, item.end))


def _bounded(text: str, q: Quantity, floor: int, previous: Quantity | None) -> Quantity:
    """``q`` with the bound its own words, or those of what it is coordinated with, give it."""
    after, word_end = _after(text, q)
    bound = AFTER_BOUND[after] if after else None
    word, word_start = _before(text, q, floor)
    said = _said(text, q.end, word_end)
    if q.bound == "range":
        high_in = True if said is None and after in ("max", "within") else said
        return replace(q, word_start=word_start, word_end=word_end, high_in=high_in)
    own: Bound | None = word.bound if word else None
    inherits = own is not None
    if own is None and bound is None and previous is not None and _coordinated(text, previous, q):
        own, inherits = previous.bound, True
    # 约3年以上 is a floor, 不超过20%左右 a ceiling: an approximation gives way; so does 前 (至少15日前)
    gives_way = bound is None or after == "before" or (bound == "approx" and own != "approx")
    chosen = own if own and gives_way else bound
    if said is None:
        # the nearer word counts: 超过载质量30%以上 includes the 30%
        if chosen != own or (after in INCLUDING_AFTER and bound == chosen):
            said = True if after in INCLUDING_AFTER else None
        elif word is not None:
            said = word_inclusion(word.name, bound_word(text, word_start, q.start))
        elif previous is not None:
            # what is coordinated is included as what it is coordinated with
            said = previous.low_in if own == "min" else previous.high_in
    if chosen is None and word_start == q.start and word_end == q.end:
        return q
    if chosen is None or q.low is None:
        return q.within(word_start, word_end, inherits)
    return q.bounded(chosen, said, word_start, word_end, inherits and chosen == own)


def _said(text: str, end: int, word_end: int) -> bool | None:
    """What a bracket after the number or after the word that follows it says of the number itself."""
    said = inclusion(text, end)
    if said is None and word_end > end and text[word_end - 1] == "）":
        said = inclusion(text, text.rfind("（", end, word_end))
    return said


def _after(text: str, q: Quantity) -> tuple[str | None, int]:
    """The family of the word after ``q``, and where it ends."""
    by = _COUNTED_BY.match(text, q.end) if q.kind == "money" and text.startswith(("/", " /"), q.end) else None
    m = AFTER.match(text, by.end() if by else q.end)
    if m is None:
        return None, q.end
    name = str(m.lastgroup)
    if q.kind not in AFTER_KINDS.get(name, (q.kind,)):
        return None, q.end
    # 五年前 is long ago unless something runs out or begins then (届满一年前)
    if name == "before" and q.unit == "year" and text[q.start - 1 : q.start] not in ("满", "前", "日", "的"):
        return None, q.end
    return name, m.end()


def _before(text: str, q: Quantity, floor: int) -> tuple[Word | None, int]:
    """The nearest bound word before ``q`` that reaches it, and where it starts."""
    start = phrase_start(text, q.start, max(floor, q.start - _WINDOW))
    found = [m for m in BEFORE.finditer(text, start, q.end) if m.end() <= q.start]
    for m in reversed(found):
        word = BY_NAME[str(m.lastgroup)]
        if word.name == "nearly" and q.kind == "time":
            continue
        if _reaches(word, text[m.end() : q.start], q) and not _named(text, q, m.end(), word):
            return word, m.start()
    return None, q.start


def _named(text: str, q: Quantity, word_end: int, word: Word) -> bool:
    """不超过前3年平均投入的20%: 3年 names what the share is of, and the word passes it by."""
    if not _attributive(text, q):
        return False
    if word.reach == "clause":
        return text[q.start - 1] == "近"
    return bool(_ATTRIBUTE_GAP.fullmatch(text, word_end, q.start)) or bool(_TERM.match(text, q.end))


def phrase_start(text: str, end: int, earliest: int) -> int:
    """Where the phrase before ``end`` begins: after the last stop that is in no closed bracket."""
    window = text[earliest:end]
    if "）" in window:
        window = _CLOSED.sub(lambda m: "*" * len(m[0]), window)
    stop = _TO_STOP.match(window)
    return earliest + stop.end() if stop else earliest


def _reaches(word: Word, gap: str, q: Quantity) -> bool:
    if _BESIDE.fullmatch(gap) and not (q.kind == "time" and "每" in gap):
        return True
    if word.reach == "beside":
        return False
    if word.reach in ("clause", "label"):
        if _SHARE_OF_IT.fullmatch(gap) or _RAISED_BY.fullmatch(gap):
            return False
        # 至少每三个月公开一次: how often at least, not how long
        if (word.reach == "label" and gap.startswith("的")) or (q.kind == "time" and "每" in gap):
            return False
        return len(gap) <= (14 if word.reach == "label" else 24)
    if _PREDICATE.search(gap) or _BY.search(gap):
        return False
    if word.reach == "phrase":
        return True
    if word.name in ("below", "above") and _STANDARD.fullmatch(gap) and q.high is not None and q.high <= _MOST_BELOW:
        return False
    if q.kind == "time":
        return bool(_TERM_END.fullmatch(gap))
    return q.kind == "multiple" or (q.kind == "percent" and q.unit != "point")


def _coordinated(text: str, previous: Quantity, q: Quantity) -> bool:
    """Whether ``q`` is one more of the numbers that what bounds ``previous`` governs."""
    distance = q.start - previous.word_end
    if not previous.inherits or previous.bound == "range" or distance > 28:
        return False
    if previous.kind == q.kind and _RAISED_TO.fullmatch(text, previous.word_end, q.start):
        return _LEVEL.match(text, previous.word_start) is not None
    m = _COORDINATED.fullmatch(text, previous.word_end, q.start) if distance <= 14 else None
    if m is None:
        share = previous.kind == q.kind and q.kind in ("percent", "multiple")
        found = _COORDINATED_SHARE.fullmatch(text, previous.word_end, q.start) if share else None
        return found is not None and not _PREDICATE.search(found[0]) and not _BY.search(found[0])
    if previous.kind != q.kind or previous.kind == "time":
        return not m["label"]
    return not _OWN_VERB.search(m["label"])


def _merge(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """One range out of a floor and the ceiling beside it (1000元以上1万元以下, 不低于3%、不超过5%)."""
    if a.kind != b.kind or not 0 <= b.word_start - a.word_end <= 6:
        return None
    if a.bound != "min" or b.bound not in ("max", "exact") or a.low is None or b.high is None:
        return None
    if not _RANGE_GAP.fullmatch(text, a.word_end, b.word_start):
        return None
    # cut off after the upper number, as 200元以上2000元 is, it is still read for what it says
    if b.bound == "exact" and (a.word_end != b.start or a.word_end == a.end):
        return None
    ends = common_unit((a.low, a.unit), (b.high, b.unit))
    if ends is None or ends[0] >= ends[1]:  # 十日以上，少于十日 are two
        return None
    low, high, unit = ends
    return replace(
        a,
        end=b.end,
        low=low,
        high=high,
        unit=unit,
        bound="range",
        word_end=b.word_end,
        inherits=False,
        high_in=b.high_in,
    )


def _share_back(text: str, out: list[Quantity], q: Quantity) -> None:
    """分别在3日、5日内: the word after the last number is said of each before it."""
    if q.bound not in ("max", "min") or q.inherits or q.word_end == q.end:
        return
    at, start = len(out), q.start
    while at and len(out) - at < 12:
        one = out[at - 1]
        if one.kind != q.kind or one.bound != "exact" or start - one.end != 1 or not _LIST_GAP.match(text, one.end):
            break
        at, start = at - 1, one.start
    if at == len(out):
        return
    around = (
        text[phrase_start(text, start, max(0, start - 40)) : start]
        + text[q.word_end : q.word_end + 10].partition("。")[0]
    )
    # 占比达到3%、5%、8%以上的: a scale, and each step is as the last
    scale = text.startswith("的", q.word_end) and _REACHING.search(text, max(0, start - 4), start)
    if "分别" not in around and not scale:
        return
    for i in range(at, len(out)):
        one = out[i]
        low, high = (None, one.high) if q.bound == "max" else (one.low, None)
        out[i] = replace(one, low=low, high=high, bound=q.bound, low_in=q.low_in, high_in=q.high_in)
