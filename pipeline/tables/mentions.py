"""Mentions to columns: raw places, clauses and ids of a document's mentions, then each type's own columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.assemble.types import DocumentRecord
from pipeline.common.text import CleanText
from pipeline.extract.types import Agency, AnyMention
from pipeline.tables.clauses import ClauseTree, Ints, at_rows, deepest
from pipeline.tables.registry import MENTION_TABLES, TABLE_OF_TYPE
from pipeline.tables.rows import RowError, table_from_columns

CONDITION = ("condition", *(f"condition_{s}" for s in ("char_start", "char_end", "clean_start", "clean_end")))
_NUMBER_OF_TYPE = {type_: MENTION_TABLES.index(name) for type_, name in TABLE_OF_TYPE.items()}


class MentionColumns:
    """The mentions of a batch: added a document at a time, one table of columns for each type at the end.

    Rows are never objects of their own: tens of thousands of them would have the garbage collector at work.
    """

    def __init__(self) -> None:
        self.found: list[AnyMention] = []
        self.sizes: list[int] = []  # of each document
        self.places: list[Ints] = []  # columns of PLACES, of each document
        self.clauses: list[Ints] = []  # rows of clauses, -1 where none holds the mention
        self.n_clauses = 0
        self.texts: list[CleanText] = []

    def add(self, record: DocumentRecord, tree: ClauseTree, document_id: str) -> None:
        """Add the mentions of one document, ``tree`` being that of its clauses."""
        clean = record.document.clean
        mentions, starts, ends = _in_order(record.mentions)
        bad = (starts < 0) | (ends <= starts) | (ends > len(clean))
        if bad.any():
            raise _outside(mentions[int(np.flatnonzero(bad)[0])], len(clean), document_id)
        if mentions:
            at = deepest(tree, starts, ends)
            self.clauses.append(np.where(at < 0, -1, at + self.n_clauses))
            self.places.append(np.stack((clean.starts[starts], clean.ends[ends - 1], starts, ends)))
        self.found += mentions
        self.sizes.append(len(mentions))
        self.texts.append(clean)
        self.n_clauses += len(tree.first)

    def tables(self, documents: pa.Array, sources: pa.Array, clauses: pa.Array) -> dict[str, pa.Table]:
        """Every table of mentions, and ``agency_members``; from the ids of documents, their sources and clauses."""
        document = np.repeat(np.arange(len(self.sizes)), self.sizes)
        places = np.concatenate(self.places, axis=1) if self.places else np.zeros((len(PLACES), 0), dtype=np.int64)
        clause_id = at_rows(clauses, self.clauses)
        kinds = np.array([_NUMBER_OF_TYPE[m.type] for m in self.found], dtype=np.int64)
        tables: dict[str, pa.Table] = {}
        for number, name in enumerate(MENTION_TABLES):
            rows = np.flatnonzero(kinds == number)
            found = [self.found[i] for i in rows.tolist()]
            base = {
                "document_id": documents.take(document[rows]),
                "clause_id": clause_id.take(rows),
                "source_id": sources.take(document[rows]),
                **{column: pa.array(places[n][rows]) for n, column in enumerate(PLACES)},
                **_plain(found, "text", "needs_review", "review_reason"),
            }
            base["mention_id"] = mention_ids(found, base["source_id"], base["char_start"], base["char_end"])
            if name == "amounts":
                base |= _conditions(found, [self.texts[i] for i in document[rows].tolist()])
            if name == "agencies":
                tables["agency_members"] = _members(base["mention_id"], found)
            tables[name] = table_from_columns(name, base | OWN[name](found))
        return tables


PLACES = ("char_start", "char_end", "clean_start", "clean_end")


def _in_order(mentions: Sequence[AnyMention]) -> tuple[Sequence[AnyMention], Ints, Ints]:
    """Mentions by start, end and type, as extract gives them, with their starts and ends."""
    ordered = sorted(mentions, key=attrgetter("start", "end", "type"))
    starts, ends = (np.array([*map(attrgetter(side), ordered)], dtype=np.int64) for side in ("start", "end"))
    return ordered, starts, ends


def mention_ids(found: Sequence[AnyMention], sources: pa.Array, starts: pa.Array, ends: pa.Array) -> pa.Array:
    """``source_id:TYPE:char_start:char_end`` of each."""
    types = pa.array([m.type for m in found], pa.string())
    return pc.binary_join_element_wise(sources, types, *(pc.cast(a, pa.string()) for a in (starts, ends)), ":")


def _members(agencies: pa.Array, found: Sequence[Any]) -> pa.Table:
    listing = [i for i, m in enumerate(found) if m.members]
    heads = [(i, n, member) for i in listing for n, member in enumerate(found[i].members)]
    return table_from_columns(
        "agency_members",
        {
            "mention_id": agencies.take(pa.array([i for i, _, _ in heads], pa.int64())),
            "ordinal": [n for _, n, _ in heads],
            **_plain([member for _, _, member in heads], "text", "agency_id", "canonical"),
        },
    )


def _conditions(amounts: Sequence[Any], texts: Sequence[CleanText]) -> dict[str, list[Any]]:
    """What each sum is for, and where that stands; all null where nothing is plain."""
    rows = [
        (None,) * len(CONDITION)
        if (c := m.condition) is None
        else (c.text, int(clean.starts[c.start]), int(clean.ends[c.end - 1]), c.start, c.end)
        for m, clean in zip(amounts, texts, strict=True)
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
        "members": [tuple(member.text for member in m.members) if m.members else () for m in mentions],
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
