"""The relay publishes every committed fact, in order per subject, and marks only what the broker acknowledged."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from ocop_events.envelope import EventData
from pymongo.errors import AutoReconnect, OperationFailure

from kit.messaging import relay as relaying
from kit.messaging import republish
from kit.messaging.connection import producer
from kit.messaging.publishing import RelayProducer, acknowledged_prefix
from kit.messaging.relay import Relay
from kit.service import Service
from kit.telemetry.metrics import Metrics
from kit.work import Unit
from kit.work import outbox as outbox_rows
from kit.work.lease import Lease
from kit.work.outbox import LARGEST_BYTES, FactTooLarge
from tests.kit.messaging.dying import Killed, dies_at
from tests.kit.messaging.harness import World, count_up, counters, eventually


async def announced(world: World, *, subjects: str = "ab", times: int = 5) -> Service:
    """A service that has committed facts and has no relay at work."""
    fact = world.fact()
    await world.make_topic()
    service = world.service("says")
    await service.prepare()
    for number in range(1, times + 1):
        for subject in subjects:
            await service.work.run(count_up, fact(id=subject, number=number), subject, number)
    return service


def relay_of(service: Service, make: Any = None, *, lifetime_seconds: float = 60) -> Relay:
    """A relay whose lease outlives any test on a busy machine; shorter where an heir has to wait for its end."""
    lease = Lease(service.database, "relay", lifetime_seconds=lifetime_seconds)
    return Relay(service.database, make or (lambda: producer(service.settings)), Metrics(), lease)


async def pending(service: Service) -> int:
    return int(await service.database["outbox"].count_documents({"state": "pending"}))


async def nothing_pending(service: Service, within: float = 20) -> None:
    """Waits until every fact is marked as sent."""

    async def done() -> bool:
        return await pending(service) == 0

    await eventually(done, within=within)


@asynccontextmanager
async def at_work(relay: Relay) -> AsyncIterator[None]:
    """The relay as a service runs it, and ends it."""
    task = asyncio.create_task(relay.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Unwilling:
    """A producer whose broker acknowledges only what it likes."""

    def __init__(self, inner: RelayProducer, refuses: Any) -> None:
        self._inner, self._refuses = inner, refuses

    async def start(self) -> None:
        await self._inner.start()

    async def abandon(self) -> None:
        await self._inner.abandon()

    async def partitions_for(self, topic: str) -> Any:
        return await self._inner.partitions_for(topic)

    async def send(self, topic: str, **record: Any) -> Any:
        if self._refuses(record):
            failed = asyncio.get_running_loop().create_future()
            failed.set_exception(TimeoutError("no acknowledgement"))
            return failed
        return await self._inner.send(topic, **record)


class TestTheRelay:
    async def test_marks_only_the_acknowledged_prefix_of_each_subject(self, world: World) -> None:
        service = await announced(world)

        def third_of_a(record: Any) -> bool:
            return record["key"] == b"a" and ("ce_subjectversion", b"3") in record["headers"]

        relay = relay_of(service, lambda: Unwilling(producer(service.settings), third_of_a))
        await relay.lease.acquire()
        found, marked = await relay.pass_once()
        assert (found, marked) == (10, 7)
        left = await service.database["outbox"].find({"state": "pending"}).to_list(10)
        assert sorted((row["key"], row["version"]) for row in left) == [("a", 3), ("a", 4), ("a", 5)]
        await relay.drop_producer()
        whole = relay_of(service)
        whole.lease = relay.lease
        await whole.pass_once()
        await whole.drop_producer()
        records = await world.read(count=12)
        versions = [int(dict(r.headers)["ce_subjectversion"]) for r in records if r.key == b"a"]
        seen: list[int] = []
        for version in versions:  # a reader that knows duplicates sees 1..5 in order
            if version == len(seen) + 1:
                seen.append(version)
        assert seen == [1, 2, 3, 4, 5]

    async def test_sends_nothing_without_the_lease(self, world: World) -> None:
        service = await announced(world)
        relay = relay_of(service)
        assert await relay.pass_once() == (10, 0)
        assert await pending(service) == 10

    async def test_goes_on_after_its_holder_was_killed(self, world: World) -> None:
        """The killed relay had sent and not marked: the next one sends again, with the same ids."""
        service = await announced(world)
        dying = relay_of(service, lifetime_seconds=1)
        await dying.lease.acquire()

        async def dies() -> None:
            raise asyncio.CancelledError

        dying.mark = dies  # type: ignore[method-assign]
        try:
            await dying.pass_once()
        except asyncio.CancelledError:
            await dying.drop_producer()
        assert await pending(service) == 10
        heir = relay_of(service, lifetime_seconds=1)
        async with at_work(heir):
            await nothing_pending(service)
        records = await world.read(count=20)
        ids = [dict(r.headers)["ce_id"] for r in records]
        assert (len(ids), len(set(ids))) == (20, 10)

    async def test_sends_on_while_it_marks_and_nothing_twice(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service = await announced(world, subjects="abc", times=4)
        relay = relay_of(service)
        relay.batch = 3
        mark, sent_when_marking = relay.mark, []

        async def slowly() -> None:
            ends = time.monotonic() + 20
            while max([0, *sent_when_marking, len(relay.unmarked)]) <= 3 and time.monotonic() < ends:
                await asyncio.sleep(0.01)
            sent_when_marking.append(len(relay.unmarked))
            await mark()

        monkeypatch.setattr(relay, "mark", slowly)
        async with at_work(relay):
            await nothing_pending(service)
        assert max(sent_when_marking) > 3, "the next rows were acknowledged before those before them were marked"
        assert len(await world.read(count=13, within=1)) == 12

    async def test_marks_later_what_the_database_would_not_mark_and_does_not_send_it_again(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service = await announced(world)
        relay = relay_of(service)
        mark, refusals = relay.mark, iter([AutoReconnect("away"), AutoReconnect("away")])

        async def at_first_not() -> None:
            for fault in refusals:
                raise fault
            await mark()

        monkeypatch.setattr(relay, "mark", at_first_not)
        async with at_work(relay):
            await nothing_pending(service)
        assert len(await world.read(count=11, within=1)) == 10

    async def test_marks_what_it_has_sent_before_it_gives_the_lease_back(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Else the next holder would send it again."""
        service = await announced(world)
        relay = relay_of(service)
        mark, began = relay.mark, asyncio.Event()

        async def slowly() -> None:
            began.set()
            await asyncio.sleep(0.2)  # a slow database: the lease is lost while it marks
            await mark()

        monkeypatch.setattr(relay, "mark", slowly)
        async with at_work(relay):
            await began.wait()
        assert await pending(service) == 0
        assert await service.database["leases"].find_one({"_id": "relay"}) is None

    async def test_waits_while_the_broker_is_away_and_then_publishes_everything(self, world: World) -> None:
        service = await announced(world)
        tries = 0

        def away_at_first() -> RelayProducer:
            nonlocal tries
            tries += 1
            if tries <= 2:
                return RelayProducer(bootstrap_servers="127.0.0.1:1", request_timeout_ms=500)
            return producer(service.settings)

        relay = relay_of(service, away_at_first)
        async with at_work(relay):
            await nothing_pending(service)
        assert tries == 3

    async def test_killed_at_any_line_loses_nothing_and_keeps_the_order(self, world: World) -> None:
        """
        At every place where a pass waits it is left for dead, and an heir takes over.

        Whatever had been marked by then must be on the topic already: the heir sends only the rest.
        """
        service = await announced(world, subjects="", times=0)
        fact = world.fact("told")
        numbers = dict.fromkeys("ab", 0)
        lease = Lease(service.database, "relay", lifetime_seconds=60)
        assert await lease.acquire()
        deaths, lived = 0, False
        while not lived:
            for subject in numbers:
                for number in range(numbers[subject] + 1, numbers[subject] + 3):
                    await service.work.run(count_up, fact(id=subject, number=number), subject, number)
                numbers[subject] += 2
            dying = relay_of(service)
            dying.lease = lease
            try:
                await dies_at(dying.pass_once(), deaths)
                lived = True
            except Killed:
                deaths += 1
            await dying.drop_producer()
            heir = relay_of(service)
            heir.lease = lease
            await heir.pass_once()
            await heir.drop_producer()
            assert await pending(service) == 0
        assert deaths > 5
        records = await world.read(count=sum(numbers.values()))
        for subject, last in numbers.items():
            firsts: dict[bytes, int] = {}
            for record in records:
                headers = dict(record.headers)
                if record.key == subject.encode():
                    firsts.setdefault(headers["ce_id"], int(headers["ce_subjectversion"]))
            assert list(firsts.values()) == list(range(1, last + 1))

    async def test_lets_nobody_wait_for_a_fact_the_broker_will_not_have(self, world: World) -> None:
        service = await announced(world, subjects="a", times=1)
        outbox = service.database["outbox"]
        await outbox.update_one({}, {"$set": {"value": b"x" * 2_000_000}})
        fact = world.fact("told")
        await service.work.run(count_up, fact(id="a", number=2), "a", 2)
        await service.work.run(count_up, fact(id="b", number=1), "b", 1)
        row = await outbox.find_one({"key": "b"})
        nowhere = {**row, "_id": "nowhere", "topic": f"{world.topic}.nowhere", "order": 1}
        await outbox.insert_one(nowhere)
        relay = relay_of(service)
        await relay.lease.acquire()
        assert await relay.pass_once() == (4, 4)
        left = await outbox.find({"state": "pending"}).sort([("order", 1)]).to_list(10)
        assert [(row["topic"], row["version"]) for row in left] == [
            (f"{world.topic}.nowhere", 1),
            (world.topic, 1),
            (world.topic, 2),
        ], "the second of a stands behind the first, which is too large; b does not"
        assert await relay.pass_once() == (0, 0), "and they are not tried again at once"
        await relay.drop_producer()

    async def test_is_woken_by_another_replicas_commit_long_before_it_would_look(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relaying, "POLL_SECONDS", 60)
        service = await announced(world, subjects="a", times=1)
        relay = relay_of(service)
        async with at_work(relay):
            await nothing_pending(service)
            await asyncio.sleep(0.2)  # it has looked, found nothing, and sleeps
            fact = world.fact("told")
            await service.work.run(count_up, fact(id="a", number=2), "a", 2)
            await nothing_pending(service, within=10)

    async def test_looks_by_itself_where_the_server_has_no_change_stream(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service = await announced(world, subjects="a", times=1)

        def none(*_: Any) -> Any:
            raise OperationFailure("The $changeStream stage is only supported on replica sets", 40573)

        monkeypatch.setattr(service.database, "changes", none)
        relay = relay_of(service)
        async with at_work(relay):
            await nothing_pending(service)
            fact = world.fact("told")
            await service.work.run(count_up, fact(id="a", number=2), "a", 2)
            await nothing_pending(service)

    async def test_lets_a_producer_it_gives_up_send_nothing_more(self, world: World) -> None:
        """What a wedged producer still holds would arrive behind, or between, what its successor sends."""
        await world.make_topic(partitions=1)
        service = world.service("says")
        wedged = producer(service.settings)
        await wedged.start()
        await wedged.partitions_for(world.topic)
        for _ in range(100):
            await wedged.send(world.topic, b"late", key=b"a")
        await wedged.abandon()
        async with AIOKafkaProducer(bootstrap_servers=world.bootstrap) as other:
            await other.send_and_wait(world.topic, b"heir", key=b"a")
            await asyncio.sleep(0.3)  # nothing is to come: time for it to come
        values = [record.value for record in await world.read(count=200, within=1.5)]
        assert values[-1] == b"heir"

    def test_prefix_is_broken_by_the_first_fact_without_acknowledgement(self) -> None:
        rows = [{"topic": "t", "key": key} for key in "aabab"]
        lost = TimeoutError()
        assert acknowledged_prefix(rows, [None, lost, None, None, None]) == [rows[0], rows[2], rows[4]]


class TestAFact:
    async def test_too_large_for_any_broker_is_refused_with_its_command(self, world: World) -> None:
        class Grown(EventData, type=f"vn.ocop.{world.name}.thing.grown.v1", topic=world.topic, key="id"):
            id: str
            number: int
            text: str = "x" * LARGEST_BYTES

        world.types.append(Grown.event_type)
        service = world.service("says")
        await service.prepare()
        with pytest.raises(FactTooLarge):
            await service.work.run(count_up, Grown(id="a", number=1), "a", 1)
        assert await counters.find(service.work.reading(), "a") is None
        assert await pending(service) == 0


class TestRepublishing:
    async def test_publishes_every_fact_again_in_order_under_its_own_id(self, world: World) -> None:
        service = await announced(world)
        await service.start()

        await nothing_pending(service)
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
        service = await announced(world)
        relay = relay_of(service)
        await relay.lease.acquire()
        await relay.pass_once()
        selection = republish.Selection(topic=world.topic, key="a")
        asked = await republish.request(service.database, selection, by="test")
        relay.batch = 2
        assert await relay.republish_once()
        await relay.drop_producer()  # killed here; the operator gives the same command again
        assert (await republish.request(service.database, selection, by="test")).id == asked.id
        heir = relay_of(service)
        heir.lease, heir.batch = relay.lease, 2
        while await heir.republish_once():
            pass
        await heir.drop_producer()
        done = await republish.progress(service.database, asked.id)
        assert (done.done, done.finished) == (5, True)
        records = await world.read(count=15)
        assert [int(dict(r.headers)["ce_subjectversion"]) for r in records if r.key == b"a"] == [1, 2, 3, 4, 5] * 2

    async def test_keeps_the_order_of_a_subject_whatever_the_clocks_of_its_replicas_said(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The second and third facts are published, in one commit, by a replica whose clock is an hour behind."""
        service = await announced(world, subjects="a", times=1)
        now = time.time_ns()
        monkeypatch.setattr(outbox_rows, "time", SimpleNamespace(time_ns=lambda: now - 3_600 * 10**9))
        fact = world.fact("told")

        async def twice(unit: Unit) -> None:
            for number in (2, 3):
                unit.announce(fact(id="a", number=number))

        await service.work.run(twice)
        rows = await service.database["outbox"].find({}).sort([("version", 1)]).to_list(3)
        assert rows[0]["order"] + 2 == rows[1]["order"] + 1 == rows[2]["order"]
        relay = relay_of(service)
        await relay.lease.acquire()
        await relay.pass_once()
        await republish.request(service.database, republish.Selection(), by="test")
        relay.batch = 1
        while await relay.republish_once():
            pass
        await relay.drop_producer()
        records = await world.read(count=6)
        assert [int(dict(r.headers)["ce_subjectversion"]) for r in records] == [1, 2, 3, 1, 2, 3]

    async def test_passes_by_what_the_broker_will_not_have_and_counts_it(self, world: World) -> None:
        service = await announced(world, subjects="ab", times=1)
        relay = relay_of(service)
        await relay.lease.acquire()
        await relay.pass_once()
        await service.database["outbox"].update_one({"key": "a"}, {"$set": {"value": b"x" * 2_000_000}})
        asked = await republish.request(service.database, republish.Selection(), by="test")
        while await relay.republish_once():
            pass
        await relay.drop_producer()
        done = await republish.progress(service.database, asked.id)
        assert (done.done, done.refused, done.finished) == (2, 1, True)

    @pytest.mark.parametrize(
        ("selection", "versions"),
        [
            (republish.Selection(types=("nothing",)), []),
            (republish.Selection(since=datetime(2100, 1, 1, tzinfo=UTC)), []),
            (republish.Selection(until=datetime(2100, 1, 1, tzinfo=UTC), key="b"), [1, 2]),
        ],
        ids=["by type", "by time", "by time and subject"],
    )
    async def test_publishes_only_what_was_asked_for(
        self, world: World, selection: republish.Selection, versions: list[int]
    ) -> None:
        service = await announced(world, times=2)
        relay = relay_of(service)
        await relay.lease.acquire()
        await relay.pass_once()
        asked = await republish.request(service.database, selection, by="test")
        while await relay.republish_once():
            pass
        await relay.drop_producer()
        done = await republish.progress(service.database, asked.id)
        assert (done.done, done.finished) == (len(versions), True)
        records = await world.read(count=4 + len(versions))
        assert [
            int(dict(r.headers)["ce_subjectversion"]) for r in records[-len(versions) :]
        ] == versions or not versions
