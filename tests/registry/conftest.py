"""Registries in two years."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from tests.deployment import Deploy
from tests.registry.registry_harness import Registry

Opening = Callable[..., Awaitable[Registry]]


@pytest.fixture
def open_on(deploy: Deploy) -> Opening:
    """A registry whose clock stands on a day; `offices`: those it serves, as OCOP_OFFICES writes them."""

    async def one(on: date, **settings: Any) -> Registry:
        return Registry(await deploy("registry", on=on, **settings))

    return one


@pytest.fixture
async def registry(open_on: Opening) -> Registry:
    """A registry in the summer of 2026: no districts, Decision 26 in force."""
    return await open_on(date(2026, 8, 3))


@pytest.fixture
async def registry_2023(open_on: Opening) -> Registry:
    """A registry in the spring of 2023, with districts."""
    return await open_on(date(2023, 4, 10))
