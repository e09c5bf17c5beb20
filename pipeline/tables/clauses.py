"""Clauses to columns, and which of them holds a place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.segment.types import LEVELS_ZH, Clause
from pipeline.tables.rows import table_from_columns

Ints = NDArray[np.int64]


class ClauseTree(NamedTuple):
    """Where the clauses of a document stand in its clean text, how deep, and in which other one (-1: in none)."""

    first: Ints
    last: Ints
    depth: Ints
    parent: Ints


def clause_tree(columns: dict[str, Sequence[Any]]) -> ClauseTree:
    """From the fields of a document's clauses as columns."""
    parent = np.array([-1 if p is None else p for p in columns["parent"]], dtype=np.int64)
    first, last, depth = (np.array(columns[n], dtype=np.int64) for n in ("clean_start", "clean_end", "depth"))
    return ClauseTree(first, last, depth, parent)


def by_field(clauses: Sequence[Clause]) -> dict[str, Sequence[Any]]:
    """The fields of ``clauses`` as columns."""
    return dict(
        zip(Clause._fields, zip(*clauses, strict=True) if clauses else ((),) * len(Clause._fields), strict=True)
    )


def deepest_clauses(clauses: Sequence[Clause], starts: Ints, ends: Ints) -> Ints:
    """For each clean span the index of the deepest clause whose clean span holds it, -1 where none does."""
    return deepest(clause_tree(by_field(clauses)), starts, ends)


def deepest(tree: ClauseTree, starts: Ints, ends: Ints) -> Ints:
    """``deepest_clauses`` of a tree.

    Clauses nest, so it is the last one to begin at or before the span, or the nearest above that one to reach its
    end. Linear but for the sort.
    """
    if not len(tree.first):
        return np.full(len(starts), -1, dtype=np.int64)
    # the extra entry is what -1 finds: a clause above all roots that reaches everything
    parent = np.append(tree.parent, -1)
    reach = np.append(tree.last, np.iinfo(np.int64).max)
    order = np.lexsort((tree.depth, tree.first))
    at = np.searchsorted(tree.first[order], starts, side="right") - 1
    found = np.where(at >= 0, order[at], -1)
    while (short := reach[found] < ends).any():
        found = np.where(short, parent[found], found)
    return found


OF_CLAUSE = (
    "depth", "eid", "level", "num_text", "number", "heading", "text", "path", "char_start", "char_end", "clean_start",
    "clean_end", "layout", "needs_review", "review_reason",
)  # fmt: skip


class ClauseColumns:
    """The clauses of a batch: added a document at a time, columns at the end."""

    def __init__(self) -> None:
        self.columns: dict[str, list[Any]] = {name: [] for name in OF_CLAUSE}
        self.ids: list[str] = []
        self.parents: list[Ints] = []
        self.sizes: list[int] = []  # of each document

    def add(self, clauses: Sequence[Clause], ids: list[str]) -> ClauseTree:
        """Add those of one document; their places, for the mentions in it."""
        columns = by_field(clauses)
        tree = clause_tree(columns)
        for name, values in self.columns.items():
            values.extend(columns[name])
        self.parents.append(np.where(tree.parent < 0, -1, tree.parent + len(self.ids)))
        self.sizes.append(len(clauses))
        self.ids += ids
        return tree

    def table(self, documents: pa.Array, sources: pa.Array) -> pa.Table:
        """``clauses``, from the ids of the documents as they were added and of their sources."""
        ids = pa.array(self.ids, pa.string())
        ordinals = [np.arange(size) for size in self.sizes]
        document = pa.array(np.repeat(np.arange(len(self.sizes)), self.sizes))
        levels = pa.array(self.columns["level"], pa.string()).dictionary_encode()
        names = [LEVELS_ZH.get(level, level) for level in levels.dictionary.to_pylist()]
        return table_from_columns(
            "clauses",
            self.columns
            | {
                "clause_id": ids,
                "document_id": documents.take(document),
                "source_id": sources.take(document),
                "parent_clause_id": at_rows(ids, self.parents),
                "ordinal": pa.array(np.concatenate(ordinals)) if ordinals else [],
                "level": levels.cast(pa.string()),
                "level_zh": pa.array(names, pa.string()).take(levels.indices),
            },
        )


def at_rows(values: pa.Array, rows: Sequence[Ints]) -> pa.Array:
    """The ``values`` at ``rows``, null where a row is -1."""
    at = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    return values.take(pa.array(at, mask=at < 0))
