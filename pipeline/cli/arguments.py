"""Numbers on the command line, with what is wrong with them said."""

from __future__ import annotations

import argparse

# seconds; no infinity, which JSON and so a flow's parameters cannot say
FOR_EVER = float(1 << 31)


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
