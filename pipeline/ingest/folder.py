"""The sources of a raw folder, in a fixed order, files with equal bytes as one."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.ingest.errors import RawMissingError
from pipeline.ingest.types import RawFile

# Files that stand beside sources and are none: what a collection says of itself, by the names custom gives them
# (capitals, so that a gazette's own notice.txt is read), and what systems, editors and downloads leave behind.
BESIDE = re.compile(
    r"(?:(?:NOTICE|LICEN[CS]E|COPYING|COPYRIGHT|AUTHORS|MANIFEST|CHECKSUMS|(?:MD5|SHA(?:1|256|512))SUMS)"
    r"(?:\.(?:txt|md|rst))?"
    r"|(?i:readme(?:[._-][a-z_-]{2,5})?(?:\.(?:txt|md|rst|markdown))?)"
    r"|(?i:thumbs\.db|desktop\.ini)"
    r"|~\$.*|.*~|.*\.(?i:tmp|part|partial|crdownload|download))"
)
# of a macOS archive and of a Windows share
FOLDERS_BESIDE = frozenset({"__MACOSX", "System Volume Information", "$RECYCLE.BIN"})


def discover(raw: Path, *, exclude: Iterable[Path] = ()) -> list[RawFile]:
    """Every source below ``raw``, or ``raw`` itself where it is a file, ordered by name.

    Hidden files and folders, ``BESIDE`` names and whatever is below ``exclude`` are left out. Links are followed,
    each folder once. Equal bytes are one source under the first name. What cannot be read (a folder too) is listed
    without a ``source_id``. Raises ``RawMissingError``.
    """
    raw = Path(raw)
    if raw.is_file():
        return _merge([(raw.name, raw)])
    if not raw.is_dir():
        raise RawMissingError("no such file or folder", place=str(raw), mend="Name the folder or file of raw texts")
    try:
        next(os.scandir(raw), None)
    except OSError as error:
        raise RawMissingError(
            f"the folder cannot be listed ({error.strerror})",
            place=str(raw),
            mend="Give this user the right to read it",
        ) from None
    kept_out = {_identity(path) for path in exclude if path.exists()}
    return _merge(sorted(_walk(raw, kept_out)))


def _walk(raw: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[str, Path]]:
    """(name, path) of every file below ``raw`` that may be a source, and of every folder that cannot be listed."""
    refused: list[Path] = []
    seen.add(_identity(raw))
    walk = os.walk(raw, followlinks=True, onerror=lambda error: refused.append(Path(os.fsdecode(error.filename))))
    for folder, subfolders, files in walk:
        here = Path(folder)
        entered = []
        for subfolder in sorted(subfolders):
            if subfolder.startswith(".") or subfolder in FOLDERS_BESIDE:
                continue
            try:
                identity = _identity(here / subfolder)
            except OSError:
                refused.append(here / subfolder)
                continue
            if identity not in seen:
                seen.add(identity)
                entered.append(subfolder)
        subfolders[:] = entered
        for file in files:
            if not file.startswith(".") and not BESIDE.fullmatch(file):
                yield _name(here / file, raw), here / file
    for path in refused:
        yield _name(path, raw), path


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _name(path: Path, raw: Path) -> str:
    """The name relative to ``raw`` as text. Names packed on a Chinese Windows are GBK, not UTF-8."""
    data = os.fsencode(path.relative_to(raw).as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")


def _merge(found: Iterable[tuple[str, Path]]) -> list[RawFile]:
    """One ``RawFile`` for all files of equal bytes, in the order of the first name."""
    by_id: dict[str, list[tuple[str, Path, int]]] = {}
    unread: list[RawFile] = []
    for name, path in found:
        try:
            source_id, n_bytes = identify(path)
        except OSError:
            unread.append(RawFile(path, name))
        else:
            by_id.setdefault(source_id, []).append((name, path, n_bytes))
    merged = [
        RawFile(same[0][1], same[0][0], tuple(name for name, _, _ in same[1:]), source_id, same[0][2])
        for source_id, same in by_id.items()
    ]
    return sorted(merged + unread, key=lambda f: f.name)


def identify(path: Path) -> tuple[str, int]:
    """``source_id`` and length of a file's bytes. Raises ``OSError``, of what is no regular file too."""
    if not stat.S_ISREG(path.stat().st_mode):
        # a pipe would keep the run waiting for ever
        raise OSError("no regular file")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return source_id_of(digest.hexdigest()), file.tell()


def source_id_of(sha256: str) -> str:
    """The first 16 hex digits of the SHA-256 of a source's bytes."""
    return sha256[:16]
