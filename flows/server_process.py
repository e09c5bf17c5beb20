"""The process of ``local_server``: run as a script with an address and a port, it serves Prefect's API there.

It imports nothing of gongbao, so that it starts wherever the run was started from.
"""

from __future__ import annotations

import os
import signal
import sys
import threading


def serve(host: str, port: int, pages: bool) -> None:
    """Serve until told to end, or until nobody holds the other end of standard input: then the run is gone.

    With ``pages`` there are the user interface and the keeper of schedules, too.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if pages:
        os.environ["PREFECT_SERVER_UI_ENABLED"] = "true"
        # where the pages came from, whatever name or port the browser knows it by; the default is port 4200 of loopback
        os.environ["PREFECT_UI_API_URL"] = "/api"
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(ephemeral=not pages), host=host, port=port, log_level="error", lifespan="on")


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), "pages" in sys.argv[3:])
