import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.ids import clause_ids, document_id

CLAUSES = [
    (["art_1", "art_2"], ["art_1", "art_2"]),
    (["art_1", "art_1", "art_1"], ["art_1", "art_1~2", "art_1~3"]),
    (["a", "a~2", "a"], ["a", "a~2", "a~3"]),
    (["a", "a", "a~2"], ["a", "a~2", "a~2~2"]),
]


@pytest.mark.parametrize(("eids", "expected"), CLAUSES)
def test_clause_ids(eids, expected):
    assert clause_ids("s:0", eids) == [f"s:0:{e}" for e in expected]


@given(st.lists(st.sampled_from(["a", "a~2", "a~3", "a~2~2", "b"])))
def test_clause_ids_are_unique_whatever_the_eids(eids):
    assert len(set(clause_ids("d", eids))) == len(eids)


def test_ids_are_bytes_and_raw_offsets():
    assert document_id("01a7e48f6045dfc8", 12) == "01a7e48f6045dfc8:12"
