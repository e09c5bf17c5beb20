"""Points and periods on the calendar as Chinese official texts write them: the grammar that ``dates`` reads by.

A *point* is a year, half, quarter, month, ten days (旬) or day, with or without its year: 2024年7月11日, 2024年底,
2024年上半年, 12月底, 二〇二四年, 2024-07-11. Forms follow GB/T 15835 (numerals) and GB/T 7408 (ISO 8601), and what
gazettes print beside them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.common.numerals import read_ordinal
from pipeline.common.records import quick
from pipeline.extract.types import Granularity

FINENESS: dict[Granularity, int] = {"year": 0, "half": 1, "quarter": 2, "month": 3, "day": 4}

_CN = "一二三四五六七八九"
# ○ (a circle), 零 and the letter O all stand for the zero of a positional year: 二○一一年, 二零一一年, 二OO一年
_YEAR_DIGITS = str.maketrans("〇○零ＯOo一二三四五六七八九", "000000123456789")
_ZERO = "〇○零ＯOo0"

_S = "[ \u3000]?"  # a space that cleaning left inside a date
# 1800 to 2199: the years that official texts name (the Constitution's 一八四〇年 on); 1000年 is a length of time
_YEAR = (
    rf"(?:(?<!\d)(?:1[89]|2[01])\d\d|(?<![{_CN}〇零十百千])(?:[一1][八九89]|[二2][{_ZERO}一1])[{_ZERO}1-9{_CN}]{{2}})"
)
# a space within, as in 1 2月3 1日, is damage: nothing else is said by two numbers there
_MONTH = rf"(?:1 ?[0-2]|(?:0 ?)?[1-9]|十[一二]?|[元{_CN}])"
_DAY = rf"(?:[012]? ?\d|3 ?[0-9]|二?十[{_CN}]?|三十一?|廿[{_CN}]?|卅一?|[{_CN}])"
_SEPARATOR = rf"{_S}(?:—{{1,2}}|-{{1,2}}|[－–~～〜]|至|到){_S}"
# 2024年初步, 2024年底线, 3月末端 are other words
_YEAR_EDGE = "年?(?:底(?![线层部数薪子价稿气册盘座蕴])|末(?![端位次尾梢])|初(?![步次审期始级心衷稿设])|年中)"
_MONTH_EDGE = "(?:底(?![线层部数薪子价稿气册盘座蕴])|末(?![端位次尾梢])|初(?![步次审期始级心衷稿设]))"
_QUARTER_WORD = "(?:季度|季(?![节风候军]))"


_TENTHS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_MONTHS = re.compile(
    # 1—6月 and 3、4月: the first month of a period; 1月1—3日 and 1月1、2日 the first day
    rf"(?:(?P<m0>{_MONTH}){_S}(?:月份?)?{_SEPARATOR}(?={_MONTH}{_S}月)|(?P<m1>{_MONTH})、(?={_MONTH}月))?"
    rf"(?P<m>{_MONTH}){_S}月(?:份(?!额))?"
    rf"(?:{_S}(?:(?P<d0>{_DAY})(?:{_SEPARATOR}|、)(?={_DAY}{_S}日))?(?P<d>{_DAY}){_S}(?:日|号(?![线楼文令院]))"
    rf"|(?P<tenth>[上中下]{{1,2}})旬|(?P<edge>{_MONTH_EDGE}))?"
)
_AFTER_YEAR = re.compile(
    rf"度(?![过假])|(?P<edge>{_YEAR_EDGE})|(?P<half>[上下前后])半年"
    rf"|(?:第?(?P<q0>[一二三四1-4])(?:{_SEPARATOR}|、(?:第?[一二三四1-4]、)?)|(?P<from_first>前))?第?(?P<q>[一二三四首1-4])个?{_QUARTER_WORD}(?P<q_edge>[末底初](?![步次线层]))?"
    rf"|{_S}(?P<no_month>\d{{1,2}})月(?:\d{{1,2}}日)?"
)
_HEAD = re.compile(
    # a day as ISO 8601 and as tables and sites print it: 2024-07-11, 2024.7.11, 2024/7/11
    r"(?<![A-Za-z0-9_/.])(?P<iso_year>(?:19|20)\d\d)(?P<mark>[-/]| ?\. ?)(?P<iso_month>\d{1,2})(?P=mark)(?P<iso_day>\d{1,2})"
    r"(?![A-Za-z0-9_]|[-./]\d{1,2}(?!\d))"
    # the first of years that share one 年: 2024—2027年, 2023、2024年, 2022、2023、2024年, 2024/2025年; and （2021—2023） in a title
    # 2024、2025、2026三年
    rf"|(?P<shared>{_YEAR})(?=(?:、{_YEAR}){{0,2}}(?:{_SEPARATOR}|[、和及/]){_S}{_YEAR}{_S}(?:[两三四]?年))"
    # 2024—26年
    rf"|(?<!\d)(?P<from>20\d\d)(?:{_SEPARATOR})(?P<to>[2-9]\d){_S}年(?![前内以])"
    rf"|(?<=（)(?P<open>{_YEAR}){_SEPARATOR}(?P<close>{_YEAR})(?=）)"
    # a year; 1980年代 is none, 2021年第20次会议 and 2014年第12号 are numbers
    rf"|(?P<last>(?<=[、和]){_YEAR})(?=[两三四]年)|(?P<year>{_YEAR}){_S}年(?!代(?!理|表|销|办|建)|{_S}第?{_S}[\d{_CN}十百]+{_S}[号次])"
    # a half or a quarter without a year: 2024年上半年完成，下半年验收
    rf"|(?<![每各按前上下近过个季])(?P<part>(?=[上下]半年|第[一二三四1-4]季度|(?<![一二三四]、)[一二三四]季度))"
    # a month without a year
    rf"|(?<![\d{_CN}十百零.个第廿卅])(?=(?:{_MONTH}{_S}(?:月份?)?(?:{_SEPARATOR}|、))?{_MONTH}{_S}月)"
)
# Where a point can be: at 年 after a year, at 月 and 季度 after a number, at 半年, between the numbers of an ISO day, at the
# end of a bracket after a year. Each begins with one plain character or word, which is found fast. The head of the point
# is looked for from _BEFORE characters before, as 2024—2027年 begins, and _BEYOND after it.
_YEAR_CHARACTERS = rf"[12一二][\d{_ZERO}{_CN}]{{3}}"
_ANCHORS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"年(?:(?<={_YEAR_CHARACTERS}年)|(?<={_YEAR_CHARACTERS}[ \u3000]年)|(?<={_YEAR_CHARACTERS}[两三四]年))",
        r"年(?<=20\d\d[-－–—~～至到][2-9]\d年)",
        rf"月(?:(?<=[\d{_CN}十元]月)|(?<=[\d{_CN}十元][ \u3000]月))",
        "半年(?<=[上下]半年)",
        "季度(?<=[一二三四1-4]季度)",
        rf"）(?<={_YEAR_CHARACTERS}）)",
        *(rf"{mark}(?<=\d{mark})\d{{1,2}}{mark}\d" for mark in ("-", "/")),
        r"\.(?:(?<=\d\.)|(?<=\d \.)) ?\d{1,2} ?\. ?\d",
    )
)
_BEFORE, _BEYOND = 20, 25
_DAY_END = re.compile(rf"(?:起|（含）)?{_SEPARATOR}(?P<d>{_DAY}){_S}日(?![内前常均])")
# the next of days that share their month: 2024年3月15日、16日; not 3月15日、10日内
_NEXT_DAY = re.compile(rf"{_S}(?:[、和及与或]|以及|或者){_S}(?P<day>(?P<d>{_DAY}){_S}日)(?![内前后常均起以之])")
# what may stand between the two days of a period: 2024年3月1日（星期五）9:00起至3月31日17:00
_JOINT = re.compile(
    r"(?:（含[^（）]{0,4}）|（(?:星期|周)[一二三四五六日天]）)?(?: ?(?:上午|下午|中午|早上?|晚上?)?\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分)?)|零时)?"
    rf"起?，?{_SEPARATOR}(?P<year>次年|翌年|第二年|同年|当年)?(?:的)?"
)
# 2024/2025年: a season that spans two years, 年 said once
_SEASON = re.compile("/(?P<year>)")
# 2024年农历八月十五, 农历2024年: no day of this calendar
_LUNAR = re.compile(r" ?[（(]?(?:农历|阴历|旧历) ?(?=[正腊冬一二三四五六七八九十\d]{1,2}月)")
_RELATIVE = re.compile("(?:[今明去次本上翌当每来]年)$")
_LUNAR_NAMES = ("农历", "阴历", "旧历")


@quick
@dataclass(frozen=True, slots=True)
class Point:
    """One point of a text: its span, the first and last day covered, and how it is said.

    ``year`` is None where the text names none; ``first`` and ``last`` are then days of the leap year 2000, good for
    their month and day alone. ``bare_month`` is a month with nothing after it in Chinese numerals (三月), which is as
    often no month at all. ``flaw`` says what is wrong with a date that the calendar does not have.
    """

    start: int
    end: int
    year: int | None
    first: dt.date
    last: dt.date
    granularity: Granularity
    bare_month: bool = False
    flaw: str | None = None

    def in_year(self, year: int) -> Point:
        """The same point with its year filled in; 29 February of a common year is marked."""
        shift = year - self.first.year
        first, last = _move(self.first, shift), _move(self.last, shift)
        flaw = self.flaw
        if self.granularity == "day" and (first.day, last.day) != (self.first.day, self.last.day):
            flaw = f"no 29 February in {year}"
        return replace(self, year=year, first=first, last=last, flaw=flaw)


def _move(day: dt.date, years: int) -> dt.date:
    """The same day of another year; 29 February, the last of its month, stays the last."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def number(text: str) -> int:
    """A month or day in Arabic or Chinese numerals (元月 is the first); 0 of what is no numeral."""
    return 1 if text == "元" else read_ordinal(text.replace(" ", "")) or 0


def year_number(text: str) -> int:
    """A year of four digits, Arabic, positional Chinese or mixed (二0二四)."""
    return int(text.translate(_YEAR_DIGITS))


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4)
def find_points(text: str) -> tuple[Point, ...]:
    """Every point in ``text``, in order, none overlapping another.

    The last few texts are remembered: dates and recurring days are read from the same points.
    """
    points: list[Point] = []
    at = seen = 0
    for anchor in sorted([m.start() for pattern in _ANCHORS for m in pattern.finditer(text)]):
        if anchor < seen:
            continue
        seen = anchor + 1
        window = seen + _BEYOND
        head = _HEAD.search(text, max(at, anchor - _BEFORE), window)
        while head:
            point = _read(text, head)
            if point is None:
                at = max(head.end(), head.start() + 1)
            else:
                points += _days(text, point)
                at = points[-1].end
            seen = max(seen, at)
            head = _HEAD.search(text, at, window) if at <= anchor else None
    return tuple(points)


def _days(text: str, point: Point) -> Iterator[Point]:
    """``point``, as far as it reaches (1日至3日), and the days that share its month (15日、16日)."""
    while point.granularity == "day" and point.first == point.last and point.flaw is None:
        if end := _DAY_END.match(text, point.end):
            point = _until_day(point, number(end["d"]), end.end())
        yield point
        found = _NEXT_DAY.match(text, point.end)
        day = number(found["d"]) if found else 0
        if found is None or not point.last.day < day <= month_end(point.last.year, point.last.month).day:
            return
        one = point.last.replace(day=day)
        point = replace(point, start=found.start("day"), end=found.end("day"), first=one, last=one)
    yield point


def _until_day(point: Point, day: int, end: int) -> Point:
    """1日 of 1日至3日, stretched to its last day if the month has it after the first."""
    last = month_end(point.first.year, point.first.month)
    if not point.first.day < day <= last.day:
        return point
    return replace(point, end=end, last=point.first.replace(day=day))


def _read(text: str, head: re.Match[str]) -> Point | None:
    start, end = head.span()
    if head["iso_year"]:
        return _day(start, end, int(head["iso_year"]), int(head["iso_month"]), int(head["iso_day"]))
    if one := head["shared"] or head["last"]:
        return _whole_year(start, end, year_number(one))
    if head["from"]:
        first, last = int(head["from"]), int(head["from"][:2] + head["to"])
        return replace(_whole_year(start, end, first), last=dt.date(last, 12, 31)) if first < last else None
    if head["open"]:
        first, last = year_number(head["open"]), year_number(head["close"])
        if first >= last:
            return None
        return Point(start, end, first, dt.date(first, 1, 1), dt.date(last, 12, 31), "year")
    if head["year"]:
        if text[start - 2 : start] in _LUNAR_NAMES or _LUNAR.match(text, end):
            return None
        dated = _with_year(text, start, end, year_number(head["year"]))
        return replace(dated, flaw=_LETTER) if _MIXED.match(head["year"]) else dated
    if head["part"] is not None:
        return replace(_with_part(_whole_year(start, end, 2000), _AFTER_YEAR.match(text, start)), year=None)
    months = _MONTHS.match(text, start)
    point = _months(months, start, 2000) if months else None
    return replace(point, year=None) if point is not None else None


_MIXED = re.compile("(?=.*[OoＯ])(?=.*[0-9])")
_LETTER = "a letter O among the digits of the year"


def _whole_year(start: int, end: int, year: int) -> Point:
    return Point(start, end, year, dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _with_year(text: str, start: int, end: int, year: int) -> Point:
    whole = _whole_year(start, end, year)
    at = end + (text[end : end + 1] in (" ", "\u3000"))
    if (months := _MONTHS.match(text, at)) and (point := _months(months, start, year)):
        return point
    return _with_part(whole, _AFTER_YEAR.match(text, end))


def _with_part(whole: Point, part: re.Match[str] | None) -> Point:
    """The part of a year that is said after it, the year itself where none is."""
    if part is None:
        return whole
    year = whole.first.year
    whole = replace(whole, end=part.end())
    if edge := part["edge"]:
        day = {"初": whole.first, "中": dt.date(year, 6, 30)}.get(edge[-1], whole.last)
        return replace(whole, first=day, last=day)
    if half := part["half"]:
        first, last = ((1, 1), (6, 30)) if half in "上前" else ((7, 1), (12, 31))
        return replace(whole, first=dt.date(year, *first), last=dt.date(year, *last), granularity="half")
    if part["q"]:
        return _quarter(whole, part)
    if part["no_month"]:
        return replace(whole, flaw=f"no such month: {part['no_month']}月")
    return whole


def _quarter(whole: Point, part: re.Match[str]) -> Point:
    last = 1 if part["q"] == "首" else number(part["q"])
    first = 1 if part["from_first"] else number(part["q0"] or part["q"].replace("首", "一"))
    year = whole.first.year
    start, end = dt.date(year, min(first, last) * 3 - 2, 1), month_end(year, last * 3)
    if edge := part["q_edge"]:
        start = end = start if edge == "初" else end
    return replace(whole, first=start, last=end, granularity="quarter")


def _day(start: int, end: int, year: int, month: int, day: int) -> Point | None:
    """A day, or what is left of it if the calendar has none such: its month, marked; None without even that."""
    if not 1 <= month <= 12:
        return None
    if 1 <= day <= calendar.monthrange(year, month)[1]:
        date = dt.date(year, month, day)
        return Point(start, end, year, date, date, "day")
    flaw = f"no such day: {month}月{day}日"
    return Point(start, end, year, dt.date(year, month, 1), month_end(year, month), "month", flaw=flaw)


def _months(match: re.Match[str], start: int, year: int) -> Point | None:
    """A month, a part of it, a day, or a period of these within one year."""
    month = number(match["m"])
    opening = match["m0"] or match["m1"]
    first_month = number(opening) if opening else month
    if not 1 <= first_month <= month <= 12:
        return None
    first, last = dt.date(year, first_month, 1), month_end(year, month)
    if match["d"]:
        point = _day(start, match.end(), year, month, number(match["d"]))
        if point is None or point.flaw or not (opening or match["d0"]):
            return point
        day = number(match["d0"]) if match["d0"] else 1
        return replace(point, first=first.replace(day=day)) if 1 <= day <= point.last.day else point
    if tenth := match["tenth"]:
        low, high = _TENTHS[tenth[0]][0], _TENTHS[tenth[-1]][1]
        first, last = last.replace(day=low), last.replace(day=min(high, last.day))
    elif edge := match["edge"]:
        last = last.replace(day=1) if edge == "初" else last
        first = first if opening else last
    bare = not match["m"].isdecimal() and match[0].endswith("月")
    return Point(start, match.end(), year, first, last, "month", bare_month=bare)


def join_periods(text: str, points: Iterable[Point], offset: int = 0) -> Iterator[Point]:
    """Points with two that are one period made one (自2024年1月1日起至3月31日); offsets stay those of ``text``."""
    held: Point | None = None
    for point in points:
        if held is not None:
            period = _period(text, held, point, offset)
            if period is not None:
                held = period
                continue
            yield held
        held = point
    if held is not None:
        yield held


def _period(text: str, one: Point, other: Point, offset: int) -> Point | None:
    start, end = one.end - offset, other.start - offset
    gap = _JOINT.fullmatch(text, start, end) or (
        _SEASON.fullmatch(text, start, end) if text[start - 1].isdigit() else None
    )
    if gap is None or other.start - one.end > 20:
        return None
    # 明年9月1日至2015年9月1日: the first day hangs on the year of the text
    if one.year is None and other.year is not None and _RELATIVE.search(text, max(0, start - 20), one.start - offset):
        return None
    if one.year is not None and other.year is None:
        said = gap["year"] or ""
        year = one.last.year + (said in ("次年", "翌年", "第二年"))
        other = other.in_year(year)
        if other.last < one.first and not said:
            other = replace(other.in_year(year + 1), flaw="the end of the period lies before its start")
    elif one.year is None and other.year is not None:
        one = one.in_year(other.first.year)
        if one.first > other.last:
            one = one.in_year(other.first.year - 1)
    if other.last < one.first and other.year is not None:
        return None
    finer: Granularity = max(one.granularity, other.granularity, key=FINENESS.__getitem__)
    return replace(
        one,
        end=other.end,
        last=other.last,
        granularity=finer,
        bare_month=one.bare_month and other.bare_month,
        flaw=one.flaw or other.flaw,
    )
