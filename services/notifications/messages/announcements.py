"""Events about messages; never an address or a word of what was said."""

from __future__ import annotations

from typing import Any

from ocop_events.notifications.message import MessageDeliveredV1, MessageFailedV1

from kit.work import Unit
from services.notifications.messages.message import Message


def delivered(unit: Unit, message: Message) -> None:
    unit.announce(MessageDeliveredV1(**_facts(message), delivered_at=unit.now), place=message.place)


def failed(unit: Unit, message: Message) -> None:
    """Somebody has to look. The reason is the message's state: never the other server's own words."""
    event = MessageFailedV1(**_facts(message), reason=message.state.value, failed_at=unit.now)
    unit.announce(event, place=message.place)


def _facts(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.id,
        "template": message.template,
        "channel": message.channel.value,
        "about": message.occasion.about,
        "recipient": message.recipient.id,
        "attempts": message.attempts,
    }
