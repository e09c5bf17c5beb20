"""What normalise gives back: clean paragraphs in reading order, and the furniture taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.common.text import CleanText

FurnitureKind = Literal["page_number", "running_head", "rule"]


class Line(NamedTuple):
    """One printed line, tidied. ``width`` in em (an ideograph is 1, a digit or Latin letter a half), indent apart.

    Its text is ``source.text[start:end]``. ``spread``: its letters were spaced out to fill the measure. ``blank``: blank
    lines before it.
    """

    text: str
    source: CleanText
    start: int
    end: int
    indent: float
    width: float
    blank: int
    spread: bool = False
    strong: bool = False
    heading: int = 0
    after_page: bool = False
    raw_start: int = 0
    raw_end: int = 0

    @property
    def clean(self) -> CleanText:
        """Its text with the raw place of each letter."""
        start, end = self.start, self.end
        return CleanText(self.text, self.source.starts[start:end], self.source.ends[start:end])


class Paragraph(NamedTuple):
    """A logical line: what the author wrote between two line ends, wraps undone.

    ``indent`` and ``blank`` are its first line's. ``strong``: set in bold; ``heading``: Markdown heading level.
    ``floated``: page layout set it inside the paragraph that follows. ``doubt``: why its joins may be wrong, None where the layout was plain. ``lines`` it was made of.
    """

    clean: CleanText
    indent: float = 0.0
    blank: int = 0
    strong: bool = False
    heading: int = 0
    after_page: bool = False
    lines: int = 1
    width: float = 0.0
    floated: bool = False
    doubt: str | None = None

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.clean.text


@dataclass(frozen=True, slots=True)
class Furniture:
    """A printed line that belongs to the page, not the text. Raw offsets."""

    kind: FurnitureKind
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class NormalisedSource:
    """A source as paragraphs; ``n_chars`` is the length of its raw text."""

    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Furniture, ...]
    n_chars: int
