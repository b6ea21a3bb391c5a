"""Runs notifications alone: what its image runs."""

from __future__ import annotations

import uvicorn

from kit.settings import ServiceSettings
from services.notifications.service import build

if __name__ == "__main__":
    settings = ServiceSettings()
    uvicorn.run(build(settings).app, host=settings.host, port=settings.port, log_config=None, access_log=False)
