"""ASCII punctuation that stands for Chinese punctuation, read from its neighbours.

PDF fonts and careless typing give ``,.;:()"<>`` where Chinese text has full-width marks. Which is meant is plain from
the characters beside it. Every change is one character for one, so offsets survive.
"""

from __future__ import annotations

import re

#: Ideographs, with the marks that count as ideographs beside them.
HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f〇○"
#: Chinese punctuation: full-width by nature.
MARKS = "，。、；：？！（）《》〈〉【】〔〕「」『』“”‘’…—～·％"
_NEAR = rf"[{HAN}{MARKS}]"

# Each pattern begins with the ASCII mark itself, so that a search jumps from one to the next; a dot in a lookbehind
# stands for that mark.
_PAIR_OPEN = re.compile(rf"\((?:(?=\s*{_NEAR})|(?<={_NEAR}.)|(?<={_NEAR}\s.))")
_PAIR_CLOSE = re.compile(rf"\)(?:(?<={_NEAR}.)|(?<={_NEAR}\s.)|(?=\s*{_NEAR}))")
#: A list number in brackets, whatever follows: (1) (12)
_PAIR_NUMBER = re.compile(r"(?m)^[ \u3000]*\((\d{1,3})\)")
_LIGHT = re.compile(rf".(?:(?=\s*{_NEAR})|(?<={_NEAR}.)|(?<={_NEAR}\s.))")
#: A full stop after Chinese (or after a closed number, % or bracket) that no digit, letter or other stop follows.
_STOP = re.compile(rf"\.(?:(?<=[{HAN}）》”〉】%].)|(?<=[{HAN}）》”〉】%] .))(?![\w.])")
_STOP_AFTER_NUMBER = re.compile(rf"\.(?<=[\d{HAN}A-Za-z][\dA-Za-z].)(?=[ \u3000]*(?:\n|$|{_NEAR}))")
_STOP_INSIDE = re.compile(rf"\.(?<=[{HAN}）》”〉】%].)(?=[{HAN}《“]|[12]\d{{3}}年)")
_ENDS_LINE = re.compile(rf"\.(?<=[{HAN}）》”].)\s*\n")
_QUOTED = re.compile(r'"([^"\n]{1,200})"')
#: ASCII angles beside Chinese, and the marks that tell how deep they stand; a sentence's end closes none
_ANGLES = re.compile(rf"<(?=[{HAN}《“]|[12]\d{{3}}年)|>(?<=[{HAN}》”）>].)|[《》。；]")
_FARTHEST = 120  # characters between an angle and its fellow
_HAN_INSIDE = re.compile(f"[{HAN}]")
_HALF_OPEN = re.compile(r"\(([^()（）\n]{0,300})）")
_HALF_CLOSE = re.compile(r"（([^()（）\n]{0,300})\)")
_LIGHT_MARKS = dict(zip(",;:?!", "，；：？！", strict=True))


def _light(text: str) -> str:
    """Commas and the like beside Chinese as Chinese ones; all are judged by what stands beside them before any is changed.

    A text has few of them, and finding each of the five takes less than one search for any.
    """
    found: list[int] = []
    for mark in _LIGHT_MARKS:
        at = text.find(mark)
        while at >= 0:
            if _LIGHT.match(text, at):
                found.append(at)
            at = text.find(mark, at + 1)
    if not found:
        return text
    pieces: list[str] = []
    done = 0
    for at in sorted(found):
        pieces += (text[done:at], _LIGHT_MARKS[text[at]])
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces)


def _quotes(match: re.Match[str]) -> str:
    inside = match.group(1)
    return f"“{inside}”" if _HAN_INSIDE.search(inside) else match.group()


def _stops_are_ascii(text: str) -> bool:
    """Whether ``.`` is this text's full stop: it ends more lines after an ideograph than 。 does."""
    ascii_stops = sum(1 for _ in _ENDS_LINE.finditer(text))
    return ascii_stops > text.count("。\n") + text.count("。 ")


def _angles(text: str) -> str:
    """Pairs of ASCII angles as book marks, those inside others as the inner ones."""
    out: list[str] | None = None
    open_marks: list[int] = []  # angles that wait for their fellow
    depth = 0  # book marks open that are no angles
    # from the sentence of the first angle that may open a pair to the last that may close one
    first = text.find("<")
    first = max(text.rfind("。", 0, first), text.rfind("；", 0, first), 0)
    for match in _ANGLES.finditer(text, first, text.rfind(">") + 1):
        mark, at = match.group(), match.start()
        while open_marks and at - open_marks[0] > _FARTHEST:
            del open_marks[0]
        if mark == "<":
            open_marks.append(at)
        elif mark == ">" and open_marks:
            start = open_marks.pop()
            pair = "〈〉" if (depth + len(open_marks)) % 2 else "《》"
            out = out or list(text)
            out[start], out[at] = pair[0], pair[1]
        elif mark in "《》":
            depth = max(0, depth + (1 if mark == "《" else -1))
        elif mark in "。；":
            open_marks.clear()
            depth = 0
    return "".join(out) if out else text


def chinese_punctuation(text: str) -> str:
    """``text`` with ASCII marks in a Chinese context made Chinese; same length, same places."""
    if "(" in text or ")" in text:
        text = _PAIR_NUMBER.sub(lambda m: m.group().replace("(", "（").replace(")", "）"), text)
        text = _PAIR_CLOSE.sub("）", _PAIR_OPEN.sub("（", text))
        # of a pair one side may stand beside a digit or a letter
        text = _HALF_CLOSE.sub(r"（\1）", _HALF_OPEN.sub(r"（\1）", text))
    if '"' in text:
        text = _QUOTED.sub(_quotes, text)
    if "<" in text:
        text = _angles(text)
    text = _light(text)
    if "." in text:
        ascii_stops = _stops_are_ascii(text)
        text = _STOP.sub("。", text)
        if ascii_stops:
            text = _STOP_AFTER_NUMBER.sub("。", _STOP_INSIDE.sub("。", text))
    return text
