"""Messages: what was told to whom, and what could not be."""

from __future__ import annotations

from datetime import datetime

from ocop_events.envelope import EventData

TOPIC = "ocop.notifications.message"


class MessageDeliveredV1(
    EventData,
    type="vn.ocop.notifications.message.delivered.v1",
    topic=TOPIC,
    key="message_id",
    key_facts=("recipient",),
):
    """The receiving server accepted a message."""

    message_id: str
    template: str
    channel: str
    about: str | None = None
    recipient: str
    delivered_at: datetime
    attempts: int = 1


class MessageFailedV1(
    EventData, type="vn.ocop.notifications.message.failed.v1", topic=TOPIC, key="message_id", key_facts=("recipient",)
):
    """A message could not be delivered; somebody has to look."""

    message_id: str
    template: str
    channel: str
    about: str | None = None
    recipient: str
    reason: str
    failed_at: datetime
    attempts: int


class SubscriptionSuspendedV1(
    EventData, type="vn.ocop.notifications.subscription.suspended.v1", topic=TOPIC, key="subscription_id", planned=True
):
    """A webhook subscriber failed for too long and gets nothing more until its owner resumes it."""

    subscription_id: str
    owner: str
    reason: str
    suspended_at: datetime
