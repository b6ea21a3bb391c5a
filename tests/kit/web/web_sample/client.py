"""People who knock on the sample's doors."""

from __future__ import annotations

import html
import json
import re
import time
from base64 import b64encode

import httpx
import itsdangerous

from kit.identity import Principal
from kit.service import Service
from kit.web import session

PUBLIC = "http://127.0.0.1:8080"
HUONG = Principal.of("u-huong", "Nguyễn Thị Hương", "producer@p-1", email="huong@example.vn")


class Browser(httpx.AsyncClient):
    """Keeps cookies, follows nothing by itself, and can read the forms of a page."""

    def __init__(self, service: Service) -> None:
        super().__init__(
            transport=httpx.ASGITransport(app=service.app, raise_app_exceptions=False), base_url=PUBLIC, timeout=30
        )
        self.service = service

    async def hidden(self, address: str) -> dict[str, str]:
        """The hidden fields of the last form on a page."""
        page = await self.get(address)
        assert page.status_code == 200, page.text
        return hidden_fields(page.text)

    def sign_in(self, principal: Principal = HUONG, **more: object) -> None:
        """This will give the browser the cookie a sign-in ends with."""
        who = {**principal.model_dump(mode="json", exclude={"grants"}), "grants": [str(g) for g in principal.grants]}
        kept = {"who": who, "until": int(time.time()) + 3600, "csrf": "token-of-the-session", **more}
        self.cookies.set(session.COOKIE, cookie(self.service, kept))


def cookie(service: Service, kept: dict[str, object], key: str | None = None) -> str:
    """A session cookie, signed with the service's secret unless another is given."""
    signer = itsdangerous.TimestampSigner(key or session.secret(service.settings))
    return signer.sign(b64encode(json.dumps(kept).encode())).decode()


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of the last form on a page."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page[page.rindex("<form") :])
    return {name: html.unescape(value) for name, value in found}
