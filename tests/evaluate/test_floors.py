"""The accuracy gate: no figure of ``gongbao evaluate`` falls below its floor."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.evaluate import evaluate
from tests.evaluate import floors


@pytest.fixture(scope="module")
def values() -> Mapping[str, float]:
    return evaluate().values()


@pytest.mark.parametrize(("figure", "floor"), floors.read().items())
def test_no_figure_falls(figure: str, floor: float, values: Mapping[str, float]) -> None:
    assert values[figure] >= floor, "a reading got worse: see gongbao evaluate --errors 10"


def test_every_figure_has_a_floor(values: Mapping[str, float]) -> None:
    assert set(values) == set(floors.read()), "make floors"


@pytest.mark.parametrize(("figure", "promised"), floors.PROMISED.items())
def test_floors_stand_above_what_was_promised(figure: str, promised: float) -> None:
    assert floors.read()[figure] >= promised


def test_floors_only_rise() -> None:
    assert floors.raised({"a": 0.9, "b": 0.5, "gone": 0.4}, {"a": 0.8, "b": 0.6, "new": 1.0}) == {
        "a": 0.9,
        "b": 0.6,
        "new": 1.0,
        "gone": 0.4,
    }
