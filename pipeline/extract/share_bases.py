"""What a share is taken of (GUIDELINES, PERCENT, ``base``): the shortest phrase for it, where the text names it.

Most shares stand right after their thing and a predicate (森林覆盖率达到23%, 不超过项目总投资20%). Where a clause has only the
predicate (增长4.7%, 比上年提高1.2个百分点), the thing is the subject of the clause before, or that of the share before.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.extract.bounds import bound_word, phrase_start
from pipeline.extract.quantities import Quantity
from pipeline.extract.share_neighbours import THING, behind, granted, rate_behind, said_before_colon, those_behind

__all__ = ["Share", "read_base", "trim"]

_WINDOW: Final = 60
#: How far back the subject of the sentence is looked for.
_SENTENCE: Final = 120


class Share(NamedTuple):
    """The share before: its quantity and what it is of."""

    quantity: Quantity
    base: str | None


# --- one phrase ------------------------------------------------------------------------------------------------------

#: What stands between the thing and its share: 森林覆盖率【达到】23%, 通行费【减免】10%, 能耗【比2020年下降】14%.
_PREDICATE: Final = re.compile(
    r"(?:了|(?<=[收值额量率名列])前|可?在[^，在]{2,20}内(?:缴纳|支付|拨付)|力争|原则上|一般|(?:[两二三四五六七八九十\d]+年)?平均|可提取|均|分别|应当|(?<![响供效反相对])应|须|要|总体|稳定|保持|维持|控制|掌握|虽然|暂|逐步|进一步|再|同比|环比|年均|累计|实现|约|近|仅|已经?|可|完成|同口径|"
    r"减免|减征|暂减|减按|减少|降低|下降|下调|下浮|下滑|下跌|降|缩短|压缩|压减|压降|削减|精简|增产|减产|突破|增长|增加|提高|提升|上调|上浮|上升|上涨|扩大|递减|递增|加快|放缓|回落|收窄|调整|(?<=率)加|升|增|涨|"
    r"达到(?:或者?|及)?|达|将|只要|增发|的?每[日天月年]|(?:扣除|减去)[^，]{2,14}后|暂定|设置|阶段性|适当|为|是|占|至|到|在|以|按|的|从|由|不足|最高|给予|予以|处以|实际|名义|统一|[-－+＋×*=＝]|"
    r"(?:比|较|与|由)(?:上一?年度?|去年|前[一两三]?年度?|年初|[12]\d{3}年度?|上月|上季度?|[一二三四]季度|前[一二三]季度|\d{1,2}月(?:份|[至—-]\d{1,2}月)?|全[国省市区县]|同期|基[期年]|“[^”\n]{2,6}”[期初时]?[期末]?|疫情前)"
    r"(?:[末底初]|年[末底初]|同期|同口径|（[^（）\n]{1,6}）|相比|水平|基数)*) ?$"
)
#: What comes before the thing and is no part of it.
_BEFORE: Final = re.compile(
    r"[=＝]|给予|予以|加收|报销(?!比例|率|标准|限额)|领取|高于|低于|高出|快于|(?:保持|控制|稳定|维持)在|累计达到?|达到|"
    r"(?:载明|规定|公布|批准|确定|核定|认定|约定|签订|同期)的(?=.{2})|）(?:或者?|和|及)|"
    r"按照?|[并可或]?处(?!理|置)以?|享受|适用(?=税率|费率|利率)|赔偿(?!金|额|限额|责任|标准|费)|补[至足](?=[^，]{4,})|[减增]收(?=[^，]{2,})|(?<!实际)支付(?!标准|比例|金额|方式|期|宝|率)|预支|是指|将|推[进动]|使(?!用)|收取该?|退还|相当于?其?|(?<=[份数额量])达(?![到标成产])|由[^，]{2,12}在|超[过出](?![\d一二三四五六七八九十百千])|"
    r"(?:超过|不足|低于|高于|达到)[\d一二三四五六七八九十百千万][^，]{1,6}(?:或者?|且|并|和)|力争|[确保]保(?!障|险|证金|费|护)|保证(?!金)|发现(?!率)|实现|"
    r"支持资金为|奖励金额为|补[贴助](?:标准|比例|金额|资金)为|(?<!作)为|根据|参照|取得|落实|[^占]占(?!比|用|有|地)|完成(?=[^，]{2,}(?:总额|总量|投资额?)$)|可在(?=[^，]{4,}额$)|完成(?=(?:年度|全年|年初|调整)?(?:预算|计划|目标|任务))|"
    r"\d年度?(?:未裁员或)?[底末]?|季度|月[底末]前|每年|每月|全年|[上下]半年|年末|原则上|、(?=[^、]{4,}$)|规划(?=[^，]{4,})|其中(?!方[出持投所股占])|以及|并且?|且|(?:应当?|可)在(?=[^，在]{2,}的?$)|给付(?=[^，]{2,}(?:额|金|款)$)|即(?![时期征将])|相?对应的?|(?<!相)对(?!应)|缴纳的?(?=[^，]{2,}(?:额|税|费|款|收入|所得)$)|形成(?=[^，]{2,}(?:额|投资)$)|(?<=[准额费])在(?=[^在职建编岗册]{4,}(?:标准|价格?|工资|基数|额)$)|(?<=[^对同平均降])等(?![次级额差])(?:单位|地区|企业|区域|项目|行业|领域)?的?(?=[^，]{1,6}(?:率|比例|占比)$)"
)
#: What ties the phrase to something before it, once the rest is cut off.
_JOINT: Final = re.compile(r"^(?:或者?|和|及|以及|与|的|占(?![比用有地])|经(?![济营费常过办理贸纪典适认])|在)")
#: Y中X占比 is a share of Y. 本市企业中持股比例 is 持股比例 among them.
_WITHIN: Final = re.compile(r"(?<![其集当高初^])(?<!^)中(?![国小央心等型部外医华期介职转标考长]|方[出持投所股占])")
#: 从营业利润中提取百分之十, 从所得利润纳税后提取, 在平段电价基础上下浮80%, 按违纪金额处以百分之五
_FROM_IT: Final = re.compile(r"从(?P<base>[^，。；从]{2,40}?)(?:中|[纳缴]?税后)(?:提取|安排|列支|划出|拿出|计提|切块)$")
_BY_IT: Final = re.compile(r"按照?(?P<base>[^，。；按]{2,20}?)(?:[并可]?处以?|(?<=[额入资费出])(?:（[^（）]*）)?给予)$")
#: 项目合同金额（含设备投资）: what a bracket says of the thing is no part of its name.
_ASIDE: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})（[^（）A-Za-z]{3,}）$")
#: 城乡低保资金42.01亿元的13.2%: how much it is.
_ITS_SIZE: Final = re.compile(r"(?<=[额入资费出金款税值])\d[\d.,]*[百千万亿]*元$")
_UPON_IT: Final = re.compile(r"(?P<before>.*)在(?P<base>[^，。；在]{1,30}?)的?基础上(?:节能|节约|再)?$")
_POINTING: Final = re.compile(r"(?:此|前述|上述|原|原有|现行|现有|以上|该|当前)(?:标准|价格|水平)?")
_ENUMERATOR: Final = re.compile(
    r"^(?:第[一二三四五六七八九十百千零〇\d]{1,7}条(?:之[一二三四五六七八九十])? ?|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}是|其(?![他它余]|中(?!方))|(?:[省市区县]本级和?)?各?[县市区]（[市区、]{1,3}）|[省市区县]本级(?:和各[区县市])?|各[省区县](?!级)|\d{1,2}月份?的?|在(?![校岗职编建用册场]))"
)
_SHARE_NOUN: Final = re.compile(r"占(?P<base>[^占]{2,40}?)的?(?:比例|比重|份额)$")
#: 提高缴费比例1个百分点: what is raised is the thing.
_RAISED: Final = re.compile(
    r"^(?:阶段性|逐步|适当|继续|进一步|统一|全面|再)?(?:提高|提升|增加|扩大|上调|降低|减少|下调|缩小|压减|压缩)(?=[^的]{2,}$)"
)
#: 按照有关规定 says no thing.
_NO_THING: Final = re.compile(
    r"规定$|适用$|末位$|[\d万亿]元?(?:以上|以下)?$|[\d一二三四五六七八九十](?:年|个月|日|天|周?岁)$|(?:范围|期限|时间|区域|年度)内$|情况下$|[<{}#;]|(?<!之)和$|[或与]$|^(?:适用|交付|加计|其他|等于|补[贴助]|支持|奖励|奖补|资助|承担|现[行有]|原有?|最[高低多少]|每[日天月年季]|上下浮动|浮动|优惠|提取|左右|以上|以下|其余|余下|剩余|第[一二三四五\d]年|首年|次年|分档|其中|同口径|逐年|免征|追加(?:补[贴助]|奖励)|从?上一?年度?|[从到至]?[今去]年|[^率例]{0,6}期间|第[一二三四五](?:、[一二三四五])*年度?)$|^[\d.]+个"
)
#: 数据中心达到标杆水平的比例: how many of them do.
_RATE_OF_CLAUSE: Final = re.compile(r"[\u4e00-\u9fff]{2,8}达到?[\u4e00-\u9fff]{2,8}的(?:比例|占比|比重)")
_AMONG: Final = re.compile(
    r"^(?P<base>[^，]{2,30}?)(?<![其集当高初])中(?![国小央心等型部外医华期介职转标考长])[^，]{1,20}(?:占比|比重|所占比例)$"
)
#: 项目研发投入中，承担单位投入不低于60%
_AMONG_BEFORE: Final = re.compile(
    r"(?:^|[，。；：\n])(?P<base>[^，。；：\n]{2,24}?(?:率|[额费款金]|投入|投资|支出|收入|产值|总[量数额]|面积))中，$"
)
#: 高新区、锦江区50%的城市社区: where those are that the share is of.
_PLACE: Final = re.compile(r"[区县市州省旗盟镇乡]$")
_PART: Final = re.compile(r"(?:用于|留给)[^，]{1,12}的部分$")
#: 各县（市）不低于5%, 中小微企业不超过60%: for whom, not of what.
_WHOM: Final = r"(?:[区县市]|（市）|（市、区）|地区|单位|企业|学校|高校|家庭|人员|职工|机构|部门|地方|乡镇|街道|农村|城镇|城市|住房|用户)"
_FOR_WHOM: Final = re.compile(rf"的{_WHOM}$")
_GROUP: Final = re.compile(rf"[^的率例重]{{0,14}}{_WHOM}")
#: 失业保险费率降至1%，其中单位0.5%、个人0.5%
_PAYERS: Final = re.compile(r"(?:用人)?单位|个人|职工|企业|雇主|参保人员?|财政|政府|投保人")
_RATE: Final = re.compile(r"(?:率|比例)$")
#: 稳岗返还比例大型企业不超过30%.
_HANDLED: Final = re.compile(r"对?(?P<base>[^由，]{2,20}[额费款金税收分])由[^，由在]{2,14}")
_RATE_OF_GROUP: Final = re.compile(rf"(?P<base>[^率例]{{2,20}}(?:比例|率))(?![的为由从])[^率例]{{1,10}}{_WHOM}")
#: 工程资金由市、区财政出资70%，镇财政出资30%.
_BORNE: Final = re.compile(
    r"(?:(?P<base>[^由，]{2,20})由)?[^，]{1,16}(?:出资|承担|负担|分担|发放|拨付|兑付|兑现|每[季年月]返还)"
)


def trim(phrase: str) -> str | None:
    """``phrase`` without its predicate and without what leads up to the thing."""
    taken = _BY_IT.search(phrase)
    if taken is not None:
        return taken["base"]
    phrase = _ITS_SIZE.sub("", _ASIDE.sub("", _without_predicate(phrase.strip(" ，、”"))))
    if _RATE_OF_CLAUSE.fullmatch(phrase):
        return phrase
    handled = _HANDLED.fullmatch(phrase)
    if handled is not None:
        return handled["base"] if handled["base"].endswith("部分") else trim(handled["base"])
    upon = _UPON_IT.search(phrase)
    if upon is not None:
        # 租金补贴在现行基础上上浮20%: what is raised is named before
        return trim(upon["before"]) if _POINTING.fullmatch(upon["base"]) else upon["base"]
    upon = _SHARE_NOUN.search(phrase)
    if upon is not None:
        return upon["base"]
    source = _FROM_IT.search(phrase)
    if source is not None:
        return source["base"].rpartition("的")[2] or None
    for m in reversed(list(_BEFORE.finditer(phrase))):
        phrase = phrase[m.end() :]
        break
    phrase = _JOINT.sub("", phrase.strip(" ，、的”"))
    among = _AMONG.fullmatch(phrase)
    if among is not None:
        return among["base"]
    # the head of a long bracket is out of sight
    if phrase.count("（") != phrase.count("）"):
        phrase = phrase[phrase.rfind("）") + 1 :].strip("的 ")
    phrase = _RAISED.sub("", _ENUMERATOR.sub("", _WITHIN.split(phrase)[-1]))
    rate = _RATE_OF_GROUP.fullmatch(phrase)
    if rate is not None:
        return rate["base"]
    phrase = _OF.sub("", phrase)
    phrase = phrase.strip("“") if "”" not in phrase else phrase
    phrase = phrase.removesuffix("标准") if phrase.endswith("率标准") else phrase
    return phrase if len(phrase) >= 2 and not _NO_THING.search(phrase) else None


def _without_predicate(phrase: str) -> str:
    while (m := _PREDICATE.search(phrase)) is not None and m[0]:
        phrase = phrase[: m.start()].rstrip()
    return phrase


# --- what other words tell ---------------------------------------------------------------------------------------------

_CHANGE: Final = re.compile(
    r"(?:、|和|或者?|(?:提高|提升|增加|增长|扩大|上升|上调|降低|下降|下调|减少|调整|缩小)(?:到|至|为))"
)
#: 超过百分之十不足百分之三十的；下降15%及以上的: no thing is named, only how it changes or compares.
_SAME_THING: Final = re.compile(
    r"[^。，；\n]{0,6}[，；、]?[^。；，\n]{0,24}[，；]?(?:超过|不足|达到|达)"
    # 下降5%的，补贴5元；下降15%; but 第一产业3376亿元，增长4.7%；第二产业14700亿元，增长4.1%
    r"|[^。，；\n]{0,6}(?:[，；、]?|[，；、][^。；，\n]{0,24}；)(?:下降|降低|增长|提高|上升|减少|增加)"
    # 不得超过总面积的百分之五。不足百分之五的
    r"|。(?:超过|不足|低于|高于)"
    # 递减百分之二十；不足一年的按百分之十支付
    r"|[^。；\n]{0,6}[，；][^。；，\n]{0,30}(?:的，?|岁)[则均]?按照?"
    # 不举办高中的区不低于百分之十二: for whom, not of what
    r"|[^。；\n]{0,6}[，；][^。；，\n]{0,20}的(?:区|县|市|地区|单位|企业|学校|家庭|人员)应?当?(?:不低于|不少于|不高于|不超过|达到|为)"
)
#: The clause before, where the share's own says only 应当: 签约比例，按照不低于85%的原则.
_ONLY_MODAL: Final = re.compile(r"，但?(?:应当|应|须|必须|原则上|一般|按照|按|不应|不得)?$")
_CLAUSE_BEFORE: Final = re.compile(
    r"(?:^|[，。；：\n])(?P<base>[^，。；：\n]{2,30}?)(?:(?<=率)|(?<=比例)|(?<=比重)|(?<=占比)|，?(?:用于|留给)[^，。；：\n]{1,12}的部分)$"
)
#: 土地有偿使用费，百分之三十上缴中央财政，百分之七十留给地方.
_SPLIT: Final = re.compile(r"(?:上缴|上交|留给|留归|留作|归|用于|作为|划[入转归]|纳入|返还|拨给|分配给|缴入|奖励)")
_SPLIT_THING: Final = re.compile(r"[\u4e00-\u9fff]{1,30}(?:费|款|金|收入|收益|利润|经费|税|所得|价款|资金|净收益)")
#: 减按15%的税率征收: the rate is named after its number.
_NAMED_AFTER: Final = re.compile(r"的?(?P<base>优惠税率|税率|扣除率|征收率|预征率|利率|年利率|费率|折扣率|贴现率)")
#: 每分扣减1%的经费.
_TAKEN: Final = re.compile(r"(?:扣减|扣除|扣发|扣罚|扣缴)$")
_TAKEN_THING: Final = re.compile(r"的(?P<base>[\u4e00-\u9fff]{2,10}?)(?=[，。；、）]|$)")
#: A clause that tells how something is reckoned, and names no thing.
_ADVERBIAL: Final = re.compile(
    r"(?:其中|按[^，]{2,12}计算?|按[^，]{2,8}价格?|扣除[^，]{2,14}|剔除[^，]{2,14}|同口径|按同口径[^，]{0,6})"
)
_NUMBER: Final = re.compile(r"(?<![A-Za-z\d.])\d[\d,.]*+(?!年)")
#: 全省完成生产总值833亿元, but 预算收入完成年度预算的56%
_DONE: Final = re.compile(r"^[^完]*完成(?!年度|全年|年初|预算|计划|目标|任务)(?=[\u4e00-\u9fff]{2,}$)")
#: 为预算的100.1%，增长6.2%: what grows is not the plan.
_PLAN: Final = re.compile(r"(?:预算|计划|目标|任务)数?$")
#: 交付使用的房屋销售总额, 同期该证券总成交量: the shortest phrase is the noun; but 收入的增长幅度, 标的物价款, 设区的市, 该批产品.
_OF: Final = re.compile(
    r"^.*(?<![标目设区])的(?:(?=[^的]{5,}$)|(?=[^的]+(?:率|比例|占比|份额|比重)$))(?!基础上)|^.*后的(?=[^的]{3,}$)|^该(?:企业|单位|公司|项目|机构)的?(?=.{4})|^(?:同期|上述|该(?![次批地项年日月])|其(?!他|余))+(?=.{3})"
)
#: 体表损伤数值，0～6岁按50%计算
_RECKONED: Final = re.compile(r"(?:计算|计发|折算|计提|核定|支付|结算)")
#: 签约比例由区政府规定，但不得低于80%
_RATE_RULED: Final = re.compile(
    r"(?:^|[，。；：\n])(?P<base>[^，。；：、\n]{0,20}?(?:比例|率))(?:由|按)[^，。；：\n]{2,30}(?:规定|确定|制定|核定)$"
)
#: 增速高于全国平均水平1.8个百分点, 比全国高8.4个百分点: a difference is of what is compared.
_COMPARED: Final = re.compile(
    r"(?P<thing>[^，]*?)(?:[高低快慢]于|比|较)(?![^，]*(?:提高|提升|上升|上涨|增|扩大|加快|下降|降|回落|收窄|放缓|减|缩))[^，]{2,16}?[高低快慢]?出?"
)
_CHANGES: Final = re.compile(
    r"(?:增长|下降|提高|降低|增加|减少|上升|上涨|下跌|回落|加快|放缓|收窄|扩大|提升|压减|缩短|增产|减产|[上下][浮调]|增|降)"
)


def read_base(text: str, q: Quantity, previous: Share | None) -> str | None:
    """What the share ``q`` is of, or None. ``previous`` is the share before it in the text."""
    floor = previous.quantity.word_end if previous is not None else 0
    start = phrase_start(text, q.word_start, max(floor, q.start - _WINDOW))
    # 地区生产总值7569.5亿元、增长5.6%
    mark = text.rfind("、", start, q.word_start) + 1
    if mark and _only_change(text[mark : q.word_start]):
        start = mark
    taken = _TAKEN_THING.match(text, q.end) if _TAKEN.search(text, start, q.word_start) else None
    if taken is not None:
        return taken["base"]
    borne = _BORNE.fullmatch(_without_predicate(text[start : q.word_start]))
    if borne is not None:
        return borne["base"] or (previous.base if previous is not None and _same_sentence(text, previous, q) else None)
    if text[start : q.word_start].startswith(("其中", "，其中")) and _among_previous(text, previous, q):
        return previous.base if previous is not None else None
    compared = _COMPARED.fullmatch(text, start, q.word_start) if q.unit == "point" else None
    if compared is not None:
        thing = trim(compared["thing"]) if compared["thing"] else None
        return thing or (
            previous.base if previous is not None and _same_sentence(text, previous, q, any_unit=True) else None
        )
    given = granted(text, q, start) if _inner(text, q) is None else None
    if given is not None:
        return trim(given)
    among = _AMONG_BEFORE.search(text, max(floor, start - _WINDOW), start)
    if among is not None:
        return among["base"]
    base = rate_behind(text, q, start) or _own(text, q, floor, start)
    if base is not None and _PLACE.search(base) and text[q.start - len(base) : q.start] == base:
        base = those_behind(text, q) or base
    if base is None or not THING.search(base):
        head = said_before_colon(text, q)
        base = (trim(head) if head else None) or base or behind(text, q, start)
    if previous is None:
        return base or _elsewhere(text, q, previous, start)
    if base is None and _PLAN.search(previous.base or ""):
        return _elsewhere(text, q, previous, start)
    if base is None and _like_previous(text, previous.quantity, q):
        return previous.base
    if (
        base is not None
        and _PAYERS.fullmatch(base)
        and _RATE.search(previous.base or "")
        and _same_sentence(text, previous, q)
    ):
        return previous.base
    if base is not None and _GROUP.fullmatch(base) and _after_group(text, q, start, base):
        same = _like_previous(text, previous.quantity, q) or _same_sentence(text, previous, q)
        return previous.base if same else base
    if base is not None:
        return base
    return _elsewhere(text, q, previous, start)


def _among_previous(text: str, previous: Share | None, q: Quantity) -> bool:
    """物业用房按总建筑面积千分之七配建，其中经营用房不少于千分之四: a part of the share before."""
    if previous is None or q.bound not in ("min", "max") or not _same_sentence(text, previous, q):
        return False
    return not THING.search(_without_predicate(text[previous.quantity.word_end : q.word_start]))


def _same_sentence(text: str, previous: Share, q: Quantity, *, any_unit: bool = False) -> bool:
    end = previous.quantity.word_end
    near = previous.base is not None and (any_unit or previous.quantity.unit == q.unit) and q.start - end <= 60
    return near and "。" not in text[end : q.start]


def _after_group(text: str, q: Quantity, start: int, base: str) -> bool:
    """Whether a bound or a plain predicate stands between a group and its share (各县应当达到5%), and no 的 or 占."""
    gap = text[text.rfind(base, start, q.start) + len(base) : q.start]
    return bool(gap) and "的" not in gap and "占" not in text[start : q.start]


def _like_previous(text: str, previous: Quantity, q: Quantity) -> bool:
    """Whether ``q`` is of the same thing as the share before, since its own words name none."""
    if _CHANGE.fullmatch(text, previous.word_end, q.word_start):
        return True
    return q.unit == previous.unit and bool(_SAME_THING.fullmatch(text, previous.word_end, q.start))


def _inner(text: str, q: Quantity) -> str | None:
    """The thing between the bound word and the number (不超过项目总投资20%)."""
    if q.word_start >= q.start:
        return None
    return trim(text[q.word_start + len(bound_word(text, q.word_start, q.start)) : q.start])


def _own(text: str, q: Quantity, floor: int, start: int) -> str | None:
    """The thing that the share's own clause names."""
    inner = _inner(text, q)
    if inner:
        return inner
    lead = text[max(0, start - 1) : q.word_start]
    if _ONLY_MODAL.fullmatch(lead):
        since = max(floor, q.start - _WINDOW)
        before = _CLAUSE_BEFORE.search(text, since, start - 1) or _RATE_RULED.search(text, since, start - 1)
        return trim(before["base"]) if before else None
    base = trim(text[start : q.word_start])
    part = _PART.search(base) if base else None
    if base and part:
        # 企业税后利润，留给企业的部分不低于60%: the whole stands before its part
        stop = max(0, start - 1)
        return trim(base[: part.start()] or text[phrase_start(text, stop, max(0, floor, stop - _WINDOW)) : stop])
    # 企业给予3个百分点的贴息: to whom
    given = base and text.endswith(("给予", "予以"), start, q.word_start) and re.fullmatch(_WHOM, base)
    return None if base and (given or _FOR_WHOM.search(base)) else base


def _elsewhere(text: str, q: Quantity, previous: Share | None, start: int) -> str | None:
    """The thing where the share's own clause has none: behind it, or before the clause."""
    after = _NAMED_AFTER.match(text, q.end)
    if after is not None:
        return after["base"]
    lead = text[start : q.word_start]
    if _SPLIT.match(text, q.end):
        if previous is not None and 0 < q.start - previous.quantity.end <= 30:
            return previous.base
        stop = max(0, start - 1)
        begin = phrase_start(text, stop, max(0, stop - _WINDOW))
        return text[begin:stop] if not lead and _SPLIT_THING.fullmatch(text, begin, stop) else None
    if _only_change(lead):
        return _subject_before(text, start, previous)
    if start and _RECKONED.match(text, q.end) and text[start - 1] == "，":
        said = text[phrase_start(text, start - 1, max(0, start - _WINDOW)) : start - 1]
        return trim(said) if THING.search(said) else None
    return None


def _only_change(lead: str) -> bool:
    """Whether a clause says no more than how its thing changes (比上年增长)."""
    return _CHANGES.search(lead) is not None and not _without_predicate(lead.strip(" ，、”"))


def _subject_before(text: str, start: int, previous: Share | None) -> str | None:
    """The subject of the clauses before ``start``: 第一产业增加值 of 第一产业增加值3376亿元，增长4.7%."""
    plan = previous is not None and _PLAN.search(previous.base or "") is not None
    floor = previous.quantity.word_end if previous is not None and not plan else 0
    earliest = max(floor, start - _SENTENCE)
    stop = start - 1
    while stop > earliest and text[stop] in "，、（":
        begin = phrase_start(text, stop, earliest)
        clause = text[begin:stop]
        number = _NUMBER.search(clause)
        if _UPON_IT.search(clause):
            return trim(clause)
        if number is not None:
            subject = trim(_DONE.sub("", clause[: number.start()]).partition("完成")[0])
            if subject is not None and not _PLAN.search(subject):
                return subject
        elif clause and not _ADVERBIAL.fullmatch(clause):
            return None
        stop = begin - 1
    if previous is not None and not plan and stop <= floor and text[floor : floor + 1] in ("，", "、"):
        return previous.base
    return None
