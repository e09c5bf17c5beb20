"""Where registry and rules leave a candidate open: what ends like a body and is none that they know.

Only there a trained model is asked, with the words around it, and only a body that ends there is taken from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.extract.agencies.detectors import Detector, Judge
from pipeline.extract.agencies.filters import filters, names_centre
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.grammar import NEXT_ALL_THE_SAME, NOT_NEXT
from pipeline.extract.agencies.proposals import HIGH, SHORTEST, Proposal, best, gathered, is_free, proposals
from pipeline.extract.agencies.registry import registry

# Last words of public bodies, each with what stands before it in another word or kind of body. 中心, 公司, 协会 and 医院
# are none of them (GUIDELINES.md); 部门 and 机关 the rules know.
_LAST: dict[str, tuple[str, ...]] = {
    "局": ("布", "格", "全", "大", "终", "当", "结", "时", "棋", "破", "开", "邮", "互换", "电子税务"),
    "署": ("部", "签", "公"),
    "厅": ("大", "餐", "歌", "舞", "客", "门", "站", "像", "艺", "乐"),
    "委员会": ("村民", "居民", "业主", "居", "仲裁", "调解", "评审", "评估", "常务", "专家", "专门", "有关", "调查", "支部"),
    "委": ("原", "政", "党", "居", "村", "业", "常", "调", "部", "主管"),
    "办": ("主", "承", "协", "开", "举", "兴", "申", "通", "督", "帮", "好", "快", "自", "催", "经", "领", "代", "联", "网", "易", "民",
          "公", "商", "合", "新", "交", "查", "不", "精准", "网上", "掌上", "线上", "自助", "一次", "跨域", "承诺", "集成", "集资", "补",
          "停", "创", "所"),
    "部": ("全", "内", "外", "干", "一", "大", "局", "总", "本", "东", "西", "南", "北", "中", "分", "俱乐", "上", "下", "头", "脸", "尾",
          "底", "顶", "背", "腹", "胸", "根", "细", "各", "团", "支", "某", "两", "门市", "经营", "事业", "项目", "小卖", "营业", "编辑", "后",
          "门诊", "学前教育", "结合", "司令",
          *"喉前肘膝腕踝颈肩臀面髋腰足手眼耳鼻唇颌腋咽"),
    "办公室": ("、", "下设"),
    "管委会": (),
    "总队": (),
    "指挥部": (),
    "领导小组": ("成立",),
    "联席会议": ("实行", "召开", "组织"),
}  # fmt: skip
# what else begins with 委 and 办 (委托, 办理) than the grammar knows
_NOT_NEXT_SHORT = {"委": "书机政", "办": "运函文班厂复税", "部": "级队"}
# 沪府办发〔2024〕3号, but 市橙溪办发布; 浦科经委规〔2023〕5号
_NOT_NEXT_WORDS = {"委员会": "委员", "办": "发(?!布)|报(?![告送请])", "委": "[规发][〔（(]|委员"}


# 安全局, 财经办 and 招商办 end names, 全局, 经办 and 商办 do not
_KEEPS = {
    "全局": "安",
    "经办": "财",
    "商办": "招",
    "合办": "经",
    "交办": "[外公]",
    "查办": "[督稽巡核]",
    "新办": "[创高文]",
    "创办": "[科双文]",
}


def _ending(last: str, never: tuple[str, ...]) -> str:
    """``last`` where it may end a name; what stands before it is asked after it, so that the search is for characters."""
    before = "".join(
        f"(?:(?<={_KEEPS[word + last]}{word}{last})|(?<!{word}{last}))"
        if word + last in _KEEPS
        else f"(?<!{word}{last})"
        for word in never
    )
    not_next = NOT_NEXT.get(last[-1], "") + _NOT_NEXT_SHORT.get(last, "")
    but = f"(?!{NEXT_ALL_THE_SAME[last[-1]]})" if last[-1] in NEXT_ALL_THE_SAME else ""
    words = f"|{_NOT_NEXT_WORDS[last]}" if last in _NOT_NEXT_WORDS else ""
    after = f"(?!{but}[{not_next}]{words})" if not_next else ""
    return f"{last}(?<=[\u4e00-\u9fff“”]{{2}}{last}){before}{after}"


#: The end of something that looks like a body.
CANDIDATE = re.compile("|".join(_ending(last, never) for last, never in _LAST.items()))

# what a window holds before and after the end of its candidate
_BEFORE, _AFTER = 40, 14
_BREAK = "。；！？\n"


def model_spans(text: str, found: Sequence[Found], detector: Detector) -> list[Found]:
    """The bodies that ``detector`` finds at the open candidates of ``text``, asked in one batch.

    One that meets bodies of ``found`` holds all of each that it meets.
    """
    ends = open_ends(text, found)
    if not ends:
        return []
    windows = [_window(text, end) for end in ends]
    texts = [text[start:stop] for start, stop in windows]
    told = _chances(detector, texts, [end - start for end, (start, _) in zip(ends, windows, strict=True)])
    taken: list[Found] = []
    starts = [item.start for item in found]
    for end, (offset, _), (said, total) in zip(ends, windows, told, strict=True):
        # what begins before the window and may reach into it, and what begins in it
        near = found[max(0, bisect_right(starts, offset) - 2) : bisect_right(starts, end)]
        offered = proposals(text, end, offset, [item for item in near if offset <= item.start and item.end < end])
        chances = gathered(text, offered, said, end, offset)
        offered = [item for item in offered if _may_be(text, item, end, near)]
        if (chosen := best(offered, chances, total, offset)) is not None:
            taken.append(_found(text, chosen, end))
    return without_meeting(taken)


def _chances(detector: Detector, texts: Sequence[str], ends: Sequence[int]) -> list[tuple[Sequence[float], float]]:
    """``Judge.chances`` and their sum, also of a detector that only chooses.

    What lies in the span that such a one chose may be the name without words before it.
    """
    if isinstance(detector, Judge):
        return [(chances, float(sum(chances))) for chances in detector.chances(texts, ends)]
    out: list[tuple[Sequence[float], float]] = []
    for spans, end in zip(detector.detect(texts), ends, strict=True):
        chosen = next((span for span in spans if span.end == end), None)
        chances = [0.0] * end
        if chosen is not None:
            chances[chosen.start] = chosen.score
            chances[chosen.start + 1 :] = [chosen.score * _INSIDE] * (end - chosen.start - 1)
        out.append((chances, chosen.score if chosen else 0.0))
    return out


_INSIDE = 0.3


def without_meeting(items: Sequence[Found]) -> list[Found]:
    """``items``, ordered by end, without those that meet an earlier one; the longer of two that begin at one place."""
    kept: list[Found] = []
    for item in items:
        if kept and kept[-1].start == item.start:
            kept[-1] = item
        elif not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def open_ends(text: str, found: Sequence[Found]) -> list[int]:
    """Where something ends that looks like a body and meets none of ``found`` (ordered, without overlaps).

    Or is the tail of a longer word, as far as its left tells.
    """
    starts = [item.start for item in found]
    ends = []
    for match in CANDIDATE.finditer(text):
        end = match.end()
        before = bisect_right(starts, end - 1) - 1
        if before < 0 or found[before].end <= match.start() or _is_tail(text, found, before, end):
            ends.append(end)
    return ends


# forms whose left end is a matter of lists
_OPEN_AT_LEFT = frozenset(("bureau", "open", "name", "fixed", "committee"))


def _is_tail(text: str, found: Sequence[Found], number: int, end: int) -> bool:
    """Whether a body that ends at ``end`` may be cut at its left: 辽宁省营商环境|建设局, 市住房保障和|房屋管理局."""
    item = found[number]
    if item.end != end or item.head not in _OPEN_AT_LEFT or not item.start:
        return False
    before = text[item.start - 1]
    if item.head == "name" and text.startswith(_NEVER_INSIDE, item.start):
        return False
    if item.jurisdiction[1]:
        # 橙溪总局|上海市税务局; 成都市公园|城市建设管理局: a branch, and a level that is the tail of a word
        if text[slice(*item.jurisdiction)] in registry().place_codes:
            return before in "局署会" and not (number and found[number - 1].end == item.start)
        if item.jurisdiction[1] - item.jurisdiction[0] < 2 or is_free(text, item.start):
            return False
    if not "\u4e00" <= before <= "\u9fff" or before in _ENDS_THERE or (number and found[number - 1].end == item.start):
        return False
    if before in "和与及" and number and found[number - 1].end == item.start - 1:
        return False
    if text.endswith("草原", 0, item.start):
        return True
    return not is_free(text, item.start) or before in _DOUBTFUL


# what a full name begins with: 数据上传|国家市场监督管理总局
_NEVER_INSIDE = ("国家", "国务院", "中国", "中华", "中央", "全国", "最高", "中共")
# what stands before a name for sure, and what may be the end of its first part
_ENDS_THERE = frozenset("由报向请给令让被将的在是为")
_DOUBTFUL = frozenset("和与及经对同内外中后前")


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


# bodies that may stand without a place or level, with a function of two characters or more: 规划建设和生态环境办公室
_ALONE = re.compile(
    "[\u4e00-\u9fff]{2,}(?:办公室|指挥部|领导小组|管委会|总队|分局|[局部署])"
    "|[\u4e00-\u9fff]{4,}(?:联席会议|委员会)|[\u4e00-\u9fff]{2,}[办委]"
)
# and those that only say their kind
_KIND_ALONE = re.compile(
    "[工作专项协调现场本]*(?:(?:领?导)?小组|指?挥部|联?席?会议|管?委会|(?:管理)?委员会)(?:办公室)?"
)
# words that stand between names and never in one
_CROSSES = re.compile(
    "[局委部厅办会署][和与及]|牵头|负责|召集|召开|实行|根据|应当|会同|提供|建立|设立|成立|以及|或者|按照|通过|报请|提请|其他|有关|相关|各|(?<![高中初平优])等(?!级)"
)
# with a place before them 管理委员会 and 监督管理委员会 are public bodies, these are none
_NO_COMMITTEES = (
    "物业",
    "物业管理",
    "仲裁",
    "评估",
    "评审",
    "审定",
    "选举",
    "伦理",
    "咨询",
    "奥林匹克",
    "经费审查",
    "教务",
    "爱国运动",
    "工会",
    "防火安全",
    "调解",
    "消费者权益保护",
    "职业病防治",
    "技术",
    "编辑",
    "学术",
    "职工",
    "监督",
    "家长",
    "薪酬",
    "风险管理",
    "教学指导",
    "村民",
    "居民",
    "业主",
    "专家",
)
# what is only to be set up, and the rest of a company's name
_NOT_BEFORE = re.compile("制度|机制|集团|有限|公司|及其办公室")


def _may_be(text: str, item: Proposal, end: int, found: Sequence[Found]) -> bool:
    """Whether ``item`` has the form of a body that rules would take on trust, and cuts none of ``found``."""
    start = item.start
    if filters().titles.match(text, end) or _NOT_BEFORE.match(text, end) or names_centre(text, end):
        return False
    met = [other for other in found if other.start < end and other.end > start]
    if met and not _holds(text, item, end, met):
        return False
    if _CROSSES.search(text, start, end) or end - item.stop < SHORTEST - 1:
        return False
    if met and met[-1].end == end and met[-1].start == start + 1 and not item.placed:
        # 商|财政部, 原审|人民法院
        return False
    if text[start] == "团" and text[end - 1] == "委":
        # the Youth League's
        return False
    if not item.placed and (not _ALONE.fullmatch(text, start, end) or _KIND_ALONE.fullmatch(text, start, end)):
        return False
    if not text.endswith("委员会", start, end) or text.endswith("科学技术委员会", start, end):
        return True
    if item.placed and end - item.stop == len("委员会"):
        # 政协|杭州市委员会: whose it is says the word before
        return False
    return not text[item.stop : end - 3].endswith(_NO_COMMITTEES)


def _holds(text: str, item: Proposal, end: int, met: Sequence[Found]) -> bool:
    """Whether a name may hold what is found within it: its beginning (国务院 in 国务院国资委) or its tail, nothing between."""
    first, last = met[0], met[-1]
    if first.start < item.start or last.end > end or len(met) > 2:
        return False
    if first.start == item.start and first.end < end and text[first.end] in "、和与及或同（":
        return False
    return all(other.start == item.start or other.end == end for other in met) and any(
        other.start != item.start or other.end != end for other in met
    )


def _found(text: str, item: Proposal, end: int) -> Found:
    """A mention with the place or level its name begins with."""
    if item.placed and text[item.start : item.stop] not in HIGH:
        return Found(item.start, end, "model", item.stop, jurisdiction=(item.start, item.stop))
    return Found(item.start, end, "model", item.start)
