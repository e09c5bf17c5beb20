"""Runs from and into object storage: the same bytes as into a folder, switched under a condition, one at a time."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

import gongbao
import pipeline.publish.remote_lock
from pipeline.cli import main
from pipeline.job.options import RunOptions
from pipeline.job.places import mirror_of
from pipeline.job.plan import NoSourcesError
from pipeline.job.run import run_job
from pipeline.publish import LockedError, NoReleaseError, PublishError
from pipeline.publish.releases import list_releases, prune, rollback
from pipeline.publish.remote import Remote
from pipeline.publish.remote_lock import remote_holder, remote_lock
from pipeline.publish.remote_release import read_pointer
from pipeline.remote.bucket import Bucket, RemoteError
from tests.job.gazettes import NOTICE, published_bytes, write_gazettes

pytest.importorskip("moto")
pl = pytest.importorskip("polars")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from tests.remote.server import serving

    with serving() as address:
        yield address


@pytest.fixture
def bucket(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    from tests.remote.server import new_bucket

    monkeypatch.setenv("GONGBAO_MIRROR", str(tmp_path / "mirror"))
    return Bucket(new_bucket(address, monkeypatch))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write_gazettes(tmp_path / "raw", range(1, 13))


def put(folder: Path, to: Bucket) -> str:
    for path in sorted(folder.rglob("*.txt")):
        to.upload(path, f"raw/{path.relative_to(folder)}")
    return f"{to.url}/raw"


def remote_bytes(bucket: Bucket, out: str = "out") -> dict[str, str]:
    """The SHA-256 of every Parquet object of the current release, by its path there."""
    place = Bucket(f"{bucket.url}/{out}")
    current = read_pointer(place)
    assert current
    folder = f"releases/{current[0]}/"
    found = {}
    for item in place.objects(folder):
        if item.name.endswith(".parquet"):
            read = place.read(item.name)
            assert read
            found[item.name.removeprefix(folder)] = hashlib.sha256(read.data).hexdigest()
    return found


def test_the_bytes_of_a_local_run_and_only_changes_travel(
    bucket: Bucket, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, out = put(raw, bucket), f"{bucket.url}/out"
    report = run_job(there, out)
    assert (report.n_sources, report.out, report.new) == (12, out, True)
    run_job(raw, tmp_path / "local")
    assert remote_bytes(bucket) == published_bytes(tmp_path / "local")
    assert not run_job(there, out).new
    # one more, one with new bytes, one with another name; and nothing that this machine remembers
    write_gazettes(raw, range(13, 14))
    (raw / "002.txt").write_text(NOTICE.format(n=99, cited=1), encoding="utf-8")
    (raw / "003.txt").rename(raw / "另一个.txt")
    bucket.remove(["raw/003.txt"])
    put(raw, bucket)
    monkeypatch.setenv("GONGBAO_MIRROR", str(tmp_path / "another machine"))
    uploaded: list[str] = []
    upload = Bucket.upload
    monkeypatch.setattr(Bucket, "upload", lambda self, path, name: (uploaded.append(name), upload(self, path, name)))
    report = run_job(there, out)
    assert (report.n_processed, report.n_kept, report.n_renamed) == (2, 10, 1)
    run_job(raw, tmp_path / "local")
    assert remote_bytes(bucket) == published_bytes(tmp_path / "local")
    assert len([name for name in uploaded if name.endswith(".parquet")]) < len(remote_bytes(bucket)) / 2


def test_read_back(bucket: Bucket, raw: Path) -> None:
    out = f"{bucket.url}/out"
    run_job(raw, out)
    release = gongbao.open_release(out)
    files = release.files("documents")
    assert len(pd.read_parquet(files, filesystem=release.filesystem)) == 24
    assert len(release.pandas("documents")) == 24
    assert release.query("SELECT count(*) FROM documents d JOIN clauses c USING (document_id)").fetchall()[0][0] > 24
    assert release.query("SELECT count(*) FROM amounts").fetchall() == [(12,)]
    scanned = pl.scan_pyarrow_dataset(release.dataset("amounts"))
    assert scanned.select(pl.len()).collect().item() == 12
    by_key = pd.read_parquet(Bucket(out).path(f"releases/{release.id}/sources"), filesystem=release.filesystem)
    assert len(by_key) == 12
    # the release's own folder is a place, too
    assert gongbao.open_release(f"{out}/releases/{release.id}").id == release.id
    with pytest.raises(NoReleaseError, match="gongbao run"):
        gongbao.open_release(f"{bucket.url}/elsewhere")


def test_a_switch_meanwhile_is_not_overwritten(
    bucket: Bucket, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = f"{bucket.url}/out"
    run_job(raw, out)
    write_gazettes(raw, range(13, 14))
    theirs = b"releases/000002-of-somebody-else\n"
    switch = Remote.switch

    def late(self: Remote, release_id: str) -> None:
        # as if the lock had been lost, and another run had been faster
        self.bucket.write("current", theirs)
        switch(self, release_id)

    with monkeypatch.context() as patch:
        patch.setattr(Remote, "switch", late)
        with pytest.raises(PublishError, match="another run has published meanwhile"):
            run_job(raw, out)
    read = Bucket(out).read("current")
    assert read
    assert read.data == theirs


STEPS = ("upload", "copy", "write", "remove")


def test_killed_at_each_step(bucket: Bucket, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = f"{bucket.url}/out"
    first = run_job(raw, out).release
    write_gazettes(raw, range(13, 14))
    # the lock of a dead run is another test's
    monkeypatch.setattr(pipeline.publish.remote_lock, "remote_lock", lambda *_: nullcontext())

    class KilledError(BaseException):
        pass

    for left in (1, 2, 5, 20, 60, 90):
        with monkeypatch.context() as patch:
            calls = iter(range(left))

            def dying(
                self: Bucket, *args: object, step: object, calls: Iterator[int] = calls, **more: object
            ) -> object:
                if next(calls, None) is None:
                    raise KilledError
                return step(self, *args, **more)  # type: ignore[operator]

            for name in STEPS:
                real = getattr(Bucket, name)
                patch.setattr(Bucket, name, lambda self, *a, _r=real, _d=dying, **m: _d(self, *a, step=_r, **m))
            try:
                run_job(raw, out)
                break
            except KilledError:
                release = gongbao.open_release(out)
                assert release.arrow("sources").num_rows in (12, 13)
                assert release.arrow("clauses").num_rows == release.manifest.rows["clauses"]
    report = run_job(raw, out)
    assert report.n_sources == 13
    run_job(raw, tmp_path / "local")
    assert remote_bytes(bucket) == published_bytes(tmp_path / "local")
    assert gongbao.open_release(out).manifest.replaces == first


def test_one_at_a_time(bucket: Bucket, raw: Path) -> None:
    place = Bucket(f"{bucket.url}/out")
    with remote_lock(place, holder={"flow_run": "x"}):
        assert (remote_holder(place) or {})["flow_run"] == "x"
        with pytest.raises(LockedError, match=r"another run \(process \d+ on"):
            run_job(raw, place.url)
    assert remote_holder(place) is None
    assert run_job(raw, place.url).new


def test_a_lock_is_renewed_and_that_of_a_dead_run_taken_over(bucket: Bucket) -> None:
    place = Bucket(f"{bucket.url}/out")
    with remote_lock(place, lease_s=2.0):
        time.sleep(4)
        with pytest.raises(LockedError), remote_lock(place, lease_s=2.0):
            pass
    place.write(".gongbao/lock", json.dumps({"pid": 1, "host": "gone", "since": "2026"}).encode())
    began = time.monotonic()
    with remote_lock(place, wait_s=60, lease_s=2.0):
        assert time.monotonic() - began >= 1
        assert (remote_holder(place) or {})["pid"] != 1


def test_many_at_once_one_wins(bucket: Bucket) -> None:
    place = Bucket(f"{bucket.url}/out")
    held: list[int] = []
    most: list[int] = []

    def run() -> None:
        with remote_lock(place, wait_s=60):
            held.append(1)
            most.append(len(held))
            time.sleep(0.05)
            held.pop()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_an_empty_place_publishes_nothing(bucket: Bucket, raw: Path) -> None:
    out = f"{bucket.url}/out"
    run_job(put(raw, bucket), out)
    bucket.remove([item.name for item in bucket.objects("raw/")])
    with pytest.raises(NoSourcesError, match="s3://"):
        run_job(f"{bucket.url}/raw", out)
    assert gongbao.open_release(out).arrow("sources").num_rows == 12


def test_names_that_no_folder_has(bucket: Bucket, tmp_path: Path) -> None:
    text = NOTICE.format(n=1, cited=1).encode()
    for n, name in enumerate(("../../x.txt", "a//b.txt", "长" * 200 + ".txt", "平常.txt")):
        bucket.write(f"raw/{name}", text + b"\n" * n)
    report = run_job(f"{bucket.url}/raw", tmp_path / "out")
    assert (report.n_sources, report.failures) == (4, ())
    assert not list(tmp_path.glob("*.txt"))
    mirror = mirror_of(f"{bucket.url}/raw", str(tmp_path / "out"))
    assert all((mirror / "raw") in path.parents for path in mirror.rglob("*.txt"))


def test_old_releases_go_after_a_day(bucket: Bucket, raw: Path) -> None:
    place = Bucket(f"{bucket.url}/out")
    ids = []
    for n in range(13, 16):
        write_gazettes(raw, range(n, n + 1))
        ids.append(run_job(raw, place.url).release)
    assert place.folders("releases") == ids
    day = timedelta(hours=24)
    assert prune(place.url, datetime.now(UTC) + timedelta(hours=23), day) == []
    # whoever reads the one that was left has a day from then on
    assert rollback(place.url).release_id == ids[1]
    assert prune(place.url, datetime.now(UTC) + timedelta(hours=25), day) == [ids[0]]
    assert place.folders("releases") == ids[1:]


def test_releases_as_of_a_folder(bucket: Bucket, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = f"{bucket.url}/out"
    run_job(raw, out)
    write_gazettes(raw, range(13, 14))
    run_job(raw, out)

    def said(*argv: str) -> str:
        capsys.readouterr()
        assert main([*argv, "--dir", out]) == 0
        return capsys.readouterr().out

    assert [line[:8] for line in said("releases").splitlines()] == ["  000001", "* 000002"]
    assert "sources" in said("releases", "diff")
    assert "sources       13," in said("status")
    assert "13" in said("query", "SELECT count(*) FROM sources")
    assert "000001" in said("releases", "rollback")
    # a rolled back release does not come back by itself: the next run publishes on top of the one gone back to
    report = run_job(raw, out)
    assert report.n_processed == 1
    assert gongbao.open_release(out).manifest.replaces == list_releases(out)[0].release.id
    assert [r.release.id[:6] for r in list_releases(out)] == ["000001", "000002", "000003"]


def test_new_objects_are_seen_by_polling(bucket: Bucket, raw: Path) -> None:
    from flows.serve import signature

    there = put(raw, bucket)
    before = signature(there, f"{bucket.url}/out")
    assert len(before) == 12
    bucket.write("raw/new.txt", b"x")
    assert signature(there, f"{bucket.url}/out") != before


def test_no_such_bucket_says_the_mend(bucket: Bucket, raw: Path) -> None:
    with pytest.raises(RemoteError, match=r"NoSuchBucket.*credentials"):
        run_job(raw, "s3://no-such-bucket-here/out", options=RunOptions())
