"""HTML tags that a scraper left in the text: those of blocks end a line, all others are nothing.

Only names that HTML has are tags, so <办法>, ASCII book marks and «» stay what they are. What stands inside
``<style>`` and ``<script>`` is no text. Comments are left to the next stages, which know some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# h1 to h6 are headings, dd dt the entries of a definition list; Word's own (o:p, v:shape) carry no text
_BLOCKS: Final = (
    "p|div|br|hr|h[1-6]|li|ul|ol|dl|dd|dt|tr|table|tbody|thead|tfoot|caption|section|article|main|header|footer|nav|"
    "aside|center|blockquote|pre|form|fieldset|figure|figcaption|title|head|body|html"
)
_CELLS: Final = "td|th"
_INLINE: Final = (
    "span|strong|b|em|i|u|s|del|ins|font|small|big|sup|sub|a|img|button|input|label|select|option|textarea|iframe|svg|"
    "path|picture|source|video|audio|canvas|object|embed|param|code|kbd|mark|time|abbr|cite|q|wbr|col|colgroup|meta|link|"
    r"base|noscript|!doctype|[ovw]:[a-z]+|st1:[a-z]+|\?xml:namespace"
)
# attributes are bounded, so that a lone < before a long text costs no second look at it
_TAG: Final = re.compile(
    rf"</?(?:(?P<block>{_BLOCKS})|(?P<cell>{_CELLS})|(?P<code>style|script)|{_INLINE})(?:[\s/][^<>]{{0,2000}})?>",
    re.IGNORECASE,
)


def tags(raw: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and what a tag is in text: a line feed, a wide space (a cell of a table ends), or nothing.

    From ``<style>`` to ``</style>`` is one tag; where none closes it, it is a tag as others are.
    """
    if not any(opening in raw for opening in ("</", "<br", "<BR", "<Br", "<bR")):
        return
    held: list[tuple[int, int, str]] = []  # from an opened <style> on: it may close, and then these are no text
    code = ""
    for match in _TAG.finditer(raw):
        start, end = match.span()
        closes = raw[start + 1] == "/"
        name = (match["code"] or "").lower()
        if code and closes and name == code:
            yield held[0][0], end, ""
            held, code = [], ""
            continue
        tag = start, end, "\n" if match["block"] else "\t" if match["cell"] and closes else ""
        if code:
            held.append(tag)
        elif name and not closes:
            held, code = [tag], name
        else:
            yield tag
    yield from held
