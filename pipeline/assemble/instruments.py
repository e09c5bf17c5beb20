"""Instruments: a cover with what it brings. What an attachment lacks is its cover's; equal works share a key."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.common.doc_numbers import doc_number_key
from pipeline.segment.titles import core
from pipeline.segment.types import Document, Role

# 上海市人民政府办公厅关于印发…: some sources print the title without its issuer
_ISSUER = re.compile(
    "^[^《》〈〉]{2,80}?(?:政府|办公厅|办公室|委员会|[委局厅部署院会办行]|中心|总队)等?[ ]?(?=关于|印发|转发|批转)"
)


def root_of(documents: Sequence[Document], ordinal: int) -> int:
    """The ordinal of the document at the head of the chain of covers, its own where it has none."""
    seen = set()
    while (parent := documents[ordinal].parent) is not None and ordinal not in seen:
        seen.add(ordinal)
        ordinal = parent
    return ordinal


def instrument_number(documents: Sequence[Document], ordinal: int) -> str | None:
    """The document's own number, else its cover's; an order printed without its number has that of what it brings."""
    own = documents[ordinal].doc_number
    if own:
        return own
    root = root_of(documents, ordinal)
    if documents[root].doc_number:
        return documents[root].doc_number
    brought = (d.doc_number for d in documents if d.parent == root and d.doc_number and "令" in d.doc_number)
    return next(brought, None)


def title_core(title: str | None) -> str:
    """What two printings of one title share: its characters and digits, without the issuer before 关于 or 印发."""
    return core(_ISSUER.sub("", title or ""))


def work_key(number: str | None, day: dt.date | None, role: Role, title: str | None) -> str:
    """Instrument number (its day where it has none), role and title core: equal for one document in any source."""
    named = doc_number_key(number) if number else day.isoformat() if day else ""
    return f"{named}|{role}|{title_core(title)}"
