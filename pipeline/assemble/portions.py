"""The record of a portion of a source, put in its place in the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.types import ClausePlace, DocumentRecord, SourceRecord
from pipeline.common.text import CleanText
from pipeline.segment.types import Document, SourceSpan


def moved(record: SourceRecord, whole: SourceRecord, chars: int) -> SourceRecord:
    """``record``, before which ``chars`` characters stand, as part of the source that ``whole`` speaks of.

    ``whole`` has the fields of the source itself (info, head, dates), its spans, and the number of documents before.
    No document refers to one outside its portion.
    """
    return replace(whole, documents=tuple(_document(d, chars, whole.first_document) for d in record.documents))


def joined(spans: Sequence[SourceSpan], more: Sequence[SourceSpan], chars: int) -> tuple[SourceSpan, ...]:
    """``spans`` and those of the portion behind them, before which ``chars`` characters stand."""
    behind = [s._replace(char_start=s.char_start + chars, char_end=s.char_end + chars) for s in more]
    if spans and behind and spans[-1].kind == behind[0].kind:
        behind[0] = behind[0]._replace(char_start=spans[-1].char_start)
        spans = spans[:-1]
    return (*spans, *behind)


def _document(record: DocumentRecord, chars: int, documents: int) -> DocumentRecord:
    return replace(
        record,
        document=_shifted(record.document, chars, documents),
        root=record.root + documents,
        effective_from_clause=_place(record.effective_from_clause, documents),
        effective_to_clause=_place(record.effective_to_clause, documents),
        amendments=tuple(
            a if a.target_document is None else replace(a, target_document=a.target_document + documents)
            for a in record.amendments
        ),
    )


def _place(place: ClausePlace | None, documents: int) -> ClausePlace | None:
    return place and replace(place, document=place.document + documents)


def _shifted(document: Document, chars: int, documents: int) -> Document:
    clean = document.clean
    return replace(
        document,
        ordinal=document.ordinal + documents,
        parent=None if document.parent is None else document.parent + documents,
        clean=CleanText(clean.text, clean.starts + chars, clean.ends + chars),
        char_start=document.char_start + chars,
        char_end=document.char_end + chars,
        clauses=tuple(
            c._replace(char_start=c.char_start + chars, char_end=c.char_end + chars) for c in document.clauses
        ),
    )
