"""The words that bound a number, as data: before it (不超过, 最高, 约) and after it (以上, 以内, 左右).

GUIDELINES, MONEY: ``max`` is 不超过 不高于 最高 以下 以内 至多, ``min`` is 不低于 不少于 以上 至少 超过 突破 超,
``approx`` is 约 左右 近 余 上下. :mod:`pipeline.extract.bounds` says which number a word governs.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from pipeline.extract.lexer import Kind
from pipeline.extract.types import Bound

#: How far a word before a number reaches. ``beside``: the number follows at once. ``phrase``: a noun phrase may stand
#: between (不超过项目总投资20%). ``share``: as phrase, but only to a share or multiple (低于平均工资百分之六十; points are a
#: difference: 高于平均水平2个百分点), or past the end of a term (超过约定期限三十日). ``clause``: verbs too (最高可给予300万元).
#: ``label``: a few characters (上限为).
Reach = Literal["beside", "phrase", "share", "clause", "label"]


class Word(NamedTuple):
    """One family of bound words before a number."""

    name: str
    pattern: str
    bound: Bound
    reach: Reach


_NOT: Final = r"(?:不|未|勿|没有|严禁|禁止|避免)(?:得|能够?|应当?|宜|可以?|会|要|再|必|准|允许|许|予)*+"
#: 最高 and 最低 are part of a name or a plain adjective before these.
_HIGHEST_OF: Final = r"人民|法|检察?院|学[历位]|[水点层温级]|气[温压]|荣誉|奖(?![励补金项])|权力|负责|国家|决策|应价|领导|等级|价值|风险(?![补分代])|信用"
_LOWEST_OF: Final = r"标准|限价|收购价|生活|工资|保障|收入|气温|学历|价|点|保护价|档"
#: 约 and 近 end other words.
_NOT_ABOUT: Final = r"(?<![节预集合违条签契制履特邀要誓公简隐])约(?![定束谈见请会])[为占合计需达]?"
_NOT_NEAR: Final = r"(?<![最附邻临靠接将相])近"

#: In the order they are tried at one place.
WORDS: Final = (
    Word("not_over", rf"{_NOT}(?:超过|超出|超(?![载限标期员速越])|逾(?!期)|高于|大于|多于|突破|长于|高过|迟于|晚于)", "max", "phrase"),
    # 等于或大于0.7%, 达到或者超过30% mean the number itself too
    Word("up_to", r"(?:小于|低于|少于)(?:或者?)?等于|等于或者?(?:小于|低于|少于)", "max", "share"),
    Word("from_on", r"(?:大于|高于|多于)(?:或者?)?等于|等于或者?(?:大于|高于|多于)|达到(?:或者?|及)(?:超过|超出|高于)", "min", "share"),
    Word("not_under", rf"{_NOT}(?:低于|少于|小于|短于|早于|下于)", "min", "phrase"),
    # 未达到100万元 and 不到3年 are below the number said
    Word("short_of", r"不足|不到|不满|未满|未达到?|达不到|未及|不够|未到", "max", "share"),
    # 每超过一天 counts days
    Word("over", r"(?<!每)(?:超过|超出|突破)", "min", "share"),
    Word("above", r"高于|大于|多于|长于|优于", "min", "share"),
    Word("below", r"低于|少于|小于|短于", "max", "share"),
    Word("just_over", r"(?<![不未没每])(?:超|逾(?!期))|(?<![超通经])过(?=\d[\d.,]{0,9} ?[万亿]{0,2}元|[百千万亿])|(?<!突)破(?=[\d百千万亿])", "min", "beside"),
    # not in 届满30日前, 期满30日内: there the term has run out; in 服务期满三年 it has lasted so long
    Word("complete", r"(?<![届期圆每])满(?!意|足|额)|(?<=期)满(?=[^，。；\n]{1,5}年(?![前后内]))", "min", "beside"),
    Word("about", rf"将近|接近|大约|大概|大致|{_NOT_ABOUT}", "approx", "beside"),
    # of time 近 says which years, not how many (GUIDELINES: 近三年 is exact)
    Word("nearly", _NOT_NEAR, "approx", "beside"),
    Word("ceiling", r"(?<!以)上限(?!以)|封顶线?|最高限额|限额(?!以|标准)", "max", "label"),
    Word("floor", r"下限|最低(?:支付|保障|赔偿|投资|注册|缴费)?限额", "min", "label"),
    Word("at_most", r"至多|最多|最大(?=不|为|可|[\d一二三四五六七八九十百千])|最长|[最至]迟|最晚|顶格", "max", "clause"),
    Word("highest", rf"最高(?!{_HIGHEST_OF})", "max", "clause"),
    Word("at_least", r"至少|起码|最少|最小|最短", "min", "clause"),
    Word("lowest", rf"最低(?!{_LOWEST_OF})", "min", "clause"),
    Word("symbol_max", r"[≤≦⩽≯]|[<＜]=?", "max", "beside"),
    Word("symbol_min", r"[≥≧⩾≮]|[>＞]=?", "min", "beside"),
)  # fmt: skip
#: The characters that the words begin with: one look at them passes nearly every place by.
STARTS: Final = "等达不未勿没严禁避达超突高大多长优低少小短逾过破满将接约近上封最限下至顶起≤≦⩽≯<＜≥≧⩾≮>＞"
BEFORE: Final = re.compile(f"(?=[{STARTS}])(?:{'|'.join(f'(?P<{w.name}>{w.pattern})' for w in WORDS)})")
BY_NAME: Final = {w.name: w for w in WORDS}

#: 1%（含）以下, 100万元（人民币，下同）以上.
#: 停留3天2晚以上: the nights that go with the days stand between.
_ASIDE: Final = r"(?:(?<=[天日])[\d一二两三四五六七八九]{1,2}[晚夜])?(?: ?（[^（）\n]{0,20}）)?"
#: After a bound word, and before 至, only what says whether the number itself is meant (含20年).
INCLUSIVE: Final = r"(?: ?（(?:[均都]?不?包?含|[均都]?不?包括)[^（）\n]{0,30}）)?"
#: Whether the number itself is meant: （含）, （不含本数）, （含50万元，下同）; not （含税） or （含50万元配套资金）.
_SAID: Final = re.compile(
    r" ?（[均都]?(?P<not>不)?包?[含括](?:本数|本级|本级别"
    r"|(?:人民币)?[\d.,一二三四五六七八九十百千万亿两半]{1,12} ?(?:元|美元|人民币|%|‰|个百分点|倍|个?工作日|[年日天周]|个月|小时)?人?)?(?:，下同)?）"
)
_NOUN: Final = r"(?:的?(?:合理|规定)?(?:时间|期限|时限|期间|工期|周期|范围|幅度|额度|比例|限额|区间))?"
#: 三年有期徒刑以下刑罚: the kind of punishment may stand between.
_JOINT: Final = r"(?:及其?|或者?|和|含|期|有期徒刑|有期徒刑及)?"

#: A word right after a number; the group names are the keys below.
AFTER: Final = re.compile(
    rf"{_ASIDE} ?(?:"
    rf"(?P<min>{_JOINT}以上(?!述|列|所(?![有属需得在]))|(?:为|作为)(?:下限|起点|底线)|起步)"
    rf"|(?P<max>{_JOINT}以下(?!简称|称|列|几|情形|方式|条件|行为|措施|材料|同)|{_NOUN}(?:以内|之内)|期以内"
    rf"|(?:为|作为)(?:上限|限(?![制定于])|最高限额)|封顶|上限)"
    rf"|(?P<approx>左右(?![两侧手岸])|上下(?!浮动|班|级|游|限|学|午|车))"
    rf"|(?P<within>{_NOUN}内(?!容|部(?![门署])|地(?!方)|环(?![境评保比])|蒙|资企|河|销(?![售毁号户案])|贸(?!易)|控(?!制)|陆(?!续)|涝))"
    rf"|(?P<before>之前|以前|前(?![款项条述]|提(?!出|交|请|供|报|示|醒|起|前)))"
    rf"|(?P<from>起(?=[，。；、）\n]|$))"
    rf"|(?P<more>(?:多|有?余)(?=[，。；、的来）\n]|$))"
    rf"){INCLUSIVE}"
)
#: Civil Code (民法典) art. 1259: 以上, 以下, 以内 and 届满 include the number, 不满, 超过 and 以外 do not; the drafting rules
#: of the Legislative Affairs Commission (立法技术规范（试行）（一）) say the same of all legislation. Words with 不 are the
#: opposites of those without: 不超过 and 不低于 include it, 低于 does not.
EXCLUDING: Final = frozenset({"short_of", "over", "above", "below", "just_over"})
INCLUDING: Final = frozenset(
    {
        "not_over",
        "not_under",
        "up_to",
        "from_on",
        "complete",
        "ceiling",
        "floor",
        "at_most",
        "highest",
        "at_least",
        "lowest",
    }
)
#: Words after the number that include it; 前 and 多 say nothing of it.
INCLUDING_AFTER: Final = frozenset({"min", "max", "within", "from"})


def inclusion(text: str, at: int) -> bool | None:
    """What the bracket at ``at`` says of the number before it: （含） True, （不含） False; None where there is none.

    （含税） and the like speak of something else.
    """
    m = _SAID.match(text, at) if text[at : at + 1] in ("（", " ") else None
    return None if m is None else m["not"] is None


def word_inclusion(name: str, said: str) -> bool | None:
    """Whether a word before a number (its family and itself) includes the number; None where it tells nothing."""
    if name in ("symbol_max", "symbol_min"):
        return said[0] not in "<＜>＞" or said.endswith("=")
    return True if name in INCLUDING else False if name in EXCLUDING else None


#: Which kinds a word after the number is said of, where not of all.
AFTER_KINDS: Final[dict[str, tuple[Kind, ...]]] = {
    "before": ("time",), "from": ("money", "percent"), "more": ("time", "multiple"),
}  # fmt: skip
#: GUIDELINES, DURATION: 内 and 之前 are ``max``.
AFTER_BOUND: Final[dict[str, Bound]] = {
    "min": "min", "max": "max", "approx": "approx", "within": "max", "before": "max", "from": "min", "more": "approx",
}  # fmt: skip
