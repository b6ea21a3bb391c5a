"""The only publisher: from the outbox to the broker, in order per subject, marking what was acknowledged."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiokafka.errors import KafkaError

from kit.messaging import republish
from kit.messaging.publishing import RelayProducer, Subject, acknowledged_prefix, publish, stuck_subjects
from kit.storage.mongo import Database, PyMongoError
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics
from kit.work.lease import Lease
from kit.work.outbox import OUTBOX

_log = log(__name__)

BATCH = 1_000
MARKED_AT_ONCE = 100
"""In one statement. The embedded server compares every row with every id of it; MongoDB would take the whole batch."""
POLL_SECONDS = 0.5
MOMENT_SECONDS = 0.02
BACK_OFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
ASIDE_SECONDS = 15.0
"""How often a fact that the broker refuses is tried again; it stays pending, and the outbox's age says so."""

ProducerFactory = Callable[[], RelayProducer]


@dataclass
class Relay:
    """
    Publishes pending outbox rows while it holds the lease.

    Rows are taken by `order`, which rises within a subject; a pass marks, per subject, only the rows before the first
    one the broker did not acknowledge. While it marks, the next pass is already reading and sending: what is
    acknowledged and not yet marked is kept in mind and not sent twice. A crash between sending and marking sends again:
    at least once, in order. What the broker will not have (too large, no such topic, no right) is set aside with all
    that follows it of its subject, and nobody else waits for it.
    """

    database: Database
    make_producer: ProducerFactory
    metrics: Metrics
    lease: Lease
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    batch: int = BATCH
    _producer: RelayProducer | None = None
    _aside: dict[Subject, float] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)
    """Ids that the broker has acknowledged and the outbox does not say so yet."""
    _marking: asyncio.Task[None] | None = None
    _lately: deque[str] = field(default_factory=lambda: deque(maxlen=BATCH))

    async def run(self) -> None:
        """Relays until cancelled."""
        watcher = asyncio.ensure_future(self._watch())
        try:
            await self.lease.hold(self.lead, on_change=lambda held: self.metrics.relay_leader.set(int(held)))
        finally:
            watcher.cancel()
            await asyncio.gather(watcher, return_exceptions=True)
            await self.drop_producer()

    async def lead(self) -> None:
        """Publishes for as long as it is let, as the holder of the lease."""
        try:
            await self._relay_on()
        finally:
            # Before the lease is given back: what is marked now, the next holder need not send again.
            if self._marking is not None:
                await asyncio.wait([self._marking], timeout=5)

    async def _relay_on(self) -> None:
        failures, look_at = 0, 0.0
        while True:
            self.wake.clear()
            try:
                if (
                    time.monotonic() >= look_at
                ):  # not at every commit: nobody waits for a republishing by the millisecond
                    if await self.republish_once():
                        continue
                    look_at = time.monotonic() + POLL_SECONDS
                found, dealt_with = await self._publish_next()
                await self._marked()
                if self.unmarked:
                    self._marking = asyncio.ensure_future(self.mark())
                failures = 0 if dealt_with == found else failures + 1
            except (TimeoutError, KafkaError, PyMongoError, OSError) as fault:
                failures += 1
                found = 0
                _log.warning("relay pass failed", fault=repr(fault), failures=failures)
            if failures:
                # An idempotent producer may be wedged by the failure: a new one starts a new sequence.
                self.metrics.publish_faults.inc()
                await self.drop_producer()
                await asyncio.sleep(BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS)) - 1])
            elif found < self.batch:
                await self._wait_for_work()

    async def pass_once(self) -> tuple[int, int]:
        """Publishes one batch and marks it; answers how many rows were found and how many were dealt with."""
        outcome = await self._publish_next()
        await self.mark()
        return outcome

    async def _publish_next(self) -> tuple[int, int]:
        # Kept from before the question: a row that is marked between question and answer is not taken for a new one.
        unmarked = set(self.unmarked)
        rows = (
            await self.database[OUTBOX]
            .find({"state": "pending", **self._not_aside()})
            .sort([("order", 1)])
            .limit(self.batch + len(unmarked))
            .to_list(self.batch + len(unmarked))
        )
        rows = [row for row in rows if row["_id"] not in unmarked][: self.batch]
        if not rows:
            return 0, 0
        if not self.lease.held:
            return len(rows), 0
        faults = await publish(await self._ready_producer(), rows)
        sent = acknowledged_prefix(rows, faults)
        self.unmarked += [row["_id"] for row in sent]
        self._lately.extend(row["_id"] for row in sent)
        for row in sent:
            self.metrics.published.labels(row["topic"]).inc()
        stuck = self._set_aside(stuck_subjects(rows, faults))
        return len(rows), len(sent) + sum(_concerns(stuck, row) for row in rows)

    def _not_aside(self) -> dict[str, Any]:
        now = time.monotonic()
        self._aside = {subject: until for subject, until in self._aside.items() if until > now}
        if not self._aside:
            return {}
        return {"$nor": [{"topic": t} if key is None else {"topic": t, "key": key} for t, key in self._aside]}

    def _set_aside(self, stuck: set[Subject]) -> set[Subject]:
        for topic, key in stuck:
            self._aside[topic, key] = time.monotonic() + ASIDE_SECONDS
            self.metrics.publish_faults.inc()
            _log.error("the broker will not have it; set aside", topic=topic, key=key, seconds=ASIDE_SECONDS)
        return stuck

    async def republish_once(self) -> bool:
        """Publishes the next batch of what was asked for anew; answers whether there was any."""
        asked = await republish.waiting(self.database)
        if asked is None or not self.lease.held:
            return False
        rows = await republish.next_rows(self.database, asked, self.batch)
        faults = await publish(await self._ready_producer(), rows)
        # What the broker will never take is passed by and counted: it must hold up neither the rest nor what is new.
        stuck = stuck_subjects(rows, faults)
        passing = [fault for row, fault in zip(rows, faults, strict=True) if fault and not _concerns(stuck, row)]
        if passing:
            raise KafkaError("not everything was acknowledged; the batch is sent again") from passing[0]
        await republish.keep_place(self.database, asked, rows, refused=sum(fault is not None for fault in faults))
        return True

    async def mark(self) -> None:
        """Notes as sent, in the outbox, what the broker has acknowledged."""
        # No transaction, though it would be cheaper there: killed in the midst of it, it would hold these rows until the
        # server ends it, and the next holder, which cannot mark them, would send them again and again.
        while self.unmarked:
            some = self.unmarked[:MARKED_AT_ONCE]
            marked = {"$set": {"state": "sent", "sent_at": datetime.now(UTC)}}
            await self.database[OUTBOX].update_many({"_id": {"$in": some}}, marked)
            del self.unmarked[: len(some)]

    async def _marked(self) -> None:
        """Waits for the marking under way; raises what it failed with."""
        marking, self._marking = self._marking, None
        if marking is not None:
            await marking

    async def _wait_for_work(self) -> None:
        try:
            await asyncio.wait_for(self.wake.wait(), POLL_SECONDS)
        except TimeoutError:
            return

    async def _watch(self) -> None:
        # Other replicas' commits wake us through the change stream; where there is none, polling is enough. Our own have
        # woken us already: what we sent within a moment is no reason to look again.
        while True:
            try:
                async with self.database.changes(OUTBOX, "insert") as changes:
                    async for change in changes:
                        row_id = change["documentKey"]["_id"]
                        if row_id not in self._lately:
                            await asyncio.sleep(MOMENT_SECONDS)
                            if row_id not in self._lately:
                                self.wake.set()
            except PyMongoError as fault:
                _log.info("no change stream on the outbox; polling", fault=repr(fault))
                await asyncio.sleep(30)

    async def _ready_producer(self) -> RelayProducer:
        if self._producer is None:
            producer = self.make_producer()
            try:
                await producer.start()
            except BaseException:
                await producer.abandon()
                raise
            self._producer = producer
        return self._producer

    async def drop_producer(self) -> None:
        """Gives up the producer: what it has not sent yet it sends no more."""
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                await asyncio.wait_for(producer.abandon(), timeout=10)
            except (KafkaError, TimeoutError, OSError) as fault:
                _log.info("producer left behind", fault=repr(fault))


def _concerns(stuck: Iterable[Subject], row: dict[str, Any]) -> bool:
    return any(topic == row["topic"] and key in (None, row["key"]) for topic, key in stuck)
