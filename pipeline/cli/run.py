"""``gongbao run``: the main job."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.cli.arguments import FOR_EVER, add_model, at_least_0, at_least_1, at_least_24, show_model
from pipeline.common import logs

if TYPE_CHECKING:
    from pipeline.job.options import RunOptions
    from pipeline.job.reports import RunReport

NAME = "run"
HELP = "process raw gazettes into published Parquet tables"
DESCRIPTION = """\
Read what is new or changed below RAW, publish the tables of the data contract at DIR. A source that cannot be
processed is a row of the table failures; the others are published all the same. Nothing new makes no release. A run
that was stopped is taken up where it stopped."""
EPILOG = """\
examples:
  gongbao run
  gongbao run gazettes/2024 --out tables
  gongbao run one.txt --out tables --prefect off
  gongbao run --wait 600               # up to ten minutes for another run to end
  gongbao run --full                   # every source again
  gongbao run --ner none               # rules and registry alone
  gongbao run --allow-removals         # a tenth of the sources or more are gone, and are to go
  gongbao run s3://gazettes/raw --out s3://gazettes/tables
  gongbao run --prefect configured --dask tcp://10.0.0.1:8786
  gongbao run 2>> gongbao.jsonl        # logs as JSON lines

exit codes: 0 every source is in; 3 some failed, the rest is published; nothing was published: 4 too many sources are
gone, 5 another run is writing there, 1 any other reason
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao run``."""
    parser.add_argument(
        "raw",
        metavar="RAW",
        nargs="?",
        default="data/raw",
        help="folder or file, or s3://BUCKET/FOLDER (default data/raw)",
    )
    parser.add_argument(
        "--out", metavar="DIR", default="data/processed", help="folder, or s3://BUCKET/FOLDER (default data/processed)"
    )
    parser.add_argument(
        "--workers", metavar="N", type=at_least_1, help="worker processes (default: the cores, one for little text)"
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="read the batches on a Dask cluster (tcp://HOST:PORT of its scheduler; local: one of this machine's own);"
        " default: $GONGBAO_DASK, else none",
    )
    parser.add_argument("--full", action="store_true", help="process every source again, not only what is new")
    parser.add_argument(
        "--allow-removals",
        action="store_true",
        help="publish though a tenth of the published sources or more, or all of them, are gone from RAW",
    )
    parser.add_argument(
        "--wait",
        metavar="S",
        nargs="?",
        type=at_least_0,
        default=0.0,
        const=FOR_EVER,
        help="wait S seconds for another run that writes at DIR, without S as long as it takes (default: not at all)",
    )
    parser.add_argument(
        "--keep-hours",
        metavar="H",
        type=at_least_24,
        default=24.0,
        help="remove releases that were replaced H hours ago (default and least: 24)",
    )
    add_model(parser)
    logs.add_argument(parser)
    parser.add_argument(
        "--prefect",
        choices=("local", "configured", "off"),
        default="local",
        help="local: a server of its own for this run, whatever is configured (default); configured: as your Prefect"
        " settings say; off: without Prefect",
    )


def main(args: argparse.Namespace) -> int:
    """Run the job, print its summary; the exit code."""
    with logs.logging_to_stderr(args.log_format):
        try:
            report = _run(args)
        except Exception as error:
            from pipeline.common.errors import GongbaoError

            if args.debug or not logs.is_json(args.log_format) or not isinstance(error, GongbaoError):
                raise
            logs.log.error("run failed", extra={"error": type(error).__name__, "text": error.message})
            return error.exit_code
        _print(report)
    return report.exit_code


def _run(args: argparse.Namespace) -> RunReport:
    from pipeline.ingest.errors import RawMissingError
    from pipeline.job.options import RunOptions
    from pipeline.job.record import recorded_start
    from pipeline.remote import is_remote
    from pipeline.tables.without_pandas import without_pandas

    without_pandas()
    options = RunOptions(args.full, args.allow_removals, args.wait, args.keep_hours, args.ner, args.trust_model)
    show_model(args)
    if not is_remote(args.raw) and not Path(args.raw).exists() and not options.allow_removals:
        # said before Prefect is started
        with recorded_start(args.out):
            raise RawMissingError("no such file or folder", place=args.raw, mend="Name the folder or file of raw texts")
    _set_cluster(args)
    return _without_prefect(args, options) if args.prefect == "off" else _with_prefect(args, options)


def _set_cluster(args: argparse.Namespace) -> None:
    """Have the flow find the cluster that was named; refuse what cannot work."""
    if args.dask:
        os.environ["GONGBAO_DASK"] = args.dask
    place = os.environ.get("GONGBAO_DASK")
    host = urlsplit(place).hostname if place and place != "local" else None
    if place and args.prefect == "off":
        from pipeline.common.errors import GongbaoError

        raise GongbaoError("Dask is used through Prefect", place="--dask", mend="Leave out --prefect off")
    if host and args.prefect == "local" and host not in ("127.0.0.1", "localhost", "::1"):
        from pipeline.common.errors import GongbaoError

        raise GongbaoError(
            "workers on other machines cannot reach the Prefect server of this run, which listens on loopback",
            place=f"--dask {place}",
            mend="Use a Prefect server that they reach: set PREFECT_API_URL and add --prefect configured",
        )


def _with_prefect(args: argparse.Namespace, options: RunOptions) -> RunReport:
    from pipeline.cli.prefect_settings import local_prefect, quiet_prefect

    if args.prefect == "configured":
        quiet_prefect()
        from flows.process import run_flow

        return run_flow(args.raw, args.out, args.workers, options=options)
    from flows.local_server import local_server, wait_for

    local_prefect(debug=args.debug)
    with local_server() as server:
        # while the server comes up
        from flows.process import run_flow

        return run_flow(args.raw, args.out, args.workers, api_url=wait_for(server), options=options)


def _without_prefect(args: argparse.Namespace, options: RunOptions) -> RunReport:
    from pipeline.job.progress import batch_progress
    from pipeline.job.run import run_job

    return run_job(args.raw, args.out, batch_progress, options, args.workers)


def _print(report: RunReport) -> None:
    from pipeline.job.summary import log_report

    log_report(report)
    if report.release is None:
        return
    width = max(len(name) for name in report.rows)
    for name, count in report.rows.items():
        review = report.needs_review.get(name)
        print(f"{name:{width}} {count:9,}" + (f"  ({review:,} to review)" if review else ""))
    most = max(report.needs_review, key=lambda name: report.needs_review[name], default="")
    if report.needs_review.get(most):
        print(f'to review: gongbao query --dir {report.out} "SELECT * FROM {most} WHERE needs_review"')
    if report.n_processed:
        print(f"seconds of work: {report.seconds_said}")
    state = "" if report.new else ", unchanged"
    print(
        f"{report.sources_said}, {report.n_chars:,} characters, {len(report.failures)} failures in"
        f" {report.wall_seconds:.1f} s: {report.out} (release {report.release}{state})"
    )
