"""Provisions as an amending decision places them: in the numbering before and in that after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.common.numerals import ORDINAL
from pipeline.extract.provisions import LEVELS

#: Levels from the highest said to the lowest: (("条", "六"), ("款", "二")).
Levels = tuple[tuple[str, str], ...]
_N = ORDINAL
_SAID = re.compile(rf"第?[（(]?(?P<n>{_N})[)）]?(?P<level>分编|[编章节条款项目])(?:之(?P<sub>[一二三四五六七八九十]))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A provision in the numbering before and after; ``words`` where it has no number (引言). Empty is the whole."""

    old: Levels = ()
    new: Levels = ()
    words: str = ""
    former: bool = False  # 原第八条
    until: Levels = ()

    @property
    def target(self) -> str | None:
        """Its place before, in plain words."""
        return self.words or plain_words(self.old, self.until) or None

    @property
    def position(self) -> str | None:
        """Its place after, in plain words, where the instruction moves it."""
        return plain_words(self.new) if self.new != self.old and self.new else None


def levels_said(said: str) -> Levels:
    """The levels that a reference says itself."""
    return tuple((m["level"], m["n"] + (f"之{m['sub']}" if m["sub"] else "")) for m in _SAID.finditer(said))


def under(context: Levels, levels: Levels) -> Levels:
    """``levels`` with those above its first taken from ``context``; an article stands by itself."""
    rank = LEVELS.index(levels[0][0])
    if rank <= LEVELS.index("条"):
        return levels
    return (*(x for x in context if LEVELS.index("条") <= LEVELS.index(x[0]) < rank), *levels)


def article_of(place: Place) -> Place:
    """The article that a provision is in; a chapter, or what stands in none, is its own."""
    if all(x[0] != "条" for x in place.old):
        return place
    return replace(
        place, old=tuple(x for x in place.old if x[0] == "条"), new=tuple(x for x in place.new if x[0] == "条")
    )


def plain_words(levels: Levels, until: Levels = ()) -> str:
    """第六条第三款, or 第八条至第十四条; empty of nothing."""
    said = "".join(_said(x) for x in levels)
    # 第六十二条第七项至第十五项: what both ends share is said once
    shared = next((n for n, (a, b) in enumerate(zip(levels, until, strict=False)) if a != b), 0)
    return f"{said}至{''.join(_said(x) for x in until[shared:])}" if until else said


def _said(level: tuple[str, str]) -> str:
    number, _, sub = level[1].partition("之")
    return f"第{number}{level[0]}" + (f"之{sub}" if sub else "")


def is_place(words: str) -> bool:
    """Whether ``words`` are a provision's number and nothing else."""
    return bool(words) and not _SAID.sub("", words)


def places_of(words: str | None) -> Iterator[Levels]:
    """The provisions named in plain words (第五条第二款、第五条第三款), the first of a run only."""
    for said in (words or "").split("、"):
        if levels := levels_said(said.split("至")[0]):
            yield levels
