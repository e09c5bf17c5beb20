"""Large runs: a national corpus in small, ten times that, one very large file, one source that changes.

    python -m benchmarks.scale [--corpus PATH] [--mb 90] [--times 10] [--one 200] [--write docs/scale.md]

Each run is a process of its own, watched from outside: wall-clock time, and the sum of PSS over it and its workers.
Copies of a text differ in blank lines at their end, so that each is a source of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.corpus import texts
from benchmarks.speed import family_memory
from pipeline.job.workers import cores

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
MB = 1_000_000
_WATCH_S = 0.2
_JOB = """\
import json, sys, time
from pathlib import Path
from pipeline.job.run import run_job
if __name__ == "__main__":
    began = time.perf_counter()
    report = run_job(Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3]))
    print(json.dumps({
        "seconds": time.perf_counter() - began, "chars": report.n_chars, "sources": report.n_sources,
        "processed": report.n_processed, "failures": len(report.failures), "rows": sum(report.rows.values()),
    }))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: of how many sources and characters, with how many workers, how long, how much memory in bytes."""

    name: str
    workers: int
    sources: int
    chars: int
    rows: int
    seconds: float
    peak: int
    written: int

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.chars / self.seconds


class RunFailedError(Exception):
    """A run that did not end well."""


def corpus_texts(corpus: Path) -> list[str]:
    """Every text of a folder, a tar or a folder of tars."""
    tars = sorted(corpus.glob("*.tar*")) if corpus.is_dir() else []
    return [text for place in tars or [corpus] for _, text in texts(place)]


def copies(found: list[str], n_bytes: int) -> Iterator[str]:
    """The texts again and again, each time with one more blank line, until there are ``n_bytes`` of them."""
    size = 0
    for k in count():
        for text in found:
            if size >= n_bytes:
                return
            copy = text.rstrip() + "\n" * (k + 1)
            size += len(copy.encode())
            yield copy


def write_set(found: list[str], n_bytes: int, folder: Path) -> Path:
    """A folder of sources with ``n_bytes`` in all."""
    folder.mkdir(parents=True)
    for k, text in enumerate(copies(found, n_bytes)):
        below = folder / f"{k // 1000:03d}"
        below.mkdir(exist_ok=True)
        (below / f"{k:06d}.txt").write_text(text, encoding="utf-8")
    return folder


def write_one(found: list[str], n_bytes: int, folder: Path) -> Path:
    """A folder with one source of ``n_bytes``."""
    folder.mkdir(parents=True)
    with (folder / "one.txt").open("w", encoding="utf-8") as file:
        for text in copies(found, n_bytes):
            file.write(text + "\n\n")
    return folder


def run(name: str, raw: Path, out: Path, workers: int) -> Run:
    """A run from ``raw`` to ``out`` in a process of its own. Raises ``RunFailedError``."""
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder) / "job.py"
        job.write_text(_JOB, encoding="utf-8")
        command = [sys.executable, str(job), str(raw), str(out), str(workers)]
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True)
        peak = 0
        while process.poll() is None:
            peak = max(peak, family_memory(process.pid))
            time.sleep(_WATCH_S)
        said = process.communicate()[0]
    if process.returncode:
        raise RunFailedError(f"{name}: exit code {process.returncode}")
    got = json.loads(said.splitlines()[-1])
    if got["failures"]:
        raise RunFailedError(f"{name}: {got['failures']} sources failed")
    written = sum(p.stat().st_size for p in (out / "current").resolve().rglob("*.parquet"))
    done = Run(name, workers, got["sources"], got["chars"], got["rows"], got["seconds"], peak, written)
    sys.stderr.write(f"{done}\n")
    return done


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def measure(found: list[str], mb: int, times: int, one: int, folder: Path) -> list[Run]:
    """All runs; what each leaves is taken away before the next but for what that one needs."""
    raw, workers = write_set(found, mb * MB, folder / "raw"), cores()
    runs = [run(f"{mb} MB, one core", raw, folder / "one-core", 1)]
    shutil.rmtree(folder / "one-core")
    runs.append(run(f"{mb} MB, {workers} workers", raw, folder / "out", workers))
    changed = next(raw.rglob("*.txt"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n　　本办法自2024年7月1日起施行。\n", encoding="utf-8")
    runs.append(run("the same, one source changed", raw, folder / "out", workers))
    shutil.rmtree(folder / "out")
    shutil.rmtree(raw)
    if times:
        raw = write_set(found, mb * times * MB, folder / "many")
        runs.append(run(f"{mb * times} MB, {workers} workers", raw, folder / "many-out", workers))
        shutil.rmtree(folder / "many-out")
        shutil.rmtree(raw)
    if one:
        raw = write_one(found, one * MB, folder / "large")
        runs.append(run(f"one file of {one} MB", raw, folder / "large-out", workers))
    return runs


def page(runs: list[Run]) -> str:
    """``docs/scale.md``."""
    lines = [
        "# Large runs",
        "",
        f"Measured {dt.date.today().isoformat()} by `python -m benchmarks.scale` on {platform.system()}"
        f" {platform.machine()}, {cores()} cores, Python {platform.python_version()}: one run each, wall-clock time from"
        " start to published release, memory as the sum of PSS over all processes.",
        "",
        "| run | sources | characters | rows | seconds | characters a second | peak memory | Parquet |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {r.name} | {r.sources:,} | {r.chars:,} | {r.rows:,} | {r.seconds:,.1f} | {r.rate:,.0f} |"
            f" {r.peak / 2**20:,.0f} MiB | {r.written / MB:,.0f} MB |"
            for r in runs
        ),
        "",
    ]
    one, two, changed, *more = runs
    lines.append(f"{two.workers} workers are {one.seconds / two.seconds:.2f} times as fast as one core.")
    lines.append(f"One changed source costs {100 * changed.seconds / two.seconds:.1f} % of the full run.")
    for r in more:
        if r.sources > 1:
            lines.append(f"{r.chars / two.chars:.1f} times the text takes {r.seconds / two.seconds:.1f} times as long.")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="measure large runs")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder or tar of texts")
    parser.add_argument("--mb", type=int, default=90, help="size of the set")
    parser.add_argument("--times", type=int, default=10, help="so many times that for the largest run (0: none)")
    parser.add_argument("--one", type=int, default=200, help="MB of the single large file (0: none)")
    parser.add_argument("--work", type=Path, help="folder to work in (default: a temporary one)")
    parser.add_argument("--write", type=Path, default=ROOT / "docs" / "scale.md")
    args = parser.parse_args()
    found = corpus_texts(args.corpus)
    with tempfile.TemporaryDirectory(dir=args.work) as folder:
        text = page(measure(found, args.mb, args.times, args.one, Path(folder)))
    args.write.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
