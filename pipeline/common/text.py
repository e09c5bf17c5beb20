"""Clean text that knows where each of its characters stands in the raw text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CleanText:
    """A normalised text and, for each of its characters, the raw span it came from.

    ``starts[i]`` and ``ends[i]`` are code points into the raw text (end exclusive); ``starts`` never falls
    within one paragraph. A character made by normalisation (the line break between two paragraphs) has an empty
    raw span at the end of what stands before it.
    """

    text: str
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.text)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of ``text[start:end]``; an empty clean span has an empty raw span."""
        if start >= end:
            at = int(self.starts[start]) if start < len(self.text) else self.raw_end
            return at, at
        return int(self.starts[start]), int(self.ends[end - 1])

    @property
    def raw_start(self) -> int:
        """Raw offset of the first character (0 of an empty text)."""
        return int(self.starts[0]) if len(self.text) else 0

    @property
    def raw_end(self) -> int:
        """Raw offset after the last character (0 of an empty text)."""
        return int(self.ends[-1]) if len(self.text) else 0

    def slice(self, start: int, end: int) -> CleanText:
        """The part ``[start, end)`` with its map."""
        return CleanText(self.text[start:end], self.starts[start:end], self.ends[start:end])

    @staticmethod
    def join(pieces: Sequence[CleanText], separator: str = "\n") -> CleanText:
        """Pieces in order with ``separator`` between them, its raw spans empty."""
        parts = [p for p in pieces if p.text]
        if not parts:
            empty = np.zeros(0, dtype=np.int64)
            return CleanText("", empty, empty)
        if len(parts) == 1:
            return parts[0]
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        for i, piece in enumerate(parts):
            if i and separator:
                between = [parts[i - 1].ends[-1:]] * len(separator)
                starts += between
                ends += between
            starts.append(piece.starts)
            ends.append(piece.ends)
        return CleanText(separator.join([p.text for p in parts]), np.concatenate(starts), np.concatenate(ends))
