"""Silver labels: sentences with the bodies that registry and rules find, most of the names replaced by generated ones."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.agencies.candidates import CANDIDATE
from pipeline.extract.agencies.found import Found
from pipeline.extract.agencies.matcher import find_spans
from pipeline.train.corpus import Corpus, measured_sentences, sentences
from pipeline.train.names import Names, holds

#: What a body looks like that has a name of its own; the other forms (有关部门) are known to the rules for good.
NAMED = frozenset(("name", "branch", "bureau", "open", "fixed", "committee"))
LONGEST = 72
_CLAUSE = re.compile("[^，：]+[，：]?")

Carrier = tuple[int, str, list[Found]]


@dataclass(frozen=True, slots=True)
class Silver:
    """A sentence and the spans of its bodies, ordered and without overlaps; ``carrier``: which of the corpus it was."""

    text: str
    spans: tuple[tuple[int, int], ...]
    carrier: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """How silver data are made.

    ``seed`` of all draws, ``n_chars`` about so many characters of sentences, ``replace`` the share of names that are
    replaced, ``no_body`` the share of those replaced that become another organisation, ``listed`` the share that become a
    list, ``cropped`` the share of sentences that lose their beginning as windows do, ``held_out`` words that no sentence
    may contain (folds of ``benchmarks.unseen_names``).
    """

    seed: int = 11
    n_chars: int = 1_500_000
    replace: float = 0.75
    no_body: float = 0.12
    listed: float = 0.2
    cropped: float = 0.4
    held_out: tuple[str, ...] = ()


def silver(corpus: Corpus, recipe: Recipe) -> list[Silver]:
    """Labelled sentences of ``corpus``; same corpus, recipe and registry, same sentences."""
    rng = random.Random(recipe.seed)
    names = Names(rng, recipe.held_out)
    carriers = _carriers(corpus, recipe)
    rng.shuffle(carriers)
    named = [item for item in carriers if any(found.head in NAMED for found in item[2])]
    others = [item for item in carriers if not any(found.head in NAMED for found in item[2])]
    out: list[Silver] = []
    size = 0
    # names are rare in laws: their sentences come again and again, each time with other names
    for number, text, found in _mixed(named, others, rng):
        if size >= recipe.n_chars:
            break
        item = _replaced(number, text, found, names, rng, recipe)
        out.append(item)
        size += len(item.text)
    return out


def _carriers(corpus: Corpus, recipe: Recipe) -> list[Carrier]:
    """Sentences, each once, that have a body or something that looks like one."""
    seen = set(measured_sentences())
    out: list[Carrier] = []
    for _, text in corpus.texts:
        for sentence in sentences(text):
            if sentence in seen:
                continue
            seen.add(sentence)
            if holds(sentence, recipe.held_out):
                continue
            for piece in pieces(sentence):
                found = find_spans(piece)
                if found or CANDIDATE.search(piece):
                    out.append((len(out), piece, found))
    return out


def pieces(sentence: str) -> Iterator[str]:
    """A sentence in parts of at most ``LONGEST`` characters, cut between clauses where it can be."""
    held = ""
    for clause in _CLAUSE.findall(sentence) or [sentence]:
        if held and len(held) + len(clause) > LONGEST:
            yield held
            held = ""
        held += clause
        while len(held) > LONGEST:
            yield held[:LONGEST]
            held = held[LONGEST:]
    if held:
        yield held


def _mixed(named: Sequence[Carrier], others: Sequence[Carrier], rng: random.Random) -> Iterator[Carrier]:
    """Without end: two sentences in three with a name, the others without."""
    while named or others:
        part = named if named and (not others or rng.random() < 0.67) else others
        yield rng.choice(part)


def _replaced(
    number: int, text: str, found: Iterable[Found], names: Names, rng: random.Random, recipe: Recipe
) -> Silver:
    made = _Sentence()
    at = 0
    for item in found:
        made.say(text[at : item.start])
        at = item.end
        if item.head in NAMED and rng.random() < recipe.replace:
            more = rng.randint(2, 5) if rng.random() < recipe.listed else 1
            for one in range(more):
                made.say("、" if one else "")
                coined = names.no_body() if rng.random() < recipe.no_body else names.name()
                made.say(coined.text, body=coined.body)
        elif item.head == "dept" and item.functions[1] and rng.random() < 0.3:
            before, after = text[item.start : item.functions[0]], text[item.functions[1] : item.end]
            made.say(before + names.function() + after, body=True)
        else:
            made.say(text[item.start : item.end], body=True)
    made.say(text[at:])
    cut = 0
    if made.spans and rng.random() < recipe.cropped:
        cut = rng.randint(0, made.spans[0][0])
    whole = "".join(made.parts)[cut:]
    return Silver(whole, tuple((start - cut, end - cut) for start, end in made.spans), number)


class _Sentence:
    """A sentence under way."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self._size = 0

    def say(self, text: str, body: bool = False) -> None:
        """Add ``text``; ``body``: it names one."""
        if body:
            self.spans.append((self._size, self._size + len(text)))
        self.parts.append(text)
        self._size += len(text)
