"""Recipients in the database, and who may see which."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from kit.identity import Principal, within_any
from kit.refusal import NotFound, Stale
from kit.storage import Collection, Index, Orders, Page, Turn, all_of, words_in
from kit.work import Unit
from programme.roles import ADMINISTRATOR, OFFICERS, PRODUCER, keeps_contacts
from services.notifications.recipients import refusals, rules
from services.notifications.recipients.recipient import Addressee, Kind, Office, Person, Producer, Recipient
from services.notifications.recipients.substitute import Substitute

offices: Collection[Office] = Collection(Office, "offices")
producers: Collection[Producer] = Collection(Producer, "producers", indexes=[Index("merged_into")])
people: Collection[Person] = Collection(Person, "people")
substitutes: Collection[Substitute] = Collection(Substitute, "substitutes", indexes=[Index("person_id", "last")])

MOST_AWAY = 50

ORDERS = Orders("code", code="_id")
MERGES = 20
"""So many mergings one after the other are followed."""


async def offices_of(
    unit: Unit,
    by: Principal,
    *,
    text: str = "",
    turn: Turn | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Office]:
    """The offices with contacts that a person may see, by path; `text`: in its code or its contacts' names."""
    seen: dict[str, Any] = {"_id": within_any(by.offices(*OFFICERS, ADMINISTRATOR))}
    wanted = all_of(seen, {"contacts": {"$ne": []}}, words_in(text, "_id", "contacts.name"))
    return await offices.turned(unit, wanted, turn or ORDERS.turn(after=after, limit=limit))


async def office_seen_by(unit: Unit, path: str, by: Principal, expected: int | None = None) -> Office:
    """
    Loads an office for who keeps its contacts; one that was never written is there all the same, empty at version 0.

    Raises NotFound, OfficeUnknown or Stale.
    """
    if not keeps_contacts(by, path):
        raise NotFound()
    if not rules.is_office(path):
        raise refusals.OfficeUnknown(office=path)
    found = await offices.find(unit, path) or Office(id=path)
    first = expected == 0 and not found.contacts
    if expected is not None and found.version != expected and not first:
        raise Stale()
    return found


async def producer_seen_by(unit: Unit, producer_id: str, by: Principal, expected: int | None = None) -> Producer:
    """Loads a producer for its own person; raises NotFound to everybody else."""
    if not by.holds(PRODUCER, producer_id):
        raise NotFound()
    return await producers.get(unit, producer_id, expected)


async def addressees(unit: Unit, recipient: Recipient, *, but: Container[str] = ()) -> list[Addressee]:
    """
    The people behind a recipient now; none while nobody has said where to reach it. An office's contact who is one of
    `but`, by the id they sign in with, is left out.

    Inside a transaction, finding none leaves a mark on the recipient: whoever brings the address at the same moment
    then conflicts with it, so that a message that waits and the address it waits for cannot pass each other by.
    """
    if recipient.kind is Kind.PRODUCER:
        producer = await producer_reached(unit, recipient.id) or Producer(id=recipient.id, place=recipient.place)
        found = producer.addressees()
        if not found and unit.session is not None:
            await _mark(unit, producers, producer.id, producer)
        return found
    if recipient.kind is Kind.ASKER:
        return [Addressee(name=recipient.name, email=recipient.email)] if recipient.email else []
    if recipient.kind is Kind.PERSON:
        return await _of_person(unit, recipient)
    office = await offices.find(unit, recipient.id)
    found = office.addressees(but=but) if office else []
    if recipient.head:
        found = [one for one in found if one.leads] or found
    if not found and unit.session is not None:
        await _mark(unit, offices, recipient.id, Office(id=recipient.id))
    return found


async def standing_in(unit: Unit, recipient: Recipient) -> list[Recipient]:
    """
    Who acts today for a person, or for those who read an office's mail and are away; nobody twice, nor who reads it anyway.
    """
    if recipient.kind is Kind.PERSON:
        away, readers = [recipient.id], {recipient.id}
    elif recipient.kind is Kind.OFFICE:
        office = await offices.find(unit, recipient.id)
        away = [one.person_id for one in office.contacts if one.person_id] if office else []
        readers = set(away)
    else:
        return []
    wanted = {"person_id": {"$in": away[:MOST_AWAY]}, "last": {"$gte": unit.today.isoformat()}}
    found = await substitutes.select(unit, wanted, sort=[("last", 1)], limit=MOST_AWAY) if away else []
    acting = [one.acts_id for one in found if one.office == recipient.place and one.holds(unit.today)]
    return [
        Recipient(kind=Kind.PERSON, id=id, place=recipient.place, name=id)
        for id in dict.fromkeys(acting)
        if id not in readers
    ]


async def producer_reached(unit: Unit, id: str) -> Producer | None:
    """
    The producer by which one is reached: itself, or the record it was merged into, of which nothing but its id may be
    known. None: nothing is known.
    """
    found = await producers.find(unit, id)
    for _ in range(MERGES):
        if found is None or found.merged_into is None:
            return found
        into = found.merged_into
        found = await producers.find(unit, into) or Producer(id=into, place=found.place)
    return found


async def reached_by(unit: Unit, id: str) -> list[str]:
    """The ids of the producers that were merged into one, or into one of those."""
    known, new = [id], [id]
    for _ in range(MERGES):
        found = await producers.select(unit, {"merged_into": {"$in": new}})
        new = [one.id for one in found if one.id not in known]
        known += new
        if not new:
            break
    return known[1:]


async def _of_person(unit: Unit, recipient: Recipient) -> list[Addressee]:
    """A person as they said themselves, or else as the office before which they sit named them among its contacts."""
    person = await people.find(unit, recipient.id)
    if person and (own := person.addressees()):
        return own
    office = await offices.find(unit, recipient.place)
    named = next((one for one in office.addressees() if one.person_id == recipient.id), None) if office else None
    if named is not None:
        return [named.model_copy(update={"contact": None})]
    if unit.session is not None:
        await _mark(unit, people, recipient.id, Person(id=recipient.id))
    return []


async def _mark(unit: Unit, collection: Collection[Any], id: str, blank: Office | Person | Producer) -> None:
    # No new version: a person who has the page of contacts open must not be refused because a message came by.
    marked = await collection.raw(unit).update_one(
        {"_id": id}, {"$set": {"awaited_at": unit.now}}, session=unit.session
    )
    if not marked.matched_count:
        await collection.add(unit, blank)
