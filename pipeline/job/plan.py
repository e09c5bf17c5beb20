"""Which sources go together: batches of even size, so that no worker waits long for another."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.common.errors import GongbaoError
from pipeline.ingest import RawFile, discover
from pipeline.ingest.errors import RawMissingError
from pipeline.ner.choice import Choice

# Enough text to make the fixed cost of building a batch's tables small, little enough to keep memory small.
TARGET_BYTES = 4 << 20
# A file costs something whatever its size: an empty one still counts as this much work.
FILE_COST = 2048


class NoSourcesError(GongbaoError):
    """There is nothing to process."""


def find_sources(raw: Path, out: Path, *, allow_none: bool = False) -> list[RawFile]:
    """The sources below ``raw``, without what is below ``out``.

    Raises ``NoSourcesError`` where there are none and ``RawMissingError`` where there is no ``raw``: a release of nothing
    would hide the one before. ``allow_none`` says that it may.
    """
    try:
        files = discover(raw, exclude=[out])
    except RawMissingError:
        if not allow_none:
            raise
        files = []
    if not files and not allow_none:
        raise NoSourcesError("no sources", place=str(raw), mend="Put gazette texts there, or name another folder")
    return files


@dataclass(frozen=True, slots=True)
class Batch:
    """Some sources to be processed together; ``name`` is that of its staging folder.

    ``ner``: the model asked for bodies that rules and registry do not know; None: none.
    """

    name: str
    files: tuple[RawFile, ...]
    ner: Choice | None = None

    @property
    def n_bytes(self) -> int:
        """Size of its files, what could not be read counted as nothing."""
        return sum(f.n_bytes or 0 for f in self.files)


def plan_batches(
    files: Sequence[RawFile], workers: int = 1, target_bytes: int = TARGET_BYTES, ner: Choice | None = None
) -> list[Batch]:
    """Batches of about equal bytes: the largest file first, each to the lightest batch.

    At least ``workers`` batches where there are files enough, at most ``target_bytes`` each but for larger files.
    Same files, same batches; what a batch holds changes no row.
    """
    if not files:
        return []
    total = sum(_cost(f) for f in files)
    count = min(len(files), max(workers, -(-total // target_bytes)))
    heap = [(0, i) for i in range(count)]
    held: list[list[RawFile]] = [[] for _ in range(count)]
    for file in sorted(files, key=lambda f: (-_cost(f), f.name)):
        weight, i = heapq.heappop(heap)
        held[i].append(file)
        heapq.heappush(heap, (weight + _cost(file), i))
    return [
        Batch(f"batch-{i:05d}", tuple(sorted(group, key=lambda f: f.name)), ner)
        for i, group in enumerate(held)
        if group
    ]


def _cost(file: RawFile) -> int:
    return (file.n_bytes or 0) + FILE_COST
