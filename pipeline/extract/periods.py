"""PLAN_PERIOD (“十四五”期间) and RECURRENCE (每年3月底前): times that are no DATE.

``due`` of a recurrence is the repeated day as said, written after ISO 8601 without what it does not fix: ``03-31`` and
``03`` (a month) of a year, ``Q1`` and ``H2`` of a year, ``M1-10`` (the tenth of the first month) of a quarter, ``10``
and ``31`` (the last day) of a month, ``5`` (Friday) of a week; ``/`` joins first and last day of a period
(``10-01/05-31``). None where only the frequency is said (每季度至少召开一次).
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from pipeline.extract.calendar_points import Point, find_points, join_periods, number
from pipeline.extract.types import Context, PlanPeriod, Recurrence

Every = Literal["year", "half", "quarter", "month", "week"]

# First and last year of each five-year plan; 1963 to 1965 were years of adjustment between the second and the third.
_PLANS: dict[str, tuple[int, int]] = {
    "一": (1953, 1957), "二": (1958, 1962), "三": (1966, 1970), "四": (1971, 1975), "五": (1976, 1980),
    "六": (1981, 1985), "七": (1986, 1990), "八": (1991, 1995), "九": (1996, 2000), "十": (2001, 2005),
    "十一": (2006, 2010), "十二": (2011, 2015), "十三": (2016, 2020), "十四": (2021, 2025), "十五": (2026, 2030),
    "十六": (2031, 2035),
}  # fmt: skip
_PLAN = re.compile(
    # “七五”普法 counts other five years; 一五 to 十五 without quotes are numbers
    "[“\"'‘「](?P<quoted>十[一二三四五六]?|[一二三四五六七八九])五[”\"'’」](?:期间|时期)?(?!普法)"
    "|(?P<plain>十[一二三四五六])五(?=规划|计划|期间|时期|期末|以来|发展|末|国家|节能)(?:期间|时期)?"
    "|第(?P<spelled>十[一二三四五六]?|[一二三四五六七八九])个五年(?:规划|计划)?(?:期间|时期)?"
)
# The one character that all have, found fast, and what may follow it there; the plan begins two to four before it.
_FIVE = re.compile("五(?=[”\"'’」年规计期时以发末国节])")

_UNITS: dict[str, Every] = {"年": "year", "半年": "half", "季": "quarter", "月": "month", "周": "week", "星期": "week"}
_EACH = re.compile(
    "每(?=[个一半年季月周星])(?:个|一个?(?=年|季|月|周|星))?(?P<unit>半年|年|季|月(?!球)|周(?![边围期])|星期)"
)
_REST = re.compile("度(?!假)|份")
# A frequency in the same clause: 每季度至少召开一次会议
_TIMES = re.compile(
    r"[^，。；：、\n]{0,24}?(?<!第)(?:[一二两三四五六七八九十]|\d{1,2})(?:至[一二两三四五六\d]|[-—][一二两三四五六\d])?次(?!序|要|数)"
)
_YEAR_DUE = re.compile(
    "(?:的)?(?:第?(?P<quarter>[一二三四1-4])季度(?P<q_end>结束|末|终了)?|(?P<half>[上下])半年|年?(?P<edge>[底末初])(?![步次线层]))"
)
_QUARTER_DUE = re.compile(
    r"(?:的)?(?:第(?P<nth>[一二三123])个月|(?P<first>首月|首个月)|(?P<last>末月|最后一个月))份?(?:的)?"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日|(?:的)?(?P<end>末|底)(?![端线层])"
)
_MONTH_DUE = re.compile(
    r"(?:的)?(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日(?!内|以内|常)|月?(?P<end>底|末)(?![线端层])|(?P<start>初)|(?P<tenth>[上中下])旬"
)
_NEXT_DAY = re.compile(
    r"(?:之?前|以前)?(?:、|和|及|以及|与|或者?)(?P<day>(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})日)(?!内|以内|常)"
)
# 每月第一个工作日: no day of the month by its number
_NTH_DAY = re.compile(r"的?(?:第[一二三四五六七八九十\d]{1,2}个|最后一个)(?:工作日|交易日|(?:星期|周)[一二三四五六日])")
_WEEK_DUE = re.compile("(?:的)?(?:周|星期)?(?P<day>[一二三四五六日天])(?!次|个|天|期|般|定|至[两三四五六七]次)")
_WEEKDAYS = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "日": "7", "天": "7"}
_NTH_WEEK = re.compile(
    "的?第[一二三四五]个?(?:星期|周)[一二三四五六日]?(?:的?星期[一二三四五六日])?|的?最后一个?(?:星期|周)[一二三四五六日]?"
)
_LUNAR = re.compile(
    "的?(?:农历|阴历)[正一二三四五六七八九十腊冬]+月(?:初?[一二三四五六七八九十]+|廿[一二三四五六七八九])?"
)
_AND = re.compile("(?:之?前|以前)?(?:、|和|及|以及|与|或者?)")
# Days of every year although no 每年 is said
_YEARLY = re.compile("会计年度|财政年度|纳税年度|公历|采暖期|供暖期|供热期|防火期|汛期|禁渔期|休渔期|调度年度|禁猎期")
_SENTENCE_END = re.compile("[。；\n]")
_FEAST = re.compile(r"[^，。；\n]{0,3}(?:[为是]|定为)[^，。；\n]{0,24}(?:日|周|月|节)(?:$|[。，；])", re.M)


def find_periods(text: str, context: Context) -> list[PlanPeriod | Recurrence]:
    """Every PLAN_PERIOD and RECURRENCE in clean ``text``, by type, each kind in order.

    ``context`` is not used: neither hangs on the document.
    """
    return [*_plans(text), *_recurrences(text)]


def _plans(text: str) -> Iterator[PlanPeriod]:
    done = 0
    for five in _FIVE.finditer(text):
        starts = range(max(done, five.start() - 4), five.start() - 1)
        match = next((m for at in starts if (m := _PLAN.match(text, at)) and m.end() > five.start()), None)
        if match is None:
            continue
        done = match.end()
        first, last = _PLANS[match["quoted"] or match["plain"] or match["spelled"]]
        yield PlanPeriod(
            start=match.start(),
            end=match.end(),
            text=match[0],
            date_start=dt.date(first, 1, 1),
            date_end=dt.date(last, 12, 31),
        )


def _recurrences(text: str) -> Iterator[Recurrence]:
    each = list(_EACH.finditer(text))
    days = [p for p in find_points(text) if p.year is None and p.granularity in ("month", "day")]
    if not each and not days:
        return
    points = {p.start: p for p in join_periods(text, days)}
    reach = -1
    for match in each:
        if match.start() < reach:
            continue
        for found in _of_unit(text, match, points):
            reach = found.end
            yield found
    opened = [m.end() for m in each]
    yearly = [m.end() for m in _YEARLY.finditer(text)]
    for point in points.values():
        if point.start < reach or _governed(text, opened, point.start):
            continue
        if _FEAST.match(text, point.end) or _governed(text, yearly, point.start):
            yield _recurrence(text, point.start, point.end, "year", _due(point))


def _governed(text: str, words: list[int], at: int) -> bool:
    """Whether the last of ``words`` (their ends) before ``at`` stands close by in the same sentence."""
    i = bisect.bisect_right(words, at)
    return i > 0 and at - words[i - 1] <= 60 and not _SENTENCE_END.search(text, words[i - 1], at)


def _recurrence(text: str, start: int, end: int, every: Every, due: str | None) -> Recurrence:
    return Recurrence(start=start, end=end, text=text[start:end], every=every, due=due)


def _of_unit(text: str, each: re.Match[str], points: dict[int, Point]) -> Iterator[Recurrence]:
    """The recurrences that one 每年, 每季度 … opens: the one it is part of and those coordinated with it."""
    every = _UNITS[each["unit"]]
    start, at = each.span()
    if rest := _REST.match(text, at):
        at = rest.end()
    due = _in_year(text, at, points) if every == "year" else _in_part(text, at, every)
    if due is None:
        if _TIMES.match(text, at):
            yield _recurrence(text, start, at, every, None)
        return
    said, end = due
    yield _recurrence(text, start, end, every, said)
    while every == "month" and said and said.isdigit() and (day := _NEXT_DAY.match(text, end)):
        end = day.end()
        yield _recurrence(text, day.start("day"), end, every, f"{number(day['n']):02}")
    while every == "year" and (link := _AND.match(text, end)):
        point = points.get(link.end())
        if point is None:
            return
        end = point.end
        yield _recurrence(text, point.start, end, every, _due(point))


def _in_year(text: str, at: int, points: dict[int, Point]) -> tuple[str | None, int] | None:
    """Due day of 每年 and where its words end."""
    for skip in ("", "的", "公历", "度"):
        if text.startswith(skip, at) and (point := points.get(at + len(skip))):
            week = _NTH_WEEK.match(text, point.end)
            return _due(point), week.end() if week else point.end
    part = _YEAR_DUE.match(text, at)
    if part is None:
        lunar = _LUNAR.match(text, at)
        return (None, lunar.end()) if lunar else None
    if part["quarter"]:
        n = number(part["quarter"])
        return (f"{n * 3:02}-{(31, 30, 30, 31)[n - 1]}" if part["q_end"] else f"Q{n}"), part.end()
    if part["half"]:
        return ("H1" if part["half"] == "上" else "H2"), part.end()
    return ("01-01" if part["edge"] == "初" else "12-31"), part.end()


def _in_part(text: str, at: int, every: Every) -> tuple[str | None, int] | None:
    """Due day of 每季度, 每月, 每周 and where its words end."""
    if every == "quarter" and (part := _QUARTER_DUE.match(text, at)):
        if part["end"]:
            return "M3-31", part.end()
        month = 1 if part["first"] else 3 if part["last"] else number(part["nth"])
        return f"M{month}-{number(part['day']):02}", part.end()
    if every == "month" and (part := _MONTH_DUE.match(text, at)):
        if part["day"]:
            return f"{number(part['day']):02}", part.end()
        if part["tenth"]:
            return {"上": "01/10", "中": "11/20", "下": "21/31"}[part["tenth"]], part.end()
        return ("31" if part["end"] else "01"), part.end()
    if every == "month" and (nth := _NTH_DAY.match(text, at)):
        return None, nth.end()
    if every == "week" and (part := _WEEK_DUE.match(text, at)):
        return _WEEKDAYS[part["day"]], part.end()
    return None


def _due(point: Point) -> str:
    first, last = point.first, point.last
    if point.granularity == "month" and first.day == 1 and (last + dt.timedelta(1)).day == 1:
        months = f"{first:%m}" if first.month == last.month else f"{first:%m}/{last:%m}"
        return months
    # 2月底 is said of every year
    end = f"{last:%m}-28" if (last.month, last.day) == (2, 29) and point.granularity == "month" else f"{last:%m-%d}"
    return end if first == last else f"{first:%m-%d}/{end}"
