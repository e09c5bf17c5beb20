"""The tables of how documents change: their history notes, and what amending decisions order."""

from __future__ import annotations

from pipeline.tables.registry_documents import CLEAN_SPAN, OF_DOCUMENT, OF_SOURCE, RAW_SPAN
from pipeline.tables.schema import Column, ForeignKey, Table, count, day, listing, maybe, text

OF_CLAUSE = ForeignKey("clause_id", "clauses", "clause_id")

DOCUMENT_EVENTS = Table(
    "document_events",
    "One event of a document's life, as its history note (题注) or the dated lines under its title tell it",
    (
        text("document_id", "The document"),
        count("ordinal", "Place among the events of its document, from 0"),
        text("clause_id", "The history note, or dated line beside it, that tells it"),
        text("source_id", "The source it stands in"),
        text("event", "What happened", vocabulary="document_event"),
        *day("date", "Its day, of a month or year the first; null where the note says none"),
        maybe("granularity", "Finest part of the date that was said", vocabulary="granularity"),
        maybe(
            "verb",
            "The word that tells it: 公布, 修正 (of single provisions), 修订 (of the whole); null of a day alone",
        ),
        maybe("nth", "Which one the note says it was: 2 of 第二次修正", "int32"),
        listing(
            "issuers", "Bodies that acted, as said, without their term (第十三届); who approved a decision is last"
        ),
        maybe("instrument_number", "Number of the order or notice by which it was done: 上海市人民政府令第8号"),
        maybe("instrument_title", "Title of the decision by which it was done, without 《》"),
        text("text", "The statement, a slice of documents.clean_text"),
        *RAW_SPAN,
        *CLEAN_SPAN,
    ),
    primary_key=("document_id", "ordinal"),
    foreign_keys=(OF_SOURCE, OF_DOCUMENT, OF_CLAUSE),
)

AMENDMENTS = Table(
    "amendments",
    "One operation that an amending decision orders, on one provision of another document",
    (
        text("document_id", "The decision"),
        count("ordinal", "Place among the operations of its decision, from 0"),
        maybe("clause_id", "The clause of the decision that orders it"),
        text("source_id", "The source it stands in"),
        text(
            "operation",
            "What is done, after the textual modifications of Akoma Ntoso",
            vocabulary="amendment_operation",
        ),
        text("unit", "What it is done to", vocabulary="amendment_unit"),
        maybe("target_title", "Title of the amended document, without 《》"),
        maybe(
            "target_provision",
            "The provision as numbered before (第六条第三款), of a new one what takes it in; null: the whole",
        ),
        maybe("new_provision", "The provision as numbered after, where the decision says so"),
        maybe("old_text", "The words struck out or replaced, where they are quoted"),
        maybe("new_text", "The new words, paragraphs parted by line feeds"),
        maybe("anchor", "The words that new ones go before or after"),
        maybe("side", "On which side of the anchor or provision the new goes", vocabulary="amendment_side"),
        maybe(
            "agrees",
            "Whether the text republished in the same source bears it out: new words there, old words gone, moved "
            "provisions in place; null where there is none or it cannot tell (a provision struck out)",
            "bool",
        ),
        maybe("republished_document_id", "The republished text that agrees or does not"),
        text("text", "The instruction, a slice of documents.clean_text"),
        *RAW_SPAN,
        *CLEAN_SPAN,
        Column("new_char_start", "int64", "Start of the new words in source_texts.text", True, "code point"),
        Column("new_char_end", "int64", "End (exclusive) of the new words in source_texts.text", True, "code point"),
        Column("new_clean_start", "int64", "Start of the new words in documents.clean_text", True, "code point"),
        Column(
            "new_clean_end", "int64", "End (exclusive) of the new words in documents.clean_text", True, "code point"
        ),
    ),
    primary_key=("document_id", "ordinal"),
    foreign_keys=(
        OF_SOURCE,
        OF_DOCUMENT,
        OF_CLAUSE,
        ForeignKey("republished_document_id", "documents", "document_id"),
    ),
)
