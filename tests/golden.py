"""The seeds' documents as read and approved by a person: ``golden/documents.tsv`` and ``golden/rows.tsv``.

``python -m tests.golden`` writes them anew. Read the difference with the source beside it before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS = """
    SELECT s.path, d.ordinal, d.role, p.ordinal AS cover, d.genre, d.doc_number, array_to_string(d.issuers, '、') AS
        issuers, d.adopted_date, d.promulgated_date, d.printed_date, d.published_date, d.effective_from,
        d.effective_to, d.n_clauses, d.needs_review, d.title
    FROM documents d JOIN sources s USING (source_id) LEFT JOIN documents p ON p.document_id = d.parent_document_id
    ORDER BY s.path, d.ordinal
"""
# agencies and registry are left out: a name added to the registry may change many rows, and evaluate watches them
TABLES = ("amounts", "percentages", "multiples", "dates", "periods", "durations", "clauses", "documents")
ROWS = " UNION ALL ".join(
    f"SELECT s.path, '{name}' AS tab, count(*) AS n FROM {name} JOIN sources s USING (source_id) GROUP BY s.path"
    for name in TABLES
)


def tables(out: Path) -> dict[str, str]:
    """The golden files' text, by name, from what is published at ``out``."""
    from pipeline.publish import open_release

    release = open_release(out)
    return {
        "documents.tsv": _tsv(release.query(DOCUMENTS)),
        "rows.tsv": _tsv(release.query(f"SELECT * FROM ({ROWS}) ORDER BY path, tab")),
    }


def _tsv(relation: object) -> str:
    columns, rows = relation.columns, relation.fetchall()  # type: ignore[attr-defined]
    lines = [columns, *([("" if v is None else str(v)) for v in row] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def main() -> int:
    """Process the seeds and write the golden files."""
    from pipeline.job.run import run_job

    with tempfile.TemporaryDirectory() as folder:
        run_job(Path(__file__).parent.parent / "data" / "raw", Path(folder) / "processed")
        FOLDER.mkdir(exist_ok=True)
        for name, text in tables(Path(folder) / "processed").items():
            (FOLDER / name).write_text(text, encoding="utf-8")
            sys.stdout.write(f"{FOLDER / name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
