"""The tables of sources, documents and provisions, and of what failed."""

from __future__ import annotations

from pipeline.tables.schema import Column, ForeignKey, Table, View, count, day, flag, listing, maybe, offset, text

REVIEW = (
    flag("needs_review", "Whether a person should look at this row"),
    maybe("review_reason", "Why, where needs_review is true"),
)
RAW_SPAN = (
    offset("char_start", "Start in source_texts.text"),
    offset("char_end", "End (exclusive) in source_texts.text"),
)
CLEAN_SPAN = (
    offset("clean_start", "Start in documents.clean_text"),
    offset("clean_end", "End (exclusive) in documents.clean_text"),
)
OF_SOURCE = ForeignKey("source_id", "sources", "source_id")
OF_DOCUMENT = ForeignKey("document_id", "documents", "document_id")

SOURCES = Table(
    "sources",
    "One raw file; files with equal bytes are one source",
    (
        text("source_id", "First 16 hex digits of the SHA-256 of the file's bytes"),
        text("path", "Path relative to the raw folder; of several files with equal bytes the first in order"),
        listing("other_paths", "Paths of the other files with the same bytes"),
        text("media_type", "What was read: text/plain, text/markdown"),
        text("encoding", "What its bytes were decoded by, a Python codec name: utf-8, utf-16-le, gb18030"),
        Column("n_bytes", "int64", "Length of the file", unit="byte"),
        Column("n_chars", "int64", "Length of its decoded text", unit="code point"),
        maybe("gazette", "Name of the gazette (上海市人民政府公报), null if it is none"),
        maybe("issue_year", "Year of the gazette issue", "int32"),
        maybe("issue_number", "Number of the issue within its year (第15期)", "int32"),
        maybe("serial_number", "Number of the issue since the first (总第567期)", "int32"),
        *day("issue_date", "Day the issue bears"),
        maybe("source_url", "Where the text was fetched from, as its crawl header says"),
        maybe("retrieved_at", "When it was fetched, as its crawl header says", "timestamp[us, UTC]"),
        count("n_documents", "Number of its documents", "document"),
        text("pipeline_version", "Package version and hash of all that changes rows"),
    ),
    primary_key=("source_id",),
)

SOURCE_TEXTS = Table(
    "source_texts",
    "The decoded text of one raw file, into which every char_start and char_end counts",
    (
        text("source_id", "The source"),
        Column("text", "large_string", "Its decoded text: byte order mark off, line ends untouched"),
    ),
    primary_key=("source_id",),
    foreign_keys=(OF_SOURCE,),
)

DOCUMENTS = Table(
    "documents",
    "One document of a source",
    (
        text("document_id", "source_id and char_start"),
        text("source_id", "The source it stands in"),
        count("ordinal", "Place among the documents of its source, from 0"),
        maybe("parent_document_id", "The cover of an attachment or of a promulgated text"),
        text("role", "What it is to the others", vocabulary="document_role"),
        maybe("genre", "文种, as its title says it: 通知 意见 办法 规定 决定 令 方案 措施 细则 规划 …; no closed list"),
        maybe("title", "Its title"),
        maybe("doc_number", "发文字号, brackets and digits folded, no spaces: 沪府规〔2018〕21号"),
        listing("issuers", "Names of the bodies that issued it, in order"),
        *day("adopted_date", "Day it was adopted (通过)"),
        *day("promulgated_date", "Day it was promulgated (公布), else the day under its signature"),
        *day("printed_date", "印发日期"),
        *day("published_date", "发布日期 of the site or gazette"),
        text("root_document_id", "The outermost cover, itself where it has none"),
        maybe("instrument_number", "Its own document number, else its cover's"),
        *day("instrument_date", "Its own date, else its cover's"),
        listing("instrument_issuers", "Its own issuers, else its cover's: filter and group by these"),
        text("work_key", "Instrument number, role and title core: equal for the same document in any source"),
        *day("effective_from", "First day it is in force"),
        *day("effective_to", "Last day it is in force, null where no end is said"),
        maybe("effective_from_clause_id", "The provision that says from when, its own or its cover's"),
        maybe("effective_to_clause_id", "The provision that says until when (有效期3年), its own or its cover's"),
        *RAW_SPAN,
        Column("clean_text", "large_string", "Its text: wraps joined, furniture and chrome out, widths folded"),
        *REVIEW,
        count("n_clauses", "Number of its rows in clauses", "clause"),
        maybe("toc_title", "The contents entry it was matched to"),
    ),
    primary_key=("document_id",),
    foreign_keys=(
        OF_SOURCE,
        ForeignKey("parent_document_id", "documents", "document_id"),
        ForeignKey("root_document_id", "documents", "document_id"),
        ForeignKey("effective_from_clause_id", "clauses", "clause_id"),
        ForeignKey("effective_to_clause_id", "clauses", "clause_id"),
    ),
)

CLAUSES = Table(
    "clauses",
    "One provision or paragraph of a document, as a tree; its offsets cover it with all its descendants",
    (
        text("clause_id", "document_id and eid; a repeated eid gets ~2"),
        text("document_id", "The document it stands in"),
        text("source_id", "The source it stands in"),
        maybe("parent_clause_id", "The clause above it, null of a root"),
        count("ordinal", "Place in its document from 0, parents before children"),
        count("depth", "Number of clauses above it"),
        text("eid", "Id within its document by the Akoma Ntoso naming convention: art_15__para_2__subpara_3"),
        text("level", "What it is", vocabulary="level"),
        text("level_zh", "The same in the words of the Legislation Law or GB/T 9704: 条, 款, 项, 一级标题"),
        maybe("num_text", "Its number as printed (第十五条, （三）), null of a 款"),
        maybe("number", "Its number in Arabic digits, as text: 15, 120-1"),
        maybe("heading", "Its heading or caption, without number and final full stop"),
        Column("text", "large_string", "Its own words only; its children are rows (clauses_full has the whole)"),
        text("path", "Its place in words: 第三章/第十五条/第二款/（三）"),
        text("layout", "What it was in print; boxes and tables stay as text in place", vocabulary="layout"),
        *RAW_SPAN,
        *CLEAN_SPAN,
        *REVIEW,
    ),
    primary_key=("clause_id",),
    foreign_keys=(OF_SOURCE, OF_DOCUMENT, ForeignKey("parent_clause_id", "clauses", "clause_id")),
)

SOURCE_SPANS = Table(
    "source_spans",
    "One stretch of a source's text and what it is: every character is in exactly one",
    (
        text("source_id", "The source"),
        count("ordinal", "Place among the spans of its source, from 0"),
        text("kind", "What the stretch is", vocabulary="span_kind"),
        *RAW_SPAN,
    ),
    primary_key=("source_id", "ordinal"),
    foreign_keys=(OF_SOURCE,),
)

FAILURES = Table(
    "failures",
    "One raw file that could not be processed; it has no rows elsewhere",
    (
        text("path", "Path relative to the raw folder"),
        maybe("source_id", "As in sources, null where the bytes could not be read"),
        text("stage", "Where it failed", vocabulary="stage"),
        text("error_type", "Name of the error"),
        text("message", "What is wrong, where, and how to mend it"),
    ),
    primary_key=("path", "stage"),
    source_column=None,
)

CLAUSES_FULL = View(
    "clauses_full",
    "clauses with the whole text of each, from its number to its last descendant",
    "SELECT c.*, substring(d.clean_text, c.clean_start + 1, c.clean_end - c.clean_start) AS full_text "
    "FROM clauses c JOIN documents d USING (document_id)",
    (("full_text", "The slice of documents.clean_text that the clause and its descendants cover"),),
)
