"""Mentions to columns: raw places, clauses and ids of a document's mentions, then each type's own columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.assemble.types import DocumentRecord
from pipeline.common.text import CleanText
from pipeline.extract.types import Agency, AnyMention
from pipeline.segment.types import Clause
from pipeline.tables.ids import mention_id
from pipeline.tables.registry import MENTION_TABLES, TABLE_OF_TYPE
from pipeline.tables.rows import RowError, table_from_columns

Ints = NDArray[np.int64]


def deepest_clauses(clauses: Sequence[Clause], starts: Ints, ends: Ints) -> Ints:
    """For each clean span the index of the deepest clause whose clean span holds it, -1 where none does.

    Clauses nest, so it is the last one to begin at or before the span, or the nearest above that one to reach its
    end. Linear but for the sort.
    """
    if not len(clauses):
        return np.full(len(starts), -1, dtype=np.int64)
    first = np.array([c.clean_start for c in clauses], dtype=np.int64)
    last = np.array([c.clean_end for c in clauses], dtype=np.int64)
    depth = np.array([c.depth for c in clauses], dtype=np.int64)
    # the extra entry is what -1 finds: a clause above all roots that reaches everything
    parent = np.array([-1 if c.parent is None else c.parent for c in clauses] + [-1], dtype=np.int64)
    reach = np.append(last, np.iinfo(np.int64).max)
    order = np.lexsort((depth, first))
    at = np.searchsorted(first[order], starts, side="right") - 1
    found = np.where(at >= 0, order[at], -1)
    for _ in range(int(depth.max()) + 1):
        short = reach[found] < ends
        if not short.any():
            break
        found = np.where(short, parent[found], found)
    return found


BASE = (
    "mention_id", "document_id", "clause_id", "source_id", "text", "char_start", "char_end", "clean_start",
    "clean_end", "needs_review", "review_reason",
)  # fmt: skip
CONDITION = ("condition", *(f"condition_{s}" for s in ("char_start", "char_end", "clean_start", "clean_end")))


class MentionColumns:
    """The mentions of a batch: added a document at a time, one table of columns for each type at the end.

    Rows are never objects of their own: tens of thousands of them would have the garbage collector at work.
    """

    def __init__(self) -> None:
        self.found: dict[str, list[Any]] = {name: [] for name in MENTION_TABLES}
        self.conditions: dict[str, list[Any]] = {name: [] for name in CONDITION}
        self.base: dict[str, dict[str, list[Any]]] = {name: {c: [] for c in BASE} for name in MENTION_TABLES}

    def add(self, record: DocumentRecord, ids: Sequence[str], document_id: str, source_id: str) -> None:
        """Add the mentions of one document; ``ids`` are those of its clauses, in their order."""
        if not record.mentions:
            return
        clean = record.document.clean
        mentions = sorted(record.mentions, key=attrgetter("start", "end", "type"))
        starts = np.array([m.start for m in mentions], dtype=np.int64)
        ends = np.array([m.end for m in mentions], dtype=np.int64)
        bad = (starts < 0) | (ends <= starts) | (ends > len(clean))
        if bad.any():
            raise _outside(mentions[int(np.flatnonzero(bad)[0])], len(clean), document_id)
        raw_starts = clean.starts[starts].tolist()
        raw_ends = clean.ends[ends - 1].tolist()
        clauses = deepest_clauses(record.document.clauses, starts, ends).tolist()
        text = clean.text
        rows: dict[str, list[int]] = {}
        for i, m in enumerate(mentions):
            rows.setdefault(TABLE_OF_TYPE[m.type], []).append(i)
        for name, own in rows.items():
            found = [mentions[i] for i in own]
            self.found[name] += found
            base = self.base[name]
            base["mention_id"] += [mention_id(source_id, mentions[i].type, raw_starts[i], raw_ends[i]) for i in own]
            base["document_id"] += [document_id] * len(own)
            base["clause_id"] += [ids[clauses[i]] if clauses[i] >= 0 else None for i in own]
            base["source_id"] += [source_id] * len(own)
            base["text"] += [text[m.start : m.end] for m in found]
            base["char_start"] += [raw_starts[i] for i in own]
            base["char_end"] += [raw_ends[i] for i in own]
            base["clean_start"] += [m.start for m in found]
            base["clean_end"] += [m.end for m in found]
            base["needs_review"] += [m.needs_review for m in found]
            base["review_reason"] += [m.review_reason for m in found]
            if name == "amounts":
                for side, places in _conditions(found, clean).items():
                    self.conditions[side] += places

    def tables(self) -> dict[str, pa.Table]:
        """Every table of mentions, and ``agency_members``."""
        own = {name: self.base[name] | OWN[name](self.found[name]) for name in MENTION_TABLES}
        own["amounts"] |= self.conditions
        tables = {name: table_from_columns(name, own[name]) for name in MENTION_TABLES}
        heads = [
            (key, n, member.text, member.agency_id, member.canonical)
            for key, agency in zip(self.base["agencies"]["mention_id"], self.found["agencies"], strict=True)
            for n, member in enumerate(agency.members)
        ]
        names = ("mention_id", "ordinal", "text", "agency_id", "canonical")
        tables["agency_members"] = table_from_columns(
            "agency_members", {c: [row[i] for row in heads] for i, c in enumerate(names)}
        )
        return tables


def _conditions(amounts: Sequence[Any], clean: CleanText) -> dict[str, list[Any]]:
    """What each sum is for, and where that stands; all null where nothing is plain."""
    rows = [
        (None,) * len(CONDITION)
        if (c := m.condition) is None
        else (c.text, int(clean.starts[c.start]), int(clean.ends[c.end - 1]), c.start, c.end)
        for m in amounts
    ]
    return {name: [row[i] for row in rows] for i, name in enumerate(CONDITION)}


def _outside(mention: AnyMention, size: int, document_id: str) -> RowError:
    return RowError(
        f"a {mention.type} mention from {mention.start} to {mention.end} outside its clean text of {size} characters",
        place=document_id,
        mend="Mend the extractor that made it",
    )


def _plain(mentions: Iterable[Any], *names: str) -> dict[str, list[Any]]:
    """Columns that a mention has under their own names; None where its type has none (periods are of two types)."""
    mentions = list(mentions)
    return {name: _values(mentions, name) for name in names}


def _values(mentions: list[Any], name: str) -> list[Any]:
    try:
        return list(map(attrgetter(name), mentions))
    except AttributeError:
        return [getattr(m, name, None) for m in mentions]


def _double(number: Decimal | None) -> float | None:
    """The nearest double, None beyond its range."""
    if number is None:
        return None
    near = float(number)
    return near if math.isfinite(near) else None


SCALE = Decimal("0.000001")
WIDE = Context(prec=60)


def _fits(number: Decimal | None) -> Decimal | None:
    """The number where decimal128(24, 6) holds it exactly, else None."""
    if number is None or not number.is_finite() or (number and number.adjusted() > 17):
        return None
    scaled = WIDE.quantize(number, SCALE)
    return scaled if scaled == number else None


def _numbers(mentions: list[Any]) -> dict[str, list[Any]]:
    low = [_double(m.min) for m in mentions]
    high = [_double(m.max) for m in mentions]
    one = [
        None if m.bound == "range" else (below if above is None else above)
        for m, below, above in zip(mentions, low, high, strict=True)
    ]
    return {
        "value": one,
        "value_min": low,
        "value_max": high,
        "bound": [m.bound for m in mentions],
        **_plain(mentions, "min_inclusive", "max_inclusive"),
    }


def _amounts(mentions: list[Any]) -> dict[str, Any]:
    return {
        **_numbers(mentions),
        **_plain(mentions, "currency", "per"),
        "value_min_exact": [_fits(m.min) for m in mentions],
        "value_max_exact": [_fits(m.max) for m in mentions],
        "per_text": ["/".join(m.per) or None for m in mentions],
    }


# What one of a unit is as a ratio; a percentage point is none.
DIVISOR = {"percent": 100, "permille": 1000}


def _ratio(number: Decimal | None, unit: str) -> float | None:
    # divided as a decimal, so that 0.07 % is the double nearest to 0.0007
    return None if number is None or unit not in DIVISOR else _double(number / DIVISOR[unit])


def _percentages(mentions: list[Any]) -> dict[str, Any]:
    return {
        **_numbers(mentions),
        **_plain(mentions, "unit", "base", "direction", "endpoint"),
        "ratio_min": [_ratio(m.min, m.unit) for m in mentions],
        "ratio_max": [_ratio(m.max, m.unit) for m in mentions],
    }


def _periods(mentions: list[Any]) -> dict[str, Any]:
    kinds = {"PLAN_PERIOD": "plan", "RECURRENCE": "recurrence"}
    return {
        "kind": [kinds[m.type] for m in mentions],
        **_plain(mentions, "date_start", "date_end", "every", "due"),
    }


def _agencies(mentions: list[Agency]) -> dict[str, Any]:
    return {
        **_plain(mentions, "kind", "role", "agency_id", "canonical", "is_enforcer", "detector"),
        "members": [tuple(member.text for member in m.members) for m in mentions],
    }


OWN: dict[str, Callable[[list[Any]], dict[str, Any]]] = {
    "amounts": _amounts,
    "percentages": _percentages,
    "multiples": _numbers,
    "dates": lambda ms: _plain(ms, "date_start", "date_end", "granularity", "role"),
    "periods": _periods,
    "durations": lambda ms: _numbers(ms) | _plain(ms, "unit", "anchor"),
    "agencies": _agencies,
    "citations": lambda ms: _plain(ms, "cited_title", "cited_doc_number", "cited_provision", "relation"),
}
