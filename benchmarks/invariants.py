"""Whether what has to hold of every reading holds over a folder of raw sources.

    python -m benchmarks.invariants FOLDER [--limit N]

Every raw character is in exactly one span, root clauses cover a document's clean text, offsets lead back to the raw
text, provisions are one tree in reading order (``tests.segment.reading`` has them one by one). One process, a line for
each source that breaks one.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(_ROOT))

from pipeline.ingest import discover, read_source  # noqa: E402
from pipeline.normalise import normalise  # noqa: E402
from pipeline.segment import segment  # noqa: E402
from tests.segment.reading import check_source  # noqa: E402


def broken(raw: str) -> str | None:
    """What does not hold of the reading of ``raw``, None where all does."""
    try:
        check_source(raw, segment(normalise(raw)))
    except AssertionError as fault:
        at = traceback.extract_tb(fault.__traceback__)[-1]
        return f"{at.name}: {at.line}" + (f" ({fault})" if str(fault) else "")
    return None


def main(argv: list[str] | None = None) -> int:
    """Read the folder; 0 when everything holds, 1 when something does not, 2 without sources."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.invariants", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="raw sources")
    parser.add_argument("--limit", type=int, default=0, help="sources read (0: all)")
    options = parser.parse_args(argv)
    sources = list(discover(options.folder)) if options.folder.exists() else []
    sources = sources[: options.limit or None]
    if not sources:
        print(f"no sources at {options.folder}", file=sys.stderr)
        return 2
    faults, began = 0, time.perf_counter()
    for one in sources:
        fault = broken(read_source(one).text)
        if fault is not None:
            faults += 1
            print(f"{one.path}: {fault}", flush=True)
    print(f"{len(sources)} sources, {faults} with a fault, {time.perf_counter() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
