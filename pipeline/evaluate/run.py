"""Run the shipped pipeline over the shipped gold."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.common.resources import seeds_dir
from pipeline.evaluate.figures import Report
from pipeline.evaluate.score import CITATION_FIELDS, EXTRAS, FIELDS, score_mentions
from pipeline.evaluate.structure import ClauseRow, DocumentRow, score_clauses, score_documents
from pipeline.extract import Context, extract_paragraph
from pipeline.extract.agencies.detectors import Detector
from pipeline.ner import Choice, choose
from pipeline.ner import load as load_model

GOLD = Path(__file__).parent / "gold"
DEV = "mentions.dev.jsonl"
# every seed is from Shanghai; the gold's canonical names were given knowing it
PLACE = "上海市"


def evaluate(gold: Path = GOLD, seeds: Path | None = None, ner: Choice | None = None) -> Report:
    """Score mentions, documents, provisions and citations; ``gold`` is a folder with files of the shipped ones' names.

    ``seeds`` holds the sources that documents and provisions point into. A file that is not there is not scored.
    ``ner``: the model asked for bodies (``choose()``, the default, if None). ``mentions.NAME.jsonl`` beside ``mentions.dev.jsonl`` is scored too, its figures named ``NAME: MONEY value``.
    """
    report = Report()
    detector = load_model(ner or choose())
    for path in sorted(gold.glob("mentions.*.jsonl"), key=lambda p: (p.name != DEV, p.name)):
        part = evaluate_mentions(load(path), detector=detector)
        report.add(part if path.name == DEV else part.named(path.name.split(".")[1]))
    if (gold / "documents.dev.jsonl").exists():
        report.add(evaluate_structure(gold, seeds or seeds_dir()))
    citations = gold / "citations.dev.jsonl"
    if citations.exists():
        report.add(evaluate_mentions(load(citations), {"CITATION": CITATION_FIELDS}, {}))
    return report


def load(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def evaluate_mentions(
    rows: Iterable[dict[str, Any]],
    fields: dict[str, tuple[str, ...]] = FIELDS,
    extras: dict[str, tuple[str, ...]] = EXTRAS,
    detector: Detector | None = None,
) -> Report:
    """Score the extractors on annotated paragraphs (``id``, ``text``, ``mentions``, optional ``place`` and ``date``).

    A row without the key ``place`` is of the seeds; null is a text of which no place is known. ``types`` of a row are those
    that were annotated in it; without it all were.
    """
    gold: dict[str, list[dict[str, Any]]] = {}
    predicted: dict[str, list[dict[str, Any]]] = {}
    annotated: set[str] = set()
    for row in rows:
        types = row.get("types", list(fields))
        annotated.update(types)
        gold[row["id"]] = row["mentions"]
        day = row.get("date")
        context = Context(place=row.get("place", PLACE), date=dt.date.fromisoformat(day) if day else None)
        found = extract_paragraph(row["text"], context, detector)
        predicted[row["id"]] = [mention for mention in found if mention["type"] in types]
    asked = {kind: names for kind, names in fields.items() if kind in annotated}
    return score_mentions(gold, predicted, asked, {kind: names for kind, names in extras.items() if kind in asked})


def evaluate_structure(gold: Path, seeds: Path) -> Report:
    """Score documents and provisions of the seeds that the gold covers."""
    documents = load(gold / "documents.dev.jsonl")
    clauses = load(gold / "clauses.dev.jsonl")
    names = sorted({row["source"] for row in documents} | {row["source"] for row in clauses})
    predicted = {name: read_documents(seeds / name) for name in names}
    report = score_documents(documents, predicted)
    report.add(score_clauses(clauses, predicted))
    return report


def read_documents(path: Path) -> list[DocumentRow]:
    """The documents that the pipeline finds in one raw file."""
    from pipeline.ingest import discover, read_source
    from pipeline.job.source import process_source

    (raw,) = discover(path)
    record = process_source(read_source(raw))
    starts = {r.document.ordinal: r.document.char_start for r in record.documents}
    rows = []
    for found in record.documents:
        document = found.document
        when = found.promulgated_date
        rows.append(
            DocumentRow(
                char_start=document.char_start,
                role=document.role,
                title=document.title,
                doc_number=document.doc_number,
                promulgated=when.isoformat() if when else None,
                parent_start=None if document.parent is None else starts[document.parent],
                clauses=tuple(ClauseRow(c.char_start, c.level, c.eid, c.text) for c in document.clauses),
            )
        )
    return rows
