"""Which document is whose cover: orders and notices, and what they promulgate, issue or hand on."""

from __future__ import annotations

import re

from pipeline.segment import titles
from pipeline.segment.documents import Draft
from pipeline.segment.types import Role

_ISSUES = re.compile(
    r"现(?:将(?![^《》。]{0,30}(?:公告|通告|函告|批复|解读|说明)如下)|予(?!以?(?:通报|表彰|表扬|公告。))|印发|批转|转发|公布|发布)|(?:印发|转发|批转)给(?:你们|各)|已(?:经|由|于).{2,80}(?:公布|发布)|已经.{0,20}同意，现(?:印发|转发)"
)
_REPUBLISHED = re.compile(r"重新(?:公布|发布)")
_ENTRIES = re.compile(r"附件：?|^\d{1,2}[.．、]|(?<=[；\s])\d{1,2}[.．、]")
_SHORT, _SHORT_PARAGRAPHS = 1200, 12  # a text that only hands on has no more letters and paragraphs
_EXPLAINS = re.compile(r"解读》?$|图解|亮点速览|问答|答记者问|起草说明")


def _named(draft: Draft) -> list[str]:
    """Titles that a document says it hands on, and those it lists as attachments."""
    out: list[str] = []
    if draft.title and titles.COVERING.search(draft.title):
        out.extend(titles.names_in(draft.title))
        plain = re.search(r"(?:印发|转发|批转|发布|公布)([^《》]{6,80}?)的通知$", draft.title)
        if plain:
            out.append(plain.group(1))
    lines = draft.clean.text.split("\n")
    for text in (lines[k] for k in draft.zones.body if k < len(lines)):
        if ("《" in text or "〈" in text) and (_ISSUES.search(text) or _REPUBLISHED.search(text)):
            out.extend(titles.names_in(text))
    for text in (lines[k] for k in draft.zones.attachments if k < len(lines)):
        out.extend(p for p in _ENTRIES.split(text) if len(p) >= 4)
    return out


def _republishes(draft: Draft) -> bool:
    return bool(_REPUBLISHED.search(draft.clean.text))


def _hands_on(draft: Draft) -> bool:
    """Whether a document's body is no more than the handing on: an order, or a short notice that says 现将…印发."""
    if draft.start.kind == "order":
        return True
    return _hands_on_text(draft)


def _hands_on_text(draft: Draft) -> bool:
    """Whether a document's short body says that it hands something on."""
    if len(draft.zones.body) > _SHORT_PARAGRAPHS:
        return False
    lines = draft.clean.text.split("\n")
    body = [lines[k] for k in draft.zones.body if k < len(lines)]
    return sum(len(t) for t in body) <= _SHORT and any(_ISSUES.search(t) for t in body)


def relate(drafts: list[Draft]) -> list[tuple[Role, int | None]]:
    """For each document its role and the ordinal of its cover."""
    out: list[tuple[Role, int | None]] = []
    cover: int | None = None
    named: list[str] = []  # by the cover
    republishing = False
    for i, draft in enumerate(drafts):
        title = draft.title
        explains = draft.start.kind == "interpretation" or bool(title and _EXPLAINS.search(title))
        parent = (
            None
            if explains or draft.start.kind in ("order", "number", "addressee")
            else _parent(drafts, i, cover, named, out, republishing)
        )
        if explains:
            out.append(("interpretation", None))
            cover, republishing = None, False
            continue
        if parent is not None:
            out.append(("attachment", parent))
            republishing = republishing or _republishes(draft)
            continue
        out.append(("standalone", None))
        if i + 1 < len(drafts):  # what it hands on is asked of those after it
            cover, named = i, _named(draft)
            republishing = _republishes(draft)
    for i, (role, parent) in enumerate(out):
        if (
            parent is not None
            and out[parent][0] == "standalone"
            and (_hands_on(drafts[parent]) or _is_cover_title(drafts[parent]))
        ):
            out[parent] = ("cover", None)
        elif role == "standalone" and drafts[i].start.kind == "order" and not _announces(drafts[i]):
            out[i] = ("cover", None)
    return out


def _announces(draft: Draft) -> bool:
    """Whether an announcement tells its matter itself: 中国人民银行公告〔2024〕第5号 … 现公告如下."""
    return "公告" in (draft.doc_number or "") and not _hands_on_text(draft)


def _is_cover_title(draft: Draft) -> bool:
    return bool(draft.title and titles.COVERING.search(draft.title) and draft.title.endswith("通知"))


def _parent(
    drafts: list[Draft],
    i: int,
    cover: int | None,
    named: list[str],
    out: list[tuple[Role, int | None]],
    republishing: bool,
) -> int | None:
    """The cover of document ``i``, or None. ``named``: what ``cover`` says it hands on."""
    if cover is None:
        return None
    draft = drafts[i]
    if draft.start.kind == "attachment":
        return cover
    if draft.title is None:
        return None
    own_number = draft.doc_number is not None and "令" not in draft.doc_number
    if own_number or draft.zones.addressee:
        return None
    if any(titles.same_title(draft.title, n) for n in named):
        return cover
    # only the document right after it: then it has no other yet
    if i == cover + 1 and _hands_on(drafts[cover]):
        return cover
    if republishing and draft.zones.history:
        return cover
    return None
