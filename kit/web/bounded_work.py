"""A bounded pool for computing that anybody may ask for: a few at a time, a short queue, the last results cached."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable

from kit.web.refusals import Busy

RETRY_SECONDS = 2


class BoundedWork:
    """`at_once` computations in threads, `queue` more waiting, the last `kept` results by their key."""

    def __init__(self, *, at_once: int = 2, queue: int = 20, kept: int = 64) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._most = at_once + queue
        self._making: dict[Hashable, asyncio.Task[bytes]] = {}
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._limit = kept

    async def made(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """
        What `make` gives, computed once however many ask. `key` says everything that the result depends on.

        Raises Busy when the queue is full.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._making:
            if len(self._making) >= self._most:
                raise Busy(seconds=RETRY_SECONDS)
            self._making[key] = asyncio.create_task(self._make(key, make))
        return await asyncio.shield(self._making[key])  # who goes away does not take it from the others

    async def _make(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        try:
            async with self._places:
                made = self._kept[key] = await asyncio.to_thread(make)
        finally:
            del self._making[key]
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return made
