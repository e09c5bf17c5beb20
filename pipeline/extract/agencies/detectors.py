"""What finds the spans of agencies: the grammar here, trained models (spaCy, HanLP) beside it later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pipeline.extract.types import Detector as DetectorName


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that names a public body; ``score`` is 1 where the detector gives none."""

    start: int
    end: int
    score: float = 1.0


@runtime_checkable
class Detector(Protocol):
    """Finds spans in a batch of texts. ``name`` goes to the column ``detector``."""

    name: DetectorName

    def detect(self, texts: Sequence[str]) -> list[list[Span]]:
        """Spans of each text, ordered and without overlaps; offsets are code points of that text."""
        ...


@runtime_checkable
class Judge(Detector, Protocol):
    """A detector that says how likely each span is, not only which one it would choose."""

    def chances(self, texts: Sequence[str], ends: Sequence[int]) -> Sequence[Sequence[float]]:
        """For each text the probability that a span goes from each offset to its end in ``ends``."""
        ...
