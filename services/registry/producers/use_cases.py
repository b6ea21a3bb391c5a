"""What is done with producers: load, decide, keep, announce; each one transaction."""

from __future__ import annotations

from kit.command import Reason
from kit.facts import Fact
from kit.identity import Principal
from kit.work import Unit
from programme.places import where
from programme.roles import REGISTRARS
from services.registry.producers import announcements, rules, store
from services.registry.producers.commands import MergeCommand, NumberCommand, ProducerCommand
from services.registry.producers.producer import Producer
from services.registry.producers.refusals import AlreadyRegistered


class ProducerLeaving(Fact):
    """A producer is about to be closed: who still works on something of it refuses."""

    producer: Producer


class ProducerNamed(Fact):
    """A producer was entered, is called otherwise or lies elsewhere: who keeps what is alike looks again."""

    producer: Producer


class ProducerMerged(Fact):
    """A twin was merged into another record: what belonged to it belongs to that one."""

    producer: Producer
    into: Producer
    by: Principal
    reason: str


async def register_producer(unit: Unit, command: ProducerCommand, *, by: Principal, looked: bool = True) -> Producer:
    """
    Enters a producer: its own person (under the id it signs in for), or an officer of its commune. Not `looked`: who
    enters it is warned of likely twins first. Raises Forbidden, AlreadyRegistered, Several, LikelyTwin.
    """
    id, place = rules.own_id(by) or unit.new_id(), where(command.place, unit.today)
    # Who may not enter one is not told whether there is one.
    rules.require_keeper(by, id, place)
    if await store.producers.find(unit, id):
        raise AlreadyRegistered()
    entered = rules.registered(id, command, place=place, on=unit.today, matched=unit.matched_by)
    await _must_be_alone(unit, entered)
    if not looked:
        rules.warn_of(await store.like(unit, entered.name, by))
    kept = await store.producers.add(unit, entered)
    announcements.registered(unit, kept)
    await unit.happens(ProducerNamed(producer=kept))
    return kept


async def update_producer(
    unit: Unit, producer_id: str, command: ProducerCommand, *, by: Principal, expected: int
) -> Producer:
    """Corrects a producer's particulars; raises NotFound, Stale, Forbidden, StepRefused, AlreadyRegistered, Several."""
    producer = await producer_to_change(unit, producer_id, by, expected)
    place = producer.place
    if command.place != place.path:
        place = where(command.place, unit.today)
        rules.require_keeper(by, producer_id, place)  # into another office's territory it is not a registrar's to move
    changed = rules.updated(producer, command, place=place, at=unit.now, on=unit.today, by=by, matched=unit.matched_by)
    await _must_be_alone(unit, changed)
    kept = await store.producers.keep(unit, changed)
    announcements.updated(unit, kept, producer)
    if (kept.likeness, kept.tax_code, kept.place.path) != (producer.likeness, producer.tax_code, producer.place.path):
        await unit.happens(ProducerNamed(producer=kept))
    return kept


async def merge_producer(
    unit: Unit, producer_id: str, command: MergeCommand, *, by: Principal, expected: int
) -> Producer:
    """
    Merges a twin into the record that is kept, which then has what belonged to it: a registrar of both places. Answers
    the kept one. Raises NotFound, Stale, Forbidden, StepRefused, MergeReasonMissing, MergedWithItself, and what other
    slices refuse with.
    """
    producer = await store.seen_by(unit, producer_id, by, expected)
    into = await store.seen_by(unit, command.into, by)
    for one in (producer, into):
        rules.require_registrar(by, one.place)
    gone, filled = rules.merged(producer, into, command.reason, at=unit.now, by=by)
    gone = await store.producers.keep(unit, gone)  # first: a number it had is free for the other
    kept = await store.producers.keep(unit, filled)
    await unit.happens(ProducerMerged(producer=gone, into=kept, by=by, reason=command.reason))
    announcements.merged(unit, gone, kept, command.reason)
    announcements.updated(unit, kept, into)
    return kept


async def close_producer(unit: Unit, producer_id: str, command: Reason, *, by: Principal, expected: int) -> Producer:
    """Closes a producer that ended its business; raises NotFound, Stale, Forbidden, StepRefused, DossierIsOpen."""
    producer = await producer_to_change(unit, producer_id, by, expected)
    closed = rules.closed(producer, command, at=unit.now, by=by)
    await unit.happens(ProducerLeaving(producer=producer))
    kept = await store.producers.keep(unit, closed)
    announcements.closed(unit, kept, command.reason)
    return kept


async def find_by_number(unit: Unit, command: NumberCommand, *, by: Principal) -> Producer | None:
    """The producer of a person's number, if the caller may see it; raises PersonsNumberMalformed."""
    return await store.of_person(unit, rules.persons_number(command.number, unit.today), by)


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


async def put_numbers_apart(unit: Unit, producer_id: str) -> None:
    """Moves a person's number among the personal data, or matches it by the key of today; once is enough."""
    if producer := await store.producers.find(unit, producer_id):
        apart = rules.with_number_apart(producer, unit.matched_by)
        if apart is not producer:
            await store.producers.keep(unit, apart)


async def _must_be_alone(unit: Unit, producer: Producer) -> None:
    known = await store.with_number(unit, producer.tax_code, producer.identity_key)
    if known is None or known.id == producer.id:
        return
    leads = await store.led_to(unit, known)
    if leads is None or leads.id != producer.id:
        raise AlreadyRegistered(pointer="/tax_code")
    await store.producers.keep(unit, rules.without_number(known))  # of a twin merged into it: its own by now
