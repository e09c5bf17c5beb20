"""The whole job in one process, without Prefect: what the flow does, one batch after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pipeline.common.version import pipeline_version
from pipeline.job.batch import process_batch
from pipeline.job.finish import finish
from pipeline.job.plan import Batch, find_sources, plan_batches
from pipeline.job.reports import BatchReport, RunReport
from pipeline.publish import open_output


def run_job(
    raw: Path | str, out: Path | str, on_batch: Callable[[Batch, BatchReport], None] | None = None
) -> RunReport:
    """Process every source below ``raw`` and publish a release at ``out``.

    ``on_batch`` is told of each batch done. Raises ``GongbaoError`` when nothing can be published (RAW missing or
    empty, another run at work, a full disk); failed sources are in ``RunReport.failures`` instead.
    """
    started = time.perf_counter()
    version = pipeline_version()
    batches = plan_batches(find_sources(Path(raw), Path(out)))
    with open_output(Path(out)) as output:
        reports = []
        for batch in batches:
            report = process_batch(batch, output.staging, version)
            reports.append(report)
            if on_batch:
                on_batch(batch, report)
        return finish(output, str(raw), reports, version, started)
