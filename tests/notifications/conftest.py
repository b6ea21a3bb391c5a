"""Deployments of notifications on a database of their own, and a real mail server to try them on."""

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
from services.notifications.service import build
from tests.callers import ISSUER, KEY, PUBLIC
from tests.notifications.notifications_harness import Post, PostOffice

Opening = Callable[..., Awaitable[PostOffice]]


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    """A mail server that answers as a test tells it to."""
    server = Post()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def opening(mongodb_uri: str, fresh_name: str, tmp_path: Path, post: Post) -> AsyncIterator[Opening]:
    """Deployments whose clock stands on a day."""
    made: list[Service] = []

    async def one(on: date = date(2026, 8, 3), offices: str = "", public: str = PUBLIC) -> PostOffice:
        clock = FixedClock(datetime(on.year, on.month, on.day, 2, tzinfo=UTC))
        settings = development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=f"{fresh_name}_{len(made)}",
            home=tmp_path,
            public_url=public,
            oidc_issuer=ISSUER,
            smtp_url=post.url,
            offices=offices,
        )
        service = build(settings)
        service.work.clock = clock
        made.append(service)
        await service.prepare()
        issuer = app_of(service).state.issuer
        issuer._keys, issuer._fetched = KeySet([KEY]), time.monotonic()
        return PostOffice(service, clock, post)

    yield one
    for service in made:
        await service.database.drop()
        service.database.close()


@pytest.fixture
async def office(opening: Opening) -> PostOffice:
    """One deployment serving everybody, in the summer of 2026."""
    return await opening()
