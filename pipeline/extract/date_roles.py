"""What the text says of a date: the rules by which its role is read from the words beside it.

Roles mean what ``gold/GUIDELINES.md`` says. Each rule is a pattern with its reason; the first that fits decides, in
the order of ``role_of``: a word glued to the date before one further off, because 2022年底前发布 is a target and no
publication.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.extract.types import DateRole, Granularity


class Setting(NamedTuple):
    """A date in its paragraph.

    ``left`` is the paragraph up to the date, ``right`` from its end to the next date, neither with the words of
    titles 《…》; ``in_title`` says that it stands inside one.
    """

    left: str
    right: str
    first: dt.date
    last: dt.date
    granularity: Granularity
    in_title: bool
    after_start: bool  # an effective_from stands before it in its sentence
    own_date: dt.date | None


# The labels of web pages, tables and lists: 印发日期：2021-10-25, 完成时限：2025年12月底
_LABELS: Mapping[DateRole, str] = {
    "promulgated": "(?:印发|发布|公布|颁布|成文|发文|签发|公开|发稿)(?:日期|时间)",
    "effective_from": "(?:施行|实施|生效|执行)(?:日期|时间)",
    "effective_to": "(?:失效|终止|到期)(?:日期|时间)",
    "repealed": "废止(?:日期|时间)",
    "adopted": "(?:通过|批准)(?:日期|时间)",
    "target": "(?:完成|办理|整改|推进|落实|达标)?(?:时限|(?<!执行)(?<!实施)(?<!施行)(?<!有效)(?<!适用)期限)|(?:完成|整改|推进|达标|截止)(?:时间|日期)(?:节点)?|时间节点",
}  # fmt: skip
_LABEL = re.compile("(?:" + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items()) + ")[：为是]? ?$")

_FROM_ZERO = "(?:（[^（）]{1,12}）)?(?:零时|零点|[0O]时|24时|24:00|00:00)?"
# 自X起施行, 于X生效, X起在全市范围实施; up to twelve characters of place or object may stand between
_STARTS = re.compile(
    f"^{_FROM_ZERO}(?:起|开始|之日起)?(?:正式|全面|统一|同时|分别|同步)?(?:施行|实施|生效|试行|执行|实行)"
    f"|^{_FROM_ZERO}(?:起|开始)[^，。；、：]{{1,12}}?(?:施行|实施|生效|试行)(?![办方细计规项])"
)
_IN_FORCE = re.compile(f"^{_FROM_ZERO}(?:止|期间)(?:施行|实施|执行|试行|有效)")
_STOPS = re.compile(
    f"^{_FROM_ZERO}起?，?(?:同时|自动|自行|一并)?(?:停止(?:执行|施行|实施)|废止|予以废止|终止(?:执行|施行|实施)|不再(?:执行|施行|适用)|宣布失效)"
)
_LAPSES = re.compile(f"^{_FROM_ZERO}起?(?:自动|自行)?(?:失效|届满|到期)")
_TERM = re.compile(
    "(?:有效期|试行期|施行期|执行期|实施期|适用期|有效期限|试行期限|执行期限|实施期限)[^，。；]{0,8}(?:至|到|止于|截止|为止|截至|：|为)$"
    "|(?:施行|实施|执行|试行|适用|有效|延续|延期|延长|顺延|延用|沿用)(?:期限|时间)?(?:截止|截至)?(?:至|到)$"
)
_TERM_FROM = re.compile("(?:有效期|试行期|施行期|执行期|实施期|有效期限)(?:限)?(?:为|自|从|：)?$")
_UNTIL = re.compile("(?:至|到|截至|截止到?)$")
_ENDS = re.compile("^(?:止|失效|废止|终止)")

_BY = re.compile("(?:根据|依据|按照|依照)(?:了|于|在)?(?:上海市人民政府|国务院)?$")
_AMENDS = "修正|修改|修订"
_EVENTS = re.compile(
    # 通过 of a body's vote, not the preposition (通过改革实现)
    "(?P<adopted>(?:会议|大会|委员会|常委会|人大|政府|审议|讨论|表决|审核|修订)[^，。；]{0,16}通过(?![^，。；）]{2,}(?:方式|机制|手段|等))"
    "|^[^，。；]{0,30}通过(?=[，。；）的]|$|自|，现予|，根据)|批准|审议通过)"
    f"|(?P<amended>{_AMENDS}|^(?:删除|增补))"
    "|(?P<promulgated>公布|发布|颁布|颁发|印发|签发|下发|发出|公告|签署|发文|批转|转发)"
    "|(?P<repealed>废止)"
)
_HERALD = re.compile("(?:到|至|力争|争取|确保|最晚应?|最迟(?:不得晚)?|不晚|不迟)[于在]?$")
# 到2025年 opens a clause or follows a word of purpose; 增长至2020年的 and 截至2020年 tell of what is
_AIM = re.compile(
    "(?:^|[，。；、：（“”‘’！？ —]|力争|争取|确保|预计|目标|规划|以及|并|和|即|其中|及|要|，使|总体|原则上|后)(?:力争|争取|确保)?[到至]$"
)
# no law in force sets a goal for a year before this one
_LONG_AGO = 1979
_SO_FAR = re.compile("(?:截至|截止|截止到|截至到|截止至)$")
# 2000年前后 is about then
_BEFORE = re.compile("^(?:年|\\d{1,2}[时点:：](?:\\d{2}分?)?)?(?:之|以)?前(?!后)")
_WITHIN = re.compile("^(?:年)?(?:以|之)?内")
# 1993年12月31日前已批准设立的企业, 2012年1月1日前领取的: what was before
_PAST = re.compile(
    "^(?:年)?(?:之|以)?前(?:[^，。；]{0,6}?(?:已|曾|未)|，已|[^，。；]{0,25}的(?:$|[^，。；]))|^(?:之|以)?前参加(?:工作|革命)|^(?:之|以)?前(?:出[版生厂]|参加|入[伍职学]|毕业|领取|取得|购[买置]|登记|注册|发生|签订|建成投)[^，。；]{0,24}的"
)
# 到2013年12月31日，登记的助动车均已达到报废年限
_DONE = re.compile("^，?[^。；，]{0,24}(?:[均都]已|已经|已达|已完成|已停止|已有)")
# 自2025年10月15日起，全天禁止…
_FROM = re.compile("[自从]$")
_MEASURE = re.compile("^起，[^，。；]{0,10}?(?:禁止|限制|取消|停止|暂停|恢复|实行|实施|施行|执行|启用|不再)")
# 计划2024年第四季度开工
_PLANNED = re.compile("(?:计划|预计|拟|争取|力争|确保)[于在]?$")
_DOING = re.compile(
    "^(?:全面|正式|全部|基本|主体)?(?:开工|动工|建成|完成|完工|竣工|投产|投用|投入|启动|通车|开通|运营|交付|达产|实现|开园|启用)"
)
_GOAL = re.compile("达到|控制在|实现|建成|力争|完成|基本|规划|目标|形成|建立|推出|突破|提高到|提升")
_SURE_GOAL = re.compile("控制在|力争|规划|目标|预期|将|达到|建成|翻一番")
_GOAL_COMMA = re.compile("^(?:，|：|左右，|时，)")

_BODY_END = "(?:政府|办公厅|办公室|委员会|[委局厅部署院行会办社]|中心|支队|总队|大队|指挥部|领导小组)"
_SIGNED = re.compile(rf"(?:^|[。！？：；”] ?)[^，。；：、《》（）]{{1,60}}{_BODY_END}(?:（[^（）]{{1,4}}）)? ?$")
_DATED_LINE = re.compile("^[ （(]*$")
_REST_OF_LINE = re.compile("^[ ）)]*$")
_VERB = re.compile(f"会议|通过|批准|{_AMENDS}|施行|实施|废止")
_AMENDED = re.compile(_AMENDS)
_PASSED_AMENDED = re.compile(f".{{0,40}}(?:{_AMENDS})通过")
# where the words that tell of an event end
_DAY_ENDS, _OTHER_ENDS = re.compile("[。；]"), re.compile("[。；（）]")
# the day of an event is told of at any length, a month or year only close by: 2021年第一批…情况表 is no publication
_REACH = {"day": 120, "month": 36, "quarter": 0, "half": 0, "year": 24}


def role_of(at: Setting) -> DateRole:
    """The role of one date, by the words around it; ``other`` where they say nothing."""
    if at.in_title:
        return "other"
    if label := _LABEL.search(at.left[-12:]):
        return next(role for role in _LABELS if label[role])
    return _force(at) or _signature(at) or _aim(at) or _event(at) or "other"


def _force(at: Setting) -> DateRole | None:
    """Entry into force and its end."""
    tail = at.left[-24:]
    if at.after_start and _UNTIL.search(tail):
        return "effective_to"
    if _STOPS.match(at.right):
        return "repealed"
    if _TERM.search(tail) or _LAPSES.match(at.right):
        return "effective_to" if at.first == at.last or at.granularity != "day" else "effective_from"
    if _TERM_FROM.search(tail) and at.first != at.last:
        return "effective_from"
    if _UNTIL.search(tail) and _ENDS.match(at.right) and any(word in tail for word in ("施行", "实施", "有效")):
        return "effective_to"
    if _STARTS.match(at.right) or (at.first != at.last and _IN_FORCE.match(at.right)):
        return "effective_from"
    if _MEASURE.match(at.right) and _FROM.search(tail) and at.granularity == "day":
        return "effective_from"
    return None


def _signature(at: Setting) -> DateRole | None:
    """The date under a signature, alone on its line or after the body that signs; （2023年10月24日） under a title."""
    if at.granularity != "day" or at.first != at.last:
        return None
    if _DATED_LINE.match(at.left) and _REST_OF_LINE.match(at.right):
        return "promulgated"
    if _SIGNED.search(at.left[-70:]) and not _VERB.search(at.right[:12]):
        return "promulgated"
    return None


def _past(at: Setting) -> bool:
    return at.own_date is not None and at.last < at.own_date


def _aim(at: Setting) -> DateRole | None:
    """What is to be reached by then, or, where the words rule out an event too, other."""
    tail = at.left[-12:]
    if _SO_FAR.search(tail) or at.right.startswith(("期间", "以来")):
        return "other"
    if _BEFORE.match(at.right):
        if at.last.year < _LONG_AGO:
            return "other"
        return "other" if _past(at) or _PAST.match(at.right) else "target"
    if _AIM.search(tail) or (_HERALD.search(tail) and tail.endswith(("于", "在"))):
        return "other" if _past(at) or _DONE.match(at.right) else "target"
    if _PLANNED.search(tail) and _DOING.match(at.right):
        return "target"
    if at.right.startswith(("起，", "起每", "末以来", "之后", "以后", "后")):
        return "other"
    if at.first == at.last and at.granularity == "day":
        return None
    if _WITHIN.match(at.right) and not _past(at):
        return "target"
    clause = at.right[:60].split("。")[0]
    if _GOAL_COMMA.match(at.right) and (_SURE_GOAL.search(clause) or (at.own_date and _GOAL.search(clause))):
        return "other" if _past(at) else "target"
    return None


def _event(at: Setting) -> DateRole | None:
    """What happened on that day: the first telling verb after it in its sentence."""
    if at.right.startswith("起") or (at.first != at.last and at.granularity == "day"):
        return None
    ends = _DAY_ENDS if at.granularity == "day" else _OTHER_ENDS
    span = ends.split(at.right[: _REACH[at.granularity]], maxsplit=1)[0]
    if _BY.search(at.left[-16:]):
        # 根据X年X月X日…令第52号公布的《…决定》修正: the last word says what was done to this text
        if _AMENDED.search(span):
            return "amended"
        if "批准" in span:
            return "adopted"
        if "废止" in span:
            return "repealed"
    found = _EVENTS.search(span)
    if found is None:
        return None
    role: DateRole = next(r for r in ("adopted", "amended", "promulgated", "repealed") if found[r])
    if role == "adopted" and _PASSED_AMENDED.match(span):
        return "amended"
    return role
