"""A service put together: its slices, its doors, its database, its part of the broker, and the tasks between them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aiokafka.errors import KafkaError

from kit.messaging import decided, outbox, parked, rebuild, ticker
from kit.messaging.apply import Applier
from kit.messaging.connection import for_aiokafka, for_faststream, producer
from kit.messaging.consumer import Consumer
from kit.messaging.desk import Desk
from kit.messaging.lag import Lag
from kit.messaging.lease import Lease
from kit.messaging.relay import Relay
from kit.messaging.subscriptions import Subscriptions, handlers_by_topic
from kit.messaging.ticker import Ticker, Timer
from kit.sessions import store as sessions
from kit.settings import ServiceSettings
from kit.storage import generations
from kit.storage.collection import Collection
from kit.storage.mongo import Database, PyMongoError
from kit.storage.work import IDEMPOTENCY_INDEXES, Work
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

_log = log(__name__)

GAUGE_SECONDS = 5.0
RELEASE_SECONDS = 60.0
LAG_SECONDS = 15.0
"""Between two measurements: as often as Prometheus comes by."""


@dataclass(frozen=True)
class Task:
    """Work a service does by itself. `leased`: by one replica at a time."""

    name: str
    run: Callable[[Service], Awaitable[None]]
    leased: bool = True


@dataclass(frozen=True)
class Check:
    """One thing readiness looked at."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True)
class Slice:
    """What one slice brings into its service."""

    name: str
    collections: Sequence[Collection[Any]] = ()
    api: APIRouter | None = None
    pages: APIRouter | None = None
    subscriptions: Subscriptions | None = None
    timers: Sequence[Timer] = ()
    tasks: Sequence[Task] = ()
    begins: Sequence[Callable[[Service], Awaitable[None]]] = ()
    """Awaited after the indexes are made, before the service is ready and consumes anything."""
    checks: Sequence[Callable[[], Check]] = ()
    """What readiness asks beside database, broker, subscribers and outbox."""


_PATIENCE = 3.0
"""Seconds a check may take: whoever asks for readiness does not wait for a driver's own time-outs."""


async def _in_time(name: str, check: Awaitable[Check]) -> Check:
    try:
        return await asyncio.wait_for(check, _PATIENCE)
    except TimeoutError:
        return Check(name, False, f"no answer within {_PATIENCE:.0f} s")


@dataclass
class Service:
    """One of the four, serving the offices its settings name."""

    name: str
    slices: Sequence[Slice]
    settings: ServiceSettings
    resources: dict[str, Any] = field(default_factory=dict)
    database: Database = field(init=False)
    work: Work = field(init=False)
    metrics: Metrics = field(init=False)
    relay: Relay = field(init=False)
    consumer: Consumer = field(init=False)
    desk: Desk = field(init=False)
    lag: Lag = field(init=False)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list, init=False)
    _app: FastAPI | None = field(default=None, init=False)
    _indexed: bool = field(default=False, init=False)
    _stopped: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        settings = self.settings
        suffix = settings.suffix()
        name = settings.mongodb_database or f"ocop_{self.name}" + (f"_{suffix.replace('-', '_')}" if suffix else "")
        self.database = Database(settings.mongodb_uri, name)
        self.metrics = Metrics()
        self.work = Work(self.database, settings.clock(), source=self.source, on_commit=self._wake_relay)
        self.relay = Relay(self.database, lambda: producer(settings), self.metrics, Lease(self.database, "relay"))
        self.by_topic = handlers_by_topic([s.subscriptions for s in self.slices if s.subscriptions])
        applier = Applier(self.work, self.metrics)
        handlers = {handler.id: handler for some in self.by_topic.values() for handler in some}
        self.desk = Desk(applier, handlers, self.by_topic, settings.roots())
        self.consumer = self._make_consumer()
        self.lag = Lag([(self.consumer.group_of(topic), topic) for topic in self.by_topic], for_aiokafka(settings))
        self.ticker = Ticker(self.work, {timer.what: timer for s in self.slices for timer in s.timers})

    @property
    def source(self) -> str:
        """The CloudEvents source of everything this deployment says."""
        suffix = self.settings.suffix()
        return f"/ocop/{self.name}" + (f"/{suffix}" if suffix else "")

    @property
    def group(self) -> str:
        """The prefix of this deployment's consumer groups."""
        suffix = self.settings.suffix()
        return f"ocop.{self.name}" + (f".{suffix}" if suffix else "")

    @property
    def app(self) -> FastAPI:
        """The HTTP application; its lifespan starts and stops the service."""
        if self._app is None:
            from kit.web.app import build_app

            self._app = build_app(self)
        return self._app

    def serves(self, office: str) -> bool:
        """Whether this deployment serves an office."""
        return self.settings.serves(office)

    async def prepare(self) -> None:
        """This will create the collections and indexes that are missing."""
        await self.database.ensure_indexes(generations.ROWS, ())
        await generations.follow(self.database)
        for slice in self.slices:
            for collection in slice.collections:
                await self.database.ensure_indexes(collection.name, collection.indexes)
        own: list[tuple[str, Any]] = [
            ("outbox", outbox.INDEXES),
            ("parked", parked.parked.indexes),
            ("deadlines", ticker.INDEXES),
            ("idempotency", IDEMPOTENCY_INDEXES),
            (sessions.ROWS, sessions.INDEXES),
            (sessions.LOGOUTS, sessions.LOGOUT_INDEXES),
            ("subjects", ()),
            ("inbox", ()),
            ("leases", ()),
            (decided.PLACES, ()),
        ]
        for name, indexes in own:
            await self.database.ensure_indexes(name, indexes)
        for slice in self.slices:
            for begin in slice.begins:
                await begin(self)
        self._indexed = True

    async def start(self) -> None:
        """This will start everything in the background; an absent broker or database is waited for, not died of."""
        self._tasks = [asyncio.create_task(self._run(), name=f"{self.name}.run")]

    async def stop(self) -> None:
        """This will let handlers finish their transaction, stop every task and close every connection; once is enough."""
        if self._stopped:
            return
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(Exception):
            await asyncio.wait_for(self.consumer.stop(), timeout=8)
        with suppress(Exception):
            await asyncio.wait_for(self.lag.close(), timeout=2)
        self.database.close()

    async def readiness(self) -> list[Check]:
        """What a load balancer and an operator need to know; each check says what is wrong."""
        database, broker, outbox = await asyncio.gather(
            _in_time("database", self._check_database()),
            _in_time("broker", self._check_broker()),
            _in_time("outbox", self._check_outbox()),
        )
        own = [check() for slice in self.slices for check in slice.checks]
        return [database, broker, self._check_subscribers(), outbox, *own]

    def rebuilding(self, handler_id: str, told: Callable[[rebuild.Progress], None] = lambda p: None) -> rebuild.Rebuild:
        """A rebuild of one projection; raises KeyError for an unknown handler, NotRebuildableError for another kind."""
        collections = [collection for slice in self.slices for collection in slice.collections]
        connection = for_aiokafka(self.settings)
        return rebuild.Rebuild(self.work, self.desk.handlers[handler_id], collections, connection, told)

    @property
    def projections(self) -> list[str]:
        """The handlers that can be rebuilt from their topics."""
        return sorted(id for id, handler in self.desk.handlers.items() if handler.rebuilds)

    def _wake_relay(self) -> None:
        self.relay.wake.set()

    def _make_consumer(self) -> Consumer:
        connection = for_faststream(self.settings)
        silence = self.settings.kafka_session_seconds * 1000
        return Consumer(
            self.group, self.by_topic, self.desk.applier, self.metrics, connection, session_timeout_ms=silence
        )

    async def _run(self) -> None:
        await self._insist("database", self.prepare)
        running = [self.relay.run(), self._consume(), self._gauge(), self._gauge_lag(), self._release_stranded()]
        if self.projections:
            running.append(self._follow_generations())
        if self.ticker.timers:
            running.append(Lease(self.database, "ticker").hold(self.ticker.run))
        for task in (task for slice in self.slices for task in slice.tasks):
            running.append(self._run_task(task))
        async with asyncio.TaskGroup() as group:
            for coroutine in running:
                group.create_task(coroutine)

    async def _release_stranded(self) -> None:
        """What a process that died had begun to release at the desk goes on with its successor."""
        while True:
            try:
                subjects = await self.desk.applier.release_stranded(self.desk.handlers)
            except Exception:
                _log.exception("what waits behind nothing was not released")
            else:
                if subjects:
                    _log.info("released what waited behind nothing", subjects=subjects)
            await asyncio.sleep(RELEASE_SECONDS)

    async def _follow_generations(self) -> None:
        """Pages show a projection that was made anew within a second of its swap."""
        while True:
            await asyncio.sleep(1)
            with suppress(PyMongoError, OSError):
                await generations.follow(self.database)

    async def _run_task(self, task: Task) -> None:
        async def once() -> None:
            await task.run(self)

        if task.leased:
            await Lease(self.database, f"task.{task.name}").hold(once)
            return
        while True:
            try:
                await once()
            except Exception:
                _log.exception("task failed", task=task.name)
            await asyncio.sleep(1)

    async def _insist(self, what: str, attempt: Callable[[], Awaitable[None]]) -> None:
        pause = 0.2
        while True:
            try:
                await attempt()
                return
            except (PyMongoError, KafkaError, OSError) as fault:
                _log.warning("not reachable yet", what=what, fault=repr(fault))
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)

    async def _consume(self) -> None:
        if not self.by_topic:
            return
        while True:
            await self._insist("broker", self._start_consumer)
            while not self.consumer.dead():
                await asyncio.sleep(2)
            _log.error("subscribers died; starting anew", topics=self.consumer.dead())
            with suppress(Exception):
                await asyncio.wait_for(self.consumer.stop(), timeout=8)
            self.consumer = self._make_consumer()

    async def _start_consumer(self) -> None:
        try:
            await self.consumer.start()
        except BaseException:
            with suppress(Exception):
                await asyncio.wait_for(self.consumer.stop(), timeout=8)
            self.consumer = self._make_consumer()
            raise

    async def _gauge(self) -> None:
        while True:
            began = time.monotonic()
            with suppress(PyMongoError, OSError):
                await self._refresh_gauges()
            # Counting thousands that are parked takes a while: never more than a twentieth of the time goes into it.
            await asyncio.sleep(max(GAUGE_SECONDS, 20 * (time.monotonic() - began)))

    async def _gauge_lag(self) -> None:
        while self.by_topic:
            try:
                behind = await self.lag.measure()
            except (KafkaError, OSError, TimeoutError) as fault:
                _log.info("lag not known", fault=repr(fault))
                behind = {}
            self.metrics.lag.clear()  # what is not known is not said, rather than said as it was
            for (group, topic), records in behind.items():
                self.metrics.lag.labels(topic, group).set(records)
            await asyncio.sleep(LAG_SECONDS)

    async def _refresh_gauges(self) -> None:
        pending, oldest = await self._outbox_state()
        self.metrics.outbox_pending.set(pending)
        self.metrics.outbox_oldest.set(oldest)
        age = await parked.oldest_age_seconds(self.work.reading())
        self.metrics.parked_oldest.set(age or 0.0)
        waiting = {} if age is None else await parked.waiting_by_handler(self.work.reading())
        for handler in [*self.desk.handlers, parked.ENVELOPE]:
            self.metrics.parked_open.labels(handler).set(waiting.get(handler, 0))
        held = self.consumer.assigned()
        for topic in self.by_topic:
            self.metrics.assigned.labels(topic).set(held.get(topic, 0))
        for what, overdue in (await self.ticker.overdue() if self.ticker.timers else {}).items():
            self.metrics.deadlines_overdue.labels(what).set(overdue)

    async def _outbox_state(self) -> tuple[int, float]:
        # Named, for a planner left alone may walk all that was ever told: the outbox is kept.
        by = outbox.INDEXES[0].model().document["name"]
        rows = self.database["outbox"]
        pending = await rows.count_documents({"state": "pending"}, hint=by)
        if not pending:
            return 0, 0.0
        oldest = await rows.find_one({"state": "pending"}, {"told_at": 1}, sort=[("order", 1)], hint=by)
        return pending, (datetime.now(UTC) - oldest["told_at"]).total_seconds() if oldest else 0.0

    async def _check_database(self) -> Check:
        try:
            await self.database.ping()
        except PyMongoError as fault:
            return Check("database", False, type(fault).__name__)
        return Check("database", self._indexed, "" if self._indexed else "indexes are being created")

    async def _check_broker(self) -> Check:
        if not self.by_topic:
            return Check("broker", True)
        try:
            ok = await self.consumer.broker.ping(timeout=2)
        except Exception as fault:
            return Check("broker", False, type(fault).__name__)
        return Check("broker", ok, "" if ok else "no answer within 2 s")

    def _check_subscribers(self) -> Check:
        dead = self.consumer.dead() if self.by_topic else []
        idle = [topic for topic, held in self.consumer.assigned().items() if not held]
        detail = ", ".join([*(f"{t}: not running" for t in dead), *(f"{t}: nothing assigned" for t in idle)])
        # A replica beyond the number of partitions holds none and is healthy all the same: only a dead one is not.
        return Check("subscribers", not dead, detail)

    async def _check_outbox(self) -> Check:
        try:
            pending, oldest = await self._outbox_state()
        except PyMongoError as fault:
            return Check("outbox", False, type(fault).__name__)
        ok = oldest < 60
        return Check("outbox", ok, "" if ok else f"{pending} facts pending, the oldest for {oldest:.0f} s")
