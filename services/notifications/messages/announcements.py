"""Events about messages; never an address or a word of what was said."""

from __future__ import annotations

from typing import Any

from ocop_events.notifications.message import MessageDeliveredV1, MessageFailedV1

from kit.mapped import mapped
from kit.work import Unit
from services.notifications.messages.message import Message


def delivered(unit: Unit, message: Message) -> None:
    """Somebody was reached."""
    unit.announce(mapped(MessageDeliveredV1, message, **_own(message), delivered_at=unit.now), place=message.place)


def failed(unit: Unit, message: Message) -> None:
    """Somebody has to look. The reason is the message's state: never the other server's own words."""
    event = mapped(MessageFailedV1, message, **_own(message), reason=message.state.value, failed_at=unit.now)
    unit.announce(event, place=message.place)


def _own(message: Message) -> dict[str, Any]:
    """What the contract calls otherwise."""
    return {
        "message_id": message.id,
        "channel": message.channel.value,
        "about": message.occasion.about,
        "recipient": message.recipient.id,
    }
