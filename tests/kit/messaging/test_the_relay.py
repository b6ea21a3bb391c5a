"""The relay publishes every committed fact, in order per subject, and marks only what the broker acknowledged."""

from __future__ import annotations

import asyncio
from typing import Any

from aiokafka import AIOKafkaProducer
from harness import World, count_up, eventually

from kit.messaging import republish
from kit.messaging.connection import producer
from kit.messaging.lease import Lease
from kit.messaging.relay import Relay, acknowledged_prefix
from kit.service import Service
from kit.telemetry.metrics import Metrics


async def told(world: World, *, subjects: str = "ab", times: int = 5) -> Service:
    """A service that has told facts and has no relay at work."""
    fact = world.fact()
    await world.make_topic()
    service = world.service("says")
    await service.prepare()
    for number in range(1, times + 1):
        for subject in subjects:
            await service.work.run(count_up, fact(id=subject, number=number), subject, number)
    return service


def relay_of(service: Service, make: Any = None) -> Relay:
    lease = Lease(service.database, "relay", lifetime_seconds=1.0)
    return Relay(service.database, make or (lambda: producer(service.settings)), Metrics(), lease)


async def pending(service: Service) -> int:
    return int(await service.database["outbox"].count_documents({"state": "pending"}))


class Unwilling:
    """A producer whose broker acknowledges only what it likes."""

    def __init__(self, inner: AIOKafkaProducer, refuses: Any) -> None:
        self._inner, self._refuses = inner, refuses

    async def start(self) -> None:
        await self._inner.start()

    async def stop(self) -> None:
        await self._inner.stop()

    async def send(self, topic: str, **record: Any) -> Any:
        if self._refuses(record):
            failed = asyncio.get_running_loop().create_future()
            failed.set_exception(TimeoutError("no acknowledgement"))
            return failed
        return await self._inner.send(topic, **record)


class TestTheRelay:
    async def test_marks_only_the_acknowledged_prefix_of_each_subject(self, world: World) -> None:
        service = await told(world)

        def third_of_a(record: Any) -> bool:
            return record["key"] == b"a" and (b"ce_subjectversion" and ("ce_subjectversion", b"3") in record["headers"])

        relay = relay_of(service, lambda: Unwilling(producer(service.settings), third_of_a))
        await relay.lease.acquire()
        found, marked = await relay.pass_once()
        assert (found, marked) == (10, 7)
        left = await service.database["outbox"].find({"state": "pending"}).to_list(10)
        assert sorted((row["key"], row["version"]) for row in left) == [("a", 3), ("a", 4), ("a", 5)]
        await relay._drop_producer()
        whole = relay_of(service)
        whole.lease = relay.lease
        await whole.pass_once()
        await whole._drop_producer()
        records = await world.read(count=13)
        versions = [int(dict(r.headers)["ce_subjectversion"]) for r in records if r.key == b"a"]
        seen: list[int] = []
        for version in versions:  # a reader that knows duplicates sees 1..5 in order
            if version == len(seen) + 1:
                seen.append(version)
        assert seen == [1, 2, 3, 4, 5]

    async def test_sends_nothing_without_the_lease(self, world: World) -> None:
        service = await told(world)
        relay = relay_of(service)
        assert await relay.pass_once() == (10, 0)
        assert await pending(service) == 10

    async def test_goes_on_after_its_holder_was_killed(self, world: World) -> None:
        """The killed relay had sent and not marked: the next one sends again, with the same ids."""
        service = await told(world)
        dying = relay_of(service)
        await dying.lease.acquire()

        async def dies(sent: Any) -> None:
            raise asyncio.CancelledError

        dying._mark = dies  # type: ignore[method-assign]
        try:
            await dying.pass_once()
        except asyncio.CancelledError:
            await dying._drop_producer()
        assert await pending(service) == 10
        heir = relay_of(service)
        task = asyncio.create_task(heir.run())

        async def done() -> bool:
            return await pending(service) == 0

        await eventually(done)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        records = await world.read(count=20)
        ids = [dict(r.headers)["ce_id"] for r in records]
        assert (len(ids), len(set(ids))) == (20, 10)

    async def test_waits_while_the_broker_is_away_and_then_tells_everything(self, world: World) -> None:
        service = await told(world)
        tries = 0

        def away_at_first() -> AIOKafkaProducer:
            nonlocal tries
            tries += 1
            if tries <= 2:
                return AIOKafkaProducer(bootstrap_servers="127.0.0.1:1", request_timeout_ms=500)
            return producer(service.settings)

        relay = relay_of(service, away_at_first)
        task = asyncio.create_task(relay.run())

        async def done() -> bool:
            return await pending(service) == 0

        await eventually(done)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert tries == 3

    def test_prefix_is_broken_by_the_first_fact_without_acknowledgement(self) -> None:
        rows = [{"topic": "t", "key": key} for key in "aabab"]
        assert acknowledged_prefix(rows, [True, False, True, True, True]) == [rows[0], rows[2], rows[4]]


class TestRepublishing:
    async def test_tells_every_fact_again_in_order_under_its_own_id(self, world: World) -> None:
        service = await told(world)
        await service.start()

        async def done() -> bool:
            return await pending(service) == 0

        await eventually(done)
        first = await world.read(count=10)
        asked = await republish.request(service.database, republish.Selection(), by="test")
        assert asked.total == 10

        async def finished() -> bool:
            return (await republish.progress(service.database, asked.id)).finished

        await eventually(finished)
        assert (await republish.progress(service.database, asked.id)).done == 10
        again = await world.read(count=20)
        for subject in (b"a", b"b"):
            ids = [dict(r.headers)["ce_id"] for r in again if r.key == subject]
            assert ids[:5] == ids[5:] == [dict(r.headers)["ce_id"] for r in first if r.key == subject]

    async def test_may_be_limited_to_a_subject_and_goes_on_where_it_was_cut_off(self, world: World) -> None:
        service = await told(world)
        relay = relay_of(service)
        await relay.lease.acquire()
        await relay.pass_once()
        selection = republish.Selection(topic=world.topic, key="a")
        asked = await republish.request(service.database, selection, by="test")
        relay.batch = 2
        assert await relay._republish_once()
        await relay._drop_producer()  # killed here
        heir = relay_of(service)
        heir.lease, heir.batch = relay.lease, 2
        while await heir._republish_once():
            pass
        await heir._drop_producer()
        done = await republish.progress(service.database, asked.id)
        assert (done.done, done.finished) == (5, True)
        records = await world.read(count=15)
        assert [int(dict(r.headers)["ce_subjectversion"]) for r in records if r.key == b"a"] == [1, 2, 3, 4, 5] * 2
