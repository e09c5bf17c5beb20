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


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """Publications that nothing stopped: the release of the two sources, and the steps to it from one and from none."""
    one, none = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("none")
    publish_all(one, batches([make(0)]))
    steps = []
    for out in (one, none):
        with pytest.MonkeyPatch.context() as patch:
            killer = Killer(patch, 10**6)
            published = publish_all(out, batches([make(0), make(1)]))
            steps.append(10**6 - killer.left)
    return published, steps


# counted from the end, where the switch is; what comes before it writes files that nobody sees yet
BEFORE_THE_END = (*range(0, 42, 3), 60, 80)


@pytest.mark.parametrize("back", BEFORE_THE_END)
def test_stopped_at_any_step(tmp_path, monkeypatch, undisturbed, back):
    after, (steps, _) = undisturbed
    first = publish_all(tmp_path, batches([make(0)]))
    second = f"000002-{after.release_id.split('-')[1]}"
    with monkeypatch.context() as patch:
        Killer(patch, steps - back)
        try:
            publish_all(tmp_path, batches([make(0), make(1)]))
            finished = True
        except KilledError:
            finished = False
    release = whole(tmp_path, {(first.release_id, 1), (second, 2)})
    assert release.id == second or not finished
    again = publish_all(tmp_path, batches([make(0), make(1)]))
    assert content(again.path) == content(after.path)
    assert whole(tmp_path, {(again.release_id, 2)}).id == again.release_id
    assert all((tmp_path / name).resolve() == again.path / name for name in release.tables)
    assert [p.name for p in (tmp_path / ".gongbao").iterdir()] == ["lock"]


@pytest.mark.parametrize("back", BEFORE_THE_END)
def test_the_first_publication_stopped_at_any_step(tmp_path, monkeypatch, undisturbed, back):
    with monkeypatch.context() as patch, contextlib.suppress(KilledError):
        Killer(patch, undisturbed[1][1] - back)
        publish_all(tmp_path, batches([make(0), make(1)]))
    if (tmp_path / "current").exists():
        whole(tmp_path, {(undisturbed[0].release_id, 2)})
    assert all(link.exists() for link in tmp_path.iterdir() if link.is_symlink())
    publish_all(tmp_path, batches([make(0), make(1)]))
    whole(tmp_path, {(open_release(tmp_path).id, 2)})
