"""A whole source: its documents in order, their covers, and what every raw character belongs to."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pipeline.normalise.types import NormalisedSource, Paragraph, runs
from pipeline.segment import titles
from pipeline.segment.boundaries import outline
from pipeline.segment.covers import relate
from pipeline.segment.documents import Draft, draft
from pipeline.segment.glue import unglue
from pipeline.segment.head import read_head
from pipeline.segment.labels import Label, front_matter
from pipeline.segment.one_line import spread
from pipeline.segment.starts import Outline, Start
from pipeline.segment.types import Document, SegmentedSource, SourceSpan

_KINDS = ("document", "doc_number", "contents", "chrome", "furniture")
_MARKS = str.maketrans("〈〉", "《》")
_DOCUMENT, _NUMBER, _CONTENTS, _CHROME, _FURNITURE = range(1, 6)


def _fallback(paragraphs: list[Paragraph], found: Outline) -> None:
    """A source in which no document shows its start is one document; so is a run of provisions before the first."""
    first = found.starts[0].at if found.starts else len(paragraphs)
    inside = {i for a, b in found.contents for i in range(a, b)}
    own = [i for i in range(first) if i not in inside and found.labels[i] not in (Label.META, Label.TAIL)]
    provisions = sum(1 for i in own if (mark := found.marks[i]) and mark.kind in ("article", "one"))
    if not found.starts and own:
        found.starts.append(Start(own[0], "addressee", end=len(paragraphs)))
    elif own and provisions >= 2:
        found.starts.insert(0, Start(own[0], "addressee", end=first))


def _order_genre(one: Draft) -> str:
    """令, or 公告 where its head says so."""
    head = one.clean.text.partition("\n")[0]
    return "公告" if "公告" in head and "令" not in head else "令"


def _spelling(title: str | None, toc: str | None) -> str | None:
    """The title without the spaces that only layout put in: as the contents page says it, if it says the same letters."""
    if title is None or toc is None or " " not in title:
        return title
    for other in (toc, *titles.names_in(toc)):
        if " " not in other and other.translate(_MARKS) == title.replace(" ", "").translate(_MARKS):
            return other
    return title


def _spans(
    n_chars: int, source: NormalisedSource, paragraphs: list[Paragraph], found: Outline, drafts: list[Draft]
) -> tuple[SourceSpan, ...]:
    """Every raw character as exactly one kind; what layout dropped goes with what stands before it."""
    if not n_chars:
        return ()
    kinds = [_CHROME] * len(paragraphs)
    for a, b in found.contents:
        kinds[a:b] = [_CONTENTS] * (b - a)
    for one in drafts:
        for k in one.kept:
            kinds[k] = _DOCUMENT
        for k in one.numbers:
            kinds[k] = _NUMBER
    codes = np.zeros(n_chars, dtype=np.int8)
    for a, b in runs(paragraphs):
        sizes = np.array([len(x.text) + 1 for x in paragraphs[a:b]])
        places = paragraphs[a].source.starts[paragraphs[a].start : paragraphs[b - 1].end]
        between = np.cumsum(sizes)[:-1] - 1
        if len(between):  # line feeds are not printed: each counts as the letter before it
            places = places.copy()
            places[between] = places[between - 1]
        codes[places] = np.repeat(np.array(kinds[a:b], dtype=np.int8), sizes)[:-1]
    for piece in source.furniture:
        codes[piece.char_start : piece.char_end] = _FURNITURE
    is_told = codes != 0
    kinds_told = codes[is_told]
    if not len(kinds_told):
        return (SourceSpan("chrome", 0, n_chars),)
    # of flags, which are found faster than codes
    edges = np.flatnonzero(is_told)[1:][kinds_told[1:] != kinds_told[:-1]]
    spans = [int(kinds_told[0]), *codes[edges].tolist()]
    bounds = [0, *edges.tolist(), n_chars]
    return tuple(SourceSpan(_KINDS[k - 1], a, b) for k, (a, b) in zip(spans, pairwise(bounds), strict=True))  # type: ignore[arg-type]


def segment(source: NormalisedSource) -> SegmentedSource:
    """The documents of a source, in the order they start. Raises nothing on any text; an empty one has none."""
    header = front_matter([p.text for p in source.paragraphs], [p.heading for p in source.paragraphs])
    paragraphs, cut_off = unglue(source.paragraphs if header else spread(source.paragraphs), header)
    found = outline(paragraphs, cut_off, header)
    _fallback(paragraphs, found)
    drafts = [draft(paragraphs, found, s, k + 1 < len(found.starts)) for k, s in enumerate(found.starts)]
    drafts = [d for d in drafts if d.kept]
    relations = relate(drafts)
    starts = [
        int(d.clean.starts.min()) for d in drafts
    ]  # a title printed below its text stands before it in the clean text
    documents: list[Document] = []
    for i, (one, (role, parent)) in enumerate(zip(drafts, relations, strict=True)):
        title = _spelling(one.title, one.start.toc)
        start = starts[i]
        number = one.doc_number
        documents.append(
            Document(
                ordinal=i,
                role=role,
                parent=parent,
                genre=_order_genre(one) if one.start.kind == "order" else (titles.genre_of(title) if title else None),
                title=title,
                doc_number=number,
                letterhead=one.letterhead,
                site_dates=one.site_dates,
                toc_title=one.start.toc,
                clean=one.clean,
                char_start=start,
                # its last word: page ends and site matter behind it are not its own
                char_end=int(one.clean.ends.max()),
                clauses=one.clauses,
                needs_review=one.review is not None,
                review_reason=one.review,
            )
        )
    before = [p.text for p in paragraphs[: found.starts[0].at]] if found.starts else []
    around = [paragraphs[k].text for k, what in enumerate(found.labels) if what is Label.META]
    around += [p.text for k, p in enumerate(paragraphs) if found.labels[k] is Label.TAIL]
    return SegmentedSource(
        read_head(before, around), tuple(documents), _spans(source.n_chars, source, paragraphs, found, drafts)
    )
