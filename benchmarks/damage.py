"""What printing and PDF extraction do to a text, done on purpose: seeded, and without losing a letter.

A law is set in lines of a measure as Chinese print is (GB/T 9704-2012: first lines two em in; kinsoku as in the
Requirements for Chinese Text Layout, 3.1), then what extraction is known to do is done to the lines. ``damage`` gives
the lines with what each is, so that a test can put the text together again and a benchmark can tell a boundary that the
layout still shows from one that it has lost.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.law_text import Block, Law

#: No line begins with these, none ends with those (Requirements for Chinese Text Layout, 3.1.1).
_NO_START = frozenset("。，、；：？！）》〉」』”’】〕％%…·—,.;:?!)»›")
_NO_END = frozenset("（《〈“‘「『【〔([«‹")
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,][0-9]+)*%?|.", re.DOTALL)
#: What a line takes in whole: a word, with the marks that may not begin the next line.
_WORD = re.compile(rf"(?:[（《〈“(«‹]*)(?:[A-Za-z0-9.,]+%?|.)[{re.escape(''.join(sorted(_NO_START)))}]*")
_SENTENCE_END = re.compile(r"[。；：！？.;:!?][”’」』》〉）)»›]*\s*$")
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_WIDE_ALL = {c: c + 0xFEE0 for c in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), 0x25)}
_ASCII = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "。": ".", "？": "?", "！": "!"}
_DASHED = ("— {} —", "-{}-", "－{}－", "—{}—", "- {} -", "· {} ·")
_WORDED = ("第 {} 页 共 {last} 页", "第{}页/共{last}页", "{} / {last}", "Page {} of {last}", "·{}·")
_HEADS = ("××省人民政府公报", "××市人民代表大会常务委员会公报", "{title}", "××省人民政府公报 {year}年第{issue}期")
_DATED_HEADS = ("{year}年3月15日　××省人民政府公报　第{issue}期", "{title}　{page}", "××省人民政府公报 {year}.{issue}")
#: what a first line's room comes out as
_LEADS = ("　　", "    ")
_OTHER_LEADS = ("  ", "\u3000 ", " \u3000", "\t", "\xa0\xa0\xa0\xa0", "\u2003\u2003")
#: what no one sees, and what stands behind a line
_UNSEEN = ("\u200b", "\ufeff")
_TRAILS = (" ", "  ", "\t", "\xa0", "\u3000")
_PROVISIONS = ("article", "paragraph", "item", "point", "wrapup")
_ARTICLE = re.compile(r"第([一二三四五六七八九十百千零〇]+)条")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text is printed and then damaged. Shares are of lines; ``width`` 0 draws one of 22 to 36 em for each law."""

    width: int = 0
    wrap: bool = True
    indent: bool = True  # first lines are set two em in
    lost: float = 0.0  # share of lines whose leading space is lost
    blank: str = "none"  # blank lines between: none, all (lines), paragraphs
    page: str = ""  # page numbers: dashed, bare, worded (in words or with their count; heads with a date or the page)
    heads: bool = False  # running heads
    page_lines: int = 32
    digits: str = ""  # full-width: digits, all (letters and % too)
    book: str = ""  # book marks: «» or <>
    ascii: str = ""  # Chinese marks that come out as ASCII
    spaced: float = 0.0  # share of full lines with spaces between all their letters
    stray: float = 0.0  # share of lines with a stray space at a join
    cut: bool = False  # lines end after ``width`` letters, whatever these are, not where a printer breaks them
    leads: bool = False  # each first line with another of the spaces that stand for its indent
    unseen: float = 0.0  # share of lines with marks of no width in them and spaces behind them
    numbers: str = ""  # of articles: spaced (第 十 二 条), glued (to their words)
    run_on: float = 0.0  # share of articles whose line feed before them is lost


#: kind of damage -> its levels, light to heavy
KINDS: dict[str, tuple[Recipe, ...]] = {
    "none": (Recipe(wrap=False),),
    "wraps": (Recipe(width=36), Recipe(width=28), Recipe(width=22)),
    "blank": (Recipe(width=34, blank="all"), Recipe(width=28, blank="all"), Recipe(width=22, blank="all")),
    "flush": (
        Recipe(width=34, indent=False, blank="paragraphs"),
        Recipe(width=34, indent=False),
        Recipe(width=24, indent=False, blank="all"),
    ),
    "lost": (Recipe(lost=0.1), Recipe(lost=0.5), Recipe(lost=1.0)),
    "pages": (
        Recipe(page="dashed", page_lines=40),
        Recipe(page="bare", page_lines=32),
        Recipe(page="bare", heads=True, page_lines=25),
    ),
    "width": (Recipe(digits="digits"), Recipe(digits="all"), Recipe(digits="all", page="bare")),
    "book": (Recipe(book="«»"), Recipe(book="<>")),
    "ascii": (Recipe(ascii="，；"), Recipe(ascii="，；：（）"), Recipe(ascii="，；：（）。？！")),
    "spaced": (Recipe(spaced=0.05), Recipe(spaced=0.2), Recipe(spaced=0.6)),
    "stray": (Recipe(stray=0.02), Recipe(stray=0.1), Recipe(stray=0.4)),
    "cut": (
        Recipe(cut=True),
        Recipe(cut=True, leads=True, page="worded", digits="digits"),
        Recipe(cut=True, lost=1.0),
    ),
    "narrow": (Recipe(width=19), Recipe(width=16), Recipe(width=14, page="dashed", page_lines=60)),
    "worded": (
        Recipe(page="worded", page_lines=40),
        Recipe(page="worded", heads=True, page_lines=32),
        Recipe(page="worded", heads=True, page_lines=25, lost=0.1),
    ),
    "web": (
        Recipe(wrap=False, leads=True, unseen=0.3),
        Recipe(wrap=False, leads=True, unseen=1.0, numbers="spaced"),
        Recipe(wrap=False, leads=True, unseen=0.3, numbers="glued"),
    ),
    "numbers": (Recipe(numbers="spaced"), Recipe(numbers="glued")),
    "run on": (Recipe(wrap=False, run_on=0.1), Recipe(wrap=False, run_on=0.5)),
    "all": (
        Recipe(page="dashed", page_lines=40, ascii="，", spaced=0.03, stray=0.02, lost=0.05),
        Recipe(
            page="bare", heads=True, digits="digits", book="«»", ascii="，；：（）", spaced=0.1, stray=0.05, lost=0.3,
        ),
        Recipe(
            page="bare", heads=True, page_lines=25, digits="all", book="«»", ascii="，；：（）。？！",
            spaced=0.3, stray=0.2, lost=1.0, blank="all",
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line. ``block``: index of the law's block it is of, None of furniture; ``first``: it opens its block.

    ``blind``: nothing in the layout tells whether the paragraph ends with it. It ends a sentence, the next word did not
    fit into it, and neither indent nor blank line nor the next line's own width (a first line is two em short) tells.
    """

    text: str
    block: int | None
    first: bool = False
    blind: bool = False
    blank: bool = False  # a blank line stands before it
    run_on: bool = False  # the line feed before it is lost


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged law."""

    lines: tuple[Printed, ...]
    width: int

    @property
    def text(self) -> str:
        """The raw text as extraction gives it."""
        ends = ["" if line.run_on else "\n\n" if line.blank else "\n" for line in self.lines[1:]]
        return "".join(line.text + end for line, end in zip(self.lines, [*ends, "\n"], strict=True))


def _bare(text: str) -> str:
    """A printed line without indent and stray or justifying spaces."""
    return re.sub(r"[ ]|^[ 　]+", "", text)


def em(text: str) -> float:
    """Printed width in em: ASCII a half, all else one."""
    return sum(0.5 if c < "\u0080" else 1.0 for c in text)


def set_lines(text: str, measure: float, first_indent: float, hang: bool) -> Iterator[str]:
    """``text`` broken to ``measure`` em, the first line ``first_indent`` shorter.

    A mark that may not begin a line hangs in the margin (``hang``) or takes the letter before it to the next line.
    """
    tokens = _TOKEN.findall(text)
    line: list[str] = []
    room = measure - first_indent
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if em(token) <= room or not line:
            line.append(token)
            room -= em(token)
            at += 1
            continue
        if token in _NO_START and hang and tokens[at + 1 : at + 2] and tokens[at + 1] not in _NO_START:
            line.append(token)
            at += 1
        else:
            while len(line) > 2 and (tokens[at] in _NO_START or line[-1] in _NO_END):
                line.pop()
                at -= 1
        yield "".join(line)
        line, room = [], measure
    if line:
        yield "".join(line)


class _Printer:
    def __init__(self, law: Law, recipe: Recipe, rng: random.Random) -> None:
        self.law, self.recipe, self.rng = law, recipe, rng
        self.width = recipe.width or rng.randint(22, 36)
        self.hang = rng.random() < 0.3
        self.lead = rng.choice(_LEADS)

    def _numbered(self, text: str) -> str:
        """An article's text, its number printed otherwise."""
        match = _ARTICLE.match(text)
        if match is None or not self.recipe.numbers:
            return text
        if self.recipe.numbers == "glued":
            return match.group() + text[match.end() :].removeprefix("　")
        number = match.group(1)
        return self.rng.choice((f"第 {number} 条", f"第 {' '.join(number)} 条", f"第{number} 条")) + text[match.end() :]

    def _first(self) -> str:
        """The space that a first line begins with."""
        return self.rng.choice(_LEADS + _OTHER_LEADS) if self.recipe.leads else self.lead

    def _words(self, text: str) -> str:
        if self.recipe.digits:
            text = text.translate(_WIDE_DIGITS if self.recipe.digits == "digits" else _WIDE_ALL)
        return text

    def _centred(self, text: str) -> list[str]:
        n = int(-(-em(text) // (self.width - 4)))
        pieces = list(set_lines(text, -(-em(text) // n), 0, False)) if n > 1 else [text]
        if not self.recipe.indent:
            return pieces
        return [" " * max(0, int(self.width - em(piece))) + piece for piece in pieces]

    def block(self, index: int, block: Block) -> list[Printed]:
        """One block as printed lines, not yet damaged."""
        text = self._words(self._numbered(block.text) if block.kind == "article" else block.text)
        if not self.recipe.wrap:
            return [Printed((self._first() if block.kind not in ("title", "container") else "") + text, index, True)]
        if block.kind in ("title", "container"):
            return [Printed(piece, index, k == 0) for k, piece in enumerate(self._centred(text))]
        indent = 2.0 if self.recipe.indent else 0.0
        if self.recipe.cut:
            whole = (self._first() if indent else "") + text
            pieces = [whole[k : k + self.width] for k in range(0, len(whole), self.width)]
            return [Printed(x, index, k == 0) for k, x in enumerate(pieces)]
        pieces = list(set_lines(text, self.width, indent, self.hang))
        return [Printed((self.lead if indent and k == 0 else "") + x, index, k == 0) for k, x in enumerate(pieces)]

    def extracted(self, line: Printed, last: bool) -> Printed:
        """The line as extraction gives it."""
        recipe, rng = self.recipe, self.rng
        text = line.text
        body = text.lstrip(" 　")
        lead = text[: len(text) - len(body)]
        if recipe.lost and rng.random() < recipe.lost:
            lead = ""
        if recipe.ascii:
            body = body.translate({ord(c): _ASCII[c] for c in recipe.ascii})
        if recipe.book:
            body = body.translate(str.maketrans("《》〈〉", "«»‹›" if recipe.book == "«»" else "<><>"))
        if recipe.spaced and not last and rng.random() < recipe.spaced:
            body = " ".join(_TOKEN.findall(body) if recipe.spaced < 0.3 else body)
        if recipe.stray and rng.random() < recipe.stray:
            body = self._stray(body)
        if recipe.unseen and rng.random() < recipe.unseen:
            at = rng.randrange(len(body) + 1)
            body = body[:at] + rng.choice(_UNSEEN) + body[at:] + rng.choice(_TRAILS)
        return replace(line, text=lead + body)

    def blinded(self, lines: list[Printed]) -> list[Printed]:
        """The lines, those marked blind after which the layout shows nothing."""
        recipe = self.recipe
        if recipe.blank == "paragraphs" or recipe.cut or not recipe.wrap or (recipe.indent and recipe.lost < 0.3):
            return lines
        out: list[Printed] = []
        for k, line in enumerate(lines):
            after = lines[k + 1] if k + 1 < len(lines) else None
            blind = False
            if after is not None and after.text[:1] not in " 　" and _SENTENCE_END.search(line.text):
                first = line.first and recipe.indent
                room = self.width - em(_bare(line.text)) - (2.0 if first else 0.0)
                word = _WORD.match(_bare(after.text))
                single = k + 2 >= len(lines) or lines[k + 2].first
                full = word is not None and em(word.group()) > room
                blind = full and (single or not recipe.indent)
            out.append(replace(line, blind=blind))
        return out

    def _stray(self, body: str) -> str:
        """A space before, after or inside the line, not inside a word of letters or digits."""
        where = self.rng.random()
        if where < 0.3:
            return body + " "
        if where < 0.5:
            return " " + body
        tokens = _TOKEN.findall(body)
        at = self.rng.randrange(len(tokens) + 1)
        return "".join(tokens[:at]) + " " + "".join(tokens[at:])

    def paged(self, lines: list[Printed]) -> list[Printed]:
        """The lines with page numbers, and running heads, every ``page_lines`` of them."""
        recipe, rng = self.recipe, self.rng
        if not recipe.page:
            return lines
        worded = recipe.page == "worded"
        form = rng.choice(_WORDED if worded else _DASHED) if recipe.page != "bare" else "{}"
        head = rng.choice(_DATED_HEADS if worded else _HEADS)
        year, issue = rng.randint(2000, 2024), rng.randint(1, 24)
        page, per_page, blank = rng.randint(1, 60), recipe.page_lines, rng.random() < 0.5
        last = page + (len(lines) - 1) // per_page
        out: list[Printed] = []
        for start in range(0, len(lines), per_page):
            if start and recipe.heads:
                said = head.format(title=self.law.title, year=year, issue=issue, page=page)
                out.append(Printed(self._words(said), None))
            out += [
                replace(x, blank=blank) if start and k == 0 else x
                for k, x in enumerate(lines[start : start + per_page])
            ]
            out.append(Printed(self._words(form.format(page, last=last)), None, blank=blank))
            page += 1
        return out


def damage(law: Law, kind: str, level: int, seed: int) -> Damaged:
    """``law`` printed and damaged as ``KINDS[kind][level - 1]`` says; the same arguments give the same text.

    Raises ``KeyError`` for an unknown kind and ``IndexError`` for a level it has not.
    """
    recipe = KINDS[kind][level - 1]
    rng = random.Random(f"{seed}/{kind}/{level}/{law.name}")
    printer = _Printer(law, recipe, rng)
    lines: list[Printed] = []
    for index, block in enumerate(law.blocks):
        printed = printer.block(index, block)
        for k, line in enumerate(printed):
            made = printer.extracted(line, last=k == len(printed) - 1)
            blank = recipe.blank == "all" or (recipe.blank == "paragraphs" and k == 0) or not recipe.wrap
            run_on = block.kind == "article" and lines and law.blocks[index - 1].kind in _PROVISIONS
            if run_on and recipe.run_on and rng.random() < recipe.run_on:
                lines.append(replace(made, text=made.text.lstrip(" 　"), run_on=True))
                continue
            lines.append(replace(made, blank=blank and bool(lines)))
    return Damaged(tuple(printer.paged(printer.blinded(lines))), printer.width)
