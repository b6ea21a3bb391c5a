"""What nobody could read was parked by one service's reader of one topic: offered, it reaches that reader's hearers."""

from __future__ import annotations

from typing import Any

import pytest

from kit.messaging.parked.dead_letter import ENVELOPE, Parked
from kit.messaging.parked.lifecycle import State
from kit.messaging.parked.refusals import DataStillInvalid, NoHandler
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.refusal import Refusal
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.dying import Killed, dies_at, transactions_of_the_dead
from tests.kit.messaging.harness import MENDER, OPERATOR, World, envelope_of

EFFECTS = "effects"


class Closed(Refusal):
    slug = "closed"
    vi = "Đang đóng."
    en = "Closed."


class Houses:
    """Two services on one topic: in the first two handlers consume the fact and one another fact, in the second one does."""

    def __init__(self, world: World) -> None:
        self.fact, self.other_fact, self.unheard = world.fact(), world.fact("ended"), world.fact("unheard")
        self.topic, self.closed = world.topic, False
        mine, theirs = Subscriptions("mine"), Subscriptions("theirs")
        for consuming, fact, name in (
            (mine, self.fact, "keeps"),
            (mine, self.fact, "counts"),
            (mine, self.other_fact, "other"),
            (theirs, self.fact, "hears"),
        ):
            consuming.on(fact)(self.noting(name))
        self.mine, self.theirs = world.service("mine", mine), world.service("theirs", theirs)

    def noting(self, name: str) -> Any:
        async def note(unit: Unit, event: Received[Any]) -> None:
            if self.closed and name == "counts":
                raise Closed()
            await unit.database[EFFECTS].insert_one({"by": name, "id": event.id}, session=unit.session)

        note.__name__ = name
        return note

    def record(self, type_: str = "", value: bytes = b'{"id":"s","number":1}') -> Record:
        """What a publisher sent whose type nobody knows, or one that was mended since."""
        headers = [(n, v) for n, v in envelope_of(self.fact, "s").headers() if n != "ce_type"]
        headers.append(("ce_type", (type_ or "vn.ocop.nobody.knows.v1").encode()))
        return Record(topic=self.topic, partition=0, offset=0, key=b"s", headers=tuple(headers), value=value)

    async def comes(self, record: Record) -> None:
        for service in (self.mine, self.theirs):
            await service.consumer.process(self.topic, [record])

    async def mend(self, type_: str, value: bytes = b'{"id":"s","number":1}') -> Parked:
        """The first service's row, with its type mended."""
        row = await self.row(self.mine)
        headers = {name: text.decode() for name, text in row.record.headers} | {"ce_type": type_}
        return await self.mine.work.transact(
            lambda unit: self.mine.dead_letters.repair(
                unit, row.id, headers=headers, value=value, by=MENDER, why="mended"
            )
        )

    async def row(self, service: Service) -> Parked:
        (row,) = await parked.select(service.work.reading(), {"handler": ENVELOPE})
        return row

    async def effects(self, service: Service) -> list[str]:
        return sorted([row["by"] async for row in service.database[EFFECTS].find({})])


@pytest.fixture
async def houses(world: World) -> Houses:
    made = Houses(world)
    for service in (made.mine, made.theirs):
        await service.prepare()
        await service.database.ensure_indexes(EFFECTS, ())
    await made.comes(made.record())
    return made


async def offer(houses: Houses, row: Parked) -> Parked:
    return await houses.mine.dead_letters.offer(row.id, by=OPERATOR, why="its type is mended")


def became(row: Parked) -> tuple[str, ...]:
    return tuple(ending.say()[1] for ending in row.history[-1].became)


class TestWhatNobodyCouldRead:
    async def test_reaches_each_handler_of_its_type_once_and_no_other_service(self, houses: Houses) -> None:
        row = await houses.mend(houses.fact.event_type)
        settled = await offer(houses, row)
        assert settled.state is State.APPLIED
        assert became(settled) == ("mine.keeps: applied", "mine.counts: applied")
        assert await houses.effects(houses.mine) == ["counts", "keeps"], "who hears another fact did not hear it"
        assert await houses.effects(houses.theirs) == []
        assert (await houses.row(houses.theirs)).state is State.OPEN

    async def test_has_no_second_effect_however_it_comes_again(self, houses: Houses) -> None:
        row = await houses.mend(houses.fact.event_type)
        once = await offer(houses, row)
        assert await offer(houses, row) == once
        await houses.comes(houses.record())  # the broker, once more
        await houses.mine.consumer.process(houses.topic, [houses.record(houses.fact.event_type)])  # its publisher
        assert await houses.effects(houses.mine) == ["counts", "keeps"]
        assert await houses.row(houses.mine) == once

    async def test_has_no_effect_at_the_dead_letters_when_its_publisher_mended_it_first(self, houses: Houses) -> None:
        await houses.mine.consumer.process(houses.topic, [houses.record(houses.fact.event_type)])
        settled = await offer(houses, await houses.mend(houses.fact.event_type))
        assert became(settled) == ("mine.keeps: applied before", "mine.counts: applied before")
        assert await houses.effects(houses.mine) == ["counts", "keeps"]

    async def test_goes_on_where_it_was_cut_off(self, houses: Houses) -> None:
        row = await houses.mend(houses.fact.event_type)
        halfway = set()
        for pause in range(200):
            with transactions_of_the_dead(houses.mine) as roll_back:
                try:
                    await dies_at(houses.mine.dead_letters.offer(row.id, by=OPERATOR, why="its type is mended"), pause)
                    break
                except Killed:
                    await roll_back()
            halfway.add(len(await houses.effects(houses.mine)))
        assert {0, 1, 2} <= halfway, "it died before the first, between the two, and after both"
        assert await houses.effects(houses.mine) == ["counts", "keeps"]
        assert (await houses.row(houses.mine)).state is State.APPLIED

    async def test_is_parked_anew_for_who_refuses_it_and_then_reaches_only_that_one(self, houses: Houses) -> None:
        houses.closed = True
        settled = await offer(houses, await houses.mend(houses.fact.event_type))
        assert became(settled) == ("mine.keeps: applied", "mine.counts: could not be applied, parked by itself")
        (left,) = await parked.select(houses.mine.work.reading(), {"handler": "mine.counts"})
        houses.closed = False
        assert (await offer(houses, left)).state is State.APPLIED
        assert await houses.effects(houses.mine) == ["counts", "keeps"]

    async def test_stays_open_when_there_is_still_nobody_for_it(self, houses: Houses) -> None:
        row = await houses.mend(houses.unheard.event_type)
        with pytest.raises(NoHandler):
            await offer(houses, row)
        row = await houses.mend(houses.fact.event_type, b'{"id":"s","number":"many"}')
        with pytest.raises(DataStillInvalid):
            await offer(houses, row)
        assert await houses.effects(houses.mine) == []
        assert (await houses.row(houses.mine)).state is State.OPEN
        assert await parked.first(houses.mine.work.reading(), {"handler": "mine.keeps"}) is None
