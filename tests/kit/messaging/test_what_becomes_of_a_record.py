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
from harness import Counter, World, counters, envelope_of, eventually
from ocop_events.envelope import EventData
from pymongo.errors import AutoReconnect

from kit.messaging.apply import RetryPolicy
from kit.messaging.parked import State, parked
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service
from kit.storage.unit import Unit

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
        hearing = Subscriptions("things")
        if self.batch:
            hearing.batch(self.fact)(self.take_many)
        else:
            hearing.on(self.fact)(self.take)
        return hearing

    @property
    def id(self) -> str:
        return "things.take_many" if self.batch else "things.take"

    async def take(self, unit: Unit, event: Received[Any]) -> None:
        self.calls += 1
        await asyncio.sleep(self.seconds)
        await count(unit, event)
        if fault := self.raises(self.calls):
            raise fault

    async def take_many(self, unit: Unit, events: list[Received[Any]]) -> None:
        self.calls += 1
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
    Row("transient fault, then success", 1, None, raises=first(7, AutoReconnect("away")), calls=8),
    Row("fault, then success", 1, None, raises=first(2, ZeroDivisionError()), calls=3),
    Row("permanent fault", 0, "fault", raises=always(ZeroDivisionError()), calls=3),
]


async def listening(world: World, handler: Handler, name: str = "hears") -> Service:
    service = world.service(name, handler.subscriptions())
    service.desk.applier.retry = RetryPolicy(attempts=3, first_seconds=0.01, longest_seconds=0.05)
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


class TestAConsumerThatIsKilledOrHurried:
    async def test_between_commit_and_offset_applies_once(self, world: World) -> None:
        """The effect is committed, the offset is not: the record comes again, and is known."""
        fact = world.fact()
        await world.make_topic(partitions=1)
        await world.send("s", value=b'{"id":"s","number":1}', headers=envelope_of(fact, "s").headers())
        before = Handler(fact)
        service = world.service("hears", before.subscriptions())
        await service.prepare()
        record = (await world.read())[0]
        from kit.messaging.received import Record

        await service.consumer.process(world.topic, [Record.of(record)])  # applied; the process dies here
        assert before.calls == 1
        after = Handler(fact)
        again = world.service("hears", after.subscriptions())
        await again.start()
        await eventually(lambda: world.committed(again.consumer.group_of(world.topic)))
        assert after.calls == 0
        assert (await counters.get(again.work.reading(), "s")).total == 1

    async def test_in_mid_handler_finishes_or_applies_again_but_once(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic(partitions=1)
        for number in range(5):
            headers = envelope_of(fact, "s", str(number)).headers()
            await world.send("s", value=b'{"id":"s","number":%d}' % number, headers=headers)
        slow = Handler(fact, seconds=0.4)
        service = await listening(world, slow)

        async def at_work() -> bool:
            return slow.calls >= 2

        await eventually(at_work)
        await service.stop()
        again = await listening(world, Handler(fact))

        async def all_in() -> bool:
            found = await counters.find(again.work.reading(), "s")
            return found is not None and found.total >= 5

        await eventually(all_in)
        assert (await counters.get(again.work.reading(), "s")).seen == (0, 1, 2, 3, 4)

    async def test_slower_than_the_poll_interval_applies_once_and_in_order(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic(partitions=1)
        for number in range(3):
            headers = envelope_of(fact, "s", str(number)).headers()
            await world.send("s", value=b'{"id":"s","number":%d}' % number, headers=headers)
        slow = Handler(fact, seconds=2.5)
        service = world.service("hears", slow.subscriptions())
        service.consumer = replace(service.consumer, session_timeout_ms=6_000, max_poll_interval_ms=1_000)
        await service.start()

        async def all_in() -> bool:
            found = await counters.find(service.work.reading(), "s")
            return found is not None and found.total >= 3

        await eventually(all_in, within=40)
        await eventually(lambda: world.committed(service.consumer.group_of(world.topic)), within=40)
        assert (await counters.get(service.work.reading(), "s")).seen == (0, 1, 2)

    async def test_while_partitions_are_dealt_anew_applies_once_and_in_order(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic(partitions=4)
        says = world.service("says")
        await says.prepare()
        await says.start()
        from harness import count_up

        first_one = await listening(world, Handler(fact, seconds=0.01))
        for number in range(1, 31):
            for subject in "abcdefgh":
                await says.work.run(count_up, fact(id=subject, number=number), subject, number)
            if number == 10:
                second_one = await listening(world, Handler(fact, seconds=0.01))
            if number == 20:
                await first_one.stop()

        async def all_in() -> bool:
            return sum(c.total for c in await counters.select(second_one.work.reading(), {})) >= 240

        await eventually(all_in, within=60)
        for counter in await counters.select(second_one.work.reading(), {}):
            assert counter.seen == tuple(range(1, 31))
        assert not await parked.select(second_one.work.reading(), {"state": State.OPEN.value})
