"""``CHANGES.md`` of a release: for a person, what is new in it since the release before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.publish.diff import KINDS, Files, count_files, diff_files
from pipeline.publish.manifest import Manifest

CHANGES = "CHANGES.md"
# of a long list the first so many; the rest is counted, and `gongbao releases diff` has them all
SHOWN = 40


def changes_page(folder: Path, manifest: Manifest, before: Path | None, old: Manifest | None) -> str:
    """The page of the release in ``folder``; ``before`` and ``old`` are the release it replaces, None of the first."""
    lines = [f"# Release {manifest.release_id}", ""]
    if before is None or old is None:
        lines += ["The first release.", "", f"Pipeline version `{manifest.pipeline_version}`.", ""]
        lines += ["| table | rows |", "|---|--:|", *(f"| {n} | {c:,} |" for n, c in manifest.rows.items())]
        return "\n".join(lines) + "\n"
    lines += [f"Since release {old.release_id}.", ""]
    if old.pipeline_version == manifest.pipeline_version:
        lines += [f"Pipeline version `{manifest.pipeline_version}`, as before.", ""]
    else:
        lines += [f"Pipeline version `{manifest.pipeline_version}`, before `{old.pipeline_version}`.", ""]
    lines += _sources(manifest, old)
    of_documents = list(diff_files(before, old.tables, folder, manifest.tables, ["documents"]))
    now, was = manifest.tables, old.tables
    of_kind = (("added", "added", folder, _only(now, was)), ("removed", "gone", before, _only(was, now)))
    for kind, said, place, files in of_kind:
        wanted = [change.key[0] for change in of_documents if change.kind == kind]
        lines += _documents(f"Documents {said}", place, files, wanted)
    lines += _failures(folder, manifest.tables)
    lines += ["## Rows", "", "| table | added | removed | changed | rows now |", "|---|--:|--:|--:|--:|"]
    found = count_files(before, old.tables, folder, manifest.tables)
    for name, rows in manifest.rows.items():
        count = found.get(name) or dict.fromkeys(KINDS, 0)
        lines.append(f"| {name} | " + " | ".join(f"{count[kind]:,}" for kind in KINDS) + f" | {rows:,} |")
    return "\n".join(lines) + "\n"


def _sources(manifest: Manifest, old: Manifest) -> list[str]:
    had = {s["source_id"]: s["path"] for s in old.sources}
    has = {s["source_id"]: s["path"] for s in manifest.sources}
    came = {path: i for i, path in has.items() if i not in had}
    went = {path: i for i, path in had.items() if i not in has}
    rewritten = sorted(came.keys() & went.keys())
    lines: list[str] = []
    lines += _list("Sources added", [f"`{p}` ({came[p]})" for p in sorted(came.keys() - went.keys())])
    lines += _list("Sources gone", [f"`{p}` ({went[p]})" for p in sorted(went.keys() - came.keys())])
    lines += _list("Sources with new bytes", [f"`{p}` ({went[p]}, now {came[p]})" for p in rewritten])
    moved = sorted(i for i in had.keys() & has.keys() if had[i] != has[i])
    lines += _list("Sources renamed", [f"`{had[i]}`, now `{has[i]}` ({i})" for i in moved])
    return lines


def _only(files: Files, other: Files) -> Files:
    """The files that the other release has not: rows that differ are in these."""
    had = {file.path for of_table in other.values() for file in of_table}
    return {name: [file for file in of_table if file.path not in had] for name, of_table in files.items()}


def _documents(heading: str, folder: Path, files: Files, ids: Sequence[str]) -> list[str]:
    wanted = sorted(ids)
    shown = _rows(folder, files, "documents", ["document_id", "title", "doc_number"], "document_id", wanted[:SHOWN])
    said = []
    for row in shown:
        number = f" {row['doc_number']}" if row["doc_number"] else ""
        said.append(f"{row['title'] or 'without title'}{number} (`{row['document_id']}`)")
    return _list(heading, said, len(wanted))


def _failures(folder: Path, files: Files) -> list[str]:
    columns = ["path", "stage", "message"]
    said = [
        f"`{row['path']}`: {row['stage']}: {' '.join(row['message'].split())}"
        for row in _rows(folder, files, "failures", columns, None, ())
    ]
    return _list("Sources that failed", said)


def _rows(
    folder: Path, files: Files, name: str, columns: list[str], key: str | None, wanted: Sequence[str]
) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    if key is not None and not wanted:
        return found
    for file in files.get(name, ()):
        if file.rows:
            table = pq.read_table(folder / file.path, columns=columns, partitioning=None)
            if key is not None:
                table = table.filter(pc.is_in(table[key], value_set=pa.array(list(wanted), pa.string())))
            found += table.to_pylist()
    return found


def _list(heading: str, items: Sequence[str], total: int | None = None) -> list[str]:
    count = len(items) if total is None else total
    if not count:
        return []
    more = [f"- and {count - SHOWN:,} more"] if count > SHOWN else []
    return [f"## {heading}: {count:,}", "", *(f"- {item}" for item in items[:SHOWN]), *more, ""]
