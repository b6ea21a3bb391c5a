"""What makes a contact usable."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kit.refusal import Refusal, Several
from services.notifications.recipients import refusals
from services.notifications.recipients.recipient import Contact, Language

MOST_CONTACTS = 20
LONGEST_ID = 200
# RFC 5321 without quoted local parts and address literals: what offices really have. Accents would need SMTPUTF8,
# which not every server on the way speaks.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


class Given(NamedTuple):
    """A contact as somebody wrote it."""

    name: str
    email: str
    language: Language = "vi"
    opted_out: bool = False
    person_id: str | None = None


def is_address(text: str) -> bool:
    """Whether mail can be sent there, as far as the writing shows."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def contacts(given: Sequence[Given], known: Sequence[Contact], new_id: Callable[[], str]) -> tuple[Contact, ...]:
    """
    The contacts as they will be kept: who had an address keeps their id, so that nothing is told to them twice.

    Raises what is wrong, all of it at once, each pointing at its row.
    """
    if len(given) > MOST_CONTACTS:
        raise refusals.TooManyContacts(pointer="/contacts", most=MOST_CONTACTS, given=len(given))
    ids = {one.email: one.id for one in known}
    wrong: list[Refusal] = []
    made: dict[str, Contact] = {}
    for row, one in enumerate(given):
        email = normal(one.email)
        if not email and not one.name.strip():
            continue  # a row left blank is nobody
        if not one.name.strip():
            wrong.append(refusals.NameMissing(pointer=f"/contacts/{row}/name", row=row + 1))
        if not is_address(email):
            wrong.append(refusals.AddressUnusable(pointer=f"/contacts/{row}/email", given=one.email))
        elif email in made:
            wrong.append(refusals.AddressTwice(pointer=f"/contacts/{row}/email", given=email))
        else:
            made[email] = Contact(
                id=ids.get(email) or new_id(),
                name=" ".join(one.name.split()),
                email=email,
                language=one.language,
                opted_out=one.opted_out,
                person_id=(one.person_id or "").strip()[:LONGEST_ID] or None,
            )
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Several(wrong)
    return tuple(made.values())


def normal(email: str) -> str:
    """An address as it is compared: the domain means the same in any case, and so do people's names in practice."""
    return email.strip().lower()
