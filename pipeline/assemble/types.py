"""What assemble gives back: a source's documents with metadata and mentions, ready to become table rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from pipeline.common.records import quick
from pipeline.extract.types import AnyMention, Granularity
from pipeline.ingest.types import SourceInfo
from pipeline.segment.types import Document, GazetteHead, SourceSpan

__all__ = ["Amendment", "DocumentEvent", "DocumentRecord", "SourceInfo", "SourceRecord"]

Event = Literal[
    "adopted", "approved", "published", "republished", "amended", "effective", "repealed", "expired"
]  # fmt: skip
Operation = Literal["substitution", "insertion", "repeal", "renumbering", "split", "join"]
AmendedUnit = Literal["document", "provision", "heading", "words"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvent:
    """One event of a document's life as its history note tells it.

    ``start``, ``end`` are clean offsets of the statement, ``text`` its slice, ``clause`` the index of the note among
    the document's clauses. ``verb`` is the word said (修正, 修订), None of a day alone; ``nth`` is 2 of 第二次修正.
    ``issuers`` are the bodies that acted, without their term (第十三届); ``instrument_title`` is without 《》.
    """

    event: Event
    date: dt.date | None
    granularity: Granularity | None
    verb: str | None
    nth: int | None = None
    issuers: tuple[str, ...] = ()
    instrument_number: str | None = None
    instrument_title: str | None = None
    start: int
    end: int
    text: str
    clause: int = 0


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One operation of an amending decision on one provision, after the Akoma Ntoso textual modifications.

    ``start``, ``end`` are clean offsets of the instruction, ``text`` its slice; ``new_start``, ``new_end`` those of
    the new words, without the marks round them. Provisions are in plain words (第六条第三款), ``target_provision`` as
    numbered before, ``new_provision`` as numbered after. ``anchor`` and ``side`` say before or after which words new
    ones go. ``agrees`` says whether the text republished in the same source bears the operation out, None where
    there is none or it cannot tell.
    """

    operation: Operation
    unit: AmendedUnit
    target_title: str | None
    target_provision: str | None = None
    new_provision: str | None = None
    old_text: str | None = None
    new_text: str | None = None
    anchor: str | None = None
    side: Literal["before", "after"] | None = None
    start: int
    end: int
    text: str
    new_start: int | None = None
    new_end: int | None = None
    agrees: bool | None = None
    target_document: int | None = None  # ordinal of the republished text


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """A clause of this source: the ordinal of its document and its place among that document's clauses."""

    document: int
    clause: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document with its metadata (see ``documents`` in the data contract) and every mention read in it.

    Mentions' offsets are into ``document.clean``; ``document.clean.raw_span`` gives their raw place.
    """

    document: Document
    issuers: tuple[str, ...] = ()
    issuer_ids: tuple[str | None, ...] = ()
    adopted_date: dt.date | None = None
    promulgated_date: dt.date | None = None
    printed_date: dt.date | None = None
    published_date: dt.date | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    effective_from_clause: ClausePlace | None = None
    effective_to_clause: ClausePlace | None = None
    root: int = 0  # ordinal of the root document, its own where it has no cover
    instrument_number: str | None = None
    instrument_date: dt.date | None = None
    instrument_issuers: tuple[str, ...] = ()
    work_key: str = ""
    mentions: tuple[AnyMention, ...] = ()
    events: tuple[DocumentEvent, ...] = ()
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """All that one source says, or a portion of it with ``first_document`` documents before it: the input of tables."""

    info: SourceInfo
    head: GazetteHead
    issue_date: dt.date | None
    retrieved_at: dt.datetime | None
    documents: tuple[DocumentRecord, ...]
    spans: tuple[SourceSpan, ...] = field(default=())
    first_document: int = 0
