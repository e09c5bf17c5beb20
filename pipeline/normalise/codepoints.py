"""One code-point table: what each character becomes before any context is looked at.

The table is made from Unicode's own decompositions (width forms, Kangxi radicals, compatibility ideographs) and the
few choices below. It maps one character to one character or to nothing, so offsets survive. NFKC is not used: it would
make Chinese punctuation half-width and tear ① or ㎡ apart.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

DROP = 0xFFFFFFFF

#: Choices that Unicode does not make for us, with the reason.
CHOSEN: dict[str, str] = {
    # book marks as some PDF fonts encode them
    "«": "《", "»": "》", "‹": "〈", "›": "〉", "≪": "《", "≫": "》", "〝": "“", "〞": "”", "＜": "<", "＞": ">",
    # dashes: hyphens to -, everything that stands for a dash or a range to —
    "‐": "-", "‑": "-", "−": "-", "－": "-", "﹣": "-", "–": "—", "―": "—", "─": "—", "━": "—", "﹘": "—", "⸺": "—",
    "〜": "～", "∼": "~", "˜": "~",
    # signs that are no Chinese punctuation
    "％": "%", "﹪": "%", "＋": "+", "＝": "=", "／": "/", "＆": "&", "＠": "@", "＃": "#", "＊": "*", "．": ".",
    "＂": '"', "＇": "'", "｜": "|", "＄": "$", "￥": "¥", "＿": "_", "＼": "\\", "＾": "^", "｀": "`", "｛": "{",
    "｝": "}", "￡": "£",
    # small and half-width forms of Chinese punctuation
    "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）", "｡": "。",
    "､": "、", "｢": "「", "｣": "」", "︰": "：", "︵": "（", "︶": "）", "︽": "《", "︾": "》", "︿": "〈", "﹀": "〉",
    "︻": "【", "︼": "】", "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』", "‧": "·", "•": "·", "∙": "·", "⋅": "·",
    "・": "·", "･": "·", "❨": "（", "❩": "）", "❲": "〔", "❳": "〕", "⟨": "〈", "⟩": "〉", "⟪": "《", "⟫": "》",
    # line ends: the decoded text keeps its own, here one is enough (a \r before \n is dropped by fold)
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x85": "\n", "\f": "\n",
    # a tab is a wide gap
    "\t": "\u3000", "\u2003": "\u3000", "\u2001": "\u3000",
}  # fmt: skip

#: CJK radicals supplement: damage of the same kind as Kangxi radicals, but Unicode gives no decomposition.
RADICALS: dict[str, str] = {
    "⺀": "冫", "⺁": "厂", "⺆": "冂", "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺌": "小", "⺍": "小", "⺗": "心", "⺟": "母",
    "⺠": "民", "⻁": "虎", "⻅": "见", "⻆": "角", "⻈": "讠", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青",
    "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟",
    "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⻄": "西", "⺮": "竹", "⺼": "肉",
}  # fmt: skip


def _single(c: str, form: Literal["NFC", "NFKC"]) -> str | None:
    out = unicodedata.normalize(form, c)
    return out if len(out) == 1 and out != c else None


def mapping() -> dict[int, int]:
    """Every code point that does not stay as it is, with what it becomes (``DROP``: nothing)."""
    out: dict[int, int] = {}
    # Every character that changes stands outside the CJK blocks, below U+3400 or from U+F900 to U+FFFF.
    for c in (*range(0x3400), *range(0xF900, 0x10000)):
        ch = chr(c)
        category = unicodedata.category(ch)
        if 0xFF10 <= c <= 0xFF19 or 0xFF21 <= c <= 0xFF3A or 0xFF41 <= c <= 0xFF5A:
            out[c] = c - 0xFEE0  # full-width digits and Latin letters
        elif 0x2F00 <= c <= 0x2FD5 or 0xF900 <= c <= 0xFAFF:
            single = _single(ch, "NFKC")
            if single:
                out[c] = ord(single)
        elif category == "Zs" and c not in (0x20, 0x3000):
            out[c] = 0x20
        elif category in ("Cf", "Cc") and ch not in "\n":
            out[c] = DROP  # zero-width marks, soft hyphens, BOMs and control characters
    for c in range(0x2F800, 0x2FA1E):  # compatibility ideographs, supplement
        single = _single(chr(c), "NFC")
        if single:
            out[c] = ord(single)
    out.update(dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))  # lone surrogates are no characters
    for table in (RADICALS, CHOSEN):
        out.update({ord(k): ord(v) for k, v in table.items()})
    return out


@cache
def table() -> NDArray[np.uint32]:
    """The mapping as an array indexed by code point."""
    out = np.arange(0x110000, dtype=np.uint32)
    changed = mapping()
    out[np.fromiter(changed.keys(), dtype=np.int64)] = np.fromiter(changed.values(), dtype=np.uint32)
    return out
