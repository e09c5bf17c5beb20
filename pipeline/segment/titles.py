"""Titles: which line is one, of which genre (文种), and whether two say the same.

Genres are those of 党政机关公文处理工作条例 (2012), article 8, of 规章制定程序条例, and what policy papers call themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.common.places import PROVINCES
from pipeline.normalise.types import Paragraph

#: 文种, longest first where one ends another. Those marked False are also plain nouns: they need more than the word.
GENRES: tuple[tuple[str, bool], ...] = (
    ("实施意见", True), ("指导意见", True), ("若干意见", True), ("实施细则", True), ("实施办法", True),
    ("管理办法", True), ("实施方案", True), ("工作方案", True), ("行动方案", True), ("行动计划", True),
    ("若干措施", True), ("政策措施", True), ("若干政策", True), ("若干规定", True), ("工作要点", True),
    ("政策解读", True), ("通知", True), ("意见", True), ("决定", True), ("办法", True), ("规定", True),
    ("规则", True), ("细则", True), ("条例", True), ("方案", True), ("措施", True), ("规划", True), ("纲要", True),
    ("公告", True), ("通告", True), ("通报", True), ("批复", True), ("决议", True), ("章程", True), ("指南", True),
    ("指引", True), ("准则", True), ("规程", True), ("规范", True), ("目录", True), ("清单", True), ("解释", True),
    ("解读", True), ("答复", True), ("函", True), ("计划", True), ("政策", False), ("要点", False), ("标准", False),
    ("制度", False), ("意见书", False), ("说明", False), ("命令", False), ("令", False), ("议案", False),
    ("报告", False), ("请示", False), ("纪要", False), ("公报", False), ("倡议", False), ("法", False),
    ("预案", True), ("导则", True), ("大纲", True), ("守则", True), ("公约", True), ("名单", False), ("名录", False),
    ("手册", False), ("流程", False), ("法典", False), ("宪法", False), ("修正案", False), ("安排", False), ("体系", False), ("表", False),
)  # fmt: skip

_WORDS = "|".join(sorted((g for g, _ in GENRES), key=len, reverse=True))
_SURE = "|".join(sorted((g for g, sure in GENRES if sure), key=len, reverse=True))
_TAIL = r"(?:[ ]?（[^（）]{1,24}）){0,2}》?"
_GENRE = re.compile(rf"({_WORDS}){_TAIL}$")
_GENRE_LAST = frozenset(g[-1] for g, _ in GENRES) | frozenset("）》")
_LONGEST_ENDING = max(len(g) for g, _ in GENRES) + 2 * 27 + 1
_SURE_END = re.compile(rf"(?:{_SURE}){_TAIL}$")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
PLACES = tuple(sorted({p.name for p in PROVINCES} | {p.short for p in PROVINCES}, key=len, reverse=True))
_PLACE_NAMES = tuple(p.name for p in PROVINCES)
_ISSUER_HEAD = re.compile(
    rf"(?:中共|中华人民共和国|国务院|国家|全国|最高人民|中国人民银行|{'|'.join(PLACES)}|[本省市区县][\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,6}}[省市区县州盟旗])"
)
_ISSUED_BY = re.compile(
    r"[^《》，。：]{2,60}?(?:政府|办公厅|办公室|委员会|[部局厅委署院会行办社]|总队|中心|公司)等?[ ]?(?:关于|印发|转发|批转)"
)
#: who issues and 关于: words that a title begins with, whatever stands above them
_RESTARTS = re.compile(
    rf"(?:中共|中华人民共和国|国务院|国家|{'|'.join(PLACES)}|[\u4e00-\u9fff]{{2,7}}[省市区县州盟旗])[^《》，。：]{{0,40}}?"
    r"(?:政府|办公厅|办公室|委员会|[部局厅委署院会行])等?[ ]?关于"
)
#: 2023年6月份人事任免, 市政府第45次常务会议纪要: a line that may head a text though it names no genre
HEADING = re.compile(r"[\u4e00-\u9fff\d]{2}[\u4e00-\u9fff\d（）“”—《》]{3,38}")
_EXPLAINS = re.compile(r"《[^《》]{4,100}(?:《[^《》]*》[^《》]*)*》的?政策解读")
_CORE = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
_STOPS = re.compile(r"[。；！？]")

# two lines of issuers: the first ends with a body's name among others, the second begins with one before 关于 or a space
_BODY = r"(?:政府|办公厅|办公室|委员会|局|部|厅|署|行|会)"
_ISSUER_LAST = re.compile(rf"^(?:[\u4e00-\u9fff]+ )*[\u4e00-\u9fff]{{2,20}}{_BODY}$")
_ISSUER_FIRST = re.compile(rf"(?!办公)[\u4e00-\u9fff]{{2,20}}?{_BODY}(?= |$|关于|印发|转发)")

#: genres of texts that order, notify or hand on other texts
COVERING = re.compile(r"(?:印发|转发|批转|发布|公布)")


def genre_of(title: str) -> str | None:
    """The genre a title names: the last one, of an order to hand on the outer one (通知)."""
    match = _GENRE.search(title)
    if not match:
        return None
    word = match.group(1)
    # 实施办法 is an 办法: the field's own list has the plain word
    for plain in ("意见", "细则", "办法", "方案", "计划", "措施", "政策", "规定", "要点", "解读"):
        if word.endswith(plain):
            return plain
    return word


def ends_in_genre(text: str) -> bool:
    """Whether a text ends with a genre, an edition in brackets after it left out."""
    return text[-1:] in _GENRE_LAST and _GENRE.search(text, max(0, len(text) - _LONGEST_ENDING)) is not None


def looks_like_title(text: str) -> bool:
    """Whether a line could be a title: no sentence in it, a genre at its end."""
    return 4 <= len(text) <= 160 and ends_in_genre(text) and not _STOPS.search(text) and balanced(text)


def is_sure(text: str) -> bool:
    """Whether a title ends with a genre that is no plain noun."""
    return text[-1:] in _GENRE_LAST and bool(_SURE_END.search(text, max(0, len(text) - _LONGEST_ENDING)))


def opens_like_title(text: str) -> bool:
    """Whether a title begins as official ones do: with 关于, or with who issues it and what it does."""
    return (
        text.startswith("关于")
        or bool(_ISSUER_HEAD.match(text))
        or bool(_ISSUED_BY.match(text) or _EXPLAINS.match(text))
    )


def restarts(text: str) -> bool:
    """Whether a line by itself begins a title: who issues it, and 关于."""
    return _RESTARTS.match(text) is not None


def set_apart(lines: Sequence[Paragraph], n: int) -> bool:
    """Whether the ``n``-th line, a body's name with 关于… below it, is set apart from those above by the only blank line."""
    if n < 1 or len(lines) != n + 1:
        return False
    *above, name, below = lines
    return bool(name.blank) and below.text.startswith("关于") and not below.blank and not any(x.blank for x in above)


def runs_on(title: str, text: str) -> bool:
    """Whether a line goes on with a title that is whole without it: a bracketed edition, or words that end it in turn."""
    if re.fullmatch(r"（(?![^（）]*〔\d{4}〕)[^（）]{1,24}(?<!号)）(?:的.{2,8})?|《.{4,80}》(?:的.{2,8})?", text):
        return core(text) not in core(title)  # the title said again is no more of it
    # a first line that ends in a genre by chance: 关于印发上海市…管理规定 | 的通知
    return text.startswith(("的", "和", "及", "与", "、")) and looks_like_title(title + text)


def unmarked(title: str) -> str:
    """A title without the book marks that a site set round all of it."""
    inner = title[1:-1]
    return inner if title[:1] == "《" and title[-1:] == "》" and balanced(inner) and inner[:1] != "《" else title


def balanced(text: str) -> bool:
    """Whether every book mark and bracket that opens in the text closes in it."""
    return all(text.count(a) == text.count(b) for a, b in ("《》", "（）", "〈〉"))


def names_in(text: str) -> list[str]:
    """The titles named in book marks, outermost ones, inner marks kept."""
    return [m.group(1) for m in _NAMED.finditer(text.replace("〈", "《").replace("〉", "》"))]


@lru_cache(maxsize=4096)
def core(title: str) -> str:
    """What two spellings of one title share: letters only, without a leading 关于."""
    return _CORE.sub("", title).removeprefix("关于")


def same_title(a: str, b: str) -> bool:
    """Whether two titles name one document: equal cores, or one's core ends the other's (the issuer left out)."""
    x, y = core(a), core(b)
    if not x or not y:
        return False
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    return len(short) >= 8 and (long.endswith(short) or (long.startswith(short) and len(long) - len(short) <= 6))


def _part_issuers(before: str, part: str) -> bool:
    """Whether a line break in a title parts two issuers. Where no name is set apart by a space, two lines may be one name."""
    apart = " " in before or " " in part or part.startswith(_PLACE_NAMES)
    return apart and bool(_ISSUER_LAST.search(before)) and bool(_ISSUER_FIRST.match(part))


def between(before: str, part: str) -> str:
    """What stands between two lines of a title: nothing, or a space between two issuers or two foreign words."""
    foreign = before[-1:].isascii() and before[-1:].isalnum() and part[:1].isascii() and part[:1].isalpha()
    return " " if foreign or _part_issuers(before, part) else ""


def joined_title(parts: list[str]) -> str:
    """Title lines as one title: no space beside marks, one kept where the author set words apart."""
    text = parts[0] if parts else ""
    for before, part in pairwise(parts):
        text += between(before, part) + part
    return re.sub(r"(?<=[《〈“（])[ ]|[ ](?=[》〉”）《〈“（])", "", text)
