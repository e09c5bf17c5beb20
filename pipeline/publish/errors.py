"""What can stop a publication. The release before stays whole in every case."""

from __future__ import annotations

import errno
from pathlib import Path

from pipeline.common.errors import GongbaoError


class PublishError(GongbaoError):
    """Nothing was published. ``errno`` is the system's, where it is an error of the system's."""

    errno: int | None = None


class LockedError(PublishError):
    """Another run holds the output folder."""

    exit_code = 5


class NoReleaseError(PublishError):
    """There is no release to read."""


MENDS = {
    errno.ENOSPC: "Make room on the disk and run again",
    errno.EDQUOT: "Make room in the quota and run again",
    errno.EROFS: "The file system is read-only: choose another folder with --out",
    errno.EACCES: "Give this user the right to write there, or choose another folder with --out",
    errno.EPERM: "Give this user the right to write there, or choose another folder with --out",
    errno.EMFILE: "Raise the limit of open files (ulimit -n) and run again",
}


def publish_error(error: OSError, out: Path) -> PublishError:
    """The system's error as one that says its mend."""
    where = str(error.filename or out)
    mend = MENDS.get(error.errno or 0, "Look to the disk and run again; the release before is whole")
    said = PublishError(f"cannot be written ({error.strerror or error})", place=where, mend=mend)
    # what it was raised from does not come with it from another process
    said.errno = error.errno
    return said
