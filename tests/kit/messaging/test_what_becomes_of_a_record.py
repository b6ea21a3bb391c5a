"""
What happens to offset, effect and parked row, for everything that can become of a record.

A record is never dropped: its offset moves on only when it was applied, known as a duplicate, or parked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from faststream import AckPolicy
from ocop_events.envelope import EventData
from pymongo.errors import AutoReconnect

from kit.messaging import consumer as consuming
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import Counter, World, count_up, counters, envelope_of, eventually

Headers = list[tuple[str, bytes]]


class NotToday(Refusal):
    slug = "not-today"
    vi = "Hôm nay thì không."
    en = "Not today."


@dataclass
class Handler:
    """A handler that counts its effects and misbehaves as told."""

    fact: type[EventData]
    raises: Callable[[int], BaseException | None] = lambda call: None
    seconds: float = 0.0
    calls: int = 0
    batch: bool = False

    def subscriptions(self) -> Subscriptions:
        listener = Subscriptions("things")
        if self.batch:
            listener.batch(self.fact)(self.take_many)
        else:
            listener.on(self.fact)(self.take)
        return listener

    @property
    def id(self) -> str:
        return "things.take_many" if self.batch else "things.take"

    async def take(self, unit: Unit, event: Received[Any]) -> None:
        self.calls += 1
        await asyncio.sleep(self.seconds)  # the handler's own slowness is what a test sets
        await count(unit, event)
        if fault := self.raises(self.calls):
            raise fault

    async def take_many(self, unit: Unit, events: list[Received[Any]]) -> None:
        self.calls += 1
        await asyncio.sleep(self.seconds)  # the handler's own slowness is what a test sets
        for event in events:
            await count(unit, event)
        if fault := self.raises(self.calls):
            raise fault


async def count(unit: Unit, event: Received[Any]) -> None:
    found = await counters.find(unit, event.subject) or Counter(id=event.subject)
    changed = found.model_copy(update={"total": found.total + 1, "seen": (*found.seen, event.data.number)})
    await (counters.keep(unit, changed) if found.version else counters.add(unit, changed))


def changed(name: str, value: bytes) -> Callable[[Headers], Headers]:
    return lambda headers: [(n, value if n == name else v) for n, v in headers]


def without(name: str) -> Callable[[Headers], Headers]:
    return lambda headers: [(n, v) for n, v in headers if n != name]


def of_version(major: int) -> Callable[[Headers], Headers]:
    def newer(headers: Headers) -> Headers:
        return [(n, v.replace(b".v1", b".v%d" % major) if n == "ce_type" else v) for n, v in headers]

    return newer


def always(fault: BaseException) -> Callable[[int], BaseException | None]:
    return lambda call: fault


def first(times: int, fault: BaseException) -> Callable[[int], BaseException | None]:
    return lambda call: fault if call <= times else None


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    applied: int
    parked: str | None
    raises: Callable[[int], BaseException | None] = lambda call: None
    headers: Callable[[Headers], Headers] = lambda headers: headers
    value: bytes = b'{"id":"s","number":1}'
    sent: int = 1
    calls: int | None = None


TABLE = [
    Row("success", 1, None, calls=1),
    Row("duplicate", 1, None, sent=3, calls=1),
    Row("refusal", 0, "not-today", raises=always(NotToday()), calls=1),
    Row("invalid body", 0, "data-invalid", value=b'{"id":"s","number":"many"}', calls=0),
    Row("body that is no JSON", 0, "data-invalid", value=b"\xff\xfe", calls=0),
    Row("missing header", 0, "envelope-invalid", headers=without("ce_id"), calls=0),
    Row("header that is not UTF-8", 0, "envelope-invalid", headers=changed("ce_source", b"\xff\xfe"), calls=0),
    Row("foreign content type", 0, "envelope-invalid", headers=changed("content-type", b"text/xml"), calls=0),
    Row("unknown type", 0, "unknown-type", headers=changed("ce_type", b"vn.ocop.nobody.said.v1"), calls=0),
    Row("wrong version", 0, "unknown-type", headers=of_version(9), calls=0),
    Row("transient fault, then success", 1, None, raises=first(7, AutoReconnect("away")), calls=8),
    Row("fault, then success", 1, None, raises=first(2, ZeroDivisionError()), calls=3),
    Row("permanent fault", 0, "fault", raises=always(ZeroDivisionError()), calls=3),
]


async def listening(world: World, handler: Handler, name: str = "hears") -> Service:
    service = world.service(name, handler.subscriptions())
    service.dead_letters.applier.retry = RetryPolicy(attempts=3, first_seconds=0.01, longest_seconds=0.05)
    await service.start()
    return service


class TestTheOffsetMovesOnOnlyWhen:
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
    @pytest.mark.parametrize("batch", [False, True], ids=["single", "batch"])
    async def test_the_record_was_applied_known_or_parked(self, world: World, row: Row, batch: bool) -> None:
        fact = world.fact()
        handler = Handler(fact, row.raises, batch=batch)
        await world.make_topic(partitions=1)
        good = envelope_of(fact, "s").headers()
        for _ in range(row.sent):
            await world.send("s", value=row.value, headers=row.headers(good))
        service = await listening(world, handler)

        group = service.consumer.group_of(world.topic)
        await eventually(lambda: world.committed(group))
        assert await world.committed(group) == row.sent
        unit = service.work.reading()
        counter = await counters.find(unit, "s")
        assert (counter.total if counter else 0) == row.applied
        rows = await parked.select(unit, {})
        assert [r.reason.slug for r in rows] == ([row.parked] if row.parked else [])
        if row.calls is not None and not batch:
            assert handler.calls == row.calls
        for r in rows:
            # Byte for byte what was on the wire, with words for the one who mends it.
            assert (r.record.value, r.record.key) == (row.value, b"s")
            assert list(r.record.headers) == row.headers(good)
            assert (r.record.topic, r.record.partition, r.record.offset) == (world.topic, 0, 0)
            assert r.attempts == (3 if row.parked == "fault" else 1)
            assert r.reason.vi
            assert r.reason.en

    async def test_nobody_is_stopped_by_a_bad_record_of_another_subject(self, world: World) -> None:
        fact = world.fact()
        handler = Handler(fact, batch=True)
        await world.make_topic(partitions=1)
        await world.send("a", value=b'{"id":"a","number":1}', headers=envelope_of(fact, "a", "1").headers())
        await world.send("b", value=b"rubbish", headers=envelope_of(fact, "b", "2").headers())
        await world.send("c", value=b'{"id":"c","number":3}', headers=envelope_of(fact, "c", "3").headers())
        service = await listening(world, handler)
        await eventually(lambda: world.committed(service.consumer.group_of(world.topic)))
        unit = service.work.reading()
        assert {c.id for c in await counters.select(unit, {})} == {"a", "c"}
        assert [r.reason.slug for r in await parked.select(unit, {})] == ["data-invalid"]


SINGLE_AND_BATCH = pytest.mark.parametrize("batch", [False, True], ids=["single", "batch"])


async def send_numbers(world: World, fact: type[EventData], numbers: range) -> None:
    """Puts numbered events of one subject on the topic."""
    for number in numbers:
        headers = envelope_of(fact, "s", str(number)).headers()
        await world.send("s", value=b'{"id":"s","number":%d}' % number, headers=headers)


async def ends_with(world: World, service: Service, numbers: range) -> None:
    """Waits for the offset behind the last and asserts: each applied once, in order, and nothing parked."""
    group = service.consumer.group_of(world.topic)

    async def behind_the_last() -> bool:
        return await world.committed(group) == len(numbers)

    await eventually(behind_the_last, within=40)
    assert (await counters.get(service.work.reading(), "s")).seen == tuple(numbers)
    assert not await parked.select(service.work.reading(), {})


@SINGLE_AND_BATCH
class TestAConsumer:
    async def test_killed_between_commit_and_offset_applies_once(self, world: World, batch: bool) -> None:
        """The effect is committed, the offset is not: the record comes again, and is known."""
        fact = world.fact()
        await world.make_topic(partitions=1)
        await send_numbers(world, fact, range(3))
        before = Handler(fact, batch=batch)
        service = world.service("hears", before.subscriptions())
        await service.prepare()
        records = [Record.of(raw) for raw in await world.read(count=3)]
        await service.consumer.process(world.topic, records)  # applied; the process dies here
        assert before.calls == (1 if batch else 3)
        assert await world.committed(service.consumer.group_of(world.topic)) == 0
        after = Handler(fact, batch=batch)
        again = await listening(world, after)
        await ends_with(world, again, range(3))
        assert after.calls == 0

    async def test_killed_at_any_line_applies_once_and_in_order(self, world: World, batch: bool) -> None:
        """At every place where the work waits it is left for dead; its heir gets the same records again."""
        fact = world.fact()
        await world.make_topic(partitions=1)
        handler = Handler(fact, batch=batch)
        service = world.service("hears", handler.subscriptions())
        service.dead_letters.applier.retry = RetryPolicy(attempts=50, first_seconds=0.01, longest_seconds=0.05)
        await service.prepare()
        made, deaths, lived = 0, 0, False
        while not lived:
            assert deaths < 200
            records = [record_of(fact, number, offset=number) for number in range(made, made + 2)]
            made += 2
            with transactions_of_the_dead(service) as roll_back:
                try:
                    await dies_at(service.consumer.process(world.topic, records), deaths)
                    lived = True
                except Killed:
                    deaths += 1
                    await roll_back()
            await service.consumer.process(world.topic, records)
        assert deaths > 5
        assert (await counters.get(service.work.reading(), "s")).seen == tuple(range(made))
        assert not await parked.select(service.work.reading(), {})

    async def test_shut_down_in_mid_handler_applies_once_and_in_order(self, world: World, batch: bool) -> None:
        fact = world.fact()
        await world.make_topic(partitions=1)
        await send_numbers(world, fact, range(5))
        slow = Handler(fact, seconds=0.4, batch=batch)
        service = await listening(world, slow)

        async def at_work() -> bool:
            return slow.calls >= 1

        await eventually(at_work)
        await service.stop()
        again = await listening(world, Handler(fact, batch=batch))
        await ends_with(world, again, range(5))

    async def test_slower_than_the_poll_interval_applies_once_and_in_order(self, world: World, batch: bool) -> None:
        fact = world.fact()
        await world.make_topic(partitions=1)
        await send_numbers(world, fact, range(2))
        slow = Handler(fact, seconds=1.6, batch=batch)
        service = world.service("hears", slow.subscriptions())
        service.consumer = replace(service.consumer, session_timeout_ms=6_000, max_poll_interval_ms=1_000)
        await service.start()
        await ends_with(world, service, range(2))
        assert slow.calls in (1, 2), "what was applied is not done again, however late its offset is"

    async def test_whose_partitions_are_dealt_anew_in_mid_batch_applies_once_and_in_order(
        self, world: World, batch: bool
    ) -> None:
        fact = world.fact()
        await world.make_topic(partitions=4)
        says = world.service("says")
        await says.prepare()
        await says.start()
        seconds = 0.3 if batch else 0.01
        first_one = await listening(world, Handler(fact, seconds=seconds, batch=batch))
        for number in range(1, 19):
            for subject in "abcdefgh":
                await says.work.run(count_up, fact(id=subject, number=number), subject, number)
            if number == 6:
                second_one = await listening(world, Handler(fact, seconds=seconds, batch=batch))
            if number == 12:
                await first_one.stop()

        async def all_in() -> bool:
            return await world.committed(second_one.consumer.group_of(world.topic)) == 18 * 8

        await eventually(all_in, within=60)
        for counter in await counters.select(second_one.work.reading(), {}):
            assert counter.seen == tuple(range(1, 19))
        assert not await parked.select(second_one.work.reading(), {})


class TestABatch:
    async def test_with_one_event_that_fails_keeps_the_others_together(self, world: World) -> None:
        fact = world.fact()
        handler = Handler(fact, batch=True)
        service = world.service("hears", handler.subscriptions())
        service.dead_letters.applier.retry = RetryPolicy(attempts=2, first_seconds=0.01, longest_seconds=0.02)
        await service.prepare()
        refused = handler.take_many

        async def take_many(unit: Unit, events: list[Received[Any]]) -> None:
            await refused(unit, events)
            if any(event.data.number == 70 for event in events):
                raise NotToday()

        one = replace(service.by_topic[world.topic][0], function=take_many)
        records = [record_of(fact, n, key=f"s{n % 50}", offset=n) for n in range(100)]
        await service.dead_letters.applier.apply_batch(one, records)
        unit = service.work.reading()
        seen = {c.id: c.seen for c in await counters.select(unit, {})}
        assert seen == {f"s{n}": (n,) if n == 20 else (n, n + 50) for n in range(50)}
        assert [r.reason.slug for r in await parked.select(unit, {})] == ["not-today"]
        assert handler.calls < 20, "halved, not taken apart one by one"

    async def test_with_an_unreadable_event_holds_only_its_own_subject(self, world: World) -> None:
        fact = world.fact()
        handler = Handler(fact, batch=True)
        service = world.service("hears", handler.subscriptions())
        await service.prepare()
        records = [record_of(fact, n, key=f"s{n % 10}", offset=n) for n in range(40)]
        records[13] = replace(records[13], value=b"rubbish")
        await service.consumer.process(world.topic, records)
        unit = service.work.reading()
        seen = {c.id: c.seen for c in await counters.select(unit, {})}
        assert seen.pop("s3") == (3,)
        assert seen == {f"s{n}": (n, n + 10, n + 20, n + 30) for n in range(10) if n != 3}
        rows = await parked.select(unit, {}, sort=[("id", 1)])
        assert [(r.reason.slug, r.state) for r in rows] == [
            ("data-invalid", State.OPEN),
            ("held", State.HELD),
            ("held", State.HELD),
        ]
        assert handler.calls == 2, "the others in one transaction, and the first of the troubled subject"


class TestTheAcknowledgementPolicy:
    """Each row of the table in the design, for our wrapper: what happens when the wrapper itself fails once."""

    @pytest.mark.parametrize(
        ("policy", "lost"),
        [
            (AckPolicy.ACK_FIRST, True),
            (AckPolicy.ACK, True),
            (AckPolicy.REJECT_ON_ERROR, True),
            (AckPolicy.MANUAL, True),
            (AckPolicy.NACK_ON_ERROR, False),
        ],
        ids=lambda value: value.name if isinstance(value, AckPolicy) else "",
    )
    async def test_loses_a_record_unless_it_is_the_one_we_set(
        self, world: World, policy: AckPolicy, lost: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Policies:
            NACK_ON_ERROR = policy

        monkeypatch.setattr(consuming, "AckPolicy", Policies)
        fact = world.fact()
        await world.make_topic(partitions=1)
        service = world.service("hears", Handler(fact).subscriptions())
        whole, calls = service.consumer.process, 0

        async def fails_once(topic: str, records: list[Record]) -> None:
            nonlocal calls
            calls += 1
            if calls == 1:
                raise ZeroDivisionError("the wrapper itself")
            await whole(topic, records)
            if policy is AckPolicy.MANUAL:  # somebody acknowledges what follows
                await service.consumer.subscribers[topic].consumer.commit()

        monkeypatch.setattr(service.consumer, "process", fails_once)
        await send_numbers(world, fact, range(1))
        await service.start()

        async def failed() -> bool:
            return calls >= 1

        await eventually(failed)
        await send_numbers(world, fact, range(1, 2))

        async def behind_the_last() -> bool:
            return await world.committed(service.consumer.group_of(world.topic)) == 2

        await eventually(behind_the_last)
        seen = (await counters.get(service.work.reading(), "s")).seen
        assert seen == ((1,) if lost else (0, 1))

    async def test_is_set_on_every_subscriber(self, world: World) -> None:
        service = world.service("hears", Handler(world.fact()).subscriptions())
        for subscriber in service.consumer.subscribers.values():
            assert subscriber.ack_policy is AckPolicy.NACK_ON_ERROR


def record_of(fact: type[EventData], number: int, *, key: str = "s", offset: int = 0) -> Record:
    """A record as it comes from the broker."""
    return Record(
        topic=fact.event_topic,
        partition=0,
        offset=offset,
        key=key.encode(),
        headers=tuple(envelope_of(fact, key, str(number)).headers()),
        value=b'{"id":"%s","number":%d}' % (key.encode(), number),
    )


@pytest.mark.parametrize("batch", [False, True], ids=["single", "batch"])
class TestAFloodOfWhatNobodyCanRead:
    def records(self, world: World, fact: type[EventData]) -> list[Record]:
        """A good, a bad and a good event of `s`, in the midst of 260 bad ones that concern nobody else."""
        sent = [(f"p{n}", b"rubbish", envelope_of(fact, f"p{n}", f"p{n}").headers()) for n in range(200)]
        sent += [("s", b'{"id":"s","number":1}', envelope_of(fact, "s", "s1").headers())]
        sent += [("s", b"rubbish", envelope_of(fact, "s", "s2").headers())]
        sent += [("s", b'{"id":"s","number":3}', envelope_of(fact, "s", "s3").headers())]
        sent += [(f"q{n}", b"{}", []) for n in range(60)]
        return [
            Record(topic=world.topic, partition=0, offset=n, key=key.encode(), headers=tuple(headers), value=value)
            for n, (key, value, headers) in enumerate(sent)
        ]

    async def parked_by_reason(self, service: Service) -> dict[str, int]:
        rows = await parked.select(service.work.reading(), {})
        reasons = [row.reason.slug for row in rows]
        return {slug: reasons.count(slug) for slug in set(reasons)}

    async def test_is_parked_many_at_a_time_and_stops_nobody(self, world: World, batch: bool) -> None:
        handler = Handler(world.fact(), batch=batch)
        service = world.service("hears", handler.subscriptions())
        await service.prepare()
        transact, transactions = service.work.transact, []

        async def counted(attempt: Any) -> Any:
            transactions.append(attempt)
            return await transact(attempt)

        service.work.transact = counted  # type: ignore[method-assign]
        for _ in range(2):  # and the same when all of it is delivered again
            await service.consumer.process(world.topic, self.records(world, handler.fact))
            assert await self.parked_by_reason(service) == {"data-invalid": 201, "envelope-invalid": 60, "held": 1}
            seen = await counters.get(service.work.reading(), "s")
            assert seen.seen == (1,), "what came before a bad one is applied, what came after it waits"
        assert len(transactions) < 20
        row = await parked.first(service.work.reading(), {"identity": "/elsewhere|p7"})
        assert row is not None
        assert (row.handler, row.version, row.record.value) == (handler.id, 1, b"rubbish")

    async def test_may_be_unreadable_for_its_combining_marks(self, world: World, batch: bool) -> None:
        handler = Handler(world.fact(), batch=batch)
        service = world.service("hears", handler.subscriptions())
        await service.prepare()
        piled = [('{"id":"%s","number":1}' % ("\u0316" * 31)).encode(), b'{"id":"' + b"\\u0344" * 16 + b'","number":1}']
        records = [
            Record(world.topic, 0, n, b"k%d" % n, tuple(envelope_of(handler.fact, f"k{n}", f"k{n}").headers()), value)
            for n, value in enumerate(piled)
        ]
        await service.consumer.process(world.topic, records)
        assert await self.parked_by_reason(service) == {"data-invalid": 2}

    async def test_that_two_replicas_see_at_once_is_parked_once(self, world: World, batch: bool) -> None:
        handler = Handler(world.fact(), batch=batch)
        replicas = [world.service("hears", handler.subscriptions()) for _ in range(2)]
        for replica in replicas:
            await replica.prepare()
        records = self.records(world, handler.fact)
        await asyncio.gather(*(replica.consumer.process(world.topic, records) for replica in replicas))
        found = await self.parked_by_reason(replicas[0])
        assert found == {"data-invalid": 201, "envelope-invalid": 60, "held": 1}
