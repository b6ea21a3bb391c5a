"""Deployments of evaluation on a database of their own."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import KeySet

from kit.clock import FixedClock
from kit.service import Service
from kit.settings import development_settings
from kit.web.app import app_of
from services.evaluation.service import build
from tests.callers import ISSUER, KEY, PUBLIC
from tests.evaluation.evaluation_harness import (
    CHAIR,
    FINDINGS,
    MEMBERS,
    OFFICER,
    PROVINCE,
    SCREENER,
    SECRETARY,
    Deployment,
    Estate,
    dossier,
    submitted,
)

Deploy = Callable[..., Any]


@pytest.fixture
async def deploy(mongodb_uri: str, fresh_name: str, tmp_path: Path) -> AsyncIterator[Deploy]:
    made: list[Service] = []

    async def one(offices: str = "", on: date = date(2026, 8, 3)) -> Deployment:
        clock = FixedClock(datetime(on.year, on.month, on.day, 2, tzinfo=UTC))
        settings = development_settings(
            mongodb_uri=mongodb_uri,
            mongodb_database=f"{fresh_name}_{len(made)}",
            home=tmp_path,
            public_url=PUBLIC,
            oidc_issuer=ISSUER,
            offices=offices,
        )
        service = build(settings)
        service.work.clock = clock
        made.append(service)
        await service.prepare()
        issuer = app_of(service).state.issuer
        issuer._keys, issuer._fetched = KeySet([KEY]), time.monotonic()
        deployment = Deployment(service, clock)
        await deployment.know(CHAIR, SECRETARY, *MEMBERS)
        return deployment

    yield one
    for service in made:
        await service.database.drop()
        service.database.close()


@pytest.fixture
async def province(deploy: Deploy) -> Deployment:
    """One deployment serving every office, in the summer of 2026."""
    deployment: Deployment = await deploy()
    return deployment


@pytest.fixture
def estate(province: Deployment) -> Estate:
    return Estate([province])


@pytest.fixture
async def at_commune(province: Deployment, estate: Estate) -> str:
    await estate.tell(submitted(dossier()))
    [line] = (await province.read(SCREENER, "/api/cases"))["items"]
    return f"/api/cases/{line['id']}"


@pytest.fixture
async def at_province(province: Deployment, estate: Estate, at_commune: str) -> str:
    await province.send(SCREENER, f"{at_commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await province.send(SCREENER, f"{at_commune}/forwarding", {}, version="case")
    await estate.settle()
    [line] = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
    return f"/api/cases/{line['id']}"
