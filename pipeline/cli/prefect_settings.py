"""Prefect as ``gongbao run`` wants it: on this machine, silent, and telling nobody."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

# What a person may still say of a local run.
_KEPT = frozenset({"PREFECT_LOGGING_LEVEL", "PREFECT_DEBUG_MODE"})


def quiet_prefect() -> None:
    """No analytics: not of the client, nor of a server it starts."""
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS"] = "false"


def local_prefect(debug: bool = False, keep_logs: bool = False) -> None:
    """Set the environment for a Prefect of this process only, deaf to any configured one.

    Must run before Prefect is imported. Every other ``PREFECT_…`` variable is dropped, and no profile of the user's is
    read. The server's database is kept in the user's cache, by Prefect's version: making it takes most of the first
    start. With ``keep_logs`` the server keeps what flows say of themselves, for its pages.
    """
    for name in [n for n in os.environ if n.startswith("PREFECT_") and n not in _KEPT]:
        del os.environ[name]
    quiet_prefect()
    home = prefect_home()
    os.environ |= {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        # outranks a .env or prefect.toml in the working folder
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        "PREFECT_SERVER_UI_ENABLED": "false",
        # should Prefect start a server by itself: the first start makes the database, 20 to 50 s on a small machine
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
    }
    if keep_logs and not debug:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
        os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
    # errors are ours to say, in one line
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO" if debug else "CRITICAL")


def prefect_home() -> Path:
    """Where the local server's database is: the user's cache folder, a temporary one where that cannot be written."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "gongbao" / f"prefect-{version('prefect')}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if os.access(home, os.W_OK):
            return home
    except OSError:
        pass
    import tempfile

    return Path(tempfile.mkdtemp(prefix="gongbao-prefect-"))
