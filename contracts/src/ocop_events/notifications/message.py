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
    vi="Máy chủ nhận đã tiếp nhận thông báo.",
    example={
        "message_id": "0198a1b0-0000-7000-8000-000000000ff1",
        "template": "dossier-returned",
        "channel": "email",
        "about": "0198a1b0-0000-7000-8000-0000000000d1",
        "recipient": "0198a1b0-0000-7000-8000-0000000000a1",
        "delivered_at": "2026-08-06T02:00:04Z",
    },
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
    EventData,
    type="vn.ocop.notifications.message.failed.v1",
    topic=TOPIC,
    key="message_id",
    key_facts=("recipient",),
    vi="Không gửi được thông báo; cần người xem xét.",
    example={
        "message_id": "0198a1b0-0000-7000-8000-000000000ff1",
        "template": "dossier-returned",
        "channel": "email",
        "about": "0198a1b0-0000-7000-8000-0000000000d1",
        "recipient": "0198a1b0-0000-7000-8000-0000000000a1",
        "reason": "Hộp thư không tồn tại",
        "failed_at": "2026-08-07T02:00:04Z",
        "attempts": 8,
    },
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
    EventData,
    type="vn.ocop.notifications.subscription.suspended.v1",
    topic=TOPIC,
    key="subscription_id",
    planned=True,
    vi="Một đăng ký webhook lỗi quá lâu và tạm dừng cho đến khi chủ của nó mở lại.",
    example={
        "subscription_id": "0198a1b0-0000-7000-8000-00000000ad01",
        "owner": "trading-floor",
        "reason": "HTTP 500",
        "suspended_at": "2026-08-09T02:00:04Z",
    },
):
    """A webhook subscriber failed for too long and gets nothing more until its owner resumes it."""

    subscription_id: str
    owner: str
    reason: str
    suspended_at: datetime
