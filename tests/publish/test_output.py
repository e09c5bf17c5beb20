import json
import multiprocessing
import os
import subprocess
import sys
import time

import pytest

from pipeline.publish import LockedError, PublishError, open_output

HOLD = """
import sys, time
from pathlib import Path
from pipeline.publish import open_output
with open_output(Path(sys.argv[1])) as output:
    print(output.staging, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the output folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.staging = process.stdout.readline().strip()
    yield process
    process.kill()
    process.wait()


def test_staging_is_there_and_goes(tmp_path):
    with open_output(tmp_path / "a" / "b") as output:
        assert list(output.staging.iterdir()) == []
        (output.staging / "x").write_text("x")
    assert not output.staging.exists()


def test_two_runs_of_one_process_exclude_each_other(tmp_path):
    with open_output(tmp_path), pytest.raises(LockedError, match="another run of this process"), open_output(tmp_path):
        pass
    with open_output(tmp_path):
        pass


def test_another_process_is_named_and_waited_for(tmp_path, holder, caplog):
    with pytest.raises(LockedError, match=f"process {holder.pid} on"), open_output(tmp_path):
        pass
    with pytest.raises(LockedError), open_output(tmp_path, wait_s=0.5):
        pass
    (said,) = (record.__dict__["line"] for record in caplog.records)
    assert f"waiting for another run (process {holder.pid} on" in said
    holder.kill()
    with open_output(tmp_path, wait_s=30):
        pass


def test_what_a_killed_run_left_is_removed(tmp_path, holder):
    assert os.path.isdir(holder.staging)
    holder.kill()
    holder.wait()
    assert os.path.isdir(holder.staging)
    with open_output(tmp_path):
        assert not os.path.isdir(holder.staging)
        assert json.loads((tmp_path / ".gongbao" / "lock").read_text())["pid"] == os.getpid()


def sleep():
    time.sleep(60)


def test_a_worker_that_outlives_the_run_holds_nothing(tmp_path):
    with open_output(tmp_path):
        worker = multiprocessing.get_context("fork").Process(target=sleep)
        worker.start()
    try:
        with open_output(tmp_path):
            pass
    finally:
        worker.kill()
        worker.join()


def test_an_unwritable_place_says_its_mend(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(PublishError, match="cannot be written"), open_output(tmp_path / "file" / "out"):
        pass
