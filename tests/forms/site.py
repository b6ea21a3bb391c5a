"""A service of the matrix (things in every state) behind a real socket, and its people in real browsers."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from playwright.async_api import Browser, BrowserContext, async_playwright

from kit.web.app import app_of
from kit.web.assets.chromium import FLAGS, chromium
from tests import callers
from tests.matrix import evaluation, others, registry
from tests.matrix.people import EXTRAS, KINDS, Kind
from tests.matrix.world import World, begun

THINGS = {
    "registry": registry.registry,
    "evaluation": evaluation.evaluation,
    "notifications": others.notifications,
    "reporting": others.reporting,
}
PEOPLE = KINDS | {one.name: one for one in EXTRAS}


@dataclass(frozen=True)
class Site:
    """One service, listening at `url`; `prefix` begins the path of each of its pages."""

    name: str
    world: World
    url: str
    browser: Browser

    @property
    def prefix(self) -> str:
        return f"/{self.name}"

    @asynccontextmanager
    async def visited(self, who: str, width: int = 1280) -> AsyncIterator[BrowserContext]:
        """A browser of somebody who has signed in; `anonymous` has not."""
        made = await self.browser.new_context(
            base_url=self.url, viewport={"width": width, "height": 900}, locale="vi-VN"
        )
        made.set_default_timeout(20_000)
        try:
            await self.sign_in(made, who)
            yield made
        finally:
            await made.close()

    async def sign_in(self, context: BrowserContext, who: str) -> None:
        """What a sign-in ends with."""
        kind: Kind = PEOPLE[who]
        if kind.pass_ == "sound":
            name, value = await callers.begun(self.world.service, kind.now)
            await context.add_cookies([{"name": name, "value": value, "url": self.url}])

    async def end_sessions(self, who: str) -> None:
        """The server ends every session of somebody."""
        await app_of(self.world.service).state.sessions.end_all_of(PEOPLE[who].now.id)


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    """The browser the tests of pages use."""
    found = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(found.path), args=list(FLAGS), env={**os.environ, **found.environment}
        )
        yield browser
        await browser.close()


@asynccontextmanager
async def a_site(name: str, mongodb_uri: str, home: Path, browser: Browser) -> AsyncIterator[Site]:
    """A service with its things, answering while this is open."""
    world = await begun(name, mongodb_uri, home)
    await THINGS[name](world)
    await world.park()
    await world.keep()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config: Any = uvicorn.Config(app_of(world.service), port=port, lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started and not running.done():
        await asyncio.sleep(0.02)
    try:
        yield Site(name, world, f"http://127.0.0.1:{port}", browser)
    finally:
        server.should_exit = True
        await running
        await world.client.aclose()
        await world.service.database.drop()
        world.service.database.close()
