"""Document numbers, orders and standards as they stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.common.doc_numbers import ANY_CLOSES, ANY_OPENS, fold_doc_number
from pipeline.common.records import quick

_S = " ?"
_HAN = "一-龥"
# the one character that numbers of documents and orders have, found fast; all else is read back from there
_NUMBERED = re.compile(r"号(?<=[\d一二三四五六七八九十百零〇 ]号)")
# 国发〔2024〕3号: its bracket, then the code before that
_BRACKETED = re.compile(rf"{ANY_OPENS}{_S}[12]\d{{3}}年?{_S}{ANY_CLOSES}{_S}第?{_S}\d{{1,5}}{_S}$")
_CODE = re.compile(rf"[{_HAN}（）A-Z]{{1,16}}{_S}$")
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,6})"
# 上海市人民政府令第8号, 财政部公告2021年第13号, and 第17号令 by what stands behind it
_ORDER = re.compile(
    rf"(?:(?P<named>令{_S}(?:[（(]?\d{{4}}年[）)]?)?{_S}第?{_S}{_COUNT}|公告{_S}(?:\d{{4}}年)?{_S}第?{_S}\d{{1,4}})|第{_S}{_COUNT}){_S}$"
)
_ORDER_AFTER = re.compile(rf"{_S}(?:令|公告)")
#: 8号线, 8号楼, 8号文 are no orders
_NO_ORDER = frozenset("线楼文")
#: the longest of what stands before 号 in the patterns above
_LONGEST = 20
_ORDERING = re.compile(rf"[{_HAN}、]{{2,30}}{_S}$")
# Words before a number that are no part of its code: 根据沪府发…, 市人民政府京政发…
_LEAD = re.compile(
    ".*(?:根据|按照|依据|依照|参照|遵照|执行|落实|贯彻|符合|详见|参见|以及|文号|下发|印发|转发|批转|发布|公布|颁布|废止|停止|"
    "文件|通知|规定|办法|意见|人民政府|人民法院以?|办公厅|关于|[的及和与见了号为将等按])(?=.)"
    # characters that only mark a province: what stands before one is glued on
    "|.+(?=[沪粤皖闽赣豫渝琼黔滇])"
)
_BODY_LEAD = re.compile(
    ".*(?:根据|按照|依据|依照|参照|执行|以及|发布|公布|颁布|印发|废止|规定|办法|决定|条例|经过|修正|修订|通过|批准|的|了|为|由|以|和(?!国)|及|日(?!照)|年|月|见|被|号)(?=.)"
)
_BODY = re.compile("(?:政府|国务院|主席|委员会|委|部|局|署|院|会|办公室|厅|银行|总局|军委|检察长|府|司)$")
_SERIES = (
    "GB/T|GB/Z|GBZ/T|GBZ|GBJ|GB|DB[J]?\\d{2}/T|DB[J]?\\d{2}|DG/TJ\\d{2}|DGJ\\d{2}|JGJ/T|JGJ|CJJ/T|CJJ|CJ/T|CJ|HJ/T|HJ|AQ/T|AQ|JT/T|JTG/T|JTG|"
    "YY/T|YY|WS/T|WS|NY/T|NY|SY/T|SH/T|SL/T|SL|DL/T|DL|TB|GA/T|GA|QC/T|XF/T|XF|LY/T|SB/T|WB/T|YD/T|SN/T|TSG|ISO/IEC|ISO|IEC|T/[A-Z]{2,6}"
)
# a series begins where a Latin word does, and with a capital
_LATIN = re.compile("[A-Z](?<![A-Za-z].)")
_STANDARD = re.compile(
    rf"(?P<series>{_SERIES})[ ]?(?P<n>\d{{1,6}}(?:\.\d{{1,3}})?)(?:[ ]?[-—–－][ ]?(?P<year>(?:19|20)\d{{2}}|\d{{2}}(?!\d)))?(?![\dA-Za-z])"
)


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A number in text: its span and folded form."""

    start: int
    end: int
    folded: str


def find_numbers(text: str) -> list[Number]:
    """Every document number, order number and standard number in ``text``, in order, none overlapping another."""
    ends = [m.start() for m in _NUMBERED.finditer(text)]
    found = [*_bracketed(text, ends), *_orders(text, ends), *_standards(text)]
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _bracketed(text: str, ends: list[int]) -> Iterator[Number]:
    """Those that end in one of the 号 at ``ends``."""
    for stop in ends:
        match = _BRACKETED.search(text, max(0, stop - _LONGEST), stop)
        if match is None:
            continue
        low = max(0, match.start() - 18)
        code = _CODE.search(text[low : match.start()])
        if code is None:
            continue
        start, end = low + code.start(), low + len(code[0].rstrip(" ")) + code.start()
        while lead := _LEAD.match(text, start, end):
            start = lead.end()
        if text[start] in "（）":
            start += 1
        if 1 <= end - start <= 14:
            yield Number(start, stop + 1, fold_doc_number(text[start : stop + 1]))


def _orders(text: str, ends: list[int]) -> Iterator[Number]:
    """Those whose 号 is one of those at ``ends``."""
    for stop in ends:
        match = _ORDER.search(text, max(0, stop - _LONGEST), stop)
        if match is None:
            continue
        close = stop + 1
        if not match["named"]:
            after = _ORDER_AFTER.match(text, close)
            close = after.end() if after else 0
        if not close or (match["named"] and text[close : close + 1] in _NO_ORDER):
            continue
        low = max(0, match.start() - 31)
        body = _ORDERING.search(text[low : match.start()])
        if body is None:
            continue
        start, end = low + body.start(), low + len(body[0].rstrip(" ")) + body.start()
        while lead := _BODY_LEAD.match(text, start, end):
            start = lead.end()
        said = text[start:end].lstrip("、")
        if said.startswith("原") and len(said) > 3:
            said = said[1:]
        if _BODY.search(said):
            start = end - len(said)
            yield Number(start, close, fold_doc_number(text[start:close]))


def _standards(text: str) -> Iterator[Number]:
    reach = 0
    for word in _LATIN.finditer(text):
        match = _STANDARD.match(text, word.start()) if word.start() >= reach else None
        if match is None:
            continue
        reach = match.end()
        if match["series"] in ("TB", "SL", "CJ", "GA", "AQ", "DL", "NY", "WS", "YY", "XF", "TSG") and not match["year"]:
            continue  # two letters and a number are as often a model or a room
        year = f"—{match['year']}" if match["year"] else ""
        yield Number(match.start(), match.end(), f"{match['series']} {match['n']}{year}")
