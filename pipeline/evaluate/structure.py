"""Score documents and provisions: what ``score.py`` leaves out.

A predicted document or provision is the gold's when it starts within 8 characters of it (a stray space or mark
before a title is nobody's loss), and a provision when its level is the same besides. Matching is one to one, the
nearest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.figures import Found, Mistake, Report, Share

Row = Mapping[str, Any]
TOLERANCE = 8

# what the gold calls a document, as ``documents.role`` says it; a regulation or decision below a cover is attached
_ROLES = {"notice": "cover", "order": "cover", "attachment": "attachment", "interpretation": "interpretation"}


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One predicted provision: raw start in its source, level and id."""

    char_start: int
    level: str
    eid: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One predicted document: raw start in its source, its metadata, its cover's start and its provisions."""

    char_start: int
    role: str
    title: str | None
    doc_number: str | None
    promulgated: str | None
    parent_start: int | None
    clauses: tuple[ClauseRow, ...] = ()


def nearest(gold: Sequence[tuple[str, int]], predicted: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """One-to-one matches of (kind, start) pairs: same kind, starts within ``TOLERANCE``, nearest first."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for j, (kind, _) in enumerate(predicted):
        by_kind[kind].append(j)
    candidates = sorted(
        (abs(start - predicted[j][1]), i, j)
        for i, (kind, start) in enumerate(gold)
        for j in by_kind[kind]
        if abs(start - predicted[j][1]) <= TOLERANCE
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    out = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            out.append((i, j))
    return out


def score_documents(gold: Iterable[Row], predicted: Mapping[str, Sequence[DocumentRow]]) -> Report:
    """Figures ``documents start``, ``… doc_number``, ``… promulgated``, ``… title``, ``… role``, ``… parent``."""
    report = Report()
    total = found = right = 0
    fields = {"doc_number": 0, "promulgated": 0, "title": 0, "role": 0, "parent": 0}
    for source, rows in _by_source(gold).items():
        rows.sort(key=lambda r: int(r["start"]))
        mine = list(predicted.get(source, ()))
        pairs = nearest([("", r["start"]) for r in rows], [("", d.char_start) for d in mine])
        total, found, right = total + len(rows), found + len(mine), right + len(pairs)
        for i, j in pairs:
            for name, want, got in _compare(rows[i], mine[j]):
                if want == got:
                    fields[name] += 1
                else:
                    detail = f"{name}: {want!r}, not {got!r}"
                    place = f"{source}:{rows[i]['start']}"
                    report.mistakes.append(Mistake(f"documents {name}", place, name, str(rows[i]["title"]), detail))
        got_gold, got_mine = {i for i, _ in pairs}, {j for _, j in pairs}
        report.mistakes += [
            Mistake("documents start", f"{source}:{r['start']}", "missed", str(r["title"]))
            for i, r in enumerate(rows)
            if i not in got_gold
        ]
        report.mistakes += [
            Mistake("documents start", f"{source}:{d.char_start}", "spurious", str(d.title))
            for j, d in enumerate(mine)
            if j not in got_mine
        ]
    report.figures["documents start"] = Found(total, found, right)
    for name, count in fields.items():
        report.figures[f"documents {name}"] = Share(count, right)
    return report


def _compare(gold: Row, mine: DocumentRow) -> list[tuple[str, object, object]]:
    """(field, gold's, ours) of one matched document; a cover's start agrees within the tolerance."""
    parent: int | None = gold["parent_start"]
    got = mine.parent_start
    if parent is not None and got is not None and abs(parent - got) <= TOLERANCE:
        got = parent
    role = _ROLES.get(gold["kind"], "standalone" if parent is None else "attachment")
    return [
        ("doc_number", gold["doc_number"], mine.doc_number),
        ("promulgated", gold["promulgated"], mine.promulgated),
        ("title", gold["title"], mine.title),
        ("role", role, mine.role),
        ("parent", parent, got),
    ]


def score_clauses(gold: Iterable[Row], predicted: Mapping[str, Sequence[DocumentRow]]) -> Report:
    """Figures ``provisions start`` and ``provisions eid`` over the documents that the gold has provisions of.

    All predicted provisions that start inside such a document count, whatever document they were put into.
    """
    report = Report()
    total = found = right = ids = 0
    by_document: dict[tuple[str, int, int], list[Row]] = defaultdict(list)
    for row in gold:
        by_document[row["source"], row["document_start"], row["document_end"]].append(row)
    for (source, start, end), rows in by_document.items():
        mine = [c for d in predicted.get(source, ()) for c in d.clauses if start - TOLERANCE <= c.char_start < end]
        pairs = nearest([(r["level"], r["char_start"]) for r in rows], [(c.level, c.char_start) for c in mine])
        total, found, right = total + len(rows), found + len(mine), right + len(pairs)
        for i, j in pairs:
            if rows[i]["eid"] == mine[j].eid:
                ids += 1
            else:
                detail = f"eid: {rows[i]['eid']!r}, not {mine[j].eid!r}"
                place = f"{source}:{rows[i]['char_start']}"
                report.mistakes.append(Mistake("provisions eid", place, "eid", rows[i]["eid"], detail))
        got_gold, got_mine = {i for i, _ in pairs}, {j for _, j in pairs}
        report.mistakes += [
            Mistake("provisions start", f"{source}:{r['char_start']}", "missed", f"{r['level']} {r['eid']}")
            for i, r in enumerate(rows)
            if i not in got_gold
        ]
        report.mistakes += [
            Mistake("provisions start", f"{source}:{c.char_start}", "spurious", f"{c.level} {c.eid}", c.text[:40])
            for j, c in enumerate(mine)
            if j not in got_mine
        ]
    report.figures["provisions start"] = Found(total, found, right)
    report.figures["provisions eid"] = Share(ids, right)
    return report


def _by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row["source"]].append(row)
    return out
