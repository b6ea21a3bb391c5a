"""
The front's reverse proxy: requests and answers are streamed to one service and back, as RFC 9110 7.6 wants.

On httpcore, httpx's own transport: headers and bodies stay the bytes that ASGI has. Nothing is sent twice, whatever
fails; a client that goes away is gone for the service too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import suppress

import httpcore
from starlette.types import Message, Receive, Scope, Send

from estate.front.away.refusals import BrokenOff, Restarting, ServiceAway, Silent

TIMES = {"connect": 2.0, "read": 30.0, "write": 30.0, "pool": 2.0}
"""Seconds; `read` is the longest silence: a stream of events says something more often."""
_AT_ONCE = 100
"""Connections to one service; more requests wait for `pool` seconds. Each service has its own, so none starves others."""
_IDLE = 4.0
"""Seconds a connection is kept for the next request: less than uvicorn keeps it (5), which else might close it under us."""

_HOP_BY_HOP = {b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"transfer-encoding", b"upgrade"}
_SAID_BY_US = {b"forwarded", b"x-real-ip", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"expect"}

Headers = list[tuple[bytes, bytes]]


class Gone(Exception):
    """The client has left; there is nobody to answer."""


class Backend:
    """One service behind the front."""

    def __init__(self, name: str, port: int) -> None:
        self.name, self.port = name, port
        self._pool = httpcore.AsyncConnectionPool(max_connections=_AT_ONCE, keepalive_expiry=_IDLE)

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def ask(self, path: str) -> bytes:
        """What the service answers at a path of its own; raises httpcore's exceptions."""
        answer = await self._pool.request("GET", f"http://127.0.0.1:{self.port}{path}", extensions={"timeout": TIMES})
        return answer.content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the service answer. Raises Restarting, Silent, BrokenOff while nothing has been answered yet."""
        sent = asyncio.Event()
        exchange = asyncio.ensure_future(self._exchange(scope, _body(scope, receive, sent), send))
        leaving = asyncio.ensure_future(_leaving(receive, sent))
        try:
            await asyncio.wait({exchange, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if exchange.done():
                with suppress(Gone):
                    exchange.result()
        finally:
            for one in (exchange, leaving):
                one.cancel()
            await asyncio.gather(exchange, leaving, return_exceptions=True)

    async def _exchange(self, scope: Scope, body: AsyncIterator[bytes] | None, send: Send) -> None:
        query = scope["query_string"]
        target = scope.get("raw_path") or scope["path"].encode()
        url = httpcore.URL(scheme=b"http", host=b"127.0.0.1", port=self.port, target=target + (query and b"?" + query))
        asked = httpcore.Request(
            scope["method"], url, headers=_onward(scope, body), content=body, extensions={"timeout": TIMES}
        )
        try:
            answer = await self._pool.handle_async_request(asked)
        except Exception as fault:
            raise self._refusal(fault) from fault
        try:
            headers = [(name, value) for name, value in _passed_on(answer.headers) if name.lower() != b"date"]
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            assert isinstance(answer.stream, AsyncIterable)
            async for part in answer.stream:
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await answer.aclose()

    def _refusal(self, fault: Exception) -> Exception:
        refusals: dict[type[Exception], type[ServiceAway]] = {
            httpcore.ConnectError: Restarting,
            httpcore.ConnectTimeout: Silent,
            httpcore.PoolTimeout: Silent,
            httpcore.ReadTimeout: Silent,
            httpcore.WriteTimeout: Silent,
            httpcore.ReadError: BrokenOff,
            httpcore.WriteError: BrokenOff,
            httpcore.RemoteProtocolError: BrokenOff,
        }
        refused = refusals.get(type(fault))
        return refused(self.name) if refused else fault


def _passed_on(headers: Headers) -> Headers:
    named = {
        name.strip().lower() for field, value in headers if field.lower() == b"connection" for name in value.split(b",")
    }
    return [(name, value) for name, value in headers if name.lower() not in _HOP_BY_HOP | named]


def _onward(scope: Scope, body: AsyncIterator[bytes] | None) -> Headers:
    """The client's headers, with our own word on who it is in place of its own."""
    headers = [(name, value) for name, value in _passed_on(scope["headers"]) if name not in _SAID_BY_US]
    client = scope.get("client")
    headers.append((b"x-forwarded-for", str(client[0] if client else "127.0.0.1").encode()))
    headers.append((b"x-forwarded-proto", scope["scheme"].encode()))
    headers += [(b"x-forwarded-host", value) for name, value in scope["headers"] if name == b"host"]
    if body is not None and not any(name == b"content-length" for name, _ in headers):
        headers.append((b"transfer-encoding", b"chunked"))
    return headers


def _body(scope: Scope, receive: Receive, sent: asyncio.Event) -> AsyncIterator[bytes] | None:
    """The request's body as it comes; None when it has none. `sent` is set at its end."""
    if not any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"]):
        sent.set()
        return None

    async def parts() -> AsyncIterator[bytes]:
        more = True
        while more:
            message: Message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone()
            more = message.get("more_body", False)
            if part := message.get("body", b""):
                yield part
        sent.set()

    return parts()


async def _leaving(receive: Receive, sent: asyncio.Event) -> None:
    """Return when the client has left; its body must have been read, for there is one queue for both."""
    await sent.wait()
    while (await receive())["type"] != "http.disconnect":
        pass
