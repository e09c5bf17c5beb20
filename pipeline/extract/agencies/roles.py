"""What a body does where it is named: leads, answers for, takes part, issues, is addressed; whether it orders or fines.

Bodies that are joined (A、B和C) share a role, so roles are read for whole chains, from the words right before the first
and right after the last. A label (责任单位：) gives its role to every body up to the end of its list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.types import AgencyRole

# 责任单位：, 牵头部门和单位：, 责任部门及单位（排名不分先后）： before the colon that ends it
_LABEL = re.compile(
    "(?:(?P<lead>牵头)|(?P<participant>配合|参与|参加|协办|协同|支持|会办|协助)"
    "|(?P<responsible>责任|主办|承办|落实|实施|负责|主责|联系|执行))(?:责任)?(?:市级)?"
    "(?:单位|部门|主体|机构|地区)(?:[和、及与或](?:单位|部门|主体|地区))?(?:（[^（）\n]{1,12}）)?$"
)
# apart, since a pattern that begins with one character is found several times as fast
_COLONS = (re.compile("：(?<=[位门体构区）].)"), re.compile(":(?<=[位门体构区）].)"))
# a whole bracket inside the list ends nothing: 各区县（自治县）政府
_LABEL_END = re.compile("（[^（）\n]{1,30}）|[）)。\n]|完成时[限间]|时间节点|[；;](?=[一-鿿]{2,6}[：:])")
_GAP = re.compile(
    "(?:等)?(?:(?:部门|单位|有关单位|、)*)(?:[、和与及或，；]|以及|或者|，和|，以及|和其他|及其|以及其他|、其他|或者其他|和其|或者?其|及其他|或者?其(?:依法)?(?:授权|委托|指定|所属)的|（|）[、和]|[ \u3000]*){1}"
)
# something that is no public body between two that are: 、中国铁路上海局集团、
_STRANGER = re.compile(
    "、[^，。；：（）\n]{1,18}?(?:、|和|以及|等部门、单位和|（)|等(?:部门|单位)，[^，。；：（）、\n应要由可]{2,10}、"
)
# 、团省委等部门、单位, （以下简称…） between a chain and its verb
_TAIL = "(?:、[^，。；：、（）\n是应将对的要须由]{2,14}(?=、)){0,3}(?:、[^，。；：、（）\n是应将对的要须由]{2,12}?)?(?:等)?(?:(?:有关|相关)?(?:部门|单位|部门、单位|部门和单位|地区|机构)(?:和单位|、单位)?)?(?:（[^（）\n]{1,30}）)?，?"
_ADVERBS = "(?:应当|应|要|须|可以|依法|具体|主要|统一|直接|共同|联合|分别|统筹|会同有关部门|会同|根据需要|切实|全面|各自|作为|为|并|也|均|按职责|做好)*"
_DUTY = "(?:，?(?:按照|按|依照|依据|根据|在)(?:[^，。；：\n]{0,30})(?:职责|分工|职能|权限|要求|职责分工|规定)(?:和[^，。；\n]{1,6})?(?:范围)?(?:内)?，?)?"
_AFTER = re.compile(
    _TAIL
    + _ADVERBS
    + _DUTY
    + _ADVERBS
    + "(?:(?P<lead>牵头)|(?P<participant>(?:予以|积极|主动|协调|做好)?(?:配合|协助|参与|协同)|参加(?=[，。；）)\n的]|$))"
    + "|(?P<responsible>(?:对[^，。；\n]{1,16})?履行(?:以下|下列)[^，。；\n]{0,10}职责|(?:[：:])?负责(?!人)|主管(?!人员|部门|机关)|承担|分工负责|分工落实|组织实施|归口管理|(?:抓好|做好|推进)?落实(?=[，。；）)\n]|$)))"
)
_ISSUES = re.compile(
    "(?:等[0-9一二三四五六七八九十]{1,3}个?(?:部门|单位|部委))?(?:令(?:第|〔|\n|$|（)|公告(?:第|〔|公布|发布|$|\n)|(?:关于(?:(?!的决策|的部署|的要求|的精神|。)[^\n]){2,120}?的?(?:决定|通知|意见|办法|规定|批复|函|公告|方案|措施|决议|解释|批复|通报|通告|报告)"
    "|(?:于?[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?(?:联合|共同|正式|近日)?(?:印发|发布|公布|颁布|颁发|出台|下发)))"
)
# in a history note: 根据2004年7月3日《上海市人民政府关于修改〈…〉的决定》修正
_AMENDED = re.compile("[^《》\n]{2,120}》(?:第[一二三四五六]次)?(?:修正|修订|修改)")
_PASSED = re.compile("[^《》\n]{2,120}》已经")
# between the bodies of an addressee line: 各大企业, 华泾镇, but no verb
_ADDRESSEES = re.compile(
    "(?:[，、；;（）()和及与 \u3000](?:(?!应当|负责|下列|以下|如下|可以|包括|印发|同意|转发|不予|不得)(?:[^。：:是为要按依报经的将请对由应须]|经(?=[济开贸信管])))*)?"
)
# so many characters of others at most stand between two of them
_ADDRESSEES_APART = 40
# 由平安办牵头|信访办、城运中心核查: the one before leads these
_LEFT_PARTICIPANT = (
    "会同",
    "商",
    "联合",
    *(last + "牵头" for last in "局委办部厅门府"),
    *(last + "会" for last in "局厅"),
)
# 由批准该规划的|有关人民政府责令改正
_BY_CLAUSE = re.compile("由[^，。；：由\n]{2,28}的$")
# a body that only says which other one is meant: 由市人民政府指定的部门
_NAMES_ANOTHER = re.compile("(?:依法)?(?:指定|确定|授权|规定|委托|设立|明确)的")
# 由…批准, 由…等部门组成, 由…负责人主持: somebody else acts, or nobody
_NO_DUTY = re.compile(
    _TAIL
    + "(?:批准|(?:授权|委托)(?=[省市县区国本])|(?:任命|选举|指派|委派)的|的?负责人|(?:主要|分管)(?:领导|负责)|代表|全体组成人员|[^，。；\n]{0,24}组成(?!人员)|[^，。；\n]{0,8}会议|[^，。；\n]{0,8}调整为)"
)
# A和B确定的|部门（以下统称…）负责: A shares the duty with the one that B names
_SHARED_DUTY = re.compile(
    "(?:部门|机构|单位|机关)(?:或者(?:部门|机构|单位))?" + _TAIL + "(?:分级|具体|统一)?(?:负责|承担)"
)
_DATED = re.compile("[ \u3000]*(?:[0-9]{4}|二[〇○零一二三四五六七八九O0]{3})年[^\n]{1,6}月[^\n]{1,3}日")
_SANCTION = re.compile(
    "责令|(?<!办事)(?<!管理)处以(?!及|外)|(?<![到惩查])处(?=[一二三四五六七八九十百千万0-9]|违法|所|货值|[^，。；]{0,16}(?:罚款|拘留))|罚款|没收|吊销|暂扣|给予(?:行政)?处罚"
    "|(?:予以|规定|依法|进行)(?:行政)?处罚|予以取缔|给予警告|予以警告|实施(?:行政)?处罚|作出(?:行政)?处罚|处警告|予以查封|责成[^，。；]{0,8}改正"
)
_STRONG_AFTER = re.compile(
    _TAIL
    + "(?:可以|应当|应|有权|依法|并|要|必须|按照[^，。；\n]{1,20}规定|依照[^，。；\n]{1,24}规定|[，、]|视情节|根据情节|同时|及时|对违反[^，。；\n]{2,30}行为，?|按照下列规定"
    "|(?:依据|依照|依|按照|根据)(?:各自|法定)?的?(?:职权|职责|权限)(?:分工|范围)?)*"
    "(?:责令|处以(?!及|外)|处[一二三四五六七八九十百千万0-9违所货]|处罚(?=[。；，]|$)|没收|吊销|暂扣|给予(?:行政)?处罚|予以(?:行政)?处罚|给予警告|予以警告|予以取缔|给予罚款)"
)


# What the patterns above begin with: most of what stands after a chain begins with none of these, and one look says so.
_TAIL_FIRST = "、等有相部单地机（，"
_AFTER_FIRST = frozenset(
    _TAIL_FIRST
    + "应要须可依具主统直共联分会根切全各作为并也均按在"  # adverbs and the duty
    + "牵予积协配参对履：:负承组归抓做推落"
)
_STRONG_FIRST = frozenset(_TAIL_FIRST + "对可应依并要必按视根同及责处没吊暂给予")
_ISSUES_FIRST = frozenset("等令公关于0123456789联共正近印发颁出下")
_NAMES_FIRST = frozenset("依指确授规委设明")


@dataclass(slots=True)
class Chain:
    """Bodies joined by marks and conjunctions: numbers of the first and the last, and their outer offsets."""

    first: int
    last: int
    start: int
    end: int


def chains(text: str, spans: Sequence[tuple[int, int]]) -> list[Chain]:
    """The chains of ``spans``, in order."""
    out: list[Chain] = []
    for number, (start, end) in enumerate(spans):
        if out:
            chain = out[-1]
            gap = start - chain.end
            if gap < 26 and _joined(text, chain.end, start):
                chain.last, chain.end = number, end
                continue
        out.append(Chain(number, number, start, end))
    return out


def _joined(text: str, start: int, stop: int) -> bool:
    """Whether what stands between two bodies joins them."""
    if stop - start <= 1:
        # 能源局等|省有关部门
        return start == stop or text[start] in "、和与及或，； 等"
    if text[start] not in "等部单有、和与及或以，；） ":
        return False
    return bool(_GAP.fullmatch(text, start, stop) or _STRANGER.fullmatch(text, start, stop))


def roles(text: str, spans: Sequence[tuple[int, int]], groups: Sequence[Chain]) -> tuple[list[AgencyRole], list[bool]]:
    """For each span its role and whether it orders or punishes; ``groups`` are their chains."""
    found: list[AgencyRole] = ["other"] * len(spans)
    enforces = [False] * len(spans)
    labelled = _labelled(text, spans, found)
    addressed = _addressed(text, groups)
    line_end = -1
    size = len(text)
    by = -1  # where a chain begins that 由 governs across the one before it (由市政府指定的|部门)
    for place, chain in enumerate(groups):
        if chain.end > line_end:
            line_end = _line_end(text, chain.end)
        governed = by == chain.start or _governed(text, chain, line_end)
        after = text[chain.end] if chain.end < size else ""
        names = _NAMES_ANOTHER.match(text, chain.end, line_end) if after in _NAMES_FIRST else None
        by = names.end() if names and governed else -1
        last = chain.last if names else chain.last + 1
        if names:
            role: AgencyRole = "responsible" if governed or _SHARED_DUTY.match(text, names.end(), line_end) else "other"
        else:
            role = _role(text, chain, line_end, governed, after)
            role = "addressee" if role == "other" and place in addressed else role
        if role != "other":
            for number in range(chain.first, last):
                if not labelled[number]:
                    found[number] = role
        if not names and _enforces(text, chain, line_end, governed, after):
            enforces[chain.first : last] = [True] * (last - chain.first)
    return found, enforces


def _line_end(text: str, start: int) -> int:
    stop = text.find("\n", start)
    return len(text) if stop < 0 else stop


def _governed(text: str, chain: Chain, line_end: int) -> bool:
    """Whether 由 stands before a chain: at once, or with a clause between them and a sanction after it."""
    before = text[chain.start - 1] if chain.start else ""
    if before != "的":
        return before == "由" or (before == "其" and text.endswith("由其", 0, chain.start))
    return bool(_BY_CLAUSE.search(text, max(0, chain.start - 32), chain.start)) and bool(
        _STRONG_AFTER.match(text, chain.end, line_end)
    )


def _labelled(text: str, spans: Sequence[tuple[int, int]], found: list[AgencyRole]) -> list[bool]:
    """Give the bodies of labelled lists their role; which spans have one."""
    done = [False] * len(spans)
    labels: list[tuple[int, int, AgencyRole]] = []
    for colon in sorted((m for colons in _COLONS for m in colons.finditer(text)), key=lambda m: m.start()):
        match = _LABEL.search(text, max(0, colon.start() - 26), colon.start())
        if match:
            labels.append((match.start(), colon.end(), match.lastgroup))  # type: ignore[arg-type]
    if not labels:
        return done
    starts = [start for start, _ in spans]
    for place, (_, begin, role) in enumerate(labels):
        end = next(
            (stop.start() for stop in _LABEL_END.finditer(text, begin, begin + 3000) if stop[0][0] != "（"),
            min(len(text), begin + 3000),
        )
        if place + 1 < len(labels):
            end = min(end, labels[place + 1][0])
        number = bisect_left(starts, begin)
        while number < len(starts) and starts[number] < end:
            found[number], done[number] = role, True
            number += 1
    return done


def _role(text: str, chain: Chain, line_end: int, governed: bool, after: str) -> AgencyRole:
    """``after`` is the character after the chain."""
    duty = _AFTER.match(text, chain.end, line_end) if after in _AFTER_FIRST else None
    if duty and duty.lastgroup == "lead":
        return "lead"
    if text.endswith(_LEFT_PARTICIPANT, 0, chain.start):
        return "participant"
    if governed:
        if text.startswith("参加", chain.end):
            return "participant"
        return "other" if _NO_DUTY.match(text, chain.end, line_end) else "responsible"
    if duty:
        return duty.lastgroup  # type: ignore[return-value]
    return "issuer" if _issues(text, chain, line_end, after) else "other"


def _issues(text: str, chain: Chain, line_end: int, after: str) -> bool:
    if after in _ISSUES_FIRST and (match := _ISSUES.match(text, chain.end, line_end)):
        # in the title of a document that is only cited: 根据《国务院关于…的意见》
        if text.startswith("的", match.end()) and "《" not in text[match.end() : match.end() + 12]:
            return False
        cited = text.endswith(("《", "〈"), 0, chain.start) and match[0].startswith("关于")
        return not cited or _PASSED.match(text, chain.end) is not None or _AMENDED.match(text, chain.end) is not None
    if after == "名" and text.startswith(("名义印发", "名义发布"), chain.end):
        return True
    alone = chain.start == 0 or text[chain.start - 1] == "\n"
    if alone and chain.end == line_end:
        # bodies that sign stand side by side, without the mark of a list
        return "、" not in text[chain.start : chain.end]
    return alone and _DATED.match(text, chain.end) is not None


def _addressed(text: str, groups: Sequence[Chain]) -> set[int]:
    """The chains of addressee lines, by number: nothing but bodies and others like them, to the colon that ends it."""
    found: set[int] = set()
    stops: list[int] = []
    for chain in groups:
        stops.append(stops[-1] if stops and chain.end <= stops[-1] else _line_end(text, chain.end))
    begin, run = -1, 0  # where the body after this one begins, how many chains it takes with it
    for number in range(len(groups) - 1, -1, -1):
        chain, stop = groups[number], stops[number]
        if run and chain.end + _ADDRESSEES_APART >= begin and _ADDRESSEES.fullmatch(text, chain.end, begin):
            run += 1
        else:
            colon = text[stop - 1 : stop] in ("：", ":") and stop - 31 <= chain.end < stop
            run = int(colon and bool(_ADDRESSEES.fullmatch(text, chain.end, stop - 1)))
        begin = chain.start
        if run and (begin == 0 or text[begin - 1] in "\n号知见法定案）〉》，"):
            found.update(range(number, number + run))
    return found


def _enforces(text: str, chain: Chain, line_end: int, governed: bool, after: str) -> bool:
    if after in _STRONG_FIRST and _STRONG_AFTER.match(text, chain.end, line_end):
        return True
    if not governed:
        return False
    stop = min(line_end, chain.end + 200)
    for mark in "。；":
        at = text.find(mark, chain.end, stop)
        stop = at if at >= 0 else stop
    other = text.find("由", chain.end, stop)
    window = text[chain.end : other if other >= 0 else stop]
    return _SANCTION.search(window[:60]) is not None
