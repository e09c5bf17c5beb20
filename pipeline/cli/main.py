"""The ``gongbao`` command: which subcommand, and what a failure looks like."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from pipeline.cli import evaluate, extract, query, releases, run, serve, status, train

_DESCRIPTION = "Chinese government gazettes to normalised Parquet, every amount, date and agency with its place."
_EPILOG = """\
examples:
  gongbao run data/raw --out data/processed
  echo '{"id": "1", "text": "给予最高100万元奖励。"}' | gongbao extract
  gongbao query "SELECT title, promulgated_date FROM documents LIMIT 5"
  gongbao status
  gongbao releases diff previous current
  gongbao serve                        # run by schedule, and when new files come
  gongbao evaluate

exit codes: 0 done; 3 done, but some sources failed (see the table failures); 2 wrong usage; 4 nothing published, too
many sources are gone; 5 another run is writing there; 1 anything else
"""


def parser() -> argparse.ArgumentParser:
    """The parser of ``gongbao`` with all its subcommands."""
    raw = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser("gongbao", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    top.add_argument("--version", action="store_true", help="print the version and stop")
    top.add_argument("--debug", action="store_true", help="show the traceback of an error")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command in (run, extract, query, evaluate, status, releases, serve, train):
        sub = commands.add_parser(
            command.NAME,
            help=command.HELP,
            description=command.DESCRIPTION,
            epilog=command.EPILOG,
            formatter_class=raw,
            parents=[common],
        )
        command.add_arguments(sub)
        sub.set_defaults(main=command.main)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Errors are one line on stderr that says the mend."""
    top = parser()
    args = top.parse_args(argv)
    if args.version:
        return _print_version()
    if args.command is None:
        top.print_help()
        return 2
    _speak_utf8()
    try:
        return int(args.main(args))
    except BrokenPipeError:
        # the reader has seen enough (| head); nothing more can be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("gongbao: stopped", file=sys.stderr)
        return 130
    except Exception as error:
        if args.debug:
            raise
        print(f"gongbao: {_one_line(error)}", file=sys.stderr)
        return int(getattr(error, "exit_code", 1))


def _one_line(error: Exception) -> str:
    from pipeline.common.errors import GongbaoError

    if isinstance(error, GongbaoError):
        text = error.message
    elif isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        text = f"{place}{error.strerror}. Check the path and this user's rights to it"
    else:
        text = f"{type(error).__name__}: {error}. This is a fault of gongbao; --debug shows where"
    return " ".join(text.split())


def _print_version() -> int:
    from pipeline.common.version import pipeline_version

    print(f"gongbao {pipeline_version()}")
    return 0


def _speak_utf8() -> None:
    # gazettes are Chinese whatever the locale is; what no UTF-8 can say is escaped, never lost
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
