"""Mentions of a paragraph as it comes, in the form of the gold: what ``gongbao extract`` writes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from pipeline.common.json_types import Json
from pipeline.extract.agencies import Detector
from pipeline.extract.combine import extract
from pipeline.extract.types import Amount, AnyMention, Context
from pipeline.normalise import clean_paragraph

# said only where there is something to say: the gold has no such fields
_ONLY_IF_SET = ("needs_review", "review_reason", "members", "agency_id", "is_enforcer", "anchor")
_ONLY_IF_KNOWN = ("min_inclusive", "max_inclusive", "direction", "endpoint")
_INTERNAL = ("start", "end", "text", "detector", "condition")


def extract_paragraph(
    raw: str, context: Context | None = None, detector: Detector | None = None, *, wrapped: bool = True
) -> list[dict[str, Json]]:
    """Every mention in ``raw``, a paragraph with whatever widths, spaces and damage it came with.

    Line breaks are taken for wraps; ``wrapped=False`` takes each line for a paragraph. ``detector`` as for ``extract``.
    Offsets are code points of ``raw`` and ``text`` is ``raw[start:end]``; the fields are those of
    ``pipeline/evaluate/gold/GUIDELINES.md``.
    """
    clean = clean_paragraph(raw, wrapped=wrapped)
    found = []
    for mention in extract(clean.text, context, detector):
        start, end = clean.raw_span(mention.start, mention.end)
        row = to_json(mention, start, end, raw[start:end])
        if isinstance(mention, Amount) and mention.condition is not None:
            first, last = clean.raw_span(mention.condition.start, mention.condition.end)
            row["condition"] = {"start": first, "end": last, "text": raw[first:last]}
        found.append(row)
    return found


def to_json(mention: AnyMention, start: int, end: int, text: str) -> dict[str, Json]:
    """One mention as a JSON object, standing at ``start`` to ``end`` of a text that has ``text`` there.

    Days are ISO strings, whole numbers integers; ``members`` are the listed heads. What a sum is for (``condition``)
    stands at places of its own and is left to the caller.
    """
    row: dict[str, Json] = {"type": mention.type, "start": start, "end": end, "text": text}
    for field in dataclasses.fields(mention):
        value = getattr(mention, field.name)
        if field.name in _INTERNAL or (field.name in _ONLY_IF_SET and not value):
            continue
        if field.name in _ONLY_IF_KNOWN and value is None:
            continue
        row[field.name] = [m.text for m in value] if field.name == "members" else _plain(value)
    return row


def _plain(value: object) -> Json:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"no JSON form for {value!r}")
