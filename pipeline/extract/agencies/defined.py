"""Names that a text gives itself: （以下简称“市公共信用中心”）, and the anaphora 我局, 本委 of one who signs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.extract.agencies.found import Found

_DEFINITION = re.compile(
    '（(?:以下|下)(?:简称|统称|称)(?:为|：)?[“"‘《]?([\u4e00-\u9fff]{2,14})[”"’》]?(?:[，,、；）])'
)
# a short name of a body ends like one
_BODY = re.compile("[委局办部会院厅组署府]$|机构$|机关$|中心$|专班$|总队$|公署$")
# each begins with one plain character, which is found fast
_ANAPHORS = tuple(
    re.compile(f"{own}(?<![自你敌]{own})(委|局|厅|办|署)(?![长门分面势部限限理法员托])") for own in "我本"
)


@dataclass(frozen=True, slots=True)
class Again:
    """A later mention under a name that the text has defined: ``of`` is the number of the mention it stands for."""

    start: int
    end: int
    of: int


def defined_names(text: str, found: list[Found]) -> dict[str, int]:
    """The short names that ``text`` defines right after a body, with the number of that body in ``found``."""
    if "以下" not in text and "（下" not in text:
        return {}
    names: dict[str, int] = {}
    for number, item in enumerate(found):
        if text.startswith("（", item.end):
            match = _DEFINITION.match(text, item.end)
            if match and _BODY.search(match[1]):
                names.setdefault(match[1], number)
    return names


def is_of_several(text: str, found: list[Found], number: int, name: str) -> bool:
    """Whether ``name`` stands for a list of bodies: 示范区管委会、东城区管委会（以下简称管委会）."""
    if not number:
        return False
    before, item = found[number - 1], found[number]
    return text[before.end : item.start] in ("、", "和") and text.endswith(name, before.start, before.end)


def mentions_again(text: str, found: list[Found], names: dict[str, int]) -> Iterator[Again]:
    """Every place after its definition where a defined name stands and no other body is found."""
    taken = _Taken(found)
    for name, number in names.items():
        at = text.find(name, found[number].end)
        while at >= 0:
            end = at + len(name)
            if taken.free(at, end):
                yield Again(at, end, number)
            at = text.find(name, end)


def anaphora(text: str) -> Iterator[tuple[int, int, str]]:
    """我局 and the like, with the kind of body they say (局)."""
    for pattern in _ANAPHORS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), match[1]


class _Taken:
    """Which characters belong to mentions already."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._spans = sorted((item.start, item.end) for item in found)
        self._starts = [start for start, _ in self._spans]

    def free(self, start: int, end: int) -> bool:
        at = bisect_left(self._starts, end)
        return at == 0 or self._spans[at - 1][1] <= start
