"""``make bench``: the whole job on the seeds and its stages, in characters a second, medians of five."""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
from pathlib import Path

from pipeline.job.run import run_job

REPEATS = 5
RAW = Path(__file__).parent.parent / "data" / "raw"


def main() -> int:
    """Print the table."""
    runs = []
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            runs.append(run_job(RAW, Path(folder) / "processed"))
    chars = runs[0].n_chars
    out = sys.stdout.write
    out(f"{runs[0].n_sources} sources, {chars:,} characters, one core, median of {REPEATS}\n")
    out(f"{'stage':22}{'seconds':>9}{'characters a second':>22}\n")
    for stage in runs[0].seconds:
        seconds = statistics.median(run.seconds[stage] for run in runs)
        out(f"{stage:22}{seconds:9.3f}{chars / seconds:22,.0f}\n")
    whole = statistics.median(run.wall_seconds for run in runs)
    out(f"{'whole job':22}{whole:9.3f}{chars / whole:22,.0f}\n")
    out(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
