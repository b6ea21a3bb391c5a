"""The front of a development estate: the platform's services behind one address, and what only development has."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from estate import services
from estate.clock import slice as clock
from estate.identity.provider import Provider
from estate.landing import slice as landing
from estate.mail import Catcher
from estate.mailbox import slice as mailbox
from kit.service import Check, Service
from kit.settings import ServiceSettings
from kit.telemetry.logs import log
from kit.web.language import mark
from kit.web.pages import Nav

NAME = "dev"
_log = log(__name__)


class Front(Service):
    """Opens with the platform's services and closes after them; its readiness is theirs."""

    def __init__(
        self, settings: ServiceSettings, rooms: Sequence[Service], threads: Sequence[Provider | Catcher]
    ) -> None:
        super().__init__(NAME, [landing, mailbox, clock], settings, resources={"navigation": _NAVIGATION})
        self.rooms = {room.name: room for room in rooms}
        self._threads = threads
        self._open = AsyncExitStack()
        self._seeded: dict[str, str] = dict.fromkeys(self.rooms, "is being seeded")
        self._seeding: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """This will open the provider, the mail catcher and every service, then seed what is new."""
        for thread in self._threads:
            thread.start()
            self._open.callback(thread.stop)
        self._seeding.append(asyncio.create_task(self._insist("database", self.prepare), name="front.prepare"))
        for room in self.rooms.values():
            await self._open.enter_async_context(room.app.router.lifespan_context(room.app))
            self._seeding.append(asyncio.create_task(self._seed(room), name=f"seed.{room.name}"))

    async def stop(self) -> None:
        """This will close everything, the last opened first."""
        for task in self._seeding:
            task.cancel()
        await asyncio.gather(*self._seeding, return_exceptions=True)
        with suppress(Exception):
            await asyncio.wait_for(self._open.aclose(), timeout=4)
        self.database.close()

    async def readiness(self) -> list[Check]:
        """What every service says of itself, and whether its seeds are in and its subscribers have their share."""
        checks = []
        found = await asyncio.gather(*(room.readiness() for room in self.rooms.values()))
        for name, its in zip(self.rooms, found, strict=True):
            for check in its:
                ok = check.ok and not (check.name == "subscribers" and check.detail)
                checks.append(Check(f"{name}.{check.name}", ok, check.detail))
            checks.append(Check(f"{name}.seeds", not self._seeded[name], self._seeded[name]))
        return checks

    async def _seed(self, room: Service) -> None:
        seed = services.seed_of(room.name)
        while seed:
            try:
                await room.prepare()
                await seed(room)
                break
            except asyncio.CancelledError:
                raise
            except Exception as fault:  # said by readiness and in the log, tried again
                self._seeded[room.name] = repr(fault)
                _log.exception("seeding failed", service=room.name)
                await asyncio.sleep(2)
        self._seeded[room.name] = ""


@dataclass
class Site:
    """One address for all: a service's prefix leads to the service, anything else to the front itself."""

    front: Front
    _apps: dict[str, ASGIApp] = field(init=False)

    def __post_init__(self) -> None:
        self._apps = {name: room.app for name, room in self.front.rooms.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will hand the request to whose it is; the services know their own prefix."""
        segment = scope["path"].split("/", 2)[1] if scope["type"] == "http" else ""
        app: Any = self._apps.get(segment, self.front.app)
        await app(scope, receive, send)


_NAVIGATION = [Nav(mark("Giới thiệu"), "/"), Nav(mark("Hộp thư thử"), "/mailbox"), Nav(mark("Đồng hồ"), "/clock")]
