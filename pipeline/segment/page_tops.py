"""The top of a web page, down to the first line of its text: what there is the site's, and which title is only the page's.

Above a text a site prints its own name, its menu, where the page stands in it, a table of what it filed the page under,
and the page's title, which the paper's letterhead says again below. Much of this would be text elsewhere (a body's name,
a line without a letter, cells between bars), so it is told here only, and only where a line shows that a site printed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.numbering import read_mark
from pipeline.segment import titles
from pipeline.segment.labels import Label
from pipeline.segment.page_heads import is_field_line, opens_with_key
from pipeline.segment.starts import Start

#: lines of a site above a text, as patterns with the reason beside each; matched against whole paragraphs
SITE: tuple[tuple[str, str], ...] = (
    (r"(?:[>＞»›》]|->|→){1,2}[ ]?[^，。；]{1,80}", "bread crumbs broken off"),
    (r"[^，。；：>＞»›→]{1,16}(?:[ ]?(?:>{1,2}|[＞»›→]|->)[ ]?[^，。；>＞»›→]{1,60}){1,8}[>＞»›→ ]*", "bread crumbs"),
    (r"(?:您|你)?(?:当前|现在|目前|所在|的){0,3}位置[：:]?.{0,120}", "bread crumbs"),
    (r"(?:返回|设为|回到|网站|本站)?(?:首页|主页|顶部|上级|列表)|(?:加入|收藏)(?:本站|收藏)?|繁體?(?:中文)?|English|无障碍.{0,8}|长者.{0,6}|登录|注册", "site tools"),
    (r"You are here.*", "bread crumbs of a site in English"),
    (r"[【\[]?(?:文字|字体|字号)(?:大小)?[：:]?.{0,20}", "font size switch"),
    (r"[^。]{0,20}(?:字体|字号)[^。]{0,20}(?:打印|关闭|分享|收藏)[^。]{0,10}", "font size switch and page tools"),
    (r"（(?:已)?(?:废止|失效|修改|修订|宣布失效)）", "what became of the text"),
    (r"今天是[：:]?.{4,40}|欢迎(?:您)?(?:访问|光临|来到).{0,30}", "greeting"),
    (r"(?:文章属性|正文|全文|文章正文|详细内容|信息内容|文件正文|正文内容)[：:]?", "head of a part of the page"),
    (r"(?:简介|摘要|导读|阅读提示|核心提示|内容提要|编者按)[：:].{4,300}", "excerpt"),
    (r".*(?:下载(?:本文|文档)|上传者?[：:]|可完整预览|侵犯您的权益|文档编号|会员上传).*", "library of uploaded papers"),
    (r"合集下载|相关主题|相关文档", "library of uploaded papers"),
    (r"(?:一键)?(?:打印|分享|收藏|字体|字号|纠错|复制|听全文|朗读|语音播报|手机看|扫码)[：:]?.{0,30}", "page tools"),
)  # fmt: skip
#: lines that a text may have too: the site's where another line shows that a site printed the top
LOOSE: tuple[tuple[str, str], ...] = (
    (
        r"[^|｜丨，。：；《]{0,16}(?:[ ]?[|｜丨][ ]?[^|｜丨，。：；《]{0,16})+",
        "menu between bars, or what is left of it",
    ),
    (r"[•·●■◆*▪-][ ]?[\u4e00-\u9fff]{2,8}", "menu in bullets"),
    (r"\d+[ ]?次?(?:浏览|阅读|点击|访问).{0,4}", "how often it was read"),
    (r"[^\u3400-\u9fff]+", "a line without a Chinese letter: a number of the site's, a menu in English"),
)
_SITE = re.compile("|".join(f"(?:{p})" for p, _ in SITE))
_CRUMBS = re.compile("|".join(f"(?:{p})" for p, why in SITE if why.startswith("bread crumbs")))
_LOOSE = re.compile("|".join(f"(?:{p})" for p, _ in LOOSE))
_MOST_LINES = 60
_SENTENCE = 15  # letters that a sentence of a text has at least
_BODY = (Label.ADDRESSEE, Label.HISTORY, Label.ORDER, Label.CONTENTS, Label.ATTACHMENT, Label.ATTACHMENT_LIST)
_HEAD = (Label.META, Label.NAME, Label.NUMBER, Label.ORDER_NUMBER)
_BETWEEN = (*_HEAD, Label.HISTORY, Label.DATE)
_MOST_BETWEEN, _LONGEST_HEAD = 10, 80  # lines that are not the site's, and all, between two copies of a title
_LONGEST_BUTTON = 8
_SHORTEST = 6  # letters of a title that tell it
_OPENS_TEXT = ("part", "chapter", "article", "one")


def _is_site_line(text: str) -> bool:
    return len(text) <= 300 and (is_field_line(text) or _SITE.fullmatch(text) is not None)


def _top(texts: Sequence[str], labels: Sequence[Label]) -> int:
    """Where the text begins: an addressee, a note, an order, a sentence or a first number that no site printed."""
    for i, (text, what) in enumerate(zip(texts[:_MOST_LINES], labels, strict=False)):
        if what is Label.META or _is_site_line(text) or (len(text) <= 300 and _LOOSE.fullmatch(text)):
            continue
        mark = read_mark(text)
        numbered = mark is not None and mark.kind in _OPENS_TEXT
        if what in _BODY or numbered or ("。" in text and len(text) >= _SENTENCE):
            return i
    return min(len(texts), _MOST_LINES)


def mark_top(texts: Sequence[str], labels: list[Label]) -> int:
    """Label as ``META`` what the site printed above the text of a source's first page, and say where the text begins.

    0 where nothing shows that a site printed it: the top of a gazette's issue, or a text that begins by itself.
    """
    end = _top(texts, labels)
    site = [labels[i] is Label.META or (labels[i] is not Label.NUMBER and _is_site_line(texts[i])) for i in range(end)]
    if not any(site):
        return 0
    last = max(i for i in range(end) if site[i])
    while last + 1 < end:
        loose = next((k for k in range(last + 1, min(last + 4, end)) if _LOOSE.fullmatch(texts[k])), None)
        if loose is None or not all(
            labels[k] is Label.NUMBER or titles.is_sure(texts[k]) for k in range(last + 1, loose)
        ):
            break
        last = loose
    for i in range(last + 1):
        near = (i > 0 and site[i - 1]) or (i < last and site[i + 1])
        if not site[i]:
            site[i] = _LOOSE.fullmatch(texts[i]) is not None or (near and opens_with_key(texts[i]))
    crumbs = max((i for i in range(last + 1) if _CRUMBS.fullmatch(texts[i])), default=0)
    for i in range(crumbs):
        # a menu above the bread crumbs; only the page's own title may stand there
        site[i] = site[i] or not (titles.is_sure(texts[i]) and titles.opens_like_title(texts[i]))
    for i in range(last):
        # the site's name: the name of a body above a menu or a table, none below a title
        if labels[i] is Label.NAME and site[i + 1] and all(site[k] or labels[k] is Label.NAME for k in range(i)):
            site[i] = True
    for i in range(last + 1):
        if site[i] or labels[i] is Label.TAIL:
            labels[i] = Label.META
    return end


def field_above(i: int, texts: Sequence[str], labels: Sequence[Label]) -> bool:
    """Whether the line above is a field of the next page's head (发布日期：…), not one of the foot's buttons."""
    return i > 0 and labels[i - 1] is Label.META and opens_with_key(texts[i - 1])


def same_page_title(a: str, b: str) -> bool:
    """Whether two titles name one document on one page: the same letters, or the same from 关于 on below one body's names.

    A site writes 安徽省政府关于… where the letterhead has 安徽省人民政府关于….
    """
    if titles.same_title(a, b):
        return True
    before, about, after = a.partition("关于")
    other, again, rest = b.partition("关于")
    return bool(about and again) and titles.core(after) == titles.core(rest) and before[:1] == other[:1]


def says_more(page: str, letterhead: str) -> bool:
    """Whether a page's title only names what its letterhead says in full: the text that is handed on, or no issuer."""
    x, y = titles.core(page), titles.core(letterhead)
    if x == y or len(x) < _SHORTEST or x not in y:
        return "《" in page and page.endswith("》") and len(y) >= _SHORTEST and y in x and not letterhead.endswith("》")
    handed_on = titles.COVERING.search(letterhead) is not None and titles.COVERING.search(page) is None
    return handed_on or (page.startswith("关于") and y.endswith(x))


def is_excerpt(text: str, title: str) -> bool:
    """Whether a line is a page's excerpt: the title, and the first words of the text after it."""
    letters = titles.core(title)
    return len(text) <= 400 and len(letters) >= _SHORTEST and titles.core(text).startswith(letters)


def repeats(start: Start, i: int, title: str, texts: Sequence[str], labels: Sequence[Label], top: int) -> bool:
    """Whether a title at ``i`` only says again that of ``start``, whose head is being read.

    What stands between and is none of the text (an excerpt, the site's buttons) is noted. ``top``: see ``mark_top``.
    """
    own = start.title or start.below
    if own is None or i - own[1] > _LONGEST_HEAD:
        return False
    said = titles.joined_title(list(texts[own[0] : own[1]]))
    if says_more(said, title):
        return False
    between = [k for k in range(own[1], i) if k not in start.repeats]
    excerpts = [
        k
        for k in between
        if labels[k] is Label.TEXT and (i < top or is_excerpt(texts[k], said) or _is_stray(k, texts, labels))
    ]
    below = [labels[k] for k in between if k not in excerpts]
    if len(below) - below.count(Label.META) > _MOST_BETWEEN or any(what not in _BETWEEN for what in below):
        return False
    x, y = titles.core(said), titles.core(title)
    again = same_page_title(said, title) or y in x or x in y
    if again:
        start.repeats.extend(excerpts)
    return again


def _is_stray(k: int, texts: Sequence[str], labels: Sequence[Label]) -> bool:
    """Whether a few letters stand beside a line of the site's, as the words of its buttons do."""
    beside = [*labels[k - 1 : k], *labels[k + 1 : k + 2]]
    return len(texts[k]) <= _LONGEST_BUTTON and read_mark(texts[k]) is None and Label.META in beside


def without_page_titles(starts: list[Start], texts: Sequence[str], labels: list[Label]) -> list[Start]:
    """The starts without those that are a page's title: only the page's head stands between them and the next.

    What the page said before it is the next one's head (``META``), and the bodies named there are kept for it.
    """
    out: list[Start] = []
    for start, after in zip(starts, [*starts, None][1:], strict=True):
        if after is None or not _only_names_page(start, after, texts, labels):
            out.append(start)
            continue
        if after.kind == "order":
            while after.at - 1 > start.at and labels[after.at - 1] in (Label.NUMBER, Label.ORDER_NUMBER):
                after.at -= 1
        lines = range(start.at, after.at)
        after.bodies += [k for k in lines if labels[k] is Label.NAME]
        for k in lines:
            labels[k] = Label.META
    for start in out:
        if start.title and start.repeats:
            _set_aside_bodies(start, labels)
    return out


def _set_aside_bodies(start: Start, labels: list[Label]) -> None:
    """The bodies that a page names alone on lines round the copies of its title are no text of the document."""
    k = start.title[1] if start.title else start.at
    while k < len(labels) and (labels[k] in (*_HEAD, Label.HISTORY) or k in start.repeats):
        if labels[k] is Label.NAME:
            start.bodies.append(k)
        k += 1
    for k in start.bodies:
        labels[k] = Label.META


def _title_text(start: Start, after: Start, texts: Sequence[str], labels: Sequence[Label]) -> str:
    """The title of a start, or that which stands below its number."""
    if start.title:
        return titles.joined_title(list(texts[start.title[0] : start.title[1]]))
    below = [texts[k] for k in range(start.at, after.at) if labels[k] is Label.TEXT and k not in start.repeats]
    return titles.joined_title(below) if len(below) <= 5 else ""


def _only_names_page(start: Start, after: Start, texts: Sequence[str], labels: Sequence[Label]) -> bool:
    """Whether a document is no more than the title of the page that ``after`` stands on."""
    if start.kind not in ("titled", "number", "interpretation") or after.at - start.at > _MOST_LINES:
        return False
    below = labels[start.title[1] : after.at] if start.title else []
    if start.kind == "titled" and below and all(what is Label.META for what in below):
        return True
    said = _title_text(start, after, texts, labels)
    if not titles.looks_like_title(said):
        return False
    own = set(range(*start.title)) if start.title else set()
    for k in range(start.at, after.at):
        if k in own or k in start.repeats or labels[k] in _HEAD or (not own and labels[k] is Label.TEXT):
            continue
        if after.kind == "order" and labels[k] is Label.HISTORY:
            continue
        if not is_excerpt(texts[k], said):
            return False
    if after.title is None:
        named = [name for text in texts[after.at : after.at + 6] for name in titles.names_in(text)]
        return after.kind == "order" and any(titles.same_title(said, name) for name in named)
    title = titles.joined_title(list(texts[after.title[0] : after.title[1]]))
    return same_page_title(said, title) or says_more(said, title)
