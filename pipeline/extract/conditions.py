"""Whom or which case a sum is for: 首次达标的企业 of 对首次达标的企业给予30万元, 情节严重的 of 情节严重的，处一万元罚款.

Only where the words leave no doubt which sum belongs to which case: one case, a verb of giving or punishing, and the sum
right after it; or as many cases as sums shared out over them (对一等奖、二等奖分别给予). A sum coordinated with another
otherwise, one that is itself part of a case (货值金额不足一万元的) and one after another sum have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.extract.quantities import Quantity

__all__ = ["find_condition", "find_labelled_condition", "find_shared_condition"]

#: How far before the sum its sentence may begin: a longer one is not looked through.
_WINDOW: Final = 240
_STOP: Final = re.compile(r"[。；：\n]")
_SHARED: Final = re.compile(r"分别|依次|各自|[、和或]")
_GIVE: Final = r"(?:给予|予以|增加|增发|加发|奖励|奖补|补贴|补助|资助|支持|发放|拨付|安排|处以?|并处以?|罚款|按照?)"
_ADVERB: Final = r"(?:并且?|可以?|还|应当|再|另外?|额外|一次性|择优|直接|累计|原则上|按照?规定|经[认评审][定估核]后?|市级?财政|区级?财政|每[年月人户家]|每个[\u4e00-\u9fff]{2})"
#: From the head of the clause to the sum: 并处, 可以处, 一次性给予, 由公安机关处, 给予其.
_LEAD: Final = re.compile(
    rf"(?:由[^，。；：\d]{{2,40}}?|[省市区县州]级?(?:层面|财政|政府|级))?{_ADVERB}{{0,4}}{_GIVE}(?:一次性|每[^，。；：\d]{{1,6}}|其|该?企业|该?单位|人民币|总额|金额|为|的|奖励|补[贴助]|资助|支持|资金|罚款|以){{0,4}}"
)
#: 对X给予 within one clause.
_TOWARDS: Final = re.compile(
    rf"(?:其中)?(?:并|可以?|凡是?|另|再)?对于?(?![应照外接口])(?P<case>[^，。；：\d]{{2,60}}?)，?(?P<lead>{_LEAD.pattern})"
)
#: 对X, a clause by itself before the verb's; 对应 and the like are other words.
_TOWARDS_CLAUSE: Final = re.compile(r"(?:其中)?(?:并|凡是?|另|再)?对于?(?![应照外接口])(?P<case>[^，。；：]{2,60})$")
_GIVEN: Final = re.compile(r"给予|予以|处(?=[\d一二三四五六七八九十百以])|并处")
#: 带动就业的，每人2000元
_EACH: Final = re.compile(r"每[^，。；：\d]{1,8}")
#: 三级医院1000元、二级医院600元: labels of one kind, each right before its sum.
_LABEL: Final = re.compile(
    r"(?:^|[，、；：。（\n])(?P<label>(?:(?![处罚给奖补投达超收按])[^，。；：、（）\d\n]){1,14}?"
    r"(?P<kind>级|类|档|等奖|名|医院|机构|企业|单位|项目|[省市区县州旗]|镇|街道|地区|人员|家庭|户|学校|高中|初中|小学|幼儿园|本科|硕士|博士|研究生"
    r"|人才|以上|以下|平台|基地|中心|车|型|者|[工师]|职称|[周]?岁|的))(?:为|是)?$"
)
_NEAR: Final = 8
#: 情节严重的处…, the comma left out.
_JOINED_CASE: Final = re.compile(rf"(?P<case>[^，。；：]{{2,60}}?的)(?P<lead>{_LEAD.pattern})")
#: What may stand between a case and the clause with the sum: 由…责令改正，没收违法所得，
_BETWEEN: Final = re.compile(
    r"(?:由|责令|予以|给予(?:警告|通报)|处(?:以)?警告|警告|没收|并|可以?|应当|吊销|暂扣|撤销|责成|除|依法|限期|根据|按照|结合|经)[^，]{0,40}$"
)
#: A case after a comma is whole only where it begins so.
_HEAD: Final = re.compile(
    r"情节|逾期|拒不|货值金额|造成|构成|(?:没?有|无)违法所得|违法所得|首次|经[认评]|产生|年[产销营]|被认定|获得?评?|属于|入选|连续"
)
#: What leads up to a case in the clause before it, and belongs to it: 违反本条例第十条规定，未取得许可的，
_UNDER: Final = re.compile(r"违反[^，]{2,50}$|有下列[^，]{2,40}$")
#: 经营者违反本办法第十五条规定，: what follows up to 的 is one case, whatever commas it has.
_BREACH: Final = re.compile(r"[^，。；：]{0,40}违反[^，]{2,80}，")
#: A breach is answered, or another case has begun: what follows is a case of its own (…的，由主管部门责令改正；逾期不改正的).
_ANSWERED: Final = re.compile(r"[的者]，|责令|警告|没收|吊销|罚款|处以?[\d一二三四五六七八九十百千万]|，由|予以|追究")
#: Cases that sums are shared out over: 对一等奖、二等奖分别给予.
_SHARED_OUT: Final = re.compile(
    r"(?:^|[，：])(?:(?:其中|并|再|另)?对于?)?(?:按照?其?)?(?P<cases>[^，。；：]{2,90}?)(?:[两二三四五\d]个(?:档次|等次|档|类别|级别))?(?:，[^，、。；：]{0,8}?)?(?:分别|依次)[^，。；：\d、]{0,12}$"
)
#: 分别按每人、每户500元、1000元发放，…分别补助: what was paid before is no case.
_PAID_BEFORE: Final = re.compile(r"分别|(?:发放|奖励|补[贴助]|资助|罚款|给予)$")
_ONE_EACH: Final = re.compile(r"分别|依次")
_PART: Final = re.compile(r"(?:(?!、|和|以及|或者?)[^（）]|（[^（）]*）)+")
_COORDINATED: Final = re.compile(r" ?(?:、|和|或者?|以及) ?")
_MOST: Final = 12
#: Numbers of provisions before a case.
_NUMBER: Final = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十])?|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[.、）]) ?"
)
#: Says no more than what was said before.
_PRONOUN: Final = re.compile(r"其$|此$|[^，]{0,4}(?:上述|前[款项述]|以上)(?:行为|情形|企业|单位)?的?$")


def find_condition(text: str, q: Quantity, before: Quantity | None, after: Quantity | None) -> tuple[int, int] | None:
    """The span of the case that ``q`` is for, where that is plain, else None.

    ``before`` and ``after`` are the values next to it.
    """
    if after is not None and after.start - q.word_end <= 2 and _SHARED.match(text, q.word_end):
        return None
    start = _sentence(text, q.word_start)
    if start is None:
        return None
    head = text.rfind("，", start, q.word_start) + 1 or start
    if before is not None and before.end > head:
        return None
    span = _in_clause(text, head, start, q) or _before_clause(text, head, start, q, before)
    if span is None:
        return None
    number = _NUMBER.match(text[span[0] : span[1]])
    first = span[0] + (number.end() if number else 0)
    first += text.startswith("对违反", first)
    if (
        span[1] - first < 2
        or text[first] == "每"
        or _PRONOUN.match(text[first : span[1]])
        or "分别" in text[first : q.start]
    ):
        return None
    return first, span[1]


def _sentence(text: str, end: int) -> int | None:
    """Where the sentence of ``end`` begins; None where that is too far away."""
    low = max(0, end - _WINDOW)
    start = None if low else 0
    for stop in _STOP.finditer(text, low, end):
        start = stop.end()
    return start


def _in_clause(text: str, head: int, start: int, q: Quantity) -> tuple[int, int] | None:
    """对首次达标的企业给予30万元; 情节严重的处一万元."""
    towards = _TOWARDS.fullmatch(text, head, q.word_start)
    if towards is not None:
        return towards.span("case")
    joined = _JOINED_CASE.fullmatch(text, head, q.word_start)
    if joined is not None and (head == start or _HEAD.match(text, head)):
        return joined.span("case")
    return None


def _before_clause(text: str, head: int, start: int, q: Quantity, before: Quantity | None) -> tuple[int, int] | None:
    """The case in a clause of its own before the one with the sum: 情节严重的，由公安机关处一万元."""
    if head == start or not (_LEAD.fullmatch(text, head, q.word_start) or _EACH.fullmatch(text, head, q.word_start)):
        return None
    if before is not None and before.kind == "money" and start < before.word_end:
        # what was punished before is no part of this case
        start = max(start, text.find("，", before.word_end, head - 1) + 1)
    end = head - 1
    for _ in range(4):
        first = text.rfind("，", start, end) + 1 or start
        towards = _TOWARDS_CLAUSE.match(text, first, end)
        if towards is not None and not _GIVEN.search(text, first, end):
            return towards.span("case")
        if text[end - 1] == "的":
            return _whole(text, first, start, end)
        if first == start or (before is not None and before.end > first) or not _BETWEEN.match(text, first, end):
            return None
        end = first - 1
    return None


def _whole(text: str, first: int, start: int, end: int) -> tuple[int, int] | None:
    """The case that ends at ``end``, with what leads up to it; None where its beginning is not plain."""
    head = first == start or _HEAD.match(text, first)
    said = _BREACH.match(text, _skip_number(text, start), first)
    if head and (said is None or _ANSWERED.search(text, said.end() - 1, first)):
        return first, end
    if said is not None:
        return start, end
    lead = text.rfind("，", start, first - 1) + 1 or start
    if lead == start and _UNDER.match(text[_skip_number(text, lead) : first - 1]):
        return lead, end
    return None


def _skip_number(text: str, at: int) -> int:
    number = _NUMBER.match(text[at : at + 12])
    return at + (number.end() if number else 0)


def find_shared_condition(text: str, values: Sequence[Quantity], place: int) -> tuple[int, int] | None:
    """The span of the case of ``values[place]`` where as many cases as sums stand before 分别, else None."""
    first = last = place
    while first > 0 and place - first < _MOST and _next_to(text, values[first - 1], values[first]):
        first -= 1
    while last + 1 < len(values) and last - place < _MOST and _next_to(text, values[last], values[last + 1]):
        last += 1
    if first == last:
        return None
    end = values[first].word_start
    start = _sentence(text, end)
    found = _SHARED_OUT.search(text[start:end]) if start is not None and _ONE_EACH.search(text, start, end) else None
    if found is None or start is None:
        return None
    cases = list(_PART.finditer(found["cases"]))
    if len(cases) != last - first + 1 or _PAID_BEFORE.search(found["cases"]):
        return None
    at = start + found.start("cases")
    case = cases[place - first]
    begin = at + case.start()
    number = _NUMBER.match(case[0])
    # 特等奖、一等奖、二等奖的，分别: 的 is of all of them
    end = at + case.end() - (place == last and case[0].endswith("的"))
    return begin + (number.end() if number else 0), end


def _next_to(text: str, one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and _COORDINATED.fullmatch(text, one.word_end, other.word_start) is not None


def find_labelled_condition(text: str, values: Sequence[Quantity], place: int) -> tuple[int, int] | None:
    """The label right before the sum where the sum beside it has one of the same kind (一等奖50万元、二等奖30万元)."""
    own = _label(text, values, place)
    if own is None:
        return None
    for other, first in ((place - 1, place - 1), (place + 1, place)):
        if 0 <= other < len(values):
            beside = _label(text, values, other)
            near = values[first + 1].word_start - values[first].word_end <= _NEAR + _LONGEST_LABEL
            if near and beside is not None and beside["kind"] == own["kind"] and values[other].kind == "money":
                return own.span("label")
    return None


_LONGEST_LABEL: Final = 18


def _label(text: str, values: Sequence[Quantity], place: int) -> re.Match[str] | None:
    end = values[place].word_start
    floor = values[place - 1].word_end if place else 0
    return _LABEL.search(text, max(floor, end - _LONGEST_LABEL), end)
