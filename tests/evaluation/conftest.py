"""Deployments of evaluation, and a case at its commune and at the province."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.deployment import Deploy
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

Opening = Callable[..., Awaitable[Deployment]]


@pytest.fixture
def evaluation(deploy: Deploy) -> Opening:
    """`await evaluation(offices=…, on=…)`: a deployment that knows the people of the harness."""

    async def one(offices: str = "", **settings: Any) -> Deployment:
        made = Deployment(await deploy("evaluation", offices=offices, **settings))
        await made.know(CHAIR, SECRETARY, *MEMBERS)
        return made

    return one


@pytest.fixture
async def province(evaluation: Opening) -> Deployment:
    """One deployment serving every office, in the summer of 2026."""
    return await evaluation()


@pytest.fixture
def estate(province: Deployment) -> Estate:
    return Estate([province])


@pytest.fixture
async def at_commune(province: Deployment, estate: Estate) -> str:
    await estate.publish(submitted(dossier()))
    [line] = (await province.read(SCREENER, "/api/cases"))["items"]
    return f"/api/cases/{line['id']}"


@pytest.fixture
async def at_province(province: Deployment, estate: Estate, at_commune: str) -> str:
    await province.send(SCREENER, f"{at_commune}/screening", {"findings": FINDINGS, "proposes": True}, version="case")
    await province.send(SCREENER, f"{at_commune}/forwarding", {}, version="case")
    await estate.settle()
    [line] = (await province.read(OFFICER, f"/api/cases?office={PROVINCE}"))["items"]
    return f"/api/cases/{line['id']}"
