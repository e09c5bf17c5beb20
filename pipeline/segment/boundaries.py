"""Where documents start in a source, and which is whose cover.

Evidence is added up: a title's own form, what follows it (number, addressee, note of promulgation, first article), what
stands before it (a date, a closing sentence, site matter), whether a contents page or a cover names it. A document
without a title starts at its number, its order head or its addressee.
"""

from __future__ import annotations

import re

from pipeline.normalise.numbering import read_marks
from pipeline.normalise.types import Paragraph
from pipeline.segment import titles
from pipeline.segment.contents import contents_ranges
from pipeline.segment.labels import Label, labels_of
from pipeline.segment.page_tops import field_above, mark_top, repeats, without_page_titles
from pipeline.segment.starts import (
    FIRST,
    HANDED_ON,
    NO_TITLE_ENDS,
    ORDER_TEXT,
    Kind,
    Outline,
    Start,
    handed_on,
    heads,
    joint_order,
    may_name,
    next_of,
    signed_off,
    worth_a_look,
)

_STOPS = re.compile(r"[。；！？»]|>>")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLOSED = re.compile(r"[。！？）”》]$|[。；][”）]$")
_REPUBLISHED = re.compile(r"重新(?:公布|发布)")
_EXPLAINS = re.compile(r"政策解读|解读》?$|图解|亮点速览|问答|答记者问|起草说明")
_EXPLAINS_TEXT = re.compile(r"(?:现)?(?:就|将|对).{0,60}(?:解读|说明|介绍)如下")
#: 海关总署公告2024年第12号, and what it announces
_ANNOUNCES = re.compile(r"公告[ ]?\d{4}")
_ANNOUNCED = re.compile(r"公告如下|予以公告|现公告|特此公告")
_BELOW_TITLE = (Label.NUMBER, Label.ADDRESSEE, Label.HISTORY)
_LONGEST_TITLE_LINES = 5


class _Finder:
    """Walks the paragraphs of one source and finds where documents start."""

    def __init__(self, paragraphs: list[Paragraph], cut_off: set[int], header: int) -> None:
        self.cut_off = cut_off
        self.paragraphs = paragraphs
        self.texts = [p.text for p in paragraphs]
        self.labels = labels_of(self.texts)
        self.marks = read_marks(self.texts, [p.mark for p in paragraphs])
        for i in range(header):
            self.labels[i] = Label.META
        self.top = mark_top(self.texts, self.labels)  # the paragraphs above the text of a web page
        self.contents, self.listed = contents_ranges(self.texts, self.labels, self.marks)
        self.in_contents = {i for a, b in self.contents for i in range(a, b)}
        self.cores = {titles.core(t): t for t in self.listed}
        self.cores.update({titles.core(n): t for t in self.listed for n in titles.names_in(t)})
        self.named: set[str] = set()  # cores of titles that the document being read hands on or republishes
        self.starts: list[Start] = []
        self.tail = False  # inside the site matter after a document
        self.head_until = 0  # where the title lines end that a document's head says after its number

    def _next(self, i: int) -> int:
        """The next paragraph at or after ``i`` that is no page head."""
        while i < len(self.texts) and (self.labels[i] is Label.META or i in self.in_contents):
            i += 1
        return i

    def _listed(self, text: str) -> str | None:
        core = titles.core(text)
        if core in self.cores:
            return self.cores[core]
        if len(core) >= 8:
            for other, said in self.cores.items():
                if titles.same_title(other, core):
                    return said
        return None

    def _named(self, text: str) -> bool:
        core = titles.core(text)
        return bool(core) and (core in self.named or any(titles.same_title(core, x) for x in self.named))

    def title_at(self, i: int) -> tuple[int, str] | None:
        """The end (exclusive) and text of a title that begins at ``i``, or None."""
        parts: list[str] = []
        for j in range(i, min(i + _LONGEST_TITLE_LINES, len(self.texts))):
            text = self.texts[j]
            allowed = self.labels[j] is Label.TEXT or (self.labels[j] is Label.NAME and j < i + 3)
            if not allowed or j in self.in_contents or len(text) > 150 or text[-1] in NO_TITLE_ENDS:
                return None
            if _STOPS.search(text) or self.marks[j] or (j == i and not _HAN.search(text)):
                return None
            anew = parts and (titles.restarts(text) or self._on_page(i, text)) and not self._opens(i, parts)
            if anew or (self.labels[j] is Label.NAME and titles.set_apart(self.paragraphs[i + 1 : j + 2], j - i)):
                return None  # a table's last cells, and a title that begins below them
            parts.append(text)
            joined = titles.joined_title(parts)
            core = titles.core(joined) if len(joined) >= 6 else ""
            named = titles.looks_like_title(joined) or core in self.cores or core in self.named
            if named and not self._title_runs_on(j + 1, joined):
                return j + 1, joined
            if self.paragraphs[j].heading:
                return (j + 1, joined) if len(joined) >= 4 else None
        return None

    def _on_page(self, i: int, text: str) -> bool:
        """Whether a line above the text of a page is a whole title by itself."""
        return i < self.top and len(text) >= 10 and titles.looks_like_title(text) and titles.is_sure(text)

    def _opens(self, i: int, parts: list[str]) -> bool:
        """Whether lines from ``i`` on may be the first lines of a title: a body's name, or words as titles begin."""
        return self.labels[i] is Label.NAME or titles.opens_like_title(parts[0])

    def _title_runs_on(self, j: int, joined: str) -> bool:
        """Whether the next line belongs to the title too: a bracketed edition, or a line that ends it in its own right."""
        if j >= len(self.texts) or self.labels[j] is not Label.TEXT:
            return False
        return titles.runs_on(joined, self.texts[j])

    def score(self, i: int, end: int, text: str) -> int:
        """How much speaks for a document that starts with the title at ``i``."""
        points = 0
        if self._named(text):
            points += 3
        if self._listed(text) is not None:
            points += 3
        if i < self.top:
            points += 1
        if titles.opens_like_title(text) and titles.is_sure(text):
            points += 2
        elif not titles.is_sure(text):
            points -= 1
        j = self._next(end)
        if j < len(self.texts):
            after, mark = self.labels[j], self.marks[j]
            if after in (Label.NUMBER, Label.ADDRESSEE, Label.HISTORY) or j > end:
                points += 2
            elif mark is not None and mark.value == 1 and mark.kind in FIRST:
                points += 2
            elif (mark is not None and mark.value == 1 and mark.kind == "one") or re.search(r"[。：]$", self.texts[j]):
                points += 1
            elif titles.same_title(self.texts[j], text):
                points += 2  # a page's title, then the document's own
            elif after is Label.TAIL or titles.looks_like_title(self.texts[j]):
                points -= 2
        before = self._before(i)
        if before in (Label.DATE, Label.NAME, Label.PERSON, Label.SIGNED, Label.NOTE, Label.NUMBER, Label.META):
            points += 1
        elif i == 0 or self.tail or re.search(r"[。）]$", self.texts[i - 1]):
            points += 1
        if _EXPLAINS.search(text) and any(self._seen(n) for n in titles.names_in(text)):
            points += 2
        if self.paragraphs[i].heading == 1 or (i == 0 and titles.is_sure(text)):
            points += 2
        if self.tail and points < 5 and not field_above(i, self.texts, self.labels):
            points -= 1
        return points

    def _seen(self, name: str) -> bool:
        """Whether a document of this source has the title."""
        return any(
            s.title and titles.same_title("".join(self.texts[s.title[0] : s.title[1]]), name) for s in self.starts
        )

    def _before(self, i: int) -> Label | None:
        return self.labels[i - 1] if i else None

    def _remember(self, start: int, end: int) -> None:
        """Note the titles that paragraphs ``start:end`` hand on."""
        for k in range(start, end):
            text = self.texts[k]
            if ("《" in text or "〈" in text) and (
                HANDED_ON.search(text) or ORDER_TEXT.search(text) or _REPUBLISHED.search(text)
            ):
                self.named.update(titles.core(n) for n in titles.names_in(text))
            if self.labels[k] is Label.ATTACHMENT_LIST or (
                k and self.labels[k - 1] is Label.ATTACHMENT and self.marks[k]
            ):
                names = re.split(r"(?:^|[ ；;])(?:附件：?)?\d{0,2}[.．、：]", text)
                self.named.update(titles.core(n) for n in names if len(n) >= 4)

    def start_at(self, i: int) -> Start | None:
        """The document that starts at paragraph ``i``, or None."""
        what, text = self.labels[i], self.texts[i]
        if i in self.in_contents or what in (Label.META, Label.DATE, Label.HISTORY):
            return None
        joined = text == "令" and self._follows_order(i)
        if what is Label.ORDER and i + 1 < len(self.texts) and not joined and self._is_order(i):
            return Start(i, "order")
        if what is Label.NAME and not self._follows_order(i) and joint_order(i, self.texts, self.labels):
            return Start(i, "order")
        if ORDER_TEXT.match(text) and text.endswith("。") and not self._follows_order(i):
            return Start(i, "order")
        found = self.title_at(i)
        if found is not None:
            end, title = found
            need = 5 if self.tail and not field_above(i, self.texts, self.labels) else 4
            if self._at_foot(i, end):
                return None  # left to _floating_titles
            if self._repeats(i, title):
                self.head_until = end
                if self.starts[-1].title or self.starts[-1].below:
                    self.starts[-1].repeats.extend(range(i, end))
                else:
                    self.starts[-1].below = (i, end)
            elif self.score(i, end, title) >= need and not self._only_links(i, end):
                kind: Kind = "interpretation" if _EXPLAINS.search(title) else "titled"
                return Start(i, kind, (i, end), toc=self._listed(title))
        if what in (Label.NUMBER, Label.NAME):
            return self._numbered(i)
        if what is Label.ADDRESSEE and not self._in_head(i) and (self._ended(i) or i in self.cut_off):
            return Start(i, "addressee")
        if what is Label.ATTACHMENT and self._attached(i):
            after = self.title_at(i + 1)
            return Start(i, "attachment", (i + 1, after[0] if after else i + 2))
        if signed_off(self.labels, i) and heads(self.texts, self.labels, self.marks, i):
            return Start(i, "titled", (i, i + 1), toc=self._listed(text))
        if self.starts and (
            name := handed_on(i, self.starts[-1], self.texts, self.labels, self.marks, self.in_contents)
        ):
            return Start(i, "titled", told=name)
        if what is Label.TEXT and self._ended(i) and (i in self.cut_off or _EXPLAINS_TEXT.search(text)):
            near = " ".join(self.texts[i : i + 6])
            explains = _EXPLAINS_TEXT.search(text) or re.search(r"》的(?:制[订定]|起草|主要|背景|出台)", near)
            return Start(i, "interpretation" if explains else "addressee")
        return None

    def _is_order(self, i: int) -> bool:
        after = self._next(i + 1)
        near = self.texts[after : after + 4]
        return self.labels[after : after + 1] == [Label.ORDER_NUMBER] or any(
            re.search(r"公布|发布|任命|施行|通过", t) for t in near
        )

    def _follows_order(self, i: int) -> bool:
        return bool(self.starts) and self.starts[-1].kind == "order" and i - self.starts[-1].at <= 8

    def _ended(self, i: int) -> bool:
        """Whether the document before has ended: a signature or a date, or site matter, stands before ``i``."""
        ends = (Label.DATE, Label.NAME, Label.SIGNED, Label.NOTE, Label.META)
        return i == 0 or self.tail or self.labels[i - 1] in ends

    def _only_links(self, i: int, end: int) -> bool:
        """Whether a title in a page's foot leads to another page: nothing stands below it but more of the foot."""
        if not self.tail or self.labels[i - 1] is Label.META:
            return False
        while end < len(self.texts) and self.labels[end] is Label.TEXT and titles.looks_like_title(self.texts[end]):
            end += 1
        return self.labels[end : end + 1] in ([], [Label.TAIL])

    def _in_head(self, i: int) -> bool:
        """Whether the document being read has shown no more than its head (title, number, page head) before ``i``."""
        if not self.starts:
            return False
        start = self.starts[-1]
        body = start.title[1] if start.title else start.at + 1
        return all(
            self.labels[k] in (Label.NUMBER, Label.META, Label.NAME, Label.HISTORY, Label.DATE)
            or k in start.repeats
            or (k < self.top and self.labels[k] is Label.TEXT and not self.marks[k])
            or self._repeats(k, self.texts[k])
            or self._same_as_title(k)
            for k in range(body, i)
        )

    def _same_as_title(self, k: int) -> bool:
        start = self.starts[-1]
        if not start.title:
            return titles.looks_like_title(self.texts[k]) and k - start.at <= 4
        said = "".join(self.texts[start.title[0] : start.title[1]])
        return titles.core(self.texts[k]) in titles.core(said)

    def _repeats(self, i: int, title: str) -> bool:
        """Whether a title only repeats, or for the first time says, that of the document whose head is being read."""
        if not self.starts:
            return False
        start = self.starts[-1]
        if start.title is None and start.below is None and start.kind in ("number", "order"):
            return start.kind == "number" and all(
                self.labels[k] in (Label.NUMBER, Label.META, Label.NAME) for k in range(start.at + 1, i)
            )
        return repeats(start, i, title, self.texts, self.labels, self.top)

    def _numbered(self, i: int) -> Start | None:
        """A document that starts with its number, or with the names above it."""
        j = i
        while j < len(self.labels) and self.labels[j] is Label.NAME and j - i < 8:
            j += 1
        if j >= len(self.labels) or self.labels[j] is not Label.NUMBER or self._in_head(i):
            return None
        after = self._next(j + 1)
        if after >= len(self.labels):
            return None
        follows = self.labels[after] is Label.ADDRESSEE or self.title_at(after) is not None
        if _ANNOUNCES.search(self.texts[j]):
            follows = follows or any(_ANNOUNCED.search(t) for t in self.texts[after : after + 3])
        return (
            Start(i, "number")
            if follows and (self._ended(i) or j == i or not _CLOSED.search(self.texts[i - 1]) or j > i)
            else None
        )

    def _attached(self, i: int) -> bool:
        """附件 as the head of an attachment, not of a list of them: a title line, not a numbered entry, follows."""
        if i + 1 >= len(self.texts) or not self.starts:
            return False
        after = self.texts[i + 1]
        mark = self.marks[i + 1]
        return not (mark is not None and mark.kind == "three") and len(after) <= 80 and not re.search(r"[。；]$", after)

    def run(self) -> Outline:
        """Every start, in order."""
        firsts = [0, *self.cut_off, *(end for _, end in self.contents)]
        worth = worth_a_look(self.texts, self.labels, self.marks, firsts)
        names = may_name(self.texts, self.labels)
        tails = [what is Label.TAIL for what in self.labels]
        following = next_of([any(x) for x in zip(worth, names, tails, strict=True)])
        i = 0
        while i < len(self.texts):
            if not self.tail and following[i] > i:
                i = following[i]
                continue
            if i in self.in_contents or i < self.head_until:
                i += 1
                continue
            start = self.start_at(i) if worth[i] or self.tail else None
            if start is not None:
                self.tail = False
                title = "".join(self.texts[start.title[0] : start.title[1]]) if start.title else ""
                if start.kind != "attachment" and not self._named(title):
                    self.named.clear()  # a new cover, or a text by itself: what came before hands on no more
                self.starts.append(start)
                body = start.title[1] if start.title else i + 1
                self._remember(i, body)
                i = body
                continue
            if tails[i]:
                self.tail = True
            if names[i]:
                self._remember(i, i + 1)
            i += 1
        self._floating_titles()
        starts = without_page_titles(self.starts, self.texts, self.labels)
        return Outline(starts, self.labels, self.marks, self.contents, self.listed)

    def _at_foot(self, i: int, end: int) -> bool:
        """Whether a title stands at the foot of a page whose text began above it."""
        if any(self.paragraphs[k].floated for k in range(i, end)):
            return True
        if end >= len(self.texts) or not self.paragraphs[end].after_page or self.paragraphs[i].after_page:
            return False
        if self.labels[end] in _BELOW_TITLE:
            return False
        return self._listed(titles.joined_title(self.texts[i:end])) is not None

    def _floating_titles(self) -> None:
        """Titles printed after their text begins (at the foot of its first page): the document starts with that page."""
        known = {k for s in self.starts if s.title for k in range(*s.title)}
        # titles at the foot of a page: set afloat there, or with the next page right after
        near = {
            i
            for k, paragraph in enumerate(self.paragraphs)
            if paragraph.floated or paragraph.after_page
            for i in range(max(0, k - _LONGEST_TITLE_LINES), k + 1)
        }
        for i in sorted(near):
            if i in known or i in self.in_contents:
                continue
            found = self.title_at(i)
            if found is None or not self._at_foot(i, found[0]):
                continue
            known.update(range(i, found[0]))
            at = i
            while at > 0 and not self.paragraphs[at].after_page and at - 1 not in self.in_contents:
                at -= 1
            if i - at > 40 or any(at < s.at <= i for s in self.starts):
                continue
            self.starts.append(Start(at, "titled", (i, found[0]), toc=self._listed(found[1])))
        self.starts.sort(key=lambda s: s.at)


def outline(paragraphs: list[Paragraph], cut_off: set[int], header: int = 0) -> Outline:
    """Find the documents of a source; ``end`` of each start is the next one's.

    ``cut_off`` as ``unglue`` gives it; ``header``: how many paragraphs are a collector's header.
    """
    found = _Finder(paragraphs, cut_off, header).run()
    for k, start in enumerate(found.starts):
        start.end = found.starts[k + 1].at if k + 1 < len(found.starts) else len(paragraphs)
    return found
