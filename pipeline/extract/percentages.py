"""PERCENT: shares with unit, bound and what they are a share of (GUIDELINES, PERCENT)."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from pipeline.extract.bounds import read_quantities
from pipeline.extract.changes import continues_change, coordinated, read_direction, read_endpoint
from pipeline.extract.measured import measured
from pipeline.extract.quantities import Quantity
from pipeline.extract.share_bases import Share, read_base
from pipeline.extract.share_lists import listed_bases
from pipeline.extract.types import Context, Percentage

__all__ = ["find_percentages"]


def find_percentages(text: str, context: Context) -> list[Percentage]:
    """Every PERCENT mention of clean ``text``, in order."""
    out: list[Percentage] = []
    previous: Quantity | None = None
    tight = measured(text)
    shares = [q for q in read_quantities(tight.text) if q.kind == "percent"]
    listed = listed_bases(tight.text, shares)
    for place, q in enumerate(shares):
        start, end = tight.back(q.start, q.end)
        base = listed.get(place) or read_base(
            tight.text, q, Share(previous, out[-1].base) if previous is not None else None
        )
        floor = previous.word_end if previous else 0
        endpoint, direction = read_endpoint(tight.text, q, floor), read_direction(tight.text, q, floor)
        if previous is not None and not endpoint and not direction and coordinated(tight.text, previous, q):
            endpoint, direction = out[-1].endpoint, out[-1].direction
        if q.high is not None and q.high < 0:
            direction = None
        if previous is not None and continues_change(tight.text, previous, q):
            endpoint, out[-1] = "to", replace(out[-1], endpoint="from", direction=None)
            base = out[-1].base or base
        out.append(
            Percentage(
                start=start,
                end=end,
                text=text[start:end],
                unit=cast(Literal["percent", "permille", "point"], q.unit),
                min=q.low,
                max=q.high,
                bound=q.bound,
                base=base,
                direction=None if endpoint else direction,
                endpoint=endpoint,
                min_inclusive=q.low_in,
                max_inclusive=q.high_in,
                needs_review=q.review is not None,
                review_reason=q.review,
            )
        )
        previous = q
    return out
