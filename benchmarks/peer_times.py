"""How long one reader of another package takes: run in an environment that has it installed.

    python peer_times.py jionlp|recognizers < JSON list of texts > {"chars": …, "seconds": …}

JioNLP's dates and Recognizers-Text's amounts, each alone, in processor time, after one text to warm up. This file needs
nothing but Python and the package it is asked for.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

#: Where JioNLP counts relative times from.
_BASE = 1719792000.0


def reader(package: str) -> Callable[[str], Any]:
    """The one reader of ``package`` that is timed."""
    warnings.simplefilter("ignore")
    if package == "jionlp":
        jio = importlib.import_module("jionlp")
        return lambda text: jio.ner.extract_time(text, time_base=_BASE, with_parsing=True)
    suite = importlib.import_module("recognizers_suite")
    chinese = importlib.import_module("recognizers_text").Culture.Chinese
    return lambda text: suite.recognize_currency(text, chinese)


def main() -> int:
    """Time the reader over the texts of standard input."""
    texts = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):  # JioNLP greets
        read = reader(sys.argv[1])
        read(texts[0])
        began = time.process_time()
        for text in texts:
            # a text that it cannot read costs what it cost until then
            with contextlib.suppress(Exception):
                read(text)
        seconds = time.process_time() - began
    json.dump({"chars": sum(map(len, texts)), "seconds": seconds}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
