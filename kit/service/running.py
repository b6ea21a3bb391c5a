"""A service at work: its collections prepared, then relaying, consuming, sweeping and measuring until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kit.drafts.store import contents, drafts
from kit.messaging.dead_letters import DeadLetters
from kit.messaging.inbox import INBOX
from kit.messaging.parked.decided import PLACES
from kit.messaging.parked.store import parked
from kit.messaging.relay import Relay
from kit.service.figures import Figures
from kit.service.gauges import Gauges
from kit.service.patience import insist
from kit.service.subscribers import Subscribers
from kit.sessions import store as sessions
from kit.storage import generations
from kit.storage.collection import Collection
from kit.storage.mongo import Database, PyMongoError
from kit.telemetry.logs import log
from kit.work import deadlines, idempotency, outbox
from kit.work.lease import LEASES, Lease
from kit.work.serials import serials
from kit.work.ticker import Ticker

_log = log(__name__)

RELEASE_SECONDS = 60.0
OFFER_SECONDS = 15.0

OWN: Sequence[tuple[str, Sequence[Any]]] = (
    (outbox.OUTBOX, outbox.INDEXES),
    (parked.name, parked.indexes),
    (deadlines.DEADLINES, deadlines.INDEXES),
    (idempotency.IDEMPOTENCY, idempotency.INDEXES),
    (sessions.ROWS, sessions.INDEXES),
    (sessions.LOGOUTS, sessions.LOGOUT_INDEXES),
    (drafts.name, drafts.indexes),
    (contents.name, contents.indexes),
    (outbox.SUBJECTS, ()),
    (INBOX, ()),
    (LEASES, ()),
    (PLACES, ()),
    (serials.name, ()),
)
"""What every service keeps beside its slices' collections, with its indexes."""


class KeptTwiceError(RuntimeError):
    """A collection of the kit's own holds twice what it may hold once: no person can merge that, and nothing may build on it."""


async def prepare(database: Database, collections: Iterable[Collection[Any]]) -> None:
    """
    Creates the collections and indexes that are missing.

    A slice's unique index that cannot be made is told of, for people can merge its records. Raises KeptTwiceError where
    it is one of the kit's own: on those rests that a fact is published once and a record applied once.
    """
    await database.ensure_indexes(generations.ROWS, ())
    await generations.follow(database)
    for collection in collections:
        for index in await database.ensure_indexes(collection.name, collection.indexes):
            _log.error(
                "kept twice, to be merged by a person: see `ocop doubles`",
                collection=collection.name,
                fields=index.fields,
            )
    for name, indexes in OWN:
        if doubled := await database.ensure_indexes(name, indexes):
            keys = "; ".join(", ".join(index.fields) for index in doubled)
            raise KeptTwiceError(f"{name} holds twice what is to be there once by: {keys}")


@dataclass(frozen=True)
class Job:
    """Work of a slice's own. `leased`: by one replica at a time."""

    name: str
    run: Callable[[], Awaitable[None]]
    leased: bool


@dataclass
class Running:
    """Everything a service does in the background."""

    name: str
    database: Database
    prepare: Callable[[], Awaitable[None]]
    relay: Relay
    subscribers: Subscribers
    dead_letters: DeadLetters
    ticker: Ticker
    gauges: Gauges
    figures: Figures
    jobs: Sequence[Job]
    _whole: asyncio.Task[None] | None = field(default=None, init=False)
    _stopped: bool = field(default=False, init=False)

    async def start(self) -> None:
        """Starts everything in the background; an absent broker or database is waited for, not died of."""
        self._whole = asyncio.create_task(self._run(), name=f"{self.name}.run")

    async def stop(self) -> None:
        """Lets handlers finish their transaction, stops every task and closes every connection; once is enough."""
        if self._stopped:
            return
        self._stopped = True
        if self._whole is not None:
            self._whole.cancel()
            await asyncio.gather(self._whole, return_exceptions=True)
        await self.subscribers.stop()
        with suppress(Exception):
            await asyncio.wait_for(self.gauges.lag.close(), timeout=2)
        self.database.close()

    async def _run(self) -> None:
        await insist("database", self.prepare)
        running: list[Coroutine[Any, Any, None]] = [
            self.relay.run(),
            self.subscribers.run(),
            self.gauges.run(),
            self.gauges.run_lag(),
            self.figures.run(),
            self._release_stranded(),
            self._offer_passing(),
        ]
        if any(handler.rebuilds for handler in self.dead_letters.handlers.values()):
            running.append(self._follow_generations())
        if self.ticker.timers:
            running.append(Lease(self.database, "ticker").hold(self.ticker.run))
        running += [self._run_job(job) for job in self.jobs]
        async with asyncio.TaskGroup() as group:
            for coroutine in running:
                group.create_task(coroutine)

    async def _release_stranded(self) -> None:
        """What a process that died had begun to release goes on with its successor."""
        while True:
            try:
                subjects = await self.dead_letters.applier.release_stranded(self.dead_letters.handlers)
            except Exception:
                _log.exception("what waits behind nothing was not released")
            else:
                if subjects:
                    _log.info("released what waited behind nothing", subjects=subjects)
            await asyncio.sleep(RELEASE_SECONDS)

    async def _offer_passing(self) -> None:
        """What came before something it needs goes on by itself once that is there."""
        while True:
            await asyncio.sleep(OFFER_SECONDS)
            try:
                await self.dead_letters.applier.offer_passing(self.dead_letters.handlers)
            except Exception:
                _log.exception("what waits for another event was not offered")

    async def _follow_generations(self) -> None:
        """Pages show a projection that was made anew within a second of its swap."""
        while True:
            await asyncio.sleep(1)
            with suppress(PyMongoError, OSError):
                await generations.follow(self.database)

    async def _run_job(self, job: Job) -> None:
        if job.leased:
            await Lease(self.database, f"task.{job.name}").hold(job.run)
            return
        while True:
            try:
                await job.run()
            except Exception:
                _log.exception("task failed", task=job.name)
            await asyncio.sleep(1)
