"""Where a document starts, and what a source's outline holds: what ``boundaries`` finds and the other modules read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.normalise.numbering import Mark
from pipeline.segment.labels import Label

Kind = Literal["order", "titled", "number", "addressee", "attachment", "interpretation"]


@dataclass(slots=True)
class Start:
    """A document's start: its first paragraph, how, and the paragraphs of its title (start, end)."""

    at: int
    kind: Kind
    title: tuple[int, int] | None = None
    end: int = 0
    toc: str | None = None
    repeats: list[int] = field(default_factory=list)  # paragraphs that only say its title again


@dataclass(slots=True)
class Outline:
    """All starts of a source, with the paragraphs' labels and numbers and the contents pages found on the way."""

    starts: list[Start]
    labels: list[Label]
    marks: list[Mark | None]
    contents: list[tuple[int, int]]
    listed: list[str]
