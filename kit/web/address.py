"""The site's one address: whatever host a request names, `OCOP_PUBLIC_URL` is where it is taken to have come to."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_INSIDE = ("/livez", "/readyz", "/metrics", "/sign-in/backchannel-logout")
"""Asked from inside, by watchers and by the identity provider, under whatever name they reach us by; no answer has an address."""

_MISDIRECTED = (
    "Địa chỉ này không phải của trang. Mở {url} rồi làm lại. Quản trị viên: đặt OCOP_PUBLIC_URL đúng với địa chỉ người dùng gõ.\n"
    "This is not the site's address. Open {url} and try again. Administrators: set OCOP_PUBLIC_URL to the address that people type.\n"
)


class Address:
    """
    Gives every request the scheme and host of the public address, so that no address made from a request (a redirect
    for a slash, a `Link` header) carries what its sender wrote into `Host` or `X-Forwarded-*`.

    A request for another site's name is answered 421 (RFC 9110 15.5.20): a name that leads here without being ours is
    a mistake, or DNS rebinding. Numeric addresses and `localhost` are no names: probes and people on the machine use
    them, and they are not repeated either.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app = app
        self.url = public_url
        parts = urlsplit(public_url)
        self._scheme, self._host = parts.scheme or "http", parts.netloc.encode("idna")
        self._name = (parts.hostname or "").lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on under the public address, or refuses one that was meant for another site."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self._is_ours(Headers(scope=scope).get("host", "")) and not scope["path"].endswith(_INSIDE):
            answer = PlainTextResponse(_MISDIRECTED.format(url=self.url), 421, {"Cache-Control": "no-store"})
            await answer(scope, receive, send)
            return
        others = [(name, value) for name, value in scope["headers"] if name != b"host"]
        await self.app({**scope, "scheme": self._scheme, "headers": [(b"host", self._host), *others]}, receive, send)

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name in {"", self._name, "localhost"} or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
