"""What each paragraph is by itself, before any document is seen: number line, addressee, date, signature, order head."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import NamedTuple

from pipeline.common.doc_numbers import ANY_CLOSES, ANY_OPENS, YEAR_CLOSES, YEAR_OPENS
from pipeline.normalise.numbering import read_mark
from pipeline.segment import chrome
from pipeline.segment.page_heads import page_heads

LONGEST = 400  # longer paragraphs are running text


class Label(Enum):
    """What a paragraph is by its own form."""

    TEXT = "text"
    NUMBER = "number"  # 沪府规〔2018〕21号 on a line by itself
    ORDER = "order"  # 上海市人民政府令, 上海市人民政府令第8号
    ORDER_NUMBER = "order_number"  # 第8号
    ADDRESSEE = "addressee"
    DATE = "date"
    HISTORY = "history"  # （2019年8月2日上海市人民政府令第18号公布）
    NAME = "name"  # a body's name: letterhead or signature
    PERSON = "person"  # 市长 龚正
    SIGNED = "signed"  # name and date on one line
    NOTE = "note"  # （此件公开发布）
    ATTACHMENT = "attachment"  # 附件, 附件1
    ATTACHMENT_LIST = "attachment_list"  # 附件：1.… 2.…
    CONTENTS = "contents"  # 目录
    META = "meta"
    TAIL = "tail"


NUMBER = re.compile(
    rf"(?:文号：)?[（(]?[ ]?([\u4e00-\u9fff、（）A-Z]{{1,20}}{ANY_OPENS}\s?\d{{4}}\s?{ANY_CLOSES}\s?第?\s?\d{{1,5}}\s?号)[ ]?[）)]?"
    # a font has lost what stands round the year and 号: 怀政办〔202215 is 怀政办〔2022〕15号
    rf"|[（(]?[\u4e00-\u9fff]{{2,12}}{YEAR_OPENS}(?:19|20)\d{{2}}\d{{1,4}}"
    # 国家税务总局公告2024年第3号, 财政部 税务总局公告2023年第2号
    r"|([\u4e00-\u9fff、 ]{2,60}公告[ ]?\d{4}[ ]?年[ ]?第[ ]?\d{1,4}[ ]?号)"
)
ORDER_HEAD = re.compile(
    r"(?!.*关于)[\u4e00-\u9fff（）、 ]{2,80}(?:令|(?<!的)公告|主席令)(?:[ ]?[（(〔]?(?:第[ ]?[\d一二三四五六七八九十百零〇]+[ ]?号)[）)〕]?)?|(?:\d{4}年)?第[ ]?\d+[ ]?号(?:国务院)?令|令"
)
ORDER_NUMBER = re.compile(
    r"[（(]?(?:\d{4}[ ]?年)?第[ ]?[\d一二三四五六七八九十百零〇]+[ ]?号[）)]?"
    rf"|{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}[ ]?第?[ ]?\d{{1,4}}[ ]?号"
)
_UNSIGNED = r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}"  # a font has lost 日
_DAY = r"(?:\d{4}|[二〇○零OＯ一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
DATE = re.compile(rf"{_DAY}|{_UNSIGNED}")
_SIGNED = re.compile(rf"([\u4e00-\u9fff（）、 ]{{2,60}})[ ]{_DAY}")
#: the day under a name, its signs lost by a font: 20171116, 2019年1123
_DAMAGED_DAY = re.compile(r"(?:19|20)\d{2}年?\d{2,4}日?")
_BRACKETED_DATE = re.compile(rf"[（(]{_DAY}[）)]")
#: a document's number beside its day, as databases print both under a title: （1985年5月4日皖政〔1985〕38号）
_OWN_NUMBER = rf"[\u4e00-\u9fff]{{1,12}}{ANY_OPENS}\d{{4}}{ANY_CLOSES}[ ]?第?\d{{1,5}}[ ]?号"
DATED_NOTE = re.compile(
    rf"[（(](?:{_DAY}[ ，,]?(?P<number>{_OWN_NUMBER})|(?P<before>{_OWN_NUMBER})[ ，,]?{_DAY})[）)][ ]?"
)
#: 题注: the note of promulgation in brackets, or dated lines under the title as collections print them
HISTORY = re.compile(
    rf"[（(].*{_DAY}.*(?:公布|发布|通过|修正|修订|批准|印发|施行|实施).*[）)]"
    rf"|{_DAY}[ ]?(?:起)?(?:施行|实施|公布|发布|通过)"
    rf"|根据{_DAY}.{{6,600}}(?:修正|修订|修改)[）)]?"
    rf"|{_DAY}[ ]?(?:.{{4,200}}|[^。]{{4,600}})(?:通过|批准|修正|修订|修改|公布|发布|施行)(?:[）)]|[ ].{{0,60}})?"
)
_ADDRESSED = re.compile(
    r"(?:各|有关|本市|市|省|区|县|国务院|上海|驻|中央|相关|你|机关)[^。]{0,220}："
    # 成都东部新区、成都高新区管委会，各区（市）县政府，市级有关部门：
    r"|[^。；《]{2,120}[，、](?:各|有关|市级|省级|市直|省直|中央)[^。《]{0,120}："
)
#: bodies by their full names, as a reply or a letter addresses them: 遵义市人民政府：, 石家庄市人民政府，省水利厅：
_ADDRESSED_BODY = re.compile(
    r"(?!.{0,8}(?:责任|牵头|配合|主管|承办|成员|参加|参会|列席|其中|包括|主要|以及|对于|现将|由|经|向))[\u4e00-\u9fff（）·]{2,36}"
    r"(?:政府|公司|集团|管委会|委员会|大学|学院|医院|[厅局委办部署]|银行|法院|检察院|办公室|中心|指挥部|领导小组)"
)
#: what a form leaves to be filled in: ×××, ……, ____
BLANK = re.compile(r"[×ＸX]{3}|…{2}|_{3}|年[ ]{1,8}月[ ]{1,8}日")
#: 各科室，各站所，各村：, and no 各司其职，各负其责：
_EACH = re.compile(r"(?!.*其)各[\u4e00-\u9fff（）]{1,12}(?:[，、]各[\u4e00-\u9fff（）]{1,12})+：")
_PARTS = re.compile(r"[、，；]")
_ADDRESSED_WORD = re.compile(
    r"(?:政府|单位|局|部门|委|办|厅|公司|企业|机关|机构|院|学校|中心|集团|银行|组织|协会)[^：]{0,12}：$"
)
NAME = re.compile(
    r"[\u4e00-\u9fff（）、 ]{2,60}(?:政府|办公厅|办公室|委员会|局|部|厅|院|会|署|总行|总部|分行|中心|法院|检察院|总队|管委会|主席团|常委会|党组|委|海关|领导小组|银行|街道办事处)(?:文件)?|文件"
)
#: the letters that the words above end with
NAME_ENDS = "处府厅室会局部院署行心队团组委关件"
NOTE = re.compile(r"[（(](?:此件|本文有)[^（）]{2,16}[）)]")
_CONTENTS = re.compile(r"(?:本期)?目[ ]*[录次](?:[ ]?(?:CONTENTS|Contents))?|CONTENTS")
PERSON = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8})(?:市长|省长|主席|总理|部长|主任|局长|署长|州长|区长|县长|院长|检察长|行长|代市长|代省长)[ ]?[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]{2,24}(?:主任|部长|局长|署长|行长)[：:][ ]?[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]{2,4}[ ](?:市长|省长|主席|部长|主任|局长)"
)
_ATTACHMENT = re.compile(r"附[ ]?[件表录][ ]?[\d一二三四五六七八九十]{0,3}：?")
_ATTACHMENT_LIST = re.compile(r"附[ ]?件：?[ ]?[《1一].*|附件：.+")


def _is_addressee(text: str) -> bool:
    if (
        not text.endswith("：")
        or "《" in text
        or re.search(r"如下|下列|以下|决定|应当|条件|职责|(?:的|是|为)：$", text)
    ):
        return False
    if len(text) > 240:
        return False
    if (_ADDRESSED.fullmatch(text) and _ADDRESSED_WORD.search(text)) or _EACH.fullmatch(text):
        return True
    return all(_ADDRESSED_BODY.fullmatch(part) for part in _PARTS.split(text[:-1]))


def _is_order_head(text: str) -> bool:
    """An order's head, and no entry of a list that names one: 一、成都市门牌管理规定（市政府令第90号）."""
    if not ORDER_HEAD.fullmatch(text):
        return False
    before = text[: text.rfind("令")]
    return before.count("（") == before.count("）") and read_mark(text) is None


def _is_history(text: str) -> bool:
    # without a bracket it opens with a day, or with 根据 and a day
    if "日" not in text or (text[0] not in _BRACKETS and text[4:5] != "年" and text[6:7] != "年"):
        return False
    return bool(_BRACKETED_DATE.fullmatch(text) or DATED_NOTE.fullmatch(text) or HISTORY.fullmatch(text))


def _is_signed(text: str) -> bool:
    dated = _SIGNED.fullmatch(text)
    return dated is not None and NAME.fullmatch(dated.group(1).rstrip()) is not None


def _is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None and read_mark(text) is None


class Form(NamedTuple):
    """A form of whole paragraphs, and what rules it out before it is tried: what it opens and ends with, its most letters.

    ``opens`` and ``ends`` are all letters that may stand there, a bracket before the first one apart; empty: any.
    """

    label: Label
    fits: Callable[[str], object]
    opens: str = ""
    ends: str = ""
    longest: int = LONGEST


_DIGITS = "0123456789"
_BRACKETS = "（("
_YEARS = f"{_DIGITS}二〇○零OＯ一三四五六七八九"
#: in the order they are tried
FORMS: tuple[Form, ...] = (
    Form(Label.META, chrome.is_meta, opens=chrome.META_OPENS + _DIGITS),
    Form(Label.NUMBER, NUMBER.fullmatch, ends=f"号）){_DIGITS}", longest=90),
    Form(Label.ORDER_NUMBER, ORDER_NUMBER.fullmatch, opens=f"第〔[［{_DIGITS}", ends="号）)"),
    Form(Label.DATE, DATE.fullmatch, opens=_YEARS, ends=f"日{_DIGITS}", longest=13),
    Form(Label.CONTENTS, _CONTENTS.fullmatch, opens="本目C"),
    Form(Label.ATTACHMENT, _ATTACHMENT.fullmatch, opens="附"),
    Form(Label.ATTACHMENT_LIST, _ATTACHMENT_LIST.fullmatch, opens="附"),
    Form(Label.ORDER, _is_order_head, ends="令告号）)〕"),
    Form(Label.HISTORY, _is_history, opens=f"{_YEARS}根"),
    Form(Label.HISTORY, _is_history, ends="）)"),
    Form(Label.ADDRESSEE, _is_addressee, ends="："),
    Form(Label.TAIL, chrome.is_tail, opens=chrome.TAIL_OPENS),
    Form(Label.TAIL, chrome.is_tail, ends=chrome.TAIL_ENDS),
    Form(Label.PERSON, PERSON.fullmatch, longest=20),
    Form(Label.NOTE, NOTE.fullmatch, opens="此本", ends="）)"),
    Form(Label.SIGNED, _is_signed, ends="日", longest=80),
    Form(Label.NAME, _is_name, ends=NAME_ENDS, longest=80),
)
_ALL = (1 << len(FORMS)) - 1
_SHORT = 20  # a shorter paragraph may have any form, a longer one none of those that have no more letters


class _Allowed(dict[str, int]):
    """The forms (a bit each) that a letter at one end of a paragraph allows."""

    def __init__(self, at_end: bool) -> None:
        letters = [form.ends if at_end else form.opens for form in FORMS]
        self.any = sum(1 << k for k, said in enumerate(letters) if not said)
        super().__init__(
            {c: self.any | sum(1 << k for k, said in enumerate(letters) if c in said) for c in set("".join(letters))}
        )

    def __missing__(self, letter: str) -> int:
        # a pattern's digits are those of every script
        self[letter] = bits = self["0"] if letter.isdecimal() and "0" in self else self.any
        return bits


_OPENS, _ENDS = _Allowed(at_end=False), _Allowed(at_end=True)
_LONG = sum(1 << k for k, form in enumerate(FORMS) if form.longest > _SHORT)


@cache
def _forms(bits: int) -> tuple[Form, ...]:
    return tuple(form for k, form in enumerate(FORMS) if bits >> k & 1)


def labels_of(texts: list[str]) -> list[Label]:
    """The label of each paragraph; ``TEXT`` where its form says nothing.

    Most paragraphs are running text, and their first and last letters tell it.
    """
    out: list[Label] = []
    opens, ends, forms, plain = _OPENS, _ENDS, _forms, Label.TEXT
    marked = chrome.marked(texts)
    for k, text in enumerate(texts):
        first = text[:1]
        bits = opens[text[1:2] if first in _BRACKETS else first] & ends[text[-1:]]
        n = len(text)
        if n > _SHORT:
            bits &= _LONG
        if k in marked:
            bits = _ALL
        what = plain
        if bits and n <= LONGEST:
            for form in forms(bits):
                if n <= form.longest and form.fits(text):
                    what = form.label
                    break
        out.append(what)
    for k in range(1, len(texts)):
        if out[k] is plain and out[k - 1] is Label.NAME and _DAMAGED_DAY.fullmatch(texts[k]):
            out[k] = Label.DATE
    for start, end in page_heads(texts, [what is Label.META for what in out]):
        out[start:end] = [Label.META] * (end - start)
    return out


_KEY = re.compile(r"[\u4e00-\u9fffA-Za-z_]{2,10}[：:].*")
_KNOWN_KEY = re.compile(
    r"(?:标题|文号|发文字号|发布单位|发布机构|发布日期|来源|官方链接|原文链接|title|date|source|url|number)[：:]",
    re.IGNORECASE,
)


def front_matter(texts: list[str], headings: list[int]) -> int:
    """How many paragraphs at the head of a source are a collector's header: ``key: value`` lines, then notes up to the title.

    Asked for at least three such lines, two of them keys that documents have, and a Markdown title after them.
    """
    keys = 0
    while keys < len(texts) and not headings[keys] and _KEY.fullmatch(texts[keys]):
        keys += 1
    if keys < 3 or sum(1 for t in texts[:keys] if _KNOWN_KEY.match(t)) < 2:
        return 0
    for i in range(keys, min(keys + 8, len(texts))):
        if headings[i] == 1:
            return i
    return keys
