"""Logs on standard error: for a person on a terminal, one JSON object a line anywhere else."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any, Literal

Format = Literal["auto", "text", "json"]
FORMATS: tuple[Format, ...] = ("auto", "text", "json")
LOGGERS = ("gongbao", "pipeline", "flows")
log = logging.getLogger("gongbao")
# how runs that a server starts write their logs, in processes of their own: text or json; unset: not at all
SETTING = "GONGBAO_LOG"

# what every record has; the rest is what the caller said
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def add_argument(parser: argparse.ArgumentParser) -> None:
    """``--log-format`` of the commands that run long."""
    parser.add_argument(
        "--log-format",
        choices=FORMATS,
        default="auto",
        help="of standard error: text, or JSON lines; auto (default) is text on a terminal and JSON lines otherwise",
    )


class JsonLines(logging.Formatter):
    """``{"time", "level", "event", …}``: the event's words, and whatever it is about by name."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        extra = _extra(record)
        # the words for a person
        extra.pop("line", None)
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **extra,
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


class Lines(logging.Formatter):
    """``gongbao: what (name value, …)``, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        extra = _extra(record)
        line = str(extra.pop("line", ""))
        if not line:
            about = ", ".join(f"{name} {value}" for name, value in extra.items())
            line = record.getMessage() + (f" ({about})" if about else "")
        text = " ".join(f"gongbao: {line}".split())
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if name not in _OWN}


def is_json(format_: Format) -> bool:
    """Whether logs of this format are JSON lines here."""
    return format_ == "json" or (format_ == "auto" and not sys.stderr.isatty())


def logging_as_set() -> AbstractContextManager[None]:
    """``logging_to_stderr`` where ``GONGBAO_LOG`` says so."""
    said = os.environ.get(SETTING)
    return logging_to_stderr("json" if said == "json" else "text", every_step=True) if said else nullcontext()


@contextmanager
def logging_to_stderr(format_: Format, every_step: bool = False) -> Iterator[None]:
    """Send the logs of gongbao's own modules to standard error while this lasts.

    A person is told of warnings and errors (the summary is on standard output), a machine, or with ``every_step``, of
    every step.
    """
    handler = logging.StreamHandler(sys.stderr)
    as_json = is_json(format_)
    handler.setFormatter(JsonLines() if as_json else Lines())
    before = []
    for name in LOGGERS:
        logger = logging.getLogger(name)
        before.append((logger, logger.level, logger.propagate))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO if as_json or every_step else logging.WARNING)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, level, propagate in before:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate
