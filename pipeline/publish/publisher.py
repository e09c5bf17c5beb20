"""Publication: staged rows merged, checked, written as a release, and one link switched."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.publish.changes_page import CHANGES, changes_page
from pipeline.publish.checks import check_release
from pipeline.publish.errors import PublishError, publish_error
from pipeline.publish.links import (
    RELEASES,
    current_release,
    link_tables,
    refuse_strangers,
    switch,
    sync,
)
from pipeline.publish.manifest import MANIFEST, Manifest, content_hash
from pipeline.publish.merge import Merge
from pipeline.publish.output import Output, open_output, remove
from pipeline.publish.parquet import File, groups_of, partition_of_file, write_part
from pipeline.publish.partition import PARTITIONS, files_for, in_order, partition_of
from pipeline.publish.release import open_release
from pipeline.publish.retention import KEEP, retire
from pipeline.publish.staging import staged_batches
from pipeline.publish.texts import write_json, write_text
from pipeline.tables.arrow import arrow_schema, empty_table
from pipeline.tables.checks import check
from pipeline.tables.datapackage import data_package
from pipeline.tables.problems import InvalidTablesError
from pipeline.tables.registry import TABLES

# Each holds one partition of one table; more would only hold more memory.
WRITERS = min(4, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a publication. ``new`` is False where nothing had changed, so that the release is the old one."""

    release_id: str
    path: Path
    new: bool
    rows: dict[str, int]
    files_written: int
    files_linked: int
    retired: tuple[str, ...] = field(default=())


def publish(
    staging: Path,
    out: Path,
    *,
    pipeline_version: str,
    started_at: datetime | None = None,
    keep: Collection[str] = (),
    lock: Output | None = None,
    keep_for: timedelta = KEEP,
) -> Published:
    """Publish the staged batches below ``staging``, and the sources of ``keep`` as the current release has them.

    A source that is staged is not kept. Releases replaced at least ``keep_for`` (at least a day) ago go. Tables made across sources and ``failures`` are taken from the batches alone.
    Raises ``PublishError`` or ``InvalidTablesError``; whatever happens, the release before stays whole and current.
    """
    started = started_at or datetime.now(UTC)
    with open_output(out) if lock is None else nullcontext(lock) as output:
        try:
            return _Publication(Path(staging), output, pipeline_version, frozenset(keep), keep_for).run(started)
        except OSError as error:
            raise publish_error(error, out) from error


def confirm(output: Output) -> Path:
    """The folder of the current release, its links seen to: what a run does that has nothing to publish."""
    release = open_release(output.out)
    try:
        link_tables(output.out, release.tables)
    except OSError as error:
        raise publish_error(error, output.out) from error
    return release.path


class _Publication:
    """One publication under way, in a folder of its own below ``DIR/.gongbao``."""

    def __init__(
        self, staging: Path, output: Output, pipeline_version: str, keep: frozenset[str], keep_for: timedelta
    ) -> None:
        self.out = output.out
        self.keep_for = keep_for
        self.version = pipeline_version
        self.batches = staged_batches(staging)
        self.before = open_release(self.out) if current_release(self.out) else None
        staged = [i for batch in self.batches for i in batch.sources]
        self.keep = keep - frozenset(staged)
        self.stale = self._stale(staged)
        self.spread = self._spread()
        self.folder = Path(tempfile.mkdtemp(prefix="release-", dir=output.work))
        # mkdtemp's is for one user; a release is for whoever may read the output folder
        self.folder.chmod(0o755)
        self.large = threading.Lock()
        self.written = 0
        self.linked = 0

    def _stale(self, staged: list[str]) -> frozenset[int]:
        """The partitions that lose or gain a source; in the others every file stands as it is."""
        had = {s["source_id"] for s in self.before.manifest.sources} if self.before else set()
        unknown = self.keep - had
        if unknown:
            raise PublishError(
                f"{len(unknown)} sources to keep are not in the current release",
                place=sorted(unknown)[0],
                mend="Run again with all sources (--full)",
            )
        return frozenset(partition_of(i) for i in (*staged, *(had - self.keep)))

    def _spread(self) -> dict[str, int]:
        """Over how many files each table goes."""
        n_bytes = sum(batch.n_bytes for batch in self.batches)
        if self.before:
            n_bytes += sum(s["n_bytes"] for s in self.before.manifest.sources if s["source_id"] in self.keep)
        return {name: files_for(name, n_bytes) for name in TABLES}

    def run(self, started: datetime) -> Published:
        """Write, check and release the tables; the release before, linked, where nothing differs from it."""
        try:
            refuse_strangers(self.out, TABLES)
            # what reading and links left: a hundred megabytes where this process did them
            pa.default_memory_pool().release_unused()
            files = self._write_tables()
            check_release(self.folder, files)
            if self.before and self._same(files):
                link_tables(self.out, files)
                release = self.before
                return self._published(release.manifest, release.path, new=False)
            return self._release(files, started)
        finally:
            remove(self.folder)

    def _same(self, files: dict[str, tuple[File, ...]]) -> bool:
        assert self.before
        old = self.before.manifest
        return content_hash(files, self.version) == content_hash(old.tables, old.pipeline_version)

    def _write_tables(self) -> dict[str, tuple[File, ...]]:
        # the largest first, so that no writer is left alone with one at the end
        size = {name: sum(b.rows.get(name, 0) for b in self.batches) for name in TABLES}
        heavy = ("clauses", "documents", "source_texts")
        order = sorted(TABLES, key=lambda name: (name not in heavy, -size[name]))
        for name in TABLES:
            (self.folder / name).mkdir()
        with ThreadPoolExecutor(WRITERS) as pool:
            files = dict(zip(order, pool.map(self._write_table, order), strict=True))
            new = [path for _, paths in files.values() for path in paths]
            # all at the end: waiting for one makes the file system wait with the next, for half the time of a release
            list(pool.map(sync, [*new, *(self.folder / name for name in TABLES)]))
        self.written = len(new)
        self.linked = sum(len(parts) for parts, _ in files.values()) - len(new)
        return {name: files[name][0] for name in TABLES}

    def _write_table(self, name: str) -> tuple[tuple[File, ...], list[Path]]:
        """The files of one table, and the paths of the new ones."""
        old = {f.path: f for f in self.before.manifest.tables.get(name, ())} if self.before else {}
        width = PARTITIONS // self.spread[name]
        by_source = TABLES[name].source_column is not None and name != "citation_links"
        stale = {p // width for batch in self.batches for p in batch.partitions(name)}
        files: list[File] = []
        if by_source and self.before and self.before.manifest.spread.get(name) == self.spread[name]:
            stale |= {p // width for p in self.stale}
            standing = (f for f in old.values() if partition_of_file(f.path) // width not in stale and f.rows)
            files = [self._link(f) for f in standing]
        elif by_source:
            stale = set(range(self.spread[name]))
        new: list[Path] = []
        for first in sorted(number * width for number in stale):
            file = self._write_rows(name, range(first, first + width), old, new)
            files += [file] if file else []
        if not files:
            files.append(self._put(name, 0, [empty_table(name)], old, new))
        return tuple(sorted(files, key=lambda f: f.path)), new

    def _write_rows(self, name: str, partitions: range, old: dict[str, File], new: list[Path]) -> File | None:
        """The file of the rows of some partitions, sources in the order of their ids, each one's rows as they were made."""
        if name in KEYS_ACROSS_BATCHES:
            table = self._checked(name, partitions)
            return self._put(name, partitions.start, groups_of(name, table), old, new) if len(table) else None
        merge = Merge(name, self.batches, partitions, self._kept(name, partitions))
        # two of them side by side would only hold more memory
        with self.large if merge.large else nullcontext():
            if not merge.rows:
                return None
            return self._put(name, partitions.start, merge.groups(), old, new, huge=merge.huge)

    def _put(
        self,
        name: str,
        partition: int,
        groups: Iterable[pa.Table],
        old: dict[str, File],
        new: list[Path],
        *,
        huge: bool = False,
    ) -> File:
        """Write a part and add its path to ``new``, or link to it where the release before has the same one."""
        file = write_part(name, partition, groups, self.folder, huge=huge)
        if old.get(file.path) != file:
            new.append(self.folder / file.path)
            return file
        (self.folder / file.path).unlink()
        return self._link(file)

    def _link(self, file: File) -> File:
        assert self.before
        source, target = self.before.path / file.path, self.folder / file.path
        try:
            os.link(source, target)
        except OSError:
            # a file system without hard links, or too many on one file
            shutil.copy2(source, target)
        return file

    def _kept(self, name: str, partitions: range) -> pa.Table | None:
        """The rows of some partitions that stay as they were."""
        kept = [i for i in self.keep if partition_of(i) in partitions]
        if not self.before or not kept or name == "citation_links":
            return None
        return self.before.rows_of(name, kept).cast(arrow_schema(name))

    def _checked(self, name: str, partitions: range) -> pa.Table:
        """The rows of some partitions, checked for keys that come twice."""
        if TABLES[name].source_column is None:
            rows = (batch.table(name) for batch in self.batches)
            table = in_order(name, pa.concat_tables([empty_table(name), *rows]))
        else:
            table = Merge(name, self.batches, partitions, self._kept(name, partitions)).table()
        problems = check({name: table})
        if problems:
            raise InvalidTablesError(problems)
        return table

    def _release(self, files: dict[str, tuple[File, ...]], started: datetime) -> Published:
        sources = _sources(self.folder, files["sources"])
        now = datetime.now(UTC)
        releases = self.out / RELEASES
        releases.mkdir(exist_ok=True)
        number = 1 + max((int(p.name[:6]) for p in releases.iterdir() if p.name[:6].isdigit()), default=0)
        manifest = Manifest(
            release_id=f"{number:06d}-{content_hash(files, self.version)[:12]}",
            replaces=self.before.id if self.before else None,
            pipeline_version=self.version,
            tables=files,
            sources=sources,
            started_at=started,
            published_at=now,
            spread=self.spread,
        )
        paths = {name: [f.path for f in parts] for name, parts in files.items()}
        write_json(self.folder / "datapackage.json", data_package(paths, version=self.version))
        before = (self.before.path, self.before.manifest) if self.before else (None, None)
        write_text(self.folder / CHANGES, changes_page(self.folder, manifest, *before))
        write_json(self.folder / MANIFEST, manifest.as_json())
        sync(self.folder)
        path = releases / manifest.release_id
        os.rename(self.folder, path)
        sync(releases)
        switch(self.out, manifest.release_id, files)
        return self._published(manifest, path, new=True, retired=retire(self.out, now, self.keep_for))

    def _published(self, manifest: Manifest, path: Path, *, new: bool, retired: Iterable[str] = ()) -> Published:
        return Published(
            manifest.release_id, path, new, manifest.rows, self.written if new else 0, self.linked, tuple(retired)
        )


def _sources(folder: Path, files: Iterable[File]) -> tuple[dict[str, Any], ...]:
    columns = ["source_id", "path", "n_bytes", "n_chars"]
    tables = [pq.read_table(folder / f.path, columns=columns, partitioning=None) for f in files]
    return tuple(row for table in tables for row in table.to_pylist())


# Rows of these may meet in a key though each batch is right by itself: a source staged twice, a body met twice.
KEYS_ACROSS_BATCHES = frozenset({"sources", "agency_registry", "citation_links", "failures"})
