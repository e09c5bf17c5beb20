"""Train a small spaCy pipeline (``zh``, a token a character) on silver sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.ner.tags import LABEL
from pipeline.train.silver import Silver


@dataclass(frozen=True, slots=True)
class SpacyRecipe:
    """Sizes of the network and how long it is trained."""

    width: int = 64
    depth: int = 6
    rows: int = 2000
    hidden: int = 48
    epochs: int = 4
    batch_chars: int = 2000
    drop: float = 0.15
    seed: int = 11


def fit_spacy(train: Sequence[Silver], dev: Sequence[Silver], folder: Path, recipe: SpacyRecipe) -> None:
    """Train and save to ``folder``; the best of the epochs on ``dev`` is kept. Needs the ``spacy`` extra."""
    import spacy
    from spacy.training import Example
    from spacy.training.batchers import minibatch_by_words

    # spaCy makes no folder above its own
    folder.parent.mkdir(parents=True, exist_ok=True)

    spacy.util.fix_random_seed(recipe.seed)
    nlp = spacy.blank("zh")
    ner: Any = nlp.add_pipe("ner", config={"model": _network(recipe)})
    ner.add_label(LABEL)
    examples = [Example(nlp.make_doc(item.text), _reference(nlp, item)) for item in train]
    checks = [Example(nlp.make_doc(item.text), _reference(nlp, item)) for item in dev]
    optimizer = nlp.initialize(lambda: examples[:200])
    rng = random.Random(recipe.seed)
    best = -1.0
    for _ in range(recipe.epochs):
        rng.shuffle(examples)
        for batch in minibatch_by_words(examples, size=recipe.batch_chars):
            nlp.update(batch, sgd=optimizer, drop=recipe.drop)
        with nlp.use_params(optimizer.averages):
            score = nlp.evaluate(checks)["ents_f"] or 0.0
            if score > best:
                best = score
                nlp.meta.update({"name": "gongbao_agencies", "license": "Apache-2.0", "performance": {}})
                nlp.to_disk(folder)


def _network(recipe: SpacyRecipe) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": recipe.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": recipe.width,
            "depth": recipe.depth,
            "embed_size": recipe.rows,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": False,
        },
    }


def _reference(nlp: Any, item: Silver) -> Any:  # noqa: ANN401 - spaCy's types come with the extra
    doc = nlp.make_doc(item.text)
    spans = (doc.char_span(start, end, label=LABEL) for start, end in item.spans)
    doc.ents = [span for span in spans if span is not None]
    return doc
