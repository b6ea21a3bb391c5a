"""A service as it is declared: its slices and settings, and the parts that are made of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.facts import Listeners
from kit.identity import EVERYWHERE
from kit.messaging import rebuild
from kit.messaging.apply import Applier
from kit.messaging.connection import for_aiokafka, for_faststream, producer
from kit.messaging.consumer import Consumer
from kit.messaging.dead_letters import DeadLetters
from kit.messaging.lag import Lag
from kit.messaging.relay import Relay
from kit.messaging.subscriptions import Subscriptions, handlers_by_topic
from kit.secret import Matching
from kit.service.figures import Figures, MakesGauges, SliceGauges
from kit.service.gauges import Gauges
from kit.service.panels import Panels
from kit.service.readiness import Check, Readiness
from kit.service.running import Job, Running, prepare
from kit.service.subscribers import Subscribers
from kit.settings import ServiceSettings
from kit.storage.collection import Collection
from kit.storage.mongo import Database
from kit.telemetry.metrics import Metrics
from kit.work.lease import Lease
from kit.work.ticker import Ticker, Timer
from kit.work.work import Work

if TYPE_CHECKING:
    from fastapi import (
        APIRouter,  # named, never used: a service runs without its pages
    )


@dataclass(frozen=True)
class Task:
    """Work a service does by itself. `leased`: by one replica at a time."""

    name: str
    run: Callable[[Service], Awaitable[None]]
    leased: bool = True


@dataclass(frozen=True)
class Slice:
    """What one slice brings into its service."""

    name: str
    folder: Path | None = None
    collections: Sequence[Collection[Any]] = ()
    api: APIRouter | None = None
    pages: APIRouter | None = None
    panels: Panels | None = None
    subscriptions: Subscriptions | None = None
    timers: Sequence[Timer] = ()
    tasks: Sequence[Task] = ()
    begins: Sequence[Callable[[Service], Awaitable[None]]] = ()
    """Awaited after the indexes are made, before the service is ready and consumes anything."""
    gauges: MakesGauges | None = None
    """Makes its Prometheus gauges on the service's registry."""
    checks: Sequence[Callable[[], Check]] = ()
    """What readiness asks beside database, broker, subscribers and outbox."""


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
    dead_letters: DeadLetters = field(init=False)
    subscribers: Subscribers = field(init=False)
    lag: Lag = field(init=False)
    ticker: Ticker = field(init=False)
    gauges: Gauges = field(init=False)
    figures: Figures = field(init=False)
    prepared: bool = field(default=False, init=False)
    """Whether collections and indexes are there."""
    _running: Running = field(init=False)
    _readiness: Readiness = field(init=False)

    def __post_init__(self) -> None:
        settings = self.settings
        suffix = settings.suffix()
        name = settings.mongodb_database or f"ocop_{self.name}" + (f"_{suffix.replace('-', '_')}" if suffix else "")
        self.database = Database(settings.mongodb_uri, name)
        self.metrics = Metrics()
        self.metrics.deployment.labels(settings.offices or EVERYWHERE, settings.public_url.rstrip("/")).set(1)
        subscriptions = [s.subscriptions for s in self.slices if s.subscriptions]
        self.work = Work(
            self.database,
            settings.clock(),
            source=self.source,
            on_commit=self._wake_relay,
            listeners=Listeners(pair for some in subscriptions for pair in some.listeners),
            serves=settings.serves,
            matching=Matching(settings, self.name),
        )
        self.relay = Relay(self.database, lambda: producer(settings), self.metrics, Lease(self.database, "relay"))
        self.by_topic = handlers_by_topic(subscriptions)
        handlers = {handler.id: handler for some in self.by_topic.values() for handler in some}
        self.dead_letters = DeadLetters(Applier(self.work, self.metrics), handlers, self.by_topic, settings.roots())
        self.subscribers = Subscribers(self._make_consumer)
        self.lag = Lag([(self.consumer.group_of(topic), topic) for topic in self.by_topic], for_aiokafka(settings))
        self.ticker = Ticker(self.work, {timer.what: timer for s in self.slices for timer in s.timers})
        self.gauges = Gauges(self.work, self.metrics, handlers, self.subscribers, self.ticker, self.lag)
        made = {s.name: s.gauges(self.metrics.registry) for s in self.slices if s.gauges}
        self.figures = Figures(self.work, self.metrics.registry, made)
        checks = [check for s in self.slices for check in s.checks]
        self._readiness = Readiness(self.database, self.subscribers, lambda: self.prepared, checks)
        self._running = Running(
            self.name,
            self.database,
            self.prepare,
            self.relay,
            self.subscribers,
            self.dead_letters,
            self.ticker,
            self.gauges,
            self.figures,
            [job for s in self.slices for job in self._jobs(s)],
        )

    @property
    def source(self) -> str:
        """The CloudEvents source of every event of this deployment."""
        suffix = self.settings.suffix()
        return f"/ocop/{self.name}" + (f"/{suffix}" if suffix else "")

    @property
    def group(self) -> str:
        """The prefix of this deployment's consumer groups."""
        suffix = self.settings.suffix()
        return f"ocop.{self.name}" + (f".{suffix}" if suffix else "")

    @property
    def consumer(self) -> Consumer:
        """The consumer at work now; another takes its place when its subscribers die."""
        return self.subscribers.consumer

    @consumer.setter
    def consumer(self, consumer: Consumer) -> None:
        self.subscribers.consumer = consumer

    @property
    def collections(self) -> list[Collection[Any]]:
        """The collections of all slices."""
        return [collection for slice in self.slices for collection in slice.collections]

    @property
    def projections(self) -> list[str]:
        """The handlers that can be rebuilt from their topics."""
        return sorted(id for id, handler in self.dead_letters.handlers.items() if handler.rebuilds)

    def gauges_of(self, name: str) -> SliceGauges:
        """The gauges of one of its slices; raises KeyError where that has none."""
        return self.figures.of_slices[name]

    def adds(self, slice: Slice) -> None:
        """Adds tasks and checks that are an installation's and not the service's own; to be said before it starts."""
        self.slices = [*self.slices, slice]
        self._running.jobs = [*self._running.jobs, *self._jobs(slice)]
        self._readiness.own = [*self._readiness.own, *slice.checks]

    def _jobs(self, slice: Slice) -> list[Job]:
        return [Job(task.name, partial(task.run, self), task.leased) for task in slice.tasks]

    def serves(self, office: str) -> bool:
        """Whether this deployment serves an office."""
        return self.settings.serves(office)

    async def prepare(self) -> None:
        """Creates the collections and indexes that are missing, and awaits what its slices begin with."""
        await prepare(self.database, self.collections)
        await self.begin()

    async def begin(self) -> None:
        """Awaits what its slices begin with, on a database whose collections and indexes are there."""
        for begin in (begin for s in self.slices for begin in s.begins):
            await begin(self)
        self.prepared = True

    async def start(self) -> None:
        """Starts everything in the background; an absent broker or database is waited for, not died of."""
        await self._running.start()

    async def stop(self) -> None:
        """Lets handlers finish their transaction, stops every task and closes every connection; once is enough."""
        await self._running.stop()

    async def readiness(self) -> list[Check]:
        """What a load balancer and an operator need to know; each check says what is wrong."""
        return await self._readiness.checks()

    def rebuilding(
        self, handler_id: str, report: Callable[[rebuild.Progress], None] = lambda p: None
    ) -> rebuild.Rebuild:
        """A rebuild of one projection; raises KeyError for an unknown handler, NotRebuildableError for another kind."""
        handler, connection = self.dead_letters.handlers[handler_id], for_aiokafka(self.settings)
        return rebuild.Rebuild(self.work, handler, self.collections, connection, report)

    def _wake_relay(self) -> None:
        self.relay.wake.set()

    def _make_consumer(self) -> Consumer:
        connection = for_faststream(self.settings)
        silence = self.settings.kafka_session_seconds * 1000
        return Consumer(
            self.group, self.by_topic, self.dead_letters.applier, self.metrics, connection, session_timeout_ms=silence
        )
