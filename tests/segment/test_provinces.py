"""Papers in the manner of other provinces, of ministries and of the State Council, written by hand after real ones.

``provinces/NAME.txt`` is the raw text, ``NAME.tree`` what is to be read from it: each document with its metadata, each
provision a line. A tree is read against its text by a person before it is committed; ``python -m
tests.segment.test_provinces`` writes them anew for that.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import discover, read_source
from pipeline.job.source import process_source
from tests.segment.reading import line, read

FOLDER = Path(__file__).parent / "provinces"
PATHS = sorted(FOLDER.glob("*.txt"))


def listing(path: Path) -> str:
    """Every document and provision of a raw file, a line each."""
    (raw,) = discover(path)
    record = process_source(read_source(raw))
    out: list[str] = []
    for found in record.documents:
        document = found.document
        said = {
            "parent": document.parent,
            "genre": document.genre,
            "number": document.doc_number,
            "issuers": "、".join(found.issuers) or None,
            "promulgated": found.promulgated_date,
            "toc": document.toc_title,
        }
        out.append(f"[{document.ordinal}] {document.role} {document.title}")
        out += [f"    {key}: {value}" for key, value in said.items() if value is not None]
        out += ["  " * (clause.depth + 1) + line(clause) for clause in document.clauses]
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_documents_and_provisions(path: Path) -> None:
    read(path.read_text(encoding="utf-8"))  # every invariant
    assert listing(path) == path.with_suffix(".tree").read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in PATHS:
        one.with_suffix(".tree").write_text(listing(one), encoding="utf-8")
