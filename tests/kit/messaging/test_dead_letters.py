"""A parked event stays byte for byte until a person has dealt with it; the subject's later events wait behind it."""

from __future__ import annotations

from typing import Any
from unittest.mock import AsyncMock

import pytest
from ocop_events.envelope import EventData

from kit.lifecycle import StepRefused
from kit.messaging.apply import Applier
from kit.messaging.parked.dead_letter import Parked
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.refusals import KeyFactChanged, OutOfTurn, ReasonMissing
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.retry import RetryPolicy
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import MENDER, OPERATOR, Counter, World, counters, envelope_of, eventually


class Closed(Refusal):
    slug = "closed"
    vi = "Đang đóng."
    en = "Closed."


class Shop:
    """Two handlers of one fact; the first refuses while it is closed."""

    def __init__(self, world: World) -> None:
        self.fact: type[EventData] = world.fact()
        self.closed = True
        self.others: list[str] = []
        self.consuming = Subscriptions("shop")
        self.consuming.on(self.fact)(self.sell)
        self.consuming.on(self.fact)(self.note)

    async def sell(self, unit: Unit, event: Received[Any]) -> None:
        if self.closed and event.data.number == 1:
            raise Closed()
        found = await counters.find(unit, event.subject) or Counter(id=event.subject)
        changed = found.model_copy(update={"total": found.total + 1, "seen": (*found.seen, event.data.number)})
        await (counters.keep(unit, changed) if found.version else counters.add(unit, changed))

    async def note(self, unit: Unit, event: Received[Any]) -> None:
        self.others.append(event.id)


@pytest.fixture
async def shop(world: World) -> Shop:
    await world.make_topic(partitions=1)
    return Shop(world)


async def open_with(world: World, shop: Shop, *bodies: bytes) -> Service:
    for number, body in enumerate(bodies, start=1):
        await world.send("s", value=body, headers=envelope_of(shop.fact, "s", str(number)).headers())
    service = world.service("shop", shop.consuming)
    service.dead_letters.applier.retry = RetryPolicy(attempts=2, first_seconds=0.01, longest_seconds=0.02)
    await service.start()

    async def all_seen() -> bool:
        return await world.committed(service.consumer.group_of(world.topic)) == len(bodies)

    await eventually(all_seen)
    return service


async def rows(service: Service) -> list[Parked]:
    return await parked.select(service.work.reading(), {"handler": "shop.sell"}, sort=[("id", 1)])


GOOD = [b'{"id":"s","number":%d}' % n for n in (1, 2, 3)]


class TestAParkedEvent:
    async def test_holds_the_later_events_of_its_subject_and_releases_them_in_order(
        self, world: World, shop: Shop
    ) -> None:
        service = await open_with(world, shop, *GOOD)
        assert [r.state for r in await rows(service)] == [State.OPEN, State.HELD, State.HELD]
        assert len(shop.others) == 3, "the other handler was not held up"
        shop.closed = False
        head = (await rows(service))[0]
        settled = await service.dead_letters.offer(head.id, by=OPERATOR, why="the shop is open now")
        assert settled.state is State.APPLIED
        assert (await counters.get(service.work.reading(), "s")).seen == (1, 2, 3)
        assert [r.state for r in await rows(service)] == [State.APPLIED] * 3
        assert settled.history[-1].model_dump(include={"by", "why"}) == {
            "by": "operator",
            "why": "the shop is open now",
        }

    async def test_offered_again_changes_nothing_and_reaches_no_other_consumer(self, world: World, shop: Shop) -> None:
        service = await open_with(world, shop, GOOD[0])
        shop.closed = False
        head = (await rows(service))[0]
        once = await service.dead_letters.offer(head.id, by=OPERATOR, why="open")
        twice = await service.dead_letters.offer(head.id, by=MENDER, why="again")
        assert once == twice
        assert (await counters.get(service.work.reading(), "s")).total == 1
        assert len(shop.others) == 1

    async def test_that_fails_again_stays_open_with_the_attempt_recorded(self, world: World, shop: Shop) -> None:
        service = await open_with(world, shop, GOOD[0])
        head = (await rows(service))[0]
        again = await service.dead_letters.offer(head.id, by=OPERATOR, why="perhaps")
        assert (again.state, again.attempts, again.history[-1].did) == (State.OPEN, 2, "fail")

    async def test_held_behind_another_is_not_offered_out_of_turn(self, world: World, shop: Shop) -> None:
        service = await open_with(world, shop, *GOOD)
        with pytest.raises(StepRefused):
            await service.dead_letters.offer((await rows(service))[1].id, by=OPERATOR, why="me first")

    async def test_that_was_offered_by_somebody_who_died_in_it_is_offered_once_more_and_what_waited_goes_on(
        self, world: World, shop: Shop
    ) -> None:
        service = await open_with(world, shop, *GOOD)
        shop.closed = False
        head = (await rows(service))[0]
        stranded = set()
        for pause in range(400):
            with transactions_of_the_dead(service) as roll_back:
                try:
                    await dies_at(service.dead_letters.offer(head.id, by=OPERATOR, why="open now"), pause)
                    break
                except Killed:
                    await roll_back()
            states = [row.state for row in await rows(service)]
            stranded.add(states[0] is State.APPLIED and State.HELD in states)
        assert stranded == {True, False}, "it died after the first was applied and before the last was"
        assert [r.state for r in await rows(service)] == [State.APPLIED] * 3
        assert (await counters.get(service.work.reading(), "s")).seen == (1, 2, 3)

    async def test_left_behind_one_that_has_gone_goes_on_when_it_is_offered_itself(
        self, world: World, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service = await open_with(world, shop, *GOOD)
        head, *_, last = await rows(service)
        with monkeypatch.context() as dying:
            dying.setattr(Applier, "release_held", AsyncMock(side_effect=Killed))
            with pytest.raises(Killed):
                await service.dead_letters.discard(head.id, by=OPERATOR, why="sent in error")
        assert (
            await service.dead_letters.offer(last.id, by=OPERATOR, why="nothing is before it")
        ).state is State.APPLIED
        assert (await counters.get(service.work.reading(), "s")).seen == (2, 3)

    async def test_left_behind_one_that_has_gone_goes_on_by_itself_when_the_service_starts_again(
        self, world: World, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        service = await open_with(world, shop, *GOOD)
        with monkeypatch.context() as dying:
            dying.setattr(Applier, "release_held", AsyncMock(side_effect=Killed))
            with pytest.raises(Killed):
                await service.dead_letters.discard((await rows(service))[0].id, by=OPERATOR, why="sent in error")
        await service.stop()
        heir = world.service("shop", shop.consuming)
        await heir.start()

        async def went_on() -> bool:
            found = await counters.find(heir.work.reading(), "s")
            return found is not None and found.seen == (2, 3)

        await eventually(went_on)

    async def test_is_not_offered_before_another_that_came_first_nor_before_what_waits_between_them(
        self, world: World, shop: Shop
    ) -> None:
        shop.closed = False
        rubbish = b'{"id":"s","number":"many"}'
        service = await open_with(world, shop, rubbish, GOOD[1], rubbish)
        first, between, last = await rows(service)
        assert [row.state for row in (first, between, last)] == [State.OPEN, State.HELD, State.OPEN]
        for row, body in ((first, GOOD[0]), (last, GOOD[2])):
            headers = {name: value.decode() for name, value in row.record.headers}
            await service.work.run(
                service.dead_letters.repair, row.id, headers=headers, value=body, by=MENDER, why="a number"
            )
        with pytest.raises(OutOfTurn):
            await service.dead_letters.offer(last.id, by=OPERATOR, why="me first")
        await service.dead_letters.offer(first.id, by=OPERATOR, why="repaired")
        assert (await counters.get(service.work.reading(), "s")).seen == (1, 2), "what waited between them is next"
        await service.dead_letters.offer(last.id, by=OPERATOR, why="its turn")
        assert (await counters.get(service.work.reading(), "s")).seen == (1, 2, 3)

    async def test_discarded_lets_the_others_go_on_and_is_known_when_it_comes_again(
        self, world: World, shop: Shop
    ) -> None:
        service = await open_with(world, shop, *GOOD)
        head = (await rows(service))[0]
        await service.dead_letters.discard(head.id, by=OPERATOR, why="sent in error")
        assert (await counters.get(service.work.reading(), "s")).seen == (2, 3)
        shop.closed = False
        await world.send("s", value=GOOD[0], headers=envelope_of(shop.fact, "s", "1").headers())

        async def all_seen() -> bool:
            return await world.committed(service.consumer.group_of(world.topic)) == 4

        await eventually(all_seen)
        assert (await counters.get(service.work.reading(), "s")).seen == (2, 3)

    async def test_is_repaired_beside_its_original_and_keeps_its_identity(self, world: World, shop: Shop) -> None:
        shop.closed = False
        service = await open_with(world, shop, b'{"id":"s","number":"many"}')
        head = (await rows(service))[0]
        headers = {name: value.decode() for name, value in head.record.headers}
        with pytest.raises(KeyFactChanged, match="ce_id"):
            await service.work.run(
                service.dead_letters.repair,
                head.id,
                headers={**headers, "ce_id": "2"},
                value=GOOD[0],
                by=MENDER,
                why="a number",
            )
        await service.work.run(
            service.dead_letters.repair, head.id, headers=headers, value=GOOD[0], by=MENDER, why="a number"
        )
        settled = await service.dead_letters.offer(head.id, by=OPERATOR, why="repaired")
        assert settled.state is State.APPLIED
        assert settled.record.value == b'{"id":"s","number":"many"}'
        assert settled.identity == "/elsewhere|1"
        assert (await counters.get(service.work.reading(), "s")).seen == (1,)

    async def test_is_not_touched_without_a_reason(self, world: World, shop: Shop) -> None:
        service = await open_with(world, shop, GOOD[0])
        head = (await rows(service))[0]
        with pytest.raises(ReasonMissing):
            await service.dead_letters.offer(head.id, by=OPERATOR, why=" ")
        with pytest.raises(ReasonMissing):
            await service.dead_letters.discard(head.id, by=OPERATOR, why="")

    @pytest.mark.parametrize("at_once", [1, 2], ids=["alone", "in a batch"])
    async def test_discarded_has_no_effect_in_a_projection_either_that_keeps_no_inbox(
        self, world: World, at_once: int
    ) -> None:
        fact, shown, away = world.fact(), [], True
        consuming = Subscriptions("shows")

        async def show(unit: Unit, events: list[Received[Any]]) -> None:
            if away and any(event.data.number == 1 for event in events):
                raise Closed()
            shown.extend(event.data.number for event in events)

        consuming.batch(fact, idempotent=True, rebuilds=("counters",))(show)
        service = world.service("shows", consuming)
        await service.prepare()

        def record(number: int) -> Record:
            headers = tuple(envelope_of(fact, f"s{number}", str(number)).headers())
            value = b'{"id":"s","number":%d}' % number
            return Record(topic=world.topic, partition=0, offset=0, key=b"s%d" % number, headers=headers, value=value)

        await service.consumer.process(world.topic, [record(1)])
        (row,) = await parked.select(service.work.reading(), {})
        await service.dead_letters.discard(row.id, by=OPERATOR, why="sent in error")
        away = False
        await service.consumer.process(world.topic, [record(1), record(2)][:at_once])
        assert shown == [2][: at_once - 1]
