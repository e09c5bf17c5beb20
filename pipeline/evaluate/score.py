"""Score predicted mentions against gold ones, as the gold's own ``score.py`` does: same matching, same figures.

Three figures a type: ``span`` (same type, same offsets), ``overlap`` (at least one character shared), ``value``
(overlap, and the normalised fields of ``FIELDS`` agree). Matching is one to one, exact spans first, then the largest
overlap. A gold mention with ``optional`` true counts neither as missed when absent nor as wrong when found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.evaluate.figures import Found, Mistake, Report, Share

MentionRow = Mapping[str, Any]

FIELDS: dict[str, tuple[str, ...]] = {
    "MONEY": ("currency", "min", "max", "bound"),
    "PERCENT": ("unit", "min", "max", "bound"),
    "MULTIPLE": ("min", "max", "bound"),
    "DURATION": ("unit", "min", "max", "bound"),
    "DATE": ("date_start", "date_end"),
    "AGENCY": ("kind",),
}
# Read besides, on those found, and not part of the value figure.
EXTRAS: dict[str, tuple[str, ...]] = {
    "MONEY": ("per",),
    "PERCENT": ("base",),
    "DATE": ("granularity", "role"),
    "AGENCY": ("kind", "role", "canonical"),
}
CITATION_FIELDS = ("cited_title", "cited_doc_number", "cited_provision", "relation")


def same(a: object, b: object) -> bool:
    """Whether two field values agree; numbers to one part in a million."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
    return a == b


def match(gold: Sequence[MentionRow], predicted: Sequence[MentionRow]) -> list[tuple[int, int]]:
    """One-to-one matches (gold index, predicted index), exact spans first, then by shared characters."""
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            if shared > 0:
                exact = g["start"] == p["start"] and g["end"] == p["end"]
                candidates.append((not exact, -shared, i, j))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    out = []
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            out.append((i, j))
    return out


def score_mentions(
    gold: Mapping[str, Sequence[MentionRow]],
    predicted: Mapping[str, Sequence[MentionRow]],
    fields: Mapping[str, Sequence[str]] = FIELDS,
    extras: Mapping[str, Sequence[str]] = EXTRAS,
) -> Report:
    """Figures ``TYPE span``, ``TYPE overlap``, ``TYPE value`` and ``TYPE field`` over paragraphs by id."""
    report = Report()
    for kind in fields:
        tally = _Tally(kind, fields[kind], extras.get(kind, ()), report)
        for place, rows in gold.items():
            golden = [m for m in rows if m["type"] == kind]
            tally.add(place, golden, [m for m in predicted.get(place, ()) if m["type"] == kind])
        tally.close()
    return report


class _Tally:
    """The counts of one mention type over paragraphs."""

    def __init__(self, kind: str, fields: Sequence[str], extras: Sequence[str], report: Report) -> None:
        self.kind = kind
        self.fields = fields
        self.extras = extras
        self.report = report
        self.counts: Counter[str] = Counter()

    def add(self, place: str, golden: Sequence[MentionRow], found: Sequence[MentionRow]) -> None:
        """Count one paragraph, ``place`` its id."""
        pairs = match(golden, found)
        neutral = {j for i, j in pairs if golden[i].get("optional")}
        self.counts["gold"] += sum(not m.get("optional") for m in golden)
        self.counts["predicted"] += len(found) - len(neutral)
        for i, j in pairs:
            if not golden[i].get("optional"):
                self._compare(place, golden[i], found[j])
        got_gold, got_found = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, m in enumerate(golden):
            if i not in got_gold and not m.get("optional"):
                self._mistake("value", place, "missed", m)
        for j, m in enumerate(found):
            if j not in got_found:
                self._mistake("value", place, "spurious", m)

    def _compare(self, place: str, g: MentionRow, p: MentionRow) -> None:
        exact = g["start"] == p["start"] and g["end"] == p["end"]
        wrong = [name for name in self.fields if not same(g.get(name), p.get(name))]
        self.counts["overlap"] += 1
        self.counts["span"] += exact
        self.counts["value"] += not wrong
        if wrong:
            self._mistake("value", place, "value", g, _difference(wrong, g, p))
        elif not exact:
            self._mistake("span", place, "span", g, str(p.get("text")))
        for name in self.extras:
            if name == "canonical" and (g["kind"] != "specific" or g.get("canonical") is None):
                continue  # only asked of bodies whose full name the gold is sure of
            self.counts[f"{name} of"] += 1
            if same(g.get(name), p.get(name)):
                self.counts[f"{name} right"] += 1
            elif name not in wrong:
                self._mistake(name, place, name, g, _difference([name], g, p))

    def _mistake(self, figure: str, place: str, kind: str, mention: MentionRow, detail: str = "") -> None:
        name = f"{self.kind} {figure}"
        self.report.mistakes.append(Mistake(name, place, kind, str(mention.get("text")), detail))

    def close(self) -> None:
        """Put the figures into the report."""
        counts, figures = self.counts, self.report.figures
        for measure in ("span", "overlap", "value"):
            figures[f"{self.kind} {measure}"] = Found(counts["gold"], counts["predicted"], counts[measure])
        for name in self.extras:
            figures[f"{self.kind} {name}"] = Share(counts[f"{name} right"], counts[f"{name} of"])


def _difference(names: Sequence[str], gold: MentionRow, predicted: MentionRow) -> str:
    return ", ".join(f"{name}: {gold.get(name)!r}, not {predicted.get(name)!r}" for name in names)
