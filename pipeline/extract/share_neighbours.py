"""What a share is of where the words before it in its clause do not say so: behind it, before a colon, or in a grant.

给予企业75%的担保费用补贴 names whom it is given to before the number and what it is of behind; 补助比例为：东部30%、西部60%
names it once for a list. ``share_bases`` asks these readers and trims what they find.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.extract.quantities import Quantity

__all__ = ["THING", "behind", "granted", "rate_behind", "said_before_colon", "those_behind"]

#: A base that ends so needs no rate said before it.
THING: Final = re.compile(
    r"(?:率|比例|比重|占比|份额|[额费价款金税]|费用|价格|总[量数值]|数值|增加值|产值|面积|收入|投资|投入|支出|总数|数量|人数)$"
)
#: 90%解决率; 75%的担保费用补贴: the thing stands behind the number.
_BEHIND: Final = re.compile(
    r"(?P<rate>[\u4e00-\u9fff]{1,6}率)(?=[，。；、）\n]|$)"
    r"|的(?P<paid>[\u4e00-\u9fff]{2,8}?(?:费用?|利息|保费|租金|税款?|支出|成本))(?:的)?(?:补[贴助]|贴息|奖补|资助|支持|减免)"
)
#: 给予企业75%的…: whom it is given to is no base, …
_GIVEN_TO: Final = re.compile(r"^.*(?:给予|予以)(?=[^，]{2,})")
_GIVING: Final = re.compile(
    r"对(?P<whom>[^，。；]{2,40}?)，?(?:[可应再按]|一次性|分别|每年|依法){0,3}(?:给予|予以|实[行施]|按照?)$"
)
_GRANT: Final = re.compile(r"(?:的比例|的标准)?(?:给予|予以)?(?:补[贴助]|奖励|奖补|资助|贴息)")
#: … what is paid for is: 对企业研发费用给予20%.
_PAID_FOR: Final = re.compile(
    r"(?:费用?|额|投资|投入|支出|成本|价格?|价款|利息|资金|款项|基金|租金|税|收入|销售|产值|总量|部分|损失|用电|缴费|保费|余额|所得|金)$"
)
_PAYER: Final = re.compile(
    r"^[^的]{0,16}?(?:企业|单位|机构|个人|团队|项目)(?:的?(?=[^的]{2,}(?:费用?|额|投入|投资|支出|成本|利息)$))"
)
#: 90%以上的职工, 有80%的行政村: those that the share is of.
_NO_LEAD: Final = re.compile(
    r"(?:承担|负担|经|实现|达到|保持|确保|保证|应当?是?|须|要|必须|有|是|使|推动|全[省市县区国]|其中|力争|，)*"
)
_AMONG_BEHIND: Final = re.compile(
    r"的(?P<base>[\u4e00-\u9fff]{2,8}?)(?=在|实现|达到|完成|建成|提议|联名|同意|出席|能够?|可以?|应当?|已|都|均|不|未|参加|享受|[，。；、）\n]|$)"
)
_NOT_AMONG: Final = re.compile(
    r"补[贴助]|奖|支持|资助|比例|标准|速度|幅度|罚款|滞纳金|率$|资金$|贴息|返还|优惠|份额|权重|水平|额度|部分|范围|增长|原则|要求|目标|"
    r"股权|股份|一次性|违约金|用于"
)
#: 除补缴欠缴数额外，从欠缴之日起，按日加收2‰的滞纳金
_LATE_FEE: Final = re.compile(r"除[^，。；]{0,6}(?:补缴|追缴|缴纳|补足)(?P<base>[^，。；]{2,14})外，[^。；]{0,30}加收$")
#: How far back the words before a late fee are looked at, and how far a list may reach past the colon before it.
_SENTENCE: Final = 120
_LIST: Final = 160
#: The head of a list of groups: 补助比例为：
_RATE_HEAD: Final = re.compile(
    r"(?:^|[，。；：、\n（）])(?P<base>[^，。；：、（）\n]{0,20}?(?:比例|费率|税率|利率|率|份额|比重|占比))(?:标准)?"
    r"(?:为|是|如下|分别为?|按[^，。；：\n]{2,14}(?:执行|确定|计算|收取|计取|缴纳))?："
)


def granted(text: str, q: Quantity, start: int) -> str | None:
    """What a grant is a share of (研发费用 of 对企业研发费用给予20%); empty where only its receiver is named, None of no grant.

    ``start`` is where the clause of ``q`` begins.
    """
    lead = text[start : q.word_start]
    if not ("予" in lead or "实" in lead or ("对" in lead and _GRANT.match(text, q.end))):
        return None
    after = _BEHIND.match(text, q.end)
    paid = after["paid"] if after is not None else None
    towards = _GIVING.search(lead)
    if towards is not None:
        whom = _PAYER.sub("", towards["whom"])
        return whom if _PAID_FOR.search(whom) else paid or ""
    return paid if paid and _GIVEN_TO.search(lead) else None


def said_before_colon(text: str, q: Quantity) -> str | None:
    """The rate that a colon says once for a list of groups (补助比例为：东部30%、西部60%)."""
    colon = text.rfind("：", max(0, q.start - _LIST), q.start)
    if colon < 0 or "。" in text[colon : q.start] or "\n" in text[colon : q.start]:
        return None
    head = _RATE_HEAD.search(text, max(0, colon - 40), colon + 1)
    return head["base"] if head is not None and head.end() == colon + 1 else None


def rate_behind(text: str, q: Quantity, start: int) -> str | None:
    """The rate right behind its number (90%解决率)."""
    found = _BEHIND.match(text, q.end)
    return found["rate"] if found is not None and found["rate"] and _no_lead(text, q, start) else None


def behind(text: str, q: Quantity, start: int) -> str | None:
    """Those that a share is of, said behind it (百分之八十以上的行政村); what a late fee is reckoned of."""
    if _no_lead(text, q, start) and (those := those_behind(text, q)) is not None:
        return those
    if not text.startswith("的滞纳金", q.end):
        return None
    fee = _LATE_FEE.search(text, max(0, q.start - _SENTENCE), q.start)
    return fee["base"] if fee is not None else None


def those_behind(text: str, q: Quantity) -> str | None:
    """Those that a share is of, right behind it: 城市社区 of 50%的城市社区建成."""
    among = _AMONG_BEHIND.match(text, q.word_end)
    return among["base"] if among is not None and not _NOT_AMONG.search(among["base"]) else None


def _no_lead(text: str, q: Quantity, start: int) -> bool:
    """Whether nothing but a verb stands between the start of the clause, or the last 、, and the share."""
    return _NO_LEAD.fullmatch(text, max(start, text.rfind("、", start, q.word_start) + 1), q.word_start) is not None
