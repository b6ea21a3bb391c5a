"""A service behind a real socket, in a thread with a loop of its own, with people and things that exist."""

from __future__ import annotations

import asyncio
import importlib
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from fastapi import FastAPI
from joserfc import jwt

from estate.people import people
from estate.processes.children import free_port
from kit.service import Service
from kit.settings import ServiceSettings, development_settings
from kit.telemetry.logs import configure_logs
from kit.web.app import app_of
from tests.callers import ISSUER, KEY
from tests.deployment import MARK, deployed

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
"""A summer morning: no districts, Decision 26 in force."""

T = TypeVar("T")
configure_logs("CRITICAL")


def build(name: str, settings: ServiceSettings | None = None) -> Service:
    """A service as it is put together in its own package."""
    service: Service = importlib.import_module(f"services.{name}.service").build(settings or development_settings())
    return service


@cache
def application(name: str) -> FastAPI:
    """The application of a service that nobody serves, for what can be read from it: once for all that read it."""
    return app_of(build(name))


@dataclass
class Served:
    """One service, listening."""

    name: str
    mongodb_uri: str
    home: Path
    service: Service = field(init=False)
    url: str = field(init=False)
    things: dict[str, list[str]] = field(default_factory=dict)
    """The ids of what exists, by the name a path or a field gives them: `dossier_id`."""

    def start(self) -> None:
        """Answers requests when it returns."""
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        ready: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(port, ready)), daemon=True)
        self._thread.start()
        self._loop = ready.result(timeout=60)
        deadline = time.monotonic() + 20
        while not self._server.started and time.monotonic() < deadline:
            time.sleep(0.02)

    def stop(self) -> None:
        """Ends the thread and removes the database."""
        self._server.should_exit = True
        self._thread.join(timeout=20)

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Runs something on the service's own loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=60)

    def client(self, who: str | None = None, **headers: str) -> httpx.Client:
        """Somebody at the endpoints: a person of the estate by name, or nobody."""
        return self.open(headers=headers | bearer(who))

    def open(self, **options: Any) -> httpx.Client:
        """A client of the endpoints. `verify`: loading the machine's certificates for each takes longer than the request."""
        return httpx.Client(base_url=self.url, timeout=30, verify=False, **options)

    async def _serve(self, port: int, ready: Future[asyncio.AbstractEventLoop]) -> None:
        database = f"{MARK}doors_{self.name}_{time.time_ns()}"
        try:
            async with deployed(self.name, self.mongodb_uri, database, self.home, on=NOW.date()) as service:
                self.service = service
                config = uvicorn.Config(
                    app_of(service), host="127.0.0.1", port=port, lifespan="off", log_level="critical"
                )
                self._server = uvicorn.Server(config)
                ready.set_result(asyncio.get_running_loop())
                await self._server.serve()
        except BaseException as fault:
            if not ready.done():
                ready.set_exception(fault)
            raise


def bearer(who: str | None) -> dict[str, str]:
    """The header somebody comes with; none for nobody."""
    return {"authorization": f"Bearer {_lasting(who)}"} if who else {}


@cache
def _lasting(who: str) -> str:
    return token(who)


def token(who: str, **claims: Any) -> str:
    """What the provider gives a person of the estate; `claims` replace its own (None leaves one out)."""
    person = people().person(who)
    said = {"iss": ISSUER, "aud": "ocop", "sub": person.id, "exp": int(time.time()) + 3600, **person.claims(), **claims}
    return jwt.encode({"alg": "RS256", "kid": "tests"}, {k: v for k, v in said.items() if v is not None}, KEY)
