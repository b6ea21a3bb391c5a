"""Reporting on a database of its own."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from joserfc.jwk import KeySet

from kit.clock import FixedClock
from kit.settings import development_settings
from kit.web.app import app_of
from services.reporting.service import build
from tests.callers import ISSUER, KEY, PUBLIC
from tests.reporting.reporting_harness import Reporting


@asynccontextmanager
async def deployed(mongodb_uri: str, name: str, home: Path) -> AsyncIterator[Reporting]:
    """Reporting on a database of its own, in the summer of 2026: no districts."""
    clock = FixedClock(datetime(2026, 8, 3, 2, tzinfo=UTC))
    settings = development_settings(
        mongodb_uri=mongodb_uri, mongodb_database=name, home=home, public_url=PUBLIC, oidc_issuer=ISSUER
    )
    service = build(settings)
    service.work.clock = clock
    await service.prepare()
    issuer = app_of(service).state.issuer
    issuer._keys, issuer._fetched = KeySet([KEY]), time.monotonic()
    yield Reporting(service, clock)
    await service.database.drop()
    service.database.close()


@pytest.fixture
async def reporting(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Reporting]:
    """Reporting for one test."""
    async with deployed(mongodb_uri, fresh_name, tmp_path) as made:
        yield made


@pytest.fixture(scope="class")
async def shared(
    mongodb_uri: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Reporting]:
    """Reporting for the tests of a class that only ask."""
    name = f"t{os.getpid()}{request.cls.__name__}"
    async with deployed(mongodb_uri, name, tmp_path_factory.mktemp("reporting")) as made:
        yield made
