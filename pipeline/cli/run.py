"""``gongbao run``: the main job."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.job.reports import RunReport

NAME = "run"
HELP = "process raw gazettes into published Parquet tables"
DESCRIPTION = """\
Read every source below RAW, publish the tables of the data contract at DIR. A source that cannot be processed is a
row of the table failures; the others are published all the same."""
EPILOG = """\
examples:
  gongbao run
  gongbao run gazettes/2024 --out tables
  gongbao run one.txt --out tables --prefect off

exit codes: 0 every source is in; 3 some failed, the rest is published; 1 nothing was published
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao run``."""
    parser.add_argument("raw", metavar="RAW", nargs="?", default="data/raw", help="folder or file (default data/raw)")
    parser.add_argument("--out", metavar="DIR", default="data/processed", help="default data/processed")
    parser.add_argument("--workers", metavar="N", type=_at_least_one, help="batches at a time (default: the cores)")
    parser.add_argument(
        "--prefect",
        choices=("local", "configured", "off"),
        default="local",
        help="local: a server of its own for this run, whatever is configured (default); configured: as your Prefect"
        " settings say; off: without Prefect",
    )


def main(args: argparse.Namespace) -> int:
    """Run the job, print its summary; the exit code."""
    from pipeline.ingest.errors import RawMissingError

    if not Path(args.raw).exists():
        # said before Prefect is started
        raise RawMissingError("no such file or folder", place=args.raw, mend="Name the folder or file of raw texts")
    report = _without_prefect(args) if args.prefect == "off" else _with_prefect(args)
    _print(report)
    return report.exit_code


def _with_prefect(args: argparse.Namespace) -> RunReport:
    from pipeline.cli.prefect_settings import local_prefect, quiet_prefect

    if args.prefect == "configured":
        quiet_prefect()
        from flows.process import run_flow

        return run_flow(args.raw, args.out, args.workers)
    from flows.local_server import local_server, wait_for

    local_prefect(debug=args.debug)
    with local_server() as server:
        # while the server comes up
        from flows.process import run_flow

        return run_flow(args.raw, args.out, args.workers, api_url=wait_for(server))


def _without_prefect(args: argparse.Namespace) -> RunReport:
    from pipeline.job.progress import batch_progress
    from pipeline.job.run import run_job

    with batch_progress() as progress:
        return run_job(args.raw, args.out, progress)


def _print(report: RunReport) -> None:
    for failure in report.failures:
        line = " ".join(f"{failure.path}: {failure.stage}: {failure.error_type}: {failure.message}".split())
        print(f"gongbao: {line}", file=sys.stderr)
    if report.release is None:
        print(
            f"gongbao: {report.raw}: nothing was published, {len(report.failures)} of {len(report.failures)} files"
            " failed. Mend the files named above and run again",
            file=sys.stderr,
        )
        return
    width = max(len(name) for name in report.rows)
    for name, count in report.rows.items():
        review = report.needs_review.get(name)
        print(f"{name:{width}} {count:9,}" + (f"  ({review:,} to review)" if review else ""))
    state = "" if report.new else ", unchanged"
    print(
        f"{report.n_sources} sources, {report.n_chars:,} characters, {len(report.failures)} failures in"
        f" {report.wall_seconds:.1f} s: {report.out} (release {report.release}{state})"
    )


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of workers: give 1 or more")
    return int(text)
