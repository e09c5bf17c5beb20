"""How well documents and provisions of other provinces' gazettes are found: made-up issues that know their structure.

    python -m benchmarks.gazettes [--issues N] [--seed N] [--styles guangdong,…] [--layouts web,…] [--errors N] [--markdown FILE]

Issues are put together by ``gazette_papers`` and printed by ``gazette_print``; they are scored as ``gongbao evaluate``
scores the seeds: starts within 8 characters, equal number, day, title, role and cover; provisions by level and id.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(_ROOT))

from benchmarks.gazette_papers import Writer  # noqa: E402
from benchmarks.gazette_print import LAYOUTS, Layout, Printed, Printer  # noqa: E402
from benchmarks.gazette_words import STYLES, Style  # noqa: E402
from pipeline.evaluate.figures import Report  # noqa: E402
from pipeline.evaluate.run import read_documents  # noqa: E402
from pipeline.evaluate.structure import DocumentRow, score_clauses, score_documents  # noqa: E402

_FIGURES = (
    "documents start", "documents doc_number", "documents promulgated", "documents title", "documents role",
    "documents parent", "provisions start", "provisions eid",
)  # fmt: skip
_HEAD = ("", "starts F1", "numbers", "days", "titles", "roles", "covers", "provisions F1", "ids")
_INSTRUMENTS = 6
Read = tuple[Printed, list[DocumentRow]]


def make(style: Style, layout: Layout, seed: int, k: int) -> Printed:
    """One issue: the same for the same style, layout, seed and ``k``."""
    rng = random.Random(f"{seed}-{style.name}-{layout}-{k}")
    papers = Writer(style, rng).issue(_INSTRUMENTS)
    return Printer(style, layout, rng, f"{style.name}-{layout}-{k}.txt").issue(papers)


def read(printed: Printed, folder: Path) -> list[DocumentRow]:
    """What the pipeline reads in an issue."""
    path = folder / printed.documents[0]["source"]
    path.write_text(printed.raw, encoding="utf-8", newline="")
    return read_documents(path)


def score(issues: list[Read]) -> Report:
    """Figures over some issues."""
    documents: list[dict[str, Any]] = [row for printed, _ in issues for row in printed.documents]
    clauses = [row for printed, _ in issues for row in printed.clauses]
    predicted = {printed.documents[0]["source"]: rows for printed, rows in issues}
    report = score_documents(documents, predicted)
    report.add(score_clauses(clauses, predicted))
    return report


def _table(groups: dict[str, list[Read]]) -> str:
    out = ["| " + " | ".join(_HEAD) + " |", "|---|" + "--:|" * (len(_HEAD) - 1)]
    for name, issues in groups.items():
        values = score(issues).values()
        out.append("| " + " | ".join([name, *(f"{values[x]:.4f}" for x in _FIGURES)]) + " |")
    return "\n".join(out) + "\n"


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gazettes", description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, default=3, help="of each place and layout")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--styles", default=",".join(s.name for s in STYLES), help="comma-separated")
    parser.add_argument("--layouts", default=",".join(LAYOUTS), help="comma-separated")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N mistakes of each kind")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the issues there")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page there")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark and print its tables; 0 when it ran, 2 for an unknown place or layout."""
    options = _arguments(argv)
    styles = [s for s in STYLES if s.name in options.styles.split(",")]
    layouts = [x for x in LAYOUTS if x in options.layouts.split(",")]
    if not styles or not layouts:
        print(f"places: {', '.join(s.name for s in STYLES)}; layouts: {', '.join(LAYOUTS)}", file=sys.stderr)
        return 2
    by_style: dict[str, list[Read]] = defaultdict(list)
    by_layout: dict[str, list[Read]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for style in styles:
            for layout in layouts:
                for k in range(options.issues):
                    printed = make(style, layout, options.seed, k)
                    one = printed, read(printed, folder)
                    by_style[style.name].append(one)
                    by_layout[layout].append(one)
    everything = [one for issues in by_style.values() for one in issues]
    tables = (_table({**by_style, "all": everything}), _table(by_layout))
    print("\n".join(tables))
    if options.errors:
        _print_errors(score(everything), options.errors)
    if options.markdown:
        from benchmarks.gazettes_page import page

        options.markdown.write_text(page(*tables, len(everything), everything[0][0], options.seed), encoding="utf-8")
    return 0


def _print_errors(report: Report, n: int) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for mistake in report.mistakes:
        key = mistake.figure, mistake.kind
        seen[key] += 1
        if seen[key] <= n:
            print(f"{mistake.figure} {mistake.kind} {mistake.place} {mistake.text} {mistake.detail}")
    for (figure, kind), count in seen.most_common():
        print(f"{count:6d} {figure} {kind}")


if __name__ == "__main__":
    sys.exit(main())
