"""The front of a development estate: the platform's services behind one address, and what only development has."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpcore
import uvicorn
from starlette.types import Message, Receive, Scope, Send

from estate import services
from estate.front import away, sign_in_as
from estate.front.away.refusals import ServiceAway
from estate.front.clock import slice as clock
from estate.front.landing import slice as landing
from estate.front.mailbox import slice as mailbox
from estate.front.proxy import Backend
from estate.servers.identity.provider import Provider, Seen
from estate.servers.mail import Catcher, Mailbox
from kit.language import mark
from kit.serve import http
from kit.service import Check, Service
from kit.service.patience import insist
from kit.settings import ServiceSettings
from kit.telemetry.logs import configure_logs
from kit.telemetry.tracing import configure_tracing
from kit.web.app import app_of
from kit.web.pages import Nav

NAME = "dev"
_PATIENCE = 5.0
"""Seconds a service may take to say whether it is ready."""


def serve(ports: Mapping[str, int], *, identity: bool, mail: bool, fronts: Sequence[str]) -> None:
    """Serve until asked to end; `fronts` are the addresses of services that have one of their own and sign in here too."""
    settings = ServiceSettings()
    configure_logs(settings.log_level, NAME)
    configure_tracing("ocop-front", settings.otlp_endpoint)
    letters = Mailbox(settings.home / "mail")
    threads: list[Provider | Catcher] = []
    if identity:
        threads.append(Provider(_seen(settings, [settings.public_url, *fronts])))
    if mail:
        threads.append(Catcher(letters, urlsplit(settings.smtp_url).port or 25))
    backends = {name: Backend(name, port) for name, port in ports.items()}
    # Nobody stands before it: who a client is, the connection says.
    uvicorn.run(Site(Front(settings, backends, threads, letters)), lifespan="on", **http(settings, patience=2))


def _seen(settings: ServiceSettings, fronts: Sequence[str]) -> Seen:
    endpoints = [*services.NAMES, NAME]
    redirects = [f"{front}/{endpoint}/sign-in/callback" for front in fronts for endpoint in endpoints]
    logouts = [f"{front}/{endpoint}/sign-in/backchannel-logout" for front in fronts for endpoint in endpoints]
    return Seen(Path(settings.home), urlsplit(settings.oidc_issuer).port or 80, redirects, fronts, logouts)


class Front(Service):
    """The pages of the estate itself; it is ready when every service behind it is."""

    def __init__(
        self,
        settings: ServiceSettings,
        backends: Mapping[str, Backend],
        threads: Sequence[Provider | Catcher],
        letters: Mailbox,
    ) -> None:
        resources = {"navigation": _NAVIGATION, "mailbox": letters, "backends": backends}
        slices = [landing, mailbox, clock, away.slice]
        # Where people sign in elsewhere (OIDC_ISSUER), there is nobody to sign in as at a click.
        for thread in threads:
            if isinstance(thread, Provider):
                resources["sign_ons"] = thread.sign_ons
                slices.append(sign_in_as.slice)
        super().__init__(NAME, slices, settings, resources=resources)
        self.backends = backends
        self._threads = threads
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the provider and the mail catcher."""
        for thread in self._threads:
            thread.start()
        self._tasks = [asyncio.create_task(insist("database", self.prepare), name="front.prepare")]

    async def stop(self) -> None:
        """Close everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for thread in self._threads:
            thread.stop()
        await asyncio.gather(*(backend.close() for backend in self.backends.values()))
        self.database.close()

    async def readiness(self) -> list[Check]:
        """What every service says of itself, and whether its subscribers have their share."""
        return [check for its in await asyncio.gather(*map(_asked, self.backends.values())) for check in its]


async def _asked(backend: Backend) -> list[Check]:
    try:
        answer = json.loads(await asyncio.wait_for(backend.ask(f"/{backend.name}/readyz"), _PATIENCE))
    except (TimeoutError, httpcore.TimeoutException):
        return [Check(f"{backend.name}.process", False, f"no answer within {_PATIENCE:.0f} s")]
    except (httpcore.NetworkError, httpcore.ProtocolError, ValueError):
        return [Check(f"{backend.name}.process", False, "is restarting")]
    return [
        Check(
            f"{backend.name}.{check['name']}",
            check["ok"] and not (check["name"] == "subscribers" and check["detail"]),
            check["detail"],
        )
        for check in answer["checks"]
    ]


@dataclass
class Site:
    """One address for all: a service's prefix leads to the service, anything else to the front itself."""

    front: Front
    _backends: Mapping[str, Backend] = field(init=False)

    def __post_init__(self) -> None:
        self._backends = self.front.backends

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request to whose it is; where a service gives no answer, the front says so in its place."""
        segment = scope["path"].split("/", 2)[1] if scope["type"] == "http" else ""
        backend = self._backends.get(segment)
        if backend is None:
            await app_of(self.front)(scope, receive, send)
            return
        try:
            await backend(scope, receive, send)
        except ServiceAway as refusal:
            await self._refuse(refusal, scope, send)

    async def _refuse(self, refusal: ServiceAway, scope: Scope, send: Send) -> None:
        """As an error page of any proxy: another address, asked for in the client's name and language."""
        machine = scope["path"].startswith(f"/{refusal.service}/api/") or scope["path"].endswith(".json")
        path = f"{'/api' if machine else ''}/away/{refusal.service}"
        bodily = (b"content-length", b"content-type", b"transfer-encoding")
        headers = [(name, value) for name, value in scope["headers"] if name not in bodily]
        instead = {"method": "GET", "path": path, "raw_path": path.encode(), "headers": headers}

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def to_be_tried_again(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"retry-after", b"2")]
            await send(message)

        state = {"away": refusal, "asked": scope["path"]}
        await app_of(self.front)({**scope, **instead, "state": state}, nothing, to_be_tried_again)


_NAVIGATION = [
    Nav(mark("Giới thiệu"), "/"),
    Nav(mark("Hộp thư thử"), "/mailbox"),
    Nav(mark("Đồng hồ"), "/clock"),
    Nav(mark("Vận hành, kết nối"), "/operators"),
]
