"""What holds for mentions of every type: slices of the text, each on one line, in order and apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipeline.extract.types import AnyMention

M = TypeVar("M", bound=AnyMention)


def in_order(found: Sequence[M], text: str) -> Sequence[M]:
    """``found``, asserted to be such mentions of ``text``."""
    reach = 0
    for mention in found:
        assert reach <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert "\n" not in mention.text
        reach = mention.end
    return found
