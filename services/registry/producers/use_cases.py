"""What is done with producers: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal
from kit.work import Unit
from programme.places import where
from programme.roles import REGISTRARS
from services.registry.producers import announcements, rules, store
from services.registry.producers.commands import ProducerCommand
from services.registry.producers.producer import Producer
from services.registry.producers.refusals import AlreadyRegistered


class ProducerLeaving(Fact):
    """A producer is about to be closed: who still works on something of it refuses."""

    producer: Producer


async def register_producer(unit: Unit, command: ProducerCommand, *, by: Principal) -> Producer:
    """Enters a producer: its own person (under the id it signs in for), or an officer of its commune."""
    id, place = rules.own_id(by) or unit.new_id(), where(command.place, unit.today)
    # Who may not enter one is not told whether there is one.
    rules.require_keeper(by, id, place)
    if await store.producers.find(unit, id):
        raise AlreadyRegistered()
    await _must_be_alone(unit, command.tax_code)
    kept = await store.producers.add(unit, rules.registered(id, command, place=place, on=unit.today))
    announcements.registered(unit, kept)
    return kept


async def update_producer(
    unit: Unit, producer_id: str, command: ProducerCommand, *, by: Principal, expected: int
) -> Producer:
    """Corrects a producer's particulars; raises NotFound, Stale, Forbidden, StepRefused, AlreadyRegistered, Several."""
    producer = await producer_to_change(unit, producer_id, by, expected)
    if command.tax_code != producer.tax_code:
        await _must_be_alone(unit, command.tax_code)
    place = producer.place
    if command.place != place.path:
        place = where(command.place, unit.today)
        rules.require_keeper(by, producer_id, place)  # into another office's territory it is not a registrar's to move
    changed = rules.updated(producer, command, place=place, at=unit.now, on=unit.today, by=by)
    kept = await store.producers.keep(unit, changed)
    announcements.updated(unit, kept)
    return kept


async def close_producer(unit: Unit, producer_id: str, command: Reason, *, by: Principal, expected: int) -> Producer:
    """Closes a producer that ended its business; raises NotFound, Stale, Forbidden, StepRefused, DossierIsOpen."""
    producer = await producer_to_change(unit, producer_id, by, expected)
    closed = rules.closed(producer, command, at=unit.now, by=by)
    await unit.happens(ProducerLeaving(producer=producer))
    kept = await store.producers.keep(unit, closed)
    announcements.closed(unit, kept, command.reason)
    return kept


async def may_enter(unit: Unit, by: Principal) -> bool:
    """Whether a person has a producer to enter: a registrar always, a producer's own person until it is entered."""
    own = rules.own_id(by)
    return by.has(*REGISTRARS) or (own is not None and await store.producers.find(unit, own) is None)


async def producer_to_change(unit: Unit, producer_id: str, by: Principal, expected: int | None = None) -> Producer:
    """
    Loads a producer for who may write of it; raises NotFound to those who may not see it, Forbidden to those who only
    see it. The pages ask it before they show a form.
    """
    producer = await store.seen_by(unit, producer_id, by, expected)
    rules.require_keeper(by, producer_id, producer.place)
    return producer


async def _must_be_alone(unit: Unit, tax_code: str | None) -> None:
    if tax_code and await store.producers.first(unit, {"tax_code": tax_code}):
        raise AlreadyRegistered(pointer="/tax_code")
