"""Frozen records made fast are what dataclasses makes of them."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from pipeline.common.records import quick
from pipeline.extract.types import Agency, Amount, Citation, Date, Duration, Multiple, Percentage


@quick
@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Point):
    name: str
    x: int


def test_made_as_a_dataclass_is() -> None:
    assert Point(1) == Point(1, 2) == Point(x=1, y=2) == replace(Point(3), x=1)
    named = Named(x=1, name="a")
    assert (named.x, named.y, named.name) == (1, 2, "a")
    assert named != Point(1, 2)
    assert hash(Point(1)) == hash(Point(1, 2))
    assert repr(named) == "Named(x=1, y=2, name='a')"


def test_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]


@pytest.mark.parametrize("arguments", [{}, {"x": 1, "z": 3}])
def test_wrong_arguments(arguments: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="__init__"):
        Point(**arguments)


@pytest.mark.parametrize("cls", [Agency, Amount, Citation, Date, Duration, Multiple, Percentage])
def test_mentions_keep_their_signature(cls: type[Any]) -> None:
    parameters = inspect.signature(cls).parameters
    assert list(parameters) == [f.name for f in fields(cls)]
    assert all(p.kind is p.KEYWORD_ONLY for p in parameters.values())
    assert parameters["needs_review"].default is False


def test_what_it_cannot_make() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        items: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="as it is given"):
        quick(Listed)
