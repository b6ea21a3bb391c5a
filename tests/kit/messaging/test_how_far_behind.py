"""Lag is measured from outside the consumer: it is right for one that is slow, dead, or was never there."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from aiokafka.errors import GroupCoordinatorNotAvailableError, KafkaError
from ocop_events.envelope import EventData
from prometheus_client import generate_latest

from kit.messaging.connection import for_aiokafka
from kit.messaging.lag import Lag, Pair
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.service import Service, gauges
from kit.settings import development_settings
from kit.work import Unit
from tests.kit.messaging.harness import Counter, World, counters, envelope_of, eventually


async def publish(world: World, fact: type[EventData], *numbers: int) -> None:
    for number in numbers:
        key = "ab"[number % 2]
        headers = envelope_of(fact, key, id=str(number)).headers()
        await world.send(key, value=fact(id=key, number=number).model_dump_json().encode(), headers=headers)


def consuming(world: World, fact: type[EventData]) -> Service:
    subscriptions = Subscriptions("things")

    @subscriptions.on(fact)
    async def when_it_happened_keep_it(unit: Unit, event: Received[Any]) -> None:
        await counters.add(unit, Counter(id=event.id))

    return world.service("hears", subscriptions)


def group(service: Service, world: World) -> str:
    return service.consumer.group_of(world.topic)


class TestLag:
    async def test_counts_everything_for_a_group_that_was_never_there(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = consuming(world, fact)

        async def known() -> bool:
            # A young broker makes its offsets topic when a group is first asked for: until then nothing is known.
            with suppress(GroupCoordinatorNotAvailableError):
                return await service.lag.measure() == {(group(service, world), world.topic): 0}
            return False

        await eventually(known)
        await publish(world, fact, 1, 2, 3)
        assert await service.lag.measure() == {(group(service, world), world.topic): 3}

    async def test_falls_to_nothing_when_all_is_applied_and_is_still_known_when_the_consumer_has_died(
        self, world: World
    ) -> None:
        fact = world.fact()
        await world.make_topic()
        service = consuming(world, fact)
        await service.start()
        await publish(world, fact, 1, 2, 3)

        async def none_left() -> bool:
            return await service.lag.measure() == {(group(service, world), world.topic): 0}

        await eventually(none_left)
        await service.stop()
        await publish(world, fact, 4, 5)
        outside = Lag(service.lag.pairs, for_aiokafka(service.settings))
        assert await outside.measure() == {(group(service, world), world.topic): 2}
        await outside.close()

    async def test_says_nothing_of_a_topic_that_does_not_exist(self, world: World) -> None:
        service = consuming(world, world.fact())
        assert await service.lag.measure() == {}

    async def test_is_a_gauge_of_the_service_and_no_longer_said_once_it_is_not_known(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gauges, "LAG_SECONDS", 0.1)
        fact = world.fact()
        await world.make_topic()
        service = consuming(world, fact)
        await service.start()
        line = f'ocop_consumer_lag{{group="{service.consumer.group_of(world.topic)}",topic="{world.topic}"}} 0.0'

        async def said() -> bool:
            return line in generate_latest(service.metrics.registry).decode()

        await eventually(said)

        async def away() -> dict[Pair, int]:
            raise KafkaError("away")

        monkeypatch.setattr(service.lag, "measure", away)

        async def silent() -> bool:
            return not await said()

        await eventually(silent)

    async def test_raises_when_no_broker_answers_and_goes_on_when_one_does(self, world: World) -> None:
        fact = world.fact()
        await world.make_topic()
        service = consuming(world, fact)
        settings = development_settings(kafka_bootstrap_servers="127.0.0.1:1")
        away = Lag(service.lag.pairs, for_aiokafka(settings))
        with pytest.raises(KafkaError):
            await away.measure()
        away.connection = for_aiokafka(service.settings)
        assert await away.measure() == {(group(service, world), world.topic): 0}
        await away.close()
