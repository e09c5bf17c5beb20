"""MULTIPLE: numbers with 倍 (GUIDELINES, MULTIPLE). 翻一番, 数倍 and 倍增 say no number and are none."""

from __future__ import annotations

from pipeline.extract.bounds import read_quantities
from pipeline.extract.measured import measured
from pipeline.extract.types import Context, Multiple

__all__ = ["find_multiples"]


def find_multiples(text: str, context: Context) -> list[Multiple]:
    """Every MULTIPLE mention of clean ``text``, in order."""
    tight = measured(text)
    out: list[Multiple] = []
    for q in read_quantities(tight.text):
        if q.kind != "multiple":
            continue
        start, end = tight.back(q.start, q.end)
        out.append(
            Multiple(
                start=start,
                end=end,
                text=text[start:end],
                min=q.low,
                max=q.high,
                bound=q.bound,
                min_inclusive=q.low_in,
                max_inclusive=q.high_in,
                needs_review=q.review is not None,
                review_reason=q.review,
            )
        )
    return out
