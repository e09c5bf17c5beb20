"""What can only be done when every batch is in: the tables that look across sources, and the release."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assemble.links import citation_links, citation_targets
from pipeline.extract.agencies import registry_rows
from pipeline.job.batch import total
from pipeline.job.options import RunOptions
from pipeline.job.reports import BatchReport, RunReport, StageClock
from pipeline.job.work import Work
from pipeline.publish import Output, open_release, publish, read_staged, write_staging
from pipeline.publish.manifest import read_manifest
from pipeline.publish.publisher import confirm
from pipeline.tables import build_failures, table_from_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.publish import Release

    Read = Callable[[str, list[str]], pa.Table]


def finish(
    output: Output,
    raw: str,
    reports: Sequence[BatchReport],
    pipeline_version: str,
    started: float,
    work: Work | None = None,
    options: RunOptions | None = None,
) -> RunReport:
    """Make the cross-source tables from what is staged in ``output`` or kept, and publish the release.

    Publishes nothing when no source got through: a release without sources would hide the one before. With nothing to
    do there is no release either. ``started`` is ``time.perf_counter()`` at the run's beginning. Raises
    ``PublishError``.
    """
    clock = StageClock()
    work = work or Work(())
    failures = (*work.failures, *(f for r in reports for f in r.failures))
    in_all = sum(report.n_sources for report in reports) + len(work.keep | work.resumed | work.renamed)
    release: Path | None = None
    new = False
    if work.nothing:
        with clock.stage("publish"):
            release = confirm(output)
    elif in_all or work.may_be_empty:
        with clock.stage("link"):
            kept_from = open_release(output.out) if work.keep else None
            cross = cross_tables(output.staging, kept_from, work.keep)
            write_staging({**cross, **build_failures(failures)}, output.staging / "cross")
        with clock.stage("publish"):
            published = publish(
                output.staging,
                output.out,
                pipeline_version=pipeline_version,
                keep=work.keep,
                lock=output,
                keep_for=(options or RunOptions()).keep,
            )
            release, new = published.path, published.new
    manifest = read_manifest(release) if release else None
    return RunReport(
        raw=raw,
        out=str(output.out),
        pipeline_version=pipeline_version,
        release=manifest.release_id if manifest else None,
        path=release,
        new=new,
        n_sources=len(manifest.sources) if manifest else 0,
        n_chars=sum(s["n_chars"] for s in manifest.sources) if manifest else 0,
        rows=manifest.rows if manifest else {},
        needs_review=manifest.needs_review if manifest else {},
        failures=tuple(sorted(failures, key=lambda f: (f.path, f.stage))),
        seconds={**total(reports, "seconds"), **clock.seconds},
        wall_seconds=time.perf_counter() - started,
        n_processed=sum(report.n_sources for report in reports),
        n_resumed=len(work.resumed),
        n_renamed=len(work.renamed),
        n_kept=len(work.keep),
        n_removed=len(work.removed),
    )


def cross_tables(
    staging: Path, kept_from: Release | None = None, keep: frozenset[str] = frozenset()
) -> dict[str, pa.Table]:
    """``citation_links`` and ``agency_registry`` over all staged batches and the sources kept from a release."""

    def read(name: str, columns: list[str]) -> pa.Table:
        return read_staged(staging, name, columns=columns, kept_from=kept_from, keep=keep)

    return {
        "citation_links": table_from_rows("citation_links", _links(read)),
        "agency_registry": table_from_rows("agency_registry", _bodies(read)),
    }


def _bodies(read: Read) -> list[dict[str, Any]]:
    """Whoever is named in agencies, their members and the issuers of documents, each naming once."""
    import pyarrow.compute as pc

    met: list[tuple[str, str | None, str]] = []
    for name, canonical, said in (
        ("agencies", ["canonical"], "text"),
        ("agency_members", [], "text"),
        ("document_issuers", [], "name"),
    ):
        columns = ["agency_id", *canonical, said]
        table = read(name, columns)
        named = table.filter(pc.is_valid(table["agency_id"])).group_by(columns).aggregate([])
        met += [(row["agency_id"], row.get("canonical"), row[said]) for row in named.to_pylist()]
    return registry_rows(met)


def _links(read: Read) -> list[dict[str, str | None]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [
        "mention_id", "source_id", "document_id", "cited_title", "cited_doc_number", "cited_provision", "relation",
    ]  # fmt: skip
    citations = read("citations", columns)
    documents = read("documents", ["document_id", "source_id", "title", "doc_number"])
    targets = citation_targets(citations.to_pylist(), documents.to_pylist())
    wanted = {target for citation, target in targets if citation["cited_provision"]}
    clauses = read("clauses", ["document_id", "eid", "clause_id"])
    clauses = clauses.filter(pc.is_in(clauses["document_id"], pa.array(sorted(wanted), pa.string())))
    ids: dict[tuple[str, str], str] = {}
    for row in clauses.to_pylist():
        ids.setdefault((row["document_id"], row["eid"]), row["clause_id"])
    return citation_links(targets, ids)
