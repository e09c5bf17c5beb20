"""DATE: points and periods that a text fixes on the calendar, with their role.

``find_dates`` reads the dates of a text, ``read_date`` one expression; both by ``calendar_points``, so that there is
one date reader in the house. Planning periods and recurring days are ``periods``'.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.calendar_points import FINENESS, Point, find_points, join_periods
from pipeline.extract.date_roles import Setting, role_of
from pipeline.extract.types import Context, Date, DateRole, Granularity

# What makes a day without a year recur or hang on another day: then the text fixes no day on the calendar. 年度 as in
# 会计年度自公历1月1日起, 次年 and 当年 as in 次年3月31日前.
_UNFIXED = re.compile(
    "每年|每届|每个?[日月周季](?=[^，]*$)|历年|逐年|常年|全年|农历|阴历|公历|年度[为自是]|当年|次年|翌年|今年|去年|明年|本年|上年|来年|"
    "第二年|下一?年|上一年|该年|各年|一年|前一?年|同年|会计年度|纳税年度|采暖期|供暖期|防火期|汛期|禁渔期|休渔期"
)
# 12月4日为国家宪法日: a day of every year
_FEAST = re.compile(r"^[^，。；]{0,3}(?:[为是]|定为)[^，。；]{0,30}[日周月节季期]")
_NEAR = 200  # how far back a sentence or title is looked for: no longer one tells of a date
# 国庆节放假3天（10月1日至3日）, 2月—6月的休息日: days of every year, unless the text names one
_HABITUAL = re.compile("元旦|春节|清明|劳动节|端午|中秋|国庆|[节休]假日|休息日|周末|旺季|淡季|时段")
_RECENT = 120  # days; a text tells of what happened months ago without its year, hardly longer
_ARTICLE = re.compile("第[一二三四五六七八九十百千零〇0-9]+条")
_SOURCE_LEAD = re.compile("(?:根据|依据|按照|依照|《[^》]*)$")
_TITLE = re.compile("《[^《》]*》")
_BLANKED = re.compile("◦+|（以下[简统]?称[^（）]*）")
_INCLUDED = re.compile("^（含[^（）]{0,6}）")  # 2024年6月30日（含当日）前
# 1994年7月13日、2010年4月24日国务院修订的: what is said of the last is said of each
_COORDINATED = re.compile("[^，。；]{0,40}[、和]")
_SHARED_ROLES: frozenset[DateRole] = frozenset(("adopted", "amended", "promulgated"))
_DEADLINE = re.compile("^(?:之|以)?前|^止")


def read_date(text: str) -> tuple[dt.date, dt.date, Granularity] | None:
    """The first day, last day and granularity of ``text``, if it is one date expression with its year.

    Reads 2024年7月11日, 二〇二四年七月十一日, 2024-07-11, 2024.7.11, 2024/7/11, 2024年1月1日至3月31日. None of anything
    else, and of a day that the calendar does not have.
    """
    expression = text.strip()
    spans = list(join_periods(expression, find_points(expression)))
    if len(spans) != 1 or (spans[0].start, spans[0].end) != (0, len(expression)):
        return None
    span = spans[0]
    if span.year is None or span.flaw:
        return None
    return span.first, span.last, span.granularity


_BREAK = re.compile("\n")


def find_dates(text: str, context: Context) -> list[Date]:
    """Every DATE in clean ``text``, in order, none overlapping another.

    A missing year is taken from the last date before it in the same paragraph (line), else from ``context.date``,
    where either is clear; a point that stays without a year is no date.
    """
    points = find_points(text)
    if not points:
        return []
    breaks = [m.start() for m in _BREAK.finditer(text)]
    lines: dict[int, list[Point]] = {}
    for point in points:
        lines.setdefault(bisect.bisect_left(breaks, point.start), []).append(point)
    dates: list[Date] = []
    for line, found in lines.items():
        start = breaks[line - 1] + 1 if line else 0
        end = breaks[line] if line < len(breaks) else len(text)
        dates += _Paragraph(text[start:end], start, context).dates(found)
    return dates


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One line of a text: its words, where it starts, what is known of the document."""

    text: str
    offset: int
    context: Context

    def dates(self, points: Sequence[Point]) -> list[Date]:
        """The dates of this line among its ``points``."""
        fixed: list[Point] = []
        for point in join_periods(self.text, points, self.offset):
            whole = point if point.year is not None else self._complete(point, fixed)
            if whole is not None and not self._in_number(whole):
                fixed.append(whole)
        return self._with_roles(fixed)

    def _in_number(self, point: Point) -> bool:
        """Whether it is the year of a document number (〔2018年〕21号)."""
        start, end = point.start - self.offset, point.end - self.offset
        return self.text[start - 1 : start] in ("〔", "[") and self.text[end : end + 1] in ("〕", "]")

    def _complete(self, point: Point, before: list[Point]) -> Point | None:
        start, end = point.start - self.offset, point.end - self.offset
        left = self.text[max(0, start - _NEAR) : start]
        sentence = max(left.rfind("。"), left.rfind("；"), -1) + 1
        anchor = before[-1] if before else None
        known = anchor.end - self.offset - max(0, start - _NEAR) if anchor is not None else 0
        if (
            _UNFIXED.search(left, max(sentence, known, 0))
            or _FEAST.match(self.text[end : end + 40])
            or point.bare_month
        ):
            return None
        if point.granularity in ("half", "quarter"):
            # 2024年上半年明确职责；下半年建立体系: a semicolon does not end what one year's halves are told of
            told = anchor is not None and anchor.granularity != "year" and known > left.rfind("。")
            return point.in_year(anchor.last.year) if told and anchor is not None else None
        if anchor is not None:
            return self._after(anchor, point)
        return self._by_document(point, end)

    def _after(self, anchor: Point, point: Point) -> Point | None:
        """The point in the year of the date before it, where that year still holds.

        It does not past the date of another text (根据2019年印发的…), nor past a full stop after a bare year in passing
        (于2016年建成。5月9日召开会议), only after one that opens the paragraph.
        """
        start, end = anchor.start - self.offset, anchor.end - self.offset
        if _SOURCE_LEAD.search(self.text[max(0, start - _NEAR) : start]):
            return None
        if anchor.granularity == "year" and start and "。" in self.text[end : point.start - self.offset]:
            return self._by_document(point, point.end - self.offset)
        whole = point.in_year(anchor.last.year)
        if whole.last < anchor.first and FINENESS[anchor.granularity] >= FINENESS["month"]:
            return replace(whole, flaw="the year is that of a later date before it")
        return whole

    def _by_document(self, point: Point, end: int) -> Point | None:
        """The point in the document's year, where it is near enough to be of that year.

        Not in an article, whose days recur; no deadline already past; no day long past (of a holiday notice, 2月10日
        written in October is of the next year).
        """
        own = self.context.date
        near = self.text[max(0, end - 60) : end + 12]
        if own is None or _ARTICLE.match(self.text) or _HABITUAL.search(near):
            return None
        whole = point.in_year(own.year)
        passed = (own - whole.last).days
        if passed > (0 if _DEADLINE.match(self.text[end : end + 3]) else _RECENT):
            return None
        return whole

    def _with_roles(self, points: list[Point]) -> list[Date]:
        blank = self.text
        if points and "《" in blank:
            blank = _TITLE.sub(lambda m: "《" + "◦" * (len(m[0]) - 2) + "》", blank)
        dates: list[Date] = []
        for i, point in enumerate(points):
            start, end = point.start - self.offset, point.end - self.offset
            until = points[i + 1].start - self.offset if i + 1 < len(points) else len(self.text)
            sentence = max(self.text.rfind("。", max(0, start - _NEAR), start) + 1, start - _NEAR) + self.offset
            role = role_of(
                Setting(
                    left=blank[max(0, start - 80) : start],
                    right=_INCLUDED.sub("", _BLANKED.sub("", blank[end : min(until, end + 400)]).lstrip(" ")),
                    first=point.first,
                    last=point.last,
                    granularity=point.granularity,
                    in_title=blank[start:end].startswith("◦") or self._open_title(start),
                    after_start=bool(dates) and dates[-1].role == "effective_from" and dates[-1].start >= sentence,
                    own_date=self.context.date,
                )
            )
            dates.append(
                Date(
                    start=point.start,
                    end=point.end,
                    text=self.text[start:end],
                    date_start=point.first,
                    date_end=point.last,
                    granularity=point.granularity,
                    role=role,
                    needs_review=point.flaw is not None,
                    review_reason=point.flaw,
                )
            )
        for i in range(len(dates) - 2, -1, -1):
            if dates[i].role == "other" and dates[i + 1].role in _SHARED_ROLES:
                between = self.text[dates[i].end - self.offset : dates[i + 1].start - self.offset]
                if _COORDINATED.fullmatch(between):
                    dates[i] = replace(dates[i], role=dates[i + 1].role)
        return dates

    def _open_title(self, start: int) -> bool:
        """Whether a title with nested marks, or one cut off by the end of the line, is open at ``start``."""
        near = max(0, start - _NEAR)
        return self.text.rfind("《", near, start) > self.text.rfind("》", near, start)
