"""``make bench``: measure speed, print it and write ``docs/performance.md``.

python -m benchmarks [--corpus PATH] [--chars N] [--repeats N] [--peers DIR] [--write FILE]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import sample
from benchmarks.performance_page import page
from benchmarks.speed import measure, peer_rates

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
CORPUS = ROOT.parent / "shared" / "corpus"


def main() -> int:
    """Measure the seeds, and a sample of the corpus where there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="measure speed")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder or tar of texts (left out if not there)")
    parser.add_argument("--chars", type=int, default=2_000_000, help="characters of the corpus to measure")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--write", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="time other packages too, installed below DIR")
    args = parser.parse_args()
    measured = [measure("seeds", RAW, args.repeats)]
    if args.peers:
        measured[0].peers = peer_rates(RAW, args.peers)
    if args.corpus.exists():
        with tempfile.TemporaryDirectory() as folder:
            whole, tenth = Path(folder) / "sample", Path(folder) / "tenth"
            whole.mkdir()
            tenth.mkdir()
            sample(args.corpus, whole, n_chars=args.chars)
            for file in sorted(whole.iterdir())[::10]:
                (tenth / file.name).write_bytes(file.read_bytes())
            measured.append(measure("corpus sample", whole, args.repeats, tenth))
    text = page(measured, args.repeats)
    args.write.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
