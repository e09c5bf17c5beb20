"""PERCENT: shares with unit, bound and what they are a share of (GUIDELINES, PERCENT)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal, cast

from pipeline.extract.bounds import bound_word, phrase_start, read_quantities
from pipeline.extract.changes import continues_change, coordinated, read_direction, read_endpoint
from pipeline.extract.measured import measured
from pipeline.extract.quantities import Quantity
from pipeline.extract.types import Context, Percentage

__all__ = ["find_percentages"]

_WINDOW: Final = 60
#: What stands between the thing and its share: 森林覆盖率【达到】23%, 通行费【减免】10%.
_PREDICATE: Final = re.compile(
    r"(?:了|力争|原则上|一般|平均|均|分别|应当|(?<![响供效反相对])应|须|要|总体|稳定|保持|维持|控制|虽然|暂|逐步|进一步|再|同比|年均|累计|实现|约|近|仅|已|可|完成|"
    r"减免|减征|暂减|减按|减少|降低|下降|下调|下浮|下滑|降|缩短|压缩|压减|削减|增长|增加|提高|提升|上调|上浮|上升|扩大|递减|递增|(?<=率)加|升|增|"
    r"达到|达|为|是|占|至|到|在|以|按|的|从|由|不足|最高|给予|予以) ?$"
)
#: What comes before the thing and is no part of it.
_BEFORE: Final = re.compile(
    r"给予|予以|加收|报销|领取|高于|低于|高出|快于|(?:保持|控制|稳定|维持)在|累计达到?|达到|"
    r"(?:载明|规定|公布|批准|确定|核定|认定|约定|签订|同期)的(?=.{2})|）(?:或者?|和|及)|"
    r"按照?|[并可或]?处(?!理|置)以?|享受|是指|将|推[进动]|使(?!用)|收取该?|退还|相当于?其?|(?<=[份数额量])达(?![到标成])|由[^，]{2,12}在|超[过出](?![\d一二三四五六七八九十百千])|力争|确保|实现|支持资金为|奖励金额为|补[贴助](?:标准|比例|金额|资金)为|(?<!作)为|根据|取得|落实|[^占]占(?!比|用|有|地)|"
    r"\d年[底末]?|季度|每年|每月|原则上|、(?=[^、]{4,}$)|规划(?=[^，]{4,})|其中|以及|并且?|且|对"
)
#: What ties the phrase to something before it, once the rest is cut off.
_JOINT: Final = re.compile(r"^(?:或者?|和|及|以及|与|的)")
#: Y中X占比 is a share of Y.
#: 本市企业中持股比例 is 持股比例 among them.
_WITHIN: Final = re.compile(r"(?<![其集当高初])中(?![国小央心等型部外医华期介职转])")
#: 从营业利润中提取百分之十, 在平段电价基础上下浮80%
_FROM_IT: Final = re.compile(r"从(?P<base>[^，。；从]{2,40})中(?:提取|安排|列支|划出|拿出|计提|切块)$")
_UPON_IT: Final = re.compile(r"在(?P<base>[^，。；在]{2,30}?)的?基础上$")
_ENUMERATOR: Final = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]{1,7}条(?:之[一二三四五六七八九十])? ?|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}是|其(?![他中它余])|在(?![校岗职编建用册场]))"
)
_SHARE_NOUN: Final = re.compile(r"占(?P<base>[^占]{2,20}?)的?(?:比例|比重|份额)$")
#: 提高缴费比例1个百分点: what is raised is the thing.
_RAISED: Final = re.compile(r"^(?:提高|提升|增加|扩大|上调|降低|减少|下调|缩小|压减|压缩)(?=[^的]{2,}$)")
#: 按照有关规定 says no thing.
_NO_THING: Final = re.compile(r"规定$|^(?:上下浮动|浮动|优惠|提取)$")
_AMONG: Final = re.compile(r"^(?P<base>[^，]{2,30}?)中[^，]{1,20}(?:占比|所占比[例重])$")


def find_percentages(text: str, context: Context) -> list[Percentage]:
    """Every PERCENT mention of clean ``text``, in order."""
    out: list[Percentage] = []
    previous: Quantity | None = None
    tight = measured(text)
    for q in read_quantities(tight.text):
        if q.kind == "percent":
            start, end = tight.back(q.start, q.end)
            base = _base(tight.text, q, previous.end if previous else 0)
            if base is None and out and previous is not None and _continues(tight.text, previous, q):
                base = out[-1].base
            elif base is None and out and previous is not None and _repeated(tight.text, previous, q):
                base = out[-1].base
            floor = previous.word_end if previous else 0
            endpoint, direction = read_endpoint(tight.text, q, floor), read_direction(tight.text, q, floor)
            if previous is not None and not endpoint and not direction and coordinated(tight.text, previous, q):
                endpoint, direction = out[-1].endpoint, out[-1].direction
            if previous is not None and continues_change(tight.text, previous, q):
                endpoint, out[-1] = "to", replace(out[-1], endpoint="from", direction=None)
                base = out[-1].base or base
            out.append(
                Percentage(
                    start=start,
                    end=end,
                    text=text[start:end],
                    unit=cast(Literal["percent", "permille", "point"], q.unit),
                    min=q.low,
                    max=q.high,
                    bound=q.bound,
                    base=base,
                    direction=None if endpoint else direction,
                    endpoint=endpoint,
                    min_inclusive=q.low_in,
                    max_inclusive=q.high_in,
                    needs_review=q.review is not None,
                    review_reason=q.review,
                )
            )
        previous = q if q.kind == "percent" else previous
    return out


_CHANGE: Final = re.compile(
    r"(?:、|和|或者?|(?:提高|提升|增加|增长|扩大|上升|上调|降低|下降|下调|减少|调整|缩小)(?:到|至|为))"
)


def _continues(text: str, previous: Quantity, q: Quantity) -> bool:
    """从51%提高至100%, 50%、30%: the second share is of the same thing."""
    return bool(_CHANGE.fullmatch(text, previous.word_end, q.word_start))


#: 超过百分之十不足百分之三十的；下降15%及以上的: no thing is named, only how it changes or compares.
_SAME_THING: Final = re.compile(
    r"[^。，；\n]{0,6}[，；、]?[^。；，\n]{0,24}[，；]?(?:超过|不足|达到|达|下降|降低|增长|提高|上升|减少|增加)"
    # 不举办高中的区不低于百分之十二: for whom, not of what
    r"|[^。；\n]{0,6}[，；][^。；，\n]{0,20}的(?:区|县|市|地区|单位|企业|学校|家庭|人员)应?当?(?:不低于|不少于|不高于|不超过|达到|为)"
)
_PART: Final = re.compile(r"(?:用于|留给)[^，]{1,12}的部分$")
_FOR_WHOM: Final = re.compile(r"的(?:区|县|市|地区|单位|企业|学校|家庭|人员)$")
#: The clause before, where the share's own says only 应当: 签约比例，按照不低于85%的原则.
_ONLY_MODAL: Final = re.compile(r"，(?:应当|应|须|必须|原则上|一般|按照|按|不应|不得)?$")
_CLAUSE_BEFORE: Final = re.compile(
    r"(?:^|[，。；：\n])(?P<base>[^，。；：\n]{2,30}?)(?:(?<=率)|(?<=比例)|(?<=比重)|(?<=占比)|，?(?:用于|留给)[^，。；：\n]{1,12}的部分)$"
)


def _repeated(text: str, previous: Quantity, q: Quantity) -> bool:
    """Whether ``q`` is of the same thing as the share before, since its own words name none."""
    return q.unit == previous.unit and bool(_SAME_THING.fullmatch(text, previous.word_end, q.start))


def _base(text: str, q: Quantity, floor: int) -> str | None:
    """The shortest phrase the share is taken of, if its clause names it."""
    start = phrase_start(text, q.word_start, max(floor, q.start - _WINDOW))
    between = text[q.word_start : q.start]
    if between:
        word = bound_word(text, q.word_start, q.start)
        inner = _trim(between[len(word) :])
        if inner:
            return inner
    lead = text[max(0, start - 1) : q.word_start]
    if _ONLY_MODAL.fullmatch(lead):
        before = _CLAUSE_BEFORE.search(text, max(floor, q.start - _WINDOW), start - 1)
        return _trim(before["base"]) if before else None
    base = _trim(text[start : q.word_start])
    part = _PART.search(base) if base else None
    if base and part:
        # 企业税后利润，留给企业的部分不低于60%: the whole stands before its part
        stop = max(0, start - 1)
        return _trim(base[: part.start()] or text[phrase_start(text, stop, max(0, floor, stop - _WINDOW)) : stop])
    return None if base and _FOR_WHOM.search(base) else base


def _trim(phrase: str) -> str | None:
    """``phrase`` without its predicate and without what leads up to the thing."""
    phrase = phrase.strip(" ，、”")
    while True:
        m = _PREDICATE.search(phrase)
        if m is None or not m[0]:
            break
        phrase = phrase[: m.start()].rstrip()
    upon = _UPON_IT.search(phrase) or _SHARE_NOUN.search(phrase)
    if upon is not None:
        return upon["base"]
    source = _FROM_IT.search(phrase)
    if source is not None:
        return source["base"].rpartition("的")[2] or None
    for m in reversed(list(_BEFORE.finditer(phrase))):
        phrase = phrase[m.end() :]
        break
    phrase = _JOINT.sub("", phrase.strip(" ，、的”"))
    among = _AMONG.fullmatch(phrase)
    if among is not None:
        return among["base"]
    # the head of a long bracket is out of sight
    if phrase.count("（") != phrase.count("）"):
        phrase = phrase[phrase.rfind("）") + 1 :].strip("的 ")
    phrase = _RAISED.sub("", _ENUMERATOR.sub("", _WITHIN.split(phrase)[-1]))
    return phrase if len(phrase) >= 2 and not _NO_THING.search(phrase) else None
