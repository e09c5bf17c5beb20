"""How a line ends: with a sentence, a mark, a title's genre, a body's name, words that cannot end there.

Asked of every line several times, so the last letter is looked at before any pattern is; patterns that are anchored at
the end are tried on the end alone.
"""

from __future__ import annotations

import re

#: Marks that close, and may follow a sentence's last mark.
_CLOSERS = "”’」』）》〉]"
STOPS = frozenset("。！？；：…")
MARKS = STOPS | frozenset("，、")
_FULL_STOPS = frozenset("。！？")

SENTENCE = re.compile(r"[。；，！？]")
_TITLE_END = re.compile(
    r"(?:通知|意见|决定|办法|规定|规则|细则|条例|方案|措施|计划|规划|纲要|公告|通告|公报|批复|函|令|解读|目录|要点|指南|章程|准则|标准"
    r"|若干政策|政策|政策措施|制度|要求|说明|预案|导则|守则|的解释|名单|名录|请示|报告|纪要|决议|命令|法)(?:（[^（）]{1,20}）)?》?$"
)
#: the last letters of the words above, and what may follow them
_TITLE_LAST = frozenset("知见定法则例案施划要告报复函令读录点南程准策度求明示议单释》）")
_LONGEST_TITLE_END = 28
#: Words after which no Chinese sentence, heading or title ends.
_OPEN_END = re.compile(
    r"[，、（《“‘〈〔]$|(?<!目)的$|(?<![总缓饱平])和$|(?<!参)与$|(?<![普涉])及$|或$|(?:根据|按照|或者|并且|对于|包括|其中)$"
)
#: Lines that stand by themselves, whatever their length.
_ALONE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十]+)?[ ]?（[^（）]*）$"  # 第五条（认定条件）
    r"|(?:附件|附表|附录|附)[ ]?[\d一二三四五六七八九十]*[：:]?$"
    r"|(?:\d{4}|[二〇○零OＯ一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
    r"|.{0,60}[〔\[（]\d{4}[〕\]）]\d+号[ ]?）?$"
    r"|(?:各|有关)[^。；《]{1,100}(?:局|单位|政府|部门|委|办|厅|机构|公司)：$"  # an addressee
    r"|[\u4e00-\u9fff]{2,12}[省市县区州盟旗]人民政府(?:[、，][^。；《]{2,60})?：$"
)
_LEADERS = re.compile(r"[.…·]{6}[ ]?\d{0,4}$|[.…·]{2}[ ]?[（(]\d{1,4}[）)]$")  # of a contents entry
_NOTE_OF_DUTY = re.compile(r"[。；]〔[^〔〕]{2,200}〕$")
_LONGEST_LEADERS = 11
_LEAST_ENTRY = 12
_ALONE_LAST = frozenset("）日号：.…· ")
_NAME_END = re.compile(r"(?:政府|办公厅|办公室|委员会|局|部|厅|院|委|会|署|行|中心|法院|检察院)$")
_LONGEST_END = 3  # letters that _NAME_END and _OPEN_END take


def _ends(text: str, marks: frozenset[str]) -> bool:
    if not text:
        return False
    last = text[-1]
    if last in marks:
        return True
    if last in _CLOSERS:
        return text.rstrip(_CLOSERS)[-1:] in marks
    return False


def ends_sentence(text: str) -> bool:
    """Whether the line ends with 。！？；：… or with one of them and what closes after it."""
    return _ends(text, STOPS) or (text[-1:] == "】" and text[-2:-1] in _FULL_STOPS)


def ends_mark(text: str) -> bool:
    """The same, a comma taken as well."""
    return _ends(text, MARKS) or (text[-1:] == "】" and text[-2:-1] in _FULL_STOPS)


def ends_title(text: str) -> bool:
    """Whether the line ends as titles do, with the name of a genre (文种)."""
    if text[-1:] not in _TITLE_LAST:
        return False
    return _TITLE_END.search(text, max(0, len(text) - _LONGEST_TITLE_END)) is not None


def is_name(text: str) -> bool:
    """Whether a line may be a body's name: a signature or a letterhead."""
    return bool(_NAME_END.search(text, max(0, len(text) - _LONGEST_END))) and not SENTENCE.search(text)


def stands_alone(text: str) -> bool:
    """Whether a line stands by itself, whatever its length; the last letter rules most out."""
    last = text[-1:]
    if last.isdecimal() and len(text) > _LEAST_ENTRY and not SENTENCE.search(text):
        said = text.rstrip("0123456789")
        if len(text) - len(said) <= 3 and ends_title(said.rstrip(" /（(")):
            return True  # a contents entry: …的通知 12
    if not (last in _ALONE_LAST or last.isdecimal() or text[:1] == "附"):
        return False
    return bool(_ALONE.match(text) or _LEADERS.search(text, max(0, len(text) - _LONGEST_LEADERS)))


def closes_statement(text: str) -> bool:
    """Whether a line may close a statement of a history note: …第十次会议通过, …的决定》修正）."""
    return text.endswith(("）", "通过", "批准", "修正", "修订", "公布", "发布", "施行"))


def closes_with_note(text: str) -> bool:
    """Whether a line ends with a note in brackets that closes its paragraph: …。（责任单位：市科委）, not 机构（CRO）."""
    if text.endswith("〕"):
        return bool(_NOTE_OF_DUTY.search(text))
    if not text.endswith("）") or unfinished(text):
        return False
    depth, at = 0, len(text) - 1
    while at > 0:
        depth += {"）": 1, "（": -1}.get(text[at], 0)
        if not depth:
            break
        at -= 1
    return (
        at <= 0
        or text[at - 1] in "。；！？"
        or bool(re.search(r"责任|牵头|负责|施行|试行|修正|废止|公布|通过|[。；]", text[at:]))
    )


def unfinished(text: str) -> bool:
    """Whether the words cannot end here: an open bracket, or a word that wants another."""
    if _OPEN_END.search(text, max(0, len(text) - _LONGEST_END)):
        return True
    return (
        text.count("（") > text.count("）") or text.count("《") > text.count("》") or text.count("“") > text.count("”")
    )
