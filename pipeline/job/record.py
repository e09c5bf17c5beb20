"""How the last run into an output folder ended, for ``gongbao status``: ``DIR/.gongbao/last-run.json``."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.common.errors import GongbaoError
from pipeline.job.reports import EXIT_OK, EXIT_SOME_FAILED, RunReport
from pipeline.publish import Output
from pipeline.publish.output import WORK
from pipeline.remote import is_remote

NAME = "last-run.json"


@dataclass
class Run:
    """A run under way: to be told its report."""

    report: RunReport | None = None


@contextmanager
def recorded(output: Output) -> Iterator[Run]:
    """Write down how what runs inside ends. Nothing can be written where it is killed: then the lock says so."""
    run = Run()
    try:
        yield run
    except Exception as error:
        record(output.out, "failed", message=_message(error))
        raise
    except BaseException:
        record(output.out, "stopped")
        raise
    if run.report:
        ends = {EXIT_OK: "completed", EXIT_SOME_FAILED: "completed with failures"}
        state = ends.get(run.report.exit_code, "nothing published")
        record(
            output.out,
            state,
            release=run.report.release,
            n_processed=run.report.n_processed,
            n_failures=len(run.report.failures),
            seconds=round(run.report.wall_seconds, 1),
        )


@contextmanager
def recorded_start(out: Path | str) -> Iterator[None]:
    """Write down what keeps a run from beginning, such as a RAW that is not mounted, where runs have written before."""
    try:
        yield
    except Exception as error:
        if not is_remote(out) and (Path(out) / WORK).is_dir():
            record(Path(out), "failed", message=_message(error))
        raise


def _message(error: Exception) -> str:
    return error.message if isinstance(error, GongbaoError) else f"{type(error).__name__}: {error}"


def record(out: Path, state: str, **more: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write it down; a full disk is no reason to fail a second time, but what an earlier run said goes."""
    said = {"state": state, "at": datetime.now(UTC).isoformat(timespec="seconds"), **more}
    path = out / WORK / NAME
    # "link-": what is under way has names that are cleaned up
    unfinished = path.with_name(f"link-{NAME}-{os.getpid()}")
    try:
        unfinished.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        # else it would be read as of this run
        for left in (unfinished, path):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def last_run(out: Path) -> dict[str, Any] | None:
    """What ``record`` wrote last, None where that is nothing."""
    try:
        said = json.loads((out / WORK / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None
