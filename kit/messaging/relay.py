"""The only publisher: from the outbox to the broker, in order per subject, marking what was acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from kit.messaging import republish
from kit.messaging.lease import Lease
from kit.storage.mongo import Database, PyMongoError, UpdateOne
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics

_log = log(__name__)

BATCH = 1_000
POLL_SECONDS = 0.5
BACK_OFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)

ProducerFactory = Callable[[], AIOKafkaProducer]


@dataclass
class Relay:
    """
    Publishes pending outbox rows while it holds the lease.

    Rows are taken in `(order, version)`, which never falls within a subject; a pass marks, per subject, only the rows
    before the first one the broker did not acknowledge. A crash between sending and marking sends again: at least
    once, in order.
    """

    database: Database
    make_producer: ProducerFactory
    metrics: Metrics
    lease: Lease
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    batch: int = BATCH
    _producer: AIOKafkaProducer | None = None

    async def run(self) -> None:
        """This will relay until cancelled."""
        watcher = asyncio.ensure_future(self._watch())
        try:
            await self.lease.hold(self._relay, on_change=lambda held: self.metrics.relay_leader.set(int(held)))
        finally:
            watcher.cancel()
            await asyncio.gather(watcher, return_exceptions=True)
            await self._drop_producer()

    async def _relay(self) -> None:
        failures = 0
        while True:
            self.wake.clear()
            try:
                if await self._republish_once():
                    continue
                found, marked = await self.pass_once()
                failures = 0 if marked == found else failures + 1
            except (TimeoutError, KafkaError, PyMongoError, OSError) as fault:
                failures += 1
                found = marked = 0
                _log.warning("relay pass failed", fault=repr(fault), failures=failures)
            if failures:
                # An idempotent producer may be wedged by the failure: a new one starts a new sequence.
                self.metrics.publish_faults.inc()
                await self._drop_producer()
                await asyncio.sleep(BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS)) - 1])
            elif found < self.batch:
                await self._wait_for_work()

    async def pass_once(self) -> tuple[int, int]:
        """This will publish one batch; answers how many rows were found and how many marked as sent."""
        rows = (
            await self.database["outbox"]
            .find({"state": "pending"})
            .sort([("order", 1), ("version", 1)])
            .limit(self.batch)
            .to_list(self.batch)
        )
        if not rows or not self.lease.held:
            return len(rows), 0 if rows else len(rows)
        acknowledged = await publish(await self._ready_producer(), rows)
        sent = acknowledged_prefix(rows, acknowledged)
        await self._mark(sent)
        for row in sent:
            self.metrics.published.labels(row["topic"]).inc()
        return len(rows), len(sent)

    async def _republish_once(self) -> bool:
        """This will publish the next batch of what was asked for anew; answers whether there was any."""
        asked = await republish.waiting(self.database)
        if asked is None or not self.lease.held:
            return False
        rows = await republish.next_rows(self.database, asked, self.batch)
        acknowledged = await publish(await self._ready_producer(), rows)
        if not all(acknowledged):
            raise KafkaError("not everything was acknowledged; the batch is sent again")
        await republish.keep_place(self.database, asked, rows)
        return True

    async def _mark(self, sent: Sequence[dict[str, Any]]) -> None:
        if sent:
            now = datetime.now(UTC)
            changes = [UpdateOne({"_id": row["_id"]}, {"$set": {"state": "sent", "sent_at": now}}) for row in sent]
            await self.database["outbox"].bulk_write(changes, ordered=False)

    async def _wait_for_work(self) -> None:
        try:
            await asyncio.wait_for(self.wake.wait(), POLL_SECONDS)
        except TimeoutError:
            return

    async def _watch(self) -> None:
        # Other replicas' commits wake us through the change stream; where there is none, polling is enough.
        while True:
            try:
                async with self.database.changes("outbox", "insert") as changes:
                    async for _ in changes:
                        self.wake.set()
            except PyMongoError as fault:
                _log.info("no change stream on the outbox; polling", fault=repr(fault))
                await asyncio.sleep(30)

    async def _ready_producer(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = self.make_producer()
            try:
                await producer.start()
            except BaseException:
                await producer.stop()
                raise
            self._producer = producer
        return self._producer

    async def _drop_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                await asyncio.wait_for(producer.stop(), timeout=5)
            except (KafkaError, TimeoutError, OSError) as fault:
                _log.info("producer left behind", fault=repr(fault))


async def publish(producer: AIOKafkaProducer, rows: Sequence[dict[str, Any]]) -> list[bool]:
    """This will send the rows pipelined, in their order; answers for each whether the broker has acknowledged it."""
    waiting: list[Awaitable[Any]] = []
    for row in rows:
        waiting.append(
            await producer.send(
                row["topic"],
                value=row["value"],
                key=row["key"].encode(),
                headers=[(name, bytes(value)) for name, value in row["headers"]],
            )
        )
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    for row, answer in zip(rows, answers, strict=True):
        if isinstance(answer, BaseException):
            _log.warning("not acknowledged", topic=row["topic"], key=row["key"], fault=repr(answer))
            break
    return [not isinstance(answer, BaseException) for answer in answers]


def acknowledged_prefix(rows: Sequence[dict[str, Any]], acknowledged: Sequence[bool]) -> list[dict[str, Any]]:
    """The rows that may be marked: acknowledged, with nothing unacknowledged of the same subject before them."""
    broken: set[tuple[str, str]] = set()
    prefix: list[dict[str, Any]] = []
    for row, arrived in zip(rows, acknowledged, strict=True):
        subject = (row["topic"], row["key"])
        if not arrived:
            broken.add(subject)
        elif subject not in broken:
            prefix.append(row)
    return prefix
