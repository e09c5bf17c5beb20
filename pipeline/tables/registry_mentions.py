"""The tables of mentions (amounts, percentages, dates, agencies, citations …) and of what they are linked to."""

from __future__ import annotations

from pipeline.tables.registry_documents import CLEAN_SPAN, OF_DOCUMENT, OF_SOURCE, RAW_SPAN, REVIEW
from pipeline.tables.schema import Column, ForeignKey, Table, count, day, flag, listing, maybe, text

MENTION_COLUMNS = (
    text("mention_id", "source_id, type of mention, char_start and char_end"),
    text("document_id", "The document it stands in"),
    maybe("clause_id", "The deepest clause that holds it; null in a document number line"),
    text("source_id", "The source it stands in"),
    text("text", "Its slice of documents.clean_text"),
    *RAW_SPAN,
    *CLEAN_SPAN,
    *REVIEW,
)
MENTION_KEYS = (OF_SOURCE, OF_DOCUMENT, ForeignKey("clause_id", "clauses", "clause_id"))
IN_REGISTRY = ForeignKey("agency_id", "agency_registry", "agency_id", across=True)
BOUND = text("bound", "Which side the number bounds", vocabulary="bound")

# Civil Code (民法典) art. 1259, and for all legislation the drafting rules of the NPC's Legislative Affairs Commission
_INCLUDED = (
    "Whether {0} itself is meant: 以上, 以下, 以内 and 不超过 include it, 超过, 不满 and 低于 do not (Civil Code art. 1259), "
    "and （含） or （不含） overrules; null where that side is open or nothing tells (3—5万元, 约5万元)"
)
INCLUSION = (
    maybe("min_inclusive", _INCLUDED.format("value_min"), "bool"),
    maybe("max_inclusive", _INCLUDED.format("value_max"), "bool"),
)


def _mentions(name: str, type_: str, description: str, *own: Column, keys: tuple[ForeignKey, ...] = ()) -> Table:
    """A table of mentions: the mention columns, then its own."""
    return Table(
        name,
        description,
        (*MENTION_COLUMNS, *own),
        primary_key=("mention_id",),
        foreign_keys=(*MENTION_KEYS, *keys),
        mention_type=type_,
    )


def _values(what: str, unit: str) -> tuple[Column, Column, Column]:
    return (
        Column("value", "double", "The one number said, whatever side it bounds; null of ranges", True, unit),
        Column("value_min", "double", f"Least {what}, null where open", True, unit),
        Column("value_max", "double", f"Greatest {what}, null where open", True, unit),
    )


def _exact(side: str) -> Column:
    return Column(
        f"value_{side}_exact",
        "decimal128(24, 6)",
        f"value_{side} as an exact decimal; null also where it has more digits than fit",
        True,
        "currency unit",
    )


AMOUNTS = _mentions(
    "amounts",
    "MONEY",
    "One sum of money (MONEY)",
    text("currency", "ISO 4217 code", vocabulary="currency"),
    *_values("sum", "currency unit"),
    _exact("min"),
    _exact("max"),
    BOUND,
    *INCLUSION,
    listing(
        "per", "What it is paid or counted by, in reading order and as said: 人, 年, 平方米; any noun, no closed list"
    ),
    maybe("per_text", "per as one text (人/年), null where it is empty"),
    maybe("condition", "Whom or which case the sum is for (情节严重的; 首次达标的企业), only where that is plain"),
    *(
        Column(f"condition_{side}", "int64", f"{side} of condition, null where there is none", True, "code point")
        for side in ("char_start", "char_end", "clean_start", "clean_end")
    ),
)
PERCENTAGES = _mentions(
    "percentages",
    "PERCENT",
    "One percentage, permillage or number of percentage points (PERCENT)",
    text("unit", "What the number counts", vocabulary="percent_unit"),
    *_values("number", "see unit"),
    Column("ratio_min", "double", "value_min as a ratio (20% and 200‰ are 0.2); null of points", True, "1"),
    Column("ratio_max", "double", "value_max as a ratio; null of points", True, "1"),
    BOUND,
    *INCLUSION,
    maybe("base", "The shortest phrase that the share is taken of, where it is named (项目总投资)"),
    maybe("direction", "Which way something changes by the number; null of levels (提高到50%)", vocabulary="direction"),
    maybe("endpoint", "Which end of a change the number is, null where it is none", vocabulary="endpoint"),
)
MULTIPLES = _mentions(
    "multiples",
    "MULTIPLE",
    "One multiple (1.5倍, 一倍以上五倍以下; MULTIPLE)",
    *_values("multiple", "times"),
    BOUND,
    *INCLUSION,
)
DATES = _mentions(
    "dates",
    "DATE",
    "One point or period that the text fixes on the calendar (DATE)",
    *day("date_start", "First day covered", nullable=False),
    *day("date_end", "Last day covered", nullable=False),
    text("granularity", "The finest part said", vocabulary="granularity"),
    text("role", "What the text says of it", vocabulary="date_role"),
)
PERIODS = _mentions(
    "periods",
    "PERIOD",
    "One planning period (PLAN_PERIOD) or recurring time (RECURRENCE)",
    text("kind", "Which of the two", vocabulary="period_kind"),
    *day("date_start", "First day of a planning period"),
    *day("date_end", "Last day of a planning period"),
    maybe("every", "How often it recurs", vocabulary="every"),
    maybe("due", "The repeated day as said: 03-31"),
)
DURATIONS = _mentions(
    "durations",
    "DURATION",
    "One length of time (DURATION)",
    *_values("length", "see unit"),
    text("unit", "What the number counts", vocabulary="duration_unit"),
    BOUND,
    *INCLUSION,
    maybe("anchor", "What it runs from (自受理之日), null where that is not said"),
)
AGENCIES = _mentions(
    "agencies",
    "AGENCY",
    "One public body that acts (AGENCY)",
    text("kind", "Whether it names one body", vocabulary="agency_kind"),
    text("role", "What the body does here", vocabulary="agency_role"),
    listing("members", "The listed heads of an elliptic list (科技, 教育, 卫生健康), else empty"),
    maybe("agency_id", "The body, of every specific mention"),
    maybe("canonical", "The body's full official name on the document's date, where that is sure"),
    flag("is_enforcer", "Whether it is the body that orders or punishes (由…责令改正，处…罚款)"),
    text("detector", "What found it", vocabulary="detector"),
    keys=(IN_REGISTRY,),
)
AGENCY_MEMBERS = Table(
    "agency_members",
    "One head of an elliptic list (市科技、教育、卫生健康等部门)",
    (
        text("mention_id", "The mention in agencies"),
        count("ordinal", "Place in the list, from 0"),
        text("text", "The head as said: 科技"),
        maybe("agency_id", "The body, where it is one"),
        maybe("canonical", "Its full official name"),
    ),
    primary_key=("mention_id", "ordinal"),
    foreign_keys=(ForeignKey("mention_id", "agencies", "mention_id"), IN_REGISTRY),
    source_column="mention_id",
)
DOCUMENT_ISSUERS = Table(
    "document_issuers",
    "One issuer of a document",
    (
        text("document_id", "The document"),
        count("ordinal", "Place among its issuers, from 0"),
        text("name", "The issuer as said"),
        maybe("agency_id", "The body"),
    ),
    primary_key=("document_id", "ordinal"),
    foreign_keys=(OF_DOCUMENT, IN_REGISTRY),
    source_column="document_id",
)
AGENCY_REGISTRY = Table(
    "agency_registry",
    "One public body, reviewed or met in a text of this release",
    (
        text("agency_id", "Stable id of the body"),
        text("origin", "Where the row is from", vocabulary="origin"),
        text("canonical", "Full official name"),
        listing("aliases", "Other names it goes by"),
        maybe("branch", "Branch of the state or of what acts for it, of reviewed bodies", vocabulary="branch"),
        maybe("place_code", "GB/T 2260 code of its place"),
        *day("valid_from", "First day it existed under this name"),
        *day("valid_to", "Last day it existed under this name, null of one that stands"),
        listing("successor_ids", "Bodies that took over from it"),
        maybe("level", "Level of the state it belongs to", vocabulary="agency_level"),
        maybe("place", "Full name of its place"),
        maybe("parent_agency_id", "The body it belongs to"),
    ),
    primary_key=("agency_id",),
    foreign_keys=(
        ForeignKey("successor_ids", "agency_registry", "agency_id"),
        ForeignKey("parent_agency_id", "agency_registry", "agency_id"),
    ),
    source_column=None,
)
CITATIONS = _mentions(
    "citations",
    "CITATION",
    "One reference to a law, document or provision (CITATION)",
    maybe("cited_title", "Title of the law or document"),
    maybe("cited_doc_number", "Its document number, folded as documents.doc_number is"),
    maybe("cited_provision", "The provision: 第六条第二款"),
    text("relation", "What the citing text does to it", vocabulary="relation"),
)
CITATION_LINKS = Table(
    "citation_links",
    "One citation whose target is in this release; made anew in each, since it looks across sources",
    (
        text("mention_id", "The mention in citations"),
        text("cited_document_id", "The document referred to"),
        maybe("cited_clause_id", "The clause referred to, where a provision is named and found"),
    ),
    primary_key=("mention_id",),
    foreign_keys=(
        ForeignKey("mention_id", "citations", "mention_id", across=True),
        ForeignKey("cited_document_id", "documents", "document_id", across=True),
        ForeignKey("cited_clause_id", "clauses", "clause_id", across=True),
    ),
    source_column="mention_id",
)
