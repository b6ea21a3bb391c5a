"""Events about producers: one mapping from the aggregate to the contract."""

from __future__ import annotations

from ocop_events.registry.producer import ProducerClosedV1, ProducerRegisteredV1, ProducerStateV1, ProducerUpdatedV1
from ocop_events.vocabulary import Personal, PlaceRef, ProducerRef

from kit.storage import Unit
from programme.places import Where
from services.registry.producers.producer import Producer


def place_told(place: Where) -> PlaceRef:
    """A place in the treaty's form."""
    return PlaceRef.model_validate(place.model_dump())


def producer_told(producer: Producer, place: Where | None = None, *, personal: bool = False) -> ProducerRef:
    """A producer in the treaty's form; personal data only on the producer topics."""
    person = producer.representative
    told = Personal(
        representative=person.name,
        sex=person.sex,
        ethnicity=person.ethnicity,
        email=person.email,
        phone=person.phone,
        address=person.address,
    )
    return ProducerRef(
        id=producer.id,
        name=producer.name,
        kind=producer.kind,
        place=place_told(place or producer.place),
        language=producer.language,
        personal=told if personal else None,
    )


def registered(unit: Unit, producer: Producer) -> None:
    fact = ProducerRegisteredV1(
        producer_id=producer.id,
        producer=producer_told(producer, personal=True),
        registered_on=producer.registered_on,
    )
    unit.announce(fact, place=producer.place.path)
    _tell_state(unit, producer)


def updated(unit: Unit, producer: Producer) -> None:
    fact = ProducerUpdatedV1(
        producer_id=producer.id, producer=producer_told(producer, personal=True), updated_on=unit.today
    )
    unit.announce(fact, place=producer.place.path)
    _tell_state(unit, producer)


def closed(unit: Unit, producer: Producer, reason: str) -> None:
    fact = ProducerClosedV1(producer_id=producer.id, place=producer.place.path, reason=reason, closed_on=unit.today)
    unit.announce(fact, place=producer.place.path)
    unit.announce_gone(ProducerStateV1, producer.id, place=producer.place.path)


def _tell_state(unit: Unit, producer: Producer) -> None:
    state = ProducerStateV1(
        producer_id=producer.id, producer=producer_told(producer, personal=True), status=producer.state.value
    )
    unit.announce_state(state, place=producer.place.path)
