"""One instruction of an amending decision: the operations it orders, from its words alone.

将第六条改为第七条，第三款修改为：… orders two: 第六条 becomes 第七条, and the third paragraph of what was 第六条 is
replaced. Quoted words are set apart first; then provisions, verbs and marks are read in order. Operations are those of the
Akoma Ntoso textual modifications (``Operation``), the wording that of Chinese drafting: 修改为, 改为, 增加…作为, 删去, 分为,
合并.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.assemble.instruction_tokens import COUNT, Token, tokens_of
from pipeline.assemble.provision_places import Levels, Place, article_of, is_place, plain_words, under
from pipeline.assemble.quotations import quotes_of
from pipeline.assemble.types import AmendedUnit, Operation
from pipeline.extract.provisions import LEVELS

_PARTIAL = re.compile("^(?:的?(?:条首|开始|开头|末尾|首句|第[一二三]句|前半|后半|前段|后段)(?:部分)?)")
_SIDE = re.compile("(?:之)?(?P<side>前|后)(?:面)?[，]?(?:均|分别|相应)?$")
_JOINED = re.compile("[、和及至与，或者以]*(?:原|分别)?")
_TO = re.compile(" ?[至到—] ?原? ?")
_MARKS = " 　，；。、\n"
_LEADS = re.compile("(?:同时|并且?|此外|其中|以及|和)+")


@dataclass(frozen=True, slots=True)
class Ordered:
    """One operation; offsets are within the text that was read. ``block``: its new words are the paragraphs after."""

    operation: Operation
    unit: AmendedUnit
    place: Place
    start: int
    end: int
    target: str | None = None
    position: str | None = None
    old: str | None = None
    new: tuple[int, int] | None = None
    anchor: str | None = None
    side: Literal["before", "after"] | None = None
    block: bool = False


@dataclass(slots=True)
class _Group:
    """Provisions said together and the words quoted of them."""

    places: list[Place] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    partial: bool = False
    end: int = 0


def read_instruction(text: str, context: Place | None = None) -> tuple[list[Ordered], Place]:
    """The operations that ``text`` orders, in order, and the provision it ends at, which is the next line's context."""
    return _Reader(text, context or Place()).read()


class _Reader:
    """Reads the tokens of one instruction from left to right."""

    def __init__(self, text: str, context: Place) -> None:
        self.text = text
        self.quotes = dict(quotes_of(text))
        plain = text
        for a, b in self.quotes.items():
            plain = plain[: a + 1] + "◦" * (b - a - 1) + plain[b:]
        self.plain = plain
        self.at = context
        self.groups: list[_Group] = []
        self.ops: list[Ordered] = []
        self.since = 0  # where the operation being read began
        self.cutting: int | None = None
        self.heading = False

    def read(self) -> tuple[list[Ordered], Place]:
        """All operations."""
        tokens = tokens_of(self.plain)
        n = 0
        while n < len(tokens):
            n = self._take(tokens, n)
        self._flush(len(self.text))
        self._await(tokens)
        return self.ops, self.at

    # --- tokens

    def _take(self, tokens: list[Token], n: int) -> int:
        """Read the token at ``n``; gives the next one to read."""
        start, end, kind, levels, _ = tokens[n]
        if kind == "place":
            self._place(start, end, self._completed(start, levels))
        elif kind in ("whole", "named"):
            place = Place(words="" if kind == "whole" else self.text[start:end])
            self._place(start, end, place)
        elif kind == "quote":
            self._quote(start)
        elif kind == "heading":
            self._flush(start)
            self.heading = True
        elif kind == "this":
            self._this(start, end, str(self.plain[end - 1]))
        elif kind == "turn":
            if self.cutting is not None:
                self._flush(start)
                self.groups = []
        elif kind == "stop":
            self._flush(start)
            self.groups, self.heading = [], False
            self.since = end
        elif kind == "cut":
            self._cut(start)
        elif kind in ("to", "split", "join"):
            return self._renumber(tokens, n, kind)
        elif kind == "new":
            return self._insert(tokens, n)
        else:
            return self._substitute(tokens, n)
        return n + 1

    # --- places and quoted words

    def _completed(self, start: int, levels: Levels) -> Place:
        """A provision with the levels it leaves out, those of the one before (第一款 after 第十四条)."""
        former = self.plain[:start].endswith("原")
        return Place(old=under(self.at.old, levels), new=under(self.at.new, levels), former=former)

    def _place(self, start: int, end: int, place: Place) -> None:
        last = self.groups[-1] if self.groups else None
        # 第六十七条“…行使下列职权”中第六项: the first words only name the place
        if last and last.quotes and self.plain[last.quotes[-1][1] : start] == "中":
            self.groups.pop()
            last = None
        if last and last.places and not last.quotes and _TO.fullmatch(self.plain[last.end : start]):
            last.places[-1] = replace(last.places[-1], until=place.old)
        elif last is None or last.quotes:
            last = _Group([place])
            self.groups.append(last)
        else:
            last.places.append(place)
        last.end = end
        last.partial = last.partial or bool(_PARTIAL.match(self.plain[end:]))
        self.at = place if not place.words or not self.at.old else self.at
        if place.words:
            self.at = place

    def _this(self, start: int, end: int, level: str) -> None:
        """该条, 这一款: the provision spoken of, up to that level."""
        rank = LEVELS.index(level)
        old, new = (tuple(x for x in y if LEVELS.index(x[0]) <= rank) for y in (self.at.old, self.at.new))
        self.groups = []
        self._place(start, end, Place(old, new, former=self.at.former))

    def _quote(self, start: int) -> None:
        if not self.groups:
            self.groups.append(_Group())
        before = self.groups[-1].quotes
        # 第六条：“…”“…”修改为: two paragraphs of one provision
        if before and before[-1][1] == start and self.plain[before[-1][0] - 1] == "：":
            before[-1] = (before[-1][0], self.quotes[start])
            return
        self.groups[-1].quotes.append((start, self.quotes[start]))

    def _words(self, span: tuple[int, int]) -> str:
        a, b = self._inner(span)
        return self.text[a:b]

    def _inner(self, span: tuple[int, int]) -> tuple[int, int]:
        """The place of quoted words without their marks."""
        end = span[1] - 1 if self.text[span[1] - 1] == "”" else span[1]
        return span[0] + 1, end

    def _subjects(self) -> list[Place]:
        """The provisions spoken of, else the one before."""
        places = [p for g in self.groups for p in g.places]
        return places or [self.at]

    # --- operations

    def _add(self, op: Ordered) -> None:
        start = self.since + len(self.plain[self.since :]) - len(self.plain[self.since :].lstrip(_MARKS))
        if lead := _LEADS.match(self.plain, start):
            start = start + len(lead[0]) + len(self.plain[lead.end() :]) - len(self.plain[lead.end() :].lstrip(_MARKS))
        self.ops.append(replace(op, start=min(start, op.end)))

    def _done(self, end: int) -> None:
        self.groups, self.heading, self.since = [], False, end

    def _cut(self, start: int) -> None:
        """删去 before what it strikes out, or after it (将第五条删去)."""
        if self.groups and self.cutting is None and re.match(" *(?:[，；。]|$)", self.plain[start + 2 :]):
            self.cutting = start
            self._flush(start + 2)
            return
        self._flush(start)
        self.groups = []
        self.cutting = start

    def _flush(self, end: int) -> None:
        """End what 删去 strikes out."""
        if self.cutting is None:
            return
        self.cutting = None
        groups = [g for g in self.groups if g.places or g.quotes]
        stop = end - len(self.plain[:end]) + len(self.plain[:end].rstrip(_MARKS))
        for group in groups:
            for place in group.places or [self.at]:
                if group.quotes:
                    for quote in group.quotes:
                        self._add(Ordered("repeal", "words", place, 0, stop, old=self._words(quote)))
                else:
                    self._add(Ordered("repeal", "provision", place, 0, stop))
        if groups:
            self._done(end)

    def _positions(self, tokens: list[Token], n: int) -> tuple[list[tuple[Levels, Levels]], int, int]:
        """The places said from token ``n`` on, those of a run joined; the next token and where they end."""
        found: list[tuple[Levels, Levels]] = []
        context, end = self.at.new, tokens[n - 1].end
        while n < len(tokens) and tokens[n].kind == "place":
            gap = self.plain[end : tokens[n].start]
            if found and not _JOINED.fullmatch(gap):
                break
            # 改为第七条，第三款修改为: the comma ends the places, unless another of the same level is listed
            levels = tokens[n].levels
            if found and "，" in gap:
                break
            context = under(context, levels)
            if found and _TO.fullmatch(gap):
                found[-1] = (found[-1][0], context)
            else:
                found.append((context, ()))
            end, n = tokens[n].end, n + 1
        return found, n, end

    def _renumber(self, tokens: list[Token], n: int, kind: str) -> int:
        """改为第七条; 分为两款，作为第一款、第二款; 合并（为一条）."""
        self._flush(tokens[n].start)
        subjects = self._subjects()
        where: list[tuple[Levels, Levels]] = []
        at = n + 1
        if kind == "to" or (at < len(tokens) and tokens[at].kind == "to"):
            where, at, end = self._positions(tokens, at if kind == "to" else at + 1)
        else:
            end = tokens[n].end
            if kind == "split":
                end += len(re.match(f"{COUNT}个?[条款项节章]", self.plain[end:])[0])  # type: ignore[index]
        if kind == "to" and len(subjects) == len(where):
            for place, (new, until) in zip(subjects, where, strict=True):
                self._add(Ordered("renumbering", "provision", place, 0, end, position=plain_words(new, until)))
        else:
            operation: Operation = {"to": "renumbering", "split": "split", "join": "join"}[kind]  # type: ignore[assignment]
            said = "、".join(plain_words(new, until) for new, until in where) or None
            target = "、".join(filter(None, (p.target for p in subjects))) or None
            self._add(Ordered(operation, "provision", subjects[0], 0, end, target=target, position=said or ""))
        self._done(end)
        if where:
            self.at = Place(subjects[0].old, where[0][0], "", subjects[0].former)
        else:
            self.at = subjects[0]
        # 将第六条和第七条合并修改为: both stay what is spoken of
        if kind != "to":
            self.groups = [_Group(subjects, [], False, end)]
        return at

    def _insert(self, tokens: list[Token], n: int) -> int:
        """增加一款，作为第二款：…; 在“贡献”之前增加“突出”."""
        self._flush(tokens[n].start)
        unit = tokens[n].words["unit"]
        end, at = tokens[n].end, n + 1
        said = _SIDE.search(self.plain[max(0, tokens[n].start - 12) : tokens[n].start])
        side: Literal["before", "after"] | None = None
        if said:
            side = "before" if said["side"] == "前" else "after"
        if not unit:
            return self._insert_words(tokens, n, side)
        where: list[tuple[Levels, Levels]] = []
        subjects = [p for g in self.groups for p in g.places]
        if at < len(tokens) and tokens[at].kind == "to":
            where, at, end = self._positions(tokens, at + 1)
        position = "、".join(plain_words(new, until) for new, until in where) or None
        holder = self._holder(subjects, where, unit)
        new, at, end, block = self._new_words(tokens, at, end)
        op = Ordered("insertion", "provision", holder, 0, end, position=position or "", new=new, side=side, block=block)
        self._add(op)
        self._done(end)
        if where:
            self.at = Place(holder.old, where[0][0])
        return at

    def _holder(self, subjects: list[Place], where: list[tuple[Levels, Levels]], unit: str) -> Place:
        """The provision that takes in a new one: 第十三条 of 将第十三条改为第十二条，增加一款作为第三款."""
        if subjects:
            return subjects[-1]
        rank = LEVELS.index(unit)
        if unit == "条" or not self.at.old:
            return Place()
        middle = [x for x in (where[0][0] if where else ()) if x[0] != "条" and LEVELS.index(x[0]) < rank]
        above = tuple(x for x in self.at.old if LEVELS.index(x[0]) < (LEVELS.index(middle[0][0]) if middle else rank))
        return Place(old=(*above, *middle), new=tuple(x for x in self.at.new if LEVELS.index(x[0]) < rank))

    def _insert_words(
        self,
        tokens: list[Token],
        n: int,
        side: Literal["before", "after"] | None,
    ) -> int:
        new, at, end, block = self._new_words(tokens, n + 1, tokens[n].end)
        if new is None and not block:
            return n + 1
        for group in self.groups or [_Group()]:
            for place in group.places or [self.at]:
                anchors: list[str | None] = [self._words(q) for q in group.quotes]
                for anchor in anchors or [None]:
                    self._add(
                        Ordered("insertion", "words", place, 0, end, new=new, anchor=anchor, block=block,
                                side=side or ("after" if anchor else None))
                    )  # fmt: skip
        self._done(end)
        return at

    def _new_words(self, tokens: list[Token], at: int, end: int) -> tuple[tuple[int, int] | None, int, int, bool]:
        """The new words after a verb: quoted, or the paragraphs that follow a colon at the end."""
        rest = self.plain[end:]
        if re.fullmatch("[^；。“]{0,40}：[ \\n]*", rest):
            return None, at, end + len(rest.rstrip()), True
        if at < len(tokens) and tokens[at].kind == "quote" and re.fullmatch(
            "(?:（[^）]*）)?[^；。“第]{0,16}", self.plain[end : tokens[at].start]
        ):  # fmt: skip
            span = (tokens[at].start, self.quotes[tokens[at].start])
            return self._inner(span), at + 1, span[1], False
        return None, at, end, False

    def _substitute(self, tokens: list[Token], n: int) -> int:
        """修改为 with new words: of quoted words, of a heading, of a whole provision."""
        self._flush(tokens[n].start)
        new, at, end, block = self._new_words(tokens, n + 1, tokens[n].end)
        if new is None and not block:
            return n + 1
        quoted = [g for g in self.groups if g.quotes]
        if self.heading and not quoted:
            self._heading(new, end, block)
        elif quoted:
            for group in quoted:
                for place in group.places or [self.at]:
                    for quote in group.quotes:
                        self._add(self._exchange(place, bool(group.places), quote, new, end, block))
        else:
            subjects = self._subjects()
            if str(tokens[n].words[""]).startswith("条文"):
                subjects = [article_of(subjects[-1])]
            unit: AmendedUnit = "words" if any(g.partial for g in self.groups) else "provision"
            target = "、".join(filter(None, (p.target for p in subjects))) or None
            position = "、".join(filter(None, (p.position for p in subjects)))
            self._add(
                Ordered(
                    "substitution", unit, subjects[0], 0, end, target=target, position=position, new=new, block=block
                )
            )
        self._done(end)
        return at

    def _heading(self, new: tuple[int, int] | None, end: int, block: bool) -> None:
        subject = self._subjects()[-1]
        place = subject if subject.words else article_of(subject)
        self._add(Ordered("substitution", "heading", place, 0, end, new=new, block=block))

    def _exchange(
        self, place: Place, said: bool, quote: tuple[int, int], new: tuple[int, int] | None, end: int, block: bool
    ) -> Ordered:
        """Quoted words for others; “第八条”调整为“第七条” is a renumbering."""
        old = self._words(quote)
        words = self.text[new[0] : new[1]] if new else ""
        if not said and is_place(old) and is_place(words):
            return Ordered("renumbering", "provision", Place(), 0, end, target=old, position=words)
        return Ordered("substitution", "words", place, 0, end, old=old, new=new, block=block)

    def _await(self, tokens: list[Token]) -> None:
        """将第二条修改为第六条：…: the words after the colon are its new ones."""
        if not self.ops or self.ops[-1].block:
            return
        last = self.ops[-1]
        rest = self.plain[last.end :].strip()
        if last.operation == "insertion" and last.new is None and re.fullmatch("[。，]?[^“。]{0,12}：", rest):
            self.ops[-1] = replace(last, block=True)  # 增加五条…。内容如下：
            return
        if last.operation not in ("renumbering", "split", "join"):
            return
        after = [t for t in tokens if t.start >= last.end and t.kind == "quote"]
        if rest == "：":
            op = Ordered("substitution", "provision", self.at, last.start, len(self.plain.rstrip()), block=True)
        elif rest.startswith("：“") and after:
            span = (after[0].start, self.quotes[after[0].start])
            op = Ordered("substitution", "provision", self.at, last.start, span[1], new=self._inner(span))
        else:
            return
        self.ops.append(replace(op, target=self.at.target, position=self.at.position))
