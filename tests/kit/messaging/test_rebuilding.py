"""A projection can be made anew from its topics while the old one is in use, and is the same."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from ocop_events.envelope import EventData
from pymongo import ReplaceOne

from kit.messaging.parked.dead_letter import ENVELOPE, Parked
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.store import parked
from kit.messaging.rebuild import NotRebuildableError
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import MENDER, OPERATOR, World, counters, envelope_of, eventually


async def latest(unit: Unit, events: Sequence[Received[Any]]) -> None:
    """The last number of each subject, guarded by the subject's version."""
    newest = {event.subject: event for event in events}
    known = {
        row["_id"]: row["version"]
        async for row in counters.raw(unit).find({"_id": {"$in": list(newest)}}, session=unit.session)
    }
    changes = [
        ReplaceOne(
            {"_id": subject},
            {"_id": subject, "version": event.subject_version, "total": event.data.number, "seen": []},
            upsert=True,
        )
        for subject, event in newest.items()
        if event.subject_version > known.get(subject, 0)
    ]
    if changes:
        await counters.raw(unit).bulk_write(changes, session=unit.session, ordered=False)


def projecting(fact: type[EventData], **more: Any) -> Subscriptions:
    consuming = Subscriptions("numbers")
    consuming.batch(fact, idempotent=True, **{"rebuilds": ("counters",), **more})(latest)
    return consuming


async def publish(world: World, fact: type[EventData], versions: range, subjects: int = 20) -> None:
    from aiokafka import AIOKafkaProducer

    async with AIOKafkaProducer(bootstrap_servers=world.bootstrap) as producer:
        for version in versions:
            for number in range(subjects):
                key = f"s{number}"
                headers = envelope_of(fact, key, f"{key}-{version}", subjectversion=version).headers()
                value = f'{{"id":"{key}","number":{version * 100 + number}}}'.encode()
                await producer.send(world.topic, value, key=key.encode(), headers=headers)


async def state(service: Service) -> dict[str, int]:
    return {c.id: c.total for c in await counters.select(service.work.reading(), {})}


async def has_parked(service: Service, count: int) -> list[Parked]:
    async def all_of_them() -> list[Parked]:
        found = await parked.select(service.work.reading(), {}, sort=[("id", 1)])
        return found if len(found) == count else []

    return list(await eventually(all_of_them))


async def mend(service: Service, row: Parked, fact: type[EventData], version: int, number: int) -> None:
    """Repairs a row as a person would, to a whole event of its subject, and offers it."""
    subject = (row.record.key or b"").decode()
    headers = envelope_of(fact, subject, row.record.header("ce_id") or "given", subjectversion=version).headers()
    value = f'{{"id":"{subject}","number":{number}}}'.encode()
    texts = {name: text.decode() for name, text in headers}
    await service.work.run(service.dead_letters.repair, row.id, headers=texts, value=value, by=MENDER, why="sửa")
    offered = await service.dead_letters.offer(row.id, by=OPERATOR, why="đã sửa")
    assert offered.state is State.APPLIED


class TestRebuilding:
    async def test_gives_the_same_projection_and_keeps_up_with_what_arrives(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.start()
        await publish(world, fact, range(1, 11))
        expected = {f"s{n}": 1000 + n for n in range(20)}

        async def is_expected() -> bool:
            return await state(service) == expected

        await eventually(is_expected)
        await counters.raw(service.work.reading()).update_many({}, {"$set": {"total": -1}})  # damage
        arriving = asyncio.create_task(publish(world, fact, range(11, 31)))
        progress = await service.rebuilding("numbers.latest").run()
        await arriving
        assert progress.applied >= 200
        expected = {f"s{n}": 3000 + n for n in range(20)}
        await eventually(is_expected)
        assert "_id_" in await counters.raw(service.work.reading()).index_information()

    async def test_is_seen_by_another_replica_and_again_after_a_restart(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        replica = world.service("reads", projecting(fact))
        await replica.start()
        await publish(world, fact, range(1, 3))
        maker = world.service("reads", projecting(fact))
        await maker.prepare()
        await maker.rebuilding("numbers.latest").run()
        await publish(world, fact, range(3, 4))
        expected = {f"s{n}": 300 + n for n in range(20)}

        async def is_expected() -> bool:
            return await state(replica) == expected

        await eventually(is_expected)
        later = world.service("reads", projecting(fact))
        await later.prepare()
        assert await state(later) == expected

    async def test_goes_on_after_the_swap_where_it_was_cut_off_behind_it(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.prepare()
        await publish(world, fact, range(1, 3))
        first = service.rebuilding("numbers.latest")
        swap = first.swap

        async def swap_and_die(number: int) -> None:
            await swap(number)
            raise RuntimeError("killed")

        first.swap = swap_and_die  # type: ignore[method-assign]
        with pytest.raises(RuntimeError):
            await first.run()
        await publish(world, fact, range(3, 4))
        await service.rebuilding("numbers.latest").run()
        assert await state(service) == {f"s{n}": 300 + n for n in range(20)}

    async def test_keeps_the_generation_before_until_the_next_and_no_longer(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.prepare()
        await publish(world, fact, range(1, 2))

        async def collections() -> set[str]:
            names = await service.database.driver.list_collection_names()
            return {name for name in names if name.startswith("counters")}

        await service.rebuilding("numbers.latest").run()
        assert await collections() == {"counters", "counters.2"}
        await service.rebuilding("numbers.latest").run()
        assert await collections() == {"counters", "counters.2", "counters.3"}, "a page may still be at work there"
        long_ago = {"$set": {"since": service.work.clock.now() - timedelta(hours=1)}}
        await service.database["generations"].update_many({}, long_ago)
        await service.rebuilding("numbers.latest").run()
        assert await collections() == {"counters.3", "counters.4"}

    async def test_goes_on_where_it_was_cut_off(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.prepare()
        await publish(world, fact, range(1, 11))

        class CutOff(Exception):
            pass

        def cut(progress: Any) -> None:
            if progress.read >= 100:
                raise CutOff

        first = service.rebuilding("numbers.latest", cut)
        first.batch = 25
        with pytest.raises(CutOff):
            await first.run()
        assert await state(service) == {}, "nothing half made is ever in use"
        second = await service.rebuilding("numbers.latest").run()
        assert second.total < 200
        assert await state(service) == {f"s{n}": 1000 + n for n in range(20)}

    @pytest.mark.parametrize("pause", [3, 11, 24, 37, 53, 80])
    async def test_killed_in_the_middle_is_run_again_and_gives_the_same(self, world: World, pause: int) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.prepare()
        await publish(world, fact, range(1, 6))
        doomed = service.rebuilding("numbers.latest")
        doomed.batch = 10
        with transactions_of_the_dead(service) as roll_back:
            try:
                await dies_at(doomed.run(), pause)
            except Killed:
                await roll_back()
        for _ in range(2):  # run again, and once more for nothing
            await service.rebuilding("numbers.latest").run()
            assert await state(service) == {f"s{n}": 500 + n for n in range(20)}
        assert await service.database["rebuilding"].count_documents({"generation": {"$exists": True}}) == 0

    async def test_passes_by_what_cannot_be_read(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.prepare()
        await world.send("s0", value=b"rubbish", headers=envelope_of(fact, "s0", "x").headers())
        await world.send("s0", value=b"{}", headers=[])
        await publish(world, fact, range(1, 2), subjects=1)
        await service.rebuilding("numbers.latest").run()
        assert await state(service) == {"s0": 100}

    async def test_is_refused_for_a_handler_that_is_no_idempotent_projection(self, world: World) -> None:
        service = world.service("reads", projecting(world.fact(), rebuilds=()))
        with pytest.raises(NotRebuildableError):
            service.rebuilding("numbers.latest")


class TestWhatTheDeadLettersDecided:
    async def test_is_published_again_as_it_was_repaired(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.start()
        await publish(world, fact, range(1, 2), subjects=3)
        wrong = envelope_of(fact, "s0", "wrong", subjectversion=2).headers()
        await world.send("s0", value=b"rubbish", headers=wrong)
        await world.send("s1", value=b"{}", headers=[])
        data, envelope = sorted(await has_parked(service, 2), key=lambda row: row.handler == ENVELOPE)
        await mend(service, data, fact, 2, 222)
        await mend(service, envelope, fact, 2, 333)
        expected = {"s0": 222, "s1": 333, "s2": 102}
        assert await state(service) == expected
        await service.rebuilding("numbers.latest").run()
        assert await state(service) == expected

    async def test_takes_its_place_among_the_others_of_its_subject(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.start()
        await world.send("s0", value=b"rubbish", headers=envelope_of(fact, "s0", "x", subjectversion=1).headers())
        await publish(world, fact, range(2, 4), subjects=1)
        broken, *_ = await has_parked(service, 3)
        await mend(service, broken, fact, 1, 111)
        assert await state(service) == {"s0": 300}
        for size in (1, 100):
            again = service.rebuilding("numbers.latest")
            again.batch = size
            progress = await again.run()
            assert progress.applied >= 3
            assert await state(service) == {"s0": 300}

    async def test_has_no_effect_while_it_waits_or_when_it_was_discarded(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = world.service("reads", projecting(fact))
        await service.start()
        await publish(world, fact, range(1, 2), subjects=2)
        for subject in ("s0", "s1"):
            wrong = envelope_of(fact, subject, f"{subject}-wrong", subjectversion=2).headers()
            await world.send(subject, value=b"rubbish", headers=wrong)
        await world.send(
            "s0", value=b'{"id":"s0","number":9}', headers=envelope_of(fact, "s0", "9", subjectversion=3).headers()
        )
        rows = await has_parked(service, 3)
        given_up = next(row for row in rows if row.record.key == b"s1")
        await service.dead_letters.discard(given_up.id, by=OPERATOR, why="gửi nhầm")
        await service.rebuilding("numbers.latest").run()
        assert await state(service) == {"s0": 100, "s1": 101}, "what is held behind an open one waits with it"
        await mend(service, next(row for row in rows if row.state is State.OPEN and row is not given_up), fact, 2, 2)
        assert await state(service) == {"s0": 9, "s1": 101}

    @pytest.mark.parametrize("moment", ["before the swap", "across the swap"])
    async def test_is_not_lost_when_it_is_offered_during_a_rebuild(self, world: World, moment: str) -> None:
        fact = world.fact()
        await world.make_topic()
        offering, going_on = asyncio.Event(), asyncio.Event()

        async def slowly(unit: Unit, events: Sequence[Received[Any]]) -> None:
            await latest(unit, events)
            if any(event.data.number == 222 for event in events) and not offering.is_set():
                offering.set()  # its transaction has read which generation is in use, and stays open
                await going_on.wait()

        consuming = Subscriptions("numbers")
        consuming.batch(fact, idempotent=True, rebuilds=("counters",))(slowly)
        service = world.service("reads", consuming)
        await service.start()
        await world.send("s0", value=b"rubbish", headers=envelope_of(fact, "s0", "x", subjectversion=1).headers())
        (row,) = await has_parked(service, 1)
        rebuild = service.rebuilding("numbers.slowly")
        swap, mending = rebuild.swap, []

        async def swap_meanwhile(number: int) -> None:
            mending.append(asyncio.create_task(mend(service, row, fact, 1, 222)))
            await offering.wait()
            if moment == "before the swap":
                going_on.set()
                await mending[0]
            else:
                asyncio.get_running_loop().call_later(0.5, going_on.set)
            await swap(number)

        rebuild.swap = swap_meanwhile  # type: ignore[method-assign]
        await rebuild.run()
        await mending[0]
        assert await state(service) == {"s0": 222}
