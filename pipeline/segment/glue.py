"""Documents glued to the end of the one before, without a line break.

Pages copied one after another lose the break between them: a paragraph goes on, after its last sentence, with the next
document's title, number, addressee or order head. Each such paragraph is cut in two before documents are looked for.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from pipeline.common.doc_numbers import YEAR_CLOSES, YEAR_OPENS
from pipeline.common.places import PROVINCES
from pipeline.common.text import CleanText
from pipeline.normalise.types import Paragraph
from pipeline.segment import chrome, titles
from pipeline.segment.labels import DATED_NOTE, NAME, NAME_ENDS, NUMBER

_PLACE = "|".join(titles.PLACES)
_MARKS = "|".join(m for p in PROVINCES for m in p.marks if m not in ("内", "新", "台", "青", "贵", "云", "港"))
_ISSUER = (
    r"(?:中共[\u4e00-\u9fff]{2,8}?委(?:员会)?|中华人民共和国[\u4e00-\u9fff]{2,12}?|国务院|国家[\u4e00-\u9fff]{2,12}?局|最高人民法院|最高人民检察院"
    rf"|(?:{_PLACE})(?:(?!{_PLACE})[\u4e00-\u9fff]){{0,14}}?(?:人民政府|委员会|局|厅|办公室|政府|委))"
)
#: a title with its issuer, at the paragraph's end
_TITLE = re.compile(
    rf"({_ISSUER}(?:办公厅|办公室)?(?:、[\u4e00-\u9fff]{{2,20}}|[ ][\u4e00-\u9fff]{{2,20}})*(?:等)?(?:关于|印发|转发|批转)[^。；！？]{{4,150}})$"
)
_EXPLAINED = re.compile(r"(关于《[^。；！？]{4,100}》的?(?:政策)?解读|(?<=[。）日])《[^。；！？]{4,100}》的?政策解读)$")
_NOTE = re.compile(r"[ ]?[（〔][^（）〔〕]{2,120}[）〕][ ]?")
#: the day that ends a document, before the next one's title
_DAY = re.compile(
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日[ ]?"
)
_NUMBER = re.compile(
    rf"(?<![（《〔、，])((?:{_MARKS}|国)(?:府|政|发|办|委|科|经信|财|人社|商|教|规|建|住|交|农|卫|市监|环|文|税|民|司|审)[\u4e00-\u9fff]{{0,6}}〔\d{{4}}〕\d{{1,4}}号|(?<=[。）！])[\u4e00-\u9fff]{{2,10}}{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}\d{{1,4}}号)$"
)
_ADDRESSEE = re.compile(
    r"(?<=[。）！])((?:各区|各省|各市|各县|各地|各有关|各委|市政府各|省政府各|有关单位|各单位|各部门)[^。；]{2,120}：)$"
)
_ORDER = re.compile(r"(?<=[。）！])([\u4e00-\u9fff]{2,12}(?:人民政府|国务院|部|委员会|总局)令)$")
_ORDER_TEXT = re.compile(
    r"(?<=\S)[ ]?(《[^。；]{4,100}》已(?:经|由|于)[^。；]{4,80}(?:通过|批准|同意|审议)[^。；]{0,40}公布[^。]{0,60}。)$"
)
#: a signature run into the first words of an untitled text: 上海市发展和改革委员会为贯彻落实…
_PREAMBLE = re.compile(r"为(?:了|贯彻|进一步|深入|加快|规范|落实|推动|推进|切实|全面)")
#: letterhead glued to the entry of a list: （共50项）上海市科学技术委员会
_LETTERHEAD = re.compile(rf"(?<=[。；）])((?:{_PLACE})[\u4e00-\u9fff]{{2,14}}(?:委员会|局|厅|人民政府|办公厅))$")
#: a whole head run together: title, number, addressee, text
_HEAD_NUMBER = re.compile(
    rf"(?<![（《〔、，])[\u4e00-\u9fff]{{2,12}}{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}[ ]?\d{{1,4}}[ ]?号"
)
_HEAD_ADDRESSEE = re.compile(r"[^。；：《]{2,120}：")
#: what a site sets before a title on its line: its rubric and a bar (政务服务丨济宁市…的意见), what became of the text, the
#: document's number, or the last day of its table
_RUBRIC = re.compile(
    r"(?P<state>（[^（）]{2,8}）)?(?P<before>[\u4e00-\u9fff]{2,8}[ ]?[丨|｜][ ]?"
    rf"|[\u4e00-\u9fff]{{2,12}}{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}[ ]?\d{{1,4}}[ ]?号[ ]?(?=关于|《)"
    r"|[^。]{4,200}?日期[】\]：: ]{1,4}\d{4}-\d{1,2}-\d{1,2}(?:[ ]\d{1,2}:\d{2}(?::\d{2})?)?[ ]?(?=[\u4e00-\u9fff]))"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEADS_AWAY = re.compile(r"[上下]一[篇页条]：")
_TOP = 30  # paragraphs that the top of a page may have
_MOST_SPACES = 9  # more are letters set apart
_SIGNER = re.compile(r"[\u4e00-\u9fff]{4,80}(?:委员会|局|厅|人民政府|办公室)")
_ISSUES = re.compile(r"关于|印发|转发|批转")
#: which patterns a paragraph's last letter allows, in the order they are tried
_ENDINGS: dict[str, tuple[re.Pattern[str], ...]] = {
    "。": (_ORDER_TEXT,),
    "读": (_EXPLAINED, _TITLE),
    **dict.fromkeys("；！？：，", ()),
}
_LAST = {"号": _NUMBER, "：": _ADDRESSEE, "令": _ORDER}
_LONGEST_LAST = 140  # more letters than any of these three takes, what stands before it included
_SENTENCE_ENDS = frozenset("。；！？，")
_SIGNER_ENDS = frozenset(NAME_ENDS + " ")
_BODIES = frozenset("会局厅府")
_BEFORE = re.compile(r"[。；：！？）》”\]]$|[日核版]$|\d$")


def _cut(text: str, previous: str | None, following: str | None) -> int | None:
    """Where in the paragraph another document begins, if one does."""
    if len(text) < 10:
        return None
    if (at := _title_from(text)) is not None:
        return at
    if (day := _DAY.match(text)) is not None and NUMBER.fullmatch(text, day.end()):
        return day.end()  # the day of one document, and the next one's number over its title
    # every pattern is anchored at the paragraph's end, so its last letters rule most of them out
    for pattern in _ENDINGS.get(text[-1], (_TITLE,)):
        if pattern is _TITLE and not (_ISSUES.search(text) and titles.ends_in_genre(text)):
            continue
        match = pattern.search(text)
        if match and match.start(1) > 0:
            at = match.start(1)
            said = match.group(1)
            if pattern is _TITLE and not (titles.looks_like_title(said) and titles.is_sure(said)):
                continue
            if _BEFORE.search(text[:at].rstrip()) or not re.search(r"[《“（]$", text[:at]):
                return at if _complete(text[:at], previous) else None
    last = _LAST.get(text[-1])
    match = last.search(text, max(0, len(text) - _LONGEST_LAST)) if last else None
    if match and match.start() > 0:
        return match.start()
    if following is not None and text[-1] in _BODIES:
        match = _LETTERHEAD.search(text)
        if match and NAME.fullmatch(following):
            return match.start()
    match = _PREAMBLE.search(text, 0, 120)
    if match and len(text) - match.start() > 24 and previous is not None and NAME.fullmatch(previous.replace(" ", "")):
        return match.start() if _SIGNER.fullmatch(text[: match.start()]) else None
    return None


def _title_from(text: str) -> int | None:
    """Where a whole title begins that stands after the paragraph's last sentence (or day), if one does."""
    at = text.rfind("。") + 1
    if "日" in text and (day := _DAY.search(text, at)) is not None and day.end() < len(text):
        at = day.end()
    if (note := _NOTE.match(text, at)) is not None:
        at = note.end()
    said = text[at:]
    if not at or len(said) < 10 or not _ISSUES.search(said):
        return None
    if not (titles.looks_like_title(said) and titles.is_sure(said) and titles.opens_like_title(said)):
        return None
    return at if said[0] not in "（）《》” " else None


def _spaced(clean: CleanText) -> CleanText:
    """A title cut off, with the spaces that its author set: those that layout took for its own, as in running text."""
    apart: list[int] = np.flatnonzero(clean.starts[1:] > clean.ends[:-1]).tolist()
    gaps = [k for k in apart if _HAN.fullmatch(clean.text[k]) and _HAN.fullmatch(clean.text[k + 1])]
    if not gaps or len(gaps) > _MOST_SPACES:
        return clean
    pieces: list[CleanText] = []
    at = 0
    for k in gaps:
        space = CleanText(" ", clean.ends[k : k + 1], clean.starts[k + 1 : k + 2])
        pieces += [clean.slice(at, k + 1), space]
        at = k + 1
    return CleanText.join([*pieces, clean.slice(at, len(clean))], separator="")


def _head_cuts(text: str) -> list[int]:
    """Where a title run together with its number (and addressee and text) is to be cut: …的意见|鄂政发〔2024〕8号|各市…：|为…"""
    match = _HEAD_NUMBER.search(text, 0, 240)
    if match is None or match.start() < 8:
        return []
    # the number's own letters begin after the genre that ends the title, or after a space: …的通知 国函〔2013〕1号
    ends = [
        k
        for k in range(match.end() - 8, match.start() - 1, -1)
        if titles.looks_like_title(text[:k].rstrip())
        and titles.is_sure(text[:k].rstrip())
        and titles.opens_like_title(text[:k])
    ]
    if not ends:
        return []
    at = next((k for k in ends if text[k - 1] == " "), ends[0])
    cuts = [at, match.end()]
    addressee = _HEAD_ADDRESSEE.match(text, match.end())
    if addressee and addressee.end() < len(text):
        cuts.append(addressee.end())
    return [c for c in cuts if c < len(text)]


def _rubric_cuts(text: str) -> list[int]:
    """Where a title begins behind a rubric, a number or a table's last day at the top of a page, and where it ends."""
    match = _RUBRIC.match(text)
    if match is None:
        return []
    said = text[match.end() :].rstrip(" |｜")
    opens = titles.opens_like_title(titles.unmarked(said))
    if not (titles.looks_like_title(said) and titles.is_sure(said) and opens):
        return []
    cuts = (match.start("before"), match.end(), match.end() + len(said))
    return [cut for cut in cuts if 0 < cut < len(text)]


def _contents_cut(text: str, before: list[Paragraph]) -> int | None:
    """Where 目录 begins behind the title of what a notice has just handed on."""
    if not text.endswith("目录") or not titles.is_sure(text[:-2].rstrip()):
        return None
    said = f"《{text[:-2].rstrip()}》"
    return len(text) - 2 if any(said in p.text for p in before[-_TOP:]) else None


def _complete(before: str, previous: str | None) -> bool:
    """Whether the words before the cut can stand: a sentence ended there, or they are a line of site matter or of a list."""
    before = before.rstrip()
    if re.search(r"[。；：！？]$|[。！？][”）》]$|日$", before):
        return True
    if "。" not in before and not re.search(r"(?:现将|根据|按照|依据|贯彻|落实|执行|的|和|与|及|、|，)$", before):
        # no sentence at all: a list entry (2.上海市…（共50项）) or page furniture glued on
        return bool(re.search(r"[）》”]$|问答$|速览$|版本|作者：|解读$|\.pdf$|号$", before)) or (
            previous is not None and len(before) < 30 and before.endswith("服务")
        )
    return before.endswith("）")


def unglue(paragraphs: tuple[Paragraph, ...], header: int = 0) -> tuple[list[Paragraph], set[int]]:
    """The paragraphs, those cut in two where a document begins inside one, and the indexes of the pieces cut off.

    No character is lost but spaces at the cut. The first ``header`` paragraphs are a collector's header and stay whole.
    """
    out: list[Paragraph] = list(paragraphs[:header])
    cut_off: set[int] = set()
    previous: str | None = None
    at_top = True  # no sentence has been read yet
    for k, paragraph in enumerate(paragraphs[header:], header):
        text = paragraph.text
        cuts = _rubric_cuts(text) if at_top else []
        if not cuts and text[:1] == "（" and (note := DATED_NOTE.match(text)) and note.end() < len(text):
            cuts = [note.end()]  # the note under a title, its text run on behind it
        if not cuts and text[-1:] == "录" and (cut := _contents_cut(text, out)):
            cuts = [cut]
        if cuts:
            out += [paragraph.cut(a, b)._replace(blank=1, indent=0.0) for a, b in pairwise([0, *cuts, len(text)])]
            previous = out[-1].text
            continue
        at_top = at_top and "。" not in text and k < header + _TOP
        if "号" in text[:250] and len(text) > 20 and (cuts := _head_cuts(text)):
            for start, end in pairwise([0, *cuts, len(text)]):
                cut_off.add(len(out))
                out.append(paragraph.cut(start, end)._replace(blank=1, indent=0.0))
            previous = out[-1].text
            continue
        # most paragraphs end as sentences do; then only an order, or a text that begins after who signed the last, is cut
        if (
            text[-1:] in _SENTENCE_ENDS
            and "》已" not in text
            and (previous is None or previous[-1:] not in _SIGNER_ENDS)
        ):
            out.append(paragraph)
            previous = text
            continue
        following = paragraphs[k + 1].text if k + 1 < len(paragraphs) else None
        cut = _cut(text, previous, following)
        # 上一篇：…的通知 leads to another page; its title begins no document here
        if cut and not chrome.is_meta(text) and not _LEADS_AWAY.match(text):
            piece = paragraph.cut(cut, len(text))._replace(blank=1, indent=0.0, doubt=None)
            if paragraph.lines == 1 and titles.looks_like_title(piece.text):
                piece = piece.saying(_spaced(piece.clean))
            cut_off.add(len(out) + 1)
            out += (paragraph.cut(0, cut), piece)
        else:
            out.append(paragraph)
        previous = out[-1].text
    return out, cut_off
