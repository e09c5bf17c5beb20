"""gongbao stage: ingest. Files in, decoded text with its identity out.

- ``discover(raw) -> list[RawFile]``: the sources of a folder (recursive) or one file, in a fixed order, files with
  equal bytes as one (``other_names``). Raises ``RawMissingError``; a file that cannot be read is listed all the same.
- ``read_source(raw_file) -> SourceInfo``: its decoded text. Raises a subclass of ``IngestError`` (``EmptyFileError``,
  ``BinaryFileError``, ``UnreadableFileError``, ``UndecodableTextError``, …), which a caller turns into a row of ``failures``
  (``pipeline.tables.failures_of``).
- ``decode(data, name) -> Decoded``: the same from bytes. ``register(reader)`` adds a format.
"""

from __future__ import annotations

from pipeline.ingest.errors import IngestError
from pipeline.ingest.folder import discover
from pipeline.ingest.readers import READERS, Decoded, Reader, decode, register
from pipeline.ingest.source import read_source
from pipeline.ingest.types import RawFile, SourceInfo

__all__ = [
    "READERS",
    "Decoded",
    "IngestError",
    "RawFile",
    "Reader",
    "SourceInfo",
    "decode",
    "discover",
    "read_source",
    "register",
]
