"""The sample service with a real database behind its endpoints."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kit.service import Service
from kit.settings import development_settings
from kit.telemetry.logs import configure_logs
from tests.kit.web.web_sample.client import PUBLIC, Browser
from tests.kit.web.web_sample.service import build

configure_logs("CRITICAL")


@pytest.fixture
async def service(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Service]:
    settings = development_settings(
        mongodb_uri=mongodb_uri, mongodb_database=fresh_name, home=tmp_path, public_url=PUBLIC, oidc_issuer=""
    )
    made = build(settings)
    await made.prepare()
    yield made
    made.database.close()


@pytest.fixture
async def browser(service: Service) -> AsyncIterator[Browser]:
    async with Browser(service) as client:
        yield client
