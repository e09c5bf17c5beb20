"""What the map of a clean text has to keep, asked without the modules that made it."""

from __future__ import annotations

import html
import unicodedata

import numpy as np

from pipeline.common.text import CleanText
from pipeline.normalise.codepoints import CHOSEN, RADICALS

#: ASCII marks and the Chinese ones they may stand for
STANDS_FOR = {
    ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。", "<": "《〈", ">": "》〉", '"': "“”",
}  # fmt: skip


def is_reading(raw: str, clean: str) -> bool:
    """Whether one clean character may be read from a stretch of raw text."""
    if clean == " ":
        return all(c.isspace() or unicodedata.category(c) in ("Zs", "Cf", "Cc") for c in html.unescape(raw))
    said = html.unescape(raw)
    if len(said) != 1:
        return False
    for reading in (said, CHOSEN.get(said), RADICALS.get(said), unicodedata.normalize("NFKC", said)):
        if reading is not None and (reading == clean or clean in STANDS_FOR.get(CHOSEN.get(reading, reading), ())):
            return True
    return "\ud800" <= said <= "\udfff" and clean == "\ufffd"


def check_map(raw: str, text: CleanText, *, made: str = "") -> None:
    """The arrays fit the text, lie in the raw text in order, and lead back to the characters they came from.

    ``made``: characters that may have an empty span (the line breaks of a document, the space between joined words).
    """
    assert len(text.starts) == len(text.ends) == len(text.text)
    if not text.text:
        return
    assert text.starts.dtype == text.ends.dtype == np.int64
    assert text.starts.min() >= 0
    assert text.ends.max() <= len(raw)
    empty = np.flatnonzero(text.starts == text.ends)
    assert np.all(text.starts <= text.ends)
    assert {text.text[i] for i in empty} <= set(made) | {" "}
    # most characters are themselves: only the others are looked at one by one
    first, last = int(text.starts.min()), int(text.ends.max())
    around = np.array([ord(c) for c in raw[first : last + 1]], dtype=np.int64)
    same = np.append(around, -1)[np.minimum(text.starts - first, len(around))]
    codes = np.array([ord(c) for c in text.text], dtype=np.int64)
    for i in np.flatnonzero((same != codes) | (text.ends - text.starts != 1)):
        piece = raw[int(text.starts[i]) : int(text.ends[i])]
        assert not piece or is_reading(piece, text.text[i]), (i, piece, text.text[i])


def check_order(text: CleanText) -> None:
    """Within a paragraph raw spans follow each other."""
    assert np.all(np.diff(text.starts) >= 0)
    assert np.all(text.ends[:-1] <= text.starts[1:])
