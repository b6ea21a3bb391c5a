"""HTTP connections with bounds: how many, how long a header may be, and a deadline wherever the other side is waited for."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kit.settings import ServiceSettings
from kit.web.callers import network_of
from kit.web.early_answers import answer

HEADER_LIMIT = 32 * 1024
"""Bytes of request line and headers together."""
HEADERS_LIMIT = 100
LINGER_SECONDS = 5.0
"""After an answer to a request that is still being sent: time for its sender to read it (RFC 9112, section 9.6)."""
READER_SECONDS = 60.0
"""A reader who takes nothing of an answer for so long is gone."""


class Limits(Protocol):
    """What all connections of a server share (`kit.web.connection_limit`)."""

    settings: ServiceSettings
    waiting: dict[Connection, None]

    def is_proxy(self, host: str) -> bool: ...

    def enter(self, connection: Connection) -> int | None: ...

    def leave(self, connection: Connection) -> None: ...

    def count(self, status: int) -> None: ...


class Connection(HttpToolsProtocol):
    """uvicorn's protocol, which itself has a time limit between two requests only."""

    def __init__(self, connection_limit: Limits, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.connection_limit = connection_limit
        self.address = ""
        self._deadline: asyncio.TimerHandle | None = None
        self._reader: asyncio.TimerHandle | None = None
        self._head = 0
        self._in_head = self._in_body = self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Takes a place, or answers why there is none."""
        super().connection_made(transport)
        host = self.client[0] if self.client else ""
        self.address = "" if self.connection_limit.is_proxy(host) else network_of(host)
        self._wait_for_head()
        if status := self.connection_limit.enter(self):
            self.refuse(status)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self.connection_limit.leave(self)
        for timer in (self._deadline, self._reader):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes of a header; from whom was refused, read nothing more."""
        if self._refused or self.transport.is_closing():
            return
        if not self._in_body:
            if self._deadline is None and self._is_idle():  # the next request on a kept connection
                self._wait_for_head()
            self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > HEADER_LIMIT:
            self.refuse(431)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head = True

    def on_headers_complete(self) -> None:
        """The header has come: from here on the body's own limits hold (`kit.web.limits`)."""
        length = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if length > HEADER_LIMIT or len(self.headers) > HEADERS_LIMIT:
            self.refuse(431)
            return
        self._in_head, self._in_body, self._head = False, True, 0
        self._set_deadline(None)
        self.connection_limit.waiting.pop(self, None)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The whole request has come."""
        super().on_message_complete()
        self._in_body = False
        if self._is_idle():  # it was answered before
            self._wait_for_head()

    def on_response_complete(self) -> None:
        """Answered. Whoever is still sending has a moment to notice; whoever reads slowly, a minute."""
        super().on_response_complete()
        if self.transport.is_closing():
            self.close()
        elif self._in_body:
            self._set_deadline(LINGER_SECONDS)
        elif self._is_idle():
            self.connection_limit.waiting[self] = None

    def shutdown(self) -> None:
        """The server ends: what is at work is finished, but for a stream, which never is by itself."""
        super().shutdown()
        if (
            self.cycle is not None
            and not self.cycle.response_complete
            and self.cycle.scope.get("state", {}).get("stream")
        ):
            self.close()

    def timeout_keep_alive_handler(self) -> None:
        """No next request came."""
        self.close()

    def pause_writing(self) -> None:
        """The reader is behind."""
        super().pause_writing()
        self._reader = self._reader or self.loop.call_later(READER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has caught up."""
        super().resume_writing()
        if self._reader is not None and not self.transport.is_closing():
            self._reader.cancel()
            self._reader = None

    def send_400_response(self, msg: str) -> None:
        """Say in words that the parser did not understand."""
        self.refuse(400)

    def refuse(self, status: int) -> None:
        """Answer with a problem, wait a second so that it can be read, and close."""
        if not self._refused and not self.transport.is_closing():
            self._refused = True
            self.connection_limit.count(status)
            self.transport.write(answer(status))
            self._set_deadline(1.0)

    def close(self) -> None:
        """Close; at the latest when the reader has had its time."""
        self.connection_limit.waiting.pop(self, None)
        self.transport.close()
        self._reader = self._reader or self.loop.call_later(READER_SECONDS, self.transport.abort)

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self.connection_limit.waiting[self] = None
        self._set_deadline(self.connection_limit.settings.header_seconds)

    def _set_deadline(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else self.loop.call_later(seconds, self._is_late)

    def _is_late(self) -> None:
        # To a line on which nothing was asked nothing is said: a browser connected ahead, or somebody holds the line.
        if self._in_head and not self._refused:
            self.refuse(408)
        else:
            self.close()
