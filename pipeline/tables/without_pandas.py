"""Arrow without pandas, in processes that are gongbao's own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder


class _NotThere(MetaPathFinder):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        if fullname == "pandas":
            raise ImportError("left out")


def without_pandas() -> None:
    """Have Arrow not look for pandas when it makes its first array.

    It does so once a process, to know pandas' own types, which takes a quarter of a second and 40 MB; the job has none of
    them. ``to_pandas`` looks again, and works. For processes that run nothing but the job: elsewhere somebody may give
    Arrow a pandas Series.
    """
    import pyarrow as pa

    if "pandas" in sys.modules:
        return
    away = _NotThere()
    sys.meta_path.insert(0, away)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(away)
