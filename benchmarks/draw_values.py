"""Draw the paragraphs of the values gold: for each type of value by a search for its characters, not by what is read.

    python -m benchmarks.draw_values CORPUS LAWS_INDEX OUT [--seeds data/raw]

CORPUS, LAWS_INDEX and OUT are those of ``benchmarks.draw_paragraphs``, whose gold this one adds to: no paragraph of that
gold is drawn again. A quarter of each type is of Shanghai's policy documents, a quarter of national texts, the rest of
local regulations. Every second draw asks for two values in one paragraph.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.draw_paragraphs import (
    _ARTICLE,
    GOLD,
    NATIONAL,
    Drawer,
    Paragraph,
    arguments,
    fold,
    gold_texts,
    read_all,
    seed_texts,
    write_rows,
)

SEED = 20_241_124
#: Longer paragraphs take an annotator's time without telling more of one value.
MAX_CHARS = 260
_N = "[0-9０-９〇○零一二三四五六七八九十百千万亿两半几数余多]"
#: The characters that a value of each type is written with, and how many paragraphs to draw for it.
SEARCHES: dict[str, tuple[int, re.Pattern[str]]] = {
    "PERCENT": (72, re.compile("[%％‰]|分之|百分点|[一二三四五六七八九]成(?![为立果员长功就熟本效分])")),
    "MULTIPLE": (36, re.compile("倍")),
    "MONEY": (60, re.compile(f"{_N}\\s*(?:元|美元|港元|欧元|日元|人民币)|￥|¥")),
    "DURATION": (44, re.compile(f"{_N}\\s*(?:个?工作日|日|天|个?月|年|小时|周|星期|分钟)(?![0-9０-９])")),
    "DATE": (
        48,
        re.compile("[0-9０-９〇○零一二三四五六七八九]{2,4}\\s*年|旬|季度|[0-9０-９一二三四五六七八九十]月[底份初]"),
    ),
}
SHARES = {"shanghai": 0.25, "national": 0.25, "local": 0.5}
PER_FILE = {"shanghai": 12, "national": 1, "local": 1}


def group_of(kind: str) -> str:
    """The share that a stratum of ``draw_paragraphs`` falls under."""
    return "shanghai" if kind == "shanghai" else "national" if kind in NATIONAL else "local"


def draw(corpus: Path, index: Path, barred: Iterable[str], seed: int = SEED) -> list[dict[str, object]]:
    """The paragraphs as rows of a gold file without mentions; ``barred`` are texts that may not be drawn."""
    strata = read_all(corpus, index)
    kinds = {name: kind for kind, files in strata.items() for name in files}
    drawer = Drawer(seed, {fold(text) for text in barred})
    for search, (n, seek) in SEARCHES.items():
        for group, share in SHARES.items():
            pools = {
                name: pool for kind, files in strata.items() if group_of(kind) == group for name, pool in files.items()
            }
            _draw_some(drawer, f"{search} {group}", pools, seek, round(n * share), PER_FILE[group])
    drawer.random.shuffle(drawer.drawn)
    return drawer.rows("v", corpus, kinds)


def _draw_some(
    drawer: Drawer, stratum: str, pools: dict[str, list[Paragraph]], seek: re.Pattern[str], n: int, most: int
) -> None:
    """``n`` paragraphs or as many as there are, file by file at random; every second has the characters twice."""
    found: dict[str, list[tuple[int, Paragraph]]] = {}
    for name, pool in sorted(pools.items()):
        counted = [(len(seek.findall(_ARTICLE.sub("", p.text))), p) for p in pool if len(p.text) <= MAX_CHARS]
        found[name] = [(times, p) for times, p in counted if times]
    for i in range(n):
        free = {
            name: hits
            for name, pool in found.items()
            if drawer.per_file.get(name, 0) < most
            and (hits := [p for times, p in pool if times > i % 2 and fold(p.text) not in drawer.barred])
        }
        if free:
            drawer.take(stratum, drawer.random.choice(free[drawer.random.choice(list(free))]))


def main(argv: list[str] | None = None) -> int:
    """Write the rows."""
    parser = arguments(__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD / "mentions.corpus.jsonl")
    args = parser.parse_args(argv)
    barred = [line for text in seed_texts(args.seeds) for line in text.splitlines()]
    write_rows(draw(args.corpus, args.index, [*barred, *gold_texts(args.gold)]), args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
