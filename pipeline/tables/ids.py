"""Ids, made of bytes and raw offsets and never of a version, so that two versions can be compared row by row."""

from __future__ import annotations

from collections.abc import Iterable

# Source ids are this many hex digits and begin every other id, so an id says its source.
SOURCE_ID_LENGTH = 16


def document_id(source_id: str, char_start: int) -> str:
    """``source_id:char_start``."""
    return f"{source_id}:{char_start}"


def clause_ids(document: str, eids: Iterable[str]) -> list[str]:
    """``document_id:eid`` for each clause of a document; the second with an eid gets ``~2``, the third ``~3``."""
    eids = list(eids)
    if len(set(eids)) == len(eids):
        return [f"{document}:{eid}" for eid in eids]
    seen: dict[str, int] = {}
    ids: list[str] = []
    taken: set[str] = set()
    for eid in eids:
        n = seen.get(eid, 0) + 1
        unique = eid if n == 1 else f"{eid}~{n}"
        while unique in taken:
            # an eid that already ends in ~2 must not meet one made here
            n += 1
            unique = f"{eid}~{n}"
        seen[eid] = n
        taken.add(unique)
        ids.append(f"{document}:{unique}")
    return ids
