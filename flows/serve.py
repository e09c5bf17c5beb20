"""One machine that serves itself: deployments with their schedule, and a watch over the raw folder."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import prefect
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments import run_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.evaluate import evaluate_extractors
from flows.process import process_gazettes, reprocess_gazettes
from pipeline.common.errors import GongbaoError
from pipeline.publish.output import WORK
from pipeline.remote import is_remote
from pipeline.remote.bucket import Bucket

log = logging.getLogger(__name__)

TIME_ZONE = "Asia/Shanghai"
Signature = tuple[tuple[str, int, int | str], ...]


def serve(raw: str, out: str, *, cron: str = "", poll_s: float = 60.0) -> None:
    """Serve the flows of ``raw`` and ``out`` until the process is stopped; one run at a time.

    ``cron`` is in the time of Shanghai, empty for none. Every ``poll_s`` seconds (0: never) the folder is looked at, and
    a run is asked for when it has changed and then stood still as long. Raises ``GongbaoError``.
    """
    raw, out = (place if is_remote(place) else str(Path(place).resolve()) for place in (raw, out))
    stop = threading.Event()
    if poll_s:
        ask = _asker(f"{process_gazettes.name}/{deployment_name(raw, out)}")
        watcher = threading.Thread(target=watch, args=(raw, out, poll_s, ask, stop), name="watch", daemon=True)
        watcher.start()
    try:
        prefect.serve(*deployments(raw, out, cron), limit=1, print_starting_message=False, pause_on_shutdown=True)
    finally:
        stop.set()


def deployment_name(raw: str, out: str) -> str:
    """One for each pair of places: servers of one machine share a database, and two of a name would be one."""
    return f"served-{sha256(f'{raw} {out}'.encode()).hexdigest()[:8]}"


def deployments(raw: str, out: str, cron: str) -> list[RunnerDeployment]:
    """What is served: processing by schedule, full reprocessing and evaluation when asked for."""
    places = {"raw": raw, "out": out}
    try:
        schedules = [Cron(cron, timezone=TIME_ZONE)] if cron.strip() else []
    except ValueError as error:
        raise GongbaoError(
            f"{cron!r} is no schedule ({error})",
            place="--cron",
            mend='Give minute, hour, day, month, weekday: "0 6 * * *"',
        ) from None

    def deploy(flow: Flow[..., Any], **more: Any) -> RunnerDeployment:  # noqa: ANN401 - Prefect's own options
        made: Any = flow.to_deployment(
            deployment_name(raw, out),
            description=f"{raw} to {out}\n\n{flow.description or ''}",
            tags=["gongbao"],
            # a module, so that it is found wherever gongbao is installed
            entrypoint_type=EntrypointType.MODULE_PATH,
            # runs of one folder wait for each other here rather than at the lock
            concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
            **more,
        )
        assert isinstance(made, RunnerDeployment)
        return made

    return [
        deploy(process_gazettes, parameters={**places, "wait_s": 3600.0}, schedules=schedules),
        deploy(reprocess_gazettes, parameters=places),
        deploy(evaluate_extractors),
    ]


def watch(raw: str, out: str, poll_s: float, ask: Callable[[], None], stop: threading.Event) -> None:
    """Call ``ask`` once at the start and whenever what is below ``raw`` has changed and then stood still for a while.

    What goes wrong is logged, and tried again the next time.
    """
    done: Signature | None = None
    last = signature(raw, out)
    while not stop.wait(poll_s):
        now = signature(raw, out)
        if now == last and now != done:
            try:
                ask()
                done = now
                log.info("new files, a run is asked for", extra={"n_files": len(now)})
            except Exception as error:
                log.warning("a run could not be asked for", extra={"error": f"{type(error).__name__}: {error}"})
        last = now


def signature(raw: str, out: str) -> Signature:
    """Names, sizes and times of the files below ``raw``, without those below ``out``: cheap, and enough to see a change.

    Of objects it is their etags instead of times.
    """
    if is_remote(raw):
        return tuple((item.name, item.n_bytes, item.etag) for item in Bucket(raw).objects())
    found = []
    for folder, subfolders, files in os.walk(raw, followlinks=True):
        subfolders[:] = [s for s in subfolders if s != WORK and Path(folder, s) != Path(out)]
        for name in files:
            path = os.path.join(folder, name)
            try:
                status = os.stat(path)
            except OSError:
                continue
            found.append((path, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def _asker(deployment: str) -> Callable[[], None]:
    def ask() -> None:
        run_deployment(deployment, timeout=0, as_subflow=False)

    return ask
