"""Document numbers folded to one written form; the rules are the house's (``common.doc_numbers``)."""

from __future__ import annotations

from pipeline.common.doc_numbers import doc_number_key, fold_doc_number

__all__ = ["doc_number_key", "fold_doc_number"]
