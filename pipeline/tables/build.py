"""Records to tables: columns built as arrays, for a batch of sources at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter

import pyarrow as pa

from pipeline.assemble.types import DocumentRecord, SourceRecord
from pipeline.tables.changes import ChangeColumns
from pipeline.tables.clauses import ClauseColumns
from pipeline.tables.ids import clause_ids, document_id
from pipeline.tables.mentions import MentionColumns
from pipeline.tables.rows import table_from_columns


def build_tables(records: SourceRecord | Iterable[SourceRecord], pipeline_version: str) -> dict[str, pa.Table]:
    """The tables of one source or of a batch, all but those made across sources (``CROSS_TABLES``) and ``failures``.

    Sources stand in the order of their ids, documents, clauses and mentions in reading order. Raises ``RowError``
    where a value does not fit its column.
    """
    batch = [records] if isinstance(records, SourceRecord) else list(records)
    batch.sort(key=attrgetter("info.source_id"))
    documents = _Documents()
    clauses = ClauseColumns()
    mentions = MentionColumns()
    changes = ChangeColumns()
    for record in batch:
        source_id = record.info.source_id
        ids = {d.document.ordinal: document_id(source_id, d.document.char_start) for d in record.documents}
        of_clauses = {
            d.document.ordinal: clause_ids(ids[d.document.ordinal], map(attrgetter("eid"), d.document.clauses))
            for d in record.documents
        }
        for item in record.documents:
            own, in_order = ids[item.document.ordinal], of_clauses[item.document.ordinal]
            documents.add(item, own, source_id, ids, of_clauses)
            mentions.add(item, clauses.add(item.document.clauses, in_order), own)
            changes.add(item, in_order, own, source_id, ids)
    own_ids = pa.array([own for own, _, _, _ in documents.ids], pa.string())
    source_ids = pa.array([source_id for _, source_id, _, _ in documents.ids], pa.string())
    return {
        "sources": _sources(batch, pipeline_version),
        "source_texts": table_from_columns(
            "source_texts",
            {"source_id": [r.info.source_id for r in batch], "text": _texts(batch)},
        ),
        "source_spans": _spans(batch),
        "documents": documents.table(),
        "clauses": clauses.table(own_ids, source_ids),
        **changes.tables(),
        "document_issuers": documents.issuers(),
        **mentions.tables(own_ids, source_ids, pa.array(clauses.ids, pa.string())),
    }


def _texts(batch: list[SourceRecord]) -> pa.Array:
    """Their texts, of which Python keeps no UTF-8 beside the string, as it does where Arrow asks for it."""
    encoded = [r.info.text.encode() for r in batch]
    offsets = pa.array(accumulate(map(len, encoded), initial=0), pa.int64())
    return pa.LargeStringArray.from_buffers(len(batch), offsets.buffers()[1], pa.py_buffer(b"".join(encoded)))


def _sources(batch: list[SourceRecord], pipeline_version: str) -> pa.Table:
    info = [r.info for r in batch]
    head = [r.head for r in batch]
    return table_from_columns(
        "sources",
        {
            **{
                name: [getattr(i, name) for i in info]
                for name in ("source_id", "path", "other_paths", "media_type", "encoding", "n_bytes")
            },
            "n_chars": [len(i.text) for i in info],
            **{
                name: [getattr(h, name) for h in head]
                for name in ("gazette", "issue_year", "issue_number", "serial_number", "source_url")
            },
            "issue_date": [r.issue_date for r in batch],
            "retrieved_at": [r.retrieved_at for r in batch],
            "n_documents": [r.first_document + len(r.documents) for r in batch],
            "pipeline_version": [pipeline_version] * len(batch),
        },
    )


def _spans(batch: list[SourceRecord]) -> pa.Table:
    spans = [(r.info.source_id, n, span) for r in batch for n, span in enumerate(r.spans)]
    return table_from_columns(
        "source_spans",
        {
            "source_id": [source_id for source_id, _, _ in spans],
            "ordinal": [n for _, n, _ in spans],
            "kind": [span.kind for _, _, span in spans],
            "char_start": [span.char_start for _, _, span in spans],
            "char_end": [span.char_end for _, _, span in spans],
        },
    )


# Columns of documents that the record and its document have under the same name.
OF_RECORD = (
    "issuers", "adopted_date", "promulgated_date", "printed_date", "published_date", "instrument_number",
    "instrument_date", "instrument_issuers", "work_key", "effective_from", "effective_to",
)  # fmt: skip
OF_DOCUMENT = (
    "ordinal", "role", "genre", "title", "doc_number", "char_start", "char_end", "needs_review", "review_reason",
    "toc_title",
)  # fmt: skip


class _Documents:
    """Rows of ``documents`` and ``document_issuers`` as they come, columns at the end."""

    def __init__(self) -> None:
        self.records: list[DocumentRecord] = []
        self.ids: list[tuple[str, str, str | None, str]] = []  # own, source, parent, root
        self.effective: list[tuple[str | None, str | None]] = []  # clauses that say from when and until when

    def add(
        self, record: DocumentRecord, own: str, source_id: str, ids: dict[int, str], clauses: dict[int, list[str]]
    ) -> None:
        """Add one document; ``ids`` and ``clauses`` are those of its source's documents and their clauses."""
        parent = record.document.parent
        places = (record.effective_from_clause, record.effective_to_clause)
        start, end = (clauses[p.document][p.clause] if p else None for p in places)
        self.effective.append((start, end))
        self.records.append(record)
        self.ids.append((own, source_id, None if parent is None else ids[parent], ids[record.root]))

    def table(self) -> pa.Table:
        """``documents``."""
        found = [r.document for r in self.records]
        return table_from_columns(
            "documents",
            {
                "document_id": [i[0] for i in self.ids],
                "source_id": [i[1] for i in self.ids],
                "parent_document_id": [i[2] for i in self.ids],
                "root_document_id": [i[3] for i in self.ids],
                **{name: [getattr(r, name) for r in self.records] for name in OF_RECORD},
                **{name: [getattr(d, name) for d in found] for name in OF_DOCUMENT},
                "effective_from_clause_id": [start for start, _ in self.effective],
                "effective_to_clause_id": [end for _, end in self.effective],
                "clean_text": [d.clean.text for d in found],
                "n_clauses": [len(d.clauses) for d in found],
            },
        )

    def issuers(self) -> pa.Table:
        """``document_issuers``."""
        rows: list[tuple[str, int, str, str | None]] = []
        for record, (own, _, _, _) in zip(self.records, self.ids, strict=True):
            # ids may be fewer than names while nothing has been linked
            linked = (*record.issuer_ids, *[None] * (len(record.issuers) - len(record.issuer_ids)))
            rows += [(own, n, name, linked[n]) for n, name in enumerate(record.issuers)]
        columns = ("document_id", "ordinal", "name", "agency_id")
        return table_from_columns("document_issuers", {c: [row[i] for row in rows] for i, c in enumerate(columns)})
