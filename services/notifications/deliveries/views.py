"""What is shown of messages that reached nobody: with the telephone to try where mail does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.telephone import shown
from kit.work import Unit
from law.identifiers import telephone_region
from services.notifications.messages import views
from services.notifications.messages.message import Message
from services.notifications.recipients import store as recipients
from services.notifications.recipients.recipient import Kind


class UnreachedLine(views.MessageLine):
    """A message that reached nobody. `telephone`: of its producer, where there is one."""

    telephone: str | None


async def telephones(unit: Unit, messages: Sequence[Message]) -> Mapping[str, str]:
    """Id of a message → the telephone of the producer it is for, or of the one that was merged into."""
    ids = {one.recipient.id for one in messages if one.recipient.kind is Kind.PRODUCER}
    found = await recipients.producers.among(unit, ids)
    led = {id: await recipients.producer_reached(unit, id) for id, one in found.items() if one.merged_into}
    known = {id: shown(one.phone, telephone_region()) for id, one in {**found, **led}.items() if one and one.phone}
    return {
        one.id: known[one.recipient.id]
        for one in messages
        if one.recipient.kind is Kind.PRODUCER and one.recipient.id in known
    }


def line(message: Message, telephone: str | None) -> UnreachedLine:
    """A message as a line of the list of who was not reached."""
    return UnreachedLine(**dict(views.line(message)), telephone=telephone)
