"""From when to when a document is in force, by its own clauses and its cover's.

A date counts where the sentence speaks of the document itself: 本办法自…起施行, 现予公布，自…起施行, the history note's
自…起施行, a bare 自…起施行. Dates of other texts (2005年6月1日施行的《…》同时废止, 《…》有效期延长至…) and of quoted new
wording do not.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.common.numerals import read_number
from pipeline.extract.types import AnyMention, Date

_SELF = re.compile(
    "(?:本|该)(?:实施|暂行|管理|若干|工作|行动|试行|补偿|政策|指导)?(?:法|条例|规定|办法|细则|规则|规程|决定|决议|命令|意见|通知|通告|公告|方案|措施|政策|标准|规范|"
    "准则|指南|指引|解释|批复|文件|文|制度|章程|目录|清单|计划|规划|纲要|导则|流程|基准|要点|安排|修正案|批准)"
)
_BY_THIS_ACT = re.compile("现(?:予|将|印发|公布|发布|转发)|印发(?:给|你)|予以(?:公布|印发|发布)|公布|发布|通过|批准")
_OTHER = re.compile("《[^《》]*》(?:（[^（）]*）)?[^，。；]{0,12}$|《[^《》]*》[^。；]{0,40}(?:需|继续|有效期)")
_OF_ANOTHER = re.compile("^(?:起)?(?:施行|实施|执行|试行|生效)的|^[^，。；]{0,6}以来")
# 自2021年7月1日起，在全市范围实施清单管理: a measure begins, which is not the document
_OF_A_MEASURE = re.compile(
    "^起，(?!(?:正式)?(?:施行|实施|执行|生效|试行)|[^，。；]{0,12}(?:施行|实施|执行|生效|试行)[，。；])"
)
_N = "[一二三四五六七八九十百两\\d]+"
_ON_PUBLICATION = re.compile(
    f"自(?:公布|发布|印发|颁布|下发|发文|签发|批准|通过)之(?:日|次日)起(?:满)?(?P<later>{_N}(?:个工作)?[日天](?:后|内)?|{_N}个?月后)?[^，。；]{{0,6}}(?:施行|实施|执行|生效|试行)"
    f"|自(?:公布|发布|印发|颁布)后(?P<later2>{_N})[日天][^，。；]{{0,4}}(?:施行|实施|执行|生效)"
    "|(?:公布|发布|印发)之日起?(?:施行|实施|生效)"
)
# the first character stands apart so that the search is for one of a set; what it may begin is looked up behind it
_TERM = re.compile(
    "[有试执施实适暂][效行施用](?<=有效|试行|执行|施行|实施|适用|暂行)"
    f"(?:期限?(?:暂定)?[为是：]?(?P<n>{_N}|半)(?P<unit>年|个月|月)(?!内)"
    f"|(?<=试行|暂行)(?P<n2>{_N}|半)(?P<unit2>年|个月))"
)
_OF_A_THING = re.compile(
    "(?:证|证书|许可|执照|结果|资格|称号|合同|标志|号码|预案|文件|认定|中心|基地|备案|登记|签证|居住证|证明|指标)[^，。；]{0,8}$"
)


@dataclass(frozen=True, slots=True)
class Force:
    """First and last day in force, each None where the text does not say it, and where its words stand.

    ``start_at`` and ``end_at`` are clean offsets into the document's own text, or its cover's where ``start_of_cover``,
    ``end_of_cover``; None where the day is.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    start_at: int | None = None
    end_at: int | None = None
    start_of_cover: bool = False
    end_of_cover: bool = False


#: A day and the clean offset of the words that say it.
_Said = tuple[dt.date | None, int | None]
_UNSAID: _Said = (None, None)


def force_of(text: str, mentions: Iterable[AnyMention], promulgated: dt.date | None) -> Force:
    """What clean ``text`` says of its own force; ``promulgated`` is the day that 自公布之日起 counts from.

    A term (有效期3年) runs from the first day and ends on the day before its anniversary, as documents that say both
    count it.
    """
    dates = [m for m in mentions if isinstance(m, Date)]
    start, start_at = _start(text, dates)
    if start is None:
        start, start_at = _on_publication(text, promulgated)
    end, end_at = _end(text, dates, start)
    return Force(start, end, start_at, end_at)


def reach(own: Force, cover: Force) -> Force:
    """An attachment's force: its own words, else its cover's (印发给你们，自2024年1月15日起施行，有效期3年)."""
    if own.start is not None:
        return own
    taken = replace(own, start=cover.start, start_at=cover.start_at, start_of_cover=cover.start is not None)
    if own.end is not None:
        return taken
    return replace(taken, end=cover.end, end_at=cover.end_at, end_of_cover=cover.end is not None)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, the last of the month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _sentence(text: str, at: int) -> str:
    """The sentence up to ``at``."""
    low = max(0, at - 240)
    left = text[low:at]
    return left[max(left.rfind("。"), left.rfind("\n"), left.rfind("；")) + 1 :]


def _quoted(text: str, at: int) -> bool:
    """Whether ``at`` stands in new wording that an amending text quotes."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - 400) : at]
    return line.count("“") > line.count("”")


def _weight(text: str, date: Date) -> int:
    """How surely a date is the document's own: 3 本办法自…, 2 by the act that brings it, 1 bare, 0 another's."""
    left, right = _sentence(text, date.start), text[date.end : date.end + 24].lstrip(" ")
    if _OF_ANOTHER.match(right) or _quoted(text, date.start):
        return 0
    if _SELF.search(left):
        return 3
    if _BY_THIS_ACT.search(left):
        return 2
    return 0 if _OTHER.search(left) or _OF_A_MEASURE.match(right) else 1


def _start(text: str, dates: Sequence[Date]) -> _Said:
    weighed = [(_weight(text, d), d.start, d.date_start) for d in dates if d.role == "effective_from"]
    best = max((w for w, _, _ in weighed), default=0)
    if best == 0:
        return _UNSAID
    said = [(day, at) for w, at, day in weighed if w == best]
    # 上述价格自…起执行: bare ones count only where they agree; of the document's own words the last, its final clause
    return said[-1] if best > 1 or len({day for day, _ in said}) == 1 else _UNSAID


def _on_publication(text: str, promulgated: dt.date | None) -> _Said:
    if promulgated is None:
        return _UNSAID
    for found in _ON_PUBLICATION.finditer(text):
        at = found.start()
        if _quoted(text, at) or _OTHER.search(_sentence(text, at)):
            continue
        later = found["later"] or found["later2"]
        if not later:
            return promulgated, at
        count = read_number(re.match(_N, later)[0])  # type: ignore[index]
        if count is None or "工作" in later:
            return _UNSAID
        if "月" in later:
            return add_months(promulgated, int(count)), at
        return promulgated + dt.timedelta(int(count)), at
    return _UNSAID


def _end(text: str, dates: Sequence[Date], start: dt.date | None) -> _Said:
    ends = [(_weight(text, d), d) for d in dates if d.role == "effective_to"]
    ends += [
        (_weight(text, d), d)
        for d in dates
        if d.role == "effective_from" and d.date_start != d.date_end and d.granularity == "day"
    ]
    best = max((w for w, _ in ends), default=0)
    if best:
        last = [d for w, d in ends if w == best][-1]
        return last.date_end, last.start
    return _by_term(text, start) if start else _UNSAID


def _by_term(text: str, start: dt.date) -> _Said:
    """The last day of 有效期3年, where that is said in the sentence that says from when."""
    for found in _TERM.finditer(text):
        left = _sentence(text, found.start())
        if _OF_A_THING.search(left) or _quoted(text, found.start()):
            continue
        if not re.search("施行|实施|执行|生效|试行|起", left) and not _SELF.search(left):
            continue
        said, unit = found["n"] or found["n2"], found["unit"] or found["unit2"]
        count = read_number(said) if said != "半" else None
        months = 6 if said == "半" else int(count) * (12 if unit == "年" else 1) if count else 0
        if months:
            return add_months(start, months) - dt.timedelta(1), found.start()
    return _UNSAID
