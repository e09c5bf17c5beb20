"""What ingest gives back: the raw files it found, and a source with its decoded text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file, or several with equal bytes.

    ``path`` opens it, ``name`` is its path relative to the raw folder with ``/`` between the parts, ``other_names``
    are those of the files with the same bytes. ``source_id`` (first 16 hex of the SHA-256 of the bytes) and
    ``n_bytes`` are None of a file that could not be read: ``read_source`` says why.
    """

    path: Path
    name: str
    other_names: tuple[str, ...] = ()
    source_id: str | None = None
    n_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """One raw file as ingest read it. ``source_id``: first 16 hex of the SHA-256 of its bytes.

    ``path`` and ``other_paths`` are relative to the raw folder. ``text`` is the decoded text: its byte order mark
    off, its line ends untouched.
    """

    source_id: str
    path: str
    other_paths: tuple[str, ...]
    media_type: str
    encoding: str
    n_bytes: int
    text: str
