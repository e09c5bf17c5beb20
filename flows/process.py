"""The main job as a Prefect flow: raw gazettes to published tables.

``gongbao run`` calls :func:`run_flow`; ``process_gazettes`` is the flow itself, for deployments and for use from
Python. The work is done by ``pipeline.job``; here it is cut into tasks that Prefect can try again and show.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture, as_completed
from prefect.settings import PREFECT_API_KEY, PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task, exponential_backoff

from pipeline.common.version import pipeline_version
from pipeline.ingest import RawFile
from pipeline.job.batch import process_batch as process
from pipeline.job.finish import finish as finish_run
from pipeline.job.plan import Batch, find_sources, plan_batches
from pipeline.job.progress import batch_progress
from pipeline.job.reports import BatchReport, RunReport
from pipeline.job.retry import may_pass
from pipeline.publish import Output, open_output

_TRIES = 3


def _again(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again may help: after an error of the disk or the network, not after one of ours."""
    try:
        state.result()
    except Exception as error:
        return may_pass(error)
    return False


@task(name="discover", cache_policy=NO_CACHE, persist_result=False)
def discover(raw: str, out: str) -> list[RawFile]:
    """The sources below ``raw``."""
    return find_sources(Path(raw), Path(out))


@task(
    name="process batch",
    task_run_name="{batch.name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=_TRIES,
    retry_delay_seconds=exponential_backoff(backoff_factor=1),
    retry_jitter_factor=0.5,
    retry_condition_fn=_again,
)
def process_batch(batch: Batch, staging: str, version: str) -> BatchReport:
    """One batch through every stage into staged tables; a bad source is a failure in its report."""
    return process(batch, Path(staging), version)


@task(name="finish", cache_policy=NO_CACHE, persist_result=False)
def finish(output: Output, raw: str, reports: Sequence[BatchReport], version: str, started: float) -> RunReport:
    """The tables that look across sources, then the release."""
    return finish_run(output, raw, reports, version, started)


@flow(name="process gazettes", flow_run_name="{raw}", persist_result=False, validate_parameters=False)
def process_gazettes(raw: str = "data/raw", out: str = "data/processed", workers: int | None = None) -> RunReport:
    """Process every source below ``raw`` and publish a release at ``out``.

    ``workers`` is how many batches there are at least; how many run at a time is the task runner's to say. Failed
    sources are in the report. Raises ``GongbaoError`` when nothing can be published.
    """
    started = time.perf_counter()
    version = pipeline_version()
    files = discover(raw, out)
    batches = plan_batches(files, workers or cores())
    with open_output(Path(out)) as output:
        futures = {process_batch.submit(batch, str(output.staging), version): batch for batch in batches}
        reports = []
        with batch_progress(sum(batch.n_bytes for batch in batches)) as progress:
            for future in as_completed(list(futures)):
                report = future.result()
                reports.append(report)
                progress(futures[future], report)
        summary = finish(output, raw, reports, version, started)
    create_markdown_artifact(key="gongbao-run", markdown=summary.as_markdown(), description="The run in one page")
    return summary


def run_flow(raw: str, out: str, workers: int | None = None, *, api_url: str | None = None) -> RunReport:
    """The flow with ``workers`` batches at a time (default: the cores this process may use).

    ``api_url`` is the server to use, whatever is configured; None: as configured.
    """
    count = workers or cores()
    runner = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=count))
    run = process_gazettes.with_options(task_runner=runner)
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_API_KEY: None}) if api_url else nullcontext():
        report: RunReport = run(raw, out, count)
    return report


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
