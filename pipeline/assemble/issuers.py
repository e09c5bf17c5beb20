"""Who issued a document: the bodies of its signature, its letterhead, its order head, its history note or its title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.segment.types import Document

_BODY_WORDS = (
    "政府|国务院|办公厅|办公室|委员会|常委会|管委会|代表大会|主席团|法院|检察院|军委|"
    "总局|分局|支局|海关|银行|总行|总部|分行|总队|支队|大队|街道办事处|办事处|领导小组|指挥部|联席会议|[委局厅部署院府司会办社]|中心|学院|研究院|集团|公司|党组"
)
_BODY = re.compile(rf"[一-龥（）()、·“”]{{2,40}}?(?:{_BODY_WORDS})(?:（[^（）]{{1,12}}）)?")
# 市长 龚正: who signs an order is no issuer
_PERSON = re.compile(
    "^(?:代)?(?:市长|省长|主席|总理|部长|主任|局长|署长|行长|区长|县长|州长|院长|检察长|委员长|书记|署名)[ 　]?|[一-龥]{1,4}(?:市长|省长|主任|局长)$"
)
# the names and the day of a signature that no clause holds: after a sentence's end, a line each
_SIGNED_DAY = r"(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?=\n|$)"
_SIGNED_LINES = re.compile(r"(?<=[。：；])\n(?:[^\n，。；：《》\d]{2,60}\n){0,9}" + _SIGNED_DAY)
# most texts have no such day, and to look for it alone is quicker
_DAY_ALONE = re.compile("\n" + _SIGNED_DAY)
_DAY = re.compile(r"[（(]?(?:\d{4}|[一二][〇○零Oo0-9一二三四五六七八九]{3})[年.\-/].*$")
_ORDER = re.compile("^(?P<body>[一-龥（）、]{2,40}?)(?:令|公告)(?:第|〔|\\d)")
_TITLE = re.compile("^(?P<bodies>[^《》〈]{2,120}?)(?:关于|印发|转发|批转|公布|发布)")
# 第十三届全国人民代表大会常务委员会第十次会议通过: the body, of any term
_SESSION = re.compile(
    r"(?:(?<=\d)日)?[ ]?(?P<body>[一-龥]{4,60}?(?:代表大会|委员会|常委会|法院|检察院|政府|国务院))第[一二三四五六七八九十百零\d]+次"
)
_INNER = re.compile("(?<=法院)审判委员会$|(?<=检察院)第?[一-龥]{0,6}检察委员会$")
_DECIDES = re.compile(r"(?:经[^，。]{2,30}，)?(?P<body>[一-龥]{4,30}?)(?:研究)?决定：?$")
_TERM = re.compile("第[一二三四五六七八九十百零\\d]+届")
_PUBLISHED = re.compile(
    "[日 ](?P<body>[一-龥、]{2,40}?)(?:第?[一二三四五六七八九十百零\\d]*号?令第?[一二三四五六七八九十百零\\d]*号?)?(?:公布|发布|颁布|批准)"
)
_HONORIFIC = re.compile("^(?:中华人民共和国(?=国务院|主席|中央军事|最高)|原(?=国家|中国))")


def issuers_of(document: Document) -> tuple[str, ...]:
    """The names of the bodies that issued ``document``, as said, in the order they stand; empty of an attachment.

    The first place that names any is taken: signature, letterhead, order number, title, history note, who decides.
    """
    for names in (
        _signature(document),
        _clean(document.letterhead),
        _of_order(document.doc_number),
        _of_title(document.title) if document.role != "interpretation" else (),
        _of_history(document) if document.parent is None else (),
        _of_decision(document) if document.parent is None else (),
    ):
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def clause_text(document: Document, level: str) -> str:
    """The words of the clauses of one level (signature, history), a line each."""
    return "\n".join([c.text for c in document.clauses if c.level == level and c.text])


def signature_text(document: Document) -> str:
    """The words of the signature; where no clause is one, the body's names and the day that stand alone on lines.

    Only a document that stands alone is searched for the latter: a line with a day elsewhere is part of a form.
    """
    said = clause_text(document, "signature")
    if said or document.parent is not None:
        return said
    text = document.clean.text
    found = _SIGNED_LINES.search(text) if _DAY_ALONE.search(text) else None
    return found[0].strip("\n") if found else ""


def _clean(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in (re.sub(r"\s", "", n) for n in names) if _BODY.fullmatch(name))


def _signature(document: Document) -> tuple[str, ...]:
    names: list[str] = []
    for line in signature_text(document).split("\n"):
        plain = _DAY.sub("", line).strip(" 　（）()")
        if plain and not _PERSON.search(plain):
            names += _split(plain)
    return tuple(names)


def _split(line: str) -> list[str]:
    """Names on one line: apart where each part by itself is a body's name, else one name with layout's spaces."""
    parts = [p for p in re.split("[ 　]+", line) if p]
    if len(parts) > 1 and all(len(p) > 2 and _BODY.fullmatch(p) for p in parts):
        return parts
    whole = "".join(parts)
    if "、" in whole and all(_BODY.fullmatch(p) for p in whole.split("、")):
        return whole.split("、")
    return [whole] if _BODY.fullmatch(whole) else [p for p in parts if len(p) > 2 and _BODY.fullmatch(p)]


def _of_order(number: str | None) -> tuple[str, ...]:
    found = _ORDER.match(number or "")
    return (_HONORIFIC.sub("", found["body"]),) if found else ()


def _of_title(title: str | None) -> tuple[str, ...]:
    found = _TITLE.match(title or "")
    if not found:
        return ()
    bodies = found["bodies"].removesuffix("等").strip(" ")
    return tuple(_split(bodies))


def _of_decision(document: Document) -> tuple[str, ...]:
    """Who decides, where a notice of appointments is signed by a day only: 杭州市人民政府决定："""
    first = next((c.text for c in document.clauses if c.level == "preamble"), "")
    found = _DECIDES.match(first)
    return _clean([found["body"]]) if found else ()


def _of_history(document: Document) -> tuple[str, ...]:
    """The body that published it, else the one whose session passed it (第…届 left out: the body is the same)."""
    note = clause_text(document, "history").replace("\n", " ")
    if not note:
        return ()
    first = note.split("根据")[0]
    if published := _PUBLISHED.search(first):
        names = _clean(_TERM.sub("", published["body"]).split("、"))
        if names and not names[0].endswith(("会议",)):
            return tuple(_HONORIFIC.sub("", n) for n in names)
    if session := _SESSION.search(first):
        return _clean([_HONORIFIC.sub("", _INNER.sub("", _TERM.sub("", session["body"])))])
    return ()
