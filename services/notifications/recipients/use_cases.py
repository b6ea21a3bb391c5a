"""What is done with recipients: load, decide, keep; that somebody can be reached is raised as an in-process fact."""

from __future__ import annotations

from kit.facts import Fact
from kit.history import SYSTEM, Actor
from kit.identity import Principal
from kit.work import Unit, Work
from programme.roles import COUNCIL
from services.notifications.recipients import rules, store
from services.notifications.recipients.commands import ContactsCommand, WishesCommand
from services.notifications.recipients.recipient import Kind, Office, Producer
from services.notifications.recipients.substitute import Substitute


class AddressKnown(Fact):
    """Where a recipient is reached was written down: what waited for it may go."""

    kind: Kind
    recipient_id: str


async def know_producer(unit: Unit, described: Producer) -> Producer:
    """Keeps what the registry says of a producer, unless something newer is kept already."""
    before = await store.producers.find(unit, described.id)
    producer = rules.known(before, described)
    if producer is before:
        return producer
    kept = await (store.producers.keep(unit, producer) if before else store.producers.add(unit, producer))
    await _let_go(unit, kept.id)
    return kept


async def reach_by_another(unit: Unit, producer_id: str, into: str, *, place: str) -> None:
    """Has a merged producer be reached by the record that is kept; what waits for it goes there."""
    known = await store.producers.find(unit, producer_id)
    led = rules.merged(known or Producer(id=producer_id, place=place), into)
    if led == known:
        return
    await (store.producers.keep(unit, led) if known else store.producers.add(unit, led))
    await _let_go(unit, producer_id)


async def take_note_of(work: Work, by: Principal) -> None:
    """
    Remembers where somebody who works for councils is reached, as their own token says; where that is known already,
    nothing is written.
    """
    if by.kind == "person" and by.has(*COUNCIL):
        as_said = rules.as_known(await store.people.find(work.reading(), by.id), by)
        if as_said is not None:
            await work.run(know_person, by)


async def know_person(unit: Unit, by: Principal) -> None:
    """The same, within one transaction; what waited for the address may go."""
    as_said = rules.as_known(await store.people.find(unit, by.id), by)
    if as_said is None:
        return
    await (store.people.keep(unit, as_said) if as_said.version else store.people.add(unit, as_said))
    await unit.happens(AddressKnown(kind=Kind.PERSON, recipient_id=by.id))


async def forget_producer(unit: Unit, producer_id: str, *, heard: int) -> None:
    """Drops the personal data of a producer that left the programme."""
    known = await store.producers.find(unit, producer_id)
    if known is not None and known.heard <= heard:
        await store.producers.keep(unit, rules.forgotten(known, heard))


async def know_substitute(unit: Unit, said: Substitute) -> None:
    """Keeps who acts for whom; an older word on it is nothing. Harmless to repeat."""
    known = await store.substitutes.find(unit, said.id)
    if known is None or said.version > known.version:
        await store.substitutes.put_all(unit, [said])


async def set_contacts(unit: Unit, office: str, command: ContactsCommand, *, by: Principal, expected: int) -> Office:
    """Replaces an office's contacts; raises NotFound, OfficeUnknown, Stale, and what is wrong with the contacts."""
    found = await store.office_seen_by(unit, office, by, expected)
    return await _hold(unit, found, command, by=Actor.of(by))


async def give_first_contacts(unit: Unit, office: str, command: ContactsCommand) -> Office:
    """Gives an office its first contacts; one that has some keeps them."""
    found = await store.offices.find(unit, office) or Office(id=office)
    return found if found.contacts else await _hold(unit, found, command, by=SYSTEM)


async def set_wishes(unit: Unit, producer_id: str, command: WishesCommand, *, by: Principal, expected: int) -> Producer:
    """Keeps whether a producer wants more than the legal notices; raises NotFound, Stale."""
    found = await store.producer_seen_by(unit, producer_id, by, expected)
    return await store.producers.keep(unit, rules.wishing(found, command))


async def _let_go(unit: Unit, producer_id: str) -> None:
    for id in (producer_id, *await store.reached_by(unit, producer_id)):
        await unit.happens(AddressKnown(kind=Kind.PRODUCER, recipient_id=id))


async def _hold(unit: Unit, office: Office, command: ContactsCommand, *, by: Actor) -> Office:
    changed = rules.held(office, command, unit.new_id, at=unit.now, by=by)
    kept = await (store.offices.keep(unit, changed) if office.version else store.offices.add(unit, changed))
    await unit.happens(AddressKnown(kind=Kind.OFFICE, recipient_id=kept.id))
    return kept
