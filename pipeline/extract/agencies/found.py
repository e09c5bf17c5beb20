"""A mention while its form is being checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """One mention before it is read: ``head`` is its form; the parts are spans in reading order, empty if absent."""

    start: int
    end: int
    head: str
    own: int  # start of the name without jurisdiction and owner
    functions: tuple[int, int] = (0, 0)
    jurisdiction: tuple[int, int] = (0, 0)
    owner: tuple[int, int] = (0, 0)
