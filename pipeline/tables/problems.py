"""What a check found, and the error that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.common.errors import GongbaoError
from pipeline.tables.ids import SOURCE_ID_LENGTH
from pipeline.tables.registry import TABLES

SHOWN = 5
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Problem:
    """Rows of one source in one table that break one rule; ``row`` is the key of the first, ``n`` how many there are.

    ``source_id`` is None of a table that has no source, or whose very columns are wrong.
    """

    table: str
    rule: str
    source_id: str | None = None
    row: str = ""
    n: int = 1

    def __str__(self) -> str:
        more = f" and {self.n - 1} more" if self.n > 1 else ""
        return f"{self.table}{f' row {self.row}' if self.row else ''}{more}: {self.rule}"


class InvalidTablesError(GongbaoError):
    """Tables that break the data contract; nothing of them may be published."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        shown = "; ".join(map(str, self.problems[:SHOWN]))
        more = f"; and {len(self.problems) - SHOWN} more rules broken" if len(self.problems) > SHOWN else ""
        super().__init__(f"{shown}{more}", place="tables", mend="Mend the stage that made these rows")

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources that the problems are in; empty where one of them is in no source."""
        ids = {p.source_id for p in self.problems}
        return frozenset(i for i in ids if i) if None not in ids else frozenset()


def problems_at(name: str, table: pa.Table, bad: Mask | Iterable[int], rule: str) -> list[Problem]:
    """One problem for each source that has a bad row."""
    rows = np.flatnonzero(bad) if isinstance(bad, np.ndarray) and bad.dtype == np.bool_ else np.array([*bad], dtype=int)
    if not len(rows):
        return []
    spec = TABLES[name]
    found = table.select(list(dict.fromkeys((*spec.primary_key, *filter(None, [spec.source_column]))))).take(rows)
    first: dict[str | None, tuple[str, int]] = {}
    for row in found.to_pylist():
        key = row[spec.source_column] if spec.source_column else None
        source_id = key[:SOURCE_ID_LENGTH] if isinstance(key, str) else None
        shown, n = first.get(source_id, (_shown(row, spec.primary_key), 0))
        first[source_id] = (shown, n + 1)
    return [Problem(name, rule, source_id, shown, n) for source_id, (shown, n) in first.items()]


def _shown(row: dict[str, Any], key: tuple[str, ...]) -> str:
    return " ".join(str(row[k]) for k in key)
