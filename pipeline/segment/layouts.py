"""What a clause was in print: running text, a 专栏 box, or cells of a table that extraction laid out line by line.

Nothing is dropped and nothing moved: the words stay where the source has them, and the mark tells a reader of
sentences what to leave out and a reader of tables where to look.

- A box opens with its caption (专栏1：专利导航工程) and holds the paragraphs below it up to the next numbered heading or
  box. Extraction keeps no lower edge: where text after a box goes on without a number, it is marked with the box.
- A table is a run of at least six unnumbered paragraphs, each short and none a sentence; one longer cell (a remark)
  between two halves belongs to it.
"""

from __future__ import annotations

import re

from pipeline.segment.types import Clause, Layout

_CAPTION = re.compile(r"专[ ]?栏[ ]?(?:[\d一二三四五六七八九十]{1,3}|[:：])")
_CELL_LEVELS = ("paragraph", "preamble", "wrapup")
_LONGEST_CELL = 40
_FEWEST_CELLS = 6
_HALF = 3  # cells on either side of a long one that make it a cell too
_SENTENCE_ENDS = ("。", "；", "：", ":", ";", "，", "、")


def _is_plain(clause: Clause) -> bool:
    return clause.level in _CELL_LEVELS and clause.num_text is None and not clause.heading


def _is_cell(clause: Clause) -> bool:
    """Whether a short clause is no sentence and no number's."""
    return _is_plain(clause) and not clause.text.endswith(_SENTENCE_ENDS)


def _tables(clauses: tuple[Clause, ...]) -> list[tuple[int, int]]:
    """Index ranges of the runs of cells, in order."""
    cells = [i for i, clause in enumerate(clauses) if 0 < len(clause.text) <= _LONGEST_CELL and _is_cell(clause)]
    runs: list[tuple[int, int]] = []
    for i in cells:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    joined: list[tuple[int, int]] = []
    for first, end in runs:
        if joined:
            before, until = joined[-1]
            one_between = first - until == 1 and _is_plain(clauses[until])
            if one_between and until - before >= _HALF and end - first >= _HALF:
                joined[-1] = (before, end)
                continue
        joined.append((first, end))
    return [(first, end) for first, end in joined if end - first >= _FEWEST_CELLS]


def _boxes(clauses: tuple[Clause, ...]) -> list[tuple[int, int]]:
    """Index ranges from each box's caption to the clause after its last paragraph."""
    captions = {
        i
        for i, clause in enumerate(clauses)
        if clause.text.startswith("专") and len(clause.text) <= _LONGEST_CELL and _CAPTION.match(clause.text)
    }
    found = []
    for i in sorted(captions):
        end = i + 1
        while end < len(clauses) and end not in captions and _is_plain(clauses[end]):
            end += 1
        found.append((i, end))
    return found


def mark_layouts(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The same clauses with ``layout`` set where they were a box or a table."""
    marks: dict[int, Layout] = {}
    for first, end in _tables(clauses):
        marks.update((i, "table") for i in range(first, end))
    for first, end in _boxes(clauses):
        marks.update((i, "box") for i in range(first, end))
    if not marks:
        return clauses
    return tuple(clause._replace(layout=marks[i]) if i in marks else clause for i, clause in enumerate(clauses))
