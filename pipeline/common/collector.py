"""Python's collector of reference cycles, off while there are none to collect.

What the stages make are millions of small records that hold no cycles: reference counts free them, and a look through
all of them for cycles finds nothing (330 objects in a batch of 2.5 million characters) and takes a seventh of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """The collector does nothing inside; after it, it is on where it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
