"""A rebuild holds a batch or two of what it reads, however much there is to read: its memory is flat."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from ocop_events.envelope import EventData

from kit.messaging.rebuild import Rebuild
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.harness import World, envelope_of

BATCH = 50


held: list[int] = []


async def passes(unit: Unit, events: Sequence[Received[Any]]) -> None:
    """The projection: writes nothing, and counts the records and events that live while it is at work."""
    held.append(sum(type(one) in (Record, Received) for one in gc.get_objects()))


async def publish(world: World, fact: type[EventData], versions: range) -> None:
    async with AIOKafkaProducer(bootstrap_servers=world.bootstrap) as producer:
        for version in versions:
            headers = envelope_of(fact, "s", f"{version}", subjectversion=version).headers()
            value = b'{"id":"s","number":%d}' % version
            await producer.send(world.topic, value, key=b"s", headers=headers)


async def most_held(service: Service) -> int:
    """The largest number of records and events that lived at once during a rebuild."""
    held.clear()
    rebuild = service.rebuilding("numbers.passes")
    rebuild.batch = BATCH
    await rebuild.run()
    return max(held)


@pytest.fixture
async def service(world: World) -> Service:
    fact = world.fact()
    await world.make_topic(partitions=1)
    consuming = Subscriptions("numbers")
    consuming.batch(fact, idempotent=True, rebuilds=("counters",))(passes)
    made = world.service("shows", consuming)
    await made.prepare()
    return made


async def test_it_is_as_little_of_a_thousand_as_of_two_hundred(world: World, service: Service) -> None:
    (fact,) = service.dead_letters.handlers["numbers.passes"].types.values()
    await publish(world, fact, range(1, 201))
    before = await most_held(service)
    assert before >= BATCH, "the batch at hand is counted"
    await publish(world, fact, range(201, 1_001))
    assert await most_held(service) <= before + BATCH


async def test_it_is_seen_when_what_was_read_is_kept(
    world: World, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, kept = Rebuild.apply, []

    async def keeps(self: Rebuild, target: Any, events: list[Any], *more: Any) -> None:
        kept.append(events)
        await whole(self, target, events, *more)

    monkeypatch.setattr(Rebuild, "apply", keeps)
    (fact,) = service.dead_letters.handlers["numbers.passes"].types.values()
    await publish(world, fact, range(1, 501))
    assert await most_held(service) > 500
