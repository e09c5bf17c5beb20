"""The schema registry: every table and view of the data contract, in its order.

Arrow schemas (``arrow``), the data dictionary (``dictionary``), ``datapackage.json`` (``datapackage``) and the checks
before publishing (``checks``) all come from here.
"""

from __future__ import annotations

from pipeline.tables import registry_changes as c
from pipeline.tables import registry_documents as d
from pipeline.tables import registry_mentions as m
from pipeline.tables.schema import Table, View

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        d.SOURCES,
        d.SOURCE_TEXTS,
        d.SOURCE_SPANS,
        d.DOCUMENTS,
        d.CLAUSES,
        c.DOCUMENT_EVENTS,
        c.AMENDMENTS,
        m.AMOUNTS,
        m.PERCENTAGES,
        m.MULTIPLES,
        m.DATES,
        m.PERIODS,
        m.DURATIONS,
        m.AGENCIES,
        m.AGENCY_MEMBERS,
        m.DOCUMENT_ISSUERS,
        m.AGENCY_REGISTRY,
        m.CITATIONS,
        m.CITATION_LINKS,
        d.FAILURES,
    )
}
MENTIONS = View(
    "mentions",
    "all mentions of whatever type, so that those of a provision can be read in order",
    "\nUNION ALL ".join(
        f"SELECT split_part(mention_id, ':', 2) AS type, {', '.join(c.name for c in m.MENTION_COLUMNS)} FROM {table.name}"
        for table in TABLES.values()
        if table.mention_type
    ),
    (
        (
            "type",
            "MONEY, PERCENT, MULTIPLE, DATE, PLAN_PERIOD, RECURRENCE, DURATION, AGENCY or CITATION, as in mention_id",
        ),
    ),
)
VIEWS: dict[str, View] = {view.name: view for view in (d.CLAUSES_FULL, MENTIONS)}

# Made at the end of a run from the rows of all sources; every other table's rows depend on their own source alone.
CROSS_TABLES = ("agency_registry", "citation_links")

# PLAN_PERIOD and RECURRENCE share a table
TABLE_OF_TYPE = {t.mention_type: t.name for t in TABLES.values() if t.mention_type} | {
    "PLAN_PERIOD": "periods",
    "RECURRENCE": "periods",
}
MENTION_TABLES = tuple(dict.fromkeys(TABLE_OF_TYPE.values()))
