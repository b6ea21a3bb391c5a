"""Events about producers: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import TypeVar

from ocop_events.registry.producer import (
    ProducerClosedV1,
    ProducerFacts,
    ProducerMergedV1,
    ProducerRegisteredV1,
    ProducerStateV1,
    ProducerStruckV1,
    ProducerUpdatedV1,
)
from ocop_events.registry.profile import ProfileChangedV1
from ocop_events.vocabulary import Personal, PlaceRef, ProducerRef

from kit.mapped import mapped
from kit.work import Unit
from programme.places import Where
from services.registry.producers.producer import Producer

FEMALE = "female"
"""The word of the form (`views.sexes`)."""
F = TypeVar("F", bound=ProducerFacts)


def of(kind: type[F], producer: Producer, **own: object) -> F:
    """An event of a producer: fields of the same name are the producer's own, and its personal data go along."""
    person = producer.representative
    personal = mapped(Personal, person, representative=person.name)
    ref = producer_ref(producer.id, producer.name, producer.kind, producer.place)
    ref = ref.model_copy(update={"language": producer.language, "personal": personal})
    return mapped(kind, producer, producer_id=producer.id, producer=ref, **own)


def producer_ref(id: str, name: str, kind: str, place: Where) -> ProducerRef:
    """A producer as events of other things name it, without personal data."""
    return ProducerRef(id=id, name=name, kind=kind, place=PlaceRef.model_validate(place.model_dump()))


def registered(unit: Unit, producer: Producer) -> None:
    """Announces a producer that was entered, and its state."""
    unit.announce(of(ProducerRegisteredV1, producer), place=producer.place.path)
    _state(unit, producer)
    _profile(unit, producer)


def updated(unit: Unit, producer: Producer, before: Producer) -> None:
    """Announces a producer's particulars as corrected, its state, and what it is counted as where that is another now."""
    unit.announce(of(ProducerUpdatedV1, producer, updated_on=unit.today), place=producer.place.path)
    _state(unit, producer)
    if _counted_as(producer) != _counted_as(before):
        _profile(unit, producer)


def closed(unit: Unit, producer: Producer, reason: str) -> None:
    """Announces that a producer ended its business; nothing of it stays on the state topic."""
    fact = ProducerClosedV1(producer_id=producer.id, place=producer.place.path, reason=reason, closed_on=unit.today)
    unit.announce(fact, place=producer.place.path)
    _profile(unit, producer, closed=True)
    unit.announce_gone(ProducerStateV1, producer.id, place=producer.place.path)


def struck(unit: Unit, producer: Producer, reason: str) -> None:
    """Announces that a producer of a list was struck; nothing of it stays on the state topic."""
    fact = ProducerStruckV1(producer_id=producer.id, place=producer.place.path, reason=reason, struck_on=unit.today)
    unit.announce(fact, place=producer.place.path)
    _profile(unit, producer, closed=True)
    unit.announce_gone(ProducerStateV1, producer.id, place=producer.place.path)


def merged(unit: Unit, producer: Producer, into: Producer, reason: str) -> None:
    """Announces that a twin was merged into the record that is kept; nothing of it stays on the state topic."""
    fact = ProducerMergedV1(
        producer_id=producer.id, into_id=into.id, place=into.place.path, reason=reason, merged_on=unit.today
    )
    unit.announce(fact, place=into.place.path)
    _profile(unit, producer, closed=True)
    unit.announce_gone(ProducerStateV1, producer.id, place=producer.place.path)


def _state(unit: Unit, producer: Producer) -> None:
    unit.announce_state(of(ProducerStateV1, producer, status=producer.state.value), place=producer.place.path)


def _profile(unit: Unit, producer: Producer, *, closed: bool = False) -> None:
    kind, place, women_led = _counted_as(producer)
    fact = ProfileChangedV1(
        producer_id=producer.id,
        kind=kind,
        place=PlaceRef.model_validate(place.model_dump()),
        women_led=women_led,
        closed=closed,
        changed_on=unit.today,
    )
    unit.announce(fact, place=place.path)


def _counted_as(producer: Producer) -> tuple[str, Where, bool | None]:
    """What a producer is counted as: its kind, where, and whether a woman heads it; None where nobody said."""
    sex = producer.representative.sex
    return producer.kind, producer.place, None if sex is None else sex == FEMALE
