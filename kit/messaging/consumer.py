"""
Over FastStream: every subscriber of a service, with the acknowledgement policy set explicitly.

The wrapper returns normally when every record was applied, known or parked; only then are the offsets committed.
`NACK_ON_ERROR` is a backstop for a fault of this very wrapper: the batch is read again.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from ocop_events.envelope import Envelope

from kit.messaging.apply import Applier
from kit.messaging.received import Record
from kit.messaging.subscriptions import Handler
from kit.messaging.unreadable import without_data, without_handler
from kit.telemetry.logs import log
from kit.telemetry.metrics import Metrics

_log = log(__name__)

MAX_RECORDS = 500
WAIT_MS = 1_000


@dataclass
class Consumer:
    """One consumer group per topic, so that a topic in trouble never makes the others rebalance."""

    group: str
    by_topic: dict[str, list[Handler]]
    applier: Applier
    metrics: Metrics
    connection: dict[str, Any]
    session_timeout_ms: int = 45_000
    max_poll_interval_ms: int = 300_000
    broker: KafkaBroker = field(init=False)
    subscribers: dict[str, Any] = field(default_factory=dict, init=False)
    """FastStream's, by topic."""

    def __post_init__(self) -> None:
        self.broker = KafkaBroker(apply_types=False, logger=None, allow_auto_create_topics=False, **self.connection)
        for topic in sorted(self.by_topic):
            subscriber = self.broker.subscriber(
                topic,
                group_id=self.group_of(topic),
                auto_offset_reset="earliest",
                ack_policy=AckPolicy.NACK_ON_ERROR,
                batch=True,
                session_timeout_ms=self.session_timeout_ms,
                heartbeat_interval_ms=min(3_000, self.session_timeout_ms // 3),
                max_poll_interval_ms=self.max_poll_interval_ms,
                parser=_parse,
                decoder=_decode,
                no_reply=True,
            )
            subscriber.get_msg = _next_records  # type: ignore[method-assign,assignment]
            subscriber(functools.partial(_handle, self, topic))
            self.subscribers[topic] = subscriber

    def group_of(self, topic: str) -> str:
        """`ocop.<service>[.<offices>].<topic without its own ocop.>`."""
        return f"{self.group}.{topic.removeprefix('ocop.')}"

    async def start(self) -> None:
        """Connects and begins to consume; raises what the broker client raises when Kafka is away."""
        await self.broker.start()

    async def stop(self) -> None:
        """Stops fetching, lets the handlers at work finish their transaction, and leaves the groups."""
        await self.broker.stop()

    async def process(self, topic: str, records: Sequence[Record]) -> None:
        """
        Sees every record to its end: one by one in the order of its partition, the partitions side by side;
        then, for the handlers that take many, all of them together.
        """
        partitions: dict[int, list[Record]] = defaultdict(list)
        for record in records:
            partitions[record.partition].append(record)
        handlers = self.by_topic[topic]
        singles = [handler for handler in handlers if not handler.batch]
        ended = await asyncio.gather(
            *(self._process_in_order(singles, some) for some in partitions.values()), return_exceptions=True
        )
        known: list[Record] = []
        # Only when all have ended: what is read again must not be at work still.
        for outcome in ended:
            if isinstance(outcome, BaseException):
                raise outcome
            known += outcome
        for handler in handlers:
            if handler.batch:
                received = [record for record in known if _type_of(record) in handler.types]
                if received:
                    await self.applier.apply_batch(handler, received)

    async def _process_in_order(self, singles: Sequence[Handler], records: Sequence[Record]) -> list[Record]:
        """Of one partition; answers the records whose envelope could be read."""
        unknown, known = without_handler(records)
        await self.applier.park_many(unknown)
        if singles:
            await self._one_by_one(singles, known)
        return known

    async def _one_by_one(self, singles: Sequence[Handler], records: Sequence[Record]) -> None:
        unreadable, left = without_data(singles, records)
        if len(unreadable) > 1:
            await self.applier.park_many(unreadable)
            records = left
        for record in records:
            if any(_type_of(record) in handler.types for handler in singles):
                await self.applier.apply(singles, record)

    def assigned(self) -> dict[str, int]:
        """Partitions held, by topic; a topic whose consumer is not running is absent."""
        held: dict[str, int] = {}
        for topic, subscriber in self.subscribers.items():
            consumer = getattr(subscriber, "consumer", None)
            if consumer is not None:
                held[topic] = len(consumer.assignment())
        return held

    def dead(self) -> list[str]:
        """Topics whose subscriber is not alive: never started, or its task has ended."""
        gone = []
        for topic, subscriber in self.subscribers.items():
            tasks = [task for task in getattr(subscriber, "tasks", []) if isinstance(task, asyncio.Task)]
            if getattr(subscriber, "consumer", None) is None or not tasks or all(task.done() for task in tasks):
                gone.append(topic)
        return gone


async def _next_records(driver: AIOKafkaConsumer) -> tuple[Any, ...]:
    """
    What has arrived, as soon as it has.

    FastStream's own, when nothing came within its time-out, sleeps as long again, deaf to what comes meanwhile: of 93 ms
    from commit to effect in two consumers, 76 were that at 100 ms. A subscriber that is stopped is cancelled in here.
    """
    found = await driver.getmany(timeout_ms=WAIT_MS, max_records=MAX_RECORDS)
    return tuple(itertools.chain.from_iterable(found.values()))


async def _handle(consumer: Consumer, topic: str, raw: Sequence[Any]) -> None:
    await consumer.process(topic, [Record.of(one) for one in raw])


async def _parse(raw: Any, original: Callable[[Any], Awaitable[Any]]) -> Any:
    # FastStream decodes headers as UTF-8 and would fail, for ever, on one that is not: show it none.
    bare = tuple(dataclasses.replace(one, headers=()) for one in raw)
    message = await original(bare)
    message.raw_message = raw
    return message


async def _decode(message: Any, original: Callable[[Any], Awaitable[Any]]) -> Any:
    return message.raw_message


def _type_of(record: Record) -> str:
    return Envelope.from_headers(record.headers).type
