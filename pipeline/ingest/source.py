"""One raw file read: its bytes checked against what was found, its text decoded."""

from __future__ import annotations

import hashlib
import stat

from pipeline.ingest.errors import ChangedFileError, UnreadableFileError
from pipeline.ingest.folder import source_id_of
from pipeline.ingest.readers import decode
from pipeline.ingest.types import RawFile, SourceInfo


def read_source(raw_file: RawFile) -> SourceInfo:
    """The source of ``raw_file``. Raises an ``IngestError`` that names file, place and mend."""
    data = _read(raw_file)
    source_id = source_id_of(hashlib.sha256(data).hexdigest())
    if source_id != raw_file.source_id:
        raise ChangedFileError(
            "the file changed while the run was under way", place=raw_file.name, mend="Run again when it is complete"
        )
    decoded = decode(data, raw_file.name)
    return SourceInfo(
        source_id=source_id,
        path=raw_file.name,
        other_paths=raw_file.other_names,
        media_type=decoded.media_type,
        encoding=decoded.encoding,
        n_bytes=len(data),
        text=decoded.text,
    )


def _read(raw_file: RawFile) -> bytes:
    try:
        mode = raw_file.path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableFileError(
                "the folder cannot be listed", place=raw_file.name, mend="Give this user the right to read it"
            )
        if not stat.S_ISREG(mode):
            raise UnreadableFileError("no regular file", place=raw_file.name, mend="Put the text itself here")
        return raw_file.path.read_bytes()
    except OSError as error:
        mend = {
            "FileNotFoundError": "It vanished or is a link that leads nowhere: put it back or remove the link",
            "PermissionError": "Give this user the right to read it",
        }.get(type(error).__name__, "Check the disk and run again")
        raise UnreadableFileError(
            f"cannot be read ({error.strerror or error})", place=f"{raw_file.name}, byte 0", mend=mend
        ) from error
