"""Made-up official papers that know their own structure: documents, numbers, days, covers, every provision with its id.

The ids follow ``gold/CLAUSES.md`` and are written down while a paper is put together, so nothing of the pipeline is
asked for the truth.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from benchmarks import gazette_words as words

Kind = Literal["notice", "order", "attachment", "standalone", "interpretation", "regulation"]
LineKind = Literal["title", "centred", "number", "addressee", "text", "heading", "right"]
_DIGITS = "〇一二三四五六七八九"
_WIDE = {c: c + 0xFEE0 for c in range(0x30, 0x3A)}


@dataclass(slots=True)
class Line:
    """One paragraph as its author wrote it. ``truth``: (offset, level, id) of each provision that starts in it."""

    kind: LineKind
    text: str
    truth: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """One document; ``parent`` is the index of its cover in its issue."""

    kind: Kind
    title: str
    number: str | None = None
    promulgated: str | None = None
    parent: int | None = None
    lines: list[Line] = field(default_factory=list)

    def add(self, kind: LineKind, text: str, *truth: tuple[int, str, str]) -> None:
        """Put a line down."""
        self.lines.append(Line(kind, text, list(truth)))


def chinese(n: int) -> str:
    """1 to 99 in Chinese numerals."""
    if n < 10:
        return _DIGITS[n]
    tens = "" if n < 20 else _DIGITS[n // 10]
    return f"{tens}十{_DIGITS[n % 10] if n % 10 else ''}"


class Writer:
    """Writes the papers of one issue in the manner of one place."""

    def __init__(self, style: words.Style, rng: random.Random) -> None:
        self.style, self.rng = style, rng
        self.papers: list[Paper] = []
        self.subjects = rng.sample(words.SUBJECTS, len(words.SUBJECTS))
        self.dates = rng.choice(("arabic", "wide", "chinese"))

    def issue(self, instruments: int) -> list[Paper]:
        """The papers of one issue."""
        makers = [
            self.notice,
            self.notice,
            self.opinion,
            self.order,
            self.joint,
            self.announcement,
            self.interpretation,
            self.reply,
            self.personnel,
        ]
        self.notice()
        for _ in range(instruments - 1):
            self.rng.choice(makers)()
        return self.papers

    # -- parts -------------------------------------------------------------------------------------------------
    def day(self) -> tuple[str, str]:
        """A day as ISO and as printed."""
        month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
        said = f"2024年{month}月{day}日"
        if self.dates == "wide":
            said = said.translate(_WIDE)
        elif self.dates == "chinese":
            said = f"二〇二四年{chinese(month)}月{chinese(day)}日"
        return f"2024-{month:02d}-{day:02d}", said

    def head(self, paper: Paper, code: str, addressee: str | None) -> None:
        """Title, number and addressee."""
        n = self.rng.randint(1, 99)
        paper.number = f"{code}〔2024〕{n}号"
        printed = f"{code}{self.style.year.format(2024)}{n}号"
        if self.style.number_first:
            paper.add("number", printed)
        paper.add("title", paper.title, (0, "title", "title"))
        if not self.style.number_first:
            paper.add("number", printed)
        if addressee:
            paper.add("addressee", addressee, (0, "addressee", "addressee"))

    def sign(self, paper: Paper, *names: str) -> None:
        """Who signs, and the day; the paper's own day."""
        paper.promulgated, said = self.day()
        for k, name in enumerate((*names, said)):
            paper.add("right", name, *([(0, "signature", "signature")] if k == 0 else []))
        if self.style.note and self.rng.random() < 0.5:
            paper.add("text", self.style.note)

    def say(self, n: int = 2) -> str:
        """Some sentences."""
        return "".join(self.rng.sample(words.SENTENCES, self.rng.randint(1, n)))

    # -- bodies ------------------------------------------------------------------------------------------------
    def body(self, paper: Paper, what: str) -> None:
        """A policy paper's provisions, in one of the manners in use."""
        opening = f"为{self.rng.choice(words.SUBJECTS)}，结合实际，制定本{what}。"
        paper.add("text", opening, (0, "preamble", "preamble__para_1"))
        manner = self.rng.choice(("run-in", "own line", "runs on", "third", "sentences", "full stop", "stands"))
        headings = self.rng.sample(words.FIRST_HEADINGS, self.rng.randint(2, 4))
        seconds = self.rng.sample(words.SECOND_HEADINGS, len(words.SECOND_HEADINGS))
        count = 0
        for i, heading in enumerate(headings, 1):
            paper.add("heading", f"{chinese(i)}、{heading}", (0, "heading_1", f"lvl1_{i}"))
            if self.rng.random() < 0.2 and manner != "third":
                paper.add("text", self.say(), (0, "paragraph", f"lvl1_{i}__para_1"))
                continue
            for k in range(1, self.rng.randint(2, 4) + 1):
                count += 1
                number = count if manner in ("runs on", "third") else k
                self._second(paper, f"lvl1_{i}", number, seconds[(count - 1) % len(seconds)], manner)
        if self.rng.random() < 0.6:
            closing = f"本{what}自2024年{self.rng.randint(1, 12)}月1日起施行，有效期5年。"
            paper.add("text", closing, (0, "paragraph", "closing__para_1"))

    def _second(self, paper: Paper, above: str, number: int, heading: str, manner: str) -> None:
        duty = self.rng.choice(words.DUTIES)
        if manner == "third":
            mark, eid, level = f"{number}.", f"{above}__lvl3_{number}", "heading_3"
        else:
            mark, eid, level = f"（{chinese(number)}）", f"{above}__lvl2_{number}", "heading_2"
        if manner in ("run-in", "runs on", "third"):
            lead = f"{mark}{heading}。"
            text = lead + self.say(3) + duty
            paper.add("text", text, (0, level, eid), (len(lead), "paragraph", f"{eid}__para_1"))
        elif manner == "sentences":
            text = f"{mark}{self.rng.choice(words.RULE_SENTENCES)}"
            paper.add("text", text, (0, level, eid), (len(mark), "paragraph", f"{eid}__para_1"))
        elif manner == "own line":
            paper.add("heading", f"{mark}{heading}", (0, level, eid))
            for n in range(1, self.rng.randint(1, 2) + 1):
                paper.add("text", self.say() + (duty if n == 1 else ""), (0, "paragraph", f"{eid}__para_{n}"))
        elif manner == "stands":
            paper.add("heading", f"{mark}{heading}。", (0, level, eid))
            paper.add("text", self.say(), (0, "paragraph", f"{eid}__para_1"))
        else:
            paper.add("heading", f"{mark}{heading}。", (0, level, eid))
            self._thirds(paper, eid)

    def _thirds(self, paper: Paper, above: str) -> None:
        dot = self.rng.choice((".", "．"))
        for n, heading in enumerate(self.rng.sample(words.SECOND_HEADINGS, self.rng.randint(2, 3)), 1):
            eid, lead = f"{above}__lvl3_{n}", f"{n}{dot}{heading}。"
            text = lead + self.say() + self.rng.choice(words.DUTIES)
            paper.add("text", text, (0, "heading_3", eid), (len(lead), "paragraph", f"{eid}__para_1"))

    def rule(self, paper: Paper) -> None:
        """A regulation's articles."""
        article = 0
        chapters = self.rng.random() < 0.7
        chosen = words.CHAPTERS if chapters else words.CHAPTERS[:1]
        for c, name in enumerate(chosen, 1):
            if chapters:
                paper.add("centred", f"第{chinese(c)}章 {name}", (0, "chapter", f"chp_{c}"))
            for _ in range(self.rng.randint(2, 3)):
                article += 1
                self._article(paper, article)
        article += 1
        lead = f"第{chinese(article)}条 "
        text = f"{lead}本办法自2024年{self.rng.randint(1, 12)}月1日起施行。"
        paper.add("text", text, (0, "article", f"art_{article}"), (len(lead), "paragraph", f"art_{article}__para_1"))

    def _article(self, paper: Paper, n: int) -> None:
        lead = f"第{chinese(n)}条 "
        eid = f"art_{n}"
        listed = self.rng.random() < 0.3
        first = "申请专项资金应当符合下列条件：" if listed else self.rng.choice(words.RULE_SENTENCES)
        paper.add("text", lead + first, (0, "article", eid), (len(lead), "paragraph", f"{eid}__para_1"))
        if listed:
            items = self.rng.sample(words.ITEMS, self.rng.randint(2, 5))
            for k, item in enumerate(items, 1):
                end = "。" if k == len(items) else "；"
                paper.add("text", f"（{chinese(k)}）{item}{end}", (0, "subparagraph", f"{eid}__para_1__subpara_{k}"))
        elif self.rng.random() < 0.4:
            paper.add("text", self.rng.choice(words.RULE_SENTENCES), (0, "paragraph", f"{eid}__para_2"))

    # -- instruments -------------------------------------------------------------------------------------------
    def _new(self, kind: Kind, title: str, parent: int | None = None) -> Paper:
        paper = Paper(kind, title, parent=parent)
        self.papers.append(paper)
        return paper

    def notice(self) -> None:
        """A notice that issues a plan or rules, of the government or its office."""
        office = self.rng.random() < 0.6
        body, code = (
            (self.style.office, self.style.codes[1]) if office else (self.style.government, self.style.codes[0])
        )
        place = "" if body.startswith("国务院") else self.style.government.removesuffix("人民政府")
        thing = self.rng.choice(words.THINGS + words.RULES)
        name = f"{place}{self.subjects.pop()}{thing}"
        quoted = self.rng.random() < 0.6
        said = f"《{name}》" if quoted else name
        cover = self._new("notice", f"{body}关于印发{said}的通知")
        at = len(self.papers) - 1
        self.head(cover, code, self.style.addressee)
        text = self.rng.choice(
            (
                f"《{name}》已经政府同意，现印发给你们，请认真组织实施。",
                f"现将《{name}》印发给你们，请结合实际认真贯彻执行。",
            )
        )
        cover.add("text", text, (0, "preamble", "preamble__para_1"))
        self.sign(cover, body)
        paper = self._new("attachment", name, at)
        paper.add("title", name, (0, "title", "title"))
        if thing in words.RULES:
            self.rule(paper)
        else:
            self.body(paper, "方案")

    def opinion(self) -> None:
        """A paper that stands by itself."""
        paper = self._new("standalone", f"{self.style.government}关于{self.subjects.pop()}的若干意见")
        self.head(paper, self.style.codes[0], self.style.addressee)
        self.body(paper, "意见")
        self.sign(paper, self.style.government)

    def order(self) -> None:
        """An order and the rules it promulgates."""
        place = "" if self.style.government == "国务院" else self.style.government.removesuffix("人民政府")
        name = f"{place}{self.subjects.pop().replace('“', '').replace('”', '')}{self.rng.choice(words.RULES[:2])}"
        n = self.rng.randint(300, 790)
        cover = self._new("order", "")
        at = len(self.papers) - 1
        cover.number = f"{self.style.order}第{n}号"
        cover.add("number", self.style.order)
        cover.add("number", self.rng.choice((f"第{n}号", f"第 {n} 号")))
        text = f"《{name}》已经2024年1月5日第12次常务会议通过，现予公布，自2024年7月1日起施行。"
        cover.add("text", text, (0, "preamble", "preamble__para_1"))
        self.sign(cover, self.style.leader)
        paper = self._new("regulation", name, at)
        paper.add("title", name, (0, "title", "title"))
        self.rule(paper)

    def joint(self) -> None:
        """A notice of two departments with two attachments, named in its list and found after it."""
        style = self.style
        first, second = f"{self.subjects.pop()}管理办法", f"{self.subjects.pop()}工作方案"
        bodies = f"{style.department} {style.second}"
        cover = self._new("notice", f"{bodies}关于印发《{first}》和《{second}》的通知")
        at = len(self.papers) - 1
        self.head(cover, style.codes[2], "各有关单位：")
        text = f"为{self.rng.choice(words.SUBJECTS)}，我们制定了《{first}》和《{second}》，现印发给你们，请遵照执行。"
        cover.add("text", text, (0, "preamble", "preamble__para_1"))
        cover.add("text", f"附件：1.{first}", (0, "attachment_list", "attachment_list"))
        cover.add("text", f"2.{second}")
        self.sign(cover, style.department, style.second)
        for k, name in enumerate((first, second), 1):
            paper = self._new("attachment", name, at)
            paper.add("heading", f"附件{k}", (0, "title", "title"))
            paper.add("title", name)
            if k == 1:
                self.rule(paper)
            else:
                self.body(paper, "方案")

    def announcement(self) -> None:
        """An announcement numbered by year, its matter in numbered sentences."""
        body, n = self.rng.choice(("国家税务总局", "海关总署", "财政部", "工业和信息化部")), self.rng.randint(1, 90)
        paper = self._new("standalone", f"{body}关于{self.subjects.pop()}有关事项的公告")
        paper.number = f"{body}公告2024年第{n}号"
        paper.add("title", paper.title, (0, "title", "title"))
        paper.add("number", paper.number)
        paper.add("text", "现将有关事项公告如下：", (0, "preamble", "preamble__para_1"))
        for i, text in enumerate(self.rng.sample(words.RULE_SENTENCES, 3), 1):
            lead = f"{chinese(i)}、"
            paper.add("text", lead + text, (0, "heading_1", f"lvl1_{i}"), (2, "paragraph", f"lvl1_{i}__para_1"))
        paper.add("text", "特此公告。", (0, "paragraph", "closing__para_1"))
        self.sign(paper, body)

    def reply(self) -> None:
        """A reply to one body, in numbered sentences."""
        style, town, matter = self.style, self.rng.choice(words.TOWNS), self.rng.choice(words.REPLIES)
        paper = self._new("standalone", f"{style.government}关于{town}{matter}的批复")
        self.head(paper, style.codes[0], f"{town}人民政府：")
        text = f"你们《关于报请审批{matter}的请示》（临府〔2024〕{self.rng.randint(1, 40)}号）收悉。现批复如下："
        paper.add("text", text, (0, "preamble", "preamble__para_1"))
        for i, text in enumerate(self.rng.sample(words.RULE_SENTENCES, 3), 1):
            lead = f"{chinese(i)}、"
            paper.add("text", lead + text, (0, "heading_1", f"lvl1_{i}"), (2, "paragraph", f"lvl1_{i}__para_1"))
        self.sign(paper, style.government)

    def personnel(self) -> None:
        """Who is appointed and removed, a line each, without numbers."""
        style = self.style
        paper = self._new("standalone", f"{style.government}关于张某某等任免职务的通知")
        self.head(paper, style.codes[0], style.addressee)
        posts = self.rng.sample(words.POSTS, 2)
        lines = (f"{style.government}决定，任命：", f"张某某为{posts[0]}；", "免去：", f"李某某的{posts[1]}职务。")
        for n, text in enumerate(lines, 1):
            paper.add("text", text, (0, "preamble", f"preamble__para_{n}"))
        self.sign(paper, style.government)

    def interpretation(self) -> None:
        """What explains the last plan or rules of the issue."""
        name = next(p.title for p in reversed(self.papers) if p.kind in ("attachment", "regulation", "standalone"))
        if any(p.title == f"《{name}》政策解读" for p in self.papers):
            return
        paper = self._new("interpretation", f"《{name}》政策解读")
        paper.add("title", paper.title, (0, "title", "title"))
        paper.add("text", "为便于社会公众理解，现就有关内容解读如下：", (0, "preamble", "preamble__para_1"))
        for i, heading in enumerate(("起草背景", "主要内容", "创新举措"), 1):
            paper.add("heading", f"{chinese(i)}、{heading}", (0, "heading_1", f"lvl1_{i}"))
            paper.add("text", self.say(3), (0, "paragraph", f"lvl1_{i}__para_1"))
