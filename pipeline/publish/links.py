"""The links of an output folder: ``current`` to a release, ``<table>`` to ``current/<table>``."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path

from pipeline.publish.errors import PublishError
from pipeline.publish.output import WORK

CURRENT = "current"
RELEASES = "releases"


def current_release(out: Path) -> Path | None:
    """The folder of the current release, None where there is none."""
    try:
        target = os.readlink(out / CURRENT)
    except FileNotFoundError:
        return None
    release = out / target
    return release if release.is_dir() else None


def refuse_strangers(out: Path, tables: Iterable[str]) -> None:
    """Raise ``PublishError`` where something that is no link stands in a link's place: it is somebody's, not ours."""
    for name in (CURRENT, *tables):
        path = out / name
        if path.exists() and not path.is_symlink():
            raise PublishError(
                "this is no link of gongbao's",
                place=str(path),
                mend="Move it away, or choose another folder with --out",
            )


def switch(out: Path, release_id: str, tables: Iterable[str]) -> None:
    """Make ``release_id`` the current release, by one rename, then see to the links of its tables.

    Links of tables it has not are taken away first, those of new ones are made after, so that no link ever leads
    nowhere.
    """
    names = frozenset(tables)
    for link in out.iterdir():
        if link.is_symlink() and os.readlink(link) == f"{CURRENT}/{link.name}" and link.name not in names:
            link.unlink()
    set_link(out, CURRENT, f"{RELEASES}/{release_id}")
    sync(out)
    link_tables(out, names)


def link_tables(out: Path, tables: Iterable[str]) -> None:
    """Make the fixed links that are missing, as they are after a kill just behind the switch."""
    made = False
    for name in sorted(tables):
        path = out / name
        if not path.is_symlink() or os.readlink(path) != f"{CURRENT}/{name}":
            set_link(out, name, f"{CURRENT}/{name}")
            made = True
    if made:
        sync(out)


def set_link(out: Path, name: str, target: str) -> None:
    """Make ``out/name`` a link to ``target``, in one step."""
    new = out / WORK / f"link-{uuid.uuid4().hex}"
    os.symlink(target, new)
    os.replace(new, out / name)


def sync(path: Path) -> None:
    """Have a file's bytes, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
