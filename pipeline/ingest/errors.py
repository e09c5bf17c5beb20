"""What can be wrong with a raw file. Each error names the file, the place in it (a byte offset) and the mend."""

from __future__ import annotations

from pipeline.common.errors import GongbaoError


class IngestError(GongbaoError):
    """A raw file that cannot become a source."""


class RawMissing(IngestError):
    """The raw folder or file does not exist or cannot be listed."""


class UnreadableFile(IngestError):
    """The system would not give the file's bytes: permissions, a broken link, a disk error, no regular file."""


class ChangedFile(IngestError):
    """The file changed between being found and being read."""


class EmptyFile(IngestError):
    """No bytes, or nothing but white space."""


class BinaryFile(IngestError):
    """Bytes that are no text: a picture, an archive, a program, NUL bytes."""


class UnsupportedFormat(IngestError):
    """A known format that no reader reads yet (PDF, Word, HTML, tables)."""


class UndecodableText(IngestError):
    """Text in none of the encodings read, or damaged so that it decodes in none."""


class WrongEncoding(IngestError):
    """Bytes that decode, but not to what was written: a wrong byte order mark, UTF-16 without one, mojibake."""
