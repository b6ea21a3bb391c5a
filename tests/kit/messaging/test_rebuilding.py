"""A projection can be made anew from its topics while the old one is in use, and is the same."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from dying import Killed, dies_at, transactions_of_the_dead
from harness import World, counters, envelope_of, eventually
from ocop_events.envelope import EventData
from pymongo import ReplaceOne

from kit.messaging.rebuild import NotRebuildableError
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service
from kit.storage.unit import Unit


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
    hearing = Subscriptions("numbers")
    hearing.batch(fact, guarded=True, **{"rebuilds": ("counters",), **more})(latest)
    return hearing


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
        swap = first._swap

        async def swap_and_die(number: int) -> None:
            await swap(number)
            raise RuntimeError("killed")

        first._swap = swap_and_die  # type: ignore[method-assign]
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
        assert await service.database["rebuilding"].count_documents({}) == 0

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

    async def test_is_refused_for_a_handler_that_is_no_guarded_projection(self, world: World) -> None:
        service = world.service("reads", projecting(world.fact(), rebuilds=()))
        with pytest.raises(NotRebuildableError):
            service.rebuilding("numbers.latest")
