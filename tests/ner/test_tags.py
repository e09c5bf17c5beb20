"""Tag paths against every path there is, on small fields."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ner.tags import Field, best_paths, marginals, span_chances, spans_of, tags_of


def field_and_scores(seed: int, texts: int, longest: int, tags: int):
    rng = np.random.default_rng(seed)
    field = Field(*(rng.normal(size=shape).astype(np.float32) for shape in ((tags,), (tags,), (tags, tags))))
    return field, rng.normal(size=(texts, longest, tags)).astype(np.float32) * 2


def score(path, emissions, field):
    steps = sum(field.steps[a, b] for a, b in itertools.pairwise(path))
    return field.start[path[0]] + field.end[path[-1]] + steps + sum(emissions[i, tag] for i, tag in enumerate(path))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_and_the_probabilities_are_those_of_all_paths(seed):
    field, emissions = field_and_scores(seed, 3, 4, 3)
    lengths = np.array([4, 1, 3])
    paths = best_paths(emissions, lengths, field)
    shares = marginals(emissions, lengths, field)
    for row, length in enumerate(lengths):
        ways = list(itertools.product(range(3), repeat=int(length)))
        scores = np.array([score(way, emissions[row], field) for way in ways])
        assert tuple(paths[row]) == ways[int(scores.argmax())]
        weights = np.exp(scores - scores.max())
        for at in range(length):
            for tag in range(3):
                share = sum(w for w, way in zip(weights, ways, strict=True) if way[at] == tag) / weights.sum()
                assert shares[row, at, tag] == pytest.approx(share, abs=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_the_chance_of_a_span_is_the_share_of_the_paths_that_have_it(seed):
    tags = ["O", "B-AGENCY", "I-AGENCY", "E-AGENCY"]
    field, emissions = field_and_scores(seed, 2, 5, len(tags))
    lengths, ends = np.array([5, 4]), [4, 3]
    told = span_chances(emissions, lengths, field, ends, tags)
    for row, (length, end) in enumerate(zip(lengths, ends, strict=True)):
        ways = list(itertools.product(range(len(tags)), repeat=int(length)))
        weights = np.exp([score(way, emissions[row], field) for way in ways])
        for start in range(end):
            wanted = (1, *(2,) * (end - start - 2), 3)
            share = sum(w for w, way in zip(weights, ways, strict=True) if way[start:end] == wanted) / weights.sum()
            assert told[row][start] == pytest.approx(share if end - start >= 3 else 0.0, abs=1e-4)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("B I E O S", [(0, 3), (4, 5)]),
        ("B E B E", [(0, 2), (2, 4)]),
        ("B I O E", []),
        ("E I B", []),
        ("I E S", [(2, 3)]),
        ("B B E", [(1, 3)]),
    ],
)
def test_spans_of_tags(tags, spans):
    assert list(spans_of(tags.split())) == spans


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=6))
def test_tags_say_the_spans_they_were_made_of(gaps):
    spans, at = [], 0
    for gap, size in gaps:
        spans.append((at + gap, at + gap + size))
        at += gap + size
    assert list(spans_of(tags_of(at + 2, spans))) == spans
