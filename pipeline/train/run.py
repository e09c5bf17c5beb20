"""All of training: read the corpus, make silver data, train, export, measure, write the cards."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.common.errors import GongbaoError
from pipeline.extract.agencies.detectors import Detector
from pipeline.train.card import recipe_facts, write_card
from pipeline.train.corpus import Corpus, CorpusError, read_corpus
from pipeline.train.fit_hanlp import HanlpRecipe, export_onnx, fit_hanlp
from pipeline.train.fit_spacy import SpacyRecipe, fit_spacy
from pipeline.train.silver import Recipe, Silver, silver

log = logging.getLogger(__name__)

MODELS = ("hanlp", "spacy")
_LIBRARIES = {"hanlp": ("hanlp", "onnx"), "spacy": ("spacy",)}
ONNX = "model.onnx"
# one sentence in so many is kept back to measure on
_DEV = 12


@dataclass(frozen=True, slots=True)
class Data:
    """Silver sentences to learn from and, apart from them, to measure on."""

    corpus_sha256: str
    recipe: Recipe
    train: tuple[Silver, ...]
    dev: tuple[Silver, ...]


def check(places: Sequence[Path], models: Sequence[str]) -> None:
    """Raise ``GongbaoError`` where training cannot begin: no corpus, no such model, a library not installed."""
    for model in models:
        if model not in MODELS:
            raise GongbaoError(f"no model {model!r}", place="--model", mend=f"Name one of {', '.join(MODELS)}")
        for library in _LIBRARIES[model]:
            if find_spec(library) is None:
                raise GongbaoError(
                    f"{library} is not installed", place="gongbao train", mend=f"pip install 'gongbao[{model},train]'"
                )
    for place in places:
        if not place.exists():
            raise CorpusError("no such file or folder", place=str(place), mend="Name a folder of texts, or tar files")


def train(
    corpus: Sequence[str], out: str, models: Sequence[str], seed: int, n_chars: int, command: str
) -> dict[str, dict[str, Any]]:
    """Train ``models`` on ``corpus`` into ``out``; the facts of their cards."""
    data = prepare([Path(place) for place in corpus], Recipe(seed=seed, n_chars=n_chars))
    return {model: fit(model, data, Path(out), command, seed) for model in models}


def prepare(places: Sequence[Path], recipe: Recipe) -> Data:
    """Silver data of the corpus at ``places``."""
    return split(read_corpus(places), recipe)


def split(corpus: Corpus, recipe: Recipe) -> Data:
    """Silver data of ``corpus``; a sentence of the corpus is on one side only, whatever names it was given."""
    made = silver(corpus, recipe)
    dev = [item for item in made if item.carrier % _DEV == 0]
    train = [item for item in made if item.carrier % _DEV]
    log.info("silver data", extra={"n_train": len(train), "n_dev": len(dev)})
    return Data(corpus.sha256, recipe, tuple(train), tuple(dev))


def fit(model: str, data: Data, folder: Path, command: str, seed: int, epochs: int | None = None) -> dict[str, Any]:
    """Train one of ``MODELS`` into ``folder``, with its card; the facts of the card. ``epochs``: fewer than usual.

    Raises ``GongbaoError`` where its library is not installed.
    """
    check([], [model])
    started = time.perf_counter()
    target = folder / model
    target.mkdir(parents=True, exist_ok=True)
    recipe: HanlpRecipe | SpacyRecipe
    if model == "hanlp":
        recipe = HanlpRecipe(seed=seed)
        recipe = replace(recipe, epochs=epochs or recipe.epochs)
        fit_hanlp(data.train, data.dev, target, recipe)
        export_onnx(target, target / ONNX)
    else:
        recipe = SpacyRecipe(seed=seed)
        recipe = replace(recipe, epochs=epochs or recipe.epochs)
        fit_spacy(data.train, data.dev, target, recipe)
    facts = {
        "command": command,
        "licence": "Apache-2.0; the corpus is of official texts, which are outside copyright (Copyright Law, Article 5)",
        "corpus_sha256": data.corpus_sha256,
        "left_out": "every sentence of the seeds and of the gold",
        **recipe_facts(silver=data.recipe, network=recipe),
        "sentences": {"train": len(data.train), "dev": len(data.dev)},
        "dev": measure(detector_at(model, target), data.dev),
        "minutes": round((time.perf_counter() - started) / 60, 1),
    }
    write_card(target, f"Agency recogniser ({model})", facts)
    log.info("trained", extra={"model": model, "folder": str(target), "dev": facts["dev"]})
    return facts


def detector_at(model: str, folder: Path) -> Detector:
    """The detector of a model that was trained into ``folder``: the HanLP one by its ONNX export."""
    if model == "spacy":
        from pipeline.ner.spacy_ner import SpacyDetector

        return SpacyDetector(folder)
    from pipeline.ner.onnx_tagger import OnnxTagger

    return OnnxTagger(folder / ONNX)


def measure(detector: Detector, silver: Sequence[Silver]) -> dict[str, float]:
    """Precision, recall and F1 of exact spans on silver sentences."""
    found = detector.detect([item.text for item in silver])
    told = [{(span.start, span.end) for span in spans} for spans in found]
    right = sum(len(spans & set(item.spans)) for spans, item in zip(told, silver, strict=True))
    n_told, n_silver = sum(map(len, told)), sum(len(item.spans) for item in silver)
    precision, recall = right / max(1, n_told), right / max(1, n_silver)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
