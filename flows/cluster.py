"""Where the batches of a run are read: in processes of this machine, or on a Dask cluster.

One setting says it, for the command and for deployments alike: ``GONGBAO_DASK`` is the address of a scheduler
(``tcp://10.0.0.1:8786``), or ``local`` for a cluster of this machine's own. Every worker needs gongbao in the same
version and sees RAW and DIR under the same paths, by a shared file system.
"""

from __future__ import annotations

import os
from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from pipeline.common.errors import GongbaoError
from pipeline.common.version import pipeline_version
from pipeline.job.workers import cores
from pipeline.ner import Choice

SETTING = "GONGBAO_DASK"
LOCAL = "local"
# once a batch for each worker is under way, so many wait there
_CONNECT_S = 30


class ClusterError(GongbaoError):
    """The cluster cannot be used."""


def cluster() -> str | None:
    """The address of the cluster to use, ``local``, or None for none."""
    return os.environ.get(SETTING) or None


def task_runner(count: int) -> TaskRunner[PrefectFuture[Any]]:
    """The runner of a flow's tasks: ``count`` threads, each of which waits for a process, or the cluster."""
    place = cluster()
    if place is None:
        runner: Any = ThreadPoolTaskRunner(max_workers=count)
    elif place == LOCAL:
        # no page of its own: nothing listens but for the workers
        local = {"n_workers": count, "threads_per_worker": 1, "dashboard_address": None}
        runner = _dask().DaskTaskRunner(cluster_kwargs=local)
    else:
        runner = _dask().DaskTaskRunner(address=place)
    return cast("TaskRunner[PrefectFuture[Any]]", runner)


def cluster_workers(wanted: int | None) -> int:
    """How many batches the cluster reads at a time. Raises ``ClusterError`` where it does not answer."""
    place = cluster()
    if place in (None, LOCAL):
        return wanted or cores()
    _dask()
    import distributed

    connect: Any = distributed.Client
    try:
        with connect(place, timeout=_CONNECT_S, set_as_default=False) as client:
            threads: dict[str, int] = client.nthreads()
            return max(1, sum(threads.values()))
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"the Dask scheduler does not answer ({error})",
            place=str(place),
            mend=f"Start it (dask scheduler), or name another one: --dask or {SETTING}",
        ) from error


def is_killed_worker(error: BaseException) -> bool:
    """Whether Dask gave a task up because every worker that took it was killed."""
    if cluster() is None:
        return False
    from distributed import KilledWorker

    return isinstance(error, KilledWorker)


def check_worker(version: str, ner: Choice | None = None) -> None:
    """Raise ``ClusterError`` where this worker would make other rows than the run is of, ``ner`` its model."""
    own = pipeline_version(ner.options() if ner else None)
    if cluster() is not None and own != version:
        raise ClusterError(
            f"this worker has gongbao {own}, the run {version}",
            place="Dask worker",
            mend="Install the same version of gongbao and of its locked libraries on every machine",
        )


def _dask() -> Any:  # noqa: ANN401 - a module
    try:
        import prefect_dask
    except ImportError as error:
        raise ClusterError(
            f"Dask is not installed ({error})", place=SETTING, mend="pip install 'gongbao[dask]'"
        ) from error
    return prefect_dask
