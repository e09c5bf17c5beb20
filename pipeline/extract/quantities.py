"""Numbers with their unit, ranges joined: every sum, share, multiple and length of time of a text, in one pass.

One pass for all four kinds, since they decide about one another: ``不超过50%、300万元`` is two ceilings. What bounds
a quantity is read by :mod:`pipeline.extract.bounds`, what it means beyond that by the module of its construct.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.common.numerals import read_number
from pipeline.common.records import quick
from pipeline.extract.bound_words import INCLUSIVE, inclusion
from pipeline.extract.lexer import LOOSE, Kind, Token, tokens
from pipeline.extract.types import Bound

__all__ = ["Counted", "Kind", "Quantity", "common_unit", "quantities"]


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range of two, with its unit.

    ``start``, ``end`` is the mention's span. ``low`` and ``high`` are in ``unit``: an ISO 4217 code, ``percent``,
    ``permille``, ``point``, ``times`` or a duration unit. Both are None where the number is vague or damaged, one of
    them where it is open. ``word_start`` and ``word_end`` are where the words that bound it begin and end.
    ``inherits`` tells that what bounds it came before it, and so reaches what is coordinated with it.
    """

    kind: Kind
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    word_start: int
    word_end: int
    inherits: bool = False
    review: str | None = None
    #: whether the lower and the upper number are meant themselves; None where open or not said
    low_in: bool | None = None
    high_in: bool | None = None

    def within(self, start: int, end: int, inherits: bool = False) -> Quantity:
        """The same with the words that bound it; ``dataclasses.replace`` takes three times as long."""
        return Quantity(
            self.kind, self.start, self.end, self.low, self.high, self.unit, self.bound, start, end, inherits,
            self.review, self.low_in, self.high_in,
        )  # fmt: skip

    def bounded(self, bound: Bound, included: bool | None, start: int, end: int, inherits: bool) -> Quantity:
        """The same as a floor, a ceiling or an approximation; ``included``: whether the number itself is meant."""
        upper, lower = bound == "max", bound == "min"
        return Quantity(
            self.kind, self.start, self.end, None if upper else self.low, None if lower else self.high, self.unit,
            bound, start, end, inherits, self.review, included if lower else None, included if upper else None,
        )  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Counted:
    """A number without a unit of ours: no bound word reaches over it, and it may lack a unit said elsewhere."""

    start: int
    end: int
    value: Decimal | None


#: What joins the two numbers of a range. 到 after 提高 and the like is a change, no range: there the gap is longer.
_TO: Final = re.compile(r" ?个? ?(?:[-－‐–—―~～〜∼至到一]|——|--) ?")
_BETWEEN: Final = re.compile("(?:的?(?:范围|幅度|区间))?(?:之间|不等)")
_MULTIPLIER: Final = re.compile(r"[十百千万亿拾佰仟萬億]+$")
_PAIR: Final = re.compile(r"[一二三四五六七八九]{2}")
_INCLUSIVE: Final = re.compile(INCLUSIVE)
#: The number and the 万 of a list whose unit is said once, and what stands before the first of it.
_WITH_SCALE: Final = re.compile(r"(?P<number>\d[\d,.]*)(?P<scale>[百千]?[万亿])?")
_BEFORE_LIST: Final = re.compile(r"[\u4e00-\u9fff](?<![第之])")
#: 一年零三个月, 2小时30分钟: one length said in two units.
_AND: Final = re.compile(r" ?[零又加]? ?")
_MINUTES: Final = re.compile("分(?![之公局院类级数])")
_CONVERT: Final = {
    ("month", "year"): Decimal(12),
    ("hour", "day"): Decimal(24),
    ("day", "week"): Decimal(7),
    ("minute", "hour"): Decimal(60),
}
DAMAGED: Final = "the number is damaged: a letter or an unreadable character stands among its digits"
PARTED: Final = "a space or a dot stands among the digits of the number"
BESIDE: Final = "another number stands right before it: it may be the rest of that number"
UNEVEN: Final = "the unit of the lower end of the range is not plain"


def quantities(text: str) -> Iterator[Quantity | Counted]:
    """Sums, shares, multiples and lengths of time of ``text`` in order, and between them what else is counted."""
    listed: list[Counted] = []
    for item in _by_token(text):
        if listed and text[listed[-1].end : item.start] != "、":
            yield from listed
            listed = []
        if isinstance(item, Counted):
            listed.append(item)
            continue
        if listed:
            yield from _sharing_a_unit(text, listed, item)
            listed = []
        yield item
    yield from listed


def _sharing_a_unit(text: str, listed: list[Counted], last: Quantity) -> Iterator[Quantity | Counted]:
    """The numbers before ``last`` with its unit, where it is said once for all: 分别给予10万、30万、50万元; 5、10、20万元."""
    own = _WITH_SCALE.match(text, last.start)
    # 分别压缩至70、40、35个工作日; 三、五年 is loose
    shared_out = last.kind == "time" and "分别" in text[max(0, listed[0].start - 14) : listed[0].start]
    if (
        not (last.kind in ("money", "percent") or shared_out)
        or last.bound != "exact"
        or own is None
        or last.low is None
    ):
        yield from listed
        return
    # 1、500元 at the head of a line numbers an item
    if not _BEFORE_LIST.match(text, listed[0].start - 1) if listed[0].start else True:
        yield from listed
        return
    number = read_number(own["number"])
    for one in listed:
        said = _WITH_SCALE.fullmatch(text, one.start, one.end)
        if said is None or one.value is None or not number:
            yield one
            continue
        worth = last.low / number
        value = one.value if said["scale"] else one.value * worth
        yield Quantity(last.kind, one.start, one.end, value, value, last.unit, "exact", one.start, one.end)


def _by_token(text: str) -> Iterator[Quantity | Counted]:
    """Each number, ranges joined."""
    held: Token | None = None
    asides: list[Token] = []
    reach = 0
    for token in tokens(text):
        if held is not None:
            # the 5% of 5%（含5%）至10% says no more than that the number itself is meant
            if token.end < reach:
                asides.append(token)
                continue
            joined = _join(text, held, token, reach)
            if joined is not None:
                yield joined
                held, asides, reach = None, [], 0
                continue
            yield from _apart(held, asides)
        held, asides = token, []
        inclusive = (
            _INCLUSIVE.match(text, token.end)
            if token.kind is not None or text[token.end : token.end + 1] == "（"
            else None
        )
        reach = inclusive.end() if inclusive else token.end
    if held is not None:
        yield from _apart(held, asides)


def _apart(first: Token, others: list[Token]) -> Iterator[Quantity | Counted]:
    """Numbers that are no range, each by itself."""
    for token in (first, *others):
        one = _single(token)
        if one is not None:
            yield one


def common_unit(low: tuple[Decimal, str], high: tuple[Decimal, str]) -> tuple[Decimal, Decimal, str] | None:
    """Both ends of a range in one unit (六个月 to 一年: 6 and 12 month), or None where none is exact."""
    (a, a_unit), (b, b_unit) = low, high
    if a_unit == b_unit:
        return a, b, a_unit
    if (a_unit, b_unit) in _CONVERT:
        return a, b * _CONVERT[a_unit, b_unit], a_unit
    if (b_unit, a_unit) in _CONVERT:
        return a * _CONVERT[b_unit, a_unit], b, b_unit
    return None


def _single(token: Token) -> Quantity | Counted | None:
    """A number by itself, or None where it counts and measures nothing."""
    if token.ordinal or token.kind is None:
        return None if token.ordinal else Counted(token.start, token.end, token.value)
    if token.damaged:
        return Quantity(
            token.kind, token.start, token.end, None, None, token.unit, "approx", token.start, token.end, review=DAMAGED
        )
    value = None if token.value is None else token.value * token.worth
    if _PAIR.fullmatch(token.number) and not LOOSE.fullmatch(token.number):
        value = None
    if token.kind == "multiple" and token.number in ("百", "千", "万"):
        return None
    if value is None and token.kind in ("multiple", "time"):
        return None
    low = high = value
    bound: Bound = "approx" if value is None or token.approximate else "exact"
    if LOOSE.fullmatch(token.number):
        first, last = read_number(token.number[0]), read_number(token.number[1])
        if first is not None and last is not None:
            low, high, bound = first * token.worth, last * token.worth, "range"
    review = PARTED if token.parted else BESIDE if token.beside else None
    return Quantity(
        token.kind, token.start, token.end, low, high, token.unit, bound, token.start, token.end, review=review
    )


def _join(text: str, a: Token, b: Token, end: int) -> Quantity | None:
    """The range of two neighbouring numbers, or None where they are two mentions; ``end`` is where the first ends."""
    kind = b.kind or (a.kind if a.share else None)
    if a.unit == "hour" and b.kind is None and a.end == b.start and a.value is not None and b.value is not None:
        # 2小时30分
        minutes = a.value * a.worth * 60 + b.value
        said = _MINUTES.match(text, b.end)
        end = said.end() if said else 0
        return Quantity("time", a.start, end, minutes, minutes, "minute", "exact", a.start, end) if said else None
    if kind is None or a.ordinal or b.ordinal or a.damaged or b.damaged or a.value is None or b.value is None:
        return None
    if a.kind == b.kind == "time" and _AND.fullmatch(text, a.end, b.start):
        return _composite(a, b)
    if b.start - end > 4 or not _TO.fullmatch(text, end, b.start):
        return None
    if a.kind is None:
        low, review = _shared(a, b)
        ends = common_unit((low * b.worth, b.unit), (b.value * b.worth, b.unit))
    elif b.kind is None:
        review = None
        # 百分之十五至十: after 百分之 the second number may be the smaller
        ends = min(a.value, b.value) * a.worth, max(a.value, b.value) * a.worth, a.unit
    elif a.kind == b.kind:
        review = None
        ends = common_unit((a.value * a.worth, a.unit), (b.value * b.worth, b.unit))
    else:
        return None
    # 百分之九十至百分之六十之间: the larger first
    if ends is not None and ends[0] > ends[1] and kind in ("percent", "multiple") and _BETWEEN.match(text, b.end):
        ends = ends[1], ends[0], ends[2]
    if ends is None or ends[0] >= ends[1]:
        return None
    review = PARTED if a.parted or b.parted else BESIDE if a.beside else review
    return Quantity(kind, a.start, b.end, *ends, "range", a.start, b.end, review=review, low_in=inclusion(text, a.end))


def _composite(a: Token, b: Token) -> Quantity | None:
    """一年零三个月 is 15 months."""
    worth = _CONVERT.get((b.unit, a.unit))
    if worth is None or a.value is None or b.value is None:
        return None
    value = a.value * a.worth * worth + b.value * b.worth
    bound: Bound = "approx" if b.approximate else "exact"
    return Quantity("time", a.start, b.end, value, value, b.unit, bound, a.start, b.end)


def _shared(a: Token, b: Token) -> tuple[Decimal, str | None]:
    """The lower number of a range whose unit is said once: the 3 of 3—5万元 is 3万, the 5000 of 5000—1万元 is itself.

    It shares the longest multiplier of the upper number that keeps it below the upper one.
    """
    assert a.value is not None
    assert b.value is not None
    number = b.number.replace(" ", "")
    found = _MULTIPLIER.search(number)
    own = _MULTIPLIER.search(a.number)
    if found is None or (own is not None and own[0][-1] in "万亿萬億"):
        return a.value, None
    for cut in range(found.start(), found.end()):
        head = number[:cut]
        # 十 of 二十 belongs to the number, not to its unit
        if not head or number[cut] in "十拾":
            continue
        coefficient = read_number(head)
        if coefficient is not None and a.value < coefficient:
            return a.value * (b.value / coefficient), None
    return a.value, UNEVEN if a.value * 1000 < b.value else None
