"""How the tests of this folder read a text, and what every reading has to keep."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import numpy as np

from pipeline.common.text import CleanText
from pipeline.normalise import normalise
from pipeline.normalise.types import Paragraph
from pipeline.segment import Clause, Document, SegmentedSource, segment
from pipeline.segment.types import LEVELS_ZH, ROLES
from tests.normalise.offsets import check_map, is_reading

_ID = re.compile(
    r"(?:title|addressee|history|signature|attachment_list|(?:preamble|closing)__para_\d+"
    r"|(?:(?:part|subpart|chp|sec|art|para|subpara|point|lvl[1-4])_\d+(?:-\d+)?|wrapup)"
    r"(?:__(?:(?:part|subpart|chp|sec|art|para|subpara|point|lvl[1-4])_\d+(?:-\d+)?|wrapup))*)"
)


def paragraph(text: str, **layout: object) -> Paragraph:
    """A paragraph of clean text, as if the raw text were the same."""
    at = np.arange(len(text), dtype=np.int64)
    return Paragraph.of(CleanText(text, at, at + 1))._replace(**layout)  # type: ignore[arg-type]


def read(raw: str) -> SegmentedSource:
    """A raw text, normalised and segmented, every invariant checked on the way."""
    source = segment(normalise(raw))
    check_source(raw, source)
    return source


def line(clause: Clause) -> str:
    """``art_1 第一条 【目的】 words``: id, number, heading and own words, what there is of them."""
    heading = f"【{clause.heading}】" if clause.heading is not None else None
    return " ".join(x for x in (clause.eid, clause.num_text, heading, clause.text.replace("\n", " / ")) if x)


def tree(raw: str) -> list[str]:
    """The provisions of a text that is one document, a line each."""
    (document,) = read(raw).documents
    return [line(c) for c in document.clauses]


def body(raw: str) -> list[str]:
    """The same without the title."""
    return [x for x in tree(raw) if not x.startswith("title ")]


def outline(raw: str) -> list[tuple[str, int | None, str | None, str | None]]:
    """Role, cover, title and number of every document."""
    return [(d.role, d.parent, d.title, d.doc_number) for d in read(raw).documents]


def kinds(raw: str) -> list[tuple[str, str]]:
    """Every stretch of a raw text with what it is, white space apart."""
    spans = read(raw).spans
    return [(s.kind, raw[s.char_start : s.char_end].strip()) for s in spans]


def check_source(raw: str, source: SegmentedSource, *, apart: bool = True) -> None:
    """Everything that holds of any source (SCHEMA.md, issues 2 and 3). ``apart``: root clauses share no character and stand in reading order."""
    _check_spans(raw, source)
    kind = [""] * len(raw)
    for span in source.spans:
        kind[span.char_start : span.char_end] = [span.kind] * (span.char_end - span.char_start)
    starts = [d.char_start for d in source.documents]
    assert starts == sorted(set(starts))
    for i, document in enumerate(source.documents):
        assert document.ordinal == i
        assert document.role in ROLES
        assert 0 <= document.char_start < document.char_end <= len(raw)
        if document.parent is not None:
            assert document.parent < i
            assert document.role == "attachment"
            assert source.documents[document.parent].role != "attachment"
        check_document(raw, document, apart=apart)
        _check_cover(document, kind)


def _check_spans(raw: str, source: SegmentedSource) -> None:
    """Every raw character is in exactly one span."""
    if not raw:
        assert source.spans == ()
        return
    assert source.spans[0].char_start == 0
    assert source.spans[-1].char_end == len(raw)
    assert all(s.char_start < s.char_end for s in source.spans)
    assert all(a.char_end == b.char_start and a.kind != b.kind for a, b in pairwise(source.spans))


def check_document(raw: str, document: Document, *, apart: bool = True) -> None:
    """A document's text leads back to the raw text, and its provisions are one tree in reading order."""
    check_map(raw, document.clean, made="\n")
    text, clauses = document.clean.text, document.clauses
    children: dict[int | None, list[Clause]] = defaultdict(list)
    for i, clause in enumerate(clauses):
        assert clause.level in LEVELS_ZH
        assert _ID.fullmatch(clause.eid), clause.eid
        assert clause.path
        assert 0 <= clause.clean_start < clause.clean_end <= len(text)
        assert 0 <= clause.char_start < clause.char_end <= len(raw)
        first = document.clean.raw_span(clause.clean_start, clause.clean_start + 1)
        assert clause.char_start <= first[0]
        assert is_reading(raw[first[0] : first[1]], text[clause.clean_start])
        assert clause.text in text[clause.clean_start : clause.clean_end]
        assert clause.needs_review == (clause.review_reason is not None)
        children[clause.parent].append(clause)
        if clause.parent is None:
            assert clause.depth == 0
            continue
        assert clause.parent < i
        parent = clauses[clause.parent]
        assert clause.depth == parent.depth + 1
        assert parent.clean_start <= clause.clean_start
        assert clause.clean_end <= parent.clean_end
        assert parent.char_start <= clause.char_start
        assert clause.char_end <= parent.char_end
        assert clause.path.startswith(f"{parent.path}/")
    for parent_at, siblings in children.items():
        if parent_at is not None or apart:
            assert all(a.clean_end <= b.clean_start for a, b in pairwise(siblings))
    if apart:
        order = [(c.clean_start, -c.clean_end) for c in clauses]
        assert order == sorted(order)
    _check_ids(clauses)


def _check_ids(clauses: tuple[Clause, ...]) -> None:
    """Only a printed number that comes again, or text after items, may repeat an id."""
    seen: set[str] = set()
    for clause in clauses:
        if clause.eid in seen:
            assert (
                clause.num_text is not None or clause.level == "wrapup" or "~" in clause.eid or _under_repeated(clause)
            )
        seen.add(clause.eid)


def _under_repeated(clause: Clause) -> bool:
    return "__" in clause.eid  # its numbered parent came again: the parent was looked at before it


def _check_cover(document: Document, kind: list[str]) -> None:
    """Root clauses cover the clean text but number lines and white space."""
    text = document.clean.text
    covered = np.zeros(len(text), dtype=bool)
    for clause in document.clauses:
        if clause.parent is None:
            covered[clause.clean_start : clause.clean_end] = True
    for i in np.flatnonzero(~covered):
        if not text[i].isspace():
            assert kind[int(document.clean.starts[i])] == "doc_number", text[max(0, i - 10) : i + 10]
    for i in np.flatnonzero(covered):
        if not text[i].isspace():
            assert kind[int(document.clean.starts[i])] == "document", text[max(0, i - 10) : i + 10]
