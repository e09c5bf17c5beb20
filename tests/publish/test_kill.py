"""A publication stopped at any of its steps leaves a whole release, and the next one finishes the work."""

import contextlib
import os
import shutil

import pytest

from pipeline.publish import open_release
from tests.publish.staged import batches, content, make, publish_all

STEPS = ("link", "symlink", "replace", "rename", "fsync", "mkdir", "unlink", "rmdir")


class KilledError(BaseException):
    pass


class Killer:
    """Fails the ``n``-th of the calls that change the disk, and every one after it: a dead process does nothing."""

    def __init__(self, monkeypatch, n):
        self.left = n
        for step in STEPS:
            monkeypatch.setattr(os, step, self.wrap(getattr(os, step)))
        monkeypatch.setattr(shutil, "rmtree", self.wrap(shutil.rmtree))

    def wrap(self, step):
        def call(*args, **kwargs):
            if self.left <= 0:
                raise KilledError
            self.left -= 1
            return step(*args, **kwargs)

        return call


def whole(out, release_id_and_rows):
    """The current release is one of those known, and every link that is there leads into it."""
    release = open_release(out)
    assert (release.id, len(release.arrow("sources"))) in release_id_and_rows
    for name in release.tables:
        assert release.arrow(name).num_rows == release.manifest.rows[name]
        if (out / name).is_symlink():
            assert (out / name).resolve() == release.path / name
    return release


@pytest.mark.parametrize("n", [*range(0, 140, 20), *range(140, 204, 3)])
def test_stopped_at_any_step(tmp_path, monkeypatch, n):
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    first = publish_all(out, batches(map(make, range(4))))
    after = publish_all(fresh, batches(map(make, range(5))))
    number = f"000002-{after.release_id.split('-')[1]}"
    with monkeypatch.context() as patch:
        Killer(patch, n)
        try:
            publish_all(out, batches(map(make, range(5))))
            finished = True
        except KilledError:
            finished = False
    release = whole(out, {(first.release_id, 4), (number, 5)})
    assert not finished or release.id == number
    again = publish_all(out, batches(map(make, range(5))))
    assert content(again.path) == content(after.path)
    assert whole(out, {(again.release_id, 5)}).id == again.release_id
    assert all((out / name).resolve() == again.path / name for name in release.tables)
    assert [p.name for p in (out / ".gongbao").iterdir()] == ["lock"]


@pytest.mark.parametrize("n", [*range(0, 90, 30), *range(90, 130, 3)])
def test_the_first_publication_stopped_at_any_step(tmp_path, monkeypatch, n):
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        Killer(patch, n)
        with contextlib.suppress(KilledError):
            publish_all(out, batches(map(make, range(2))))
    if (out / "current").exists():
        whole(out, {(open_release(out).id, 2)})
    assert all(link.exists() for link in out.iterdir() if link.is_symlink()) if out.is_dir() else True
    publish_all(out, batches(map(make, range(2))))
    whole(out, {(open_release(out).id, 2)})
