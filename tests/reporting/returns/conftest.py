"""Reporting in June 2023, a week before the second quarter closes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.deployment import Deploy
from tests.reporting.reporting_harness import Reporting
from tests.reporting.returns.returns_harness import Returns


@pytest.fixture
async def returns(deploy: Deploy) -> Returns:
    """The returns of the second quarter stand open."""
    made = Returns(Reporting(await deploy("reporting", on=date(2023, 6, 7), offices="33/*")))
    await made.on(date(2023, 6, 7))
    return made
