"""Deployments of notifications, and a real mail server to try them on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from tests.callers import PUBLIC
from tests.deployment import Deploy
from tests.notifications.notifications_harness import Post, PostOffice

Opening = Callable[..., Awaitable[PostOffice]]


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    """A mail server that answers as a test tells it to."""
    server = Post()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def opening(deploy: Deploy, post: Post) -> Opening:
    """Deployments whose clock stands on a day; `public`: the address they are reached at."""

    async def one(*, public: str = PUBLIC, **settings: Any) -> PostOffice:
        return PostOffice(await deploy("notifications", public_url=public, smtp_url=post.url, **settings), post)

    return one


@pytest.fixture
async def office(opening: Opening) -> PostOffice:
    """One deployment serving everybody, in the summer of 2026."""
    return await opening()
