"""Documents made by hand for assemble: each line is a clause, its level said before a bar."""

from __future__ import annotations

import numpy as np

from pipeline.common.text import CleanText
from pipeline.segment.types import Clause, Document

_LEVELS = {"t": "title", "h": "history", "a": "addressee", "p": "preamble", "s": "signature", "x": "paragraph"}


def document(lines, *, ordinal=0, role="standalone", parent=None, number=None, letterhead=(), site=(), genre=None):
    """``p|现将…`` a preamble, ``s|…`` a signature (lines apart by /), ``h|`` history, ``t|`` title, ``a|`` addressee."""
    clauses, texts, at, title = [], [], 0, None
    for line in lines:
        kind, words = line.split("|", 1)
        words = words.replace("/", "\n") if kind == "s" else words
        title = words if kind == "t" else title
        clauses.append(
            Clause(
                eid=f"{kind}_{len(clauses)}", level=_LEVELS[kind], parent=None, depth=0, num_text=None, number=None,
                heading=None, text=words, path="", char_start=at, char_end=at + len(words), clean_start=at,
                clean_end=at + len(words),
            )
        )  # fmt: skip
        texts.append(words)
        at += len(words) + 1
    text = "\n".join(texts)
    starts = np.arange(len(text), dtype=np.int64)
    return Document(
        ordinal=ordinal, role=role, parent=parent, genre=genre, title=title, doc_number=number,
        letterhead=tuple(letterhead), site_dates=tuple(site), toc_title=None, clean=CleanText(text, starts, starts + 1),
        char_start=0, char_end=len(text), clauses=tuple(clauses),
    )  # fmt: skip
