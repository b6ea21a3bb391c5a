"""
Server-sent events (HTML Living Standard, 9.2): a page is told when what it shows has changed, without asking for it.

What is followed is read from the database, so that it does not matter which replica answers: once in `EVERY_SECONDS` for
everybody here who follows the same thing, and only while somebody does. Streams are few for one person and bounded
altogether; each ends by itself after `LONGEST_SECONDS`, when its browser asks again under the session it has then.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse

from kit.telemetry.logs import log

_log = log(__name__)
EVERY_SECONDS = 1.0
HEARTBEAT_SECONDS = 15.0
"""Proxies end what is silent for longer; a browser that is gone is noticed by it too."""
LONGEST_SECONDS = 300.0
AGAIN_MS = 3000
"""After which a browser asks again when a stream ends."""
MOST, MOST_OF_ONE = 300, 4


@dataclass
class _Watched:
    """What is followed under one key: the newest reading, and everybody who waits for another."""

    followers: int = 0
    seen: Any = None
    number: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    task: asyncio.Task[None] | None = None
    failed: bool = False


class Streams:
    """The streams of one process."""

    def __init__(self, *, every: float = EVERY_SECONDS, most: int = MOST, most_of_one: int = MOST_OF_ONE) -> None:
        self._every, self._most, self._most_of_one = every, most, most_of_one
        self._by_person: Counter[str] = Counter()
        self._watched: dict[Hashable, _Watched] = {}

    @property
    def open(self) -> int:
        """How many streams are open."""
        return self._by_person.total()

    def has_room(self, person: str) -> bool:
        """Whether another stream may be opened for a person."""
        return self.open < self._most and self._by_person[person] < self._most_of_one

    def answer(
        self,
        request: Request,
        key: Hashable,
        person: str,
        read: Callable[[], Awaitable[Any]],
        say: Callable[[Any], dict[str, Any] | None],
    ) -> StreamingResponse:
        """
        A stream to a person of what is read under `key`: `read` gives it anew, equal while nothing changed; `say` is what this
        person is told of it, None: nothing any more, and the stream ends. Ask `has_room` first.
        """
        request.state.stream = True  # what measures requests leaves it out, and the server's end does not wait for it
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._events(key, person, read, say), media_type="text/event-stream", headers=headers)

    async def _events(
        self,
        key: Hashable,
        person: str,
        read: Callable[[], Awaitable[Any]],
        say: Callable[[Any], dict[str, Any] | None],
    ) -> AsyncIterator[str]:
        self._by_person[person] += 1
        watched = self._watched.setdefault(key, _Watched())
        watched.followers += 1
        try:
            if watched.task is None:
                watched.task = asyncio.create_task(self._watch(key, watched, read))
            yield f"retry: {AGAIN_MS}\n\n"
            ends, number, last = monotonic() + LONGEST_SECONDS, 0, None
            while monotonic() < ends and not watched.failed:
                if not await _another(watched, number):
                    yield "event: still\ndata: {}\n\n"
                    continue
                number = watched.number
                said = say(watched.seen)
                if said is None:
                    return
                if said != last:
                    last = said
                    yield f"event: now\ndata: {json.dumps(said, ensure_ascii=False)}\n\n"
        finally:
            watched.followers -= 1
            self._by_person[person] -= 1
            if not self._by_person[person]:
                del self._by_person[person]
            if not watched.followers:
                self._watched.pop(key, None)
                if watched.task is not None:
                    watched.task.cancel()

    async def _watch(self, key: Hashable, watched: _Watched, read: Callable[[], Awaitable[Any]]) -> None:
        try:
            while True:
                seen = await read()
                if watched.number == 0 or seen != watched.seen:
                    async with watched.changed:
                        watched.seen, watched.number = seen, watched.number + 1
                        watched.changed.notify_all()
                await asyncio.sleep(self._every)
        except Exception as fault:
            # Whoever followed asks again, and is answered why there is nothing.
            _log.warning("a stream could not be read", key=str(key), fault=type(fault).__name__)
        watched.failed = True
        self._watched.pop(key, None)
        async with watched.changed:
            watched.changed.notify_all()


async def _another(watched: _Watched, number: int) -> bool:
    """Waits for a reading after the one of a number; False after the time of a heartbeat."""
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            async with watched.changed:
                await watched.changed.wait_for(lambda: watched.failed or watched.number != number)
    except TimeoutError:
        return False
    return not watched.failed


def streams_of(request: Request) -> Streams:
    """The streams of the application that answers."""
    found: Streams = request.app.state.streams
    return found
