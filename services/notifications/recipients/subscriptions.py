"""Events that recipients react to: the registry's record of each producer, its mergings; who acts for an officer on leave."""

from __future__ import annotations

from ocop_events.evaluation.substitute import SubstituteEndedV1, SubstituteNamedV1
from ocop_events.registry.producer import ProducerMergedV1, ProducerStateV1

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.notifications.recipients import use_cases
from services.notifications.recipients.recipient import Producer
from services.notifications.recipients.substitute import Substitute

subscriptions = Subscriptions("recipients")


@subscriptions.on(ProducerStateV1)
async def when_a_producer_is_described_know_its_address(unit: Unit, event: Received[ProducerStateV1]) -> None:
    if event.gone:
        await use_cases.forget_producer(unit, event.subject, heard=event.subject_version)
        return
    producer = event.data.producer
    known = mapped(
        Producer,
        producer.personal,
        id=producer.id,
        name=producer.name,
        place=producer.place.path,
        language="en" if producer.language == "en" else "vi",
        heard=event.subject_version,
    )
    await use_cases.know_producer(unit, known)


@subscriptions.on(ProducerMergedV1)
async def when_a_producer_is_merged_reach_the_kept_one(unit: Unit, event: Received[ProducerMergedV1]) -> None:
    merged = event.data
    await use_cases.reach_by_another(unit, merged.producer_id, merged.into_id, place=merged.place)


@subscriptions.on(SubstituteNamedV1)
async def when_a_substitute_is_named_reach_them_too(unit: Unit, event: Received[SubstituteNamedV1]) -> None:
    said = mapped(Substitute, event.data, id=event.data.substitute_id, version=event.subject_version)
    await use_cases.know_substitute(unit, said)


@subscriptions.on(SubstituteEndedV1)
async def when_a_substitution_is_ended_reach_them_no_more(unit: Unit, event: Received[SubstituteEndedV1]) -> None:
    said = mapped(Substitute, event.data, id=event.data.substitute_id, version=event.subject_version)
    await use_cases.know_substitute(unit, said)
