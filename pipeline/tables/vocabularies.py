"""The closed vocabularies: each value with its meaning. Checked before publishing, listed in the data dictionary.

Where a stage's types say the values (``Literal``), a test keeps the two the same.
"""

from __future__ import annotations

Vocabulary = dict[str, str]

BOUND: Vocabulary = {
    "exact": "the number itself; min and max are equal",
    "max": "at most (不超过, 以下, 最高): max is said, min is null",
    "min": "at least (不低于, 以上, 超过): min is said, max is null",
    "range": "between two numbers; both are said",
    "approx": "about (约, 左右, 近); min and max are the number said, or null of a vague one (数百万元)",
}
DOCUMENT_ROLE: Vocabulary = {
    "standalone": "stands by itself",
    "cover": "a notice or order that issues, forwards or promulgates what follows it",
    "attachment": "what a cover issues or promulgates",
    "interpretation": "an explanation of a policy for the public (政策解读)",
}
LEVEL: Vocabulary = {
    "part": "编", "subpart": "分编", "chapter": "章", "section": "节", "article": "条", "paragraph": "款",
    "subparagraph": "项", "point": "目", "heading_1": "一、", "heading_2": "（一）", "heading_3": "1.",
    "heading_4": "（1）", "wrapup": "text after the items of a 款", "title": "title", "addressee": "主送机关",
    "preamble": "text before the first provision", "history": "题注, the bracketed note under the title",
    "signature": "落款, with its date", "attachment_list": "附件说明: 附件： and its entries",
}  # fmt: skip
DATE_ROLE: Vocabulary = {
    "effective_from": "起施行, 起实施",
    "effective_to": "有效期至",
    "promulgated": "公布, 印发, or the date under a signature",
    "adopted": "通过, 批准",
    "amended": "修正, 修改",
    "repealed": "废止",
    "target": "by when something is to be reached (到2025年…达到)",
    "other": "anything else",
}
GRANULARITY: Vocabulary = {
    "day": "a day", "month": "a month", "quarter": "a quarter", "half": "half a year", "year": "a year",
}  # fmt: skip
AGENCY_KIND: Vocabulary = {
    "specific": "names one body (市科委, 国务院)",
    "generic": "names a class or a function (有关部门, 各区政府)",
}
AGENCY_ROLE: Vocabulary = {
    "issuer": "signed or issued it (落款, 印发)",
    "responsible": "责任单位, 负责",
    "lead": "牵头",
    "participant": "会同, 配合",
    "addressee": "主送",
    "other": "anything else",
}
DETECTOR: Vocabulary = {
    "registry": "a reviewed name",
    "rule": "a rule of how public bodies are named",
    "spacy": "the spaCy model",
    "hanlp": "the HanLP model",
}
DURATION_UNIT: Vocabulary = {
    "workday": "工作日", "day": "日, 天", "month": "月", "year": "年", "hour": "小时", "week": "周", "minute": "分钟",
}  # fmt: skip
#: ISO 4217; a test keeps it to what the readers know by name.
CURRENCY: Vocabulary = {
    "CNY": "人民币, 元", "HKD": "港元", "MOP": "澳门元", "TWD": "新台币", "USD": "美元", "EUR": "欧元", "JPY": "日元",
    "GBP": "英镑", "AUD": "澳大利亚元", "CAD": "加拿大元", "SGD": "新加坡元", "NZD": "新西兰元", "CHF": "瑞士法郎",
    "KRW": "韩元", "RUB": "卢布", "THB": "泰铢", "MYR": "林吉特", "INR": "印度卢比", "IDR": "印尼盾", "VND": "越南盾",
    "PHP": "菲律宾比索", "AED": "迪拉姆", "SAR": "沙特里亚尔", "SEK": "瑞典克朗", "NOK": "挪威克朗", "DKK": "丹麦克朗",
    "ZAR": "兰特", "KZT": "坚戈", "XDR": "特别提款权",
}  # fmt: skip
PERCENT_UNIT: Vocabulary = {"percent": "%, 百分之, 成", "permille": "‰, 千分之", "point": "个百分点"}
DIRECTION: Vocabulary = {
    "increase": "grows by the number said (增长10%, 上浮20%)",
    "decrease": "shrinks by the number said (下降5个百分点, 减征50%)",
}
ENDPOINT: Vocabulary = {
    "from": "what a change starts from (从51%提高至100%)",
    "to": "what a change ends at (提高至100%, 降至5%以下)",
}
PERIOD_KIND: Vocabulary = {
    "plan": "a planning period (“十四五”期间)",
    "recurrence": "a day or time that comes again (每年3月底前)",
}
EVERY: Vocabulary = {
    "year": "每年", "half": "每半年", "quarter": "每季度", "month": "每月", "week": "每周",
}  # fmt: skip
RELATION: Vocabulary = {
    "cites": "refers to it",
    "implements": "is made to carry it out (根据, 为贯彻)",
    "amends": "changes it",
    "repeals": "ends it (同时废止)",
    "forwards": "passes it on (转发)",
    "issues": "issues it (印发, 公布)",
    "interprets": "explains it (解读)",
}
SPAN_KIND: Vocabulary = {
    "document": "text of a document",
    "doc_number": "a document number line",
    "contents": "a contents page",
    "chrome": "words of a web site round the text",
    "furniture": "page numbers, running heads, covers and colophons of a gazette",
}
LAYOUT: Vocabulary = {
    "text": "running text",
    "box": "a 专栏 box, or text after one that nothing parts from it",
    "table": "cells of a table or lines of a list, none a sentence",
}
DOCUMENT_EVENT: Vocabulary = {
    "adopted": "通过: voted by its own body",
    "approved": "批准: by the body above",
    "published": "公布, 发布, 印发, or a day alone under the title",
    "republished": "重新公布, 重新发布: as amended",
    "amended": "修正, 修订, 修改, counted from the approval where the decision needed one",
    "effective": "施行, 实施: in force from that day",
    "repealed": "废止",
    "expired": "有效期至, 失效",
}
AMENDMENT_OPERATION: Vocabulary = {
    "substitution": "修改为: new words in place of old",
    "insertion": "增加: a new provision, or words before or after others",
    "repeal": "删去, 废止: struck out",
    "renumbering": "改为第七条, 作为第三款: another number",
    "split": "分为两款: one provision becomes several",
    "join": "合并: several become one",
}
AMENDMENT_UNIT: Vocabulary = {
    "document": "the whole document",
    "provision": "a provision or several, or a part with a name (引言)",
    "heading": "the caption of a provision (条标), or the title",
    "words": "words of a provision, or throughout the document where no provision is said",
}
AMENDMENT_SIDE: Vocabulary = {"before": "前, 之前", "after": "后, 之后"}
ORIGIN: Vocabulary = {"reviewed": "from the reviewed registry", "derived": "met in a text of this release"}
AGENCY_LEVEL: Vocabulary = {
    "national": "国家", "province": "省级", "prefecture": "地级", "county": "县级", "township": "乡级",
}  # fmt: skip
BRANCH: Vocabulary = {
    "government": "government and its departments",
    "party": "党委 and its organs",
    "congress": "people's congress and its committees",
    "court": "人民法院",
    "procuratorate": "人民检察院",
    "supervision": "监察委员会",
    "military": "armed forces",
    "consultative": "政协",
    "mass": "mass organisations with public tasks (工会, 妇联)",
    "public_institution": "public institutions (事业单位) with public tasks",
}
STAGE: Vocabulary = {
    "ingest": "finding, reading and decoding the file",
    "normalise": "making clean text",
    "segment": "finding documents and provisions",
    "extract": "reading mentions",
    "assemble": "putting documents and mentions together",
    "tables": "building and checking the rows",
    "process": "all of it: the process that read it was killed",
}

VOCABULARIES: dict[str, Vocabulary] = {
    "bound": BOUND,
    "document_role": DOCUMENT_ROLE,
    "level": LEVEL,
    "date_role": DATE_ROLE,
    "granularity": GRANULARITY,
    "agency_kind": AGENCY_KIND,
    "agency_role": AGENCY_ROLE,
    "detector": DETECTOR,
    "duration_unit": DURATION_UNIT,
    "currency": CURRENCY,
    "percent_unit": PERCENT_UNIT,
    "direction": DIRECTION,
    "endpoint": ENDPOINT,
    "period_kind": PERIOD_KIND,
    "every": EVERY,
    "relation": RELATION,
    "span_kind": SPAN_KIND,
    "layout": LAYOUT,
    "document_event": DOCUMENT_EVENT,
    "amendment_operation": AMENDMENT_OPERATION,
    "amendment_unit": AMENDMENT_UNIT,
    "amendment_side": AMENDMENT_SIDE,
    "origin": ORIGIN,
    "agency_level": AGENCY_LEVEL,
    "branch": BRANCH,
    "stage": STAGE,
}
