"""What can only be done when every batch is in: the tables that look across sources, and the release."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.job.options import RunOptions
from pipeline.job.reports import BatchReport, RunReport, StageClock, total
from pipeline.job.work import Work
from pipeline.publish import Output, open_release, publish, write_staging
from pipeline.publish.manifest import read_manifest
from pipeline.publish.publisher import confirm
from pipeline.publish.staging import Rows
from pipeline.tables import Failure, build_failures


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
            _stage_cross(output, work, failures)
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


def _stage_cross(output: Output, work: Work, failures: Sequence[Failure]) -> None:
    """Stage the tables that look across sources, and ``failures``."""
    # what reads names is loaded by then, or was while the workers read
    from pipeline.job.cross import cross_tables

    kept_from = open_release(output.out) if work.keep else None
    cross = cross_tables(Rows(output.staging, kept_from=kept_from, keep=work.keep))
    write_staging({**cross, **build_failures(failures)}, output.staging / "cross")
