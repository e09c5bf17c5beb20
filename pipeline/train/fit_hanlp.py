"""Train HanLP's BiLSTM-CRF on silver sentences, and write its network as ONNX."""

from __future__ import annotations

import contextlib
import io
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.ner.tags import tags_of
from pipeline.train.silver import Silver

# a character that this many sentences lack is as good as unknown; so often a known one is said to be unknown, that the
# network learns what it may do with those
_RARE, _HIDDEN = 3, 0.02
_UNKNOWN = "<unk>"


@dataclass(frozen=True, slots=True)
class HanlpRecipe:
    """Sizes of the network and how long it is trained."""

    embed: int = 48
    hidden: int = 80
    drop: float = 0.3
    lr: float = 0.003
    epochs: int = 5
    batch_size: int = 64
    seed: int = 11


def fit_hanlp(train: Sequence[Silver], dev: Sequence[Silver], folder: Path, recipe: HanlpRecipe) -> None:
    """Train and save to ``folder`` (config, vocabularies, weights). Needs the ``hanlp`` extra."""
    import torch
    from hanlp.utils.log_util import logger

    from pipeline.ner.hanlp_component import GazetteTagger

    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    tagger: Any = GazetteTagger()
    with contextlib.redirect_stderr(io.StringIO()):
        tagger.fit(
            hanlp_samples(train, recipe.seed),
            hanlp_samples(dev, None),
            str(folder),
            batch_size=recipe.batch_size,
            epochs=recipe.epochs,
            embed=recipe.embed,
            rnn_hidden=recipe.hidden,
            drop=recipe.drop,
            lr=recipe.lr,
            seed=recipe.seed,
            devices=-1,
            logger=logger,
            tagging_scheme="IOBES",
            token_delimiter="",
        )
    tagger.forbid()
    tagger.save(str(folder))
    for left in folder.glob("*.log"):
        left.unlink()


def hanlp_samples(silver: Sequence[Silver], seed: int | None) -> list[dict[str, list[str]]]:
    """Characters and tags as HanLP reads them; with ``seed`` rare characters, and some others, are hidden."""
    counts: dict[str, int] = {}
    for item in silver:
        for char in set(item.text):
            counts[char] = counts.get(char, 0) + 1
    rng = random.Random(seed)
    out = []
    for item in silver:
        chars = list(item.text)
        if seed is not None:
            chars = [c if counts[c] >= _RARE and rng.random() >= _HIDDEN else _UNKNOWN for c in chars]
        out.append({"token": chars, "tag": tags_of(len(chars), item.spans)})
    return out


def _tensors(weights: Mapping[str, Any]) -> dict[str, Any]:
    """The arrays of the ONNX graph by their names there; gates, which torch orders otherwise, put in ONNX's order."""
    import numpy as np

    def gates(name: str) -> Any:  # noqa: ANN401 - an array
        # torch: input, forget, cell, output; ONNX: input, output, forget, cell
        one, two, three, four = np.split(weights[name], 4)
        return np.concatenate([one, four, two, three])

    def both(kind: str) -> Any:  # noqa: ANN401 - an array
        return np.stack([gates(f"word_lstm.{kind}_l0"), gates(f"word_lstm.{kind}_l0_reverse")])

    return {
        "embedding": weights["embed.weight"],
        "W": both("weight_ih"),
        "R": both("weight_hh"),
        "B": np.concatenate([both("bias_ih"), both("bias_hh")], axis=1),
        "out_w": weights["out.weight"].T,
        "out_b": weights["out.bias"],
        "shape": np.array([0, 0, 2 * weights["word_lstm.weight_hh_l0"].shape[1]], dtype=np.int64),
    }


def export_onnx(folder: Path, target: Path) -> None:
    """Write the network saved in ``folder`` as ONNX: embedding, LSTM both ways, scores; the field in the metadata.

    The graph is written down here rather than traced: it is four nodes, and the same weights give the same bytes.
    """
    import numpy as np
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from safetensors.numpy import load_file

    weights = load_file(folder / "model.safetensors")
    vocabs = json.loads((folder / "vocabs.json").read_text(encoding="utf-8"))
    hidden = weights["word_lstm.weight_hh_l0"].shape[1]
    nodes = [
        helper.make_node("Gather", ["embedding", "ids"], ["embedded"]),
        helper.make_node("Transpose", ["embedded"], ["steps_first"], perm=[1, 0, 2]),
        helper.make_node(
            "LSTM", ["steps_first", "W", "R", "B", "lengths"], ["states"], direction="bidirectional", hidden_size=hidden
        ),
        helper.make_node("Transpose", ["states"], ["texts_first"], perm=[2, 0, 1, 3]),
        helper.make_node("Reshape", ["texts_first", "shape"], ["joined"]),
        helper.make_node("MatMul", ["joined", "out_w"], ["weighed"]),
        helper.make_node("Add", ["weighed", "out_b"], ["scores"]),
    ]
    tags = vocabs["tag"]["idx_to_token"]
    graph = helper.make_graph(
        nodes,
        "gongbao",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "chars"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["texts", "chars", len(tags)])],
        [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in _tensors(weights).items()],
    )
    model = helper.make_model(graph, producer_name="gongbao", opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    fields = {"start": "start_transitions", "end": "end_transitions", "steps": "transitions"}
    said = {
        "chars": vocabs["token"]["idx_to_token"],
        "tags": tags,
        **{key: weights[f"crf.{name}"].tolist() for key, name in fields.items()},
    }
    helper.set_model_props(model, {key: json.dumps(value, ensure_ascii=False) for key, value in said.items()})
    onnx.checker.check_model(model)
    target.write_bytes(model.SerializeToString(deterministic=True))
