"""A segmented source with its metadata and mentions: ``assemble_source``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pipeline.assemble.amendments import amendments_of
from pipeline.assemble.days import Days, day, days_of
from pipeline.assemble.effective import Force, force_of, reach
from pipeline.assemble.events import events_of
from pipeline.assemble.instruments import instrument_number, root_of, title_core, work_key
from pipeline.assemble.issuers import issuers_of
from pipeline.assemble.places import place_of, place_said
from pipeline.assemble.republished import checked
from pipeline.assemble.types import ClausePlace, DocumentRecord, SourceInfo, SourceRecord
from pipeline.extract.types import Agency, AnyMention, Context
from pipeline.segment.types import Document, SegmentedSource

Extract = Callable[[str, Context], Sequence[AnyMention]]

# gazette sites and their crawls tell the time of day where they are
# a longer name may be two whose space layout lost
_RUN_TOGETHER = 16
_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class _Own:
    """What one document says of itself, and the context its text is read in."""

    document: Document
    days: Days
    issuers: tuple[str, ...]
    root: int
    context: Context


def assemble_source(info: SourceInfo, segmented: SegmentedSource, extract: Extract) -> SourceRecord:
    """The documents of one source with metadata and mentions, in order.

    ``extract`` is called once on each document's clean text, and once on the names of its issuers. What an attachment
    does not say of itself (number, date, issuers, force) is its cover's, in the ``instrument_*`` fields and the
    effective period only.
    """
    documents = segmented.documents
    owns = _owns(documents, extract)
    issue_date = day(segmented.head.issue_date_text or "")
    mentions = [tuple(extract(own.document.clean.text, own.context)) for own in owns]
    forces = _forces(owns, mentions)
    records = tuple(
        _record(owns, i, mentions[i], forces[i], extract, issue_date if segmented.head.gazette else None)
        for i in range(len(owns))
    )
    return SourceRecord(
        info=info,
        head=segmented.head,
        issue_date=issue_date,
        retrieved_at=instant(segmented.head.retrieved_at_text),
        documents=records,
        spans=segmented.spans,
    )


def instant(text: str | None) -> dt.datetime | None:
    """A crawl header's time (2026-02-03 13:11:03), China time where it names no zone, in UTC; None if unreadable."""
    try:
        said = dt.datetime.fromisoformat((text or "").strip().replace("/", "-"))
    except ValueError:
        return None
    return (said if said.tzinfo else said.replace(tzinfo=_ZONE)).astimezone(dt.UTC)


def _owns(documents: Sequence[Document], extract: Extract) -> list[_Own]:
    days = [days_of(d) for d in documents]
    issuers = [tuple(n for name in issuers_of(d) for n in _parted(name, extract)) for d in documents]
    roots = [root_of(documents, i) for i in range(len(documents))]
    heads = [place_of(issuers[i], d.doc_number, d.title) for i, d in enumerate(documents)]
    owns = []
    for i, document in enumerate(documents):
        root = roots[i]
        known = issuers[i] or issuers[root]
        place = heads[i] or heads[root] or place_said(document.clean.text, known, heads)
        date = days[i].promulgated or days[root].promulgated or days[i].adopted or days[i].published
        owns.append(_Own(document, days[i], issuers[i], root, Context(place, date, document.title, known)))
    return owns


def _parted(name: str, extract: Extract) -> list[str]:
    """The names run together in ``name`` (中国银行保险监督管理委员会中国证券监督管理委员会), itself where it is one."""
    if len(name) < _RUN_TOGETHER:
        return [name]
    bodies = sorted((m for m in extract(name, Context()) if isinstance(m, Agency)), key=lambda m: m.start)
    whole = "".join(m.text for m in bodies) == name
    return [m.text for m in bodies] if whole and len(bodies) > 1 else [name]


def _forces(owns: Sequence[_Own], mentions: Sequence[tuple[AnyMention, ...]]) -> list[Force]:
    """From when to when each document is in force; an interpretation has no force of its own."""
    alone = [
        Force()
        if own.document.role == "interpretation"
        else force_of(own.document.clean.text, mentions[i], _counted_from(own, owns[own.root]))
        for i, own in enumerate(owns)
    ]
    return [
        alone[i] if own.root == i or _republished(own) else reach(alone[i], alone[own.root])
        for i, own in enumerate(owns)
    ]


def _republished(own: _Own) -> bool:
    """Whether its history note shows that another instrument brought it into force."""
    return own.days.latest is not None and own.days.promulgated is None


def _counted_from(own: _Own, root: _Own) -> dt.date | None:
    """The day that 自公布之日起 means: its first publication where it has a history, else its own day or its cover's."""
    return own.days.origin or own.days.promulgated or root.days.promulgated


def _adopted(own: _Own, root: _Own) -> dt.date | None:
    """Its own day of adoption, else the one that its order tells of it by its title."""
    if own.days.adopted or root.days.passed is None:
        return own.days.adopted
    same = title_core(root.days.passed) == title_core(own.document.title)
    return root.days.adopted if same else None


def _record(
    owns: Sequence[_Own],
    i: int,
    mentions: tuple[AnyMention, ...],
    force: Force,
    extract: Extract,
    issued: dt.date | None,
) -> DocumentRecord:
    own = owns[i]
    root = owns[own.root]
    documents = [o.document for o in owns]
    number = instrument_number(documents, i)
    date = own.days.promulgated or root.days.promulgated
    issuers = own.issuers or root.issuers
    return DocumentRecord(
        document=own.document,
        issuers=own.issuers,
        issuer_ids=_ids(own.issuers, own.context, extract),
        adopted_date=_adopted(own, root),
        promulgated_date=own.days.promulgated,
        printed_date=own.days.printed,
        published_date=own.days.published or issued,
        effective_from=force.start,
        effective_to=force.end,
        effective_from_clause=_clause_at(documents, own.root if force.start_of_cover else i, force.start_at),
        effective_to_clause=_clause_at(documents, own.root if force.end_of_cover else i, force.end_at),
        root=own.root,
        instrument_number=number,
        instrument_date=date,
        instrument_issuers=issuers,
        work_key=work_key(number, own.days.latest or date or own.days.adopted, own.document.role, own.document.title),
        mentions=mentions,
        events=events_of(own.document),
        amendments=checked(documents, i, amendments_of(own.document)),
    )


def _clause_at(documents: Sequence[Document], i: int, at: int | None) -> ClausePlace | None:
    """The deepest clause of a document that holds a clean offset; None of words that stand in none."""
    if at is None:
        return None
    clauses = documents[i].clauses
    for n in range(len(clauses) - 1, -1, -1):
        if clauses[n].clean_start <= at < clauses[n].clean_end:
            return ClausePlace(documents[i].ordinal, n)
    return None


def _ids(issuers: tuple[str, ...], context: Context, extract: Extract) -> tuple[str | None, ...]:
    """The agency ids of names, by the same reader that finds them in text."""
    if not issuers:
        return ()
    found = {
        m.text: m.agency_id
        for m in extract("\n".join(issuers), context)
        if isinstance(m, Agency) and m.kind == "specific"
    }
    return tuple(found.get(name) for name in issuers)
