"""People at a service's endpoints: a key pair that stands for the issuer, tokens by it, and commands as a careful client sends them."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey

from kit.clock import FixedClock
from kit.identity import Principal
from kit.service import Service
from kit.sessions.session import Tokens
from kit.sessions.store import Sessions
from kit.telemetry.logs import configure_logs
from kit.web.app import app_of
from kit.web.session import session_cookie

PUBLIC, ISSUER = "http://127.0.0.1:8080", "http://127.0.0.1:8090"
KEY = RSAKey.generate_key(2048, parameters={"kid": "tests"})
configure_logs("CRITICAL")


def person(id: str, *grants: str, name: str | None = None) -> Principal:
    return Principal.of(id, name or id.replace("-", " ").title(), *grants)


def token(who: Principal) -> str:
    claims = {
        "iss": ISSUER,
        "aud": "ocop",
        "sub": who.id,
        "name": who.name,
        "exp": int(time.time()) + 3600,
        "ocop_grants": [str(grant) for grant in who.grants],
    }
    return jwt.encode({"alg": "RS256", "kid": "tests"}, claims, KEY)


async def begun(service: Service, who: Principal, *, sid: str | None = None) -> tuple[str, str]:
    """The cookie a sign-in ends with: (name, value)."""
    sessions: Sessions = app_of(service).state.sessions
    tokens = Tokens(id_token="given.at.sign-in", access_token="given-at-sign-in")
    return session_cookie(service), await sessions.begin(who, sid, tokens)


@dataclass
class BySession(httpx.Auth):
    """Somebody's browser: signed in when it sends its first request."""

    service: Service
    who: Principal
    jar: httpx.Cookies
    _cookie: str = ""

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if not self._cookie:
            name, self._cookie = await begun(self.service, self.who)
            self.jar.set(name, self._cookie)
            kept = request.headers.get("cookie")
            request.headers["cookie"] = f"{kept}; {name}={self._cookie}" if kept else f"{name}={self._cookie}"
        yield request

    @property
    def form_token(self) -> str:
        """What its forms carry, once it has been here."""
        return str(app_of(self.service).state.sessions.keys.form(self._cookie))


@dataclass
class Served:
    """One deployment of a service, and people at its endpoints."""

    service: Service
    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict, kw_only=True)

    @property
    def clock(self) -> FixedClock:
        """The service's clock, to be moved."""
        clock = self.service.work.clock
        assert isinstance(clock, FixedClock)
        return clock

    def at(self, who: Principal | None = None) -> httpx.AsyncClient:
        """The endpoints, as a person with a token of the issuer finds them."""
        key = who.id if who else ""
        if key not in self.clients:
            headers = {"authorization": f"Bearer {token(who)}"} if who else {}
            transport = httpx.ASGITransport(app=app_of(self.service), raise_app_exceptions=False)
            self.clients[key] = httpx.AsyncClient(transport=transport, base_url=PUBLIC, headers=headers, timeout=30)
        return self.clients[key]

    async def read(self, who: Principal | None, path: str, status: int = 200) -> Any:
        answer = await self.at(who).get(path)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def send(
        self,
        who: Principal | None,
        path: str,
        body: Any = None,
        *,
        version: int | None = None,
        method: str = "POST",
        status: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """Sends a command; `status` is the answer expected, any success unless given."""
        sent = {"if-match": f'"{version}"'} if version is not None else {}
        answer = await self.at(who).request(method, path, json=body, headers=sent | (headers or {}))
        if status is None:
            assert answer.status_code < 300, answer.text
        else:
            assert answer.status_code == status, answer.text
        return answer.json()
