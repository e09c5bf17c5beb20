"""Prints made-up papers as gazettes and web pages are extracted, and keeps where everything went.

Every letter of a paper is printed once and in order; layouts only add spaces, lines and furniture, and write some
letters in another width. So the raw place of each provision is known.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Literal

from benchmarks import gazette_words as words
from benchmarks.damage import em, set_lines
from benchmarks.gazette_papers import Line, Paper

Layout = Literal["web", "pages", "flat", "wrapped", "blank", "flush", "glued", "ascii"]
LAYOUTS: tuple[Layout, ...] = ("web", "pages", "flat", "wrapped", "blank", "flush", "glued", "ascii")
_WRAPPED = ("wrapped", "blank", "flush", "ascii")
_ASCII = str.maketrans("，；：（）", ",;:()")
_PAGE_LINES = 34


@dataclass(slots=True)
class Printed:
    """A raw text with the gold of its documents and provisions, rows as the gold files have them."""

    raw: str
    documents: list[dict[str, Any]]
    clauses: list[dict[str, Any]]


@dataclass(slots=True)
class _Sheet:
    """The raw text so far; page numbers and running heads come by themselves."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    lines: int = 0
    page: int = 3

    def put(self, text: str) -> int:
        """Write a text, and where it begins."""
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return start


class Printer:
    """Prints one issue."""

    def __init__(self, style: words.Style, layout: Layout, rng: random.Random, source: str) -> None:
        self.style, self.layout, self.rng, self.source = style, layout, rng, source
        self.sheet = _Sheet()
        self.width = rng.randint(24, 36)
        self.lead = "" if layout in ("flat", "flush") else "　　"
        self.dashed = rng.random() < 0.5
        self.one_line = rng.random() < 0.3  # the gazette's name and the page on one line

    def issue(self, papers: list[Paper]) -> Printed:
        """The whole issue."""
        if self.layout in _WRAPPED:
            self._cover(papers)
        documents: list[dict[str, Any]] = []
        clauses: list[dict[str, Any]] = []
        for k, paper in enumerate(papers):
            if self.layout == "pages" and paper.parent is None:
                self._page_head(paper)
            starts, own = self._paper(paper, glued=self.layout == "glued" and k > 0)
            documents.append(self._row(paper, starts, documents))
            clauses += [{"source": self.source, "document_start": starts, **row} for row in own]
            if self.layout == "pages" and (k + 1 == len(papers) or papers[k + 1].parent is None):
                self._page_foot(paper)
        ends = [d["start"] for d in documents[1:]] + [self.sheet.at]
        by_start = {d["start"]: end for d, end in zip(documents, ends, strict=True)}
        for row in clauses:
            row["document_end"] = by_start[row["document_start"]]
        return Printed("".join(self.sheet.parts), documents, clauses)

    def _row(self, paper: Paper, start: int, before: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "source": self.source,
            "start": start,
            "kind": paper.kind,
            "title": paper.title or None,
            "doc_number": paper.number,
            "promulgated": paper.promulgated,
            "parent_start": None if paper.parent is None else before[paper.parent]["start"],
        }

    def _paper(self, paper: Paper, *, glued: bool) -> tuple[int, list[dict[str, Any]]]:
        """Print one paper: where it starts, and its provisions."""
        first: int | None = None
        rows: list[dict[str, Any]] = []
        if glued and self.sheet.parts[-1].endswith("\n") and paper.kind not in ("order", "attachment", "regulation"):
            self.sheet.at -= len(self.sheet.parts[-1])
            kept = self.sheet.parts.pop().rstrip("\n")
            self.sheet.put(kept)
        elif self.sheet.at:
            self.sheet.put("\n")
        for line in paper.lines:
            places = self._line(line)
            first = places[0] if first is None else first
            ink = [k for k, c in enumerate(line.text) if not c.isspace()]
            for offset, level, eid in line.truth:
                k = next(i for i, at in enumerate(ink) if at >= offset)
                rows.append({"eid": eid, "level": level, "char_start": places[k]})
        return first or 0, rows

    def _line(self, line: Line) -> list[int]:
        """Print one paragraph; the raw places of its letters, white space apart."""
        pieces = self._pieces(line)
        places: list[int] = []
        for piece in pieces:
            printed = piece.translate(_ASCII) if self.layout == "ascii" else piece
            start = self.sheet.put(printed + "\n")
            places += [start + k for k, c in enumerate(printed) if not c.isspace()]
            if self.layout in ("blank",) or (self.layout == "pages" and piece is pieces[-1]):
                self.sheet.put("\n")
            self._count()
        return places

    def _pieces(self, line: Line) -> list[str]:
        """The printed lines of one paragraph, indents put in."""
        text = line.text
        wrapped = self.layout in _WRAPPED
        if line.kind in ("title", "centred", "number"):
            room = self.width - 4 if wrapped else 1000
            n = int(-(-em(text) // room))
            pieces = list(set_lines(text, -(-em(text) // n), 0, False)) if n > 1 else [text]
            if line.kind == "number" and self.layout == "wrapped":
                return [" " * int(self.width - em(p)) + p for p in pieces]
            return [" " * max(0, int(self.width - em(p))) + p if wrapped and self.lead else p for p in pieces]
        if line.kind == "right" and self.lead:
            return ["　" * max(2, int(self.width - em(text) - 2)) + text]
        indent = "" if line.kind == "addressee" else self.lead
        if not wrapped:
            return [indent + text]
        pieces = list(set_lines(text, self.width, 2.0 if indent else 0.0, False))
        return [indent + pieces[0], *pieces[1:]]

    # -- what is round the papers ------------------------------------------------------------------------------
    def _count(self) -> None:
        sheet = self.sheet
        sheet.lines += 1
        if self.layout not in _WRAPPED or sheet.lines < _PAGE_LINES:
            return
        sheet.lines = 0
        sheet.page += 1
        number = f"— {sheet.page} —" if self.dashed else str(sheet.page)
        if self.one_line:
            sheet.put(f"\n{self.style.gazette} 2024·8　　·{sheet.page}·\n\n")
            return
        sheet.put(f"\n{number}\n\n{self.style.gazette} 2024年第8期\n\n" if not self.dashed else f"\n{number}\n\n")

    def _cover(self, papers: list[Paper]) -> None:
        """The issue's cover and contents, in one of the layouts in use."""
        put = self.sheet.put
        put(f"{self.style.gazette}\n2024年第8期（总第{self.rng.randint(300, 1900)}期）\n\n目　　录\n\n")
        manner = self.rng.choice(("dots", "brackets", "slash", "plain", "none"))
        page = 3
        for paper in papers:
            if paper.parent is not None or not paper.title:
                continue
            page += self.rng.randint(1, 6)
            number = f"（{paper.number}）" if self.rng.random() < 0.5 and paper.number and "〔" in paper.number else ""
            said = paper.title + number
            if manner == "dots":
                put(f"{said}{'…' * self.rng.randint(3, 12)}{page}\n")
            elif manner == "brackets":
                put(f"{said}……（{page}）\n")
            elif manner == "slash":
                put(f"{said} /{page}\n")
            elif manner == "none":
                put(f"{said}\n")
            else:
                put(f"{said} {page}\n")
        put("\n")

    def _page_head(self, paper: Paper) -> None:
        day = paper.promulgated or "2024-03-01"
        for line in self.rng.choice(words.PAGE_HEADS):
            self.sheet.put(line.format(n=self.rng.randint(100, 999), day=day, body=self.style.office) + "\n")
        self.sheet.put("\n")

    def _page_foot(self, paper: Paper) -> None:
        self.sheet.put("\n")
        for line in self.rng.choice(words.PAGE_FEET):
            self.sheet.put(line.format(body=self.style.office) + "\n")
