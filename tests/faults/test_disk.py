"""A disk that is full or read-only: nothing is published, what was published stays, and the mend is said."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.job.record import last_run
from pipeline.job.run import run_job
from pipeline.publish import PublishError, open_release
from tests.job.gazettes import published_bytes, write_gazettes


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if not mount:
        pytest.skip("there is no mount command here")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"a tmpfs cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def test_full_disk_at_any_point(small_disk: Path, tmp_path: Path) -> None:
    raw = write_gazettes(tmp_path / "raw", range(1, 7))
    out = small_disk / "out"
    first = run_job(raw, out).release
    before = published_bytes(out)
    write_gazettes(raw, range(7, 13))
    filler = small_disk / "filler"
    failed = 0
    said: set[str] = set()
    for spare in range(0, 1000, 90):
        # all of the disk is taken but so many kilobytes
        filler.write_bytes(b"")
        free = os.statvfs(small_disk)
        filler.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - spare * 1024)))
        try:
            run_job(raw, out)
            break
        except PublishError as full:
            failed += 1
            said.add(full.mend)
            assert open_release(out).id == first
            assert published_bytes(out) == before
            # where there is no room to say how it ended, nothing older is said
            assert (last_run(out) or {"state": "failed"})["state"] == "failed"
    assert failed
    assert said == {"Make room on the disk and run again"}
    filler.unlink()
    report = run_job(raw, out)
    assert report.n_sources == 12
    run_job(raw, tmp_path / "undisturbed")
    assert published_bytes(out) == published_bytes(tmp_path / "undisturbed")


def test_a_disk_that_becomes_read_only(small_disk: Path, tmp_path: Path) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 4)), small_disk / "out"
    first = run_job(raw, out).release
    write_gazettes(raw, range(4, 5))
    remount(small_disk, "ro")
    with pytest.raises(PublishError, match="The file system is read-only"):
        run_job(raw, out)
    assert open_release(out).id == first
    remount(small_disk, "rw")
    assert run_job(raw, out).n_sources == 4


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def test_a_folder_that_becomes_read_only(tmp_path: Path) -> None:
    raw, out = write_gazettes(tmp_path / "raw", range(1, 4)), tmp_path / "out"
    first = run_job(raw, out).release
    write_gazettes(raw, range(4, 5))
    for folder in (out, out / ".gongbao"):
        folder.chmod(0o500)
    try:
        if os.access(out, os.W_OK):
            pytest.skip("this user may write anywhere")
        with pytest.raises(PublishError, match="Give this user the right"):
            run_job(raw, out)
    finally:
        for folder in (out, out / ".gongbao"):
            folder.chmod(0o700)
    assert open_release(out).id == first
    assert run_job(raw, out).n_sources == 4
