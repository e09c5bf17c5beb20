"""The root of gongbao's typed errors: each names the place and the mend."""

from __future__ import annotations


class GongbaoError(Exception):
    """An error a user can act on.

    ``what`` says what is wrong, ``place`` where (a path, a row, an offset), ``mend`` what to do about it.
    ``exit_code`` is that of a command which it ends.
    """

    exit_code = 1

    def __init__(self, what: str, *, place: str = "", mend: str = "") -> None:
        self.what = what
        self.place = place
        self.mend = mend
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One line: ``place: what. mend``."""
        line = f"{self.place}: {self.what}" if self.place else self.what
        return f"{line}. {self.mend}" if self.mend else line
