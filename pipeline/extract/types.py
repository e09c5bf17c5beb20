"""What extract gives back: frozen mentions with offsets into the clean text they were read in.

Vocabularies mean what ``gold/GUIDELINES.md`` says. Numbers are exact decimals; tables and JSON make doubles of them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from pipeline.common.records import quick

Bound = Literal["exact", "max", "min", "range", "approx"]
BOUNDS: tuple[Bound, ...] = ("exact", "max", "min", "range", "approx")

DateRole = Literal["effective_from", "effective_to", "promulgated", "adopted", "amended", "repealed", "target", "other"]
DATE_ROLES: tuple[DateRole, ...] = (
    "effective_from", "effective_to", "promulgated", "adopted", "amended", "repealed", "target", "other",
)  # fmt: skip
Granularity = Literal["day", "month", "quarter", "half", "year"]
AgencyRole = Literal["issuer", "responsible", "lead", "participant", "addressee", "other"]
AgencyKind = Literal["specific", "generic"]
Detector = Literal["registry", "rule", "spacy", "hanlp"]
DurationUnit = Literal["workday", "day", "month", "year", "hour", "week", "minute"]
#: What a share says of a change: by how much (增长10%, 下降5个百分点) …
Direction = Literal["increase", "decrease"]
#: … or from which level to which (从51%提高至100%).
Endpoint = Literal["from", "to"]
Relation = Literal["cites", "implements", "amends", "repeals", "forwards", "issues", "interprets"]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document a text is from.

    ``place``: its province or city in full (上海市), or None: then no province is ever assumed. ``date``: its own
    date, the last resort for a missing year. ``title``, ``issuers``: as said in the document.
    """

    place: str | None = None
    date: dt.date | None = None
    title: str | None = None
    issuers: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention: ``text == clean[start:end]``, code points, end exclusive."""

    type: ClassVar[str] = ""

    start: int
    end: int
    text: str
    needs_review: bool = False
    review_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Whom or which case a sum is for: its span in the text the sum was read in, code points, end exclusive."""

    start: int
    end: int
    text: str


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Mention):
    """A MONEY mention; ``min``/``max`` in units of ``currency`` (ISO 4217), None where open or vague.

    On all four kinds of value ``min_inclusive`` and ``max_inclusive`` tell whether the number itself is meant: 以上,
    以下 and 以内 include it, 不满 and 超过 do not (Civil Code art. 1259), （含） and （不含） say so. None where that side is
    open, or nothing tells.
    """

    type: ClassVar[str] = "MONEY"

    currency: str
    min: Decimal | None
    max: Decimal | None
    bound: Bound
    per: tuple[str, ...] = ()
    min_inclusive: bool | None = None
    max_inclusive: bool | None = None
    condition: Condition | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage(Mention):
    """A PERCENT mention; ``min``/``max`` in ``unit`` (20% is 20 percent).

    ``direction`` is set where the number says by how much something changes (增长10%), ``endpoint`` where it is what
    something changes from or to (从51%提高至100%); never both.
    """

    type: ClassVar[str] = "PERCENT"

    unit: Literal["percent", "permille", "point"]
    min: Decimal | None
    max: Decimal | None
    bound: Bound
    base: str | None = None
    direction: Direction | None = None
    endpoint: Endpoint | None = None
    min_inclusive: bool | None = None
    max_inclusive: bool | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(Mention):
    """A MULTIPLE mention (1.5倍)."""

    type: ClassVar[str] = "MULTIPLE"

    min: Decimal | None
    max: Decimal | None
    bound: Bound
    min_inclusive: bool | None = None
    max_inclusive: bool | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Mention):
    """A DATE mention: first and last day covered, the finest part said, what the text says of it."""

    type: ClassVar[str] = "DATE"

    date_start: dt.date
    date_end: dt.date
    granularity: Granularity
    role: DateRole = "other"


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPeriod(Mention):
    """A PLAN_PERIOD mention: “十四五”期间 is 2021-01-01 to 2025-12-31."""

    type: ClassVar[str] = "PLAN_PERIOD"

    date_start: dt.date
    date_end: dt.date


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence(Mention):
    """A RECURRENCE mention: 每年3月底前 recurs ``every`` year, ``due`` 03-31 (as said, None if no day is said)."""

    type: ClassVar[str] = "RECURRENCE"

    every: Literal["year", "half", "quarter", "month", "week"]
    due: str | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Mention):
    """A DURATION mention; ``anchor`` is what it runs from (自受理之日), or None."""

    type: ClassVar[str] = "DURATION"

    min: Decimal | None
    max: Decimal | None
    bound: Bound
    unit: DurationUnit
    anchor: str | None = None
    min_inclusive: bool | None = None
    max_inclusive: bool | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One listed head of an elliptic list; ``agency_id`` and its full official name where it is one body."""

    text: str
    agency_id: str | None = None
    canonical: str | None = None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Mention):
    """An AGENCY mention; ``canonical`` is the full official name of a specific one where that is sure."""

    type: ClassVar[str] = "AGENCY"

    kind: AgencyKind
    role: AgencyRole = "other"
    members: tuple[Member, ...] = ()
    agency_id: str | None = None
    canonical: str | None = None
    is_enforcer: bool = False
    detector: Detector = "rule"


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Mention):
    """A CITATION: a law, document or provision referred to; at least one of the three fields is set.

    ``cited_doc_number`` is folded as ``documents.doc_number`` is (国发〔2024〕3号).
    """

    type: ClassVar[str] = "CITATION"

    cited_title: str | None = None
    cited_doc_number: str | None = None
    cited_provision: str | None = None
    relation: Relation = "cites"


AnyMention = Amount | Percentage | Multiple | Date | PlanPeriod | Recurrence | Duration | Agency | Citation
