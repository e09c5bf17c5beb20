"""``gongbao serve``: one machine that runs the job by schedule, and when new files come."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from pipeline.cli.arguments import at_least_0
from pipeline.common import logs
from pipeline.remote import is_remote

NAME = "serve"
HELP = "run by schedule, and when new files come"
DESCRIPTION = """\
Stay, and process what is new below RAW by schedule (in the time of Shanghai) and soon after files there change. Prefect's
server with its pages is started on this machine, on loopback, or the configured one is used. Stop with Ctrl-C: a run
under way is taken up by the next."""
EPILOG = """\
examples:
  gongbao serve
  gongbao serve gazettes --out tables --cron "0 6 * * *" --poll 60
  gongbao serve --cron ""              # when files change only
  gongbao serve --poll 0               # by schedule only
  gongbao serve --prefect configured   # on a server or Prefect Cloud, as your settings say
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao serve``."""
    parser.add_argument(
        "raw", metavar="RAW", nargs="?", default="data/raw", help="folder, or s3://BUCKET/FOLDER (default data/raw)"
    )
    parser.add_argument("--out", metavar="DIR", default="data/processed", help="default data/processed")
    parser.add_argument(
        "--cron",
        metavar="CRON",
        default="0 6 * * *",
        help='minute, hour, day, month, weekday in Asia/Shanghai (default "0 6 * * *", each day at six); empty: none',
    )
    parser.add_argument(
        "--poll",
        metavar="S",
        type=at_least_0,
        default=60.0,
        help="look for new files every S seconds (default 60); a file must have stood still as long; 0: never",
    )
    parser.add_argument("--port", type=int, default=4200, help="of Prefect's server (default 4200; 0: any free one)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address the server listens at (default 127.0.0.1: this machine only)"
    )
    parser.add_argument(
        "--prefect",
        choices=("local", "configured"),
        default="local",
        help="local: a server of its own (default); configured: as your Prefect settings say",
    )
    logs.add_argument(parser)


def main(args: argparse.Namespace) -> int:
    """Serve until stopped; exit code 0."""
    from pipeline.cli.prefect_settings import local_prefect, quiet_prefect
    from pipeline.common.errors import GongbaoError

    if not is_remote(args.raw) and not Path(args.raw).exists():
        raise GongbaoError("no such file or folder", place=args.raw, mend="Make it, or name the folder of raw texts")
    # the runs are processes of their own
    os.environ[logs.SETTING] = "json" if logs.is_json(args.log_format) else "text"
    with logs.logging_to_stderr(args.log_format, every_step=True):
        if args.prefect == "configured":
            quiet_prefect()
            from flows.serve import serve

            serve(args.raw, args.out, cron=args.cron, poll_s=args.poll)
            return 0
        from flows.local_server import local_server, wait_for

        local_prefect(debug=args.debug, keep_logs=True)
        with local_server(pages=True, host=args.host, port=args.port) as server:
            # the runs are processes of their own, which find the server so
            os.environ["PREFECT_API_URL"] = wait_for(server)
            from flows.serve import serve

            logs.log.warning(
                "serving",
                extra={"url": server.pages_url, "line": f"serving; Prefect's pages are at {server.pages_url}"},
            )
            serve(args.raw, args.out, cron=args.cron, poll_s=args.poll)
    return 0
