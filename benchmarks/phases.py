"""Where the time of a whole job goes, from start to published release: ``python -m benchmarks.phases RAW [--workers N]``.

The job runs in a process of its own, so that imports and first uses count. Each phase has its wall-clock seconds and the
processor seconds of all processes meanwhile; those of the stages are what the workers say of themselves.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

#: Each phase: a module, what is called in it, and words for it. A phase within another is taken off it.
PHASES = (
    ("pipeline.job.options", "pipeline_version", "version: hash of code and models"),
    ("pipeline.job.run", "find_sources", "discover and hash the sources"),
    ("pipeline.job.run", "open_output", "lock"),
    ("pipeline.job.run", "find_work", "compare with the release before"),
    ("pipeline.job.run", "plan_batches", "plan batches"),
    ("pipeline.job.workers", "_start", "start of workers"),
    ("pipeline.job.workers", "Workers.each", "batches"),
    ("pipeline.job.cross", "cross_tables", "links across sources"),
    ("pipeline.publish.publisher", "staged_batches", "read what is staged"),
    ("pipeline.publish.publisher", "_Publication._write_tables", "merge, encode and write the tables"),
    ("pipeline.publish.publisher", "check_release", "check keys across sources"),
    ("pipeline.publish.publisher", "changes_page", "changes page"),
    ("pipeline.publish.publisher", "write_json", "manifest and data package"),
    ("pipeline.publish.publisher", "switch", "switch"),
    ("pipeline.publish.publisher", "retire", "retire old releases"),
    ("pipeline.publish.output", "close_results", "take staging away"),
)  # fmt: skip


@dataclass
class Phases:
    """Seconds by phase: wall-clock, and processor of this process and of those that it waited for."""

    wall: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cpu: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[list[float]] = field(default_factory=list)

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, its time counted under ``name`` and not under the phase that calls it."""

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever it takes
            wall, cpu = time.perf_counter(), _processor()
            self._open.append([0.0, 0.0])
            try:
                return function(*args, **kwargs)
            finally:
                wall, cpu = time.perf_counter() - wall, _processor() - cpu
                inner = self._open.pop()
                self.wall[name] += wall - inner[0]
                self.cpu[name] += cpu - inner[1]
                if self._open:
                    self._open[-1][0] += wall
                    self._open[-1][1] += cpu

        return call


def _processor() -> float:
    return sum(os.times()[:4])


def _wrap(phases: Phases) -> None:
    for module, place, said in PHASES:
        *of_class, name = place.split(".")
        holder: Any = importlib.import_module(module)
        for part in of_class:
            holder = getattr(holder, part)
        setattr(holder, name, phases.timed(said, getattr(holder, name)))


def job(raw: Path, out: Path, workers: int) -> dict[str, Any]:
    """Run the job in this process; its phases as JSON can write them."""
    began, before = time.perf_counter(), _processor()
    from pipeline.job.run import run_job

    phases = Phases()
    phases.wall["imports"], phases.cpu["imports"] = time.perf_counter() - began, _processor() - before
    _wrap(phases)
    report = run_job(raw, out, workers=workers)
    files = sum(1 for _ in (out / "current").glob("*/*.parquet"))
    return {
        "wall": phases.wall,
        "cpu": phases.cpu,
        "stages": report.seconds,
        "seconds": time.perf_counter() - began,
        "processor": _processor() - before,
        "chars": report.n_chars,
        "files": files,
    }


def measure(raw: Path, workers: int) -> dict[str, Any]:
    """``job`` in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.phases", str(raw), "--job", folder, "--workers", str(workers)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def table(found: dict[str, Any]) -> str:
    """The phases as a table of Markdown."""
    lines = ["| phase | seconds | processor seconds |", "|---|--:|--:|"]
    for name, wall in found["wall"].items():
        lines.append(f"| {name} | {wall:.3f} | {found['cpu'][name]:.3f} |")
    rest = found["seconds"] - sum(found["wall"].values())
    lines.append(f"| all else | {rest:.3f} | {found['processor'] - sum(found['cpu'].values()):.3f} |")
    lines.append(f"| **whole job** | {found['seconds']:.2f} | {found['processor']:.2f} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the phases of one job."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phases", description="where the time of a job goes")
    parser.add_argument("raw", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.job:
        print(json.dumps(job(args.raw, args.job / "out", args.workers)))
        return 0
    found = measure(args.raw, args.workers)
    print(table(found))
    print({name: round(spent, 2) for name, spent in found["stages"].items()}, found["files"], "files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
