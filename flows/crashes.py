"""Runs that did not come to their end: marked as crashed, in Prefect and for ``gongbao status``."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.flows import Flow
from prefect.states import Crashed

from pipeline.job.record import record
from pipeline.publish.output import WORK, Holder

log = logging.getLogger(__name__)


def mark_crashed(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Hook of a crashed flow run: write down that the run into its output folder crashed, and where to look."""
    out = Path(str(flow_run.parameters.get("out", "data/processed")))
    if (out / WORK).is_dir():
        record(out, "crashed", flow_run=str(flow_run.id), message=state.message)
    log.error("flow run crashed; the next run goes on from where it stopped", extra={"flow_run": str(flow_run.id)})


def mark_killed(left_by: Holder | None) -> None:
    """Set the flow run that was killed holding the lock to crashed: dead, it could not say so itself.

    Without this the server would show it as running for ever. A server that does not know it is no error.
    """
    said = left_by.more.get("flow_run") if left_by else None
    if not left_by or not said:
        return
    message = f"Killed ({left_by})"
    with contextlib.suppress(Exception), get_client(sync_client=True) as client:
        run = client.read_flow_run(UUID(said))
        if run.state is None or not run.state.is_final():
            client.set_flow_run_state(run.id, Crashed(message=message), force=True)
            log.warning("an earlier flow run was killed", extra={"flow_run": said})
