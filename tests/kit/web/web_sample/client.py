"""People who knock on the sample's endpoints."""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode

import httpx
import itsdangerous

from kit.identity import Principal
from kit.service import Service
from kit.sessions.session import Tokens
from kit.sessions.store import Sessions
from kit.web.app import app_of
from kit.web.session import session_cookie, visit_cookie

PUBLIC = "http://127.0.0.1:8080"
HUONG = Principal.of("u-huong", "Nguyễn Thị Hương", "producer@p-1", email="huong@example.vn")


class Browser(httpx.AsyncClient):
    """Keeps cookies, follows nothing by itself, and can read the forms of a page."""

    def __init__(self, service: Service) -> None:
        super().__init__(
            transport=httpx.ASGITransport(app=app_of(service), raise_app_exceptions=False), base_url=PUBLIC, timeout=30
        )
        self.service = service
        self.token: dict[str, str] = {}
        """The header that a script on one of its pages sends along."""

    async def hidden(self, address: str) -> dict[str, str]:
        """The hidden fields of the last form on a page."""
        page = await self.get(address)
        assert page.status_code == 200, page.text
        return hidden_fields(page.text)

    async def sign_in(self, principal: Principal = HUONG) -> None:
        """The browser has the cookie a sign-in ends with; its forms carry `token`."""
        name, cookie = await session(self.service, principal)
        self.cookies.set(name, cookie)
        self.token = {"X-CSRF-Token": app_of(self.service).state.sessions.keys.form(cookie)}


async def session(service: Service, who: Principal) -> tuple[str, str]:
    """A session as a sign-in begins it: the cookie's name and value."""
    sessions: Sessions = app_of(service).state.sessions
    return session_cookie(service), await sessions.begin(who, None, Tokens(id_token="a.b.c", access_token="a"))


def visit(service: Service, kept: dict[str, object], key: str | None = None) -> tuple[str, str]:
    """A visit's cookie, signed with the service's secret unless another is given."""
    signer = itsdangerous.TimestampSigner(key or app_of(service).state.sessions.keys.visit())
    return visit_cookie(service), signer.sign(b64encode(json.dumps(kept).encode())).decode()


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of the last form on a page."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page[page.rindex("<form") :])
    return {name: html.unescape(value) for name, value in found}
