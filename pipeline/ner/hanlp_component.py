"""HanLP's RNN tagger with what version 2.1.5 leaves to be mended; the class that the shipped model's config names.

Its CRF is built without ``batch_first`` while its batches come first, so that it learns nothing; its metric decodes every
training batch in Python, which takes most of the time; its weights are a pickle; its spans raise on paths that no tag
scheme allows.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import torch
from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer
from safetensors.torch import load_file, save_file

from pipeline.ner.tags import spans_of

WEIGHTS = "model.safetensors"
# as good as never
_NEVER = -1e4


class GazetteTagger(RNNNamedEntityRecognizer):  # type: ignore[misc]
    """A BiLSTM-CRF over characters."""

    def build_model(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as HanLP has it
        """See ``RNNTagger.build_model``."""
        model = super().build_model(*args, **kwargs)
        model.crf.batch_first = True
        return model

    def fit_dataloader(self, trn: Any, criterion: Any, optimizer: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """One epoch, without a metric."""
        self.model.train()
        for batch in trn:
            optimizer.zero_grad()
            out, mask = self.feed_batch(batch)
            loss = self.compute_loss(criterion, out, batch["tag_id"], mask) / len(out)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
            optimizer.step()

    def forbid(self) -> None:
        """Give the field's steps that no tag scheme allows a score that no path takes."""
        tags = self.vocabs["tag"].idx_to_token
        crf = self.model.crf
        with torch.no_grad():
            for i, tag in enumerate(tags):
                if tag[0] in "IE":
                    crf.start_transitions[i] = _NEVER
                if tag[0] in "BI":
                    crf.end_transitions[i] = _NEVER
                for j, after in enumerate(tags):
                    if (tag[0] in "BI") != (after[0] in "IE"):
                        crf.transitions[i, j] = _NEVER

    def save_weights(self, save_dir: str, filename: str = WEIGHTS, **kwargs: Any) -> None:  # noqa: ANN401
        """Save the weights as safetensors."""
        save_file(dict(self.model_.state_dict()), os.path.join(save_dir, WEIGHTS))

    def load_weights(self, save_dir: str, filename: str = WEIGHTS, **kwargs: Any) -> None:  # noqa: ANN401
        """Load them."""
        self.model_.load_state_dict(load_file(os.path.join(save_dir, WEIGHTS)), strict=True)

    def predict(self, tokens: Sequence[Sequence[str]], batch_size: int | None = None, **kwargs: Any) -> Any:  # noqa: ANN401
        """Spans of each text: (words, label, start, end)."""
        texts = [list(text) for text in tokens]
        filled = [number for number, text in enumerate(texts) if text]
        out: list[list[tuple[str, str, int, int]]] = [[] for _ in texts]
        tagged = super(RNNNamedEntityRecognizer, self).predict_data([texts[n] for n in filled], batch_size)
        for number, tags in zip(filled, tagged, strict=True):
            text = texts[number]
            out[number] = [("".join(text[b:e]), tags[b][2:], b, e) for b, e in spans_of(tags)]
        return out
