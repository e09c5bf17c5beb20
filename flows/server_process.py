"""The process of ``local_server``: run as a script with a port, it serves Prefect's API on loopback.

It imports nothing of gongbao, so that it starts wherever the run was started from.
"""

from __future__ import annotations

import os
import signal
import sys
import threading


def serve(port: int) -> None:
    """Serve until told to end, or until nobody holds the other end of standard input: then the run is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(ephemeral=True), host="127.0.0.1", port=port, log_level="error", lifespan="on")


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
