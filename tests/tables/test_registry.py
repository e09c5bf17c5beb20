"""The registry against the data contract and against the types of the stages."""

import typing

import pytest

from pipeline.assemble import types as assemble
from pipeline.extract import types as extract
from pipeline.extract import units
from pipeline.extract.agencies.compile import BRANCHES
from pipeline.segment import types as segment
from pipeline.tables.arrow import ARROW_TYPES, arrow_schema
from pipeline.tables.registry import CROSS_TABLES, TABLES, VIEWS
from pipeline.tables.vocabularies import VOCABULARIES

# The columns that the data contract fixes, in short.
CONTRACT = {
    "sources": "source_id path other_paths media_type encoding n_bytes n_chars gazette issue_year issue_number "
    "serial_number issue_date source_url retrieved_at n_documents pipeline_version",
    "source_texts": "source_id text",
    "documents": "document_id source_id ordinal parent_document_id role genre title doc_number issuers adopted_date "
    "promulgated_date printed_date published_date root_document_id instrument_number instrument_date "
    "instrument_issuers work_key effective_from effective_to char_start char_end clean_text needs_review "
    "review_reason n_clauses toc_title",
    "clauses": "clause_id document_id source_id parent_clause_id ordinal depth eid level level_zh num_text number "
    "heading text path char_start char_end clean_start clean_end needs_review review_reason",
    "amounts": "+ currency value_min value_max value_min_exact value_max_exact bound per value per_text",
    "percentages": "+ unit value_min value_max bound base value ratio_min ratio_max",
    "multiples": "+ value_min value_max bound value",
    "dates": "+ date_start date_end granularity role",
    "periods": "+ kind date_start date_end every due",
    "durations": "+ value_min value_max unit bound anchor value",
    "agencies": "+ kind role members agency_id canonical is_enforcer detector",
    "agency_members": "mention_id ordinal text agency_id",
    "document_issuers": "document_id ordinal name agency_id",
    "agency_registry": "agency_id origin canonical aliases branch place_code valid_from valid_to successor_ids level "
    "place parent_agency_id",
    "citations": "+ cited_title cited_doc_number cited_provision relation",
    "citation_links": "mention_id cited_document_id cited_clause_id",
    "document_events": "document_id ordinal clause_id source_id event date granularity verb nth issuers "
    "instrument_number instrument_title text char_start char_end clean_start clean_end",
    "amendments": "document_id ordinal clause_id source_id operation unit target_title target_provision new_provision "
    "old_text new_text anchor side agrees republished_document_id text char_start char_end clean_start clean_end "
    "new_char_start new_char_end new_clean_start new_clean_end",
    "failures": "path source_id stage error_type message",
}
MENTION = "mention_id document_id clause_id source_id text char_start char_end clean_start clean_end needs_review review_reason"


@pytest.mark.parametrize("name", CONTRACT)
def test_every_column_of_the_contract_is_there(name):
    wanted = CONTRACT[name].replace("+", MENTION).split()
    assert set(wanted) <= set(TABLES[name].names)


def test_types_of_the_contract():
    for table in TABLES.values():
        for column in table.columns:
            if column.name.endswith(("_start", "_end")) and column.name.split("_")[0] in ("char", "clean"):
                assert (column.type, column.unit) == ("int64", "code point"), column
            if column.name in ("ordinal", "depth", "issue_number", "serial_number") or column.name.endswith("_year"):
                assert column.type == "int32", column
            if column.name in ("needs_review", "is_enforcer"):
                assert (column.type, column.nullable) == ("bool", False)
            if column.name.startswith("value") or column.name.startswith("ratio"):
                assert column.type == ("decimal128(24, 6)" if "exact" in column.name else "double")
            if column.type == "date32":
                assert TABLES[table.name].column(f"{column.name}_year").nullable == column.nullable
    assert TABLES["sources"].column("retrieved_at").type == "timestamp[us, UTC]"
    assert TABLES["source_texts"].column("text").type == "large_string"


def test_descriptions_units_and_names_are_in_order():
    for table in TABLES.values():
        assert table.description
        assert len(set(table.names)) == len(table.names)
        for column in table.columns:
            assert column.description
            assert "\n" not in column.description
            assert not column.description.endswith(".")
            assert column.type in ARROW_TYPES
            assert column.type != "list<string>" or not column.nullable
            if column.type in ("double", "int64", "decimal128(24, 6)"):
                assert column.unit, column
            assert column.vocabulary is None or VOCABULARIES[column.vocabulary]


def test_keys_refer_to_keys():
    for table in TABLES.values():
        assert all(not table.column(k).nullable for k in table.primary_key)
        assert table.source_column is None or table.source_column in table.names
        for key in table.foreign_keys:
            assert key.column in table.names
            assert TABLES[key.table].primary_key == (key.key,)
            # what may come from another source is left to the check of a whole release
            assert key.across == (key.table == "agency_registry" != table.name or table.name == "citation_links")
    assert set(CROSS_TABLES) <= set(TABLES)
    assert not set(VIEWS) & set(TABLES)


def test_arrow_schema_carries_descriptions_and_units():
    field = arrow_schema("amounts").field("char_start")
    assert field.metadata == {b"description": b"Start in source_texts.text", b"unit": b"code point"}
    assert not field.nullable
    assert arrow_schema("dates").field("role").metadata[b"vocabulary"] == b"date_role"


STAGE_TYPES = {
    "bound": extract.Bound,
    "date_role": extract.DateRole,
    "granularity": extract.Granularity,
    "agency_role": extract.AgencyRole,
    "agency_kind": extract.AgencyKind,
    "detector": extract.Detector,
    "duration_unit": extract.DurationUnit,
    "relation": extract.Relation,
    "percent_unit": typing.get_type_hints(extract.Percentage)["unit"],
    "direction": extract.Direction,
    "endpoint": extract.Endpoint,
    "every": typing.get_type_hints(extract.Recurrence)["every"],
    "document_role": segment.Role,
    "document_event": assemble.Event,
    "amendment_operation": assemble.Operation,
    "amendment_unit": assemble.AmendedUnit,
    "span_kind": typing.get_type_hints(segment.SourceSpan)["kind"],
    "layout": segment.Layout,
}


@pytest.mark.parametrize("name", STAGE_TYPES)
def test_vocabulary_is_what_the_stage_says(name):
    assert set(VOCABULARIES[name]) == set(typing.get_args(STAGE_TYPES[name]))


def test_currencies_are_those_that_are_read():
    read = {code for code, _ in units.CURRENCY_UNITS.values()} | set(units.CURRENCY_NAMES.values())
    assert set(VOCABULARIES["currency"]) == read
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in read)


def test_branches_are_those_of_the_agency_registry():
    assert set(VOCABULARIES["branch"]) == set(BRANCHES)


def test_levels_are_those_of_segment():
    assert set(VOCABULARIES["level"]) == set(segment.LEVELS_ZH)
