"""Activities that offices held: training, publicity, guidance, support, promotion. No person is named."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath
from ocop_events.words import ActivityKind

TOPIC = "ocop.reporting.activity"


class ActivityFacts(
    EventData,
    key_facts=("office", "kind", "first", "last"),
    example={
        "activity_id": "0198a1b0-0000-7000-8000-000000000ac1",
        "office": "33/11977",
        "kind": "training",
        "name": "Tập huấn chu trình OCOP",
        "first": "2027-03-01",
        "last": "2027-03-02",
        "public": True,
    },
):
    """What every event of an activity carries."""

    activity_id: str
    office: PlacePath
    kind: ActivityKind
    name: str
    first: date
    last: date
    public: bool = False


class ActivityRecordedV1(
    ActivityFacts,
    type="vn.ocop.reporting.activity.recorded.v1",
    topic=TOPIC,
    key="activity_id",
    key_facts=("figures",),
    vi="Một hoạt động được ghi nhận hoặc ghi lại sau khi sửa.",
    example={"figures": {"participants": "45", "women": "28"}, "recorded_on": "2027-03-03"},
):
    """An activity was recorded, or recorded anew after a correction (`edition` counts from 1); the whole of it."""

    edition: Annotated[int, Field(ge=1)] = 1
    figures: Annotated[
        dict[str, str], Field(description="By the fields of its kind as installed; numbers as text, amounts in đồng.")
    ] = {}
    product_ids: list[str] = []
    design_ids: list[str] = []
    agency_report_id: str | None = None
    papers: list[str] = []
    recorded_on: date


class ActivityStruckV1(
    ActivityFacts,
    type="vn.ocop.reporting.activity.struck.v1",
    topic=TOPIC,
    key="activity_id",
    vi="Bản ghi một hoạt động bị hủy, không tính nữa.",
    example={"reason": "Ghi trùng", "struck_on": "2027-03-05"},
):
    """A record of an activity was struck out: it counts no more."""

    reason: str
    struck_on: date
