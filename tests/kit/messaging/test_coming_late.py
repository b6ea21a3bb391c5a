"""A subscriber that comes late begins with the compacted state topic and goes on live, without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic, RecordsToDelete
from aiokafka.structs import TopicPartition
from ocop_events.envelope import EventData

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service
from kit.storage.collection import Collection
from kit.storage.mongo import ReplaceOne
from kit.work import Unit
from tests.kit.messaging.harness import Counter, World, counters, eventually

mirrors = Collection(Counter, "mirrors")
PARTITIONS = 2


def announced(world: World) -> tuple[type[EventData], type[EventData]]:
    """The fact, and the snapshot that goes to the state topic beside it."""

    class Stood(EventData, type=f"vn.ocop.{world.name}.thing.stood.v1", topic=f"{world.topic}.state", key="id"):
        id: str
        total: int

    world.types.append(Stood.event_type)
    return world.fact(), Stood


async def move(unit: Unit, fact: type[EventData], state: type[EventData], id: str) -> Counter:
    """One more, published as a fact and as the state it led to."""
    found = await counters.find(unit, id)
    moved = (found or Counter(id=id)).model_copy(update={"total": (found.total if found else 0) + 1})
    kept = await (counters.keep(unit, moved) if found else counters.add(unit, moved))
    unit.announce(fact.model_validate({"id": id, "number": moved.total}))
    unit.announce_state(state.model_validate({"id": id, "total": moved.total}))
    return kept


async def end(unit: Unit, fact: type[EventData], state: type[EventData], id: str) -> None:
    """It is gone: a last fact, and a tombstone."""
    await counters.remove(unit, await counters.get(unit, id))
    unit.announce(fact.model_validate({"id": id, "number": -1}))
    unit.announce_gone(state, id)


async def compact_soon(world: World) -> None:
    """Makes both topics; of the state topic only the newest of each key is kept, soon."""
    await world.make_topic(partitions=PARTITIONS)
    compacted = {
        "cleanup.policy": "compact",
        "segment.ms": "100",
        "min.cleanable.dirty.ratio": "0.01",
        "max.compaction.lag.ms": "300",
    }
    topics = AIOKafkaAdminClient(bootstrap_servers=world.bootstrap)
    await topics.start()
    await topics.create_topics([NewTopic(f"{world.topic}.state", PARTITIONS, 1, topic_configs=compacted)])
    await topics.close()


async def forget_the_facts(world: World) -> None:
    """The facts of the beginning are past their retention: only the state topic still knows."""
    admin = AIOKafkaAdminClient(bootstrap_servers=world.bootstrap)
    await admin.start()
    everything = RecordsToDelete(before_offset=-1)
    await admin.delete_records({TopicPartition(world.topic, number): everything for number in range(PARTITIONS)})
    await admin.close()


def mirroring(fact: type[EventData], state: type[EventData]) -> Subscriptions:
    """Keeps the newest of each subject, wherever it learns of it; a row stays where one is gone, with its version."""
    consuming = Subscriptions("mirrors")

    @consuming.batch(fact, state, idempotent=True)
    async def mirror(unit: Unit, events: Sequence[Received[Any]]) -> None:
        raw = mirrors.raw(unit)
        newest: dict[str, Received[Any]] = {}
        for event in events:
            if event.subject_version >= (newest[event.subject].subject_version if event.subject in newest else 0):
                newest[event.subject] = event
        known = {
            row["_id"]: row["version"] async for row in raw.find({"_id": {"$in": list(newest)}}, session=unit.session)
        }
        changes = []
        for subject, event in newest.items():
            gone = event.gone or getattr(event.data, "number", 0) < 0
            total = -1 if gone else getattr(event.data, "total", None) or event.data.number
            row = {"_id": subject, "version": event.subject_version, "total": total, "seen": []}
            if event.subject_version > known.get(subject, 0):
                changes.append(ReplaceOne({"_id": subject}, row, upsert=True))
        if changes:
            await raw.bulk_write(changes, session=unit.session, ordered=False)

    return consuming


async def shown(service: Service) -> dict[str, int]:
    return {row.id: row.total for row in await mirrors.select(service.work.reading(), {}) if row.total >= 0}


class TestALateSubscriber:
    async def test_begins_with_the_state_topic_and_goes_on_live_without_a_gap(self, world: World) -> None:
        fact, state = announced(world)
        await compact_soon(world)
        says = world.service("says")
        await says.prepare()
        await says.start()
        subjects = [f"s{number}" for number in range(12)]
        for _ in range(8):
            for subject in subjects:
                await says.work.run(move, fact, state, subject)
        for subject in subjects[:3]:
            await says.work.run(end, fact, state, subject)

        async def announced_everything() -> bool:
            return await says.database["outbox"].count_documents({"state": "pending"}) == 0

        await eventually(announced_everything)
        await says.work.run(move, fact, state, "s11")  # rolls the last segment, which is never compacted
        await eventually(announced_everything)
        written = 12 * 8 + 3 + 1

        async def compacted() -> bool:
            return len(await world.read(f"{world.topic}.state", count=written, within=1)) < written

        await eventually(compacted, within=40)
        await forget_the_facts(world)

        late = world.service("hears", mirroring(fact, state), collections=(mirrors,))
        await late.start()
        for _ in range(5):  # while it begins, the world goes on
            for subject in subjects[3:]:
                await says.work.run(move, fact, state, subject)
        await says.work.run(end, fact, state, "s3")
        await says.work.run(move, fact, state, "s0")  # one that was gone comes back

        expected = {c.id: c.total for c in await counters.select(says.work.reading(), {})}

        async def the_same() -> bool:
            return await shown(late) == expected

        await eventually(the_same)
        versions = {row["_id"]: row["version"] async for row in says.database["subjects"].find({})}
        for row in await mirrors.select(late.work.reading(), {}):
            assert row.version == versions[f"{world.topic}|{row.id}"], "the last fact of each subject is in"
        tombstones = [r for r in await world.read(f"{world.topic}.state", count=500, within=1) if r.value is None]
        assert b"s3" in {record.key for record in tombstones}
