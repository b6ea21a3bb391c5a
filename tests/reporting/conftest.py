"""Reporting in the summer of 2026."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.deployment import MARK, Deploy, deployed
from tests.reporting.reporting_harness import Reporting


@pytest.fixture
async def reporting(deploy: Deploy) -> Reporting:
    """Reporting for one test."""
    return Reporting(await deploy("reporting"))


@pytest.fixture(scope="class")
async def shared(
    mongodb_uri: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Reporting]:
    """Reporting for the tests of a class that only ask."""
    name = f"{MARK}{request.cls.__name__}"
    async with deployed("reporting", mongodb_uri, name, tmp_path_factory.mktemp("reporting")) as made:
        yield Reporting(made)
