"""One service in a process of its own, as its image runs it: logs, traces and HTTP from its settings."""

from __future__ import annotations

from importlib.metadata import version

import uvicorn

from kit.private import close_to_others, write_privately
from kit.service import Service
from kit.telemetry.logs import configure_logs
from kit.telemetry.tracing import configure_tracing


def serve(service: Service) -> None:
    """This will serve until asked to end, and then let what is at work finish."""
    settings = service.settings
    write_privately()
    close_to_others(settings.home)
    configure_logs(settings.log_level, service.name)
    configure_tracing(f"ocop-{service.name}", settings.otlp_endpoint, version("ocop"))
    uvicorn.run(
        service.app,
        host=settings.host,
        port=settings.port,
        log_config=None,  # its own lines come as ours do
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
