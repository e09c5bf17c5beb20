"""What segment gives back: documents of a source, each with its provisions as one tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.common.text import CleanText

Role = Literal["standalone", "cover", "attachment", "interpretation"]
Layout = Literal["text", "box", "table"]
ROLES: tuple[Role, ...] = ("standalone", "cover", "attachment", "interpretation")

LEVELS_ZH: dict[str, str] = {
    "part": "编", "subpart": "分编", "chapter": "章", "section": "节", "article": "条", "paragraph": "款",
    "subparagraph": "项", "point": "目", "heading_1": "一级标题", "heading_2": "二级标题", "heading_3": "三级标题",
    "heading_4": "四级标题", "wrapup": "项后文字", "title": "标题", "addressee": "主送机关", "preamble": "序言",
    "history": "题注", "signature": "落款", "attachment_list": "附件说明",
}  # fmt: skip


class Clause(NamedTuple):
    """One provision or paragraph. Clean offsets are into its document's ``clean.text``, raw ones into the source.

    Both spans cover the clause with all its descendants; ``text`` is its own words only. ``parent`` is the index of
    its parent in ``Document.clauses`` (parents stand before children), None of a root.
    """

    eid: str
    level: str
    parent: int | None
    depth: int
    num_text: str | None
    number: str | None
    heading: str | None
    text: str
    path: str
    char_start: int
    char_end: int
    clean_start: int
    clean_end: int
    needs_review: bool = False
    review_reason: str | None = None
    layout: Layout = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a source, with what its layout says of it; dates and links are assemble's.

    ``parent`` is the ordinal of its cover. ``doc_number`` is folded (沪府规〔2018〕21号; 上海市人民政府令第8号).
    ``site_dates`` are the labelled dates of a web page's head (印发日期, 发布日期) as (label, text as said).
    """

    ordinal: int
    role: Role
    parent: int | None
    genre: str | None
    title: str | None
    doc_number: str | None
    letterhead: tuple[str, ...]
    site_dates: tuple[tuple[str, str], ...]
    toc_title: str | None
    clean: CleanText
    char_start: int
    char_end: int
    clauses: tuple[Clause, ...]
    needs_review: bool = False
    review_reason: str | None = None


@dataclass(frozen=True, slots=True)
class GazetteHead:
    """What the cover of a gazette issue or a crawl header says of the source."""

    gazette: str | None = None
    issue_year: int | None = None
    issue_number: int | None = None
    serial_number: int | None = None
    issue_date_text: str | None = None
    source_url: str | None = None
    retrieved_at_text: str | None = None


class SourceSpan(NamedTuple):
    """One stretch of raw text and what it is: every raw character of a source is in exactly one."""

    kind: Literal["document", "doc_number", "contents", "chrome", "furniture"]
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class SegmentedSource:
    """All documents of one source, in order, and what its remaining raw text is."""

    head: GazetteHead
    documents: tuple[Document, ...]
    spans: tuple[SourceSpan, ...]
