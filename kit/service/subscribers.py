"""The consumer of a service, started anew whenever its subscribers die or the broker was away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from kit.messaging.consumer import Consumer
from kit.service.patience import insist
from kit.telemetry.logs import log

_log = log(__name__)

LOOK_SECONDS = 2.0
LEAVE_SECONDS = 8.0
"""In which handlers at work may finish and the groups be left."""


class Subscribers:
    """`consumer` is the one at work; a dead one is never started again, another takes its place."""

    def __init__(self, make: Callable[[], Consumer]) -> None:
        self._make = make
        self.consumer = make()

    async def start(self) -> None:
        """Starts consuming; raises what the broker client raises when Kafka is away."""
        try:
            await self.consumer.start()
        except BaseException:
            await self._renew()
            raise

    async def run(self) -> None:
        """Consumes until cancelled."""
        while self.consumer.by_topic:
            await insist("broker", self.start)
            while not self.consumer.dead():
                await asyncio.sleep(LOOK_SECONDS)
            _log.error("subscribers died; starting anew", topics=self.consumer.dead())
            await self._renew()

    async def stop(self) -> None:
        """Lets handlers finish their transaction, within a bound."""
        with suppress(Exception):
            await asyncio.wait_for(self.consumer.stop(), timeout=LEAVE_SECONDS)

    async def _renew(self) -> None:
        await self.stop()
        self.consumer = self._make()
