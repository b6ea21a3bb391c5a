"""A service in a process of its own, served as its image serves it, with little patience: `python -m tests.endpoints.hosting`."""

from __future__ import annotations

import os
import sys

import uvicorn

from kit.serve import http
from kit.settings import ServiceSettings
from kit.telemetry.logs import configure_logs
from kit.web import connections
from kit.web.app import app_of
from tests.endpoints.served import build


def main(name: str) -> None:
    """Serve until ended; what an operator sets comes from the environment."""
    configure_logs("CRITICAL")
    connections.LINGER_SECONDS = float(os.environ.get("LINGER_SECONDS", "5"))
    settings = ServiceSettings()
    uvicorn.run(app_of(build(name, settings)), lifespan="off", **http(settings))


if __name__ == "__main__":
    main(sys.argv[1])
