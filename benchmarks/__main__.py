"""``make bench``: measure speed, print it and write ``docs/performance.md``.

python -m benchmarks [--corpus PATH] [--chars N] [--repeats N] [--write FILE]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import texts
from benchmarks.performance_page import page
from benchmarks.speed import measure

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
CORPUS = ROOT.parent / "shared" / "corpus"


def sample(corpus: Path, folder: Path, n_chars: int) -> None:
    """Texts drawn evenly from a corpus (a folder of texts, a tar, or a folder of tars) into ``folder``."""
    tars = sorted(corpus.glob("*.tar*")) if corpus.is_dir() else []
    found = [text for place in tars or [corpus] for text in texts(place)]
    whole = sum(len(text) for _, text in found)
    step = max(1, whole // n_chars)
    for k, (name, text) in enumerate(found[::step]):
        (folder / f"{k:05d}{Path(name).suffix}").write_text(text, encoding="utf-8")


def main() -> int:
    """Measure the seeds, and a sample of the corpus where there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="measure speed")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder or tar of texts (left out if not there)")
    parser.add_argument("--chars", type=int, default=2_000_000, help="characters of the corpus to measure")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--write", type=Path, default=ROOT / "docs" / "performance.md")
    args = parser.parse_args()
    measured = [measure("seeds", RAW, args.repeats)]
    if args.corpus.exists():
        with tempfile.TemporaryDirectory() as folder:
            whole, tenth = Path(folder) / "sample", Path(folder) / "tenth"
            whole.mkdir()
            tenth.mkdir()
            sample(args.corpus, whole, args.chars)
            for file in sorted(whole.iterdir())[::10]:
                (tenth / file.name).write_bytes(file.read_bytes())
            measured.append(measure("corpus sample", whole, args.repeats, tenth))
    text = page(measured, args.repeats)
    args.write.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
