"""Training as a flow: silver data, then each model as a task of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, cast

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_API_KEY, PREFECT_API_URL, temporary_settings

from pipeline.train.run import MODELS, Data, fit, prepare
from pipeline.train.silver import Recipe

_TAGS = {"gongbao"}


@task(name="silver data", cache_policy=NO_CACHE, persist_result=False, tags=_TAGS, timeout_seconds=3600)
def silver_data(corpus: Sequence[str], seed: int, n_chars: int) -> Data:
    """Labelled sentences with generated names."""
    return prepare([Path(place) for place in corpus], Recipe(seed=seed, n_chars=n_chars))


@task(name="train", task_run_name="train {model}", cache_policy=NO_CACHE, persist_result=False, tags=_TAGS)
def train_model(model: str, data: Data, out: str, seed: int, command: str) -> dict[str, Any]:
    """One model into its folder; what its card says."""
    return fit(model, data, Path(out), command, seed)


@flow(name="train models", persist_result=False, validate_parameters=False)
def train_models(
    corpus: Sequence[str],
    out: str = "models/ner",
    models: Sequence[str] = MODELS,
    seed: int = 11,
    n_chars: int = 700_000,
    command: str = "flow train models",
) -> dict[str, Any]:
    """Train the models that find bodies of unknown names, and write them with their cards.

    Args:
        corpus: Folders of texts or tar files, or tar files.
        out: Folder of the models.
        models: Which of hanlp and spacy.
        seed: Of names, order and weights.
        n_chars: Characters of silver text.
        command: How it was asked for, for the cards.
    """
    data = silver_data(corpus, seed, n_chars)
    told = {model: train_model(model, data, out, seed, command) for model in models}
    rows = [{"model": model, **facts["dev"], "minutes": facts["minutes"]} for model, facts in told.items()]
    create_table_artifact(key="gongbao-training", table=rows, description="Figures on silver sentences kept back")
    return told


def run_flow(told: Mapping[str, Any], api_url: str | None = None) -> dict[str, Any]:
    """The flow with the parameters ``told``; ``api_url`` is the server to use, None: as configured."""
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_API_KEY: None}) if api_url else nullcontext():
        return cast("dict[str, Any]", train_models(**told))
