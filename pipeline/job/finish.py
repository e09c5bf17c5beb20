"""What can only be done when every batch is in: the tables that look across sources, and the release."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assemble.links import citation_links, citation_targets
from pipeline.extract.agencies import registry_rows
from pipeline.job.batch import total
from pipeline.job.reports import BatchReport, RunReport, StageClock
from pipeline.publish import Output, publish, read_staged, write_staging
from pipeline.tables import table_from_rows

if TYPE_CHECKING:
    import pyarrow as pa


def finish(
    output: Output, raw: str, reports: Sequence[BatchReport], pipeline_version: str, started: float
) -> RunReport:
    """Make the cross-source tables from what is staged in ``output`` and publish the release.

    Publishes nothing when no source got through: a release without sources would hide the one before.
    ``started`` is ``time.perf_counter()`` at the run's beginning. Raises ``PublishError``.
    """
    clock = StageClock()
    failures = tuple(sorted((f for r in reports for f in r.failures), key=lambda f: (f.path, f.stage)))
    published = None
    rows = {name: int(count) for name, count in total(reports, "rows").items()}
    if any(report.n_sources for report in reports):
        with clock.stage("link"):
            cross = cross_tables(output.staging)
            write_staging(cross, output.staging / "cross")
        with clock.stage("publish"):
            published = publish(output.staging, output.out, pipeline_version=pipeline_version, lock=output)
            rows = dict(published.rows)
    seconds = {**total(reports, "seconds"), **clock.seconds}
    return RunReport(
        raw=raw,
        out=str(output.out),
        pipeline_version=pipeline_version,
        release=published.release_id if published else None,
        path=published.path if published else None,
        new=bool(published and published.new),
        n_sources=sum(report.n_sources for report in reports),
        n_chars=sum(report.n_chars for report in reports),
        rows=rows,
        needs_review={name: int(count) for name, count in total(reports, "needs_review").items()},
        failures=failures,
        seconds=seconds,
        wall_seconds=time.perf_counter() - started,
    )


def cross_tables(staging: Path) -> dict[str, pa.Table]:
    """``citation_links`` and ``agency_registry`` over all staged batches."""
    return {
        "citation_links": table_from_rows("citation_links", _links(staging)),
        "agency_registry": table_from_rows("agency_registry", _bodies(staging)),
    }


def _bodies(staging: Path) -> list[dict[str, Any]]:
    """Whoever is named in agencies, their members and the issuers of documents, each naming once."""
    import pyarrow.compute as pc

    met: list[tuple[str, str | None, str]] = []
    for name, canonical, said in (
        ("agencies", ["canonical"], "text"),
        ("agency_members", [], "text"),
        ("document_issuers", [], "name"),
    ):
        columns = ["agency_id", *canonical, said]
        table = read_staged(staging, name, columns=columns)
        named = table.filter(pc.is_valid(table["agency_id"])).group_by(columns).aggregate([])
        met += [(row["agency_id"], row.get("canonical"), row[said]) for row in named.to_pylist()]
    return registry_rows(met)


def _links(staging: Path) -> list[dict[str, str | None]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    citations = read_staged(
        staging,
        "citations",
        columns=[
            "mention_id", "source_id", "document_id", "cited_title", "cited_doc_number", "cited_provision", "relation",
        ],
    )  # fmt: skip
    documents = read_staged(staging, "documents", columns=["document_id", "source_id", "title", "doc_number"])
    targets = citation_targets(citations.to_pylist(), documents.to_pylist())
    wanted = {target for citation, target in targets if citation["cited_provision"]}
    clauses = read_staged(staging, "clauses", columns=["document_id", "eid", "clause_id"])
    clauses = clauses.filter(pc.is_in(clauses["document_id"], pa.array(sorted(wanted), pa.string())))
    ids: dict[tuple[str, str], str] = {}
    for row in clauses.to_pylist():
        ids.setdefault((row["document_id"], row["eid"]), row["clause_id"])
    return citation_links(targets, ids)
