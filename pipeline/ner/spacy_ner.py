"""A spaCy pipeline as a ``Detector``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.extract.agencies.detectors import Span
from pipeline.extract.types import Detector as DetectorName

#: What pipelines call an organisation: ours, OntoNotes'.
LABELS = frozenset(("AGENCY", "ORG"))
_BATCH = 128


class SpacyDetector:
    """The entities of a pipeline that are organisations; spaCy gives no score."""

    name: DetectorName = "spacy"

    def __init__(self, path: Path) -> None:
        """Read the pipeline at ``path``, without the parts that find no entities."""
        import spacy

        self._nlp = spacy.load(path, exclude=["parser", "tagger", "attribute_ruler", "lemmatizer", "senter"])

    def detect(self, texts: Sequence[str]) -> list[list[Span]]:
        """See ``Detector.detect``."""
        return [
            [Span(entity.start_char, entity.end_char) for entity in doc.ents if entity.label_ in LABELS]
            for doc in self._nlp.pipe(texts, batch_size=_BATCH)
        ]
