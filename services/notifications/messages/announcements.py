"""Facts about messages, told in the words of the treaty; never an address or a word of what was said."""

from __future__ import annotations

from ocop_events.notifications.message import MessageDeliveredV1, MessageFailedV1

from kit.storage import Unit
from services.notifications.messages.message import Message


def tell_delivered(unit: Unit, message: Message) -> None:
    fact = MessageDeliveredV1(
        message_id=message.id,
        template=message.template,
        channel=message.channel.value,
        about=message.occasion.about,
        recipient=message.recipient.id,
        delivered_at=unit.now,
        attempts=message.attempts,
    )
    unit.announce(fact, place=message.place)


def tell_failed(unit: Unit, message: Message, *, reason: str) -> None:
    """Somebody has to look. `reason` is one of the states, or the answer's code: never the server's own words."""
    fact = MessageFailedV1(
        message_id=message.id,
        template=message.template,
        channel=message.channel.value,
        about=message.occasion.about,
        recipient=message.recipient.id,
        reason=reason,
        failed_at=unit.now,
        attempts=message.attempts,
    )
    unit.announce(fact, place=message.place)
