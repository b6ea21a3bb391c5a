"""The gauges of a service: outbox, parked events, deadlines and consumer lag, measured for Prometheus."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from aiokafka.errors import KafkaError

from kit.messaging.lag import Lag
from kit.messaging.parked import store as parked
from kit.messaging.parked.dead_letter import ENVELOPE
from kit.service.subscribers import Subscribers
from kit.storage.mongo import PyMongoError
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics
from kit.work import outbox
from kit.work.ticker import Ticker
from kit.work.work import Work

_log = log(__name__)

GAUGE_SECONDS = 5.0
LAG_SECONDS = 15.0
"""Between two measurements: as often as Prometheus comes by."""


@dataclass
class Gauges:
    """Measures what only the database and the broker know."""

    work: Work
    metrics: Metrics
    handlers: Collection[str]
    subscribers: Subscribers
    ticker: Ticker
    lag: Lag

    async def run(self) -> None:
        """Measures the database until cancelled."""
        while True:
            began = time.monotonic()
            with suppress(PyMongoError, OSError):
                await self.refresh()
            # Counting thousands that are parked takes a while: never more than a twentieth of the time goes into it.
            await asyncio.sleep(max(GAUGE_SECONDS, 20 * (time.monotonic() - began)))

    async def refresh(self) -> None:
        """Measures once; raises PyMongoError when the database is away."""
        pending, oldest = await outbox.backlog(self.work.database)
        self.metrics.outbox_pending.set(pending)
        self.metrics.outbox_oldest.set(oldest)
        age = await parked.oldest_age_seconds(self.work.reading())
        self.metrics.parked_oldest.set(age or 0.0)
        self.metrics.parked_records.set(0 if age is None else await parked.records_waiting(self.work.reading()))
        waiting = {} if age is None else await parked.waiting_by_handler(self.work.reading())
        for handler in [*self.handlers, ENVELOPE]:
            self.metrics.parked_open.labels(handler).set(waiting.get(handler, 0))
        consumer = self.subscribers.consumer
        held = consumer.assigned()
        for topic in consumer.by_topic:
            self.metrics.assigned.labels(topic).set(held.get(topic, 0))
        for what, overdue in (await self.ticker.overdue() if self.ticker.timers else {}).items():
            self.metrics.deadlines_overdue.labels(what).set(overdue)

    async def run_lag(self) -> None:
        """Measures how far the consumer groups are behind, until cancelled."""
        while self.subscribers.consumer.by_topic:
            try:
                behind = await self.lag.measure()
            except (KafkaError, OSError, TimeoutError) as fault:
                _log.info("lag not known", fault=repr(fault))
                behind = {}
            self.metrics.lag.clear()  # what is not known is not reported, rather than reported as it was
            for (group, topic), records in behind.items():
                self.metrics.lag.labels(topic, group).set(records)
            await asyncio.sleep(LAG_SECONDS)
