"""One check a form of name: is this a public body, and where does it begin?"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.agencies.filters import JOIN, filters
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.grammar import HANZI
from pipeline.extract.agencies.jurisdictions import township
from pipeline.extract.agencies.linking import ends_with_place
from pipeline.extract.agencies.open_names import open_start
from pipeline.extract.agencies.own_names import AREAS, LEVEL_CHAR, named
from pipeline.extract.agencies.registry import registry

# a branch of a local body: 市公安局浦东分局, 市市场监管局执法总队
_LOCAL_BRANCH = re.compile(
    f"(?:(?![和与及或市区省县会同由]){HANZI}){{1,6}}?(?:分局|总队)(?!长)|第[一二三四五六七八九十]{{1,2}}(?:管理所|分局|支队|大队|税务所|执法大队)"
)
# its forces may be called by a longer function: 公安局交通警察支队, 人力资源和社会保障局劳动保障监察大队
_FORCE = re.compile(
    "(?:(?![局部厅署司院委会处室门和或与及其对设向可应当有在以为自的批决组领负令由须必将被从报认请送移给])(?!交由|交给|开展|组织|指导|派驻|移交)[\u4e00-\u9fff]){0,12}?(?:支队|大队|总队|中队|派出所)(?!长)"
)
_HANZI = re.compile(HANZI)


def _name(text: str, item: Found) -> bool:
    if text.endswith("学前", 0, item.own):
        return False  # a kindergarten's 学前教育部
    item.start = item.own
    if text.endswith("中华人民共和国", 0, item.start) and text[item.start : item.start + 2] != "中华":
        item.start = item.own = item.start - 7
    item.jurisdiction = item.owner = (0, 0)
    return True


def _congress(text: str, item: Found) -> bool:
    if not item.jurisdiction[1] and text[item.own] == "第":
        item.own = item.start = text.index("届", item.own) + 1
    return not text.startswith(("制度", "工作者"), item.end)


def _court(text: str, item: Found) -> bool:
    before = text[max(0, item.start - 4) : item.jurisdiction[1] or item.start]
    return not before.removesuffix("的").endswith(filters().foreign)


_OTHER_PARTIES = ("团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")


def _party(text: str, item: Found) -> bool:
    if text.startswith("党校", item.end):
        return False
    if text[item.own] == "委":
        # 市委, 省委宣传部; never 受委, 常委
        if not item.jurisdiction[1] or text[item.own - 1] not in "省市县区州盟旗会":
            return ends_with_place(text, item.own) < item.own
        # 团市委 is the youth league's, 民革省委 another party's
        alone = text[item.end - 1] == "委" and text.startswith(("会", "员"), item.end)
        if alone or text.endswith(_OTHER_PARTIES, 0, item.start):
            return False
    return True


def _fixed(text: str, item: Found) -> bool:
    return True


def _gov(text: str, item: Found) -> bool:
    if item.end - item.own == 4:
        return True
    # a bare 政府 that acts is anybody's guess; with a place or a level before it, it is a body
    if not item.jurisdiction[1]:
        begin = ends_with_place(text, item.own)
        return begin < item.own
    place = text[item.jurisdiction[0] : item.jurisdiction[1]]
    return place not in filters().vague and place[0] != "（" and not place.endswith("国家")


def _dept(text: str, item: Found) -> bool:
    words_ = text[item.functions[0] : item.functions[1]]
    if text.startswith(("：", ":"), item.end) and words_ in filters().labels:
        return False
    if text[item.start - 1 : item.start] == "被" and filters().verbs.fullmatch(words_):
        return False  # 被监督机关
    if words_.startswith("海关等") and item.jurisdiction[1]:
        # 上海海关|等部门
        item.end = item.functions[0] + 2
        item.head, item.own, item.functions = "bureau", item.functions[0], (0, 0)
        return True
    if text.startswith("事务", item.end) and text[item.end - 1] == "关":
        return False  # 省机关事务管理中心
    if not item.functions[1]:
        if item.start == item.own and _relative(text, item):
            return True
        if item.owner[1]:
            return True
        place = text[item.jurisdiction[0] : item.jurisdiction[1]]
        return bool(place) and place not in filters().vague and not place.startswith(("该", "原", "本"))
    if words_ in filters().modifiers and text[item.start - 1 : item.start] == "的" and _relative(text, item):
        return True
    if not (item.owner[1] or item.jurisdiction[1]):
        if words_.endswith(_MANAGES) and words_ in filters().not_functions:
            _unknown_department(text, item)
        else:
            _trim_list(text, item)
    return True


# 主管 and the like ask for a function before them; where no list knows it, it is whatever stands there
_MANAGES = ("主管", "管理", "行政主管", "行政管理", "行政执法", "监督管理")
_BRACKETED = re.compile(
    "(?:(?:上级|同级|本级|当地|各级|有关|设区的市|不设区的市|自治[州县]|区县|[省市县区州旗盟乡镇])(?:（[^（）]{1,8}）)?[、和或及]?)+$"
)


def _unknown_department(text: str, item: Found) -> None:
    """``县（市、区）|污水处理设施|主管部门``: take the unknown function, and the levels before it."""
    begin = open_start(text, item.start, 10)
    if not 2 <= item.start - begin <= 9:
        return
    levels = _BRACKETED.search(text, max(0, begin - 24), begin)
    item.start = item.own = levels.start() if levels else begin


# 负有安全生产监督管理职责的部门, 国务院管理专利工作的部门: the body is named by its statutory duty
_DUTY = re.compile(
    "(?:依法|依照法律)?(?:负有|负责|承担|履行|行使|主管)"
    "(?:(?!的|部门|机关|机构|政府|其他)[\u4e00-\u9fff、]|（[^（）]{1,8}）){2,36}的$"
    f"|(?:管理|主管)(?:(?!的){HANZI}){{2,8}}工作的$"
)


def _relative(text: str, item: Found) -> bool:
    """A bare 部门 with its duty before it; takes the body it belongs to as well (县级以上人民政府负有…职责的部门)."""
    stop = item.start
    if text[stop - 1 : stop] != "的":
        return False
    match = _DUTY.search(text, max(0, stop - 42), stop)
    if match is None or match.end() != stop:
        return False
    item.start = item.own = match.start()
    item.functions = (0, 0)
    item.jurisdiction = item.owner = (0, 0)
    if text.startswith("或者机构", item.end):
        item.end += 4
    return True


def _trim_list(text: str, item: Found) -> None:
    """``保护安全、公安机关``: a list without 等, place or owner holds only if something that governs it stands before."""
    start, stop = item.functions
    listed = text[start:stop]
    if "等" in listed or text.startswith("等", stop):
        _lengthen_list(text, item)
        return
    if JOIN.search(listed) is None:
        return
    if listed.startswith("组成和"):
        # 指挥部的组成和|相关部门
        item.start = item.own = start + 3
        item.functions = (item.start, stop)
        return
    # the conjunction of 工业和信息化 joins nothing
    joins = list(JOIN.finditer(filters().conjunctions.sub(lambda match: "〇" * len(match[0]), listed)))
    if not joins or start == 0:
        return
    before = text[start - 1]
    if before in filters().left or not (_HANZI.match(before) or before == "、"):
        return
    item.start = item.own = start + joins[-1].end()
    item.functions = (item.start, stop)


# 水务（海洋）、
_ITEM = re.compile(f"({HANZI}{{2,10}})(?:（{HANZI}{{1,6}}）)?、$")
_ITEM_END = re.compile("(?:门|关|局|委|府|院|厅|办|会|署|行|构|位|企业|事业|行业|校|所|人)$")


def _lengthen_list(text: str, item: Found) -> None:
    """Heads that no list of functions knows: they stand between marks of one list with a head that is known."""
    start = item.start
    while start and text[start - 1] == "、":
        match = _ITEM.search(text, max(0, start - 20), start)
        if match is None or _ITEM_END.search(match[1]):
            break
        begin = open_start(text, match.end(1), 10)
        if begin >= match.end(1):
            break
        start = begin
        if begin > match.start(1):
            break
    item.start = item.own = start
    item.functions = (start, item.functions[1])


def _agency(text: str, item: Found) -> bool:
    own = text[item.own : item.end]
    if own in filters().only_with_owner and text.endswith(("及其", "和其"), 0, item.start):
        # 执行委员会及其工作机构
        return True
    if own in filters().named_agencies and item.start == item.own:
        item.start = open_start(text, item.own, 10)
        return True
    if own == "街道办事处" and not item.jurisdiction[1] and not item.functions[1]:
        item.start = township(text, item.own)
        return True
    if own in filters().only_with_owner and not (item.owner[1] or item.jurisdiction[1]):
        # 市突发公共卫生事件应急指挥机构
        start = open_start(text, item.own, 20)
        level = LEVEL_CHAR.match(text, start, item.own)
        if level is None:
            return False
        item.start, item.jurisdiction = start, level.span()
    return True


def _committee(text: str, item: Found) -> bool:
    if text.endswith(("村民", "居民"), 0, item.start):
        return False  # 村民选举委员会
    _office(text, item)
    return True


def _office(text: str, item: Found) -> None:
    """国防教育委员会|办公室, not before a title: 办公室主任."""
    end = item.end + len("办公室")
    named = text.endswith("委员会", 0, item.end) and text.startswith("办公室", item.end)
    if named and filters().titles.match(text, end) is None:
        item.end = end


# 浦科经委规〔2023〕5号: part of a document's number
_NUMBER = re.compile("[规发字][〔（(]")


def _bureau(text: str, item: Found) -> bool:
    data = registry()
    if _NUMBER.match(text, item.end) or text.endswith("电子", 0, item.start):
        return False  # 电子税务局 is a site
    head = text[item.functions[1] or item.own : item.end]
    words_ = text[item.functions[0] : item.functions[1]]
    placed = bool(item.jurisdiction[1] or item.owner[1]) or ends_with_place(text, item.start) < item.start
    if not placed and text[item.start : item.end] in data.words["national_short"]:
        return True
    if head == "海关":
        place = text[item.jurisdiction[0] : item.jurisdiction[1]]
        if words_ or place in data.place_codes or ends_with_place(text, item.own) < item.own:
            return not words_
        return _listed_customs(text, item)
    if head.endswith("中心"):
        return text[item.jurisdiction[0] : item.jurisdiction[1]] not in ("", "城市", "各")
    if head in data.local_names or head in data.whole:
        # 科委, 大数据中心 are bodies of a place; 财政局 may stand for a class
        if not placed and (head[-1] not in "局委厅" or head in data.whole):
            return False
    elif not words_:
        if item.owner[1] and head in ("办公厅", "办公室"):
            return True
        return _unknown_function(text, item)
    elif not placed and words_.endswith("管理") and head == "局" and _administration(text, item):
        return True
    elif words_ in filters().not_functions:
        return _unknown_function(text, item)
    elif not placed and head in ("办", "办公室"):
        return _unknown_function(text, item)
    elif head == "委员会" and not (placed and _is_committee(words_)):
        return False
    elif not placed and _HANZI.match(text[item.start - 1 : item.start]):
        # 市新经济委: what the list knows is only the end of the function
        _unknown_function(text, item)
    _office(text, item)
    _local_branch(text, item)
    _other_organs(text, item)
    return True


# 义乌海关: a custom house in a city below the prefectures is named by two characters, so only where it is listed
_CUSTOMS = re.compile(f"(?:^|[、，：（；\n])((?!隶属|直属|主管|所在|当地|口岸|有关|各){HANZI}{{2,3}})$")


def _listed_customs(text: str, item: Found) -> bool:
    named = _CUSTOMS.search(text, max(0, item.own - 4), item.own)
    if named is None or not _AFTER_UNKNOWN.match(text, item.end) or open_start(text, item.own, 4) > named.start(1):
        return False
    item.head, item.start, item.own = "open", named.start(1), named.start(1)
    return True


def _administration(text: str, item: Found) -> bool:
    """三江源国家公园管理局, 前海管理局: the administration of an area, with a name of its own."""
    start = open_start(text, item.functions[0], 10)
    stop = item.end - len("管理局")
    if not 2 <= stop - start <= 12 or start == item.functions[0] or text[stop - 1] not in AREAS:
        return False
    item.head, item.start, item.own = "open", start, start
    item.functions = (0, 0)
    return True


# 科技厅（委、局）: what the same department is called elsewhere
_OTHER_ORGANS = re.compile(
    f"[（(]{HANZI}{{0,3}}(?:厅|委|局|办|处|委员会)(?:[、，](?:厅|委|局|办|处|委员会)){{0,4}}[）)]"
)


def _other_organs(text: str, item: Found) -> None:
    if match := _OTHER_ORGANS.match(text, item.end):
        item.end = match.end()


def _is_committee(functions: str) -> bool:
    """Not 仲裁委员会, 业主委员会, 各工作委员会: a public body is called by a function."""
    if functions.endswith("监督管理") or (functions.endswith("工作") and functions[:-2] in filters().known):
        return True
    return not functions.endswith((*filters().no_committees, *filters().modifiers))


def _local_branch(text: str, item: Found) -> None:
    for form in (_LOCAL_BRANCH, _FORCE):
        if item.end - item.start >= 4 and (match := form.match(text, item.end)):
            item.end = match.end()


# in a list of bodies an unknown function is no obstacle: 市经济信息化委、市投促办、市公安局
_UNKNOWN = re.compile(rf"(?:^|[、，：（；\n和及由])([市区省县州盟旗](?:“[^“”]{{1,8}}”)?{HANZI}{{1,9}})$")
# 广州空港委: the same after a place
_UNKNOWN_PLACED = re.compile(f"(?:^|[、，：（；\n])({HANZI}{{3,11}})$")
# ``matcher`` asks the first character of these before it makes anything of a bare 局
_AFTER_UNKNOWN = re.compile("[、，。；）：\n]|等|和|牵头|按照|负责|共同|会同|$")


# 国家畜禽遗传资源委员会: a committee of the state whose function no list knows
_NATIONAL = re.compile("(?:国家|全国|国务院)(?!标准|工会)")


def _unknown_function(text: str, item: Found) -> bool:
    if text.endswith("委员会", 0, item.end) and not text.endswith("技术委员会", 0, item.end):
        start = open_start(text, item.own, 14)
        if _NATIONAL.match(text, start, item.own):
            # 党和国家功勋荣誉表彰工作委员会
            item.jurisdiction = (start - 2 if text.endswith("党和", 0, start) else start, start + 2)
            item.start = item.own = item.jurisdiction[0]
            return True
        return False
    if not _AFTER_UNKNOWN.match(text, item.end) or text[item.end - 1] not in "委局厅办":
        return False
    if text[item.end - 2 : item.end] in ("布局", "格局", "全局", "大局", "终局", "当局", "结局", "常委"):
        return False
    match = _UNKNOWN.search(text, max(0, item.end - 12), item.end)
    if match is None:
        return _after_place(text, item)
    if (
        match[1].startswith(("区域", "市场", "市民"))
        or JOIN.search(match[1])
        or (open_start(text, item.end, 12) > match.start(1) and "“" not in match[1])
    ):
        return False
    item.start = match.start(1)
    item.own = item.start + 1
    item.jurisdiction = (item.start, item.own)
    item.owner = item.functions = (0, 0)
    return True


def _after_place(text: str, item: Found) -> bool:
    match = _UNKNOWN_PLACED.search(text, max(0, item.end - 12), item.end)
    if match is None or JOIN.search(match[1]) or open_start(text, item.end, 12) > match.start(1):
        return False
    for size in (4, 3, 2):
        stop = match.start(1) + size
        if stop < item.end - 1 and text[match.start(1) : stop] in registry().place_codes:
            item.start, item.own = match.start(1), stop
            item.jurisdiction, item.owner, item.functions = (item.start, stop), (0, 0), (0, 0)
            return True
    return False


CHECKS: dict[str, Callable[[str, Found], bool]] = {
    "name": _name,
    "branch": _name,
    "congress": _congress,
    "court": _court,
    "party": _party,
    "fixed": _fixed,
    "gov": _gov,
    "open": named,
    "dept": _dept,
    "agency": _agency,
    "committee": _committee,
    "bureau": _bureau,
}
