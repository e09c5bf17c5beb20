"""Where registry and rules leave a candidate open: what ends like a body and is none that they know.

Only there a trained model is asked, with the words around it, and only a body that ends there is taken from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.extract.agencies.detectors import Detector, Span
from pipeline.extract.agencies.filters import filters
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.grammar import NOT_NEXT
from pipeline.extract.agencies.registry import registry

# Last words of public bodies, each with what stands before it in another word or kind of body. 中心, 公司, 协会, 医院 and 部
# are none of them (GUIDELINES.md); 部门 and 机关 the rules know.
_LAST: dict[str, tuple[str, ...]] = {
    "局": ("布", "格", "全", "大", "终", "当", "结", "时", "棋", "破", "开", "邮"),
    "署": ("部", "签", "公"),
    "厅": ("大", "餐", "歌", "舞", "客", "门", "站", "像", "艺", "乐"),
    "委员会": ("村民", "居民", "业主", "居", "仲裁", "调解", "评审", "评估", "常务", "专家", "专门", "有关", "调查", ),
    "委": ("原", "政", "党", "居", "村", "业", "常", "调", "部"),
    "办": ("主", "承", "协", "开", "举", "兴", "申", "通", "督", "帮", "好", "快", "自", "催", "经", "领", "代", "联", "网", "易"),
    "办公室": ("、", "下设"),
    "管委会": (),
    "总队": (),
    "指挥部": (),
    "领导小组": ("成立",),
    "联席会议": ("实行", "召开", "组织"),
}  # fmt: skip
# 委 and 办 begin so many words (委托, 办理) that only these may follow them
_SHORT_NEXT = "(?=[、，。；：）》”\n]|等|牵头|会同|负责|共同|按照|应当|可以|组织|制定|根据|依照|依法|对|在|和|与|及|的|会|要|备案|批准|$)"


def _ending(last: str, never: tuple[str, ...]) -> str:
    """``last`` where it may end a name; what stands before it is asked after it, so that the search is for characters."""
    before = "".join(f"(?<!{word}{last})" for word in never)
    if last in ("委", "办"):
        after = _SHORT_NEXT
    else:
        after = f"(?![{NOT_NEXT[last[-1]]}]{'|委员' if last == '委员会' else ''})" if last[-1] in NOT_NEXT else ""
    return f"{last}(?<=[\u4e00-\u9fff“”]{{2}}{last}){before}{after}"


#: The end of something that looks like a body.
CANDIDATE = re.compile("|".join(_ending(last, never) for last, never in _LAST.items()))

# what a window holds before and after the end of its candidate
_BEFORE, _AFTER = 40, 14
_SHORTEST, _LONGEST = 3, 30
_BREAK = "。；！？\n"
_LONGEST_PLACE = 15
_LEVELS = frozenset(
    [
        "省",
        "市",
        "区",
        "县",
        "州",
        "旗",
        "盟",
        "镇",
        "乡",
        "国家",
        "国务院",
        "中华人民共和国",
        "中共中央",
        "中央",
        "中国",
        "全国",
        "本市",
        "本省",
        "本区",
        "本县",
        "我市",
        "我省",
        "我区",
        "我县",
        "自治区",
        "自治州",
        "自治县",
        "新区",
        "各区",
        "各市",
        "各县",
        "各省",
        "市、区",
        "市区",
        "区县",
        "市县",
        "省市",
        "县级",
        "市级",
        "区级",
        "省级",
    ]
)


def model_spans(text: str, found: Sequence[Found], detector: Detector) -> list[Found]:
    """The bodies that ``detector`` finds at the open candidates of ``text``, asked in one batch; none meets ``found``."""
    ends = open_ends(text, found)
    if not ends:
        return []
    windows = [_window(text, end) for end in ends]
    taken: list[Found] = []
    told = detector.detect([text[start:stop] for start, stop in windows])
    for end, (offset, _), spans in zip(ends, windows, told, strict=True):
        for span in spans:
            if offset + span.end == end and (item := _fits(text, span, end, found)):
                taken.append(item)
                break
    return without_meeting(taken)


def without_meeting(items: Sequence[Found]) -> list[Found]:
    """``items``, ordered by end, without those that meet an earlier one."""
    kept: list[Found] = []
    for item in items:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def open_ends(text: str, found: Sequence[Found]) -> list[int]:
    """Where something ends that looks like a body and meets none of ``found`` (ordered, without overlaps)."""
    starts = [item.start for item in found]
    ends = []
    for match in CANDIDATE.finditer(text):
        before = bisect_right(starts, match.end() - 1) - 1
        if before < 0 or found[before].end <= match.start():
            ends.append(match.end())
    return ends


def _window(text: str, end: int) -> tuple[int, int]:
    """The words around a candidate: to the next full stop, at most ``_BEFORE`` and ``_AFTER`` characters."""
    start, stop = max(0, end - _BEFORE), min(len(text), end + _AFTER)
    for at in range(end - 2, start - 1, -1):
        if text[at] in _BREAK:
            start = at + 1
            break
    for at in range(end, stop):
        if text[at] in _BREAK:
            stop = at + 1
            break
    return start, stop


_NAME = re.compile("[\u4e00-\u9fff“”（）、·]+")
# the least score: with a place or level before it a name is told by its form, without one only the words around tell
_SURE, _SURER = 0.8, 0.95
# bodies that may stand without a place or level, with a function of two characters or more: 规划建设和生态环境办公室
_ALONE = re.compile(
    "[\u4e00-\u9fff]{2,}(?:办公室|指挥部|领导小组|管委会|总队|分局)"
    "|[\u4e00-\u9fff]{4,}联席会议|[\u4e00-\u9fff]{2,}[办委](?=牵头|负责|会同)"
)
# words that stand between names and never in one
_CROSSES = re.compile(
    "牵头|负责|召集|召开|实行|根据|应当|会同|提供|建立|设立|成立|以及|或者|按照|通过|报请|提请|其他|有关|相关"
)
# with a place before them 管理委员会 and 监督管理委员会 are public bodies, these are none
_NO_COMMITTEES = (
    "物业",
    "物业管理",
    "仲裁",
    "评估",
    "评审",
    "调解",
    "消费者权益保护",
    "职业病防治",
    "村民",
    "居民",
    "业主",
    "专家",
)
# what is only to be set up, and the rest of a company's name
_NOT_BEFORE = re.compile("制度|机制|集团|有限|公司|及其办公室")


def _fits(text: str, span: Span, end: int, found: Sequence[Found]) -> Found | None:
    """The mention that ends at ``end`` as ``span`` says, if it has the form of a body that rules would take on trust.

    Never a part of what is found already, an official title, or words around a name (由平安办牵头信访办).
    """
    start = end - (span.end - span.start)
    if not _SHORTEST <= end - start <= _LONGEST or not _NAME.fullmatch(text, start, end):
        return None
    if filters().titles.match(text, end) or _NOT_BEFORE.match(text, end) or text[start] in "的和与及或、）”各":
        return None
    # 国务院 and 上海市人民政府 are the beginning of a longer name where the model is sure; other bodies are never given up
    met = [item for item in found if item.start < end and item.end > start]
    if met and (len(met) > 1 or met[0].start != start or met[0].end >= end or span.score < _SURER):
        return None
    if met and text[met[0].end] in "、和与及或（":
        return None
    item = _found(text, start, end)
    placed = bool(item.jurisdiction[1])
    if span.score < (_SURE if placed else _SURER) or _CROSSES.search(text, start, end):
        return None
    if not placed and not _ALONE.match(text, start):
        return None
    if text.endswith("委员会", start, end) and text[item.own : end - 3].endswith(_NO_COMMITTEES):
        return None
    return item if end - item.own > 2 else None


def _found(text: str, start: int, end: int) -> Found:
    """A mention with the place or level its name begins with."""
    names = registry().place_codes
    for stop in range(min(start + _LONGEST_PLACE, end - 1), start, -1):
        said = text[start:stop]
        if said in names or said in _LEVELS:
            return Found(start, end, "model", stop, jurisdiction=(start, stop))
    return Found(start, end, "model", start)
