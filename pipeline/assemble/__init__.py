"""gongbao stage: assemble. Documents with their metadata, links and mentions.

``assemble_source`` is the stage; ``issuers``, ``days``, ``places``, ``effective`` and ``instruments`` are its parts,
each a function of a document's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily

if TYPE_CHECKING:
    from pipeline.assemble.sources import assemble_source as assemble_source
    from pipeline.assemble.types import DocumentRecord as DocumentRecord
    from pipeline.assemble.types import SourceInfo as SourceInfo
    from pipeline.assemble.types import SourceRecord as SourceRecord

# loaded when first used: the links across sources alone must not cost the start-up of all readers
_HOME = {
    "assemble_source": ".sources",
    "DocumentRecord": ".types",
    "SourceInfo": ".types",
    "SourceRecord": ".types",
}

__getattr__ = lazily(__name__, _HOME)

__all__ = ["DocumentRecord", "SourceInfo", "SourceRecord", "assemble_source"]
