"""Clean text that knows where each of its characters stands in the raw text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]


class CleanText:
    """A normalised text and, for each of its characters, the raw span it came from.

    ``starts[i]`` and ``ends[i]`` are code points into the raw text (end exclusive); ``starts`` never falls
    within one paragraph. A character made by normalisation (the line break between two paragraphs) has an empty
    raw span at the end of what stands before it.
    """

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: Offsets, ends: Offsets) -> None:
        # made for every paragraph, so frozen by its types alone: a frozen dataclass takes three times as long
        self.text: Final = text
        self.starts: Final = starts
        self.ends: Final = ends

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"CleanText({self.text!r}, raw {self.raw_start}:{self.raw_end})"

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
        text = separator.join([p.text for p in parts])
        if not separator:
            return CleanText(text, np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts]))
        # what is between two pieces begins and ends where the first of them ends
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        for part in parts:
            between = part.ends[-1:] if len(separator) == 1 else np.repeat(part.ends[-1:], len(separator))
            starts += (part.starts, between)
            ends += (part.ends, between)
        return CleanText(text, np.concatenate(starts[:-1]), np.concatenate(ends[:-1]))
