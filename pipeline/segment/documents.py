"""One document from its paragraphs: chrome out, clean text put together, zones, provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import attrgetter

from pipeline.common.doc_numbers import fold_doc_number
from pipeline.common.text import CleanText
from pipeline.normalise.numbering import Mark
from pipeline.normalise.types import Paragraph, together
from pipeline.segment import chrome, titles
from pipeline.segment.blocks import ITEM_KINDS, Block, blocks_of
from pipeline.segment.decimals import read_decimals
from pipeline.segment.labels import BLANK, DATED_NOTE, NAME, Label
from pipeline.segment.laws import read_law
from pipeline.segment.layouts import mark_layouts
from pipeline.segment.page_heads import PageHead, read_page_head, said
from pipeline.segment.papers import read_paper
from pipeline.segment.run_on import split_run_on
from pipeline.segment.sequence import flag_sequence
from pipeline.segment.starts import Outline, Start
from pipeline.segment.tree import Node, Tree, finish
from pipeline.segment.types import Clause
from pipeline.segment.zones import Zones, zones_of

_AMENDS = re.compile(r"(?:作如下|作出如下|如下)修改|予以修改|修改和废止")
_ORDER_NUMBER = re.compile(r"(?:(\d{4})[ ]?年)?(?<!〔\d{4}〕)第[ ]?([\d一二三四五六七八九十百零〇]+)[ ]?号")
_ORDER_ISSUER = re.compile(r"[\u4e00-\u9fff、 ]{2,80}?(?:令|公告)")
_YEAR_NUMBER = re.compile(r"〔\d{4}〕[ ]?第?[ ]?\d{1,4}[ ]?号")
_ANNOUNCED_BY = re.compile(r"([\u4e00-\u9fff、 ]{2,60}?)[ ]?关于.*公告$")
_HEAD_NAMES = re.compile(r"([\u4e00-\u9fff、 ]{2,80}?)[ ]?(?:令|公告)(?:[ ]?第.*)?")
_HEADINGS = ("part", "subpart", "chapter", "section", "article")
_GOES_ON = re.compile(r"关于|印发|转发|批转")
_NOTED_NUMBER = re.compile(r"\d{1,2}日([\u4e00-\u9fff]{2,24}令第?\d+号)(?:公布|发布)")


@dataclass(slots=True)
class Draft:
    """A document being put together; ``kept`` are indexes of its paragraphs in reading order, ``numbers`` of its number lines."""

    start: Start
    kept: list[int]
    numbers: list[int]
    title: str | None
    clean: CleanText
    zones: Zones
    clauses: tuple[Clause, ...]
    doc_number: str | None
    letterhead: tuple[str, ...]
    site_dates: tuple[tuple[str, str], ...]
    review: str | None


def _tail_from(paragraphs: list[Paragraph], found: Outline, indexes: list[int]) -> int:
    """Position in ``indexes`` where the site matter after a document begins: no sentence of a document follows it."""
    cut, labels = len(indexes), found.labels
    for position in range(len(indexes) - 1, -1, -1):
        k = indexes[position]
        text = paragraphs[k].text
        if labels[k] is Label.TAIL and not BLANK.search(text):  # a form's last line is none of the page's foot
            cut = position
            continue
        signed = labels[k] is Label.NAME and any(labels[j] is Label.DATE for j in indexes[position : position + 4])
        if (
            signed
            or labels[k] in (Label.DATE, Label.PERSON, Label.SIGNED, Label.NOTE)
            or (len(text) >= 40 and text.endswith(("；", "：", "）")))
            or text.endswith("。")
            or (found.marks[k] is not None and text.endswith("；"))
        ):
            break
    # a site's name stands alone above who runs it
    while 0 < cut < len(indexes) and _is_stray(paragraphs[indexes[cut - 1]], labels[indexes[cut - 1]]):
        cut -= 1
    return cut


def _is_stray(paragraph: Paragraph, what: Label) -> bool:
    """A few letters without a number or a mark, as the name of a site is."""
    return what is Label.TEXT and bool(re.fullmatch(r"[\u4e00-\u9fff]{2,8}", paragraph.text))


def _page_head_before(paragraphs: list[Paragraph], labels: list[Label], first: int, end: int) -> int:
    """Where the page head of the next document begins, walking back from ``end``."""
    at = end
    seen_meta = False
    while at - 1 > first:
        what = labels[at - 1]
        if what is Label.META:
            seen_meta = True
        elif not (seen_meta and (what is Label.NUMBER or _names_page(paragraphs[at - 1].text))):
            break
        at -= 1
    return at


def _page_head_start(found: Outline, at: int) -> int:
    """The first of the page-head lines right above a document's first line, or above its contents."""
    listed = {end: start for start, end in found.contents}
    while at and (found.labels[at - 1] is Label.META or at in listed):
        at = listed.get(at, at - 1)
    return at


def _names_page(text: str) -> bool:
    """Whether a line may be the title of a page, above its dates."""
    return "。" not in text and (titles.looks_like_title(text) or text.startswith("《"))


def kept_paragraphs(
    paragraphs: list[Paragraph], found: Outline, start: Start, following: bool
) -> tuple[list[int], list[int]]:
    """Indexes of a document's own paragraphs in reading order (its title first), and of its title lines."""
    contents = {i for a, b in found.contents for i in range(a, b)}
    labels = found.labels
    end = _page_head_before(paragraphs, found.labels, start.at, start.end) if following else start.end
    title = list(range(*start.title)) if start.title else []
    if start.kind == "attachment":
        title = [start.at, *title]
    body = [k for k in range(start.at, end) if labels[k] is not Label.META and k not in title and k not in contents]
    if not title:
        title = _title_after_number(paragraphs, found, body)
        body = [k for k in body if k not in title]
    head = (
        [k for k in body if k < title[0] and labels[k] in (Label.NUMBER, Label.NAME, Label.ORDER, Label.ORDER_NUMBER)]
        if title and start.kind == "number"
        else []
    )
    unique = [k for k in body if k not in head and k not in start.repeats]
    seen_numbers: set[str] = set()
    for k in [k for k in unique[:12] if labels[k] is Label.NUMBER and k - start.at < 12]:
        number = fold_doc_number(paragraphs[k].text)
        if number in seen_numbers:
            unique.remove(k)  # the page's head and the document both say it
        seen_numbers.add(number)
    cut = _tail_from(paragraphs, found, unique)
    return [*head, *title, *unique[:cut]], title


def _after_names(found: Outline, body: list[int]) -> int:
    """Position of the first paragraph that is neither number nor name."""
    return next((p for p, k in enumerate(body) if found.labels[k] not in (Label.NUMBER, Label.NAME)), len(body))


def _title_after_number(paragraphs: list[Paragraph], found: Outline, body: list[int]) -> list[int]:
    """The title of a document that starts with its number: the title lines right after the head."""
    position = 0
    announces = body[:1] and "公告" in paragraphs[body[0]].text
    head = (Label.NUMBER, Label.NAME, Label.ORDER, Label.ORDER_NUMBER) if announces else (Label.NUMBER, Label.NAME)
    while position < len(body) and found.labels[body[position]] in head:
        position += 1
    # names below the number, right above 关于…, are the title's
    if position < len(body) and _GOES_ON.match(paragraphs[body[position]].text):
        while position and found.labels[body[position - 1]] is Label.NAME:
            position -= 1
        position = (
            position
            if any(found.labels[k] in (Label.NUMBER, Label.ORDER_NUMBER) for k in body[:position])
            else _after_names(found, body)
        )
    parts: list[int] = []
    for n, k in enumerate(body[position : position + 6], position + 1):
        if found.labels[k] not in (Label.TEXT, Label.NAME) or re.search(r"[。；！？]|：$", paragraphs[k].text):
            return []
        if (mark := found.marks[k]) is not None and mark.kind in _HEADINGS:
            return []
        parts.append(k)
        title = titles.joined_title([paragraphs[j].text for j in parts])
        if titles.looks_like_title(title):
            if n < len(body) and titles.runs_on(title, paragraphs[body[n]].text):
                continue
            # what an announcement brings has a title of another genre
            return parts if not announces or titles.genre_of(title) in ("公告", "通告") else []
    return []


def _order_number(said: str) -> str | None:
    """What an order's or an announcement's number is besides its name: 第8号, 2024年第3号, 〔2024〕第5号."""
    if year := _YEAR_NUMBER.search(said):
        return year.group()
    found = _ORDER_NUMBER.search(said)
    if found is None:
        return None
    return f"{found.group(1)}年第{found.group(2)}号" if found.group(1) else f"第{found.group(2)}号"


def _of_order_head(heads: list[str]) -> tuple[str, ...]:
    """Who an order's head names where its number does not tell: several bodies, or one over an announcement without number."""
    match = _HEAD_NAMES.fullmatch(heads[0]) if heads else None
    if match is None:
        return ()
    names = tuple(match.group(1).split())
    return names if all(len(name) > 2 for name in names) and (len(names) > 1 or "公告" in heads[0]) else ()


def _number(texts: list[str], labels: list[Label], zones: Zones, is_order: bool, title: str | None) -> str | None:
    if is_order:
        said = "".join(texts[k] for k in zones.number)
        issuer = _ORDER_ISSUER.search(said)
        if issuer and (number := _order_number(said)):
            return fold_doc_number(issuer.group() + number)
    for k in zones.number:
        if labels[k] is Label.NUMBER:
            return fold_doc_number(texts[k].removeprefix("文号：").strip("（） "))
        # 2024年第3号 under 国家税务总局关于…的公告
        if labels[k] is Label.ORDER_NUMBER and title and (by := _ANNOUNCED_BY.match(title)):
            return fold_doc_number(f"{by.group(1)}公告{_order_number(texts[k]) or texts[k]}")
    noted = "".join(texts[k] for k in zones.history)
    if (dated := DATED_NOTE.fullmatch(noted)) is not None:
        return fold_doc_number(dated["number"] or dated["before"])
    match = _NOTED_NUMBER.search(noted)
    if match and title is not None and not re.search(r"修正|修订|修改", noted):
        number = match.group(1)
        return fold_doc_number(number if "令第" in number else number.replace("令", "令第"))
    return None


def _told_number(told: PageHead, lines: list[str]) -> str | None:
    """The document's number as its page's head says it: in a field, or on a line that is no title."""
    plain = (line for line in lines if not titles.looks_like_title(line))
    number = told.number or next(filter(None, map(chrome.site_number, plain)), None)
    return fold_doc_number(number) if number else None


def _tree(
    spans: list[tuple[int, int]],
    marks: list[Mark | None],
    paragraphs: list[Paragraph],
    zones: Zones,
    title: str | None,
) -> Tree:
    """All provisions, in the order of the clean text."""
    tree = Tree()

    def whole(level: str, indexes: list[int]) -> None:
        if indexes:
            start, end = spans[indexes[0]][0], spans[indexes[-1]][1]
            tree.add(Node(level, start, end, text_start=start), None)

    whole("title", zones.title)
    whole("history", zones.history)
    whole("addressee", zones.addressee)
    blocks: list[Block] = []
    signed = zones.signature[-1] if zones.signature else len(spans)
    for k in zones.body:
        if k <= signed:
            mark, paragraph = marks[k], paragraphs[k]
            if mark is None or mark.kind not in ITEM_KINDS:  # most are no items, and are one block
                blocks.append(Block(*spans[k], paragraph.text, mark, paragraph.doubt))
            else:
                blocks += blocks_of(paragraph.text, spans[k][0], mark, paragraph.doubt)
    blocks = read_decimals(blocks)
    articles = [b for b in blocks if b.mark and b.mark.kind == "article"]
    ones = sum(1 for b in blocks if b.mark and b.mark.kind == "one")
    amends = bool(
        title and re.search(r"修改|修正|废止", title) and titles.genre_of(title) in ("决定", "修正案", "通知")
    ) or any(_AMENDS.search(b.text) for b in blocks[:3] if b.mark is None and len(b.text) < 200)
    if articles and (len(articles) >= 2 or not ones) and not (amends and ones):
        read_law(tree, split_run_on(blocks), amendment=amends)
    else:
        read_paper(tree, blocks, decision=amends)
    flag_sequence(tree)
    whole("attachment_list", zones.attachments)
    whole("signature", zones.signature)
    for k in zones.body:
        if k > signed:  # a note below the signature
            tree.add(Node("paragraph", *spans[k], text_start=spans[k][0], zone="closing"), None)
    tree.nodes.sort(key=attrgetter("root_start", "start", "depth"))
    return tree


def _title_together(kept: list[int], title: list[int]) -> list[tuple[int, int]]:
    """Ranges of ``kept``, the last first, that are one paragraph: the lines of a title that stand one below the other."""
    out: list[tuple[int, int]] = []
    for i in sorted(kept.index(k) for k in title if k in kept):
        if out and out[-1][1] == i and kept[i - 1] == kept[i] - 1:
            out[-1] = out[-1][0], i + 1
        else:
            out.append((i, i + 1))
    return [(a, b) for a, b in reversed(out) if b > a + 1]


def _joined(lines: list[Paragraph]) -> Paragraph:
    """Title lines as the one paragraph they are, so that what is said over a line end is read."""
    clean = lines[0].clean
    for before, line in pairwise(lines):
        clean = CleanText.join([clean, line.clean], titles.between(before.text, line.text))
    return lines[0].saying(clean)


def draft(paragraphs: list[Paragraph], found: Outline, start: Start, following: bool) -> Draft:
    """Put one document together."""
    kept, title_at = kept_paragraphs(paragraphs, found, start, following)
    own = [paragraphs[k] for k in kept]
    labels = [found.labels[k] for k in kept]
    marks = [found.marks[k] for k in kept]
    first = list(kept)  # of the lines that a paragraph is made of
    for a, b in _title_together(kept, [k for k in title_at if found.labels[k] is not Label.ATTACHMENT]):
        own[a:b], labels[a:b], first[a:b] = [_joined(own[a:b])], [Label.TEXT], first[a : a + 1]
        marks[a:b] = marks[a : a + 1]
    texts = [p.text for p in own]
    clean = together(own)
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    spans = [(start, after - 1) for start, after in pairwise(starts)]
    local_title = [i for i, k in enumerate(first) if k in title_at] if title_at else []
    is_order = start.kind == "order"
    zones = zones_of(labels, texts, marks, local_title, is_order=is_order, letterhead=start.kind in ("number", "order"))
    title_lines = [paragraphs[k].text for k in title_at if k in kept and found.labels[k] is not Label.ATTACHMENT]
    title = titles.unmarked(titles.joined_title(title_lines)) or None
    tree = _tree(spans, marks, own, zones, title)
    end = _page_head_before(paragraphs, found.labels, start.at, start.end) if following else start.end
    page_head = [
        paragraphs[k].text for k in range(_page_head_start(found, start.at), end) if found.labels[k] is Label.META
    ]
    page_head = said(page_head)
    dates = [d for text in page_head for d in chrome.site_dates(text)]
    colophon = (paragraphs[k].text for k in range(start.at, start.end) if found.labels[k] is Label.TAIL)
    dates += [d for d in map(chrome.printed_date, colophon) if d]
    names = tuple(texts[k] for k in zones.number if labels[k] is Label.NAME)
    if is_order and not names:
        names = _of_order_head([texts[k] for k in zones.number if labels[k] is Label.ORDER])
    told = read_page_head(page_head)
    if not names and not zones.history and not _GOES_ON.search(title or "", 4):
        names = tuple(
            dict.fromkeys((*(paragraphs[k].text for k in start.bodies), *filter(NAME.fullmatch, told.bodies)))
        )
    number = _number(texts, labels, zones, is_order, title) or _told_number(told, page_head)
    review = "no title line" if title is None and not is_order else None
    if title is None and not is_order:
        title = start.told or (told.title if told.title and titles.looks_like_title(told.title) else None)
    clauses = mark_layouts(finish(tree, clean))
    numbers = [first[k] for k in zones.number]
    return Draft(start, kept, numbers, title, clean, zones, clauses, number, names, tuple(dates), review)
