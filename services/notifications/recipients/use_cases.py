"""What is done with recipients; an address that becomes known lets the messages go that waited for it."""

from __future__ import annotations

from collections.abc import Sequence

from kit.identity import Principal
from kit.storage import Unit
from services.notifications.messages import use_cases as messages
from services.notifications.people import SYSTEM, Actor
from services.notifications.recipients import rules, store
from services.notifications.recipients.recipient import Kind, Office, Producer
from services.notifications.recipients.rules import Given


async def know_producer(unit: Unit, told: Producer) -> Producer:
    """
    This will keep what the registry says of a producer, unless something newer is kept already.

    An address that no mail can be sent to is as good as none: the messages wait, and are on the list of who was not reached.
    """
    email = rules.normal(told.email or "")
    told = told.model_copy(update={"email": email if rules.is_address(email) else None})
    known = await store.producers.find(unit, told.id)
    if known is None:
        kept = await store.producers.add(unit, told)
    elif known.heard >= told.heard:
        return known
    else:
        mine = {"version": known.version, "opted_out": known.opted_out}
        kept = await store.producers.keep(unit, told.model_copy(update=mine))
    await messages.address_waiting(unit, Kind.PRODUCER, kept.id)
    return kept


async def forget_producer(unit: Unit, producer_id: str, *, heard: int) -> None:
    """This will drop the personal data of a producer that left the programme."""
    known = await store.producers.find(unit, producer_id)
    if known is not None and known.heard <= heard:
        blank = Producer(id=known.id, version=known.version, name=known.name, place=known.place, heard=heard, left=True)
        await store.producers.keep(unit, blank)


async def set_contacts(
    unit: Unit, office: str, *, contacts: Sequence[Given], by: Principal, expected: int | None = None
) -> Office:
    """This will replace an office's contacts."""
    found = await store.office_seen_by(unit, office, by, expected)
    return await _hold(unit, found, contacts, by=Actor.of(by))


async def give_first_contacts(unit: Unit, office: str, *, contacts: Sequence[Given]) -> Office:
    """This will give an office its first contacts; one that has some keeps them."""
    found = await store.offices.find(unit, office) or Office(id=office)
    return found if found.contacts else await _hold(unit, found, contacts, by=SYSTEM)


async def set_wishes(
    unit: Unit, producer_id: str, *, opted_out: bool, by: Principal, expected: int | None = None
) -> Producer:
    """This will note whether a producer wants more than the legal notices."""
    found = await store.producer_seen_by(unit, producer_id, by, expected)
    return await store.producers.keep(unit, found.model_copy(update={"opted_out": opted_out}))


async def _hold(unit: Unit, office: Office, given: Sequence[Given], *, by: Actor) -> Office:
    contacts = rules.contacts(given, office.contacts, unit.new_id)
    changed = office.model_copy(update={"contacts": contacts, "changed_at": unit.now, "changed_by": by})
    kept = await (store.offices.keep(unit, changed) if office.version else store.offices.add(unit, changed))
    await messages.address_waiting(unit, Kind.OFFICE, kept.id)
    return kept
