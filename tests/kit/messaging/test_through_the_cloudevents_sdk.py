"""On the wire: the CloudEvents SDK reads what our relay sent, and our subscriber applies what the SDK wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event, to_binary_event
from cloudevents.core.v1.event import CloudEvent

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from tests.kit.messaging.harness import Counter, World, count_up, counters, eventually


async def test_the_sdk_reads_what_the_relay_sent(world: World) -> None:
    fact = world.fact()
    await world.make_topic()
    service = world.service("says")
    await service.prepare()
    await service.start()
    await service.work.run(count_up, fact(id="a", number=1), "a", 7)
    (record,) = await world.read(count=1)
    event = from_kafka_event(KafkaMessage(dict(record.headers), record.key, record.value))
    assert (event.get_type(), event.get_subject()) == (fact.event_type, "a")
    assert event.get_data() == {"id": "a", "number": 7}


async def test_our_subscriber_applies_what_the_sdk_wrote(world: World) -> None:
    fact = world.fact()
    await world.make_topic()
    consuming = Subscriptions("things")

    @consuming.on(fact)
    async def when_it_happened_keep_it(unit: Unit, event: Received[Any]) -> None:
        await counters.add(unit, Counter(id=event.subject, total=event.data.number))

    service = world.service("hears", consuming)
    await service.start()
    attributes = {"id": "1", "source": "/lab", "type": fact.event_type, "subject": "Miến", "time": datetime.now(UTC)}
    written = to_binary_event(
        CloudEvent({**attributes, "datacontenttype": "application/json"}, {"id": "Miến", "number": 4})
    )
    await world.send("Miến", value=written.value, headers=list(written.headers.items()))
    kept = await eventually(lambda: counters.find(service.work.reading(), "Miến"))
    assert kept.total == 4
