"""Numbers on the command line, with what is wrong with them said."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.ner import Choice

# seconds; no infinity, which JSON and so a flow's parameters cannot say
FOR_EVER = float(1 << 31)


def add_model(parser: argparse.ArgumentParser) -> None:
    """The options that say which model is asked for bodies."""
    parser.add_argument(
        "--ner",
        metavar="MODEL",
        default="default",
        help="model asked for bodies that rules and registry do not know: default, none, onnx, hanlp, spacy,"
        " hanlp:NAME_OR_PATH, spacy:PACKAGE_OR_PATH",
    )
    parser.add_argument(
        "--trust-model",
        action="store_true",
        help="use a model whose files may run code of their own when they are opened (pickles)",
    )


def show_model(args: argparse.Namespace) -> Choice:
    """The model asked for, whoever's it is said on stderr; raises ``NerError`` at once where it cannot be had."""
    from pipeline.ner import choose

    choice = choose(args.ner, args.trust_model)
    if not choice.shipped:
        print(f"gongbao: --ner {choice.said}", file=sys.stderr)
    return choice


def at_least_1(text: str) -> int:
    """A number of workers."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of workers: give 1 or more")
    return int(text)


def at_least_0(text: str) -> float:
    """A number of seconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not seconds >= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds: give 0 or more")
    return seconds


def at_least_24(text: str) -> float:
    """Hours that a replaced release stays."""
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not hours >= 24:
        raise argparse.ArgumentTypeError(
            f"{text!r} is too short: give 24 or more, so that readers have a day to finish"
        )
    return hours
