"""Reporting in March 2023, when the letter went out."""

from __future__ import annotations

import pytest

from tests.deployment import Deploy
from tests.reporting.directives.directives_harness import SIGNED, Directives
from tests.reporting.reporting_harness import Reporting


@pytest.fixture
async def directives(deploy: Deploy) -> Directives:
    """A deployment of the province on the day the letter was signed."""
    made = Directives(Reporting(await deploy("reporting", on=SIGNED, offices="33/*")))
    await made.on(SIGNED)
    return made
