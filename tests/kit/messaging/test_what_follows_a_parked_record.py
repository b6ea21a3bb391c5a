"""A record that is set aside is a fact for whoever owes its publisher an answer; and its publisher may mend it and send it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ocop_events.evaluation.round import RoundClosedV1
from ocop_events.registry.product import ProductWithdrawnV1

from kit.messaging.parked.dead_letter import RecordParked
from kit.messaging.parked.store import parked
from kit.messaging.received import Received, Record
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service
from kit.work import Unit
from tests.kit.messaging.harness import World
from tests.kit.messaging.test_who_may_publish_it import record

GOOD = record(1, "/ocop/evaluation")
BAD = replace(GOOD, value=b"{")


class Answering:
    """A service that consumes rounds one by one, whose publisher mends by sending anew; it notes what it would answer."""

    def __init__(self, world: World, *, ordered: bool = False, fails: bool = False) -> None:
        self.consumed: list[str] = []
        self.answered: list[str] = []
        self.fails = fails
        consuming = Subscriptions("answering")
        consuming.on(RoundClosedV1, ordered=ordered)(self.one)
        consuming.within(RecordParked)(self.answer)
        self.service: Service = world.service("answering", consuming)

    async def one(self, unit: Unit, event: Received[Any]) -> None:
        self.consumed.append(event.id)

    async def answer(self, unit: Unit, fact: RecordParked) -> None:
        if self.fails:
            raise RuntimeError("a slice has a fault")
        self.answered.append(f"{fact.handler} {fact.reason.slug}")

    async def states(self, *records: Record) -> list[str]:
        await self.service.consumer.process(RoundClosedV1.event_topic, records)
        return [row.state.value for row in await parked.select(self.service.work.reading(), {}, sort=[("id", 1)])]


@pytest.mark.parametrize("together", [1, 3])
async def test_it_is_said_once_however_often_it_comes(world: World, together: int) -> None:
    made = Answering(world)
    await made.service.prepare()
    some = [replace(record(10 + n, "/ocop/evaluation"), value=b"{") for n in range(together)]
    await made.states(*some)
    await made.states(*some)
    assert made.answered == ["answering.one data-invalid"] * together


@pytest.mark.parametrize("together", [1, 3])
async def test_a_fault_of_whoever_reacts_leaves_no_record_on_the_way(world: World, together: int) -> None:
    made = Answering(world, fails=True)
    await made.service.prepare()
    some = [replace(record(10 + n, "/ocop/evaluation"), value=b"{") for n in range(together)]
    assert await made.states(*some) == ["open"] * together


async def test_a_type_of_another_topic_is_set_aside_though_no_handler_looks_for_it(world: World) -> None:
    made = Answering(world)
    await made.service.prepare()
    headers = tuple(
        (name, ProductWithdrawnV1.event_type.encode() if name == "ce_type" else value) for name, value in GOOD.headers
    )
    assert await made.states(replace(GOOD, headers=headers)) == ["open"]
    assert made.answered == ["envelope event.foreign-topic"]


async def test_what_its_publisher_mended_is_applied_and_the_first_discarded(world: World) -> None:
    made = Answering(world)
    await made.service.prepare()
    assert await made.states(BAD) == ["open"]
    assert await made.states(BAD) == ["open"], "the same again is no mending"
    assert await made.states(GOOD) == ["discarded"]
    assert made.consumed == ["1"]


async def test_where_order_matters_it_waits_for_a_person(world: World) -> None:
    made = Answering(world, ordered=True)
    await made.service.prepare()
    await made.states(BAD)
    assert await made.states(GOOD) == ["open"]
    assert made.consumed == []
