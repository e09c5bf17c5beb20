"""The tables that look across sources: which citation means which document here, and who is named anywhere.

They are made anew for each release, from ids, titles and numbers alone, some partitions at a time, so that memory does
not grow with the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.assemble.links import DocumentIndex, citation_links, provision_eids
from pipeline.extract.agencies import registry_rows
from pipeline.publish.partition import partition_of
from pipeline.publish.staging import PORTION_ROWS, Rows
from pipeline.tables import table_from_rows
from pipeline.tables.arrow import empty_table

Target = tuple[dict[str, Any], str]
_CITED = (
    "mention_id", "source_id", "document_id", "cited_title", "cited_doc_number", "cited_provision", "relation",
)  # fmt: skip


def cross_tables(rows: Rows) -> dict[str, pa.Table]:
    """``citation_links`` and ``agency_registry`` of the release that ``rows`` make."""
    return {
        "citation_links": _links(rows),
        "agency_registry": table_from_rows("agency_registry", _bodies(rows)),
    }


def _bodies(rows: Rows) -> list[dict[str, Any]]:
    """Whoever is named in agencies, their members and the issuers of documents, each naming once."""
    met: list[tuple[str, str | None, str]] = []
    for name, canonical, said in (
        ("agencies", ["canonical"], "text"),
        # 科技 is no name of the body
        ("agency_members", [], "canonical"),
        ("document_issuers", [], "name"),
    ):
        columns = ["agency_id", *canonical, said]
        named = _distinct(
            pa.concat_tables([empty_table(name).select(columns), *map(_distinct, rows.portions(name, columns))])
        )
        met += [(row["agency_id"], row.get("canonical"), row[said]) for row in named.to_pylist()]
    return registry_rows(met)


def _distinct(table: pa.Table) -> pa.Table:
    return table.filter(pc.is_valid(table["agency_id"])).group_by(table.column_names).aggregate([])


def _links(rows: Rows) -> pa.Table:
    index = DocumentIndex(rows.read("documents", ["document_id", "source_id", "title", "doc_number"]).to_pylist())
    pieces = [table_from_rows("citation_links", [])]
    far: list[Target] = []
    groups = rows.groups("citations", PORTION_ROWS)
    for group in groups:
        near: list[Target] = []
        for citations in rows.portions("citations", _CITED, group):
            for citation, target in _targets(citations, index):
                # the clauses of most are at hand: a document cites itself most often
                (near if not citation["cited_provision"] or partition_of(target) in group else far).append(
                    (citation, target)
                )
            if len(near) >= PORTION_ROWS:
                # one very large source: its clauses are read once more rather than all these held
                pieces.append(_linked(near, rows, group))
                near = []
        pieces.append(_linked(near, rows, group))
    for group in groups:
        of_group = [item for item in far if partition_of(item[1]) in group]
        if of_group:
            pieces.append(_linked(of_group, rows, group))
    return pa.concat_tables(pieces)


def _targets(citations: pa.Table, index: DocumentIndex) -> Iterator[Target]:
    """The citations that mean a document which is here, with it."""
    # most name a law that is not here; each name is looked up once, and their rows are not made
    names = citations.select(["cited_title", "cited_doc_number"])
    distinct = names.group_by(names.column_names).aggregate([]).to_pylist()
    here = [d for d in distinct if index.named(d["cited_title"], d["cited_doc_number"]) != []]
    known = _one_name(pa.table({c: pa.array([d[c] for d in here], pa.string()) for c in names.column_names}))
    for row in citations.filter(pc.is_in(_one_name(names), value_set=known)).to_pylist():
        target = index.target(row)
        if target is not None:
            yield {c: row[c] for c in ("mention_id", "document_id", "cited_provision")}, target


def _one_name(names: pa.Table) -> pa.Array:
    """Title and number of each row as one string."""
    title, number = (pc.fill_null(column, "") for column in names.columns)
    joined = pc.binary_join_element_wise(title, number, "\n")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _linked(targets: list[Target], rows: Rows, partitions: range) -> pa.Table:
    wanted = {(target, eid) for cited, target in targets for eid in provision_eids(cited["cited_provision"] or "")}
    ids: dict[tuple[str, str], str] = {}
    if wanted:
        documents, eids = (pa.array(sorted({pair[i] for pair in wanted}), pa.string()) for i in (0, 1))
        for clauses in rows.portions("clauses", ["document_id", "eid", "clause_id"], partitions):
            may_be = pc.and_(pc.is_in(clauses["document_id"], documents), pc.is_in(clauses["eid"], eids))
            found = clauses.filter(may_be)
            for *pair, clause in zip(*(column.to_pylist() for column in found.columns), strict=True):
                if (pair[0], pair[1]) in wanted:
                    ids.setdefault((pair[0], pair[1]), clause)
    return table_from_rows("citation_links", citation_links(targets, ids))
