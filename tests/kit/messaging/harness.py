"""What the messaging tests share: fact types of their own, services on fresh names, and a way to wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import GroupCoordinatorNotAvailableError
from ocop_events.envelope import Envelope, EventData, catalogue

from kit.aggregate import Aggregate
from kit.identity import Principal
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service, Slice
from kit.settings import development_settings
from kit.storage.collection import Collection
from kit.work import Unit


class Counter(Aggregate):
    """An aggregate that only counts: what was made of it can be read off its numbers."""

    total: int = 0
    seen: tuple[int, ...] = ()


counters = Collection(Counter, "counters")

OPERATOR = Principal.of("operator", "Kiều Anh Dũng", "operator@vn")
MENDER = Principal.of("mender", "Lê Thị Sen", "operator@vn")
"""Two operators: what the one repaired the other releases."""


@dataclass
class World:
    """One test's corner of the broker and the database; everything in it carries the test's own name."""

    name: str
    bootstrap: str
    mongodb_uri: str
    services: list[Service] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    @property
    def topic(self) -> str:
        """The topic of this test's facts."""
        return f"ocop.{self.name}.thing"

    def fact(self, verb: str = "happened") -> type[EventData]:
        """A fact type `{id, number}` on this test's topic."""

        class Happened(EventData):
            id: str
            number: int = 0

        made = type(
            f"{verb.title()}V1",
            (Happened,),
            {"__module__": __name__},
            type=f"vn.ocop.{self.name}.thing.{verb}.v1",
            topic=self.topic,
            key="id",
        )
        self.types.append(made.event_type)
        return made

    async def make_topic(self, name: str | None = None, partitions: int = 2) -> None:
        """Creates a topic."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic(name or self.topic, partitions, 1)])
        await admin.close()

    def service(
        self, name: str, *subscriptions: Subscriptions, collections: Sequence[Collection[Any]] = (counters,)
    ) -> Service:
        """A service of this test; start it with `start`."""
        settings = development_settings(
            kafka_bootstrap_servers=self.bootstrap,
            mongodb_uri=self.mongodb_uri,
            mongodb_database=f"{self.name}_{name}",
        )
        slices = [Slice(s.slice_name, collections=collections, subscriptions=s) for s in subscriptions]
        made = Service(f"{self.name}-{name}", slices or [Slice("things", collections=collections)], settings)
        self.services.append(made)
        return made

    async def close(self) -> None:
        """Stops every service and forgets the fact types."""
        for service in self.services:
            await service.stop()
        for type_ in self.types:
            catalogue.pop(type_, None)

    async def send(
        self, key: str, *, value: bytes | None, headers: Sequence[tuple[str, bytes]], topic: str | None = None
    ) -> None:
        """Puts a record on the topic as any publisher might."""
        async with AIOKafkaProducer(bootstrap_servers=self.bootstrap) as producer:
            await producer.send_and_wait(topic or self.topic, value, key=key.encode(), headers=list(headers))

    async def read(self, topic: str | None = None, count: int = 1, within: float = 20) -> list[Any]:
        """The first `count` records of the topic, all partitions together, by partition and offset."""
        async with AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap, auto_offset_reset="earliest", enable_auto_commit=False
        ) as consumer:
            consumer.subscribe([topic or self.topic])
            found: list[Any] = []
            ends = time.monotonic() + within
            while len(found) < count and time.monotonic() < ends:
                for records in (await consumer.getmany(timeout_ms=300)).values():
                    found.extend(records)
            return sorted(found, key=lambda r: (r.partition, r.offset))

    async def committed(self, group: str, topic: str | None = None) -> int:
        """The sum of the group's committed offsets over the topic's partitions."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.bootstrap)
        await admin.start()
        try:
            offsets: dict[TopicPartition, Any] = await admin.list_consumer_group_offsets(group)
        except GroupCoordinatorNotAvailableError:  # a young broker has not yet made its offsets topic
            return 0
        finally:
            await admin.close()
        return sum(max(0, o.offset) for p, o in offsets.items() if p.topic == (topic or self.topic))


def envelope_of(event: type[EventData], subject: str, id: str = "1", **more: Any) -> Envelope:
    """An envelope as another publisher would write it."""
    fields = {
        "id": id,
        "source": "/elsewhere",
        "type": event.event_type,
        "time": "2026-05-01T00:00:00Z",
        "subject": subject,
        "partitionkey": subject,
    }
    return Envelope.model_validate(fields | more)


async def eventually(check: Callable[[], Awaitable[Any]], within: float = 20) -> Any:
    """Asks until the answer is truthy and gives it back; the last answer is in the failure."""
    ends = time.monotonic() + within
    while True:
        answer = await check()
        if answer:
            return answer
        if time.monotonic() > ends:
            raise AssertionError(f"not within {within} s; the last answer was {answer!r}")
        await asyncio.sleep(0.05)


async def count_up(unit: Unit, event: EventData, id: str, number: int) -> Counter:
    """A use case: bump a counter and say so."""
    found = await counters.find(unit, id)
    changed = (found or Counter(id=id)).model_copy(
        update={"total": (found.total if found else 0) + 1, "seen": (*(found.seen if found else ()), number)}
    )
    kept = await (counters.keep(unit, changed) if found else counters.add(unit, changed))
    unit.announce(type(event).model_validate({"id": id, "number": number}))
    return kept
