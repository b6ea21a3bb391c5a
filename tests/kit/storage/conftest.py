"""Storage tests share the messaging tests' facts and their way of dying."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from kit.clock import SystemClock
from kit.work import Work
from tests.kit.storage.faulty import prepared


@pytest.fixture
async def work(mongodb_uri: str, fresh_name: str) -> AsyncIterator[Work]:
    """Units of work on a database of the test's own."""
    database = await prepared(mongodb_uri, fresh_name)
    yield Work(database, SystemClock(), source="/test")
    database.close()
