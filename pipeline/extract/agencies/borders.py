"""Where a name begins at the earliest: words before it that no name has in it, marks, places, bodies with 和 after them.

A network that never saw 国务院和省公安厅 gives both as one. What it says of a start before such a border is said of the
name behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.linking import ends_with_place
from pipeline.extract.agencies.registry import registry

# Prepositions and verbs that stand before names and in none; what holds them and may be in one is left (对外, 财经, 情报).
_BORDER = re.compile(
    # words first, that none is cut at its first character
    "按照|依照|参照|根据|依据|通过|会同|报告|报送|报经|抄送|函告|送交|转交|移送|移交|转递|照会|批转|转发|批准|责成|授权|提交至?"
    "|委托|以及|或者|包括|承担|(?<!综合)(?<!开发)利用(?!外资)|(?<!军民)结合|简称|违反|保证|签署|接受|规定|指定|牵头|负责"
    "|召集|召开|实行|应当|提供|建立|设立|成立|有关|相关|其他|销售|产生|形成|同意|拒不执行|遵守|不设|同级|本级|指令|本院|原审|阻碍"
    "|总结|经营(?![管者权])|(?<!交通)领导(?![小干班])"
    # 城市和石油工业部: what is joined to a body and none
    "|(?:城市|地区|企业|单位|个人|公民|法人|组织|军队|说明|意见|消费者|群众|人员|代表|规章|法律|法规|条例|政策|制度)[和与及]"
    "|(?<![存现])在(?![线岗职校建册沪])"
    "|(?<![应针绝相面])对(?:(?=外汇)|(?![外口台接港俄日美欧非华标象策手抗]))"
    "|(?<![财神])经(?![济贸信营开发合侦管纪费常办委普商农社协理络纬典验])"
    "|(?<![自理事])由|(?<![面定方动流走志])向(?!阳)"
    "|(?<![情举申填预通简日周汇警快电海学晚书党])报(?![纸刊社业表名废价酬警关检])"
    "|将(?![军来乐领])|的|是指?|被(?![动害告])|但|(?<!尚)未(?!成年|来|央|名)|凡|或|按(?![摩揭])"
    "|(?<![供补自配])给(?![水排予付])|(?<![转忍出])让|(?<![申聘邀恳])请(?![示求])|(?<=[0-9一二三四五六七八九十])[日届]"
    "|(?<![接感遭享])受(?![理害益让贿损])|(?<=[须应])到"
)
#: 国务院和…: after a body that rules found
_JOINS = re.compile("以及|或者|[和与及或、]")
# 中国（上海）自由贸易试验区…: one word
_ZONE = re.compile("中国（[\u4e00-\u9fff]{2,3}）自由贸易试验区")
_CITY = re.compile("(?<![城都超夜菜股楼门集上])市(?![场政容民域级郊区属面值])")
_SHORTEST = 3


def earliest(text: str, lowest: int, end: int, found: Sequence[Found]) -> int:
    """Where a name that ends at ``end`` begins at the earliest, not before ``lowest``; ``found``: bodies the rules know."""
    begin = lowest
    last = end - _SHORTEST
    for match in _BORDER.finditer(text, lowest, end):
        if begin < match.end() <= last:
            begin = match.end()
    for item in found:
        if begin <= item.end <= last and (joined := _JOINS.match(text, item.end, end)) and joined.end() <= last:
            begin = joined.end()
    return begin


def zone_at(text: str, start: int, lowest: int) -> int:
    """Where the free-trade zone begins that ``start`` lies in, or ``start``."""
    for match in _ZONE.finditer(text, lowest):
        if match.start() < start < match.end():
            return match.start()
        if match.start() >= start:
            break
    return start


def inner_place(text: str, start: int, end: int) -> int:
    """Where a place or a city begins within the words from ``start`` to ``end``, so that they are none of its name.

    ``start`` again where there is none, or what stands before it is a body whose branch is named (国家税务总局上海市税务局).
    """
    names = registry().place_codes
    for at in range(start + 1, end - _SHORTEST):
        if text[at - 1] in _BODIES:
            continue
        if any(text[at + size - 1 : at + size] in _KINDS and text[at : at + size] in names for size in (3, 4, 5)):
            return at
    for match in _CITY.finditer(text, start + _LONGEST_PLACE, end - _SHORTEST):
        city = match.start()
        if text[city - 1] not in _BODIES and ends_with_place(text, city + 1) >= city:
            return city
    return start


_BODIES = "局部署会行委院厅办处府"
# 市 after fewer characters may be the end of a place that no list knows
_LONGEST_PLACE = 4
_KINDS = frozenset("省市区县州盟旗")
