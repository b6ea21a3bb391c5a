"""One service in a process of its own, as its image runs it: logs, traces and HTTP from its settings."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import uvicorn

from kit.private import close_to_others, write_privately
from kit.service import Service
from kit.settings import ServiceSettings
from kit.telemetry.logs import configure_logs
from kit.telemetry.tracing import configure_tracing
from kit.web.app import build_app
from kit.web.connection_limit import ConnectionLimit


def serve(service: Service) -> None:
    """Serves until asked to end, and then lets what is at work finish."""
    settings = service.settings
    write_privately()
    close_to_others(settings.home)
    configure_logs(settings.log_level, service.name)
    configure_tracing(f"ocop-{service.name}", settings.otlp_endpoint, version("ocop"))
    uvicorn.run(build_app(service), **http(settings))


def http(settings: ServiceSettings, *, patience: int = 10) -> dict[str, Any]:
    """
    How an application is served, wherever it is, as uvicorn's options: connections within their bounds, whom to believe.

    `patience`: seconds in which what is at work may finish at the end.
    """
    proxies = [str(network) for network in settings.proxy_networks()]
    return {
        "host": settings.host,
        "port": settings.port,
        "http": ConnectionLimit(settings).protocol,
        "ws": "none",
        "proxy_headers": bool(proxies),
        "forwarded_allow_ips": proxies,
        "log_config": None,  # its own lines come as ours do
        "access_log": False,
        "server_header": False,
        "timeout_graceful_shutdown": patience,
    }
