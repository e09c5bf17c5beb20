"""Source records made by hand: a text in a small notation, its documents, clauses, spans and mentions.

``[[…]]`` lines are document numbers, ``= …`` a title, ``# …`` an article with one 款, anything else a preamble.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

import numpy as np

from pipeline.assemble.types import DocumentRecord, SourceInfo, SourceRecord
from pipeline.common.text import CleanText
from pipeline.extract.types import AnyMention
from pipeline.segment.types import Clause, Document, GazetteHead, SourceSpan


def clean_of(raw: str, at: int = 0) -> CleanText:
    """``raw`` as its own clean text, standing at ``at`` in the source."""
    starts = np.arange(at, at + len(raw), dtype=np.int64)
    return CleanText(raw, starts, starts + 1)


def clause(
    eid: str, level: str, start: int, end: int, text: str, *, parent: int | None = None, depth: int = 0, at: int = 0
) -> Clause:
    return Clause(
        eid=eid, level=level, parent=parent, depth=depth, num_text=None, number=None, heading=None, text=text,
        path=eid, char_start=start + at, char_end=end + at, clean_start=start, clean_end=end,
    )  # fmt: skip


def document(raw: str, at: int = 0, ordinal: int = 0) -> Document:
    """A document of lines: a number (not covered), a title, articles with a paragraph each, else preambles."""
    clauses: list[Clause] = []
    number = None
    place = 0
    for line in raw.split("\n"):
        start, end = place, place + len(line)
        place = end + 1
        if line.endswith("号") and "〕" in line:
            number = line
        elif not line:
            continue
        elif not clauses:
            clauses.append(clause("title", "title", start, end, line, at=at))
        elif line.startswith("第"):
            n = sum(c.level == "article" for c in clauses) + 1
            head = line.index("条") + 1
            clauses.append(clause(f"art_{n}", "article", start, end, "", at=at))
            above = len(clauses) - 1
            clauses.append(
                clause(
                    f"art_{n}__para_1", "paragraph", start + head, end, line[head:], parent=above, depth=1, at=at
                )
            )  # fmt: skip
        else:
            clauses.append(clause("preamble__para_1", "paragraph", start, end, line, at=at))
    return Document(
        ordinal=ordinal, role="standalone", parent=None, genre="办法", title=clauses[0].text if clauses else None,
        doc_number=number, letterhead=(), site_dates=(), toc_title=None, clean=clean_of(raw, at), char_start=at,
        char_end=at + len(raw), clauses=tuple(clauses),
    )  # fmt: skip


def source(
    documents: Sequence[str],
    mentions: Sequence[Sequence[AnyMention]] = (),
    *,
    path: str = "a.txt",
    issuers: tuple[str, ...] = ("上海市人民政府",),
    issuer_ids: tuple[str | None, ...] = (),
) -> SourceRecord:
    """A source of documents that stand one after the other, a blank line between them."""
    text = "\n\n".join(documents)
    records: list[DocumentRecord] = []
    spans: list[SourceSpan] = []
    at = 0
    for n, raw in enumerate(documents):
        found = mentions[n] if n < len(mentions) else ()
        records.append(
            DocumentRecord(
                document=document(raw, at, n), issuers=issuers, issuer_ids=issuer_ids, root=n, mentions=tuple(found),
                promulgated_date=dt.date(2024, 7, 1), instrument_number="沪府规〔2024〕1号",
                instrument_issuers=issuers, work_key=f"key {n}",
            )
        )  # fmt: skip
        number = raw.index("\n") + 1 if raw.split("\n")[0].endswith("号") else 0
        if number:
            spans.append(SourceSpan("doc_number", at, at + number))
        spans.append(SourceSpan("document", at + number, at + len(raw)))
        at += len(raw)
        if n + 1 < len(documents):
            spans.append(SourceSpan("furniture", at, at + 2))
            at += 2
    data = text.encode()
    info = SourceInfo(hashlib.sha256(data).hexdigest()[:16], path, (), "text/plain", "utf-8", len(data), text)
    head = GazetteHead(gazette="上海市人民政府公报", issue_year=2024, issue_number=15, serial_number=567)
    return SourceRecord(
        info, head, dt.date(2024, 8, 5), dt.datetime(2026, 2, 3, 5, 11, 3, tzinfo=dt.UTC), tuple(records), tuple(spans)
    )
