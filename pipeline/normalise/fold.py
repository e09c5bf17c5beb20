"""Characters first: raw text to folded text, one character for one, each with its raw span.

Lines, spaces and layout are untouched here; ``spaces`` and ``wraps`` need them.
"""

from __future__ import annotations

import html
import re

import numpy as np

from pipeline.common.text import CleanText
from pipeline.normalise.codepoints import DROP, table
from pipeline.normalise.punctuation import chinese_punctuation
from pipeline.normalise.tags import tags

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def fold(raw: str) -> CleanText:
    """Fold widths, marks, entities, tags and line ends; ``\\n`` is the only line end left, tabs become wide spaces.

    Lone surrogates (which no decoder gives, but callers may) become U+FFFD.
    """
    encoded = raw.encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(encoded, dtype=np.uint32)
    starts = np.arange(len(raw), dtype=np.int64)
    ends = starts + 1
    folded = table().take(codes, mode="clip")  # no code point stands past its end
    if "\r" in raw:
        crlf = np.flatnonzero((codes[:-1] == 13) & (codes[1:] == 10))
        folded[crlf] = DROP
    if "&" in raw:
        for match in _ENTITY.finditer(raw):
            out = html.unescape(match.group())
            if len(out) == 1:
                code = int(table()[ord(out)])
                folded[match.start() : match.end()] = DROP
                folded[match.start()] = code
                ends[match.start()] = match.end()
    if "<" in raw:
        for start, end, out in tags(raw):
            folded[start:end] = DROP
            if out:
                folded[start] = table()[ord(out)]
                ends[start] = end
    keep = folded != DROP
    if not keep.all():
        folded, starts, ends = folded[keep], starts[keep], ends[keep]
    text = folded.tobytes().decode("utf-32-le")
    return CleanText(chinese_punctuation(text), starts, ends)
