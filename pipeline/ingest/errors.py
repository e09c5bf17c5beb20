"""What can be wrong with a raw file. Each error names the file, the place in it (a byte offset) and the mend."""

from __future__ import annotations

from pipeline.common.errors import GongbaoError


class IngestError(GongbaoError):
    """A raw file that cannot become a source."""


class RawMissingError(IngestError):
    """The raw folder or file does not exist or cannot be listed."""


class UnreadableFileError(IngestError):
    """The system would not give the file's bytes: permissions, a broken link, a disk error, no regular file."""


class ChangedFileError(IngestError):
    """The file changed between being found and being read."""


class EmptyFileError(IngestError):
    """No bytes, or nothing but white space."""


class BinaryFileError(IngestError):
    """Bytes that are no text: a picture, an archive, a program, NUL bytes."""


class UnsupportedFormatError(IngestError):
    """A known format that no reader reads yet (PDF, Word, HTML, tables)."""


class UndecodableTextError(IngestError):
    """Text in none of the encodings read, or damaged so that it decodes in none."""


class WrongEncodingError(IngestError):
    """Bytes that decode, but not to what was written: a wrong byte order mark, UTF-16 without one, mojibake."""
