"""What came out against what was there, article by article, and what kind of fault each difference is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from benchmarks.damage import Damaged
from benchmarks.law_text import Law, Provision, fold
from pipeline.segment import Document, SegmentedSource

_PARTS = {"paragraph": "paragraph", "subparagraph": "item", "point": "point", "wrapup": "wrapup"}
_CONTAINERS = ("part", "subpart", "chapter", "section")


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: its class, the article it is in, and a stretch of folded text around it, ``▮`` at the place."""

    kind: str
    article: str
    around: str


@dataclass(slots=True)
class Score:
    """Counts over the laws of one cell."""

    laws: int = 0
    laws_right: int = 0
    articles: int = 0
    articles_right: int = 0
    texts_right: int = 0
    extra: int = 0
    missing: int = 0
    paragraphs_right: int = 0  # articles with the right number of 款
    items_right: int = 0  # articles with the right number of 项
    bounds: int = 0  # part boundaries in the truth
    bounds_found: int = 0
    bounds_false: int = 0
    blind: int = 0  # wrong articles all whose faults stand where the layout shows nothing
    headings: int = 0
    headings_right: int = 0
    documents: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        """Add another's counts to these."""
        for name in self.__slots__:
            if name == "faults":
                self.faults.update(other.faults)
            else:
                setattr(self, name, getattr(self, name) + getattr(other, name))


def _read(document: Document) -> tuple[list[Provision], list[str]]:
    """A document's articles in the form of the truth, and its headings, folded."""
    text = document.clean.text
    children: dict[int, list[int]] = {}
    for i, clause in enumerate(document.clauses):
        if clause.parent is not None:
            children.setdefault(clause.parent, []).append(i)

    def below(i: int) -> list[int]:
        return [k for child in children.get(i, []) for k in (child, *below(child))]

    articles: list[Provision] = []
    headings: list[str] = []
    for i, clause in enumerate(document.clauses):
        if clause.level in _CONTAINERS:
            headings.append(fold((clause.num_text or "") + (clause.heading or "")))
        if clause.level != "article":
            continue
        parts: list[tuple[str, int]] = []
        for k in sorted(below(i), key=lambda k: document.clauses[k].clean_start):
            one = document.clauses[k]
            at = len(fold(text[clause.clean_start : one.clean_start]))
            parts.append((_PARTS.get(one.level, one.level), at))
        number = clause.number or ""
        articles.append(Provision(number, fold(text[clause.clean_start : clause.clean_end]), tuple(parts)))
    return articles, headings


_LEADS = (
    (re.compile(r"第[一二三四五六七八九十百千零〇0-9]+条"), "before 第…条"),
    (re.compile(r"第[一二三四五六七八九十百千零〇0-9]+[款项章节编]"), "before 第…款"),
    (re.compile(r"\([一二三四五六七八九十]+\)"), "before （一）"),
    (re.compile(r"\d"), "before digits"),
)
_ENDS = {".": "after 。", ";": "after ；", ":": "after ：", ",": "after ，", ")": "after ）"}


def _sides(text: str, at: int) -> str:
    """What stands on both sides of a place, in the words that classes of faults are named with."""
    after = next((name for pattern, name in _LEADS if pattern.match(text, at)), "")
    return f"{_ENDS.get(text[at - 1 : at], 'in mid-sentence')} {after}".strip()


def _around(text: str, at: int, reach: int = 24) -> str:
    return f"{text[max(0, at - reach) : at]}▮{text[at : at + reach]}"


def _text_faults(true: Provision, got: Provision) -> list[Fault]:
    """How two texts of an article differ, one fault a stretch."""
    out: list[Fault] = []
    matcher = SequenceMatcher(None, true.text, got.text, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if a == len(true.text) or (c < d and d == len(got.text) and b == len(true.text)):
            kind = "text: what follows was taken in"
        elif b == len(true.text):
            kind = f"text: its end is cut off {_sides(true.text, a)}"
        elif tag == "insert":
            kind = "text: something inserted"
        elif tag == "delete":
            kind = "text: something lost"
        else:
            kind = "text: characters changed"
        detail = f"{_around(true.text, a)}  [{true.text[a:b][:40]}] -> [{got.text[c:d][:40]}]"
        out.append(Fault(kind, true.number, detail))
    return out[:3]


def _part_faults(true: Provision, got: Provision) -> list[Fault]:
    """Boundaries joined, made or of another level, in an article whose text is right."""
    want, have = {at: kind for kind, at in true.parts}, {at: kind for kind, at in got.parts}
    out: list[Fault] = []
    for at, kind in want.items():
        if at not in have:
            out.append(Fault(f"joined: {kind} {_sides(true.text, at)}", true.number, _around(true.text, at)))
        elif have[at] != kind:
            out.append(Fault(f"level: {kind} read as {have[at]}", true.number, _around(true.text, at)))
    for at, kind in have.items():
        if at not in want:
            out.append(Fault(f"split: {kind} {_sides(true.text, at)}", true.number, _around(true.text, at)))
    return out


def _blind_places(law: Law, damaged: Damaged) -> dict[str, set[int]]:
    """Article -> places in its folded text where a printed line ends without any sign of what it ends."""
    out: dict[str, set[int]] = {}
    number, at = "", 0
    for line in damaged.lines:
        if line.block is None:
            continue
        block = law.blocks[line.block]
        if line.first and block.kind == "article":
            number, at = block.number or "", 0
        at += len(fold(line.text))
        if line.blind and number:
            out.setdefault(number, set()).add(at)
    return out


def compare(law: Law, damaged: Damaged, source: SegmentedSource) -> tuple[Score, list[Fault]]:
    """The score of one damaged law and its faults."""
    score, faults = Score(laws=1, documents=len(source.documents)), list[Fault]()
    read = [_read(document) for document in source.documents]
    got: dict[str, list[Provision]] = {}
    for article in (a for articles, _ in read for a in articles):
        got.setdefault(article.number, []).append(article)
    blind = _blind_places(law, damaged)
    for true in law.articles:
        score.articles += 1
        score.bounds += len(true.parts)
        same = got.get(true.number, [])
        if not same:
            score.missing += 1
            faults.append(Fault("article: missing", true.number, true.text[:48]))
            continue
        found = same.pop(next((k for k, a in enumerate(same) if a.text == true.text), 0))
        places, have = {at for _, at in true.parts}, {at for _, at in found.parts}
        score.bounds_found += len(places & have) if found.text == true.text else 0
        score.bounds_false += len(have - places) if found.text == true.text else 0
        score.texts_right += found.text == true.text
        score.paragraphs_right += found.count("paragraph") == true.count("paragraph")
        score.items_right += found.count("item") == true.count("item")
        if found.text == true.text and found.parts == true.parts:
            score.articles_right += 1
            continue
        differ = places ^ have if found.text == true.text else set()
        if differ and differ <= blind.get(true.number, set()):
            score.blind += 1
            faults.append(Fault("blind: the layout shows nothing", true.number, _around(true.text, min(differ))))
            continue
        faults += _text_faults(true, found) if found.text != true.text else _part_faults(true, found)
    for spare in (a for rest in got.values() for a in rest):
        score.extra += 1
        faults.append(Fault("article: one that is not there", spare.number, spare.text[:60]))
    headings = [h for _, found_headings in read for h in found_headings]
    score.headings = len(law.containers)
    score.headings_right = sum((Counter(law.containers) & Counter(headings)).values())
    if headings != list(law.containers):
        lost = Counter(law.containers) - Counter(headings) or Counter(headings) - Counter(law.containers)
        faults.append(Fault("heading: 编 章 节 differ", "", " | ".join(list(lost)[:3])))
    if len(source.documents) != 1:
        titles = " | ".join(str(d.title) for d in source.documents[:4])
        faults.append(Fault("documents: one law read as several", "", titles))
    score.laws_right = score.articles_right == score.articles and not score.extra
    score.faults.update(f.kind for f in faults)
    return score, faults
