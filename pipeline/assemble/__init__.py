"""gongbao stage: assemble. Documents with their metadata, links and mentions.

``assemble_source`` is the stage; ``issuers``, ``days``, ``places``, ``effective`` and ``instruments`` are its parts,
each a function of a document's words.
"""

from __future__ import annotations

from pipeline.assemble.sources import assemble_source
from pipeline.assemble.types import DocumentRecord, SourceInfo, SourceRecord

__all__ = ["DocumentRecord", "SourceInfo", "SourceRecord", "assemble_source"]
