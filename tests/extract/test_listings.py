import pytest

from pipeline.extract.listings import listed_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("甲、乙和丙", [[0, 1, 2]]),
        ("甲 以及 乙，丙", [[0, 1], [2]]),
        ("甲乙、丙", [[0], [1, 2]]),
        ("", []),
    ],
)
def test_runs(text: str, runs: list[list[int]]) -> None:
    spans = [(i, i + 1) for i, letter in enumerate(text) if letter in "甲乙丙"]
    assert [list(run) for run in listed_runs(text, spans)] == runs
