"""Numerals with the unit after them: the tokens that quantities are made of.

A token without a unit of ours is kept too: it may open a range (``3—5年``), and it tells a bound word before it that
it counts something else (``不超过3家企业``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from pipeline.common.numerals import ARABIC, CHINESE_DIGITS, CHINESE_UNITS, read_numeral
from pipeline.extract import units

Kind = Literal["money", "percent", "multiple", "time"]


@dataclass(slots=True)
class Token:
    """One numeral met in a text.

    ``start`` is that of a currency word or 百分之 glued on before; ``number_end`` is where the numeral ends, ``end``
    where its unit does. ``value`` is in ``unit`` (None where vague or damaged). ``number`` is the numeral's own text.
    """

    start: int
    number_end: int
    end: int
    number: str
    value: Decimal | None = None
    approximate: bool = False
    kind: Kind | None = None
    unit: str = ""
    worth: Decimal = units.ONE
    share: str = ""
    #: it numbers a thing or names a day of the calendar; what is joined to it does too
    ordinal: bool = False
    damaged: bool = False
    #: a space or a dot of the wrong kind stands among its digits
    parted: bool = False
    #: nothing but a space stands between it and another number: it may be the rest of that
    beside: bool = False


def _any(names: dict[str, object] | dict[str, str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_U: Final = CHINESE_UNITS
_D: Final = CHINESE_DIGITS
_HALF, _TENTH, _HUNDREDTH = Decimal("0.5"), Decimal("0.1"), Decimal("0.01")
_NAMES: Final = _any(units.CURRENCY_NAMES)
_SHARES: Final = _any(dict.fromkeys(units.SHARE_LEADS, ""))
#: 附件1 3月, 第1 2个: the number before the space is the name of something.
_NAMES_A_THING: Final = "第表图件录例注条款章节项号篇级类档组"
#: 罚款1 5000元: what comes after these is how much, so its digits belong together however they are broken.
_BEFORE_A_SIZE: Final = "的过于到达至为满收处罚予助贴励约近超逾额价费率长降升增减"
_PARTED: Final = (
    rf"(?:(?:(?<=[{_BEFORE_A_SIZE}])|(?<=[罚价税贷]款))\d{{1,3}}(?: \d{{1,5}}){{1,4}}(?:\.\d{{1,3}})?"
    r"|\d{1,3}(?: \d(?:\d\d)?(?:\.\d{1,3})?|[·•‧∙・。] ?\d{1,2}| ?\. \d{1,2}))"
)
_DOTS: Final = re.compile("[·•‧∙・。]")
#: Where a numeral may begin: the text is scanned for runs of these first.
_RUN: Final = re.compile(rf"[\d{_D}{_U}半几数lIO]++")
_NUMBER: Final = re.compile(
    r"(?P<damaged>(?=\d{0,12}[OolI])(?=[OolI]{0,12}\d)[\dOolI][\dOolI,.]{1,12}(?![A-Za-z\d]) ?[万亿]?|[lIO]{1,3} ?[百千万亿]+(?=元))"
    # 满1 2个月, 利率1 0.5%, 每亩1 200元, 奖励1·5万元: damage put a space or a dot of the wrong kind among the digits
    rf"|(?<=[\u4e00-\u9fff，、；：（])(?:(?<=[罚价税贷]款)|(?<![{_NAMES_A_THING}{_D}{_U}]))"
    rf"(?P<parted>{_PARTED}(?: ?[百千]?[万亿]{{1,2}})?)"
    rf"(?= ?(?:元|倍|[日天年]|小时|[至到~～—](?=\d[·•‧∙]\d)|个?(?:工作日|月)|{_any(dict.fromkeys((*units.PERCENT_UNITS, *units.CURRENCY_UNITS), ''))}))"
    rf"|(?:(?P<share>{_SHARES}) ?)?"
    rf"(?P<number>(?P<vague>[数几](?=[{_U}])(?![百千万]分之))?"
    rf"(?>{ARABIC}(?: ?(?!百分[点之])[{_U}]++{ARABIC}?)*+|[{_D}{_U}]++(?:点[{_D}]+[万亿]{{0,2}})?)"
    rf"(?> ?[余多几](?: ?[{_U}]++)?)?)"
    r"|(?P<half>半)(?=年|个月|天|日|个?小时|个?工作日)"
    r"|(?P<few>[数几])(?=个百分点|元|美元|倍)"
)
#: 3一5年, 10%一15%: a dash read as 一.
_DASH: Final = re.compile(r"[\d%元年月日倍]一\d")
#: 000元: the digits before are lost.
_HEADLESS: Final = re.compile(r"0\d")
#: 数 ends a word in 人数百分之…, 总数百….
_NOT_VAGUE: Final = frozenset("人总户基系指参位倍票次件份股套笔少半无度分")
#: 上百万元, 若干万元, 成百上千万元; not 以上百万元.
_VAGUE_BEFORE: Final = re.compile(r"(?:成[百千]上|(?<!以)上|若干)$")
#: A character that could not be read between two digits (1□70元).
_LOST: Final = re.compile("\\d[□■\ufffd\ue000-\uf8ff]$")
_UNREAD: Final = frozenset("□■\ufffd")
_NAME_BEFORE: Final = re.compile(rf"(?:{_NAMES}) ?$")
#: 自然增长率为-1.33‰ and 利润-5万元 are below zero; in 5%-10%, LPR-1% and 第-5% the sign joins.
_SIGNS: Final = frozenset("-－−")
_SIGNED: Final = re.compile(r"(?:[为是率达到在于、，：（]|幅度|增长|[增降]幅|下降|同比|增速|利润|亏损) ?[-－−]$")
_NAME_ENDS: Final = frozenset(name[-1] for name in units.CURRENCY_NAMES) | {" "}
#: 上半年, 下半年, 大半年, 一夜半; 2024年后半年, 前半年 where nothing stands before it.
_PART_OF_YEAR: Final = re.compile(r"(?:[上下大一夜]|(?:年|^|[，。；：、\n余])[前后])$")
_UNIT: Final = re.compile(
    r" ?(?:"
    rf"(?P<yuan>元)(?!{units.YUAN_NOT_BEFORE})"
    r"(?: ?(?P<jiao>[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]) ?角)?(?: ?零?(?P<fen>[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]) ?分(?![之数别期类析钟队支]))?"
    rf"(?: ?(?P<after>{_NAMES})(?! ?\d))?"
    rf"|(?P<currency>{_any(dict.fromkeys(units.CURRENCY_UNITS, ''))})"
    rf"|(?P<corner>角)(?P<cents> ?[\d一二三四五六七八九] ?分)?"
    rf"|(?P<percent>{_any(units.PERCENT_UNITS)})(?![0-9A-F]{{2}})"
    rf"|(?P<tenth>成)(?P<tenth_more>[半五])?(?![{units.CHENG_NOT_BEFORE}])"
    rf"|(?P<times>倍)(?P<times_half>半)?(?!{units.TIMES_NOT_BEFORE})"
    rf"|(?P<ge>个(?:(?P<ge_half>半)|(?P<ge_more>多))?)?(?:{units.TIME_QUALIFIERS}){{0,2}}(?P<time>{_any(dict.fromkeys(units.TIME_UNITS, ''))})"
    r"(?P<half>半(?![年数径途岛]))?"
    r")"
)
#: The characters that a unit begins with, and the space before it.
_UNIT_FIRST: Final = frozenset(
    {" ", "元", "角", "成", "倍", "个"}
    | {word[0] for word in (*units.CURRENCY_UNITS, *units.PERCENT_UNITS, *units.TIME_UNITS)}
    | {word[0] for word in units.TIME_QUALIFIERS.split("|")}
)
#: A number right after a currency word is a sum without more, unless it counts or dates something.
_COUNTS: Final = re.compile(r" ?[年月日号版期级个家名项次人款条章节种类-]")
_CHENG_AFTER: Final = re.compile(units.CHENG_AFTER)
_CHENG_BEFORE: Final = re.compile(units.CHENG_BEFORE)
_JIAO_BEFORE: Final = re.compile(units.JIAO_BEFORE)
_YUAN_PLACES: Final = re.compile(units.YUAN_PLACES)
_DIGIT: Final = re.compile(r"[\d一二两三四五六七八九]")
#: One unit character alone is no number beside a currency (万元以上 in a table head, 每亿元); its bound says otherwise.
_BARE: Final = re.compile(r"[百千万亿]")
_BARE_AFTER: Final = re.compile(r"(?:(?<!不)[超过破近达]|超过|突破|达到)$")
_BARE_BEFORE: Final = re.compile(r"以上|以下|以内")


def tokens(text: str) -> Iterator[Token]:
    """Every numeral of ``text`` in order, with its unit where it is one of ours. Linear in the text."""
    previous: Token | None = None
    done = 0
    for run in _RUN.finditer(text):
        at, end = max(done, run.start()), run.end()
        while at < end:
            m = _NUMBER.match(text, at)
            if m is None:
                at += 1
                continue
            if m[0] == "一" and _DASH.match(text, at - 1):
                at += 1
                continue
            token = _read(text, m, done)
            # what is within the unit before it (the 5 of 3元5角) is no number of its own
            at = done = (at + 1 if m["vague"] or m["few"] else m.end()) if token is None else token.end
            if token is None:
                continue
            token.ordinal = _numbers_a_thing(text, token, previous)
            previous = token
            yield token


def _read(text: str, m: re.Match[str], earliest: int) -> Token | None:
    """The token of a numeral, or None where it is a piece of another word or number."""
    said = str(m.lastgroup)
    raw = m[said]
    start, end = m.span()
    before = text[start - 1] if start else ""
    first = raw[0]
    name = _NAME_BEFORE.search(text, max(earliest, start - 6), start) if before in _NAME_ENDS else None
    if name is None and before.isascii() and first.isascii() and (before.isalnum() or before == "."):
        return None
    vague = first in "数几" and m["vague"] is not None
    if first == "数" and before in _NOT_VAGUE:
        return None
    if said == "half" and _PART_OF_YEAR.search(text, max(0, start - 2), start):
        return None
    share = m["share"] or ""
    if first in "百千万亿" and before in ("上", "干") and not share:
        prefix = _VAGUE_BEFORE.search(text, max(earliest, start - 3), start)
        start, vague = (prefix.start(), True) if prefix else (start, vague)
    damaged = said == "damaged" or (first == "0" and bool(_HEADLESS.match(raw)))
    # what could not be read is rare, so the one character is looked at before the pattern
    if not damaged and (before in _UNREAD or "\ue000" <= before <= "\uf8ff"):
        damaged = bool(_LOST.search(text, max(0, start - 2), start))
    token = Token(name.start() if name else start, end, end, raw, damaged=damaged, share=share)
    token.beside = before == " " and raw[0].isdigit() and text[start - 2 : start - 1].isdigit()
    if said == "parted":
        raw = _DOTS.sub(".", raw)
        token.parted, token.number = True, raw.replace(" ", "")
    if said in ("number", "parted") and not vague:
        numeral = read_numeral(raw.replace(" ", ""))
        if numeral is not None:
            token.value, token.approximate = numeral.value, numeral.approximate
    elif said == "half":
        token.value = _HALF
    if token.share:
        token.kind, (token.unit, token.worth) = "percent", units.SHARE_LEADS[token.share]
        return token
    # most numbers count something else, and the character after them says so
    unit = _UNIT.match(text, end) if text[end : end + 1] in _UNIT_FIRST else None
    currency = name[0].rstrip() if name else None
    if unit is not None:
        _read_unit(text, token, unit, currency)
    elif currency and not _COUNTS.match(text, end):
        token.kind, token.unit = "money", units.CURRENCY_NAMES[currency]
    if name and token.kind != "money":
        token.start = start
    if (
        before in _SIGNS
        and token.kind in ("percent", "money")
        and token.value is not None
        and _SIGNED.search(text, max(0, start - 6), start)
    ):
        token.start, token.value = start - 1, -token.value
    return token


def _read_unit(text: str, token: Token, unit: re.Match[str], name: str | None) -> None:
    """Set kind, unit, worth and end; leave them where the unit is no unit here."""
    if unit["yuan"] or unit["currency"]:
        _read_money(text, token, unit, name)
    elif unit["percent"]:
        token.kind, token.unit = "percent", units.PERCENT_UNITS[unit["percent"]]
    elif unit["times"]:
        token.kind, token.unit = "multiple", "times"
        if unit["times_half"] and token.value is not None:
            token.value += _HALF
    elif unit["time"]:
        _read_time(text, token, unit)
    elif unit["corner"]:
        plain = token.number.isascii() and token.number[:1].isdigit()
        if plain or _JIAO_BEFORE.match(text, unit.end()):
            token.kind, token.unit, token.worth = "money", "CNY", _TENTH
            if unit["cents"] and token.value is not None:
                cents = read_numeral(unit["cents"].replace(" ", "")[0])
                token.value += cents.value / 10 if cents else 0
    elif unit["tenth"] and _DIGIT.fullmatch(token.number):
        before = text[max(0, token.start - 2) : token.start]
        if _CHENG_AFTER.search(before) or _CHENG_BEFORE.match(text, unit.end()):
            token.kind, token.unit, token.worth = "percent", "percent", Decimal(10)
            if unit["tenth_more"] and token.value is not None:
                token.value += _HALF
    if token.kind is not None:
        token.end = unit.end()


def _read_money(text: str, token: Token, unit: re.Match[str], name: str | None) -> None:
    before = text[max(0, token.start - 3) : token.start]
    if _BARE.fullmatch(token.number) and not name and token.value is not None:
        bounded = _BARE_AFTER.search(before) or (token.number == "亿" and _BARE_BEFORE.match(text, unit.end()))
        if not bounded:
            return
    if len(token.number) == 1 and _DIGIT.fullmatch(token.number) and _YUAN_PLACES.match(text, unit.end()):
        return
    token.kind = "money"
    if unit["currency"]:
        token.unit, token.worth = units.CURRENCY_UNITS[unit["currency"]]
        return
    token.unit = units.CURRENCY_NAMES[unit["after"] or name or "人民币"]
    if token.value is not None and (unit["jiao"] or unit["fen"]):
        for part, worth in ((unit["jiao"], _TENTH), (unit["fen"], _HUNDREDTH)):
            small = read_numeral(part) if part else None
            token.value += small.value * worth if small else 0


def _read_time(text: str, token: Token, unit: re.Match[str]) -> None:
    noun = unit["time"]
    if noun in units.NEEDS_GE and not unit["ge"]:
        return
    # 3个年产值超万亿元的产业
    if unit[0].strip() == "个年":
        return
    if _TIME_NOT_BEFORE[noun].match(text, unit.end()) if noun in _TIME_NOT_BEFORE else False:
        return
    token.kind = "time"
    token.unit, token.worth = units.TIME_UNITS[noun]
    if (unit["ge_half"] or unit["half"]) and token.value is not None:
        token.value += _HALF
    if unit["ge_more"]:
        token.approximate = True
    if noun == "年" and token.number == "半":
        token.value, token.unit, token.worth = units.ONE, "month", Decimal(6)


_TIME_NOT_BEFORE: Final = {noun: re.compile(p) for noun, p in units.TIME_NOT_BEFORE.items()}

# --- numbers that name rather than measure ---------------------------------------------------------------------------

_NUMBERED: Final = re.compile(r"(?:第|初|第[^，。；\n]{1,4}个|[第〔\[（(]\d{4}[〕\])）] ?) ?$")
_ON_A_DAY: Final = re.compile(r"(?:月|月份|农历|正月|腊月) ?$|(?:[下次当本上每]个?|第[一二三]个)月份?的 ?$")
#: Last characters of the two patterns above, to pass most numbers by.
_NUMBERING: Final = frozenset("初个〕]）) ")
_DAY_LEADS: Final = frozenset("月份历的 ")
_ERA: Final = re.compile(units.ERAS)
_JOINED: Final = re.compile(r" ?(?:[-－‐–—―~～〜∼至到、和及或]|——|以及) ?")
#: 上一年, 每一日, 同一天: the one before, each one. 前一年 is so too, unless an event stands before it (期满前一年).
_ONE_OF: Final = re.compile(r"(?:(?<!以)[上下]|[每同某任当这那次头另新]|其中|最后|任何)$")
#: 百年大计, 千年古镇: no length is meant.
_PROVERBIAL: Final = frozenset("百千万")
_BOUNDED: Final = re.compile(r"以[上下内]|[以之]?内|左右")
#: 两三年, 五六个: two digits in a row that grow by one are a range said loosely; 三五天 is loose and no range.
LOOSE: Final = re.compile(r"一二|[一两二]三|三四|三五|四五|五六|六七|七八|八九")
#: 一年一次, 一年两次: how often, not how long.
_OFTEN: Final = re.compile(r"(?:[一二两三四五六1-9][次评度检考审换签届遇报议聘查核训更]|多次|台阶)")
#: 四周 are the surroundings (仓库四周内) unless the words beside it mean time.
_WEEKS_BEFORE: Final = re.compile(
    r"(?:[为期约近共每满前后续足过于少多短长隔达]|(?<!设)在|应当?|[须需可]|以上|至少|起，?|^|，)$"
)
_WEEKS_BEFORE_OF: Final = re.compile(r"(?:期[^，。；]{0,2}为|为期|[期约共每满续足过隔])$")
_WEEKS_AFTER: Final = re.compile(r"以?后|以[上下内]|之[后前]")
_ONE_BEFORE: Final = re.compile(r"(?:^|[，。；、（\n较比在按以其对由]) ?前$")
_A_LENGTH: Final = re.compile(r"[内以]|之内|期")
_MONTH_AFTER: Final = re.compile(r" ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?月(?!份?内)")
_FULL_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_POSITIONAL: Final = re.compile(r"[零〇○一二三四五六七八九]{2,}")


def _numbers_a_thing(text: str, token: Token, previous: Token | None) -> bool:
    """Whether the number numbers a thing or names a day or year: 第3次, 5月1日, 2024年, 上一年."""
    last = text[token.start - 1] if token.start else ""
    if last == "第" or (last in _NUMBERING and _NUMBERED.search(text, max(0, token.start - 8), token.start)):
        return True
    if previous is not None and previous.ordinal and token.kind in ("time", None):
        same = previous.kind is None or previous.unit == token.unit
        if same and token.start - previous.end <= 4 and _JOINED.fullmatch(text, previous.end, token.start):
            return True
    if token.kind not in ("time", None):
        return False
    # 2024—26年
    if (
        token.unit == "year"
        and previous is not None
        and _FULL_YEAR.fullmatch(previous.number)
        and token.start - previous.end <= 2
        and _JOINED.fullmatch(text, previous.end, token.start)
    ):
        return True
    if (
        last in _DAY_LEADS
        and token.unit in ("", "day")
        and _ON_A_DAY.search(text, max(0, token.start - 6), token.start)
    ):
        return True
    if token.kind is None:
        return False
    before = text[max(0, token.start - 8) : token.start]
    return _on_calendar(text, token, before) or _one_of_many(text, token, before)


def _on_calendar(text: str, token: Token, before: str) -> bool:
    if token.unit != "year" or token.value is None:
        return False
    number = token.number
    if token.value >= 1000:
        # 1万年, and 1000年以上 of a tree's age
        return not ("万" in number or (token.value < 1800 and _BOUNDED.match(text, token.end)))
    if len(number) > 1 and number[0] == "0" and number[1] != ".":
        return True
    if (_POSITIONAL.fullmatch(number) and not LOOSE.fullmatch(number)) or _ERA.search(before):
        return True
    return bool(number.isdigit() and len(number) == 2 and _MONTH_AFTER.match(text, token.end))


def _four_weeks(text: str, token: Token, before: str) -> bool:
    """Whether 四周 is a length of time, and not what is all around."""
    if _WEEKS_AFTER.match(text, token.end):
        return True
    after = text[token.end : token.end + 1]
    return bool((_WEEKS_BEFORE if after == "内" else _WEEKS_BEFORE_OF).search(before))


def _one_of_many(text: str, token: Token, before: str) -> bool:
    if token.number == "四" and token.unit == "week" and text[token.end - 1] == "周":
        return not _four_weeks(text, token, before)
    if token.number in _PROVERBIAL and not _BOUNDED.match(text, token.end):
        return True
    if token.number == "一" and _OFTEN.match(text, token.end):
        return True
    if token.number not in ("一", "1") or token.value != 1:
        return False
    if _ONE_OF.search(before):
        return True
    return bool(_ONE_BEFORE.search(before) and token.unit in ("year", "day") and not _A_LENGTH.match(text, token.end))
