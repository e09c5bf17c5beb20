"""How a line ends: with a sentence, a mark, a title's genre.

Asked of every line several times, so the last letter is looked at before any pattern is; patterns that are anchored at
the end are tried on the end alone.
"""

from __future__ import annotations

import re

#: Marks that close, and may follow a sentence's last mark.
_CLOSERS = "”’」』）》〉]"
_STOPS = frozenset("。！？；：…")
_MARKS = _STOPS | frozenset("，、")
_FULL_STOPS = frozenset("。！？")

SENTENCE = re.compile(r"[。；，！？]")
_TITLE_END = re.compile(
    r"(?:通知|意见|决定|办法|规定|规则|细则|条例|方案|措施|计划|规划|纲要|公告|通告|公报|批复|函|令|解读|目录|要点|指南|章程|准则|标准"
    r"|若干政策|政策|政策措施|制度|要求|说明|请示|报告|纪要|决议|命令|法)(?:（[^（）]{1,20}）)?》?$"
)
#: the last letters of the words above, and what may follow them
_TITLE_LAST = frozenset("知见定法则例案施划要告报复函令读录点南程准策度求明示议》）")
_LONGEST_TITLE_END = 28


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
    return _ends(text, _STOPS) or (text[-1:] == "】" and text[-2:-1] in _FULL_STOPS)


def ends_mark(text: str) -> bool:
    """The same, a comma taken as well."""
    return _ends(text, _MARKS) or (text[-1:] == "】" and text[-2:-1] in _FULL_STOPS)


def ends_title(text: str) -> bool:
    """Whether the line ends as titles do, with the name of a genre (文种)."""
    if text[-1:] not in _TITLE_LAST:
        return False
    return _TITLE_END.search(text, max(0, len(text) - _LONGEST_TITLE_END)) is not None
