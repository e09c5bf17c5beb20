from __future__ import annotations

import pytest

from benchmarks.hostile import LAYOUT, NOISE, READERS, STAGES, growth, noise_ratios, repeated


@pytest.mark.parametrize("name", ["normalise", "segment", "amounts"])
def test_every_piece_is_measured(name: str) -> None:
    reader = (STAGES | READERS)[name]
    assert noise_ratios(reader, 400).keys() == set(NOISE)
    assert growth(reader, 400, LAYOUT).keys() == set(LAYOUT)


def test_repeated() -> None:
    assert repeated("以上", 5) == "以上以上"
