"""Services with things in every state, each behind a socket, and one browser for all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser

from tests.forms.crawling import Crawl, crawl
from tests.forms.site import Site, a_browser, a_site


@pytest.fixture(scope="session")
async def chrome() -> AsyncIterator[Browser]:
    async with a_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
async def site(
    chrome: Browser, mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Callable[[str], Awaitable[Site]]]:
    """A service by name, made when it is first asked for."""
    made: dict[str, Site] = {}
    async with AsyncExitStack() as open_sites:

        async def one(name: str) -> Site:
            if name not in made:
                home = tmp_path_factory.mktemp(name)
                made[name] = await open_sites.enter_async_context(a_site(name, mongodb_uri, home, chrome))
            return made[name]

        yield one


@pytest.fixture(scope="session")
def crawled(site: Callable[[str], Awaitable[Site]]) -> Callable[[str], Awaitable[Crawl]]:
    """All pages and forms of a service by name, looked for once."""
    found: dict[str, Crawl] = {}

    async def one(name: str) -> Crawl:
        if name not in found:
            found[name] = await crawl(await site(name))
        return found[name]

    return one
