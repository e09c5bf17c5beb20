"""A reader that reads all along while runs are killed, as a user would, and remembers every disagreement."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

import pyarrow.parquet as pq

import gongbao
from pipeline.publish import NoReleaseError


class Reader(threading.Thread):
    """Opens the current release over and over; ``wrong`` is what it saw that must never be, ``seen`` the releases."""

    def __init__(self, out: Path) -> None:
        super().__init__(daemon=True)
        self.out = out
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        self.reads = 0
        self.stop = threading.Event()

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        self.join()

    def run(self) -> None:
        was_there = False
        while not self.stop.wait(0.03):
            try:
                release = gongbao.open_release(self.out)
            except NoReleaseError as error:
                # before the first release there is none; from then on there always is one
                if was_there:
                    self.wrong.append(str(error))
                continue
            was_there = True
            try:
                self.look(release)
            except Exception as error:
                self.wrong.append(f"{release.id}: {type(error).__name__}: {error}")

    def look(self, release: gongbao.Release) -> None:
        """The tables of one release belong together, and are those that its manifest says."""
        self.reads += 1
        self.seen.add(release.id)
        tables = {name: release.arrow(name, columns) for name, columns in LOOKED_AT.items()}
        for name, table in tables.items():
            if table.num_rows != release.manifest.rows[name]:
                self.wrong.append(f"{release.id}: {name} has {table.num_rows} rows")
        sources = set(tables["sources"]["source_id"].to_pylist())
        if sources != {s["source_id"] for s in release.manifest.sources}:
            self.wrong.append(f"{release.id}: sources are not those of the manifest")
        documents = set(tables["documents"]["document_id"].to_pylist())
        for name in ("clauses", "amounts"):
            if not set(tables[name]["document_id"].to_pylist()) <= documents:
                self.wrong.append(f"{release.id}: {name} of documents that are not there")
        if not set(tables["documents"]["source_id"].to_pylist()) <= sources:
            self.wrong.append(f"{release.id}: documents of sources that are not there")
        # one table by its fixed link: a reader caught by the switch tries again
        for _ in range(3):
            try:
                pq.read_table(self.out / "documents", columns=["document_id"])
                break
            except FileNotFoundError:
                continue
        else:
            self.wrong.append("documents cannot be read by its link")


LOOKED_AT = {
    "sources": ["source_id"],
    "documents": ["document_id", "source_id"],
    "clauses": ["document_id"],
    "amounts": ["document_id"],
}
