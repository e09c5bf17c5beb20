"""A whole text on one line: a site's table or a crawler set spaces where its lines ended.

``各科室，各村： 为提高…。 附件：… 镇人民政府 2020年10月22日 …应急预案 1.总则 1.1目的依据 提高…`` is taken apart at the spaces that stand
where a line would end: after a sentence, an addressee, a heading, a name or a day. Only a paragraph that is most of its
source is looked at, so that what layout set apart within a text stays whole.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from pipeline.normalise.numbering import read_mark
from pipeline.normalise.types import Paragraph
from pipeline.segment import titles
from pipeline.segment.labels import DATE, NAME, NOTE

_FEWEST_LETTERS, _FEWEST_ENDS = 150, 3
_MOST_OF_SOURCE = 0.6
_LONGEST_HEADING = 40
_ENDS = "。；：！？"
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[ ]?[\u4e00-\u9fff]")
_ATTACHED = re.compile(r"附[ ]?件[：\d一二三]")


def spread(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs, one that is most of the source taken apart where its lines ended."""
    letters = [len(p.text) for p in paragraphs]
    most = max(letters, default=0)
    if most < _FEWEST_LETTERS or most < _MOST_OF_SOURCE * sum(letters):
        return paragraphs
    k = letters.index(most)
    cuts = _line_ends(paragraphs[k])
    if not cuts:
        return paragraphs
    bounds = [0, *cuts, most]
    pieces = [paragraphs[k].cut(a, b) for a, b in pairwise(bounds) if paragraphs[k].text[a:b].strip()]
    return (*paragraphs[:k], *pieces, *paragraphs[k + 1 :])


def _spaces(paragraph: Paragraph) -> list[int]:
    """Where in its text spaces stand, or stood before layout's were taken out: what comes after each."""
    clean, text = paragraph.clean, paragraph.text
    lost = np.flatnonzero(clean.starts[1:] > clean.ends[:-1]) + 1
    kept = [i + 1 for i, letter in enumerate(text) if letter == " "]
    return sorted({*lost.tolist(), *kept} - {0, len(text)})


def _line_ends(paragraph: Paragraph) -> list[int]:
    """Where its lines begin but the first, if spaces stand where lines end more than elsewhere."""
    text = paragraph.text
    at = _spaces(paragraph)
    if len(at) < _FEWEST_ENDS:
        return []
    bounds = [0, *at, len(text)]
    pieces = [text[a:b].strip() for a, b in pairwise(bounds)]
    cuts = [start for start, before, after in zip(at, pieces, pieces[1:], strict=False) if _ends(before, after)]
    sentences = sum(1 for start in cuts if text[:start].rstrip()[-1:] in _ENDS)
    signed = sum(1 for piece in pieces if NAME.fullmatch(piece) or DATE.fullmatch(piece))
    return cuts if sentences and sentences + signed >= _FEWEST_ENDS and len(cuts) * 2 >= len(at) else []


def _ends(before: str, after: str) -> bool:
    """Whether a line ends between two pieces of text that a space parts."""
    if before[-1:] in _ENDS or _whole(before) or _whole(after):
        return True
    if read_mark(after) is not None or _DECIMAL.match(after):
        return True
    mark = read_mark(before)
    headed = (mark is not None and mark.end < len(before)) or _DECIMAL.match(before) is not None
    return headed and len(before) <= _LONGEST_HEADING


def _whole(piece: str) -> bool:
    """Whether a piece is a line by itself: a name, a day, a note, a title, the list of attachments."""
    return bool(
        NAME.fullmatch(piece)
        or DATE.fullmatch(piece)
        or NOTE.fullmatch(piece)
        or _ATTACHED.match(piece)
        or (titles.looks_like_title(piece) and titles.is_sure(piece) and len(piece) >= 8)
    )
