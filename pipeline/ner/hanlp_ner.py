"""A HanLP model as a ``Detector``: ours, or any other of its named entity recognisers."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.extract.agencies.detectors import Span
from pipeline.extract.types import Detector as DetectorName

#: What HanLP's corpora call an organisation: ours, MSRA's two schemes, the People's Daily's, OntoNotes'.
LABELS = frozenset(("AGENCY", "NT", "nt", "ORGANIZATION", "ORG"))
_BATCH = 64


class HanlpDetector:
    """The entities of a recogniser that are organisations; HanLP gives no score."""

    name: DetectorName = "hanlp"

    def __init__(self, path: Path) -> None:
        """Read the model at ``path``; nothing is downloaded, and the library's messages are kept from the terminal."""
        # before anything of it is imported
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        with contextlib.redirect_stderr(io.StringIO()):
            import hanlp

            self._recognise: Any = hanlp.load(str(path), devices=-1)

    def detect(self, texts: Sequence[str]) -> list[list[Span]]:
        """See ``Detector.detect``."""
        filled = [number for number, text in enumerate(texts) if text]
        out: list[list[Span]] = [[] for _ in texts]
        if filled:
            told = self._recognise([list(texts[number]) for number in filled], batch_size=_BATCH)
            for number, entities in zip(filled, told, strict=True):
                out[number] = [Span(start, end) for _, label, start, end in entities if label in LABELS]
        return out
