"""Draw the paragraphs of the fresh gold: local regulations of seven places, each cue in turn, none that a gold file holds.

    python -m benchmarks.draw_fresh CORPUS LAWS_INDEX OUT [--seeds data/raw]

CORPUS, LAWS_INDEX and OUT are those of ``benchmarks.draw_paragraphs``. A cue is plain characters and not what is read.
Every second draw asks for the cue twice in one paragraph.
"""

from __future__ import annotations

import re
import sys

from benchmarks.draw_paragraphs import (
    _ARTICLE,
    GOLD,
    Drawer,
    arguments,
    fold,
    gold_texts,
    read_all,
    seed_texts,
    write_rows,
)

SEED = 20_241_128
MAX_CHARS = 220
#: How many paragraphs of each place, at most one of a file.
PLACES = {"山东": 10, "河南": 10, "浙江": 10, "广东": 10, "北京": 9, "重庆": 8, "上海": 6}
#: Taken in turn, so that a fifth of the paragraphs has each.
CUES = {
    "length": re.compile("[日天周月年]以?内|[日月年]以上|[日月年]前|小时|个月|工作日"),
    "share": re.compile("%|％|‰|分之|百分点"),
    "times": re.compile("[一二两三四五六七八九十0-9]倍"),
    "day": re.compile("[0-9〇○零一二三四五六七八九]{4}年"),
    "sum": re.compile("[0-9百千万亿]元"),
}


def main(argv: list[str] | None = None) -> int:
    """Write the rows."""
    args = arguments(__doc__).parse_args(argv)
    barred = {fold(line) for text in seed_texts(args.seeds) for line in text.splitlines()}
    for gold in GOLD.glob("mentions.*.jsonl"):
        if gold.name != "mentions.fresh.jsonl":
            barred |= {fold(text) for text in gold_texts(gold)}
    strata = read_all(args.corpus, args.index)
    drawer = Drawer(SEED, barred)
    cues = list(CUES)
    drawn = 0
    for place, n in PLACES.items():
        for _ in range(n):
            cue = cues[drawn % len(cues)]
            least = 1 + drawn // len(cues) % 2
            free = {
                name: hits
                for name, pool in sorted(strata[place].items())
                if name not in drawer.per_file
                and (
                    hits := [
                        p
                        for p in pool
                        if len(p.text) <= MAX_CHARS
                        and fold(p.text) not in drawer.barred
                        and len(CUES[cue].findall(_ARTICLE.sub("", p.text))) >= least
                    ]
                )
            }
            drawer.take(f"{cue} {place}", drawer.random.choice(free[drawer.random.choice(list(free))]))
            drawn += 1
    kinds = {name: kind for kind, files in strata.items() for name in files}
    write_rows(drawer.rows("f", args.corpus, kinds), args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
