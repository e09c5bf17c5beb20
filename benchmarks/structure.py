"""How much of a law's structure survives damage: the laws of a corpus, damaged as PDF extraction does, read again.

    python -m benchmarks.structure [--corpus PATH] [--limit N] [--kinds wraps,pages] [--examples N] [--markdown FILE]

The truth is read from the undamaged Markdown by ``law_text``, which knows nothing of the pipeline. An article is exactly
right when its folded text is equal and so are place and level of every 款, 项, 目 and text after items in it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(_ROOT))

from benchmarks.compare import Fault, Score, compare  # noqa: E402
from benchmarks.corpus import laws  # noqa: E402
from benchmarks.damage import KINDS, Damaged, damage  # noqa: E402
from benchmarks.law_text import Law, fold  # noqa: E402
from benchmarks.structure_page import page  # noqa: E402
from pipeline.normalise import normalise  # noqa: E402
from pipeline.segment import segment  # noqa: E402

_DEFAULT_CORPUS = _ROOT.parent / "shared" / "corpus" / "laws.tar.xz"
_COLUMNS = (
    "damage", "articles right", "laws right", "extra", "missing", "text right", "款 count", "项 count", "款 bounds", "false bounds",
    "headings", "no sign", "docs",
)  # fmt: skip
Cell = tuple[str, int]


def _row(cell: Cell, score: Score) -> list[str]:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.2f}" if whole else "-"

    return [
        f"{cell[0]} {cell[1]}",
        share(score.articles_right, score.articles),
        share(score.laws_right, score.laws),
        str(score.extra),
        str(score.missing),
        share(score.texts_right, score.articles),
        share(score.paragraphs_right, score.articles),
        share(score.items_right, score.articles),
        share(score.bounds_found, score.bounds),
        str(score.bounds_false),
        share(score.headings_right, score.headings),
        str(score.blind),
        str(score.documents),
    ]


def _table(rows: list[list[str]]) -> str:
    head = "| " + " | ".join(_COLUMNS) + " |\n|" + "---|" * len(_COLUMNS) + "\n"
    return head + "".join("| " + " | ".join(row) + " |\n" for row in rows)


def _snippet(law: Law, damaged: Damaged, fault: Fault) -> str:
    """The raw lines around a fault."""
    places = [i for i, x in enumerate(damaged.lines) if x.block is not None]
    number, inside = "", list[int]()
    for i in places:
        line = damaged.lines[i]
        block = law.blocks[line.block or 0]
        if line.first and block.kind == "article":
            number = block.number or ""
        if number == fault.article:
            inside.append(i)
    before, mark, _ = fault.around.partition("▮")
    at = inside[0] if inside else 0
    if mark and inside:
        joined, ends = "", list[int]()
        for i in inside:
            joined += fold(damaged.lines[i].text)
            ends.append(len(joined))
        place = joined.find(before) + len(before)
        at = next((i for i, end in zip(inside, ends, strict=True) if place <= end), at)
    chosen = damaged.lines[max(0, at - 3) : at + 4]
    return "\n".join("        |" + ("\n        |" if x.blank else "") + x.text for x in chosen)


def _examples(kept: dict[str, list[tuple[Cell, Law, Damaged, Fault]]], counts: Counter[str]) -> str:
    out: list[str] = []
    for kind, n in counts.most_common():
        out.append(f"\n{n:6d}  {kind}")
        for cell, law, damaged, fault in kept[kind]:
            out.append(
                f"      {cell[0]} {cell[1]} {law.name} width {damaged.width} art {fault.article}: {fault.around}"
            )
            out.append(_snippet(law, damaged, fault))
    return "\n".join(out)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.structure", description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=_DEFAULT_CORPUS, help="folder or tar of laws in light Markdown")
    parser.add_argument("--limit", type=int, default=150, help="laws drawn (0: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the draw and of the damage")
    parser.add_argument(
        "--kinds", default=",".join(KINDS), help=f"comma-separated, of {', '.join(KINDS)}; wraps:2 is one level"
    )
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N examples of each class of fault")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the page there")
    return parser.parse_args(argv)


def _cells(kinds: str) -> list[Cell]:
    cells: list[Cell] = []
    for name in kinds.split(","):
        kind, _, level = name.partition(":")
        if kind not in KINDS or (level and not 1 <= int(level) <= len(KINDS[kind])):
            raise SystemExit(f"no such damage: {name} (known: {', '.join(KINDS)})")
        cells += [(kind, int(level))] if level else [(kind, n + 1) for n in range(len(KINDS[kind]))]
    return cells


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark and print its table; 0 when it ran, 2 when there is no corpus."""
    options = _arguments(argv)
    if not options.corpus.exists():
        print(f"no corpus at {options.corpus}; give one with --corpus", file=sys.stderr)
        return 2
    cells = _cells(options.kinds)
    known, left_out = laws(options.corpus)
    drawn = known if not options.limit else random.Random(options.seed).sample(known, min(options.limit, len(known)))
    print(f"{len(known)} laws can be read without doubt; {left_out.total()} texts left out:")
    for reason, n in left_out.most_common():
        print(f"  {n:4d} {reason}")
    print(f"{len(drawn)} laws drawn, {sum(len(x.articles) for x in drawn)} articles, seed {options.seed}\n")
    rows: list[list[str]] = []
    kept: dict[str, list[tuple[Cell, Law, Damaged, Fault]]] = {}
    total = Score()
    for cell in cells:
        score, began = Score(), time.perf_counter()
        for law in drawn:
            damaged = damage(law, *cell, options.seed)
            one, faults = compare(law, damaged, segment(normalise(damaged.text)))
            score.add(one)
            for fault in faults:
                examples = kept.setdefault(fault.kind, [])
                # a law says a thing once
                if len(examples) < options.examples and all(x[1] is not law for x in examples):
                    examples.append((cell, law, damaged, fault))
        rows.append(_row(cell, score))
        print(f"{'  '.join(rows[-1])}   {time.perf_counter() - began:.0f}s", flush=True)
        total.add(score)
    table = _table([*rows, _row(("total", 0), total)])
    print("\n" + table)
    print("\n".join(f"{n:6d}  {kind}" for kind, n in total.faults.most_common()))
    if options.examples:
        print(_examples(kept, total.faults))
    if options.markdown:
        articles = sum(len(law.articles) for law in drawn)
        text = page(table, len(drawn), articles, options.seed, len(cells), total.faults)
        options.markdown.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
