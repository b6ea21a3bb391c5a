"""Storage tests share the messaging tests' facts and their way of dying."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "messaging"))
sys.path.insert(0, str(Path(__file__).parent))

from faulty import prepared

from kit.clock import SystemClock
from kit.work import Work


@pytest.fixture
async def work(mongodb_uri: str, fresh_name: str) -> AsyncIterator[Work]:
    """Units of work on a database of the test's own."""
    database = await prepared(mongodb_uri, fresh_name)
    yield Work(database, SystemClock(), source="/test")
    database.close()
