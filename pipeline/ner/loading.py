"""A chosen model as a ``Detector``, loaded once a process."""

from __future__ import annotations

from functools import lru_cache

from pipeline.extract.agencies.detectors import Detector
from pipeline.ner.choice import Choice, NerError, choose


@lru_cache(maxsize=4)
def load(choice: Choice) -> Detector | None:
    """The detector of ``choice``, None for none. Raises ``NerError`` where its files cannot be read.

    Libraries are imported here, when they are needed.
    """
    # it may have been chosen on another machine, where it lies elsewhere, and was trusted there if need be
    path = choose(choice.spec, trust=True).path
    if path is None:
        return None
    try:
        if choice.reader == "onnx":
            from pipeline.ner.onnx_tagger import OnnxTagger

            return OnnxTagger(path)
        if choice.reader == "spacy":
            from pipeline.ner.spacy_ner import SpacyDetector

            return SpacyDetector(path)
        from pipeline.ner.hanlp_ner import HanlpDetector

        return HanlpDetector(path)
    except ImportError as error:
        raise NerError(
            f"{error.name or error} is not installed",
            place=f"--ner {choice.spec}",
            mend="pip install gongbao again (in a working tree: make lint sets up what is new), or say --ner none",
        ) from error
    except Exception as error:
        raise NerError(
            f"the model cannot be loaded ({type(error).__name__}: {error})",
            place=f"--ner {choice.spec}",
            mend="See that its folder is whole and made for the installed version of its library",
        ) from error
