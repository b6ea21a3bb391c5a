"""One deployment of a service: on a database of its own, its clock on a day, the tests' key pair for its identity provider."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from joserfc.jwk import KeySet

from kit.clock import FixedClock
from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from tests.callers import ISSUER, KEY, PUBLIC

Deploy = Callable[..., Awaitable[Service]]

SUMMER = date(2026, 8, 3)
"""No districts, Decision 26 in force."""


async def deploy(
    service: str, mongodb_uri: str, database: str, home: Path, *, on: date = SUMMER, **settings: Any
) -> Service:
    """
    A service of the product by its name, ready to be asked; its clock stands at 9 o'clock of the day.

    `settings`: fields of `ServiceSettings` to set otherwise; where `kafka_bootstrap_servers` is among them, the service
    is not prepared: the test makes the topics and starts it.
    """
    given = {"public_url": PUBLIC, "oidc_issuer": ISSUER} | settings
    configured = development_settings(mongodb_uri=mongodb_uri, mongodb_database=database, home=home, **given)
    made: Service = importlib.import_module(f"services.{service}.service").build(configured)
    made.work.clock = FixedClock(datetime(on.year, on.month, on.day, 2, tzinfo=UTC))
    app_of(made).state.issuer.trust(KeySet([KEY]))
    if "kafka_bootstrap_servers" not in given:
        await made.prepare()
    return made


@asynccontextmanager
async def deployed(
    service: str, mongodb_uri: str, database: str, home: Path, *, on: date = SUMMER, **settings: Any
) -> AsyncIterator[Service]:
    """`deploy`, and its database is removed in the end."""
    made = await deploy(service, mongodb_uri, database, home, on=on, **settings)
    try:
        yield made
    finally:
        await made.database.drop()
        made.database.close()
