"""The days of a document: adopted, promulgated, printed and published, each from where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.assemble.issuers import clause_text, signature_text
from pipeline.extract.dates import find_dates, read_date
from pipeline.extract.types import Context, Date
from pipeline.segment.labels import DATED_NOTE
from pipeline.segment.types import Document

_PRINTED = ("印发日期", "印发时间")
_PUBLISHED = ("发布日期", "发布时间", "公布日期", "公开日期", "发文日期")
_SIGNED = (
    "成文日期",
    "成文时间",
    "签发日期",
    "制定日期",
    "公文生成日期",
    "生成日期",
    "发文日期",
    "发文时间",
    "颁布日期",
)
_EVENTS = ("adopted", "promulgated", "amended")
_LONGEST_DAY = 20
_LINE_DATE = re.compile("^[（(]?[^，。]{4,20}[）)]?$")
_DAMAGED = re.compile(r"(?m)^(?P<year>(?:19|20)\d{2})年?(?P<digits>\d{2,4})日?$")
# an order says of the text that it brings: 《…》已经2023年12月4日市政府第34次常务会议通过
_PASSED = re.compile("《(?P<title>.+)》(?:已|业|经|于)")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that one document names as its own; ``passed`` is the title that an order says was adopted.

    ``origin`` is the first day of its history note, when a regulation that is republished here was first published,
    ``latest`` the last one, which tells its versions apart.
    """

    adopted: dt.date | None = None
    promulgated: dt.date | None = None
    printed: dt.date | None = None
    published: dt.date | None = None
    passed: str | None = None
    origin: dt.date | None = None
    latest: dt.date | None = None


def day(text: str) -> dt.date | None:
    """The one day that ``text`` is (2024年7月2日, 2025-05-27, with or without a time of day), None of anything else."""
    found = read_date(text.strip(" （）()")) or read_date(text.strip()[:10])
    return found[0] if found and found[2] == "day" and found[0] == found[1] else None


@lru_cache(maxsize=256)
def dates_said(text: str) -> tuple[Date, ...]:
    """The dates that ``text`` says by itself; the last few texts are remembered, since notes are read twice."""
    return tuple(find_dates(text, Context())) if text else ()


def days_of(document: Document) -> Days:
    """What ``document`` says of its own days.

    Promulgated is the day of 公布 of an order or regulation, else the day under its signature, else the day alone
    under its title or of its site's 成文日期. A history note speaks for the document only where the document stands
    alone or bears the number of the note's order: a regulation republished below an amending order was promulgated
    by another.
    """
    labels = dict(reversed(document.site_dates))
    history = clause_text(document, "history")
    events = dates_said(history)
    signature = signature_text(document)
    signed = _last_day(dates_said(signature)) or _damaged_day(signature)
    own = document.parent is None or document.doc_number is not None
    alone = (_LINE_DATE.match(history) and len(history) < _LONGEST_DAY) or DATED_NOTE.fullmatch(history)
    under_title = [e for e in events if alone and e.text in history]
    published = _first(events, "promulgated") if own and not under_title else None
    adopted, passed = _adoption(document, events if own else [])
    return Days(
        adopted=adopted,
        promulgated=published or signed or _last_day(under_title) or _labelled(labels, _SIGNED),
        printed=_labelled(labels, _PRINTED),
        published=_labelled(labels, _PUBLISHED),
        passed=passed,
        origin=_first(events, "promulgated"),
        latest=max((e.date_end for e in events if e.role in _EVENTS), default=None),
    )


def _adoption(document: Document, events: Sequence[Date]) -> tuple[dt.date | None, str | None]:
    """The day of adoption by the history note or by the order's text, and the title that an order says it of."""
    if found := _first(events, "adopted"):
        return found, None
    if document.role == "cover":
        for clause in document.clauses:
            if clause.level in ("preamble", "paragraph") and (passed := _PASSED.search(clause.text)):
                found = _first(dates_said(clause.text), "adopted")
                if found:
                    return found, passed["title"]
    return None, None


def _first(events: Sequence[Date], role: str) -> dt.date | None:
    return next((e.date_start for e in events if e.role == role and e.granularity == "day"), None)


def _last_day(events: Sequence[Date]) -> dt.date | None:
    days = [e.date_start for e in events if e.granularity == "day" and e.date_start == e.date_end]
    return days[-1] if days else None


def _damaged_day(signature: str) -> dt.date | None:
    """The day of a signature whose signs a font has lost (20171116, 2019年1123), where it can be only one day."""
    found = _DAMAGED.search(signature)
    if not found:
        return None
    digits = found["digits"]
    days = {
        day(f"{found['year']}-{month}-{rest}")
        for month, rest in ((digits[:k], digits[k:]) for k in (1, 2))
        if rest and len(rest) <= 2 and (len(digits) == 4 or not rest.startswith("0"))
    }
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _labelled(labels: dict[str, str], names: tuple[str, ...]) -> dt.date | None:
    return next((found for name in names if name in labels and (found := day(labels[name]))), None)
