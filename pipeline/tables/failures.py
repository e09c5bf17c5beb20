"""The ``failures`` table: what could not be processed, and at which stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.common.errors import GongbaoError
from pipeline.ingest.types import RawFile, SourceInfo

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Failure:
    """One row of ``failures``. ``source_id`` is None where the file's bytes could not be read."""

    path: str
    source_id: str | None
    stage: str
    error_type: str
    message: str


def failures_of(source: RawFile | SourceInfo, stage: str, error: BaseException) -> list[Failure]:
    """The rows of one raw file that failed at ``stage``: one for each of its paths."""
    if isinstance(source, RawFile):
        names: tuple[str, ...] = (source.name, *source.other_names)
    else:
        names = (source.path, *source.other_paths)
    message = error.message if isinstance(error, GongbaoError) else str(error) or type(error).__name__
    # a lone surrogate in a message about damaged text has no place in a table of text
    message = message.encode("utf-8", "backslashreplace").decode("utf-8")
    return [Failure(name, source.source_id, stage, type(error).__name__, message) for name in names]


def build_failures(failures: Iterable[Failure]) -> dict[str, pa.Table]:
    """``{"failures": table}``, sorted by path and stage; rows said twice are one."""
    from pipeline.tables.rows import table_from_rows

    rows = sorted(set(failures), key=lambda f: (f.path, f.stage, f.error_type, f.message))
    columns = ("path", "source_id", "stage", "error_type", "message")
    return {"failures": table_from_rows("failures", [{c: getattr(f, c) for c in columns} for f in rows])}
