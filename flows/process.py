"""The main job as Prefect flows: raw gazettes to published tables, what is new or all of it.

``gongbao run`` calls :func:`run_flow`; ``process_gazettes`` and ``reprocess_gazettes`` are the flows themselves, for
deployments (``prefect.yaml``, ``gongbao serve``) and for use from Python. The work is done by ``pipeline.job``; here it
is cut into tasks that Prefect can try again and show.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, cast

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import as_completed
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_KEY, PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Failed
from prefect.tasks import Task, exponential_backoff

from flows.artifacts import Progress, log_work, show_report
from flows.cluster import check_worker, cluster, cluster_workers, is_killed_worker, task_runner
from flows.crashes import mark_crashed, mark_killed
from pipeline.common.logs import SETTING, logging_as_set
from pipeline.ingest import RawFile
from pipeline.job.finish import finish as finish_run
from pipeline.job.options import RunOptions
from pipeline.job.places import places
from pipeline.job.plan import Batch, find_sources, plan_batches
from pipeline.job.progress import batch_progress
from pipeline.job.record import recorded, recorded_start
from pipeline.job.reports import EXIT_OK, EXIT_SOME_FAILED, BatchReport, RunReport
from pipeline.job.retry import may_pass
from pipeline.job.summary import log_report
from pipeline.job.work import Work, find_work
from pipeline.job.workers import Workers, batches_for, cores, halves, killed_report, workers_for
from pipeline.job.workers import process_in_worker as process
from pipeline.ner import DEFAULT
from pipeline.publish import Output, open_output

_TRIES = 3
_TAGS = {"gongbao"}


def _again(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again may help: after an error of the disk or the network, not after one of ours."""
    try:
        state.result()
    except Exception as error:
        return may_pass(error)
    return False


#: what meets the disk or the network is tried again, later each time
_RETRIED: Final[dict[str, Any]] = {
    "retries": _TRIES,
    "retry_delay_seconds": exponential_backoff(backoff_factor=1),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": _again,
}


@task(name="discover", cache_policy=NO_CACHE, persist_result=False, tags=_TAGS, **_RETRIED)
def discover(raw: str, out: str, allow_none: bool = False) -> list[RawFile]:
    """The sources below ``raw``."""
    return find_sources(Path(raw), Path(out), allow_none=allow_none)


@task(name="compare", cache_policy=NO_CACHE, persist_result=False, tags=_TAGS)
def compare(files: Sequence[RawFile], output: Output, version: str, raw: str, options: RunOptions) -> Work:
    """What is new or changed, what stands, what is gone."""
    return find_work(files, output, version, raw=raw, full=options.full, allow_removals=options.allow_removals)


@task(
    name="process batch",
    task_run_name="{batch.name}",
    cache_policy=NO_CACHE,
    persist_result=False,
    tags=_TAGS,
    **_RETRIED,
)
def process_batch(batch: Batch, staging: str, version: str, pool: Workers | None = None) -> BatchReport:
    """One batch through every stage into staged tables, in a worker process of ``pool`` or in this one; a bad source is a
    failure in its report.

    A worker process that hangs is ended by ``pool``. Prefect's own time limit could not: it does not reach a thread that
    waits, and fails the whole batch.
    """
    if pool is None or not pool.apart:
        check_worker(version, batch.ner)
        return process(batch, Path(staging), version)
    return pool.process(batch, Path(staging), version)


@task(name="finish", cache_policy=NO_CACHE, persist_result=False, tags=_TAGS)
def finish(
    output: Output,
    raw: str,
    reports: Sequence[BatchReport],
    version: str,
    started: float,
    work: Work | None = None,
    options: RunOptions | None = None,
) -> RunReport:
    """The tables that look across sources, then the release."""
    return finish_run(output, raw, reports, version, started, work, options)


# validate_parameters: the server checks them against their schema; here it would only cost start-up time
@flow(
    name="process gazettes",
    flow_run_name="{raw}",
    persist_result=False,
    validate_parameters=False,
    task_runner=task_runner(cores()),
    on_crashed=[mark_crashed],
)
def process_gazettes(
    raw: str = "data/raw",
    out: str = "data/processed",
    workers: int | None = None,
    full: bool = False,
    allow_removals: bool = False,
    wait_s: float = 0.0,
    keep_hours: float = 24.0,
    ner: str = DEFAULT,
    trust_model: bool = False,
) -> State[RunReport]:
    """Process the new and changed gazettes of a folder and publish a release; nothing new, no release.

    The result is the run's report; the final state is ``Completed``, or ``CompletedWithFailures`` where some sources
    could not be processed and the rest is published, or ``NothingPublished``.

    Args:
        raw: Folder or file of raw gazettes, or s3://bucket/folder.
        out: Folder to publish the tables at, or s3://bucket/folder.
        workers: Worker processes, as far as the task runner has threads for them. Empty: the cores, one for little text.
            A Dask cluster (GONGBAO_DASK) has its own.
        full: Process every source again, not only what is new or changed.
        allow_removals: Publish though a tenth of the sources or more, or all of them, are gone from the folder.
        wait_s: Seconds to wait for another run that publishes at the same place.
        keep_hours: Hours that a replaced release stays readable, 24 at least.
        ner: Model asked for bodies that rules and registry do not know: default, none, onnx, hanlp, spacy,
            hanlp:NAME_OR_PATH, spacy:PACKAGE_OR_PATH.
        trust_model: Also a model whose files may run code of their own when they are opened.
    """
    model: Any = {"ner": ner, "trust_model": trust_model}
    options = RunOptions(full=full, allow_removals=allow_removals, wait_s=wait_s, keep_hours=keep_hours, **model)
    return _state(_run(raw, out, workers, options))


@flow(
    name="reprocess all gazettes",
    flow_run_name="{raw}, all",
    persist_result=False,
    validate_parameters=False,
    task_runner=task_runner(cores()),
    on_crashed=[mark_crashed],
)
def reprocess_gazettes(
    raw: str = "data/raw",
    out: str = "data/processed",
    workers: int | None = None,
    allow_removals: bool = False,
    wait_s: float = 3600.0,
    keep_hours: float = 24.0,
    ner: str = DEFAULT,
    trust_model: bool = False,
) -> State[RunReport]:
    """Process every gazette of a folder again, whatever is published, and publish a release if anything differs.

    Args:
        raw: Folder or file of raw gazettes, or s3://bucket/folder.
        out: Folder to publish the tables at, or s3://bucket/folder.
        workers: Worker processes. Empty: the cores, one for little text.
        allow_removals: Publish though a tenth of the sources or more, or all of them, are gone from the folder.
        wait_s: Seconds to wait for another run that publishes at the same place.
        keep_hours: Hours that a replaced release stays readable, 24 at least.
        ner: Model asked for bodies that rules and registry do not know: default, none, onnx, hanlp, spacy,
            hanlp:NAME_OR_PATH, spacy:PACKAGE_OR_PATH.
        trust_model: Also a model whose files may run code of their own when they are opened.
    """
    model: Any = {"ner": ner, "trust_model": trust_model}
    options = RunOptions(full=True, allow_removals=allow_removals, wait_s=wait_s, keep_hours=keep_hours, **model)
    return _state(_run(raw, out, workers, options))


def _run(raw: str, out: str, workers: int | None, options: RunOptions) -> RunReport:
    started = time.perf_counter()
    version = options.pipeline_version
    said = {"flow_run": str(flow_run.id)} if flow_run.id else {}
    with logging_as_set(), places(raw, out, options, said) as here:
        with recorded_start(here.out):
            files = discover(str(here.raw), str(here.out), options.allow_removals)
        lock = open_output(here.out, wait_s=options.wait_s, resume=version, holder=said)
        with lock as output, recorded(output) as run:
            mark_killed(output.left_by)
            work = compare(files, output, version, raw, options)
            log_work(work)
            reports = _read(work, workers, output, version, options)
            done = finish(output, raw, reports, version, started, work, options)
            run.report = here.publish(done, options)
        if os.environ.get(SETTING):
            log_report(run.report)
    show_report(run.report)
    return run.report


def _read(work: Work, workers: int | None, output: Output, version: str, options: RunOptions) -> list[BatchReport]:
    """The reports of all batches, each a task, shown as they are done."""
    count = cluster_workers(workers) if cluster() else workers_for(work.todo, workers)
    left = plan_batches(work.todo, batches_for(count), ner=options.model)
    in_all = sum(batch.n_bytes for batch in left)
    reports: list[BatchReport] = []
    apart = workers is None and output.left_by is not None and not cluster()
    pools = Workers(1 if cluster() else count, apart=apart)
    with pools as processes, batch_progress(in_all) as bar, Progress(in_all) as progress:
        # the processes of this machine go to no other one
        pool = None if cluster() else processes
        while left:
            futures = {process_batch.submit(batch, str(output.staging), version, pool): batch for batch in left}
            left = []
            for future in as_completed(list(futures)):
                batch = futures[future]
                try:
                    report = future.result()
                except Exception as error:
                    if not is_killed_worker(error):
                        raise
                    if len(batch.files) > 1:
                        left += halves(batch, output.staging)
                        continue
                    report = killed_report(batch)
                reports.append(report)
                bar(batch, report)
                progress.advance(batch.n_bytes)
    return reports


def _state(report: RunReport) -> State[RunReport]:
    """The final state that shows how it went at a glance."""
    if report.exit_code == EXIT_OK:
        return Completed(data=report, message=report.sources_said)
    failed = f"{len(report.failures)} failed"
    if report.exit_code == EXIT_SOME_FAILED:
        return Completed(name="CompletedWithFailures", data=report, message=f"{report.sources_said}, {failed}")
    return Failed(name="NothingPublished", data=report, message=f"nothing was published, {failed}")


def run_flow(
    raw: str, out: str, workers: int | None = None, *, api_url: str | None = None, options: RunOptions | None = None
) -> RunReport:
    """The flow with ``workers`` processes (default: the cores this process may use, one for little text).

    ``api_url`` is the server to use, whatever is configured; None: as configured.
    """
    count = workers or cores()
    run = process_gazettes.with_options(task_runner=task_runner(count))
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_API_KEY: None}) if api_url else nullcontext():
        state = run(raw, out, workers, **asdict(options or RunOptions()), return_state=True)
        result: Any = cast("State[Any]", state).result(raise_on_failure=False)
    if isinstance(result, BaseException):
        raise result
    return cast(RunReport, result)
