"""Tag paths of a conditional random field, decoded in numpy: the same path that HanLP's own decoder takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LABEL = "AGENCY"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Field:
    """Scores of a path's first tag, of its last, and of one tag after another (from, to); natural logarithms."""

    start: Floats
    end: Floats
    steps: Floats


def best_paths(emissions: Floats, lengths: Ints, field: Field) -> list[list[int]]:
    """The best tag path of each text (Viterbi).

    ``emissions`` has shape (texts, characters, tags), ``lengths`` the number of characters that count of each text, 1 or
    more. Of two equally good paths the one with the lower tag number is taken, as torch does.
    """
    score = field.start + emissions[:, 0]
    came: list[Ints] = []
    for at in range(1, emissions.shape[1]):
        ways = score[:, :, None] + field.steps[None]
        back = ways.argmax(axis=1)
        ahead = np.take_along_axis(ways, back[:, None, :], axis=1)[:, 0] + emissions[:, at]
        score = np.where((at < lengths)[:, None], ahead, score)
        came.append(back)
    last = (score + field.end).argmax(axis=1)
    paths = []
    for row, length in enumerate(lengths):
        tag = int(last[row])
        path = [tag]
        for back in reversed(came[: int(length) - 1]):
            tag = int(back[row, tag])
            path.append(tag)
        paths.append(path[::-1])
    return paths


def marginals(emissions: Floats, lengths: Ints, field: Field) -> Floats:
    """The probability of each tag at each character (forward and backward); shape as ``emissions``.

    Characters that do not count have what no one should read.
    """
    forward, backward = _passes(emissions, lengths, field)
    joint = forward + backward
    joint -= joint.max(axis=2, keepdims=True)
    shares = np.exp(joint)
    probabilities: Floats = shares / shares.sum(axis=2, keepdims=True)
    return probabilities


def _passes(emissions: Floats, lengths: Ints, field: Field) -> tuple[Floats, Floats]:
    """Logarithms of the sums of all ways to a tag, with its own emission, and of all ways on from it.

    Each text is walked from its start and from its end at once, in probabilities that are made to sum to 1 at every step:
    on few and short texts numpy is paid by the call.
    """
    size = emissions.shape[1]
    turned = np.maximum(lengths[:, None] - 1 - np.arange(size), 0)[:, :, None]
    both = np.stack([emissions, np.take_along_axis(emissions, turned, axis=1)]).astype(np.float64)
    # characters first, so that a step reads what lies together
    both = np.ascontiguousarray(both.transpose(2, 0, 1, 3))
    top = both.max(axis=3, keepdims=True)
    weights = np.exp(both - top)
    steps = np.exp(np.stack([field.steps, field.steps.T]).astype(np.float64))
    states = np.empty_like(weights)
    totals = np.empty_like(top)
    state = np.exp(np.stack([field.start, field.end]).astype(np.float64))[:, None, :]
    for at in range(size):
        state = (state @ steps if at else state) * weights[at]
        totals[at] = total = state.sum(axis=2, keepdims=True)
        states[at] = state = state / total
    logs = np.log(np.maximum(states, _TINY)) + np.cumsum(np.log(totals) + top, axis=0)
    forward, backward = logs.transpose(1, 2, 0, 3)
    back = np.take_along_axis(backward, turned, axis=1) - emissions
    return forward.astype(np.float32), back.astype(np.float32)


# what a probability of nothing is taken for, so that it has a logarithm
_TINY = 1e-300


def span_chances(
    emissions: Floats, lengths: Ints, field: Field, ends: Sequence[int], tags: Sequence[str]
) -> list[Floats]:
    """For each text the probability of one span from each start to its end in ``ends``; shape (end,).

    Spans shorter than three characters have 0: no name is.
    """
    forward, backward = _passes(emissions, lengths, field)
    begin, inside, last = (tags.index(f"{kind}-{LABEL}") for kind in "BIE")
    out: list[Floats] = []
    for row, end in enumerate(ends):
        found = np.zeros(end, dtype=np.float32)
        out.append(found)
        if end < _SHORTEST:
            continue
        stop = int(lengths[row]) - 1
        total = _logsum((forward[row, stop] + field.end)[None, :, None])[0, 0]
        # how much the characters before the last one but those before the start weigh, as insides of one span
        weights = emissions[row, : end - 1, inside] + field.steps[inside, inside]
        below = np.concatenate([np.zeros(1, dtype=np.float32), np.cumsum(weights, dtype=np.float32)])
        starts = np.arange(end - _SHORTEST + 1)
        middle = below[end - 1] - below[starts + 1] - field.steps[inside, inside]
        path = forward[row, starts, begin] + field.steps[begin, inside] + middle
        path += field.steps[inside, last] + emissions[row, end - 1, last] + backward[row, end - 1, last]
        found[starts] = np.exp(np.minimum(path - total, 0.0))
    return out


def _logsum(scores: Floats) -> Floats:
    """Logarithm of the sum over axis 1."""
    top = scores.max(axis=1)
    total: Floats = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return total


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Spans of B-, I-, E- and S- tags; what is begun and not ended, or ended and not begun, is none."""
    begun = -1
    for at, tag in enumerate(tags):
        kind = tag[0]
        if kind == "S":
            yield at, at + 1
        elif kind == "E" and begun >= 0:
            yield begun, at + 1
        if kind == "B":
            begun = at
        elif kind != "I":
            begun = -1


def tags_of(length: int, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The tags of a text of ``length`` characters with ``spans``, ordered and without overlaps."""
    tags = ["O"] * length
    for start, end in spans:
        if end - start == 1:
            tags[start] = f"S-{LABEL}"
            continue
        tags[start:end] = [f"I-{LABEL}"] * (end - start)
        tags[start], tags[end - 1] = f"B-{LABEL}", f"E-{LABEL}"
    return tags
