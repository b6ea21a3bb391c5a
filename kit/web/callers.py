"""Who calls, found out before anything is read, and how often they may: by person once known, else by address."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kit.identity import Principal
from kit.refusal import Refusal
from kit.settings import ServiceSettings
from kit.web.answering import answer_to
from kit.web.refusals import TooManyRequests
from kit.web.session import signed_in

UNCOUNTED = {"/livez", "/readyz", "/metrics"}
"""What machines of the house ask, however often."""
ADDRESSES = 10_000
"""So many are counted one by one; beyond, by neighbourhood."""


@dataclass(frozen=True)
class Caller:
    """Who a request comes from; `refusal` is what was wrong with the token of somebody who stays unknown."""

    principal: Principal | None = None
    refusal: Refusal | None = None


def caller_of(scope: Scope) -> Caller:
    """The caller that `Callers` found."""
    found: Caller = scope["state"]["caller"]
    return found


class Callers:
    """
    Finds the caller (bearer token, else session) and counts the request; answers 429 with Retry-After over the limit.

    A sliding window of a minute in this process: each replica counts for itself.
    """

    def __init__(self, app: ASGIApp, settings: ServiceSettings) -> None:
        self.app = app
        self._counts = MemoryStorage()
        self._window = SlidingWindowCounterRateLimiter(self._counts)
        self._anonymous = _per_minute(settings.anonymous_per_minute)
        self._person = _per_minute(settings.person_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on with its caller in `scope["state"]["caller"]`."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["caller"] = Caller()
        if scope["path"].removeprefix(scope.get("root_path", "")) not in UNCOUNTED:
            caller = state["caller"] = await _identified(Request(scope))
            if (seconds := self._wait(scope, caller.principal)) is not None:
                await answer_to(Request(scope), TooManyRequests(seconds=seconds))(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _wait(self, scope: Scope, principal: Principal | None) -> int | None:
        """Seconds to wait before the next request; None when this one is within the limit."""
        limit = self._person if principal else self._anonymous
        if limit is None:
            return None
        kind, key = ("person", principal.id) if principal else ("address", self._network(scope))
        if self._window.hit(limit, kind, key):
            return None
        again = self._window.get_window_stats(limit, kind, key).reset_time
        return max(1, math.ceil(again - time.time()))

    def _network(self, scope: Scope) -> str:
        # Who can use many addresses would fill the memory: beyond so many, they are counted by neighbourhood.
        crowded = len(self._counts.storage) > ADDRESSES
        return network_of((scope.get("client") or ("", 0))[0], wide=crowded)


def network_of(host: str, *, wide: bool = False) -> str:
    """What an address is counted as: itself, or of IPv6 its /64, which one household holds; `wide`: /16 and /32."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(ip_network((address, 32 if wide else 64), strict=False))
        address = address.ipv4_mapped
    return str(ip_network((address, 16 if wide else 32), strict=False))


async def _identified(request: Request) -> Caller:
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return Caller(signed_in(request))
    try:
        return Caller(await request.app.state.issuer.principal(credentials.strip()))
    except Refusal as refused:  # the endpoint decides whether it matters
        return Caller(refusal=refused)


def _per_minute(count: int) -> RateLimitItem | None:
    return RateLimitItemPerMinute(count) if count else None
