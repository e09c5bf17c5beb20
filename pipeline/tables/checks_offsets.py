"""Checks of what the rows say of the text: offsets, coverage, counts."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import ne
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.problems import Ints, Problem, problems_at
from pipeline.tables.registry import MENTION_TABLES

# A line of a document that belongs to no clause: its number. Orders have theirs alone (第8号).
DOC_NUMBER_LINE = re.compile(r"[^\n]{0,60}号[^\n]{0,20}")
# What clean text may change: widths, signs, spaces and, in place names and numerals, variants of one character.
NO_LETTER = re.compile(r"[\W_〇零]+")


def check_offsets(tables: Mapping[str, pa.Table]) -> list[Problem]:
    """Everything about text that the tables of whole sources must agree on."""
    return _counts(tables) + _spans(tables) + _Texts(tables).check()


def _list(table: pa.Table, column: str) -> list[Any]:
    values = table.column(column)
    return list(values.to_numpy().tolist() if pa.types.is_integer(values.type) else values.to_pylist())


def _column(table: pa.Table, name: str) -> Ints:
    return np.asarray(table.column(name).to_numpy(), dtype=np.int64)


def _rows(keys: pa.ChunkedArray, among: pa.Array) -> Ints:
    """The row of each key in ``among``, -1 where it is null or none of them."""
    found = pc.index_in(keys, value_set=among, skip_nulls=True)
    return np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.int64)


def _counts(tables: Mapping[str, pa.Table]) -> list[Problem]:
    """``n_documents`` and ``n_clauses``, and ordinals that run from 0."""
    problems: list[Problem] = []
    for parent, key, count, child in (
        ("sources", "source_id", "n_documents", "documents"),
        ("documents", "document_id", "n_clauses", "clauses"),
    ):
        # rows of no parent, which keys tell of, are those of an extra one before all
        of = _rows(tables[child].column(key), tables[parent].column(key).combine_chunks()) + 1
        sizes = np.bincount(of, minlength=len(tables[parent]) + 1)
        order = np.argsort(of, kind="stable")
        ordinals = np.empty(len(of), dtype=np.int64)
        ordinals[order] = np.arange(len(of)) - (np.cumsum(sizes) - sizes)[of[order]]
        wrong = _column(tables[child], "ordinal") != ordinals
        problems += problems_at(child, tables[child], wrong, f"ordinal does not run from 0 in its {key[:-3]}")
        bad = _column(tables[parent], count) != sizes[1:]
        problems += problems_at(parent, tables[parent], bad, f"{count} is not the number of its {child}")
    return problems


def _spans(tables: Mapping[str, pa.Table]) -> list[Problem]:
    """The spans of a source, where it has any, follow each other from its first character to its last."""
    spans = tables["source_spans"]
    reach: dict[str, int] = {}
    wrong = []
    rows = zip(*(_list(spans, c) for c in ("source_id", "char_start", "char_end")), strict=True)
    for i, (source, start, end) in enumerate(rows):
        if start != reach.get(source, 0) or end <= start:
            wrong.append(i)
        reach[source] = end
    problems = problems_at("source_spans", spans, wrong, "does not begin where the span before it ends")
    sources = tables["sources"]
    said = zip(_list(sources, "source_id"), _list(sources, "n_chars"), strict=True)
    short = [i for i, (source, n) in enumerate(said) if reach.get(source, n) != n]
    return problems + problems_at("sources", sources, short, "its source_spans do not end where its text ends")


class _Texts:
    """The texts of a batch, and what its documents, clauses and mentions say of places in them."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self.tables = tables
        documents = tables["documents"]
        self.raw = dict(
            zip(_list(tables["source_texts"], "source_id"), _list(tables["source_texts"], "text"), strict=True)
        )
        self.clean: list[str] = _list(documents, "clean_text")
        self.documents = documents.column("document_id").combine_chunks()
        self.first, self.last = _column(documents, "char_start"), _column(documents, "char_end")

    def check(self) -> list[Problem]:
        """All problems; rows whose document is not there are left to the check of keys."""
        problems = self._sources()
        problems += self._clauses()
        for name in (*MENTION_TABLES, "document_events", "amendments"):
            problems += self._mentions(name)
        return problems

    def _sources(self) -> list[Problem]:
        sources, documents = self.tables["sources"], self.tables["documents"]
        said = zip(_list(sources, "source_id"), _list(sources, "n_chars"), strict=True)
        wrong = [i for i, (source, n) in enumerate(said) if n != len(self.raw.get(source, ""))]
        problems = problems_at("sources", sources, wrong, "n_chars is not the length of its text")
        size = np.array([len(self.raw.get(i, "")) for i in _list(documents, "source_id")], dtype=np.int64)
        bad = (self.first < 0) | (self.last < self.first) | (self.last > size)
        return problems + problems_at("documents", documents, bad, "char_start, char_end not within its source")

    def _document_rows(self, name: str) -> Ints | None:
        """The row of each row's document; None where there are no rows or one's document is missing."""
        rows = _rows(self.tables[name].column("document_id"), self.documents)
        return rows if len(rows) and rows.min() >= 0 else None

    def _within(self, name: str, at: Ints) -> list[Problem]:
        """Raw and clean offsets in order and within those of the document at row ``at``."""
        table = self.tables[name]
        size = np.array([len(c) for c in self.clean], dtype=np.int64)
        zero = np.zeros(len(size), dtype=np.int64)
        problems: list[Problem] = []
        for prefix, low, high in (("char", self.first, self.last), ("clean", zero, size)):
            start, end = _column(table, f"{prefix}_start"), _column(table, f"{prefix}_end")
            bad = (start < low[at]) | (end < start) | (end > high[at])
            rule = f"{prefix}_start, {prefix}_end not in order or not within its document"
            problems += problems_at(name, table, bad, rule)
        return problems

    def _clauses(self) -> list[Problem]:
        """Clauses lie within their document and their parent, and the roots cover the clean text."""
        clauses = self.tables["clauses"]
        at = self._document_rows("clauses")
        if at is None and len(clauses):
            return []
        problems = self._within("clauses", at) if at is not None else []
        parents = _rows(clauses.column("parent_clause_id"), clauses.column("clause_id").combine_chunks())
        child = np.flatnonzero(parents >= 0)
        above = parents[child]
        for prefix in ("clean", "char"):
            start, end = _column(clauses, f"{prefix}_start"), _column(clauses, f"{prefix}_end")
            bad = (start[child] < start[above]) | (end[child] > end[above])
            rule = f"{prefix}_start, {prefix}_end not within its parent"
            problems += problems_at("clauses", clauses, child[bad].tolist(), rule)
        return problems + self._coverage()

    def _coverage(self) -> list[Problem]:
        """Root clauses leave out nothing of a clean text but document number lines."""
        clauses, documents = self.tables["clauses"], self.tables["documents"]
        roots = clauses.filter(pc.is_null(clauses.column("parent_clause_id")))
        covered: dict[int, list[Root]] = {}
        columns = ("clean_start", "clean_end", "char_start", "char_end")
        at = _rows(roots.column("document_id"), self.documents).tolist()
        for document, *place in zip(at, *(_list(roots, c) for c in columns), strict=True):
            covered.setdefault(document, []).append((place[0], place[1], place[2], place[3]))
        spans = self._number_spans()
        sources = _list(documents, "source_id")
        bare = []
        for i, text in enumerate(self.clean):
            whole = (int(self.first[i]), int(self.last[i]))
            for gap in gaps(text, sorted(covered.get(i, ())), whole):
                known = spans.get(sources[i])
                if not (is_number(gap[0]) if known is None else _is_number_at(self.raw[sources[i]], known, gap)):
                    bare.append(i)
                    break
        return problems_at("documents", documents, bare, "its root clauses do not cover its clean_text")

    def _number_spans(self) -> dict[str, list[tuple[int, int]]]:
        """The stretches of each source that are document number lines; nothing of a source without spans."""
        spans = self.tables["source_spans"]
        found: dict[str, list[tuple[int, int]]] = {}
        columns = ("source_id", "kind", "char_start", "char_end")
        for source, kind, start, end in zip(*(_list(spans, c) for c in columns), strict=True):
            own = found.setdefault(source, [])
            if kind == "doc_number":
                own.append((start, end))
        return found

    def _mentions(self, name: str) -> list[Problem]:
        """A mention's text is its slice of the clean text, and its raw slice says the same."""
        mentions = self.tables[name]
        at = self._document_rows(name)
        if at is None:
            return []
        said: list[str] = _list(mentions, "text")
        clean, raw = self.clean, [*self.raw.values(), ""]  # the last is what -1 finds
        sources = _rows(mentions.column("source_id"), self.tables["source_texts"].column("source_id").combine_chunks())
        starts, ends = _list(mentions, "clean_start"), _list(mentions, "clean_end")
        slices = [clean[i][start:end] for i, start, end in zip(at.tolist(), starts, ends, strict=True)]
        cut = differing(slices, said) if all(said) else [i for i, s in enumerate(said) if not s or s != slices[i]]
        starts, ends = _list(mentions, "char_start"), _list(mentions, "char_end")
        slices = [raw[i][start:end] for i, start, end in zip(sources.tolist(), starts, ends, strict=True)]
        unlike = [i for i in differing(slices, said) if not same_words(slices[i], said[i])]
        problems = self._within(name, at)
        problems += problems_at(name, mentions, cut, "text is not its slice of documents.clean_text")
        return problems + problems_at(name, mentions, unlike, "its slice of source_texts.text says something else")


def differing(have: Sequence[str], want: Sequence[str]) -> list[int]:
    """Where two lists of the same length differ."""
    return [i for i, other in enumerate(map(ne, have, want)) if other]


Root = tuple[int, int, int, int]  # clean_start, clean_end, char_start, char_end
Gap = tuple[str, int, int]  # the words left out, and the raw stretch they stand in


def gaps(text: str, roots: Sequence[Root], whole: tuple[int, int]) -> Iterator[Gap]:
    """What the sorted ``roots`` leave out of a clean text, where it is more than white space.

    ``whole`` is the raw stretch of the document. The raw stretch of a gap is that between its neighbours.
    """
    at, raw = 0, whole[0]
    for start, end, char_start, char_end in (*roots, (len(text), len(text), whole[1], whole[1])):
        words = text[at:start].strip() if start > at else ""
        if words:
            yield words, raw, char_start
        at, raw = max(at, end), max(raw, char_end)


def _is_number_at(raw: str, spans: Sequence[tuple[int, int]], gap: Gap) -> bool:
    """Whether the words of a gap stand in the document number ``spans`` of its raw stretch."""
    words, low, high = gap
    said = []
    for start, end in spans[max(0, bisect_right(spans, (low, -1)) - 1) :]:
        if start >= high:
            break
        said.append(raw[max(start, low) : min(end, high)])
    return same_words("\n".join(said), words)


def is_number(words: str) -> bool:
    """Whether every line of ``words`` may be a document number, for want of spans that say so."""
    return all(DOC_NUMBER_LINE.fullmatch(line.strip()) for line in words.split("\n") if line.strip())


def same_words(raw: str, clean: str) -> bool:
    """Whether the letters and digits of ``clean`` are those of ``raw`` in order; ``raw`` may have more between them.

    A page number or a running head may stand inside a raw slice; nothing may stand in the clean one that is not in
    the raw one.
    """
    have, want = _letters(html.unescape(raw)), _letters(clean)
    if have == want:
        return True
    rest = iter(have)
    return all(letter in rest for letter in want)


def _letters(text: str) -> str:
    return NO_LETTER.sub("", unicodedata.normalize("NFKC", text))
