"""The extractors as spaCy pipeline components; spaCy imports this module through the entry points ``spacy_factories``.

``nlp.add_pipe("gongbao_amounts")`` puts the amounts of a document into ``doc.spans["amounts"]``, with the mention as
``gongbao extract`` writes it in ``span._.gongbao``. The text is read once a document, however many components there are.

Where a tokeniser's tokens do not end where a mention does, the span is that of all tokens it touches
(``span._.gongbao_exact`` is False then); ``span._.gongbao`` always has the exact ``start`` and ``end``, code points of
``doc.text``. Everything is kept as plain JSON in ``doc.user_data``, so it survives ``DocBin`` and worker processes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.common.errors import GongbaoError
from pipeline.extract.paragraph import extract_paragraph
from pipeline.extract.types import Context

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

_KEY = "gongbao"
#: Component, the key of ``doc.spans`` it fills, and the mention types that go there.
KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "gongbao_agencies": ("agencies", frozenset({"AGENCY"})),
    "gongbao_amounts": ("amounts", frozenset({"MONEY"})),
    "gongbao_citations": ("citations", frozenset({"CITATION"})),
    "gongbao_dates": ("dates", frozenset({"DATE"})),
    "gongbao_durations": ("durations", frozenset({"DURATION"})),
    "gongbao_multiples": ("multiples", frozenset({"MULTIPLE"})),
    "gongbao_percentages": ("percentages", frozenset({"PERCENT"})),
    "gongbao_periods": ("periods", frozenset({"PLAN_PERIOD", "RECURRENCE"})),
}

Row = dict[str, Any]
Factory = Callable[["Language", str, str | None, str | None], "Component"]


class Component:
    """Fills ``doc.spans``; ``place`` and ``date`` (ISO) are those of every document that does not say its own."""

    def __init__(self, groups: tuple[tuple[str, frozenset[str]], ...], place: str | None, date: str | None) -> None:
        """Raises ``GongbaoError`` where ``date`` is no ISO day."""
        self.groups = groups
        self.place = place
        self.date = date
        _day(date)

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc`` (unless a component before did) and set its spans, ordered as in the text."""
        rows = self._rows(doc)
        for key, types in self.groups:
            doc.spans[key] = [_span(doc, n, row) for n, row in enumerate(rows) if row["type"] in types]
        return doc

    def _rows(self, doc: Doc) -> list[Row]:
        place, date = doc._.gongbao_place or self.place, doc._.gongbao_date or self.date
        read = doc.user_data.get(_KEY)
        if read is None or (read["place"], read["date"]) != (place, date):
            mentions = extract_paragraph(doc.text, Context(place=place, date=_day(date)), wrapped=False)
            read = doc.user_data[_KEY] = {"place": place, "date": date, "mentions": mentions}
        found: list[Row] = read["mentions"]
        return found


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise GongbaoError(f"{date!r} is no day", place="gongbao_date", mend="Write it as 2024-07-01") from error


def _span(doc: Doc, number: int, row: Row) -> Span:
    # the number leads back to the mention: two may touch the same tokens
    return doc.char_span(
        row["start"], row["end"], label=row["type"], span_id=f"{_KEY}:{number}", alignment_mode="expand"
    )


def _mention(span: Span) -> Row | None:
    """The mention of a span that a component made; None of any other span."""
    name, _, number = span.id_.partition(":")
    read = span.doc.user_data.get(_KEY)
    return _lists(read["mentions"][int(number)]) if name == _KEY and read else None


def _exact(span: Span) -> bool | None:
    row = _mention(span)
    return None if row is None else (span.start_char, span.end_char) == (row["start"], row["end"])


def _mentions(doc: Doc) -> list[Row]:
    read = doc.user_data.get(_KEY)
    return [_lists(row) for row in read["mentions"]] if read else []


def _lists(row: Row) -> Row:
    """DocBin gives lists back as tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}


def _factory(*groups: tuple[str, frozenset[str]]) -> Factory:
    def make(nlp: Language, name: str, place: str | None, date: str | None) -> Component:
        return Component(groups, place, date)

    return make


gongbao = _factory(*KINDS.values())
gongbao_agencies = _factory(KINDS["gongbao_agencies"])
gongbao_amounts = _factory(KINDS["gongbao_amounts"])
gongbao_citations = _factory(KINDS["gongbao_citations"])
gongbao_dates = _factory(KINDS["gongbao_dates"])
gongbao_durations = _factory(KINDS["gongbao_durations"])
gongbao_multiples = _factory(KINDS["gongbao_multiples"])
gongbao_percentages = _factory(KINDS["gongbao_percentages"])
gongbao_periods = _factory(KINDS["gongbao_periods"])


def _register() -> None:
    """Name the factories and attributes to spaCy, once, when it imports this module."""
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    for name in ("gongbao", *KINDS):
        Language.factory(
            name,
            default_config={"place": None, "date": None},
            assigns=["doc.spans", "doc.user_data"],
            func=globals()[name],
        )
    Doc.set_extension("gongbao", getter=_mentions, force=True)
    Doc.set_extension("gongbao_place", default=None, force=True)
    Doc.set_extension("gongbao_date", default=None, force=True)
    Span.set_extension("gongbao", getter=_mention, force=True)
    Span.set_extension("gongbao_exact", getter=_exact, force=True)


_register()
