"""What arrives is consumed when it arrives, and what arrives together is applied together."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from faststream.kafka.subscriber import usecase as faststreams

from kit.messaging import consumer as consuming
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.harness import World, envelope_of


class Consuming:
    """A service with an idempotent batch handler that notes what it is handed."""

    def __init__(self, world: World) -> None:
        self.fact, self.batches = world.fact(), list[list[tuple[str, int]]]()
        self.consumed = asyncio.Event()
        subscriptions = Subscriptions("things")
        subscriptions.batch(self.fact, idempotent=True)(self.take)
        self.service: Service = world.service("hears", subscriptions)

    async def take(self, unit: Unit, events: list[Received[Any]]) -> None:
        self.batches.append([(event.subject, event.data.number) for event in events])
        self.consumed.set()

    def record(self, partition: int, number: int) -> Record:
        """The `number`-th event of the one subject of a partition."""
        subject = f"s{partition}"
        headers = envelope_of(self.fact, subject, f"{subject}-{number}", subjectversion=number).headers()
        value = b'{"id":"%s","number":%d}' % (subject.encode(), number)
        return Record(self.fact.event_topic, partition, number, subject.encode(), tuple(headers), value)


async def test_nobody_sleeps_between_two_looks_at_the_broker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """FastStream's own loop sleeps, deaf, after every look that found nothing; ours never comes to that line."""
    monkeypatch.setattr(consuming, "WAIT_MS", 10)
    slept: list[float] = []

    async def noted(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(seconds)  # FastStream's own wait, noted

    listener = Consuming(world)
    await world.make_topic()
    await listener.service.start()
    await world.send("s", value=b'{"id":"s","number":1}', headers=envelope_of(listener.fact, "s").headers())
    await asyncio.wait_for(listener.consumed.wait(), 20)  # the group is joined and every topic is known
    monkeypatch.setattr(faststreams, "anyio", _Anyio(noted))
    listener.consumed.clear()
    await asyncio.sleep(0.5)  # looks in vain: many of ours, two of FastStream's at its default
    await world.send("s", value=b'{"id":"s","number":2}', headers=envelope_of(listener.fact, "s", "2").headers())
    await asyncio.wait_for(listener.consumed.wait(), 20)
    assert slept == []


class _Anyio:
    def __init__(self, sleep: Any) -> None:
        self.sleep = sleep


async def test_all_partitions_of_a_poll_are_one_transaction_and_each_keeps_its_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Consuming(world)
    await listener.service.prepare()
    work, committed = listener.service.work, []
    transact = work.transact

    async def counted(attempt: Any) -> Any:
        answer = await transact(attempt)
        committed.append(1)
        return answer

    monkeypatch.setattr(work, "transact", counted)
    records = [listener.record(partition, number) for number in (1, 2, 3) for partition in range(6)]
    await listener.service.consumer.process(listener.fact.event_topic, records)
    assert (len(committed), len(listener.batches)) == (1, 1)
    (batch,) = listener.batches
    for partition in range(6):
        assert [number for subject, number in batch if subject == f"s{partition}"] == [1, 2, 3]


async def test_what_one_partition_cannot_have_applied_holds_up_no_other(world: World) -> None:
    listener = Consuming(world)
    await listener.service.prepare()
    bad = replace(listener.record(2, 1), value=b"rubbish")
    records = [listener.record(0, 1), bad, listener.record(2, 2), listener.record(5, 1)]
    await listener.service.consumer.process(listener.fact.event_topic, records)
    consumed = [event for batch in listener.batches for event in batch]
    assert sorted(consumed) == [("s0", 1), ("s5", 1)], "the second of s2 waits behind the first"
