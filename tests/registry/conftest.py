"""Registries on a database of their own."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from joserfc.jwk import KeySet

from kit.clock import FixedClock
from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from services.registry.service import build
from tests.callers import ISSUER, KEY, PUBLIC
from tests.registry.registry_harness import Registry

Opening = Callable[..., Awaitable[Registry]]


@pytest.fixture
async def open_on(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Opening]:
    """A registry whose clock stands on a day; `offices`: those it serves, as OCOP_OFFICES writes them."""
    made: list[Service] = []

    async def one(on: date, offices: str = "") -> Registry:
        clock = FixedClock(datetime(on.year, on.month, on.day, 2, tzinfo=UTC))
        settings = development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=f"{fresh_name}_{len(made)}",
            home=tmp_path,
            public_url=PUBLIC,
            offices=offices,
            oidc_issuer=ISSUER,
        )
        service = build(settings)
        service.work.clock = clock
        made.append(service)
        await service.prepare()
        issuer = app_of(service).state.issuer
        issuer._keys, issuer._fetched = KeySet([KEY]), time.monotonic()
        return Registry(service, clock)

    yield one
    for service in made:
        await service.database.drop()
        service.database.close()


@pytest.fixture
async def registry(open_on: Opening) -> Registry:
    """A registry in the summer of 2026: no districts, Decision 26 in force."""
    return await open_on(date(2026, 8, 3))


@pytest.fixture
async def registry_2023(open_on: Opening) -> Registry:
    """A registry in the spring of 2023, with districts."""
    return await open_on(date(2023, 4, 10))
