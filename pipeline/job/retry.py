"""Which errors may pass by themselves, so that trying again is worth the wait."""

from __future__ import annotations

import errno

# What a shared or busy disk says before it works again. A missing file, a closed door and a full disk stay so.
PASSING = frozenset({errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EIO, errno.EMFILE, errno.ESTALE, errno.ETIMEDOUT})


def may_pass(error: BaseException | None) -> bool:
    """Whether ``error``, or what it was raised from, is one that a second try may not meet."""
    while error is not None:
        if isinstance(error, ConnectionError | TimeoutError):
            return True
        number = getattr(error, "errno", None)
        if number is not None or isinstance(error, OSError):
            return number in PASSING
        error = error.__cause__
    return False
