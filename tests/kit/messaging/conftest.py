"""A corner of the world for each messaging test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kit.telemetry.logs import configure_logs
from tests.kit.messaging.harness import World

# A handler that fails on purpose is no news, and a console drawing its traceback holds up the loop.
configure_logs("CRITICAL")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nothing here takes long: what hangs is told soon."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(90))


@pytest.fixture
async def world(kafka_bootstrap: str, mongodb_uri: str, fresh_name: str) -> AsyncIterator[World]:
    """One test's own topics, databases and fact types on the session's broker and database."""
    made = World(fresh_name, kafka_bootstrap, mongodb_uri)
    yield made
    await made.close()
