"""What must hold of contacts and addresses. Pure: ids and times come in as arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from kit.history import Actor
from kit.identity import Principal
from kit.refusal import Refusal, Several
from kit.text import is_address
from law.places import CENTRE, gazetteer
from services.notifications.recipients import refusals
from services.notifications.recipients.commands import ContactCommand, ContactsCommand, WishesCommand
from services.notifications.recipients.recipient import Contact, Office, Person, Producer

MOST_CONTACTS = 20


def is_office(path: str) -> bool:
    """Whether there is, or ever was, an administrative unit whose office this can be."""
    return path == CENTRE or any(unit.path == path for unit in gazetteer().units)


def normal(email: str) -> str:
    """An address as it is compared: the domain means the same in any case, and so do people's names in practice."""
    return email.strip().lower()


def held(office: Office, command: ContactsCommand, new_id: Callable[[], str], *, at: datetime, by: Actor) -> Office:
    """
    The office with other contacts: who had an address keeps their id, so that nothing is sent to them twice.

    Raises TooManyContacts, NameMissing, AddressUnusable, AddressTwice: all at once, each pointing at its row.
    """
    contacts = _contacts(command.contacts, {one.email: one.id for one in office.contacts}, new_id)
    return office.model_copy(update={"contacts": contacts, "changed_at": at, "changed_by": by})


def wishing(producer: Producer, command: WishesCommand) -> Producer:
    """The producer with other wishes."""
    return producer.model_copy(update=dict(command))


def known(before: Producer | None, now: Producer) -> Producer:
    """
    A producer as the registry describes it, with the wishes it has here; what is older than what is kept changes
    nothing. An address that no mail can be sent to is as good as none.
    """
    email = normal(now.email or "")
    now = now.model_copy(update={"email": email if is_address(email) else None})
    if before is None:
        return now
    if before.heard >= now.heard:
        return before
    own = {"version": before.version, "opted_out": before.opted_out, "merged_into": before.merged_into}
    return now.model_copy(update=own)


def merged(before: Producer, into: str) -> Producer:
    """A producer that is reached by the record it was merged into; none is reached by itself."""
    return before if into == before.id else before.model_copy(update={"merged_into": into})


def as_known(known: Person | None, by: Principal) -> Person | None:
    """A person as their own token says, where that is not what is known; None where nothing changes."""
    before = known or Person(id=by.id)
    email = normal(by.email)
    reached = email if is_address(email) else before.email  # a token without an address says nothing of it
    told = before.model_copy(update={"name": by.name, "email": reached, "language": by.language})
    return None if told == known else told


def forgotten(producer: Producer, heard: int) -> Producer:
    """A producer that left the programme, without its personal data; by which record it is reached stays."""
    kept = producer.model_dump(include={"id", "version", "name", "place", "merged_into"})
    return Producer(**kept, heard=heard, left=True)


def _contacts(given: Sequence[ContactCommand], ids: dict[str, str], new_id: Callable[[], str]) -> tuple[Contact, ...]:
    if len(given) > MOST_CONTACTS:
        raise refusals.TooManyContacts(pointer="/contacts", most=MOST_CONTACTS, given=len(given))
    wrong: list[Refusal] = []
    made: dict[str, Contact] = {}
    for row, one in enumerate(given):
        email = normal(one.email)
        if not email and not one.name:
            continue  # a row left blank is nobody
        if not one.name:
            wrong.append(refusals.NameMissing(pointer=f"/contacts/{row}/name", row=row + 1))
        if not is_address(email):
            wrong.append(refusals.AddressUnusable(pointer=f"/contacts/{row}/email", given=one.email))
        elif email in made:
            wrong.append(refusals.AddressTwice(pointer=f"/contacts/{row}/email", given=email))
        else:
            named = {"name": " ".join(one.name.split()), "email": email, "person_id": one.person_id or None}
            made[email] = Contact(**{**dict(one), **named, "id": ids.get(email) or new_id()})
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)
    return tuple(made.values())
