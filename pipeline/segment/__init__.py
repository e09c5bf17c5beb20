"""Segment: a normalised source to its documents, each with its provisions as one tree.

``segment(normalised)`` gives a ``SegmentedSource``. ``glue`` parts documents run together, ``labels`` says what a line is
by its form, ``boundaries`` where documents start, ``covers`` which is whose cover, ``laws`` and ``papers`` read the two
grammars of provisions.
"""

from __future__ import annotations

from pipeline.segment.source import segment
from pipeline.segment.types import Clause, Document, GazetteHead, SegmentedSource, SourceSpan

__all__ = ["Clause", "Document", "GazetteHead", "SegmentedSource", "SourceSpan", "segment"]
