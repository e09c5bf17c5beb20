"""The whole job in one process, without Prefect: what the flow does, one batch after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pipeline.common.version import pipeline_version
from pipeline.job.batch import process_batch
from pipeline.job.finish import finish
from pipeline.job.options import RunOptions
from pipeline.job.plan import Batch, find_sources, plan_batches
from pipeline.job.record import recorded
from pipeline.job.reports import BatchReport, RunReport
from pipeline.job.work import find_work
from pipeline.publish import open_output


def run_job(
    raw: Path | str,
    out: Path | str,
    on_batch: Callable[[Batch, BatchReport], None] | None = None,
    options: RunOptions | None = None,
) -> RunReport:
    """Process what is new or changed below ``raw`` and publish a release at ``out``; nothing new, no release.

    ``on_batch`` is told of each batch done. Raises ``GongbaoError`` when nothing can be published (RAW missing or
    empty, a tenth of the sources gone, another run at work, a full disk); failed sources are in ``RunReport.failures``
    instead. What is done when it is stopped, the next run of the same pipeline version need not do.
    """
    started = time.perf_counter()
    options = options or RunOptions()
    version = pipeline_version()
    files = find_sources(Path(raw), Path(out), allow_none=options.allow_removals)
    with open_output(Path(out), wait_s=options.wait_s, resume=version) as output, recorded(output) as run:
        work = find_work(files, output, version, raw=str(raw), full=options.full, allow_removals=options.allow_removals)
        reports = []
        for batch in plan_batches(work.todo):
            report = process_batch(batch, output.staging, version)
            reports.append(report)
            if on_batch:
                on_batch(batch, report)
        run.report = finish(output, str(raw), reports, version, started, work, options)
        return run.report
