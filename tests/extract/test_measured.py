from __future__ import annotations

import pytest
from hypothesis import example, given

from pipeline.extract.bounds import read_quantities
from pipeline.extract.lexer import tokens
from pipeline.extract.measured import measured
from pipeline.extract.tight import tighten
from tests.extract.value_pairs import TEXTS

PAIRS = [
    ("第一条 为了管理。\n处一万元罚款。\n第三项", "\n处一万元罚款。\n"), ("三个 工作日", "三个工作日"), ("3 自然年", "3自然年"), ("人 民 币500", "人民币500"),
    ("百分 之五\n无", "百分之五\n"), ("1O0 元", "1O0元"), ("2万余 元", "2万余元"), ("8‰", "8‰"), ("一个半月\n\n五天", "一个半月\n\n五天"),
    ("第三条 一般规定\n统一管理，5月，三个部门\n", ""), ("", ""), ("\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kept"), PAIRS)
def test_keeps_the_lines_with_a_number_and_its_unit(text: str, kept: str) -> None:
    assert measured(text).text == kept


@given(TEXTS)
@example("人民币\n五\n元")
def test_no_quantity_is_lost(text: str) -> None:
    whole, kept = tighten(text, [(0, len(text))]), measured(text)
    assert sum(t.kind is not None for t in tokens(whole.text)) == sum(t.kind is not None for t in tokens(kept.text))
    assert [(whole.back(q.start, q.end), q.low, q.high, q.bound) for q in read_quantities(whole.text)] == [
        (kept.back(q.start, q.end), q.low, q.high, q.bound) for q in read_quantities(kept.text)
    ]
