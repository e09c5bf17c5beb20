"""What several tests share: the seeds, one processed output, Prefect's own harness."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# the same examples on every machine, and no time limit on a busy one
settings.register_profile("gongbao", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gongbao")

# before anything imports Prefect
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests that take long or build things, too")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes long; only with --slow (make test-all)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes long: --slow or make test-all runs it"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed gazettes."""
    return ROOT / "data" / "raw"


@pytest.fixture(scope="session")
def many_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 200 texts of the corpus, or of small gazettes beside the seeds where there is no corpus."""
    raw = tmp_path_factory.mktemp("texts")
    corpus = ROOT.parent / "shared" / "corpus"
    if corpus.is_dir():
        from benchmarks.corpus import sample

        sample(corpus, raw, count=200)
    else:
        from tests.job.gazettes import write_gazettes

        for seed in (ROOT / "data" / "raw").glob("*.txt"):
            (raw / seed.name).write_bytes(seed.read_bytes())
        write_gazettes(raw, range(200 - len(list(raw.iterdir()))))
    return raw


@pytest.fixture(scope="session")
def prefect_harness() -> Iterator[None]:
    """Prefect on a temporary database of its own, once a session: making it takes most of a minute."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=300):
        yield


@pytest.fixture(scope="session")
def published(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds processed without Prefect: a folder as ``--out`` leaves it. Not to be changed."""
    from pipeline.job.run import run_job

    out = tmp_path_factory.mktemp("published") / "processed"
    report = run_job(seeds, out)
    assert not report.failures, report.failures
    return out
