"""Trained models that find bodies by the look of their names: which one is asked for, and loading it.

``choose`` reads what ``--ner`` says and refuses at once what cannot be had; ``load`` gives the ``Detector``. The shipped
models are in ``models/ner``: one network trained by HanLP, read by ONNX Runtime (the default, no torch) or by HanLP
itself, and one of spaCy. ``pipeline.train`` makes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily
from pipeline.ner.choice import DEFAULT, Choice, NerError, choose

if TYPE_CHECKING:
    from pipeline.ner.loading import load as load

# loaded when first used: to choose a model must not cost the start-up of what reads with it
__getattr__ = lazily(__name__, {"load": ".loading"})

__all__ = ["DEFAULT", "Choice", "NerError", "choose", "load"]
