"""What may follow a number: currencies, shares, 倍, lengths of time; data, with the reason beside each entry.

Patterns here are fragments without named groups. Where one entry begins another, the longer is tried first.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from pipeline.extract.types import DurationUnit

ONE: Final = Decimal(1)

# --- money -----------------------------------------------------------------------------------------------------------

#: Unit words after the number, with their ISO 4217 code and what one is worth in it. 元 has a pattern of its own.
CURRENCY_UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    "港元": ("HKD", ONE), "港币": ("HKD", ONE), "港圆": ("HKD", ONE), "新台币": ("TWD", ONE), "台币": ("TWD", ONE),
    "澳门元": ("MOP", ONE), "澳门币": ("MOP", ONE), "葡币": ("MOP", ONE), "美元": ("USD", ONE), "美金": ("USD", ONE),
    "欧元": ("EUR", ONE), "日元": ("JPY", ONE), "日圆": ("JPY", ONE), "英镑": ("GBP", ONE), "澳大利亚元": ("AUD", ONE),
    "澳元": ("AUD", ONE), "加拿大元": ("CAD", ONE), "加元": ("CAD", ONE), "新加坡元": ("SGD", ONE), "新加坡币": ("SGD", ONE),
    "新西兰元": ("NZD", ONE), "纽元": ("NZD", ONE), "瑞士法郎": ("CHF", ONE), "瑞郎": ("CHF", ONE), "韩元": ("KRW", ONE),
    "韩圆": ("KRW", ONE), "卢布": ("RUB", ONE), "泰铢": ("THB", ONE), "林吉特": ("MYR", ONE), "印度卢比": ("INR", ONE),
    "印尼盾": ("IDR", ONE), "越南盾": ("VND", ONE), "菲律宾比索": ("PHP", ONE), "迪拉姆": ("AED", ONE), "沙特里亚尔": ("SAR", ONE),
    "瑞典克朗": ("SEK", ONE), "挪威克朗": ("NOK", ONE), "丹麦克朗": ("DKK", ONE), "兰特": ("ZAR", ONE), "坚戈": ("KZT", ONE),
    "特别提款权": ("XDR", ONE), "人民币": ("CNY", ONE), "圆": ("CNY", ONE), "块钱": ("CNY", ONE),
    "角钱": ("CNY", Decimal("0.1")), "毛钱": ("CNY", Decimal("0.1")), "分钱": ("CNY", Decimal("0.01")),
}  # fmt: skip

#: Currency words glued on before the number (人民币500万元, ¥100, US$100) or after 元 (100万元人民币).
CURRENCY_NAMES: Final[dict[str, str]] = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "￥": "CNY", "新台币": "TWD", "NT$": "TWD", "台币": "TWD",
    "港币": "HKD", "港元": "HKD", "HKD": "HKD", "HK$": "HKD", "美元": "USD", "美金": "USD", "USD": "USD", "US$": "USD", "$": "USD",
    "＄": "USD", "欧元": "EUR", "EUR": "EUR", "€": "EUR", "日元": "JPY", "JPY": "JPY", "英镑": "GBP", "GBP": "GBP", "£": "GBP",
    "￡": "GBP", "澳门元": "MOP", "澳门币": "MOP", "MOP": "MOP", "新加坡元": "SGD", "SGD": "SGD",
}  # fmt: skip

#: After 元 these make another word: 元宇宙, 元素 (not 万元素质提升经费), 元器件, 元旦.
YUAN_NOT_BEFORE: Final = r"宇宙|素(?![质材养描食])|器件|件|旦|宵"
#: After one digit and 元 these make a place or a compound: 三元区, 三元桥, 三元催化, 三元锂电池, 一元化, 二元结构; not 1000万元文化惠民券,
#: 5亿元化解债务.
YUAN_PLACES: Final = (
    r"区|桥|里|村|镇|乡|路|街|坊|催化|锂|材料|前驱|乙丙|共聚|悖论"
    r"|化|论|结构|[一二]次方程|方程|体系|制|文化|主体|治理|投资主体"
)
#: 角 is money only after an Arabic number, or where such a word follows; else it is an angle or a place (长三角).
JIAO_BEFORE: Final = r"以上|以下|至|到|每|/|（|，处|的罚"

# --- shares ----------------------------------------------------------------------------------------------------------

#: Signs after the number and the unit they mean.
PERCENT_UNITS: Final[dict[str, str]] = {
    "%": "percent", "％": "percent", "‰": "permille", "个百分点": "point", "百分点": "point",
}  # fmt: skip
#: Prefixes, and what one of them is worth. GUIDELINES has no unit for 万分之, so it is said in percent, as 成 is.
SHARE_LEADS: Final[dict[str, tuple[str, Decimal]]] = {
    "百分之": ("percent", ONE), "千分之": ("permille", ONE), "万分之": ("percent", Decimal("0.01")),
}  # fmt: skip
#: 成 after one digit is a tenth where one of these stands before it (近八成企业) …
CHENG_AFTER: Final = r"(?:近|约|超|超过|过|逾|达|达到|占|足|于|有|至|为)$"
#: … or one of these after it; a word of its own is none (七成员, 一成立, 三成果, 一成不变).
CHENG_BEFORE: Final = r"以上|以下|以内|左右|多|提[高升]|增[加至长]|上升|下降|升至|降[低至到]|[，。；、）的]|至|到|$"
CHENG_NOT_BEFORE: Final = "立员果功本为长熟交分套品都就人年因型效形绩片风体才家语千活份色规倍群批不"

# --- 倍 --------------------------------------------------------------------------------------------------------------

#: 倍 before these is a word of its own: 倍增, 倍数 (not 五倍数额), 倍率, 二倍体, 倍频, 倍感, 倍镜, 倍速.
TIMES_NOT_BEFORE: Final = r"增(?![加长值])|数(?![额量值])|率|体|频|感|镜|速(?!度)"

# --- time ------------------------------------------------------------------------------------------------------------

#: Time nouns after the number, with the unit of the closed list and what one is worth in it.
TIME_UNITS: Final[dict[str, tuple[DurationUnit, Decimal]]] = {
    "工作日": ("workday", ONE), "交易日": ("workday", ONE), "营业日": ("workday", ONE),
    "工作小时": ("hour", ONE), "小时": ("hour", ONE), "钟头": ("hour", ONE),
    "分钟": ("minute", ONE), "刻钟": ("minute", Decimal(15)),
    "年度": ("year", ONE), "年": ("year", ONE), "季度": ("month", Decimal(3)), "月": ("month", ONE),
    "星期": ("week", ONE), "礼拜": ("week", ONE), "周": ("week", ONE), "天": ("day", ONE), "日": ("day", ONE),
}  # fmt: skip
#: Words that may stand between 个 and the noun.
TIME_QUALIFIERS: Final = r"法定|自然|日历|会计|财政|预算|纳税|公历|连续|完整|整"
#: Nouns that are on the calendar, or another word, without 个: 3月, 一季度, 一年度.
NEEDS_GE: Final = frozenset({"月", "季度", "年度", "钟头", "工作小时"})

#: What after a time noun makes another word of it.
TIME_NOT_BEFORE: Final[dict[str, str]] = {
    # 三年级, 90年代 (not 三年代价), 一年生植物, 学制, 年龄; 三年底 and the like are on the calendar
    "年": r"级|代(?!价)|度|生(?:植|草|灌|果|的植)|制|龄|版|份|鉴|[底初末]|中期|[上下]半年|一贯|义务教育",
    "年度": r"假",
    "季度": r"末|初",
    "月": r"龄|嫂|球|饼",
    # 十六周岁, 30周年, 周边, 周期; 周一 unless it goes on to say how often (两周一次)
    "周": r"岁|年|边|围|转|长|密|知|期(?![间限满])|游|末|刊|[一二三四五六日](?![内以个次])",
    # 统一天然气; not 连续3天空气污染, 15天线上公示
    "天": r"然|气(?![温象候压])|津|河(?![道流长湖])|台(?![风账])|山(?![区体洪火])|坛|府|空(?![气置调闲白])|线(?![上下])|桥|宁|文(?![件化明字])|猫",
    # 100日元, 日均, 一日游, 半日制
    "日": r"元(?![旦宵])|圆|均|照|游(?![客览])|制(?![定作止订])|用品",
    "分钟": r"表",
}
#: Reigns and eras before a year: it is on a calendar.
ERAS: Final = r"(?:公元前?|民国|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|昭和|平成|令和|贞观|洪武|永乐|万历)$"
