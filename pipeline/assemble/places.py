"""Which place a document speaks from: what 市科委, 区政府 and 本市 mean in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.common.places import province_heading, province_of_number
from pipeline.extract.agencies import place_named, place_within

_NAMED = re.compile("《(?P<named>[^《》]{2,40})")
# Branches of national bodies, and party bodies, name their place second: 国家税务总局杭州市税务局, 中共安吉县委
_NATIONAL = re.compile("(?:中共|中国共产党|中华人民共和国|国家[一-龥]{2,8}局|中国人民银行|中国证券监督管理委员会)")
# Cities whose own mark heads their document numbers, before 府, 政, 委 or 办. 苏府 is Suzhou's, 苏政 Jiangsu's. Marks that
# several places use (济政, 青政, 宁政, 海府) are left out.
_CITY_MARKS = {
    "穗": "广州市", "深": "深圳市", "佛": "佛山市", "珠": "珠海市", "惠": "惠州市", "汕": "汕头市", "肇": "肇庆市", "韶": "韶关市",
    "杭": "杭州市", "甬": "宁波市", "温": "温州市", "绍": "绍兴市", "嘉": "嘉兴市", "衢": "衢州市", "丽": "丽水市", "舟": "舟山市",
    "锡": "无锡市", "徐": "徐州市", "扬": "扬州市", "盐": "盐城市", "连": "连云港市", "宿": "宿迁市",
    "成": "成都市", "绵": "绵阳市", "泸": "泸州市", "攀": "攀枝花市", "武": "武汉市", "宜": "宜昌市", "襄": "襄阳市",
    "郑": "郑州市", "洛": "洛阳市", "厦": "厦门市", "榕": "福州市", "泉": "泉州市", "漳": "漳州市", "莆": "莆田市",
    "合": "合肥市", "芜": "芜湖市", "洪": "南昌市", "赣市": "赣州市", "烟": "烟台市", "潍": "潍坊市", "淄": "淄博市", "威": "威海市",
    "石": "石家庄市", "唐": "唐山市", "并": "太原市", "沈": "沈阳市", "哈": "哈尔滨市", "昆": "昆明市", "筑": "贵阳市", "邕": "南宁市",
    "柳": "柳州市", "兰": "兰州市", "银": "银川市", "乌": "乌鲁木齐市",
}  # fmt: skip
_CITY_NUMBER = re.compile(f"(?P<mark>{'|'.join(_CITY_MARKS)})(?=[府政委办])")
_SUZHOU = re.compile("苏府|苏委")


def place_of(issuers: Iterable[str], number: str | None, title: str | None) -> str | None:
    """The full name of the place (上海市, 上海市金山区, 杭州市, 安吉县), None where nothing says it: none is ever assumed.

    Asked in order: the issuers' names, the document number's mark (沪府规), the head of the title, the head of the
    title that it issues or amends (关于修改《上海市…规定》的决定). A county or district that several provinces have
    counts where another of these tells the province.
    """
    words = tuple(issuers)
    province = next(_provinces(words, number, title), None)
    for text in _heads(words, title):
        found = place_named(text[match.end() :] if (match := _NATIONAL.match(text)) else text, province)
        if found is not None and (province is None or found == province or place_within(found, province)):
            return found
        if province is not None and province_heading(text) is not None:
            break
    return _of_number(number) or province


# what speaks from a place without its name: 本市, 市政府, 区发改局
_OWN = re.compile("[本我全][省市县区州]|(?<![一-龥])[省市县区州](?:委|政府|人民政府|[一-龥]{2,8}[局委厅办])(?![一-龥])")
# a place that a text says it is from: 结合官渡区实际
_HERE = re.compile("[本我全]([省市县区州])")
# a government that it names: 安徽省政府关于…
_GOVERNMENT = re.compile("(?<![一-龥])(?P<named>[一-龥]{2,14}?)(?:人民)?政府")
_FOR_ITSELF = re.compile("结合(?:[本我][省市县区州])?(?P<named>[一-龥]{2,14}?)的?实际")
_LEVELS = ("省", "市", "区", "县", "州", "盟", "旗")


def place_said(text: str, issuers: Iterable[str], others: Iterable[str | None]) -> str | None:
    """The place of a document that speaks of 本市 and 市政府 and whose head names none; None where it has no one answer.

    It says so itself (结合官渡区实际), or all local titles and governments that it names have one place or lie in one
    (《昆明市…办法》), or all ``others`` of its source that have a place have the same. Not asked of what a national body
    issues.
    """
    if not _OWN.search(text) or not all(name.startswith(_LEVELS) for name in issuers):
        return None
    cited = {
        place
        for pattern in (_NAMED, _GOVERNMENT)
        for match in pattern.finditer(text)
        if (place := place_named(match["named"])) is not None
    }
    above = min(cited, key=len) if cited else None
    if above is not None and any(place != above and not place_within(place, above) for place in cited):
        above = None
    for match in _FOR_ITSELF.finditer(text):
        if (place := place_named(match["named"], above)) is not None and place.endswith(match["named"][-2:]):
            return place
    if above is not None:
        here = _HERE.search(text)
        near = {place for place in cited if here is not None and place.endswith(here[1])}
        return near.pop() if len(near) == 1 else above
    known = {place for place in others if place is not None}
    return known.pop() if len(known) == 1 else None


def _provinces(issuers: Iterable[str], number: str | None, title: str | None) -> Iterator[str]:
    for issuer in issuers:
        if found := province_heading(issuer):
            yield found.name
    if number and (found := province_of_number(number)):
        yield found.name
    for text in _heads((), title):
        if found := province_heading(text):
            yield found.name


def _heads(issuers: Iterable[str], title: str | None) -> Iterator[str]:
    yield from issuers
    if title:
        yield title
        for match in _NAMED.finditer(title):
            yield match["named"]


def _of_number(number: str | None) -> str | None:
    if not number:
        return None
    if _SUZHOU.match(number):
        return "苏州市"
    match = _CITY_NUMBER.match(number)
    return _CITY_MARKS[match["mark"]] if match else None
