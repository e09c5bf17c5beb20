"""History events and amendments to columns: raw places, clauses and documents by their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.assemble.types import Amendment, DocumentEvent, DocumentRecord
from pipeline.tables.clauses import deepest_clauses
from pipeline.tables.rows import table_from_columns

OF_EVENT = (
    "event", "date", "granularity", "verb", "nth", "issuers", "instrument_number", "instrument_title", "text",
)  # fmt: skip
OF_AMENDMENT = (
    "operation", "unit", "target_title", "target_provision", "new_provision", "old_text", "new_text", "anchor", "side",
    "agrees", "text",
)  # fmt: skip
KEYS = ("document_id", "ordinal", "clause_id", "source_id")
PLACES = ("char_start", "char_end", "clean_start", "clean_end")
NEW_PLACES = tuple(f"new_{name}" for name in PLACES)


class ChangeColumns:
    """The events and amendments of a batch: added a document at a time, columns at the end."""

    def __init__(self) -> None:
        self.events: list[DocumentEvent] = []
        self.amendments: list[Amendment] = []
        self.of_events: dict[str, list[Any]] = {name: [] for name in (*KEYS, *PLACES)}
        self.of_amendments: dict[str, list[Any]] = {
            name: [] for name in (*KEYS, *PLACES, *NEW_PLACES, "republished_document_id")
        }

    def add(
        self, record: DocumentRecord, ids: Sequence[str], document_id: str, source_id: str, documents: Mapping[int, str]
    ) -> None:
        """Add one document's; ``ids`` are those of its clauses in order, ``documents`` those of its source by ordinal."""
        clean = record.document.clean
        for n, event in enumerate(record.events):
            places = (*clean.raw_span(event.start, event.end), event.start, event.end)
            row = (document_id, n, ids[event.clause], source_id, *places)
            for name, value in zip(self.of_events, row, strict=True):
                self.of_events[name].append(value)
        self.events += record.events
        if not record.amendments:
            return
        starts = np.array([a.start for a in record.amendments], dtype=np.int64)
        ends = np.array([a.end for a in record.amendments], dtype=np.int64)
        clauses = deepest_clauses(record.document.clauses, starts, ends).tolist()
        for n, (amendment, at) in enumerate(zip(record.amendments, clauses, strict=True)):
            new: tuple[int | None, ...] = (None,) * len(NEW_PLACES)
            if amendment.new_start is not None and amendment.new_end is not None:
                span = (amendment.new_start, amendment.new_end)
                new = (*clean.raw_span(*span), *span)
            places = (*clean.raw_span(amendment.start, amendment.end), amendment.start, amendment.end)
            other = None if amendment.target_document is None else documents[amendment.target_document]
            clause = ids[at] if at >= 0 else None
            whole = (document_id, n, clause, source_id, *places, *new, other)
            for name, item in zip(self.of_amendments, whole, strict=True):
                self.of_amendments[name].append(item)
        self.amendments += record.amendments

    def tables(self) -> dict[str, pa.Table]:
        """``document_events`` and ``amendments``."""
        events = {name: list(map(attrgetter(name), self.events)) for name in OF_EVENT}
        amendments = {name: list(map(attrgetter(name), self.amendments)) for name in OF_AMENDMENT}
        return {
            "document_events": table_from_columns("document_events", self.of_events | events),
            "amendments": table_from_columns("amendments", self.of_amendments | amendments),
        }
