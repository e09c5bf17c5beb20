"""Public bodies: where a text names them, what they do there, and which body each one is.

``find_agencies(text, context)`` reads a paragraph or a whole document; ``registry_rows(met)`` makes the rows of the
registry table; ``link_issuer(name, context)`` links a name that is known to be a body.
"""

from __future__ import annotations

from pipeline.extract.agencies.detectors import Detector, Span
from pipeline.extract.agencies.finder import find_agencies, link_issuer
from pipeline.extract.agencies.linking import place_named, place_within
from pipeline.extract.agencies.matcher import RuleDetector
from pipeline.extract.agencies.rows import registry_rows

__all__ = [
    "Detector",
    "RuleDetector",
    "Span",
    "find_agencies",
    "link_issuer",
    "place_named",
    "place_within",
    "registry_rows",
]
