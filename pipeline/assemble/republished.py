"""Whether a republished text bears an amending decision out: the decision's operations looked up in it.

An order often prints the decision and then the amended text as it now reads (重新公布). Each operation is looked up there:
new words must stand in the provision, struck words must be gone. Numbers are told by applying the decision: articles
put in and moved take the places it names, the rest keep their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.provision_places import Levels, places_of
from pipeline.assemble.types import Amendment
from pipeline.common.numerals import read_ordinal
from pipeline.segment.titles import core
from pipeline.segment.types import Clause, Document

_NO_WORD = re.compile(r"[\W_]+")
_LEVEL = {"条": "article", "款": "paragraph", "项": "subparagraph", "目": "point"}


@dataclass(frozen=True, slots=True)
class _Text:
    """The republished text: its articles by number, and all its words but its history."""

    document: Document
    articles: dict[str, int]
    whole: str


def checked(documents: Sequence[Document], decision: int, rows: Sequence[Amendment]) -> tuple[Amendment, ...]:
    """``rows`` of the decision ``documents[decision]`` with ``agrees`` and ``target_document`` where the amended text
    stands beside it under the same cover."""
    texts: dict[int, _Text] = {}
    numbers: dict[str | None, dict[str, str]] = {}
    done: list[Amendment] = []
    for row in rows:
        at = _republished(documents, decision, row.target_title, rows)
        if at is None or row.unit == "document":
            done.append(row)
            continue
        text = texts.setdefault(at, _read(documents[at]))
        if row.target_title not in numbers:
            numbers[row.target_title] = _renumbered([r for r in rows if r.target_title == row.target_title], text)
        agrees = _agrees(row, text, numbers[row.target_title])
        done.append(replace(row, agrees=agrees, target_document=documents[at].ordinal))
    return tuple(done)


def _republished(
    documents: Sequence[Document], decision: int, title: str | None, rows: Sequence[Amendment]
) -> int | None:
    """The index of the text of that title under the decision's cover, under the decision itself, or, where both stand
    alone, whose history names the decision's number.

    One title amended and one text printed are the same even where the decision gives the text another title.
    """
    own = documents[decision]
    beside = [
        n
        for n, d in enumerate(documents)
        if n != decision
        and d.role == "attachment"
        and (d.parent == own.ordinal or (own.parent is not None and d.parent == own.parent))
    ]
    if title is None:
        return None
    beside += [n for n, d in enumerate(documents) if n not in beside and _names(d, own)]
    same = [n for n in beside if core(documents[n].title or "") == core(title)]
    if same:
        return same[0]
    titles = {r.target_title for r in rows if r.unit != "document"}
    return beside[0] if len(beside) == 1 and titles == {title} else None


def _names(document: Document, decision: Document) -> bool:
    """Whether the history of a text that stands alone names the number of the decision, which does so too."""
    if document is decision or document.parent is not None or decision.parent is not None or not decision.doc_number:
        return False
    return any(decision.doc_number in c.text for c in document.clauses if c.level == "history")


def _read(document: Document) -> _Text:
    articles: dict[str, int] = {}
    for n, clause in enumerate(document.clauses):
        if clause.level == "article" and clause.number:
            articles.setdefault(clause.number, n)
    body = [c for c in document.clauses if c.parent is None and c.level not in ("history", "title", "signature")]
    whole = "".join(document.clean.text[c.clean_start : c.clean_end] for c in body)
    return _Text(document, articles, _words(whole))


def _words(text: str) -> str:
    """Letters and digits only: marks and spaces differ between printings."""
    return _NO_WORD.sub("", text)


def _number(said: str) -> str:
    """十五之一 as clauses are numbered: 15-1."""
    head, _, sub = said.partition("之")
    number = read_ordinal(head)
    return f"{number}-{read_ordinal(sub)}" if sub else str(number)


def _renumbered(rows: Sequence[Amendment], text: _Text) -> dict[str, str]:
    """The number after of each article before: those named move, the others fill the places left, in order."""
    moved: dict[int, int] = {}
    added: set[int] = set()
    gone: set[int] = set()
    for row in rows:
        old = [_article(x) for x in places_of(row.target_provision) if len(x) == 1]
        new = [_article(x) for x in places_of(row.new_provision) if len(x) == 1]
        if row.operation == "renumbering" and len(old) == len(new) == 1 and old[0] and new[0]:
            moved[old[0]] = new[0]
        elif row.operation == "insertion" and row.unit == "provision":
            added.update(n for n in new if n)
        elif row.operation == "repeal" and row.unit == "provision":
            gone.update(n for n in old if n)
    after = sorted(int(n) for n in text.articles if n.isdecimal())
    free = [n for n in after if n not in added and n not in moved.values()]
    before = [n for n in range(1, len(after) + len(gone) + 1) if n not in gone and n not in moved]
    numbers = {str(a): str(b) for a, b in zip(before, free, strict=False)}
    return numbers | {str(a): str(b) for a, b in moved.items()}


def _article(levels: Levels) -> int | None:
    number = _number(levels[0][1]) if levels[0][0] == "条" else ""
    return int(number) if number.isdecimal() else None


def _agrees(row: Amendment, text: _Text, numbers: dict[str, str]) -> bool | None:
    """Whether one operation is borne out; None of what leaves no trace, as a provision struck out."""
    if row.operation in ("renumbering", "split", "join"):
        found = [_provision(text, p, None) for p in places_of(row.new_provision)]
        return all(x is not None for x in found) if found else None
    if row.operation == "repeal" and row.unit == "provision":
        return None
    if row.operation != "repeal" and not row.new_text:
        return None
    places = [*places_of(row.new_provision or row.target_provision)]
    if not places:
        return _said(row, text.whole, text.document.clauses, None) if row.target_provision is None else None
    if row.unit == "words":
        return all(
            any(_holds(row, text, levels, number) for number in _candidates(levels, numbers, row)) for levels in places
        )
    # new wording stands as a whole in the article that is now so numbered
    return any(
        _holds(row, text, levels[:1], number) for levels in places for number in _candidates(levels, numbers, row)
    )


def _candidates(levels: Levels, numbers: dict[str, str], row: Amendment) -> list[str | None]:
    """The numbers that an article may have now: as said, or by what the decision moved.

    A decision counts some provisions as they were and some as they will be, and says 原 only where both could be meant.
    """
    if row.new_provision:
        return [None]
    said = _number(levels[0][1])
    return list(dict.fromkeys((None, numbers.get(said))))


def _holds(row: Amendment, text: _Text, levels: Levels, number: str | None) -> bool:
    """Whether the provision, or the article it is in, reads as ordered."""
    for place in dict.fromkeys((levels, levels[:1])):
        at = _provision(text, place, number)
        if at is not None:
            clause = text.document.clauses[at]
            words = _words(text.document.clean.text[clause.clean_start : clause.clean_end])
            if _said(row, words, text.document.clauses, at):
                return True
    return False


def _said(row: Amendment, words: str, clauses: Sequence[Clause], at: int | None) -> bool:
    """Whether ``words`` have what is new and no longer have what is old."""
    new, old = _words(row.new_text or ""), _words(row.old_text or "")
    if row.unit == "heading":
        return at is not None and _words(clauses[at].heading or "") == new
    if row.anchor and row.operation == "insertion":
        anchor = _words(row.anchor)
        return (new + anchor if row.side == "before" else anchor + new) in words
    if new not in words:
        return False
    # old words may be part of new ones (工商 of 市场监管工商所)
    return not old or old not in words.replace(new, "\n")


def _provision(text: _Text, levels: Levels, number: str | None) -> int | None:
    """The index of a provision's clause; ``number`` in place of the article's own."""
    if levels[0][0] != "条":
        return None
    at = text.articles.get(number or _number(levels[0][1]))
    clauses = text.document.clauses
    for level, said in levels[1:]:
        if at is None:
            return None
        at = _below(clauses, at, _LEVEL.get(level, ""), _number(said))
    return at


def _below(clauses: Sequence[Clause], top: int, level: str, number: str) -> int | None:
    """The first descendant of that level and number; a 款 is counted."""
    count = 0
    for n in range(top + 1, len(clauses)):
        if clauses[n].clean_start >= clauses[top].clean_end:
            return None
        if clauses[n].level == level:
            count += 1
            if (clauses[n].number or str(count)) == number:
                return n
    return None
