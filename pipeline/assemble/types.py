"""What assemble gives back: a source's documents with metadata and mentions, ready to become table rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pipeline.extract.types import AnyMention
from pipeline.ingest.types import SourceInfo
from pipeline.segment.types import Document, GazetteHead, SourceSpan

__all__ = ["DocumentRecord", "SourceInfo", "SourceRecord"]


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
    root: int = 0  # ordinal of the root document, its own where it has no cover
    instrument_number: str | None = None
    instrument_date: dt.date | None = None
    instrument_issuers: tuple[str, ...] = ()
    work_key: str = ""
    mentions: tuple[AnyMention, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """All that one source says: the input of tables."""

    info: SourceInfo
    head: GazetteHead
    issue_date: dt.date | None
    retrieved_at: dt.datetime | None
    documents: tuple[DocumentRecord, ...]
    spans: tuple[SourceSpan, ...] = field(default=())
