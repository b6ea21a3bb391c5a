"""A command's way to one service's database: the running estate's, or the servers named in the environment."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TypeVar

from estate import services, state
from estate.places import home
from estate.refusals import NothingRuns
from kit.service import Service
from kit.settings import ServiceSettings

T = TypeVar("T")


def settings() -> ServiceSettings:
    """What the environment names, and beneath it what the running estate says. Raises NothingRuns."""
    runs = state.running(home())
    for name, value in (runs.environment() if runs else {}).items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("OCOP_HOME", str(home()))
    found = ServiceSettings()
    # Asked of the settings, not of the environment: a container has its way to the database from a secret's file.
    if not {"kafka_bootstrap_servers", "mongodb_uri"} <= found.model_fields_set:
        raise NothingRuns()
    return found


def on_the_broker() -> ServiceSettings:
    """As `settings`, for what needs the broker only. Raises NothingRuns where neither says where it is."""
    if runs := state.running(home()):
        for name, value in runs.environment().items():
            os.environ.setdefault(name, value)
    os.environ.setdefault("OCOP_HOME", str(home()))
    found = ServiceSettings()
    if "kafka_bootstrap_servers" not in found.model_fields_set:
        raise NothingRuns()
    return found


def on(name: str, work: Callable[[Service], Awaitable[T]]) -> T:
    """Builds a service, does not start it, and does one piece of work on it. Raises UnknownService, NothingRuns."""
    services.known(name)

    async def do() -> T:
        service = services.build(name, settings())
        try:
            return await work(service)
        finally:
            service.database.close()

    return asyncio.run(do())
