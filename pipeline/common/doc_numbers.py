"""Document numbers (发文字号) in one written form, after GB/T 9704: 沪府规〔2018〕21号, 上海市人民政府令第8号.

Sources write the same number with any bracket, width and space, and orders in either order of words (第8号令, 令第8号),
so numbers are compared folded.
"""

from __future__ import annotations

import re

from pipeline.common.numerals import read_ordinal

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: None}
_SPACE = re.compile(r"\s+")
#: What stands round the year for 〔 and 〕, as sources write it and as fonts and code pages damage it; a class of a pattern.
YEAR_OPENS, YEAR_CLOSES = r"[〔\[［【﹝<〈{｛「„]", r"[〕\]］】﹞>〉}｝」‟]"
#: Round brackets too: they also hold a year that is no number's (公告（2024）).
ANY_OPENS, ANY_CLOSES = f"(?:{YEAR_OPENS}|[（(])", f"(?:{YEAR_CLOSES}|[）)])"
_YEAR = re.compile(rf"{ANY_OPENS}(?P<year>[12]\d{{3}})年?{ANY_CLOSES}")
#: a font has lost 〕 and 号: 怀政办〔202215
_LOST = re.compile(rf"{YEAR_OPENS}(?P<year>(?:19|20)\d{{2}})(?P<n>\d{{1,4}})$")
_ORDER = re.compile(r"第?(?P<n>\d+|[一二三四五六七八九十百零〇]+)号(?P<kind>令|公告)$")
_ORDINAL = re.compile(r"(?<=[令告])第?(?P<n>\d+|[一二三四五六七八九十百零〇]+)号")
_PLAIN = re.compile(r"(?P<code>[^〔〕\d]{1,24})〔(?P<year>\d{4})〕第?(?P<n>\d+)号")


def fold_doc_number(text: str) -> str:
    """A document number without spaces, with half-width digits and 〔〕 round its year.

    ``沪府办规 〔２０２４〕１号`` is ``沪府办规〔2024〕1号``, ``市政府第 17 号令`` is ``市政府令第17号``, ``主席令第七十一号``
    is ``主席令第71号``. Anything else comes back with widths and spaces folded only.
    """
    folded = _SPACE.sub("", text.translate(_WIDTHS))
    folded = _YEAR.sub(lambda m: f"〔{m['year']}〕", folded)
    folded = _LOST.sub(lambda m: f"〔{m['year']}〕{int(m['n'])}号", folded)
    folded = _ORDER.sub(lambda m: f"{m['kind']}第{read_ordinal(m['n']) or m['n']}号", folded)
    return _ORDINAL.sub(lambda m: f"第{read_ordinal(m['n']) or m['n']}号", folded)


def doc_number_key(number: str) -> str:
    """What two writings of one number share: folded, without 第 after the year and leading zeros (〔2014〕021号)."""
    folded = fold_doc_number(number)
    plain = _PLAIN.fullmatch(folded)
    return f"{plain['code']}〔{plain['year']}〕{int(plain['n'])}号" if plain else folded
