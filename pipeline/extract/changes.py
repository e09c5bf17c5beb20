"""What a share says of a change: by how much (增长10%, 下降5个百分点), or from and to which level (从51%提高至100%).

A level is no direction: 提高到50% says where a change ends, not how large it is. What goes up and down (上下浮动10%), a
mere comparison (高于平均水平2个百分点) and a rate to be paid (减按15%) are neither.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.extract.bounds import bound_word, phrase_start
from pipeline.extract.quantities import Quantity
from pipeline.extract.types import Direction, Endpoint

__all__ = ["continues_change", "coordinated", "read_direction", "read_endpoint"]

_WINDOW: Final = 40
#: Verbs and nouns of change. 上浮 and 下浮 are such alone, 浮动 is not.
_UP: Final = r"(?<!不)(?:增长率?|增速|增幅|涨幅|升幅|增加|增大|增强|增至|递增|提升|提高|上浮|上调|上升|上涨|调高|调增|追加|扩大|拓展|延长|增发|增收|加价|增产|增值|增(?=[\d约近超])|升(?=\d)|涨(?=\d))"
_DOWN: Final = (
    r"(?:负增长|下降率?|降低率?|降幅|跌幅|减幅|递减|减少|减免|减征|减收|减缴|减排|减轻|减低|减量|减(?=\d)|扣减|核减|调减|调低|下调|下浮|下滑|下跌|回落|收窄|"
    r"压减|压缩|压降|缩短|缩减|削减|消减|裁减|精简|降(?=[\d约近超]))"
)
_VERB: Final = re.compile(rf"(?P<down>{_DOWN})|(?P<up>{_UP})")
#: What may stand between the verb and the number when the number is the size of the change.
_BY: Final = re.compile(
    r"[了约近超过逾 ]{0,3}(?:幅度|速度|比例|比率|率|额|量)?(?:每年|年均|平均|累计|再|均|分别|原则上|一般|应当|应|要|须|力争|控制在?|保持在?|稳定在?|实现|达到?|为|是|在){0,3}[约近 ]?"
)
#: With what changes between (提高缴费比例1个百分点, 减少能耗10%以上，): no word that begins another phrase.
_OBJECT: Final = re.compile(r"(?:(?![的按占达为是至到在从由超以给予支持不]|比(?![例重率]))[\u4e00-\u9fffA-Z]){2,10}")
_END: Final = re.compile(r" ?(?:以上|以下|以内|左右)?(?:[，。；、）\n]|和|以及|$)")
#: 10%的增长, 以10%以上的速度递增, 20%的降幅.
_AFTER: Final = re.compile(
    r"(?:以上|以下|以内|左右)?的?(?:年均|同比)?(?:速度|幅度|比例)?(?:(?P<down>递减|下降|下浮|下调|降幅|减幅|跌幅)|(?P<up>增长|递增|增速|增幅|涨幅|上浮))"
)
_BOTH: Final = re.compile(r"(?<!基础)上下|上浮或者?下浮|上浮、下浮|增减|升降|浮动")
_COMPARED: Final = re.compile(r"[高低快慢优]于|超过|超出")
#: 提高到, 降至, 调整为: what follows is a level.
_CHANGE: Final = r"(?:提高|提升|增加|增长|扩大|上升|上调|上浮|升|增|降低|下降|下调|降|减少|减|缩小|压减|压缩|缩短|调整|调增|调减|调高|调低|变更|变为|改|恢复|放宽|修改)"
_TO: Final = re.compile(rf"{_CHANGE}(?:[到至]|为(?!主)) ?(?:约|近|原来的)?$")
#: What stands between the two levels of one change.
_FROM_TO: Final = re.compile(
    rf"(?:的?[\u4e00-\u9fff]{{0,8}}?[，、]?(?:统一|逐步|相应|分别|分步|进一步|再)?{_CHANGE}(?:[到至]|为)|[到至]) ?(?:约|近)?"
)
_LIST: Final = re.compile(r" ?(?:、|和|或者?|以及) ?")
_FROM: Final = re.compile(r"[从由自](?!事|愿|主|筹|有)[^，。；：、\n从由]{0,16}$")


def read_direction(text: str, q: Quantity, floor: int) -> Direction | None:
    """Which way what ``q`` is of changes by it, or None. ``floor`` is where the value before it ends."""
    start = phrase_start(text, q.start, max(floor, q.start - _WINDOW))
    before = text[start : q.start]
    found = None
    for found in _VERB.finditer(before):  # noqa: B007  the last one counts
        pass
    # 高于收入增长幅度三个百分点 compares, and changes nothing
    if found is not None and q.unit == "point" and _COMPARED.search(before, 0, found.start()):
        return None
    if found is not None and not _BOTH.search(before[max(0, found.start() - 6) :]):
        gap = _without_bound_words(text, start + found.end(), q.start)
        if _BY.fullmatch(gap):
            return "decrease" if found["down"] else "increase"
        if _OBJECT.fullmatch(gap) and (q.unit == "point" or _END.match(text, q.end)):
            return "decrease" if found["down"] else "increase"
    after = _AFTER.match(text, q.end)
    if after is None:
        return None
    return "decrease" if after["down"] else "increase"


def _without_bound_words(text: str, start: int, end: int) -> str:
    """What stands between a verb and its number, without the words that bound the number (增长不低于10%)."""
    at, out = start, []
    while at < end:
        word = bound_word(text, at, end)
        if word:
            at += len(word)
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def coordinated(text: str, previous: Quantity, q: Quantity) -> bool:
    """Whether what is said of ``previous`` is said of ``q`` too (分别增长5%、8%)."""
    return bool(_LIST.fullmatch(text, previous.word_end, q.word_start))


def read_endpoint(text: str, q: Quantity, floor: int) -> Endpoint | None:
    """``to`` where ``q`` is what something is changed to (提高到50%), else None."""
    start = max(floor, q.word_start - 12)
    return "to" if _TO.search(text, start, q.word_start) or _TO.search(text, start, q.start) else None


def continues_change(text: str, previous: Quantity, q: Quantity) -> bool:
    """Whether ``previous`` is the level that a change to ``q`` starts from (从51%提高至100%)."""
    if not 0 < q.word_start - previous.word_end <= 20 or not _FROM_TO.fullmatch(text, previous.word_end, q.word_start):
        return False
    return bool(_FROM.search(text, max(0, previous.word_start - 20), previous.word_start))
