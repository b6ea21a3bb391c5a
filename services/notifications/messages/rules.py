"""How a message begins: addressed, waiting for an address, or withheld as its reader wished; who may act on it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from kit.history import SYSTEM
from kit.identity import Principal
from programme.roles import OFFICERS
from services.notifications.messages.lifecycle import Verb
from services.notifications.messages.message import AT_ONCE, Message, Occasion
from services.notifications.recipients.recipient import Addressee, Recipient
from services.notifications.templates.letter import Letter
from services.notifications.templates.template import Template

SECOND_CHANCE = timedelta(days=7)
"""How long a message that a person sends again is tried at least."""

Write = Callable[[Addressee], Letter]
"""Fills the template in for a reader."""


def drafted(
    id: str, occasion: Occasion, recipient: Recipient, template: Template, values: Mapping[str, Any], *, at: datetime
) -> Message:
    """A message that nobody is named on yet."""
    return Message(
        id=id,
        occasion=occasion,
        recipient=recipient,
        told_key=recipient.key,
        place=recipient.place,
        template=template.id,
        template_version=template.version,
        legal=template.legal,
        values=dict(values),
        created_at=at,
        useful_until=at + timedelta(days=template.useful_days),
    )


def waiting(message: Message, *, at: datetime) -> Message:
    """The message while nobody knows where to send it."""
    return message.stepped(Verb.AWAIT_ADDRESS, at=at, by=SYSTEM, due_at=None)


def addressed(message: Message, to: Addressee, write: Write, *, at: datetime) -> Message:
    """
    The message with its reader and its words. Who opted out gets legal notices only; the row says that it was withheld.
    """
    named = message.model_copy(
        update={"to": to, "told_key": told_key(message.recipient, to), "letter": write(to), "due_at": AT_ONCE}
    )
    if to.opted_out and not message.legal:
        return named.stepped(Verb.WITHHOLD, at=at, by=SYSTEM, due_at=None)
    if Verb.ADDRESS in message.may:
        return named.stepped(Verb.ADDRESS, at=at, by=SYSTEM)
    return named


def erased(message: Message) -> Message:
    """The message without the address it went to; what was said, of whom and when stays."""
    unknown = message.recipient.model_copy(update={"email": None})
    return message.model_copy(update={"recipient": unknown, "to": None})


def fanned_out(
    waiting: Message, to: Sequence[Addressee], write: Write, new_id: Callable[[], str], *, at: datetime
) -> tuple[Message, list[Message]]:
    """What waited, now addressed to the first reader, and a copy for each further one."""
    first, *others = to
    copies = [waiting.model_copy(update={"id": new_id(), "version": 0}) for _ in others]
    made = [addressed(copy, other, write, at=at) for copy, other in zip(copies, others, strict=True)]
    return addressed(waiting, first, write, at=at), made


def readdressed(message: Message, to: Addressee, write: Write) -> Message:
    """
    The message to who reads for its recipient now. Whose address and language are the same keeps the words as they were sent.
    """
    if message.to == to:
        return message
    return message.model_copy(
        update={"to": to, "told_key": told_key(message.recipient, to), "letter": write(to), "due_at": AT_ONCE}
    )


def useful_again(message: Message, *, at: datetime) -> Message:
    """The message as worth delivering for a while longer: a person wants it to go."""
    return message.model_copy(update={"useful_until": max(message.useful_until, at + SECOND_CHANCE)})


def told_key(recipient: Recipient, to: Addressee | None) -> str:
    """Who exactly a message is for."""
    return f"{recipient.key}#{to.contact}" if to and to.contact else recipient.key


def may_act_on(message: Message, by: Principal) -> bool:
    """Whether a person may send a message again or close it: an officer whose territory its recipient is in."""
    return by.covers(message.place, *OFFICERS)


def steps_for(message: Message, by: Principal) -> list[Verb]:
    """What a person may do with a message now."""
    by_hand = (Verb.RETRY, Verb.TELL_OTHERWISE)
    return [verb for verb in message.may if verb in by_hand] if may_act_on(message, by) else []
