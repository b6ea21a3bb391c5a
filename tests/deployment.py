"""One deployment of a service: on a database of its own, its clock on a day, the tests' key pair for its identity provider."""

from __future__ import annotations

import importlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from joserfc.jwk import KeySet
from pymongo import MongoClient

from kit.clock import FixedClock
from kit.service import Service
from kit.service.running import OWN
from kit.settings import development_settings
from kit.storage.generations import ROWS as GENERATIONS
from kit.web.app import app_of
from tests.callers import ISSUER, KEY, PUBLIC

Deploy = Callable[..., Awaitable[Service]]

MARK = f"t{os.getpid()}n"
"""How the name of every database begins that this session's tests make."""

SUMMER = date(2026, 8, 3)
"""No districts, Decision 26 in force."""


async def deploy(
    service: str,
    mongodb_uri: str,
    database: str,
    home: Path,
    *,
    on: date = SUMMER,
    has_indexes: bool = False,
    **settings: Any,
) -> Service:
    """
    A service of the product by its name, ready to be asked; its clock stands at 9 o'clock of the day.

    `settings`: fields of `ServiceSettings` to set otherwise; where `kafka_bootstrap_servers` is among them, the service
    is not prepared: the test makes the topics and starts it. `has_indexes`: collections and indexes are there already.
    """
    given = {"public_url": PUBLIC, "oidc_issuer": ISSUER} | settings
    configured = development_settings(mongodb_uri=mongodb_uri, mongodb_database=database, home=home, **given)
    made: Service = importlib.import_module(f"services.{service}.service").build(configured)
    made.work.clock = FixedClock(datetime(on.year, on.month, on.day, 2, tzinfo=UTC))
    app_of(made).state.issuer.trust(KeySet([KEY]))
    if "kafka_bootstrap_servers" not in given:
        await (made.begin() if has_indexes else made.prepare())
    return made


_emptied: dict[tuple[str, str], list[str]] = {}
"""Databases that tests have left, by service and server: empty, their indexes made. To make those takes longer than most tests."""


@asynccontextmanager
async def deployed(
    service: str, mongodb_uri: str, database: str, home: Path, *, on: date = SUMMER, **settings: Any
) -> AsyncIterator[Service]:
    """`deploy` on an empty database, which nobody else has meanwhile: one that an earlier test has left, or a new one."""
    left = _emptied.setdefault((service, mongodb_uri), [])
    found = left.pop() if left and "kafka_bootstrap_servers" not in settings else None
    made = await deploy(service, mongodb_uri, found or database, home, on=on, has_indexes=found is not None, **settings)
    try:
        yield made
    finally:
        if made.prepared and await _empty(made):
            left.append(made.database.name)
        else:
            await made.database.drop()
        made.database.close()


def drop_left(mongodb_uri: str) -> None:
    """Removes the databases this session has made from a server that outlives it."""
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        for name in client.list_database_names():
            if name.startswith(MARK):
                client.drop_database(name)


async def _empty(made: Service) -> bool:
    """Removes every document; False where there are other collections than those of a service newly prepared."""
    names = await made.database.driver.list_collection_names()
    if set(names) != {one.name for one in made.collections} | {name for name, _ in OWN} | {GENERATIONS}:
        return False
    for name in names:
        await made.database.driver[name].delete_many({})
    return True
