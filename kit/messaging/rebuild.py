"""
A projection from its topics anew, beside the one in use, and swapped in when it is complete.

The new rows are written to a new generation of the projection's collections, together with the place reached on each
partition: a rebuild that was cut off goes on from there. What arrived meanwhile is then applied once more on top, which
an idempotent projection absorbs. What was parked is taken as operators decided it (`decided`), and what they settled
meanwhile is applied once more as well. A subscriber reads in its own transaction which generation is in use: one that still wrote
to the generation before had read its events before the swap, and they are among those applied once more. Nothing here
depends on how many replicas are at work. The generation before is kept until the next rebuild.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from ocop_events.envelope import DataInvalid, Envelope, EnvelopeInvalid, EventData, catalogue

from kit.messaging.parked.decided import PLACES, as_decided, not_across_a_swap, settled_since
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Handler
from kit.messaging.unreadable import read
from kit.refusal import Refusal
from kit.storage import generations
from kit.storage.bounds import TooMuchAtOnce, halves
from kit.storage.collection import Collection
from kit.storage.mongo import Database, Session
from kit.work.unit import Unit
from kit.work.work import Work

BATCH = 10_000
"""How many records are read for one transaction; what their rows are too much for goes in several."""
BREATH = 250
"""How many records are read before others at work in this process are let in: some ten milliseconds."""
FETCHED_BYTES = 4_194_304
"""Of each partition at a time."""
COLLECTOR = (50_000, 20, 50)
"""`gc.set_threshold` for a process that only rebuilds: hundreds of thousands of short-lived objects a second, none in a
circle; at its default pace the collector takes a fifth of the time."""
UNDISTURBED = timedelta(minutes=1)
"""How long after a swap the generation before is left alone: longer than a transaction or a page takes."""


class NotRebuildableError(ValueError):
    """The handler is no idempotent projection, or names no collections."""


@dataclass(frozen=True)
class Progress:
    """How far a rebuild has come, in records."""

    read: int
    total: int
    applied: int


@dataclass
class Rebuild:
    """One handler's projection, rebuilt from the beginning of its topics."""

    work: Work
    handler: Handler
    collections: Sequence[Collection[Any]]
    connection: dict[str, Any]
    report: Callable[[Progress], None] = lambda progress: None
    batch: int = BATCH
    _read: int = 0
    _total: int = 0
    _applied: int = 0
    _began: datetime = field(init=False)

    def __post_init__(self) -> None:
        if not (self.handler.batch and self.handler.idempotent and self.handler.rebuilds):
            raise NotRebuildableError(self.handler.id)

    async def run(self) -> Progress:
        """Builds, swaps in, and catches up; safe to repeat, and to repeat after a crash."""
        live = self.work.database
        names = self.handler.rebuilds
        used = await generations.in_use(live)
        kept = await live[PLACES].find_one({"_id": self.handler.id})
        self._began = kept["began"] if kept else self.work.clock.now()
        number = kept["generation"] if kept else 1 + max(used[name].number if name in used else 1 for name in names)
        swapped = all(name in used and used[name].number == number for name in names)
        if not kept:
            await self._make_room(used)
        made = live.seen_with({name: generations.collection_of(name, number) for name in names})
        for collection in self.collections:
            if collection.name in names:
                await made.ensure_indexes(collection.name, collection.indexes)
        consumer = AIOKafkaConsumer(
            **self.connection,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=FETCHED_BYTES,
        )
        await consumer.start()
        try:
            partitions = [
                TopicPartition(topic, number)
                for topic in sorted(self.handler.topics)
                for number in sorted(await _partitions(consumer, topic))
            ]
            consumer.assign(partitions)
            starts = await consumer.beginning_offsets(partitions)
            reached = kept["places"] if kept else {}
            places = {p: max(starts[p], reached.get(f"{p.topic}|{p.partition}", 0)) for p in partitions}
            if not swapped:
                await self._read_to_the_end(consumer, partitions, places, made, number)
                await self.swap(number)
            await self._read_to_the_end(consumer, partitions, places, made, number)
            await self._apply_what_was_settled(places, made, number)
        finally:
            await consumer.stop()
        await live[PLACES].delete_one({"_id": self.handler.id})
        return self._progress()

    async def _make_room(self, used: dict[str, generations.Generation]) -> None:
        # A page or a transaction that began before the last swap may still be at work in the generation it replaced.
        for name in self.handler.rebuilds:
            if name not in used or used[name].since < self.work.clock.now() - UNDISTURBED:
                await generations.drop_unused(self.work.database, name, used[name].number if name in used else 1)

    async def swap(self, number: int) -> None:
        """Puts what was made anew in use, and notes where its consumer goes on."""
        live, now = self.work.database, self.work.clock.now()
        # Here first: two transactions that both make the row are not a conflict that is tried again.
        await not_across_a_swap(live, self.handler.id, at=now, session=None)

        async def put(session: Session) -> None:
            await not_across_a_swap(live, self.handler.id, at=now, session=session)
            await generations.put_in_use(live, self.handler.rebuilds, number, at=now, session=session)

        await live.in_transaction(put)
        await generations.follow(live)

    async def _read_to_the_end(
        self,
        consumer: AIOKafkaConsumer,
        partitions: Sequence[TopicPartition],
        places: dict[TopicPartition, int],
        target: Database,
        number: int,
    ) -> None:
        """While the database writes one batch, the next is read: never more than two are in memory."""
        ends = await consumer.end_offsets(list(partitions))
        self._total += sum(max(0, ends[p] - places[p]) for p in partitions)
        for partition in partitions:
            consumer.seek(partition, places[partition])
        writing: asyncio.Task[None] | None = None
        try:
            while any(places[p] < ends[p] for p in partitions):
                records = await self._next(consumer, ends, places)
                events = await self._events(records)
                if writing is not None:
                    await writing
                writing = asyncio.create_task(self._write(target, events, dict(places), number, len(records)))
        except Exception:
            if writing is not None:
                await asyncio.wait([writing])  # who begins again must not meet it at work
            raise
        if writing is not None:
            await writing

    async def _next(
        self, consumer: AIOKafkaConsumer, ends: dict[TopicPartition, int], places: dict[TopicPartition, int]
    ) -> list[Record]:
        """A batch, or what is left; moves `places`."""
        records: list[Record] = []
        while len(records) < self.batch and any(places[p] < end for p, end in ends.items()):
            fetched = await consumer.getmany(timeout_ms=1_000, max_records=self.batch - len(records))
            for some in fetched.values():
                for start in range(0, len(some), BREATH):
                    records += [Record.of(raw) for raw in some[start : start + BREATH]]
                    await asyncio.sleep(0)
            for partition in ends:
                # Compaction and transaction markers leave offsets that hold no record.
                places[partition] = max(places[partition], await consumer.position(partition))
        return records

    async def _write(
        self,
        target: Database,
        events: list[Received[EventData]],
        places: dict[TopicPartition, int],
        number: int,
        read: int,
    ) -> None:
        await self.apply(target, events, places, number)
        self._read += read
        self.report(self._progress())

    async def _apply_what_was_settled(self, places: dict[TopicPartition, int], target: Database, number: int) -> None:
        # It waited when it was read, and until the swap its effect went to the generation before. Clocks may differ.
        since = self._began - UNDISTURBED
        async for records in settled_since(self.work.reading(), self.handler.id, since, self.batch):
            ours = [record for record in records if record.topic in self.handler.topics]
            await self.apply(target, await self._events(ours), places, number)

    async def apply(
        self,
        target: Database,
        events: Sequence[Received[EventData]],
        places: dict[TopicPartition, int],
        number: int,
        left: Sequence[Received[EventData]] = (),
    ) -> None:
        """In one transaction with the place reached; in several when it is too much for one. `left`: who comes after."""
        try:
            await self.apply_together(target, events, _before(left, places), number)
        except TooMuchAtOnce:
            if len(events) < 2:
                raise
            some, rest = halves(events)
            self.batch = max(len(some), 1)  # those that follow will be like these
            await self.apply(target, some, places, number, [*rest, *left])
            await self.apply(target, rest, places, number, left)

    async def apply_together(
        self, target: Database, events: Sequence[Received[EventData]], places: dict[TopicPartition, int], number: int
    ) -> None:
        """Some events and the place they reach, in one transaction."""

        async def whole(session: Any) -> None:
            unit = Unit(target, self.work.clock.now(), self.work.source, session)
            if events:
                await self.handler.function(unit, events)
            reached = {f"{p.topic}|{p.partition}": offset for p, offset in places.items()}
            kept = {"_id": self.handler.id, "generation": number, "places": reached, "began": self._began}
            await target[PLACES].replace_one({"_id": self.handler.id}, kept, upsert=True, session=session)

        await target.in_transaction(whole)
        self._applied += len(events)

    async def _events(self, records: Sequence[Record]) -> list[Received[EventData]]:
        decided = await as_decided(self.work.reading(), self.handler.id, records)
        events: list[Received[EventData]] = []
        for start in range(0, len(decided), BREATH):
            events += [event for record in decided[start : start + BREATH] if (event := self._event(record))]
            await asyncio.sleep(0)  # the batch before is being written meanwhile
        return events

    def _event(self, record: Record) -> Received[EventData] | None:
        # What cannot be read, or was not for its sender to say, is parked by the subscriber that reads it live, and passed by until it was repaired.
        try:
            envelope = Envelope.from_headers(record.headers)
            if envelope.type not in self.handler.types or envelope.type not in catalogue:
                return None
            return read(record, envelope)
        except (EnvelopeInvalid, DataInvalid, Refusal):
            return None

    def _progress(self) -> Progress:
        return Progress(self._read, self._total, self._applied)


def _before(left: Sequence[Received[EventData]], places: dict[TopicPartition, int]) -> dict[TopicPartition, int]:
    """The places from which a rebuild that is cut off now still meets everything that is left."""
    before = dict(places)
    for event in left:
        partition = TopicPartition(event.record.topic, event.record.partition)
        if partition in before:
            before[partition] = min(before[partition], event.record.offset)
    return before


async def _partitions(consumer: AIOKafkaConsumer, topic: str) -> set[int]:
    await consumer._client.set_topics([topic])  # the client knows only topics it was told of
    return consumer.partitions_for_topic(topic) or set()
