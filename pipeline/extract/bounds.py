"""The one reader of the words that bound a number: 不超过, 最高, 以上, 左右 …, shared by every value construct.

GUIDELINES, MONEY: ``max`` is 不超过 不高于 最高 以下 以内 至多, ``min`` is 不低于 不少于 以上 至少 超过 突破 超,
``approx`` is 约 左右 近 余 上下, ``range`` has both ends; a bound word governs all the coordinated numbers after it.
Words after the number win over words before it; a word before may stand a few words away (不超过项目总投资20%).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from pipeline.extract.quantities import Blocker, Kind, Quantity, common_unit, quantities
from pipeline.extract.types import Bound

__all__ = ["bound_word", "read_quantities"]

# --- words before the number -----------------------------------------------------------------------------------------

#: How far a word reaches. ``beside``: the number follows at once. ``phrase``: a noun phrase may stand between
#: (不超过项目总投资20%). ``share``: as phrase, but only to a share or multiple of it (超过注册资本的50%). ``of``:
#: only to a share of a thing with 的, else it is a difference (低于成本的50%; 高于平均2个百分点). ``clause``: verbs too
#: (最高可给予300万元). ``label``: a few characters (上限为).
Reach = Literal["beside", "phrase", "share", "of", "clause", "label"]


class Word(NamedTuple):
    """One family of bound words."""

    name: str
    pattern: str
    bound: Bound
    reach: Reach


_NOT: Final = r"(?:不|未|勿|没有|严禁|禁止|避免)(?:得|能够?|应当?|宜|可以?|会|要|再|必|准|允许|许|予)*+"
WORDS: Final = (
    Word("not_over", rf"{_NOT}(?:超过|超出|超(?![载限标期员速越])|高于|大于|多于|突破|长于|高过|迟于|晚于)", "max", "phrase"),
    Word("not_under", rf"{_NOT}(?:低于|少于|小于|短于|早于|下于)", "min", "phrase"),
    # 未达到100万元 and 不到3年 are below the number said
    Word("short_of", r"不足|不到|不满|未满|未达到?|达不到|未及|不够|未到", "max", "share"),
    Word("over", r"超过|超出|突破", "min", "share"),
    Word("above", r"高于|大于|多于|长于|优于", "min", "of"),
    Word("below", r"低于|少于|小于|短于", "max", "of"),
    Word("just_over", r"(?<![不未没])(?:超|逾(?!期))|(?<![超通经])过(?=[百千万亿])|(?<!突)破(?=[\d百千万亿])", "min", "beside"),
    # not in 届满30日前, 期满30日内: there the term has run out
    Word("complete", r"(?<![届期圆])满(?!意|足|额)|(?<=[期])满(?=[^，。；\n]{1,5}年(?![前后内]))", "min", "beside"),
    Word("about", r"将近|接近|大约|大概|大致|(?<![节预集合违条签契制履特邀要誓公简隐])约[为占合计需达]?", "approx", "beside"),
    # of time 近 says which years, not how many (GUIDELINES: 近三年 is exact)
    Word("nearly", r"(?<![最附邻临靠接将相])近", "approx", "beside"),
    Word("ceiling", r"(?<!以)上限(?!以)|封顶线?|最高限额|限额(?!以)", "max", "label"),
    Word("floor", r"下限|最低限额", "min", "label"),
    Word("at_most", r"至多|最多|最大|最长|最迟|最晚|顶格", "max", "clause"),
    Word("highest", r"最高(?!人民|法|检察?院|学[历位]|[水点层温级]|气[温压]|荣誉|奖(?![励补金项])|权力|负责|国家|决策|领导|等级|价值|风险|信用)", "max", "clause"),
    Word("at_least", r"至少|起码|最少|最小|最短", "min", "clause"),
    Word("lowest", r"最低(?!生活|工资|保障|收入|气温|学历|价|点|保护价)", "min", "clause"),
    Word("symbol_max", r"[≤≦⩽≯]|[<＜]=?", "max", "beside"),
    Word("symbol_min", r"[≥≧⩾≮]|[>＞]=?", "min", "beside"),
)  # fmt: skip
_BEFORE: Final = re.compile("|".join(f"(?P<{w.name}>{w.pattern})" for w in WORDS))
_BY_NAME: Final = {w.name: w for w in WORDS}
#: How many characters before a number are looked at.
_WINDOW: Final = 44

_BESIDE: Final = re.compile(r"[ 了于到至为约近共达：]{0,4}(?:每[^，。；、\n]{1,8})?(?:人民币)?")
_LABEL: Final = re.compile(r"[^，。；\n]{0,14}")
#: A predicate of its own between the word and the number: the word bounds something else.
_PREDICATE: Final = re.compile(
    r"给予|予以|处以|并处|可处|处(?=\d|[一二三四五六七八九十百千])|按照?|加收|收取|扣减|部分|以上|以下|规定的|[，；。]|的(?:奖励|补[贴助]|罚款)"
)
_ENDS_WITH_OF: Final = re.compile(r"[^，。；\n]{1,24}的 ?")

# --- words after the number ------------------------------------------------------------------------------------------

#: 1%（含）以下, 100万元（人民币，下同）以上; after the word only what says whether the number itself is meant.
_ASIDE: Final = r"(?: ?（[^（）\n]{0,20}）)?"
_INCLUSIVE: Final = r"(?: ?（(?:[均都]?不?包?含|[均都]?不?包括)[^（）\n]{0,16}）)?"
_NOUN: Final = r"(?:的?(?:时间|期限|时限|期间|工期|周期|范围|幅度|额度|比例|限额|区间))?"
_AFTER: Final = re.compile(
    rf"{_ASIDE} ?(?:"
    rf"(?P<min>(?:及其?|或者?|和|含|期)?以上(?!述|列|所)|(?:为|作为)(?:下限|起点|底线)|起步)"
    rf"|(?P<max>(?:及其?|或者?|和|含|期)?以下(?!简称|称|列|几|情形|方式|条件|行为|措施|材料|同)|{_NOUN}(?:以内|之内)|期以内"
    rf"|(?:为|作为)(?:上限|限(?![制定于])|最高限额)|封顶|上限)"
    rf"|(?P<approx>左右(?![两侧手岸])|上下(?!浮动|班|级|游|限|学|午|车))"
    rf"|(?P<within>{_NOUN}内(?![容部地环蒙资河外销贸控陆生置设涝])(?!在))"
    rf"|(?P<before>之前|前(?![款项条述置期提往台后身列沿端景年三两]))"
    rf"|(?P<from>起(?=[，。；、）\n]|$))"
    rf"|(?P<more>多(?=[，。；、的来）\n]|$))"
    rf"){_INCLUSIVE}"
)
#: Which kinds a word after the number is said of; the rest are said of all.
_AFTER_KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "within": ("time", "percent", "money", "multiple"),
    "before": ("time",), "from": ("money", "percent"), "more": ("time", "multiple"),
}  # fmt: skip
_AFTER_BOUND: Final[dict[str, Bound]] = {
    "min": "min", "max": "max", "approx": "approx", "within": "max", "before": "max", "from": "min", "more": "approx",
}  # fmt: skip

# --- joining ---------------------------------------------------------------------------------------------------------

_RANGE_GAP: Final = re.compile(r" ?[，、]? ?(?:且|但|并且?|而且?|同时|和|至|到)? ?(?:原则上|一般|累计|最高|最长|最多)?")
_COORDINATED: Final = re.compile(r" ?(?:、|和|或者?|以?及|与|/|，或者?) ?(?P<label>[^，。；：、（）的\n]{0,10})")
_OWN_VERB: Final = re.compile(r"给予|奖励|补贴|补助|支持|资助|处|达|增|降|提|为|按")
#: Another number with one of these after it is counted; else 一 and the like are parts of words (统一, 一般).
_CLASSIFIER: Final = re.compile(
    r" ?[个家人名位项次户件辆套台处米亩吨层座张种类批级只头株棵份本部篇条升克度届轮门间所倍股篇平公千立]"
)
_ATTRIBUTE: Final = re.compile(r"(?:前|近|最近|上|过去|首|此前) ?$")
_TERM: Final = re.compile(r"期(?:以[上下])? ?(?:LPR|贷款市场报价|国债|存款|贷款|定期)")
_RESPECTIVELY: Final = re.compile(r"分别")


@lru_cache(maxsize=4)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of ``text`` with its bound read and two-sided ones joined, in order. Linear in the text."""
    return tuple(_bind(text, quantities(text)))


def _bind(text: str, items: Iterable[Quantity | Blocker]) -> list[Quantity]:
    out: list[Quantity] = []
    floor = 0
    for item in items:
        if isinstance(item, Blocker):
            if text[item.start].isdigit() or _CLASSIFIER.match(text, item.end):
                floor = item.start if _attributive(text, item) else item.end
            continue
        bound = _bounded(text, item, floor, out[-1] if out else None)
        if not _attributive(text, item):
            floor = bound.word_end
        merged = _merge(text, out[-1], bound) if out else None
        if merged is not None:
            out[-1] = merged
            continue
        if out and bound.start < out[-1].end:
            continue
        _share_back(text, out, bound)
        out.append(bound)
    return out


def _attributive(text: str, item: Quantity | Blocker) -> bool:
    """前3年 and 1年期贷款 belong to the name of what a share is taken of."""
    if _ATTRIBUTE.search(text, max(0, item.start - 4), item.start):
        return True
    return isinstance(item, Quantity) and item.kind == "time" and bool(_TERM.match(text, item.end))


def _bounded(text: str, q: Quantity, floor: int, previous: Quantity | None) -> Quantity:
    """``q`` with the bound its own words, or those of what it is coordinated with, give it."""
    after, word_end = _after(text, q)
    weak = after == "before"
    bound = _AFTER_BOUND[after] if after else None
    word, word_start = _before(text, q, floor)
    if q.bound == "range":
        return replace(q, word_start=word_start, word_end=word_end)
    own: Bound | None = word.bound if word else None
    inherits = own is not None
    if own is None and bound is None and previous is not None and _coordinated(text, previous, q):
        own, inherits = previous.bound, True
    # 约3年以上 is a floor, 不超过20%左右 a ceiling: an approximation gives way
    chosen = own if own and (bound is None or weak or (bound == "approx" and own != "approx")) else bound
    if chosen is None or q.low is None:
        return replace(q, word_start=word_start, word_end=word_end, inherits=inherits)
    low, high = q.low, q.high
    return replace(
        q,
        low=None if chosen == "max" else low,
        high=None if chosen == "min" else high,
        bound=chosen,
        word_start=word_start,
        word_end=word_end,
        inherits=inherits and chosen == own,
    )


def _after(text: str, q: Quantity) -> tuple[str | None, int]:
    m = _AFTER.match(text, q.end)
    if m is None:
        return None, q.end
    name = str(m.lastgroup)
    if q.kind not in _AFTER_KINDS.get(name, (q.kind,)):
        return None, q.end
    # 五年前 is long ago unless something runs out or begins then (届满一年前)
    if name == "before" and q.unit == "year" and text[q.start - 1 : q.start] not in ("满", "前", "日"):
        return None, q.end
    return name, m.end()


def _before(text: str, q: Quantity, floor: int) -> tuple[Word | None, int]:
    """The nearest bound word before ``q`` that reaches it, and where it starts."""
    if _attributive(text, q):
        return None, q.start
    start = _phrase_start(text, q.start, max(floor, q.start - _WINDOW))
    found: re.Match[str] | None = None
    for m in _BEFORE.finditer(text, start, q.end):
        if m.end() > q.start:
            break
        found = m
    if found is None:
        return None, q.start
    word = _BY_NAME[str(found.lastgroup)]
    if word.name == "nearly" and q.kind == "time":
        return None, q.start
    if not _reaches(word, text[found.end() : q.start], q):
        return None, q.start
    return word, found.start()


def _phrase_start(text: str, end: int, earliest: int) -> int:
    """Where the phrase before ``end`` begins: after the last stop that is in no closed bracket."""
    depth = 0
    for i in range(end - 1, earliest - 1, -1):
        c = text[i]
        if c == "）":
            depth += 1
        elif c == "（":
            if depth == 0:
                return i + 1
            depth -= 1
        elif c == "\n" or (not depth and (c in "，。；！？" or (c == "：" and i < end - 1))):
            return i + 1
    return earliest


def _reaches(word: Word, gap: str, q: Quantity) -> bool:
    if _BESIDE.fullmatch(gap):
        return True
    if word.reach == "beside" or (word.reach == "label" and not _LABEL.fullmatch(gap)):
        return False
    if word.reach in ("clause", "label"):
        return len(gap) <= 24
    if _PREDICATE.search(gap):
        return False
    if word.reach == "phrase":
        return True
    if q.kind not in ("percent", "multiple"):
        return False
    return bool(_ENDS_WITH_OF.fullmatch(gap)) or (word.reach == "share" and len(gap) <= 14)


def _coordinated(text: str, previous: Quantity, q: Quantity) -> bool:
    """Whether ``q`` is one more of the numbers that what bounds ``previous`` governs."""
    if not previous.inherits or previous.bound == "range" or q.start - previous.word_end > 14:
        return False
    m = _COORDINATED.fullmatch(text, previous.word_end, q.start)
    if m is None:
        return False
    if previous.kind != q.kind or previous.kind == "time":
        return not m["label"]
    return not _OWN_VERB.search(m["label"])


def _merge(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """One range out of a floor and the ceiling beside it (1000元以上1万元以下, 不低于3%、不超过5%)."""
    if a.kind != b.kind or b.word_start < a.word_end or b.word_start - a.word_end > 6:
        return None
    if a.bound != "min" or b.bound not in ("max", "exact") or a.low is None or b.high is None:
        return None
    if not _RANGE_GAP.fullmatch(text, a.word_end, b.word_start):
        return None
    if b.bound == "exact" and (a.word_end != b.start or a.word_end == a.end):
        return None
    ends = common_unit((a.low, a.unit), (b.high, b.unit))
    if ends is None or ends[0] > ends[1]:
        return None
    return replace(
        a, end=b.end, low=ends[0], high=ends[1], unit=ends[2], bound="range", word_end=b.word_end, inherits=False
    )


def _share_back(text: str, out: list[Quantity], q: Quantity) -> None:
    """分别在3日、5日内: the word after the last number is said of each before it."""
    if q.bound not in ("max", "min") or q.inherits or q.word_end == q.end:
        return
    at, start = len(out), q.start
    while at and out[at - 1].kind == q.kind and out[at - 1].bound == "exact" and start - out[at - 1].end <= 2:
        if not re.fullmatch("[、和或]", text[out[at - 1].end : start]):
            break
        at -= 1
        start = out[at].start
    if at == len(out) or not _RESPECTIVELY.search(text, max(0, start - 10), start):
        return
    for i in range(at, len(out)):
        one = out[i]
        out[i] = replace(
            one, low=None if q.bound == "max" else one.low, high=None if q.bound == "min" else one.high, bound=q.bound
        )


def bound_word(text: str, start: int, end: int) -> str:
    """The bound word that begins at ``start``, or an empty string."""
    m = _BEFORE.match(text, start, end)
    return m[0] if m else ""
