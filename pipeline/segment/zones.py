"""The zones of one document: title, number lines, note, addressee, body, attachment list, signature.

After GB/T 9704-2012: 版头 (letterhead and number), 主体 (title, addressee, body, attachment note, signature, date).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.normalise.numbering import Mark
from pipeline.segment.labels import BLANK, Label

_SIGNS = re.compile(
    r"(?:部长|主任|局长|署长|行长|省长|市长|州长|区长|县长|主席|会长|院长)(?:[：:][ ]?[\u4e00-\u9fff·]{2,8})?"
)
_SIGNED_WITHIN = 9  # a signature stands among a document's last paragraphs


@dataclass(slots=True)
class Zones:
    """Indexes (into the document's kept paragraphs) of each zone; ``body`` is what is left, in order."""

    title: list[int] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    history: list[int] = field(default_factory=list)
    addressee: list[int] = field(default_factory=list)
    attachments: list[int] = field(default_factory=list)
    signature: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)


def _signature(labels: list[Label], texts: list[str], marks: list[Mark | None], first: int) -> list[int]:
    """The last run of names, persons and dates among the last paragraphs."""
    signed = (Label.NAME, Label.PERSON, Label.DATE, Label.SIGNED, Label.NOTE)
    for end in range(len(labels) - 1, max(first, len(labels) - _SIGNED_WITHIN) - 1, -1):
        if labels[end] not in signed or marks[end]:
            continue
        start = end
        while start - 1 >= first and labels[start - 1] in signed and not marks[start - 1]:
            start -= 1
        run = list(range(start, end + 1))
        # 主任：郑栅洁 (or 省长, the name left out) above the day of an order; in a list of members it is no signature
        if labels[end] is Label.DATE and start == end and start > first and _SIGNS.fullmatch(texts[start - 1]):
            start -= 1
            run.insert(0, start)
        # a date or a person closes a signature; names alone only at the very end, or several together
        closed = any(labels[k] in (Label.DATE, Label.PERSON, Label.SIGNED) for k in run)
        if closed or (end == len(labels) - 1 and not _is_cell(labels, texts, start - 1, first)):
            return run
    return []


def _is_cell(labels: list[Label], texts: list[str], before: int, first: int) -> bool:
    """Whether names after paragraph ``before`` are a table's last cells: what stands above them is one, and no sentence."""
    if before < first or labels[before] in (Label.ATTACHMENT, Label.ATTACHMENT_LIST):
        return False
    return (
        labels[before] is Label.TEXT
        and len(texts[before]) <= 20
        and not re.search(r"[。；：！？）”》]$", texts[before])
    )


def _attachment_list(labels: list[Label], texts: list[str], marks: list[Mark | None], first: int) -> list[int]:
    """附件：and its entries, up to the signature or the next sentence."""
    if Label.ATTACHMENT not in labels and Label.ATTACHMENT_LIST not in labels:
        return []
    for k in range(len(labels) - 1, first - 1, -1):
        if labels[k] not in (Label.ATTACHMENT, Label.ATTACHMENT_LIST):
            continue
        run = [k]
        for j in range(k + 1, len(labels)):
            mark = marks[j]
            entry = (mark is not None and mark.kind in ("three", "four", "one")) or (
                labels[j] is Label.TEXT and len(texts[j]) <= 60
            )
            if (
                not entry
                or re.search(r"[。；]$", texts[j])
                or labels[j] in (Label.NAME, Label.DATE)
                or BLANK.search(texts[j])
            ):
                break
            run.append(j)
        after = range(run[-1] + 1, len(labels))
        if any(labels[j] is Label.TEXT and len(texts[j]) > 60 for j in after):
            return []  # in the midst of the text: a line of it
        return run
    return []


def zones_of(
    labels: list[Label],
    texts: list[str],
    marks: list[Mark | None],
    title: list[int],
    *,
    is_order: bool,
    letterhead: bool,
) -> Zones:
    """Sort a document's kept paragraphs into zones.

    ``labels`` and ``marks``: what each is, the number it opens with; ``title``: indexes of its title lines, already known.
    """
    zones = Zones(title=title)
    in_title = set(title)
    k = 0
    in_head = True
    while k < len(labels) and in_head:
        what = labels[k]
        if k in in_title:
            pass
        elif what is Label.NUMBER or (is_order and what in (Label.ORDER, Label.ORDER_NUMBER)):
            zones.number.append(k)
        elif (
            what is Label.NAME
            and letterhead
            and not zones.addressee
            and any(x in (Label.NUMBER, Label.ORDER) for x in labels[k : k + 8])
        ):
            zones.number.append(k)
        elif what is Label.ORDER_NUMBER and any(texts[j].endswith("公告") for j in title):
            zones.number.append(k)
        elif what is Label.HISTORY or what is Label.ORDER_NUMBER:
            zones.history.append(k)
        elif what is Label.ADDRESSEE:
            zones.addressee.append(k)
        else:
            in_head = False
            continue
        k += 1
    zones.signature = _signature(labels, texts, marks, k)
    zones.attachments = [j for j in _attachment_list(labels, texts, marks, k) if j not in zones.signature]
    taken = {*zones.signature, *zones.attachments, *in_title}
    zones.body = [j for j in range(k, len(labels)) if j not in taken]
    for j in [j for j in zones.body[:2] if j < k + 2 and labels[j] is Label.NUMBER]:
        zones.number.append(j)
        zones.body.remove(j)
    return zones
