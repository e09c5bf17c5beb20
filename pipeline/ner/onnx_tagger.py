"""The shipped network by ONNX Runtime: the one that HanLP trained, without HanLP and without torch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pipeline.extract.agencies.detectors import Span
from pipeline.extract.types import Detector as DetectorName
from pipeline.ner.tags import Field, Floats, Ints, best_paths, marginals, span_chances, spans_of

# so many texts at a time: enough to keep the processor busy, little memory
_BATCH = 64
_PAD, _UNKNOWN = 0, 1


class OnnxTagger:
    """A character tagger with a conditional random field over it; ``name`` says who trained it."""

    name: DetectorName = "hanlp"

    def __init__(self, path: Path) -> None:
        """Read ``path``, whose metadata hold characters, tags and the field's scores."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # one core: the job's workers are what keeps the others busy
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        meta = self._session.get_modelmeta().custom_metadata_map
        self._ids = {char: number for number, char in enumerate(json.loads(meta["chars"]))}
        self.tags: list[str] = json.loads(meta["tags"])
        scores = {key: np.array(json.loads(meta[key]), dtype=np.float32) for key in ("start", "end", "steps")}
        self.field = Field(**scores)

    def detect(self, texts: Sequence[str]) -> list[list[Span]]:
        """See ``Detector.detect``; a span's score is the least probability of its characters' tags."""
        out: list[list[Span]] = [[] for _ in texts]
        for numbers in _batches(texts):
            emissions, lengths = self.emissions([texts[n] for n in numbers])
            paths = best_paths(emissions, lengths, self.field)
            sure = marginals(emissions, lengths, self.field)
            for row, (number, path) in enumerate(zip(numbers, paths, strict=True)):
                told = sure[row, np.arange(len(path)), path]
                out[number] = [
                    Span(start, end, float(told[start:end].min()))
                    for start, end in spans_of([self.tags[tag] for tag in path])
                ]
        return out

    def chances(self, texts: Sequence[str], ends: Sequence[int]) -> list[Floats]:
        """See ``Judge.chances``."""
        out: list[Floats] = [np.zeros(end, dtype=np.float32) for end in ends]
        for numbers in _batches(texts):
            emissions, lengths = self.emissions([texts[n] for n in numbers])
            told = span_chances(emissions, lengths, self.field, [ends[n] for n in numbers], self.tags)
            for number, found in zip(numbers, told, strict=True):
                out[number] = found
        return out

    def emissions(self, texts: Sequence[str]) -> tuple[Floats, Ints]:
        """Scores of every tag at every character, shape (texts, longest, tags), and the lengths of ``texts``."""
        lengths: Ints = np.array([len(text) for text in texts], dtype=np.int64)
        ids = np.full((len(texts), int(lengths.max())), _PAD, dtype=np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = [self._ids.get(char, _UNKNOWN) for char in text]
        scores: Floats = self._session.run(None, {"ids": ids, "lengths": lengths.astype(np.int32)})[0]
        return scores, lengths


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of texts of like length together, so that little is padded."""
    order = sorted((n for n, text in enumerate(texts) if text), key=lambda n: (len(texts[n]), n))
    for at in range(0, len(order), _BATCH):
        yield order[at : at + _BATCH]
