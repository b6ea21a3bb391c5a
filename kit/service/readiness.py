"""Readiness: what a load balancer and an operator need to know; each check says what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from kit.service.subscribers import Subscribers
from kit.storage.mongo import Database, PyMongoError
from kit.work import outbox

PATIENCE = 3.0
"""Seconds a check may take: whoever asks for readiness does not wait for a driver's own time-outs."""
STALE_SECONDS = 60
"""An event that waits longer in the outbox is not being published."""


@dataclass(frozen=True)
class Check:
    """One thing readiness looked at."""

    name: str
    ok: bool
    detail: str = ""


@dataclass
class Readiness:
    """Asks database, broker, subscribers and outbox, and what the slices add."""

    database: Database
    subscribers: Subscribers
    is_prepared: Callable[[], bool]
    """Whether collections and indexes are there."""
    own: Sequence[Callable[[], Check]] = ()

    async def checks(self) -> list[Check]:
        """All checks, side by side, each within its time."""
        database, broker, outbox = await asyncio.gather(
            _in_time("database", self._check_database()),
            _in_time("broker", self._check_broker()),
            _in_time("outbox", self._check_outbox()),
        )
        return [database, broker, self._check_subscribers(), outbox, *(check() for check in self.own)]

    async def _check_database(self) -> Check:
        try:
            await self.database.ping()
        except PyMongoError as fault:
            return Check("database", False, type(fault).__name__)
        ready = self.is_prepared()
        return Check("database", ready, "" if ready else "indexes are being created")

    async def _check_broker(self) -> Check:
        consumer = self.subscribers.consumer
        if not consumer.by_topic:
            return Check("broker", True)
        try:
            ok = await consumer.broker.ping(timeout=2)
        except Exception as fault:
            return Check("broker", False, type(fault).__name__)
        return Check("broker", ok, "" if ok else "no answer within 2 s")

    def _check_subscribers(self) -> Check:
        consumer = self.subscribers.consumer
        dead = consumer.dead() if consumer.by_topic else []
        idle = [topic for topic, held in consumer.assigned().items() if not held]
        detail = ", ".join([*(f"{t}: not running" for t in dead), *(f"{t}: nothing assigned" for t in idle)])
        # A replica beyond the number of partitions holds none and is healthy all the same: only a dead one is not.
        return Check("subscribers", not dead, detail)

    async def _check_outbox(self) -> Check:
        try:
            pending, oldest = await outbox.backlog(self.database)
        except PyMongoError as fault:
            return Check("outbox", False, type(fault).__name__)
        ok = oldest < STALE_SECONDS
        return Check("outbox", ok, "" if ok else f"{pending} facts pending, the oldest for {oldest:.0f} s")


async def _in_time(name: str, check: Awaitable[Check]) -> Check:
    try:
        return await asyncio.wait_for(check, PATIENCE)
    except TimeoutError:
        return Check(name, False, f"no answer within {PATIENCE:.0f} s")
