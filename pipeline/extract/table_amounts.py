"""Sums in tables whose unit stands in the head (单位：万元): the numbers of the columns that hold money.

A row is a line, its cells are parted by bars or spaces. Sure is only a number in a column whose name says money, in a row
with as many cells as the head; any other number that may be a sum is given with ``needs_review``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.common.numerals import read_number
from pipeline.extract import units

__all__ = ["TableSum", "find_table_sums"]

_NAMES: Final = "|".join(re.escape(n) for n in sorted(units.CURRENCY_UNITS, key=len, reverse=True))
#: 单位：万元, 补助表（单位：元/人）, 金额单位：人民币亿元 at the end of a short line.
_HEAD: Final = re.compile(
    rf"[^。；\n]{{0,60}}?单位 ?[：:] ?(?:人民币)?(?P<scale>[十百千]?[万亿]|[百千])?(?P<currency>元|{_NAMES})(?:人民币)?"
    r"(?: ?/ ?(?P<per>[\u4e00-\u9fff]{1,4}))?[）)]?[ |]*$",
    re.MULTILINE,
)
#: Begins with a word that is looked for fast; the head is then read from the start of its line.
_UNIT: Final = re.compile(r"单位 ?[：:]")
_CELL: Final = re.compile(r"[^|｜\s]+")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_RULE: Final = re.compile(r"[-:|｜+=\s]+")
#: Columns that hold money, and those that never do.
_MONEY: Final = re.compile(
    r"金额|预算|决算|收入|支出|投资|补助|补贴|奖励|资金|经费|[价费款额]$|合计|总[计额]|标准|执行数|万元|工资|税|利润|产值"
)
_NOT_MONEY: Final = re.compile(
    r"序号|编号|编码|代码|科目|年[份度]?$|月份|日期|时间|比|率|%|占|数量|人数|户数|个数|次数|件数|面积|里程|电话|备注|名次|等级|增长|增幅|单位$|名称"
)
#: A table is no longer than this: the guard against reading on into another text.
_MAX_ROWS: Final = 400
UNSURE: Final = "the unit stands in the head of the table, and the column does not say whether it holds sums"


@dataclass(frozen=True, slots=True)
class TableSum:
    """A number of a table that is a sum: its span, value and currency; ``review`` where that is not sure."""

    start: int
    end: int
    value: Decimal
    currency: str
    per: tuple[str, ...] = ()
    review: str | None = None


def find_table_sums(text: str) -> Iterator[TableSum]:
    """Every number that may be a sum below a head that says the unit, in order. Linear in the text."""
    at = 0
    for unit in _UNIT.finditer(text):
        newline = text.rfind("\n", at, unit.start())
        if newline < 0 and at:
            continue  # its line has been tried
        at = unit.end()
        head = _HEAD.match(text, newline + 1)
        if head is None:
            continue
        scale = read_number(head["scale"]) if head["scale"] else Decimal(1)
        currency, worth = units.CURRENCY_UNITS.get(head["currency"], ("CNY", units.ONE))
        per = (head["per"],) if head["per"] else ()
        for start, end, sure in _rows(text, head.end() + 1):
            value = read_number(text[start:end])
            if value is not None and scale is not None:
                yield TableSum(start, end, value * scale * worth, currency, per, None if sure else UNSURE)


def _rows(text: str, at: int) -> Iterator[tuple[int, int, bool]]:
    """The numbers of the table that begins at ``at``, and whether each is sure."""
    names: list[str] = []
    for _ in range(_MAX_ROWS):
        if at >= len(text):
            return
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        cells = list(_CELL.finditer(text, at, end))
        at = end + 1
        if not cells or _RULE.fullmatch(line):
            continue
        if len(cells) < 2 or "。" in line or "单位：" in line:
            return
        numbers = [i for i, cell in enumerate(cells) if _NUMBER.fullmatch(cell[0])]
        if not names:
            names = [cell[0] for cell in cells]
            # columns are named by years, too
            if all(_YEAR.fullmatch(names[i]) for i in numbers):
                continue
            names = [""] * len(cells)
        for i in numbers:
            known = names[i] if len(cells) == len(names) else ""
            if _NOT_MONEY.search(known) or (i == 0 and not known):
                continue
            yield *cells[i].span(), bool(_MONEY.search(known))
