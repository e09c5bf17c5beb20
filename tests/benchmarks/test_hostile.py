from __future__ import annotations

import pytest

from benchmarks.hostile import GROWTH, LIMIT, READERS, growth, noise_ratios, repeated


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_no_noise_is_slower_than_text(name: str) -> None:
    ratios = noise_ratios(READERS[name], 1_000_000)
    assert {piece: ratio for piece, ratio in ratios.items() if ratio > LIMIT} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_dense_text_takes_linear_time(name: str) -> None:
    # one that seems to grow faster is measured again: the machine may have been busy
    grown = {piece: factor for piece, factor in growth(READERS[name], 200_000).items() if factor > GROWTH}
    again = growth(READERS[name], 200_000) if grown else {}
    assert {piece: factor for piece, factor in grown.items() if again[piece] > GROWTH} == {}


def test_repeated() -> None:
    assert repeated("以上", 5) == "以上以上"
