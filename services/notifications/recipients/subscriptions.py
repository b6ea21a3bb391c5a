"""What recipients hear: the registry's present word on each producer, personal data included."""

from __future__ import annotations

from ocop_events.registry.producer import ProducerStateV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from services.notifications.recipients import use_cases
from services.notifications.recipients.recipient import Producer

subscriptions = Subscriptions("recipients")


@subscriptions.on(ProducerStateV1)
async def when_a_producer_is_described_know_its_address(unit: Unit, event: Received[ProducerStateV1]) -> None:
    if event.gone:
        await use_cases.forget_producer(unit, event.subject, heard=event.subject_version)
        return
    told = event.data.producer
    person = told.personal
    known = Producer(
        id=told.id,
        name=told.name,
        place=told.place.path,
        representative=person.representative if person else None,
        email=person.email if person else None,
        phone=person.phone if person else None,
        language="en" if told.language == "en" else "vi",
        heard=event.subject_version,
    )
    await use_cases.know_producer(unit, known)
