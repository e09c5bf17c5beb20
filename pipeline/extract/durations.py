"""DURATION: lengths of time with unit, bound and what they run from (GUIDELINES, DURATION)."""

from __future__ import annotations

import re
from typing import Final, cast

from pipeline.extract.bounds import read_quantities
from pipeline.extract.measured import measured
from pipeline.extract.quantities import Quantity
from pipeline.extract.types import Context, Duration, DurationUnit

__all__ = ["find_durations"]

#: How far before a length of time what it runs from is looked for.
_WINDOW: Final = 80
_SENTENCE: Final = re.compile(r"[。；\n]")
#: 自受理之日起…, 从毕业当年起…; the nearest before the length counts.
_SINCE: Final = re.compile(
    r"(?P<anchor>[自从在于][^，。；\n自从]{1,40}?(?:之[日时]|当[日天年月]|次[日月年]|[日年月]|时|后))(?:起|开始)"
)
#: How far from 起 the length may stand.
_GAP: Final = 24
_IN_FORCE: Final = re.compile(r"[，、 ]?(?:施行|实施|生效|执行)")
#: 自核准机关出具核准文件2年内: 起 is left out; 距作出之日不少于3个月.
_SINCE_PLAIN: Final = re.compile(r"(?P<anchor>自[^，。；\n自从]{2,40})$")
_AWAY: Final = re.compile(r"(?:距离?|自|从|在)(?P<anchor>[^，。；\n自从距]{2,30}之日)(?:起)?$")
#: 收到修复结论后，应当在2个工作日内: nothing but a modal word stands between the comma and the length.
_MODAL: Final = re.compile(r"(?:应当?|须|必须|可以?|并|原则上|最迟|至少)*(?:在|于)?")
#: 收到申请后…, 在受理后…, 公示期结束之后…
_AFTER: Final = re.compile(r"(?P<anchor>[^，。；：、（）\n]{1,30}?(?:以后|之后|后)) ?(?:的|，)?(?:第)?$")
#: 有效期届满前三十日, 会议召开前…
_AHEAD: Final = re.compile(r"(?P<anchor>[^，。；：、（）\n]{1,24}?(?:以前|之前|(?<![提])前)) ?(?:的|至少|不少于)?$")
#: 有效期届满三十日前, 会议举行七日前
_RUNS_OUT: Final = re.compile(
    r"(?P<anchor>[^，。；：、（）\n]{1,24}?(?:届满|期满|到期|召开|举行|举办|开始|开工|施工|结束|实施|之日|拍卖|[入出离]境|服务|运行|使用|[停歇]业|开庭|"
    r"开幕|考试|选举|审议|表决|爆破|停[水电气]|竣工|验收|启用|变更|离任|销售|生产|开业|作业))的?$"
)
#: 收到仲裁决定书三十日内
_ON_RECEIPT: Final = re.compile(r"(?P<anchor>(?:收到|接到|接获)[^，。；：、（）\n的]{1,24})的?$")
_WITHIN: Final = re.compile(r" ?(?:以内|之内|内)")
_THEN: Final = re.compile(r" ?(?:之前|以前|前)")
_LATEST: Final = re.compile(r"[最至]迟|最晚")
#: Leading words that are no part of what a length of time runs from.
_LEAD: Final = re.compile(
    r"^(?:(?:应当?|须|必须)?(?:最[迟晚]|至[迟少])(?:应当?|须|必须)?(?:在|于)|第[一二三四五六七八九十百千零〇\d]{1,7}条(?:之[一二三四五六七八九十])? ?|并?(?:应当|应|须|可以|可)?(?:在|于)|并|但|且|的|或者|至)+"
)
#: 犬只出生满三个月后十五日内: a length may be part of what another runs from.
_LASTED: Final = re.compile(r"[以之]?后|届满|期满")
_NO_EVENT: Final = re.compile(r"[今此然日先][后前]|之[后前]|以[后前]")
_SUBJECT: Final = re.compile(
    r"^.*?(?:(?:应当|可以|(?<!许)可|应|须|必须)(?:在|于|自)|(?:期|期限|时间|时限)为|(?:应当|可以|应|须|必须)向[^，]{2,12}(?:提供|提交|报送|缴纳|支付)"
    r"|(?:部门|机构|机关|单位|企业|法院|中心|用户|公司|成员|人|方|者)在(?=[^，]{2,}[后前]$)|.*[并且]于(?=[^，]{2,}[后前]$)|.*[和或及](?=产[后前]$))"
)


def find_durations(text: str, context: Context) -> list[Duration]:
    """Every DURATION mention of clean ``text``, in order."""
    tight = measured(text)
    out: list[Duration] = []
    floor = 0
    for q in read_quantities(tight.text):
        since, floor = floor, q.word_end
        if q.kind != "time":
            continue
        start, end = tight.back(q.start, q.end)
        out.append(
            Duration(
                start=start,
                end=end,
                text=text[start:end],
                min=q.low,
                max=q.high,
                bound=q.bound,
                unit=cast(DurationUnit, q.unit),
                anchor=_anchor(tight.text, q, since),
                min_inclusive=q.low_in,
                max_inclusive=q.high_in,
                needs_review=q.review is not None,
                review_reason=q.review,
            )
        )
    return out


def _of_its_own(text: str, q: Quantity, since_word: int, event_end: int) -> bool:
    """The 5年 of 自公布之日起30日后施行，有效期5年: another length runs from the day, and a clause parts them."""
    return event_end < since_word and "，" in text[since_word : q.word_start] and not _WITHIN.match(text, q.end)


def _anchor(text: str, q: Quantity, since_word: int) -> str | None:
    """What the length runs from, as said (自受理之日, 收到申请后), or None; ``since_word`` is where the value before it ends."""
    # 至迟在开庭前三个月: the event stands between the word and the number
    latest = _LATEST.match(text, q.word_start, q.start) is not None
    start, end = max(0, q.start - _WINDOW), q.start if latest else q.word_start
    for stop in _SENTENCE.finditer(text, start, end):
        start = stop.end()
    window = text[start:end]
    if "起" in window or "开始" in window:
        since = next(reversed(list(_SINCE.finditer(window))), None)
        if since is not None and len(window) - since.end() <= _GAP and not _IN_FORCE.match(window, since.end()):
            nearer = _AFTER.search(window, max(since.end(), since_word - start, window.rfind("，") + 1))
            if nearer is not None:  # 自登记之日起九十日内不交易，经催告后七日内
                return _LEAD.sub("", nearer["anchor"])
            return None if _of_its_own(text, q, since_word, start + since.end()) else since["anchor"].lstrip("在于")
    ahead = _THEN.match(text, q.end) is not None
    cut = max(window.rfind(c) for c in "，、：（）")
    if not _LASTED.match(text, since_word):
        cut = max(cut, since_word - start - 1)
    phrase = window[cut + 1 :]
    if not ahead and window[cut - 1 : cut + 1] == "后，" and _MODAL.fullmatch(phrase):
        phrase = window[max(window.rfind(c, 0, cut) for c in "，、：（）") + 1 : cut]
    for mark, pattern in (("", _RUNS_OUT),) if ahead else (("后", _AFTER), ("前", _AHEAD)):
        found = pattern.search(phrase) if mark in phrase[-6:] else None
        if found is not None:
            anchor = _LEAD.sub("", _SUBJECT.sub("", found["anchor"]))
            return None if not anchor or _NO_EVENT.fullmatch(anchor) else anchor
    away = _AWAY.search(phrase)
    if away is not None:
        return away["anchor"]
    if "自" in phrase and _WITHIN.match(text, q.end) and (plain := _SINCE_PLAIN.search(phrase)):
        return plain["anchor"]
    if "到" in phrase and _WITHIN.match(text, q.end):
        received = _ON_RECEIPT.search(phrase)
        return received["anchor"] if received is not None else None
    return None
