"""Does a new paragraph begin after a full stop? What the words say, where a full line hides the answer.

In laws two sentences out of three begin a 款 of their own, so neither "never" nor "always" will do. The weights
(``models/breaks/words.csv``) are learned from whole laws by ``benchmarks.fit_breaks``: each is the log-odds that one
feature adds, beside how often it stood at a break and inside a paragraph. Words alone are right at three places of four,
so a guess that rests on them is always flagged by who asks.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from pipeline.common.resources import model_path

#: the feature that every place has
ALWAYS = "always"
_CLOSE = re.compile(r"[。！？][”’」』）》]*$")
_SENTENCE = re.compile(r"[^。！？]*[。！？][”’」』）》]*")
#: a sentence's subject: what stands before its first verb or comma
_SUBJECT = re.compile(r"[^，。；：]{2,16}?(?=应当|不得|可以|由|，|依照|必须|负责|是|为)")
_OPENING, _ENDING = 6, 4  # letters looked at
_ALIKE = 40  # letters of the next sentence that are held against the last


def sentences(text: str) -> list[str]:
    """A text's sentences, each with its mark; what breaks off after the last is one too."""
    found = _SENTENCE.findall(text)
    rest = text[sum(map(len, found)) :]
    return [*found, rest] if rest else found


def features(said: list[str], after: str, *, item: bool, later: bool) -> list[str]:
    """What speaks for or against a break between ``said`` (sentences of one paragraph so far) and the sentence ``after``.

    ``item``: the paragraph so far is an item of a list; ``later``: it is not the first of its article.
    """
    last = said[-1]
    body = _CLOSE.sub("", last)
    length = sum(map(len, said))
    out = [ALWAYS, *(f"opens {after[:n]}" for n in range(1, _OPENING + 1) if n <= len(after))]
    out += [f"closes {body[-n:]}" for n in range(2, _ENDING + 1) if n <= len(body)]
    out += [f"said {n}" for n in (30, 60, 100, 160) if length >= n]
    out += [f"last {n}" for n in (15, 30, 60) if len(last) >= n]
    out += [f"next {n}" for n in (15, 30, 60) if len(after) >= n]
    subject = _SUBJECT.match(after)
    pairs = {after[k : k + 2] for k in range(min(len(after), _ALIKE) - 1)}
    known = {last[k : k + 2] for k in range(len(last) - 1)}
    alike = len(pairs & known) / max(1, len(pairs))
    out += [f"alike {n}" for n in (10, 20, 30, 50) if 100 * alike >= n]
    told = {
        "item": item,
        "later": later,
        "several": len(said) > 1,
        "lists": after.endswith("："),
        "same": last[:2] == after[:2],
        "first": len(said) > 1 and said[0][:2] == after[:2],
        "subject named": subject is not None and subject.group() in last,
        "subject again": subject is not None and said[0].startswith(subject.group()),
        "parts": "；" in after,
        "parts before": "；" in last,
    }
    return out + [name for name, holds in told.items() if holds]


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Log-odds of a break that each feature adds."""
    with model_path("breaks", "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def begins(paragraph: str, after: str, *, item: bool, later: bool) -> float:
    """Log-odds that ``after`` begins a paragraph of its own after ``paragraph``, which ends with a full stop."""
    said = sentences(paragraph)
    if not said or not after:
        return 0.0
    known = weights()
    return sum(known.get(name, 0.0) for name in features(said, sentences(after)[0], item=item, later=later))
