"""
A producer as statistics count it, without personal data.

`women_led` says something of one person where the producer is a household: it is told to who counts, and to nobody else.
"""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlaceRef

TOPIC = "ocop.registry.profile"


class ProfileChangedV1(
    EventData,
    type="vn.ocop.registry.profile.changed.v1",
    topic=TOPIC,
    key="producer_id",
    key_facts=("kind",),
    vi="Đặc điểm của chủ thể để thống kê thay đổi; không có dữ liệu cá nhân.",
    example={
        "producer_id": "0198a1b0-0000-7000-8000-0000000000a1",
        "kind": "cooperative",
        "women_led": True,
        "ethnic_minority_led": False,
        "changed_on": "2026-03-02",
    },
):
    """What a producer is counted as was set or changed; the whole of it as it is now."""

    producer_id: str
    kind: str
    place: PlaceRef
    women_led: bool | None = None
    ethnic_minority_led: bool | None = None
    closed: bool = False
    changed_on: date
