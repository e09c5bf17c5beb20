from datetime import UTC, datetime, timedelta

from pipeline.publish import open_release
from pipeline.publish.retention import retire
from tests.publish.staged import batches, make, publish_all


def test_a_replaced_release_stays_a_day(tmp_path):
    releases = [publish_all(tmp_path, batches([make(n)])) for n in range(3)]
    ids = [r.release_id for r in releases]
    now = datetime.now(UTC)
    assert retire(tmp_path, now + timedelta(hours=23)) == []
    # no shorter time is taken
    assert retire(tmp_path, now + timedelta(hours=23), keep=timedelta(0)) == []
    assert all(r.path.is_dir() for r in releases)
    assert retire(tmp_path, now + timedelta(hours=25)) == ids[:2]
    assert [r.path.is_dir() for r in releases] == [False, False, True]
    assert open_release(tmp_path).arrow("sources").num_rows == 1


def test_numbers_go_on(tmp_path):
    first = publish_all(tmp_path, batches([make(1)]))
    second = publish_all(tmp_path, batches([make(2)]))
    retire(tmp_path, datetime.now(UTC) + timedelta(days=2))
    third = publish_all(tmp_path, batches([make(1)]))
    assert [r.release_id[:6] for r in (first, second, third)] == ["000001", "000002", "000003"]
    assert third.release_id[7:] == first.release_id[7:]
