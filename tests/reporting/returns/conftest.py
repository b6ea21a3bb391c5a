"""Reporting in June 2023, a week before the second quarter closes."""

from __future__ import annotations

from datetime import date

import pytest

from tests.deployment import Deploy
from tests.reporting.reporting_harness import Reporting
from tests.reporting.returns.returns_harness import Returns

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.fixture
def pdf() -> bytes:
    """A scan of a page with nothing on it."""
    return PDF


@pytest.fixture
async def returns(deploy: Deploy) -> Returns:
    """The returns of the second quarter stand open."""
    made = Returns(Reporting(await deploy("reporting", on=date(2023, 6, 7), offices="33/*")))
    await made.on(date(2023, 6, 7))
    return made
