"""``gongbao extract``: paragraphs in, mentions out, one JSON object a line."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any

from pipeline.cli.arguments import add_model, show_model
from pipeline.common.errors import GongbaoError

if TYPE_CHECKING:
    from pipeline.extract.types import Context

NAME = "extract"
HELP = "read mentions from paragraphs, one JSON object a line"
DESCRIPTION = """\
Read paragraphs from FILEs or standard input and write one JSON object a line with id, text and mentions. Offsets are
characters of the text as given. Say the place of the document a paragraph is from (上海市): without it 市科委 has no
canonical name, since no province is ever assumed."""
EPILOG = """\
examples:
  echo '{"id": "1", "text": "给予最高100万元奖励。", "place": "上海市"}' | gongbao extract
  gongbao extract --format text --place 上海市 paragraphs.txt
"""


class BadLineError(GongbaoError):
    """A line of the input that is not what its format says."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``gongbao extract``."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="read these instead of standard input (-: that too)")
    parser.add_argument(
        "--format",
        choices=("jsonl", "text"),
        default="jsonl",
        help='jsonl: {"id", "text"} a line, optional "place" and "date" (default); text: one paragraph a line',
    )
    parser.add_argument("--place", help="place of the documents where a line says none (上海市)")
    add_model(parser)
    parser.add_argument("--date", type=_day, help="date of the documents where a line says none (2024-07-11)")


def main(args: argparse.Namespace) -> int:
    """Extract from every line; exit code 0."""
    from pipeline.extract import extract_paragraph
    from pipeline.ner import load

    detector = load(show_model(args))
    for row, context in _rows(args):
        out = {"id": row["id"], "text": row["text"], "mentions": extract_paragraph(row["text"], context, detector)}
        sys.stdout.write(json.dumps(out, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return 0


def _rows(args: argparse.Namespace) -> Iterator[tuple[dict[str, Any], Context]]:
    number = 0
    for name in args.files or ["-"]:
        with ExitStack() as stack:
            shown = "standard input" if name == "-" else name
            for at, raw in enumerate(_open(name, stack), 1):
                number += 1
                place = f"{shown}, line {at}"
                line = _decode(raw, place)
                if at == 1:
                    line = line.removeprefix("\ufeff")
                if not line.strip():
                    continue
                row = _parse(line, place) if args.format == "jsonl" else {"text": line}
                row.setdefault("id", str(number))
                yield row, _context(row, args, place)


def _open(name: str, stack: ExitStack) -> IO[bytes]:
    if name == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(open(name, "rb"))
    except OSError as error:
        raise GongbaoError(str(error.strerror), place=name, mend="Name a file that can be read") from None


def _decode(raw: bytes, place: str) -> str:
    try:
        return raw.decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadLineError(
            f"not UTF-8 (byte {error.start + 1} of the line)",
            place=place,
            mend="Convert it first: iconv -f GB18030 -t UTF-8",
        ) from None


def _parse(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLineError(
            f"no JSON ({error.msg} at character {error.pos + 1})",
            place=place,
            mend='Give {"id": …, "text": …} a line, or --format text',
        ) from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadLineError('no "text"', place=place, mend='Give {"id": …, "text": …} a line')
    return row


def _context(row: dict[str, Any], args: argparse.Namespace, place: str) -> Context:
    from pipeline.extract.types import Context

    where = row.get("place") or args.place
    if where is not None and not isinstance(where, str):
        raise BadLineError('"place" is no text', place=place, mend='Give it as "place": "上海市"')
    when = row.get("date") or args.date
    if isinstance(when, str):
        try:
            when = dt.date.fromisoformat(when)
        except ValueError:
            raise BadLineError(f"{when!r} is no day", place=place, mend='Give it as "date": "2024-07-11"') from None
    elif when is not None and not isinstance(when, dt.date):
        raise BadLineError('"date" is no text', place=place, mend='Give it as "date": "2024-07-11"')
    return Context(place=where, date=when)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: give it as 2024-07-11") from None
