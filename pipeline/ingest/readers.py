"""The registry of readers: which formats are sources, and how each becomes text.

A reader is chosen by what the bytes begin with, then by the end of the name, then by the plain text reader for
whatever decodes as text: gazettes come as files with no suffix or an odd one (``沪府发〔2018〕21号``, ``2024.15期``).
Suffixes of formats that are text to a machine and not to a reader (HTML, tables, code) are refused until a reader
for them joins, rather than read as prose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.ingest.errors import BinaryFileError, UnsupportedFormatError
from pipeline.ingest.text import decode_text


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a raw file, the codec that made it (of a format with its own: the format's) and its media type."""

    text: str
    encoding: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. ``suffixes`` are lower case with their dot; ``magics`` are what its files may begin with.

    ``read`` takes the bytes and the file's name (for errors) and gives text and encoding, or raises an
    ``IngestError``.
    """

    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], tuple[str, str]]
    magics: tuple[bytes, ...] = ()


PLAIN = Reader("text/plain", (".txt", ".text"), decode_text)
READERS: list[Reader] = [PLAIN, Reader("text/markdown", (".md", ".markdown"), decode_text)]


def register(reader: Reader) -> None:
    """Add a format; it goes before those registered earlier."""
    READERS.insert(0, reader)


# What files of other formats begin with: only to say what a file is, so the list need not be whole.
OTHER_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file (Word .docx, OFD, EPUB or an archive)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office or WPS file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
# Text to a machine, not prose.
OTHER_SUFFIXES = {
    ".htm": "HTML", ".html": "HTML", ".xhtml": "HTML", ".mht": "HTML", ".xml": "XML", ".json": "JSON",
    ".jsonl": "JSON", ".csv": "a table", ".tsv": "a table", ".yaml": "YAML", ".yml": "YAML", ".toml": "TOML",
    ".ini": "settings", ".cfg": "settings", ".log": "a log", ".py": "code", ".js": "code", ".css": "code",
    ".sh": "code", ".sql": "code", ".ipynb": "a notebook", ".tex": "TeX", ".eml": "mail", ".svg": "a picture (SVG)",
}  # fmt: skip
HTML_HEADS = (b"<!doctype html", b"<html", b"<?xml")


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file's bytes by the reader for it. Raises an ``IngestError`` that names file, place and mend."""
    reader = _reader_for(data, name)
    text, encoding = reader.read(data, name)
    return Decoded(text, encoding, reader.media_type)


def _reader_for(data: bytes, name: str) -> Reader:
    for reader in READERS:
        if any(data.startswith(magic) for magic in reader.magics):
            return reader
    for magic, said in OTHER_MAGICS:
        if data.startswith(magic):
            kind = (
                UnsupportedFormatError if said.startswith(("a PDF", "a ZIP", "an old", "an RTF")) else BinaryFileError
            )
            raise kind(
                f"{said}, which no reader here reads",
                place=f"{name}, byte 0",
                mend="Convert it to text (.txt, UTF-8) or remove it",
            )
    suffix = PurePosixPath(name).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    said = OTHER_SUFFIXES.get(suffix, "HTML" if data[:64].lstrip().lower().startswith(HTML_HEADS) else "")
    if data and said:
        raise UnsupportedFormatError(
            f"{said}, which no reader here reads",
            place=f"{name}, byte 0",
            mend="Convert it to text (.txt, UTF-8), remove it, or name it .txt if it is prose",
        )
    return PLAIN
