"""Draw the paragraphs of the corpus gold: at random within strata, with no regard to what an extractor finds.

    python -m benchmarks.draw_paragraphs CORPUS LAWS_INDEX OUT [--seeds data/raw]

CORPUS holds ``laws/*.txt`` and ``shanghai/*.md``; LAWS_INDEX is the tab-separated list of the laws (file, origin, characters);
OUT gets one JSON object a line without mentions. The strata are national texts, local regulations of five provinces, policy
documents of Shanghai, rare forms found by plain character searches, and paragraphs dense with values, years or bodies.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "pipeline" / "evaluate" / "gold"
SEED = 20_240_711
MIN_CHARS, MAX_CHARS = 20, 500

#: How many paragraphs, by stratum. National texts are drawn from three kinds so that the many interpretations of the
#: courts do not crowd out the regulations.
NATIONAL = {"statute": 30, "regulation": 30, "interpretation": 20}
PROVINCES = {"浙江": "浙江省", "河南": "河南省", "重庆": "重庆市", "广东": "广东省", "山东": "山东省"}
PER_PROVINCE = 24
SHANGHAI = 50
PER_SHANGHAI_FILE = 2

#: How often a file is tried for each paragraph before a stratum counts as exhausted.
TRIES = 1000

#: Rare forms, each searched for as written; ``SHARE`` paragraphs each, over all files, until ``RARE`` are drawn.
RARE = 50
RARE_FORMS = (
    "美元|港元|欧元|日元|英镑",
    "人民币",
    "‰|千分之",
    "万分之",
    "[一二三四五六七八九]成(?:[以五。，；]|$)",
    "个百分点",
    "[0-9一二三四五六七八九十百]倍",
    "[二三四五]分之[一二三四]",
    "元/|元／|元每",
    "每平方米|每亩|每公顷",
    "每人每|每户每|每月每",
    "[壹贰叁伍陆柒捌玖]",
    "二[〇○零]",
    "[上中下]旬",
    "季度",
    "半年",
    "个工作日",
    "小时",
    "[0-9一二三四五六七八九十]周(?!岁)",
    "以上.{1,8}以下",
    "(?:大约|约|近)[0-9一二三四五六七八九十]",
    "左右|上下浮动",
    "[0-9一二三四五六七八九十]五”|[一二三四五六七八九十]五时期|五年规划",
    "[0-9]年[底末初]|月[底末初]",
    "以内|之内",
    "[0-9十百千万]余|[0-9十百千万]多[个万亿]",
    "不足[0-9一二三四五六七八九十]|不满[0-9一二三四五六七八九十]",
    "高于.{0,6}[%％]|低于.{0,6}[%％]|不低于百分之",
    "有效期[至为]",
    "[0-9](?:—|－|-|~|～)[0-9]",
)

#: Plain searches that make a paragraph worth an annotator's time: a numeral with a unit, or the name of a public body.
VALUE = re.compile(
    r"[0-9０-９一二三四五六七八九十百千万亿两]\s*(?:元|万元|亿元|日|天|月|个月|年|倍|成|小时|个工作日|[%％‰])|分之[一二三四五六七八九十]"
)
BODY = re.compile(r"政府|部门|机关|委员会|法院|检察院|国务院|[局厅委署办]\b|机构")
#: A value that is no calendar date. A short law has few values beside the days it was adopted and came into force, so
#: draws that ask for any value would mostly find those.
MEASURE = re.compile(
    r"[0-9０-９一二三四五六七八九十百千万亿两]\s*(?:元|万元|亿元|日[内以前]|日的|天|个月|倍|成|小时|个工作日|[%％‰]|年[内以])|分之[一二三四五六七八九十]"
)
#: Paragraphs in which much is said at once, where scope over coordination and order in lists are hard: how many to draw, of
#: what, and how often it must occur. They follow the other strata in the file.
DENSE = (
    (36, MEASURE, 4),
    (8, re.compile(r"(?:[0-9]{2,4}|[〇○零一二三四五六七八九十]{2,4})年"), 3),
    (16, re.compile(r"政府|部门|机关|委员会|法院|检察院|[^布格结][局厅](?=[、和及，。）)])"), 6),
)
#: Share of the draws that ask for a measure, for any value, and for a value or a body; the rest take any paragraph.
ASK_MEASURE, ASK_VALUE, ASK_BODY = 0.4, 0.6, 0.9

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇0-9]+[条章节编](?:之[一二三四五六七八九十]+)?\s*")
_MARKS = re.compile(r"^#+\s*|\*\*")


@dataclass(frozen=True)
class Paragraph:
    """One line of a file that may be drawn."""

    source: str
    line: int
    text: str


def paragraphs(source: str, text: str) -> Iterator[Paragraph]:
    """The lines of a file, heading marks off, that have the length of a paragraph and are no markup or front matter."""
    in_front = text.startswith("---")
    for number, raw in enumerate(text.splitlines()):
        if in_front:
            in_front = not (number and raw.startswith("---"))
            continue
        line = _MARKS.sub("", raw).strip()
        if raw.lstrip()[:1] in ("<", ">", "|") or "://" in line or "](" in line:
            continue
        if MIN_CHARS <= len(line) <= MAX_CHARS:
            yield Paragraph(source, number + 1, line)


def kind_of(origin: str) -> str | None:
    """The stratum of a law by where the collection keeps it: a province, a national kind, or None."""
    local = re.search(r"DLC/(..)地方法规", origin)
    if local:
        return local[1]
    if "司法解释" in origin:
        return "interpretation"
    if "行政法规" in origin or "部门规章" in origin:
        return "regulation"
    return None if "README" in origin and "docs/README" in origin else "statute"


def fold(text: str) -> str:
    """Text without white space and marks, to tell whether two lines are the same."""
    return re.sub(r"[\s#*　]", "", text)


class Drawer:
    """Draws without replacement: no text twice, no line of a seed, at most so many from a file."""

    def __init__(self, seed: int, barred: set[str]) -> None:
        """``barred`` holds the folded texts that may not be drawn."""
        self.random = random.Random(seed)
        self.barred = barred
        self.drawn: list[tuple[str, Paragraph]] = []
        self.per_file: dict[str, int] = {}

    def take(self, stratum: str, chosen: Paragraph) -> None:
        """Keep a paragraph."""
        self.barred.add(fold(chosen.text))
        self.per_file[chosen.source] = self.per_file.get(chosen.source, 0) + 1
        self.drawn.append((stratum, chosen))

    def rows(self, letter: str, corpus: Path, kinds: Mapping[str, str]) -> list[dict[str, object]]:
        """What was drawn as rows of a gold file without mentions; ``kinds``: the stratum that each file is of."""
        return [
            {
                "id": f"{letter}{i:03}",
                "source": f"{p.source}:{p.line}",
                "stratum": stratum,
                "place": place_of(kinds[p.source], title_of(corpus / p.source)),
                "date": None,
                "text": p.text,
            }
            for i, (stratum, p) in enumerate(self.drawn)
        ]

    def wanted(self, pool: Iterable[Paragraph]) -> list[Paragraph]:
        """The paragraphs of a file that this draw may take, by what it asks for."""
        asked = self.random.random()
        free = [p for p in pool if fold(p.text) not in self.barred]
        if asked < ASK_MEASURE:
            return [p for p in free if MEASURE.search(_ARTICLE.sub("", p.text))]
        if asked < ASK_VALUE:
            return [p for p in free if VALUE.search(_ARTICLE.sub("", p.text))]
        if asked < ASK_BODY:
            return [p for p in free if VALUE.search(_ARTICLE.sub("", p.text)) or BODY.search(p.text)]
        return free

    def from_files(self, stratum: str, files: dict[str, list[Paragraph]], n: int, most: int) -> None:
        """``n`` paragraphs, file by file at random, at most ``most`` of a file; ``ValueError`` where there are too few."""
        left = n
        for _ in range(TRIES * n):
            name = self.random.choice(sorted(files))
            if self.per_file.get(name, 0) >= most:
                continue
            pool = self.wanted(files[name])
            if pool:
                self.take(stratum, self.random.choice(pool))
                left -= 1
            if not left:
                return
        raise ValueError(f"{stratum}: {left} of {n} paragraphs short")


def title_of(path: Path) -> str:
    """A file's first heading of the first level, without its mark."""
    heading = re.search(r"^# *(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return heading[1].strip() if heading else ""


def read_all(corpus: Path, index: Path) -> dict[str, dict[str, list[Paragraph]]]:
    """Every paragraph by stratum and file; Shanghai's policy documents stand under ``shanghai``."""
    with index.open(encoding="utf-8") as handle:
        origins = {row["file"]: row["origin"] for row in csv.DictReader(handle, delimiter="\t")}
    strata: dict[str, dict[str, list[Paragraph]]] = {}
    for path in sorted(corpus.glob("laws/*.txt")) + sorted(corpus.glob("shanghai/*.md")):
        source = f"{path.parent.name}/{path.name}"
        kind = "shanghai" if path.suffix == ".md" else kind_of(origins.get(source, ""))
        if kind is not None:
            strata.setdefault(kind, {})[source] = list(paragraphs(source, path.read_text(encoding="utf-8")))
    return strata


def place_of(kind: str, title: str = "") -> str | None:
    """The place of a document by its stratum and title: 浙江省, of a city's own regulation 杭州市; None for national ones."""
    named = {"shanghai": "上海市", "上海": "上海市", "北京": "北京市", **PROVINCES}
    province = named.get(kind)
    if province is None or kind == "shanghai":
        return province
    zone = re.match(r"(深圳|汕头|珠海|厦门)经济特区", title)
    city = re.match(r"[^省市]{2,3}市", title)
    return f"{zone[1]}市" if zone else city[0] if city else province


def draw_rare(drawer: Drawer, everything: list[Paragraph]) -> None:
    """``RARE`` paragraphs with the rare forms, each form once before any a second time."""
    left = RARE
    while left:
        for form in drawer.random.sample(RARE_FORMS, len(RARE_FORMS)):
            seek = re.compile(form)
            hits = [
                p for p in everything if fold(p.text) not in drawer.barred and seek.search(_ARTICLE.sub("", p.text))
            ]
            if not hits or not left:
                continue
            # by document first: a law that says a form fifty times is not fifty times as likely to be drawn
            chosen = drawer.random.choice(sorted({p.source for p in hits}))
            paragraph = drawer.random.choice([p for p in hits if p.source == chosen])
            drawer.take("rare", paragraph)
            left -= 1


def draw_dense(drawer: Drawer, everything: list[Paragraph]) -> None:
    """The paragraphs of ``DENSE``, a document at most once for each kind."""
    for n, seek, least in DENSE:
        hits: dict[str, list[Paragraph]] = {}
        for p in everything:
            if fold(p.text) not in drawer.barred and len(seek.findall(p.text)) >= least:
                hits.setdefault(p.source, []).append(p)
        for source in drawer.random.sample(sorted(hits), n):
            drawer.take("dense", drawer.random.choice(hits[source]))


def draw(corpus: Path, index: Path, seeds: Iterable[str], seed: int = SEED) -> list[dict[str, object]]:
    """The drawn paragraphs as rows of a gold file without mentions, shuffled within batches of all strata."""
    strata = read_all(corpus, index)
    seed_lines = {fold(line) for text in seeds for line in text.splitlines() if len(line) >= MIN_CHARS}
    for files in strata.values():  # a file of which a seed has a fifth is the same document
        for name in [
            n for n, pool in files.items() if pool and sum(fold(p.text) in seed_lines for p in pool) * 5 > len(pool)
        ]:
            del files[name]
    kinds = {name: kind for kind, files in strata.items() for name in files}
    drawer = Drawer(seed, set(seed_lines))
    for kind, n in NATIONAL.items():
        drawer.from_files(kind, strata[kind], n, 1)
    for kind in PROVINCES:
        drawer.from_files(kind, strata[kind], PER_PROVINCE, 1)
    drawer.from_files("shanghai", strata["shanghai"], SHANGHAI, PER_SHANGHAI_FILE)
    everything = [p for _, files in sorted(strata.items()) for name in sorted(files) for p in files[name]]
    draw_rare(drawer, everything)
    drawer.random.shuffle(drawer.drawn)
    draw_dense(drawer, everything)

    return drawer.rows("c", corpus, kinds)


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """What every draw asks for; ``doc`` is its module's."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", type=Path, default=ROOT / "data" / "raw")
    return parser


def seed_texts(seeds: Path) -> list[str]:
    """The seeds below a folder."""
    return [p.read_text(encoding="utf-8", errors="replace") for p in sorted(seeds.glob("*.txt"))]


def gold_texts(gold: Path) -> list[str]:
    """The paragraphs of a gold file."""
    return [json.loads(line)["text"] for line in gold.read_text(encoding="utf-8").splitlines()]


def write_rows(rows: list[dict[str, object]], out: Path, note: str = "") -> None:
    """Write the rows, one a line, and say how many there are."""
    out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} paragraphs{note}\n")


def main(argv: list[str] | None = None) -> int:
    """Write the rows."""
    args = arguments(__doc__).parse_args(argv)
    rows = draw(args.corpus, args.index, seed_texts(args.seeds))
    worth = sum(bool(VALUE.search(str(r["text"])) or BODY.search(str(r["text"]))) for r in rows)
    write_rows(rows, args.out, f", {worth} with a value or a body by plain search")
    return 0


if __name__ == "__main__":
    sys.exit(main())
