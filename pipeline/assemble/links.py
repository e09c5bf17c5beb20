"""Citations that have their target in the release: ``citation_links``.

A citation names its target by document number, by title, or, with neither, as a provision of the document it stands
in (第六条第二款). Where several documents answer to the name (the same notice in two gazettes), the one in the citing
source wins, then the first by id; a text is preferred to the cover that issues it only if it is the one named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pipeline.common.doc_numbers import doc_number_key
from pipeline.common.numerals import read_ordinal

Row = Mapping[str, Any]
Link = dict[str, str | None]

_DIGITS = "0-9零〇一二三四五六七八九十百千两"
# 第六条之一第二款第（三）项第1目
_PROVISION = re.compile(
    rf"第([{_DIGITS}]+)条(?:之([{_DIGITS}]+))?"
    rf"(?:第([{_DIGITS}]+)款)?"
    rf"(?:第?[（(]?([{_DIGITS}]+)[)）]?项)?"
    rf"(?:第?([{_DIGITS}]+)目)?"
)
# a title is compared without book marks, spaces, and a note in brackets that says which version it is
_TITLE_NOISE = re.compile(r"[《》〈〉“”\s]|（(?:修正|修订|草案|试行)?(?:文本|案)?）$")


#: the state's name and who issues it stand before a title or not: 中华人民共和国刑法, 国务院关于…的意见
_TITLE_HEAD = re.compile(r"^(?:中华人民共和国(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff、]{2,40}?(?=关于|印发))")


def title_key(title: str) -> str:
    """What two ways of writing the same title have in common."""
    return _TITLE_HEAD.sub("", _TITLE_NOISE.sub("", title))


def _same_issuer(a: str, b: str) -> bool:
    """Whether two titles do not name different issuers (one may name none)."""
    heads = [match.group() if (match := _TITLE_HEAD.match(_TITLE_NOISE.sub("", t))) else "" for t in (a, b)]
    return not all(heads) or heads[0] == heads[1]


@lru_cache(1 << 14)
def provision_eids(provision: str) -> tuple[str, ...]:
    """The ids that a cited provision may have, best first: 第六条第（三）项 is most often in its first 款.

    Coarser ones follow, so that a 款 that was not told apart still leads to its article. Empty of what names no
    article (前款, 第三章).
    """
    found = _PROVISION.search(provision)
    if not found:
        return ()
    article, inserted, paragraph, item, point = (read_ordinal(g) if g else None for g in found.groups())
    if article is None:
        return ()
    base = f"art_{article}-{inserted}" if inserted else f"art_{article}"
    para = f"{base}__para_{paragraph or 1}"
    eids = []
    if item and point:
        eids.append(f"{para}__subpara_{item}__point_{point}")
    if item:
        eids.append(f"{para}__subpara_{item}")
    if paragraph:
        eids.append(para)
    return (*eids, base)


class DocumentIndex:
    """The documents of a release by what citations call them.

    ``documents`` rows have ``document_id``, ``source_id``, ``title`` and ``doc_number``.
    """

    def __init__(self, documents: Iterable[Row]) -> None:
        self._by_number: dict[str, list[Row]] = defaultdict(list)
        self._by_title: dict[str, list[Row]] = defaultdict(list)
        for document in sorted(documents, key=lambda d: str(d["document_id"])):
            if document["doc_number"]:
                self._by_number[doc_number_key(document["doc_number"])].append(document)
            if document["title"]:
                self._by_title[title_key(document["title"])].append(document)
        self._found: dict[tuple[str | None, str | None], list[Row] | None] = {}

    def named(self, title: str | None, number: str | None) -> list[Row] | None:
        """The documents that a title and a number may mean, the first by id first; None where neither is said."""
        said = (title, number)
        if said not in self._found:
            self._found[said] = self._named(title or "", number)
        return self._found[said]

    def target(self, citation: Row) -> str | None:
        """The id of the document that a citation means, None where it is not here."""
        candidates = self.named(citation["cited_title"], citation["cited_doc_number"])
        if candidates is None:
            # a bare 第六条 is the document's own, but in a decision that amends another
            return str(citation["document_id"]) if citation["relation"] == "cites" else None
        near = [d for d in candidates if d["source_id"] == citation["source_id"]]
        return next((str(d["document_id"]) for d in near or candidates), None)

    def _named(self, title: str, number: str | None) -> list[Row] | None:
        key = title_key(title)
        if not number and not key:
            return None
        numbered = self._by_number.get(doc_number_key(number), []) if number else []
        titled = [d for d in self._by_title.get(key, []) if _same_issuer(title, d["title"])] if key else []
        return [d for d in numbered if d in titled] or titled or numbered


def citation_links(targets: Iterable[tuple[Row, str]], clauses: Mapping[tuple[str, str], str]) -> list[Link]:
    """The rows of ``citation_links``, sorted by ``mention_id``, of citations with the document each of them means.

    ``clauses`` are ids by (document id, eid).
    """
    links: list[Link] = []
    for citation, target in targets:
        eids = provision_eids(citation["cited_provision"] or "")
        clause = next((clauses[target, eid] for eid in eids if (target, eid) in clauses), None)
        if target == citation["document_id"] and clause is None:
            continue  # a document that names itself, or a 前款: nothing to lead to
        links.append({"mention_id": citation["mention_id"], "cited_document_id": target, "cited_clause_id": clause})
    return sorted(links, key=lambda link: str(link["mention_id"]))
