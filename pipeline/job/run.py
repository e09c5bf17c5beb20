"""The whole job without Prefect: what the flow does, in this process or with worker processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from pipeline.job.finish import finish
from pipeline.job.options import RunOptions
from pipeline.job.places import places
from pipeline.job.plan import find_sources, plan_batches
from pipeline.job.progress import OnBatch
from pipeline.job.record import recorded, recorded_start
from pipeline.job.reports import RunReport
from pipeline.job.work import find_work
from pipeline.job.workers import Workers, batches_for, workers_for
from pipeline.publish import open_output


def run_job(
    raw: Path | str,
    out: Path | str,
    progress: Callable[[int], AbstractContextManager[OnBatch]] | None = None,
    options: RunOptions | None = None,
    workers: int | None = 1,
) -> RunReport:
    """Process what is new or changed below ``raw`` and publish a release at ``out``; nothing new, no release.

    Either may be in object storage (``s3://bucket/folder``).
    ``workers`` processes read the batches; 1: this one does, None: as many as there are cores, where there is text
    enough. More than 1 needs a main module that can be imported anew (``if __name__ == "__main__"``), as every process
    pool does. After a run that was killed None reads apart from this process, so that a source which kills its reader is
    found. ``progress`` is given the bytes to read, and what it then gives is told of each batch done. Raises ``GongbaoError`` when nothing can be published (RAW missing or
    empty, a tenth of the sources gone, another run at work, a full disk); failed sources are in ``RunReport.failures``
    instead. What is done when it is stopped, the next run of the same pipeline version need not do.
    """
    started = time.perf_counter()
    options = options or RunOptions()
    version = options.pipeline_version
    with places(raw, out, options, {}) as here:
        with recorded_start(here.out):
            files = find_sources(here.raw, here.out, allow_none=options.allow_removals)
        with open_output(here.out, wait_s=options.wait_s, resume=version) as output, recorded(output) as run:
            full, removals = options.full, options.allow_removals
            work = find_work(files, output, version, raw=str(raw), full=full, allow_removals=removals)
            count = workers_for(work.todo, workers)
            batches = plan_batches(work.todo, batches_for(count), ner=options.model)
            n_bytes = sum(batch.n_bytes for batch in batches)
            apart = workers is None and output.left_by is not None
            with Workers(count, apart=apart) as pool, progress(n_bytes) if progress else nullcontext() as on_batch:
                reports = pool.each(batches, output.staging, version, on_batch)
            done = finish(output, str(raw), reports, version, started, work, options)
            run.report = here.publish(done, options)
            return run.report
