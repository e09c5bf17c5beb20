"""What there is to do: which sources are new or changed, which stand as they are, which are gone.

The current release is the cache: a source with the same bytes has its rows there, if the release was made by the same
``pipeline_version``. What a run that was stopped had done lies in the staging folder, by the same key. So a run does
what is new, and its result is that of a run which does everything.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.common.errors import GongbaoError
from pipeline.ingest import IngestError, RawFile, read_source
from pipeline.job.reports import EXIT_SOURCES_GONE
from pipeline.publish import Output, open_release, write_staging
from pipeline.publish.links import current_release
from pipeline.publish.output import remove
from pipeline.publish.partition import partition_of
from pipeline.publish.staging import INDEX, StagedBatch, staged_batches
from pipeline.tables import Failure, failures_of, table_from_rows
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.checks import OF_SOURCES

if TYPE_CHECKING:
    from pipeline.publish import Release

log = logging.getLogger(__name__)

# From this share on, missing sources are taken for a fault of the folder (not mounted, half copied), not for wanted.
GONE_SHARE = 0.1


class SourcesGoneError(GongbaoError):
    """So many sources are gone that nothing is published unless told to."""

    exit_code = EXIT_SOURCES_GONE


@dataclass(frozen=True, slots=True)
class Work:
    """What a run has to do.

    ``todo`` are the sources to process. ``keep`` are the ids whose rows stand in the current release, ``resumed`` those
    that a stopped run left staged, ``renamed`` those staged anew with another path only. ``removed`` are the paths of
    the current release's sources that are gone. ``failures`` are of renamed files that could not be read.
    """

    todo: tuple[RawFile, ...]
    keep: frozenset[str] = frozenset()
    resumed: frozenset[str] = frozenset()
    renamed: frozenset[str] = frozenset()
    removed: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    nothing: bool = False
    may_be_empty: bool = False


def find_work(
    files: Sequence[RawFile],
    output: Output,
    pipeline_version: str,
    *,
    raw: str,
    full: bool = False,
    allow_removals: bool = False,
) -> Work:
    """Compare the sources found with the current release of ``output`` and with what is staged there.

    Raises ``SourcesGoneError`` where a tenth of the release's sources or more, or all, are gone, unless
    ``allow_removals``. With ``full`` every source is to do.
    """
    before = open_release(output.out) if current_release(output.out) else None
    removed = _removed(files, before)
    if before and removed and not allow_removals:
        _refuse(removed, len(before.manifest.sources), raw)
    found = {f.source_id: f for f in files if f.source_id is not None}
    standing: dict[str, bool] = {}
    if full:
        for left in output.staging.iterdir():
            remove(left)
    elif before and before.manifest.pipeline_version == pipeline_version:
        standing = _standing(found, before)
    keep = frozenset(i for i, same in standing.items() if same)
    resumed = _resume(output.staging, {i: f for i, f in found.items() if i not in keep})
    moved = [found[i] for i, same in standing.items() if not same and i not in resumed]
    failures = _restage(moved, before, output.staging) if before and moved else []
    done = keep | resumed | {f.source_id for f in moved}
    todo = tuple(f for f in files if f.source_id is None or f.source_id not in done)
    log.info(
        "work found",
        extra={
            "n_todo": len(todo),
            "n_kept": len(keep),
            "n_resumed": len(resumed),
            "n_renamed": len(moved),
            "n_removed": len(removed),
        },
    )
    # what failed is tried again each time, so a release with failures is looked at anew
    as_it_was = before is not None and keep == {s["source_id"] for s in before.manifest.sources}
    return Work(
        todo=todo,
        keep=keep,
        resumed=resumed,
        renamed=frozenset(f.source_id for f in moved if f.source_id) - {f.source_id for f in failures if f.source_id},
        removed=removed,
        failures=tuple(failures),
        nothing=as_it_was and not todo and before is not None and not before.manifest.rows["failures"],
        may_be_empty=allow_removals and before is not None and not files,
    )


def _removed(files: Sequence[RawFile], before: Release | None) -> tuple[str, ...]:
    """The paths of sources that are in the release and no more there, neither under their bytes nor their name."""
    if before is None:
        return ()
    ids = {f.source_id for f in files}
    names = {name for f in files for name in (f.name, *f.other_names)}
    there = before.manifest.sources
    return tuple(sorted(s["path"] for s in there if s["source_id"] not in ids and s["path"] not in names))


def _refuse(removed: Sequence[str], had: int, raw: str) -> None:
    if len(removed) >= GONE_SHARE * had:
        shown = ", ".join(removed[:3]) + (", …" if len(removed) > 3 else "")
        raise SourcesGoneError(
            f"{len(removed)} of the {had} published sources are gone ({shown}), so nothing was published",
            place=raw,
            mend="See that the folder is whole (mounted, copied to its end), or run again with --allow-removals",
        )


def _standing(found: Mapping[str, RawFile], before: Release) -> dict[str, bool]:
    """The sources that the release has, and whether under the same paths."""
    rows = before.arrow("sources", ["source_id", "path", "other_paths"]).to_pylist()
    return {
        row["source_id"]: (row["path"], tuple(row["other_paths"])) == (file.name, file.other_names)
        for row in rows
        if (file := found.get(row["source_id"])) is not None
    }


def _resume(staging: Path, wanted: Mapping[str, RawFile]) -> frozenset[str]:
    """Take over what a stopped run left staged, whatever else goes; the sources that are so done."""
    for left in staging.iterdir():
        if not (left / INDEX).is_file():
            remove(left)
    done: set[str] = set()
    for batch in staged_batches(staging):
        ids = set(batch.sources)
        fit = ids and batch.is_whole() and not ids & done and _fits(batch, wanted)
        if not fit:
            remove(batch.folder)
            continue
        done |= ids
        name = "done-" + sha256(" ".join(sorted(ids)).encode()).hexdigest()[:16]
        if batch.folder.name != name:
            batch.folder.rename(staging / name)
    return frozenset(done)


def _fits(batch: StagedBatch, wanted: Mapping[str, RawFile]) -> bool:
    for row in batch.table("sources").select(["source_id", "path", "other_paths"]).to_pylist():
        file = wanted.get(row["source_id"])
        if file is None or (row["path"], tuple(row["other_paths"])) != (file.name, file.other_names):
            return False
    return True


def _restage(files: Sequence[RawFile], before: Release, staging: Path) -> list[Failure]:
    """Stage the release's rows of renamed files with their new names; what their names now keep from being read."""
    failures: list[Failure] = []
    by_partition: defaultdict[int, dict[str, dict[str, object]]] = defaultdict(dict)
    for file in files:
        try:
            info = read_source(file)
        except IngestError as error:
            failures += failures_of(file, "ingest", error)
            continue
        # the name says the media type, too
        by_partition[partition_of(info.source_id)][info.source_id] = {
            "path": info.path,
            "other_paths": list(info.other_paths),
            "media_type": info.media_type,
            "encoding": info.encoding,
        }
    for partition, named in by_partition.items():
        tables = {name: before.rows_of(name, named.keys()).cast(arrow_schema(name)) for name in OF_SOURCES}
        rows = [{**row, **named[row["source_id"]]} for row in tables["sources"].to_pylist()]
        tables["sources"] = table_from_rows("sources", rows)
        write_staging(tables, staging / f"renamed-{partition:02d}")
    return failures
