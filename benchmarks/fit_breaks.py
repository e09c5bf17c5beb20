"""Learn what words tell of a paragraph's end: makes ``models/breaks/words.csv`` from whole laws.

    python -m benchmarks.fit_breaks [--corpus PATH] [--check]

Laws that ``benchmarks.structure`` draws by default (150, seed 1) are left out. Each full stop inside an article is a
case: a paragraph (款) ends there or it does not. Logistic regression with an L1 penalty, by accelerated proximal steps.
A fifth of the laws, held back, gives the figures printed.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.corpus import laws
from benchmarks.law_text import Law
from pipeline.common.resources import model_path
from pipeline.normalise.breaks import ALWAYS, features, sentences

_CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "laws.tar.xz"
_ARTICLE = re.compile(r"第[^条]{1,9}条(?:之[一二三四五六七八九十]+)?[ 　]*")
_ENDS = re.compile(r"[。！？][”’」』）》]*$")
_PENALTY = 4.0
_STEPS = 400
_LEAST = 8  # times a feature has to be seen


@dataclass(frozen=True, slots=True)
class Case:
    """One full stop: what speaks for a paragraph's end there, and whether one is."""

    features: list[str]
    ends: bool


def cases(law: Law) -> Iterator[Case]:
    """Every full stop inside the law's articles."""
    before: tuple[list[str], bool, bool] | None = None
    for block in law.blocks:
        if block.kind not in ("article", "paragraph", "item", "point", "wrapup"):
            before = None
            continue
        text = block.text
        if block.kind == "article":
            text, before = _ARTICLE.sub("", text, count=1), None
        said = sentences(text)
        if not said:
            continue
        if block.kind == "paragraph" and before is not None and _ENDS.search(before[0][-1]):
            yield Case(features(before[0], said[0], item=before[1], later=before[2]), True)
        item, later = block.kind in ("item", "point"), block.kind == "paragraph"
        for k in range(1, len(said)):
            yield Case(features(said[:k], said[k], item=item, later=later), False)
        before = (said, item, later)


def fit(known: list[Case]) -> dict[str, float]:
    """Weights of the features that tell something."""
    counts = Counter(name for case in known for name in case.features)
    names = sorted(name for name, n in counts.items() if n >= _LEAST)
    index = {name: k for k, name in enumerate(names)}
    pairs = [(i, index[name]) for i, case in enumerate(known) for name in case.features if name in index]
    rows, columns = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    truth = np.array([case.ends for case in known], dtype=float)
    # a bound of the curvature along each feature gives its step
    step = 4 / (np.bincount(columns) * float(np.bincount(rows).max()) * 0.6 + 1)
    # words pay in full; what holds of many places pays little, what holds of all nothing
    price = np.array([0.0 if x == ALWAYS else 1.0 if x.startswith(("opens", "closes")) else 0.2 for x in names])
    weight = ahead = np.zeros(len(names))
    pace = 1.0
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.bincount(rows, ahead[columns], minlength=len(known))))
        moved = ahead - step * np.bincount(columns, (chance - truth)[rows], minlength=len(names))
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * price * _PENALTY, 0)
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - weight)
        weight, pace = new, faster
    return {name: round(float(weight[k]), 3) for name, k in index.items() if abs(weight[k]) >= 0.01}


def right(weights: dict[str, float], known: list[Case]) -> float:
    """Share of cases that the weights decide rightly."""
    return sum((sum(weights.get(x, 0.0) for x in c.features) > 0) == c.ends for c in known) / max(1, len(known))


def table(weights: dict[str, float], known: list[Case]) -> list[list[str]]:
    """Rows of the file: feature, weight, how often it stood at a break and inside a paragraph."""
    breaks = Counter(name for case in known if case.ends for name in case.features)
    inside = Counter(name for case in known if not case.ends for name in case.features)
    return [[name, f"{weights[name]:.3f}", str(breaks[name]), str(inside[name])] for name in sorted(weights)]


def main(argv: list[str] | None = None) -> int:
    """Write the file, or with ``--check`` say whether it is what the corpus gives: 1 where not, 2 without a corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit_breaks", description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=_CORPUS)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(argv)
    if not options.corpus.exists():
        print(f"no corpus at {options.corpus}; give one with --corpus", file=sys.stderr)
        return 2
    known, _ = laws(options.corpus)
    measured = {law.name for law in random.Random(1).sample(known, min(150, len(known)))}
    free = [law for law in known if law.name not in measured]
    random.Random(0).shuffle(free)
    by_law = [list(cases(law)) for law in free]
    fifth = len(by_law) // 5
    held, rest = ([c for one in part for c in one] for part in (by_law[:fifth], by_law[fifth:]))
    print(
        f"{len(free)} laws; held back: {len(held)} places, {100 * sum(c.ends for c in held) / len(held):.1f} % breaks"
    )
    print(f"right at {100 * right(fit(rest), held):.1f} % of them")
    every = [*held, *rest]
    rows = [["feature", "weight", "breaks", "inside"], *table(fit(every), every)]
    path = model_path("breaks", "words.csv")
    if options.check:
        with path.open(encoding="utf-8", newline="") as file:
            return 0 if list(csv.reader(file)) == rows else 1
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
