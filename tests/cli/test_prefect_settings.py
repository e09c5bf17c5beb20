"""A local run is deaf to whatever Prefect is configured to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.prefect_settings import local_prefect, prefect_home


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ["XDG_CACHE_HOME"] = str(tmp_path)


def test_environment() -> None:
    os.environ |= {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_PROFILE": "mine", "PREFECT_API_KEY": "k"}
    local_prefect()
    assert not {"PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_API_KEY"} & set(os.environ)
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] == "300"
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "CRITICAL"


def test_a_chosen_log_level_is_kept() -> None:
    os.environ["PREFECT_LOGGING_LEVEL"] = "DEBUG"
    local_prefect()
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"


def test_home_is_in_the_cache(tmp_path: Path) -> None:
    assert prefect_home().parent == tmp_path / "gongbao"


def test_home_elsewhere_where_the_cache_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path / "file")
    assert prefect_home().is_dir()


def test_settings_files_of_the_working_folder_are_undone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PREFECT_API_URL=http://127.0.0.1:9/api\n")
    (tmp_path / "prefect.toml").write_text('api.url = "http://127.0.0.1:9/api"\n')
    code = (
        "from pipeline.cli.prefect_settings import local_prefect\nlocal_prefect()\n"
        "import flows.process as p\nfrom prefect.settings import get_current_settings\n"
        "class State:\n"
        "    def result(self, **options): return get_current_settings().api.url\n"
        "class Flow:\n"
        "    def with_options(self, **options): return lambda *args, **more: State()\n"
        "p.process_gazettes = Flow()\n"
        "print(p.run_flow('a', 'b', api_url='http://127.0.0.1:4/api'))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "http://127.0.0.1:4/api", done.stderr
