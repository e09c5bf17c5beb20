"""MONEY: sums with currency, bound and what they are paid or counted by (GUIDELINES, MONEY)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.extract.bounds import read_quantities
from pipeline.extract.conditions import find_condition, find_labelled_condition, find_shared_condition
from pipeline.extract.listings import LISTED, listed_runs
from pipeline.extract.measured import measured
from pipeline.extract.quantities import Quantity
from pipeline.extract.table_amounts import find_table_sums
from pipeline.extract.tight import Tight
from pipeline.extract.types import Amount, Condition, Context

__all__ = ["find_amounts"]

#: Units a sum is paid or counted by that stand for themselves.
_UNITS: Final = (
    "人次|人天|人日|人月|人公里|人|生|学年|学期|年度|年|月|日|天|晚|夜|小时|学时|课时|平方米|㎡|m²|m2|平方公里|立方米|标准箱|标箱|公里|千米|米|亩|公顷|"
    "吨公里|吨|吉焦|公斤|千克|克|千瓦时|千瓦|平米|升|车次|架次|航次|班次|班|车(?![位间道船辆])|股|户|度|次|期|床位|床|里"
)
#: Classifiers: what they count is the unit where it is said (每个单位 -> 单位), else they are (每家 -> 家).
_CLASSIFIERS: Final = "个|家|名|位|项|件|套|台|辆|张|条|只|头|株|棵|篇|部|集|场|批|份|间|座|处|栋|幅|宗|笔|例|单|羽|艘|架|所|门|桩|组|层|箱|片|块|支|口|节|种|类|列"
#: A verb, a bound word or another 每 ends what is counted.
_NO_NOUN: Final = (
    r"(?!给予|予以|按|不|最|可|每|累计|择优|分[别档级]|补[贴助]|奖励|资助|支持|处|罚|收[取费]|缴|发[放给]|一次|合计|在|由|应|年|月|总|限|平均|超|原则|"
    r"额|的|为|以|约|给|安排|核|拨|享|提供|投资(?!者|人)|投入|标准|上限|贷款|借款|金额|资金|费用|经费|担保|授信|验证|人身|自带|成本|对|并|且|达|低于|高于)"
)
#: Nouns that end what is counted, whatever follows (每个项目择优, 单台装备验证).
_HEAD: Final = (
    r"项目|企业|单位|机构|平台|团队|车辆|机动车(?:位|停车位|泊位)?|车位|泊位|家庭|学校|街镇|社区|园区|站点|奖项|课题|品种|产品|作品|活动|展会|投资者|投资人|旅客|劳动者|人员|专家|"
    r"基地|中心|实验室|装备|设备|材料|案件|车间|工厂|场馆|景区|院校|药品|器械|学生|职工|个人|合作社|农场|床位|学位|墓穴|候车亭"
)
#: What is counted after a classifier, whole where it ends in a known noun, else to the next verb.
_NOUN: Final = re.compile(
    rf"(?:{_NO_NOUN}[\u4e00-\u9fff]){{0,8}}?(?:{_HEAD})(?:单位|企业|团队|主体|机构)?|(?:{_NO_NOUN}[\u4e00-\u9fff]){{1,8}}"
)
_EACH: Final = re.compile(
    rf"(?:每|(?<![简名清菜订])单(?=[个户家笔人台套]))"
    r"(?!逢|当|隔|上|下)"
    # 每聘用一人, 每增加1个泊位, 每处理1吨, 每满1年
    rf"(?:(?:(?![年月日天人户家亩个名位]|[张间座台辆套]\S)(?:(?!每)[\u4e00-\u9fff]){{2,3}}(?:一|1(?!\d))|满(?:一|1(?!\d)))"
    rf"(?:(?P<one>{_UNITS}|名|位|台|辆|套|个月)|(?P<each>{_CLASSIFIERS}))"
    rf"|(?P<half>半(?:个?小时|年|个?月|天|日))|一?(?P<things>{_HEAD})|一?(?:\d+|[十百千万]+)?(?:(?P<unit>{_UNITS})|(?P<classifier>{_CLASSIFIERS}))"
    rf")"
)
_MEAN: Final = re.compile(
    r"(?P<before>(?<![全上去当本今])[年月](?!度))?(?P<unit>[人户亩生])均(?!衡)(?P<after>[年月日](?!度))?"
)
#: 年度奖励20万元 is paid by the year; the 上年度 of 上年度补贴 is a date.
_YEARLY: Final = re.compile(
    r"(?<![上下本前该一当\d])年度(?:最高|累计|总额|限额|奖励|补[贴助]|资助|支持|扶持)[^，。；：\n]{0,12}$"
)
#: 每户低于500元的，按500元发放: the second sum is counted as the first.
_INSTEAD: Final = re.compile(r"的，(?:则|均|都)?按照?$")
_AFTER: Final = re.compile(
    rf" ?(?:/|每) ?（?[十百千万]?(?P<first>{_UNITS}|{_CLASSIFIERS})"
    rf"(?P<more>(?: ?[·•./*×] ?|每)(?:{_UNITS}|{_CLASSIFIERS}))?(?P<last>(?: ?[·•./*×] ?|每)(?:{_UNITS}|{_CLASSIFIERS}))?"
)
_JOINT: Final = re.compile(r"[ ·•./*×每]")
#: Not the bracket of 每台（套）.
_STOP: Final = re.compile(
    r"[，。；：\n]|（(?![\u4e00-\u9fff]{1,2}）)|(?<!（[\u4e00-\u9fff])(?<!（[\u4e00-\u9fff]{2})）"
)
#: A cap after a comma is by the same time as what it caps: 每年给予30%补贴，最高50万元.
_CAP: Final = re.compile(r"，(?:且|但|并)?(?:最[高多低]|不超过|不得超过|不低于|上限|封顶|累计|合计|总额)[^，。；\n]*$")
_SENTENCE: Final = re.compile(r"[。\n]")
_RATE: Final = re.compile(r"标准|价格|收费|费用|补[贴助]|奖励|租金")
_TIMES: Final = frozenset({"年", "月", "日", "天", "学年", "学期", "年度"})
_ONCE: Final = re.compile(r"一次性")


def find_amounts(text: str, context: Context) -> list[Amount]:
    """Every MONEY mention of clean ``text``, in order. ``context`` decides nothing here: 元 is always CNY."""
    tight = measured(text)
    values = read_quantities(tight.text)
    places = [i for i, q in enumerate(values) if q.kind == "money"]
    found = [values[i] for i in places]
    out: list[Amount] = []
    shared = _shared_out(tight.text, found)
    for i, (place, q) in enumerate(zip(places, found, strict=True)):
        previous = (found[i - 1], out[i - 1]) if i else None
        start, end = tight.back(q.start, q.end)
        out.append(
            Amount(
                start=start,
                end=end,
                text=text[start:end],
                currency=q.unit,
                min=q.low,
                max=q.high,
                bound=q.bound,
                per=shared.get(i) or _per(tight.text, q, previous),
                condition=_condition(text, tight, values, place),
                min_inclusive=q.low_in,
                max_inclusive=q.high_in,
                needs_review=q.review is not None,
                review_reason=q.review,
            )
        )
    return _with_tables(text, out)


def _with_tables(text: str, out: list[Amount]) -> list[Amount]:
    """``out`` with the sums of tables whose unit is said once, in order."""
    tables = [
        Amount(
            start=s.start,
            end=s.end,
            text=text[s.start : s.end],
            currency=s.currency,
            min=s.value,
            max=s.value,
            bound="exact",
            per=s.per,
            needs_review=s.review is not None,
            review_reason=s.review,
        )
        for s in find_table_sums(text)
    ]
    if not tables:
        return out
    taken = {at for m in out for at in range(m.start, m.end)}
    return sorted(out + [m for m in tables if m.start not in taken and m.end - 1 not in taken], key=lambda m: m.start)


def _condition(text: str, tight: Tight, values: tuple[Quantity, ...], place: int) -> Condition | None:
    before = values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    q = values[place]
    if before is not None and before.kind == "percent" and tight.text[before.word_end : q.word_start] == "、":
        # 给予不超过总投资20%、最高300万元 is one grant
        q, before = before, values[place - 2] if place > 1 else None
    span = find_condition(tight.text, q, before, after if q is values[place] else None)
    if span is None:
        span = find_shared_condition(tight.text, values, place) or find_labelled_condition(tight.text, values, place)
    if span is None:
        return None
    start, end = tight.back(*span)
    return Condition(start, end, text[start:end])


def _per(text: str, q: Quantity, previous: tuple[Quantity, Amount] | None) -> tuple[str, ...]:
    """What the sum is paid or counted by: said after it (元/平方米), or before it in its clause (每人每年)."""
    after = _AFTER.match(text, q.end)
    if after is not None:
        said = tuple(_JOINT.sub("", p) for p in (after["first"], after["more"], after["last"]) if p)
        # 亩均税收10万元/年
        before = () if set(said) - _TIMES else _units(text, _own_start(text, q, previous), q.start)
        return before + said if before and not set(before) & _TIMES else said
    begin = _clause_start(text, q.start)
    own = _units(text, _own_start(text, q, previous), q.start)
    if own:
        return own
    if previous is not None and previous[0].end > begin:
        return () if _ONCE.search(text, previous[0].end, q.start) else previous[1].per
    if previous is not None and q.start - previous[0].end < 8 and _INSTEAD.search(text, previous[0].end, q.start):
        return previous[1].per
    if _CAP.search(text, max(0, begin - 1), q.start):
        earlier = _clause_start(text, max(0, begin - 1))
        return tuple(u for u in _units(text, earlier, begin) if u in _TIMES)
    return _heading_units(text, q.start)


def _own_start(text: str, q: Quantity, previous: tuple[Quantity, Amount] | None) -> int:
    """Where what is said of ``q`` alone begins."""
    begin = _clause_start(text, q.start)
    return begin if previous is None else max(begin, previous[0].end)


def _heading_units(text: str, end: int) -> tuple[str, ...]:
    """The units said once for a list (每月每平方米租金补贴标准是：甲区为110元，乙区为85元)."""
    colon = text.rfind("：", max(0, end - 240), end)
    if colon < 0 or _SENTENCE.search(text, colon, end):
        return ()
    begin = _clause_start(text, colon)
    return _units(text, begin, colon) if _RATE.search(text, begin, colon) else ()


def _clause_start(text: str, end: int) -> int:
    at = max(0, end - 80)
    for m in _STOP.finditer(text, at, end):
        at = m.end()
    return at


def _units(text: str, start: int, end: int) -> tuple[str, ...]:
    out = [said for said, _, _ in _each(text, start, end)]
    mean = _MEAN.search(text, start, end)
    if mean and not set(out) - _TIMES:
        parts = [unit for unit in mean.group("before", "unit", "after") if unit]
        out = parts + out
    if not out and _YEARLY.search(text, start, end):
        out.append("年")
    return tuple(dict.fromkeys(out))


def _each(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What each 每 before a sum counts, and where it stands: 年 of 每年, 团队 of 每个团队."""
    for m in _EACH.finditer(text, start, end):
        said, stop = m["unit"] or m["half"] or m["things"] or m["one"], m.end()
        if said is None:
            noun = _NOUN.match(text, m.end(), end)
            said, stop = (noun[0], noun.end()) if noun else (m["classifier"] or m["each"], stop)
        yield said, m.start(), stop


def _shared_out(text: str, found: Sequence[Quantity]) -> dict[int, tuple[str, ...]]:
    """By place in ``found``, what is counted where it is shared out: 分别给予每家企业、每个团队每年30万元、10万元."""
    out: dict[int, tuple[str, ...]] = {}
    for run in listed_runs(text, [(q.start, q.end) for q in found]):
        start = found[run[0]].start
        begin = _clause_start(text, start)
        if len(run) == 1 or "分别" not in text[begin:start]:
            continue
        each = list(_each(text, begin, start))
        joined = [i for i, one in enumerate(each[:-1]) if LISTED.fullmatch(text, one[2], each[i + 1][1])]
        if len(joined) == len(run) - 1 and joined == list(range(joined[0], joined[0] + len(joined))):
            words = [one[0] for one in each]
            for i, place in enumerate(run):
                out[place] = (*words[: joined[0]], words[joined[0] + i], *words[joined[-1] + 2 :])
    return out
