"""What normalise gives back: clean paragraphs in reading order, and the furniture taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.common.text import CleanText
from pipeline.normalise.numbering import Mark, read_mark

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


class Paragraph(NamedTuple):
    """A logical line: what the author wrote between two line ends, wraps undone.

    Its text is ``source.text[start:end]``; paragraphs after one another share their ``source``, a line feed between two.
    ``mark``: the number it opens with. ``indent`` and ``blank`` are its first line's. ``strong``: set in bold; ``heading``:
    Markdown heading level. ``floated``: page layout set it inside the paragraph that follows. ``doubt``: why its joins may
    be wrong, None where the layout was plain. ``lines`` it was made of.
    """

    text: str
    source: CleanText
    start: int
    end: int
    mark: Mark | None = None
    indent: float = 0.0
    blank: int = 0
    strong: bool = False
    heading: int = 0
    after_page: bool = False
    lines: int = 1
    width: float = 0.0
    floated: bool = False
    doubt: str | None = None

    @staticmethod
    def of(clean: CleanText) -> Paragraph:
        """A paragraph by itself."""
        return Paragraph("", clean, 0, 0).saying(clean)

    @property
    def clean(self) -> CleanText:
        """Its text with the raw place of each letter."""
        return self.source.slice(self.start, self.end)

    def saying(self, clean: CleanText) -> Paragraph:
        """The same paragraph with another text."""
        return self._replace(text=clean.text, source=clean, start=0, end=len(clean), mark=read_mark(clean.text))

    def cut(self, start: int, end: int) -> Paragraph:
        """A part of its text as a paragraph, all else the same; spaces at its end go."""
        text = self.text[start:end].rstrip()
        at = self.start + start
        return self._replace(text=text, start=at, end=at + len(text), mark=read_mark(text))


def runs(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Index ranges of paragraphs that stand after one another in their source, a line feed between two."""
    out: list[tuple[int, int]] = []
    first, source, at = 0, None, 0
    for k, paragraph in enumerate(paragraphs):
        if paragraph.source is not source or paragraph.start != at or source.text[at - 1] != "\n":
            if k:
                out.append((first, k))
            first, source = k, paragraph.source
        at = paragraph.end + 1
    return [*out, (first, len(paragraphs))] if paragraphs else out


def together(paragraphs: Sequence[Paragraph]) -> CleanText:
    """The text of paragraphs in order, line feeds between them."""
    return CleanText.join(
        [paragraphs[a].source.slice(paragraphs[a].start, paragraphs[b - 1].end) for a, b in runs(paragraphs)]
    )


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
