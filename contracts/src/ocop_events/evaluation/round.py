"""
Rounds of evaluation.

`campaign.opened.v1` of the first edition stands here; campaigns have a topic of their own since `campaign.opened.v2`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import Part, PlacePath

TOPIC = "ocop.evaluation.round"


class CarriedOver(Part):
    """A case that was not decided in its round."""

    case_id: str
    reason: str
    to_round_id: str | None = None


class RoundOpenedV1(
    EventData,
    type="vn.ocop.evaluation.round.opened.v1",
    topic=TOPIC,
    key="round_id",
    key_facts=("office", "opens_on", "proposals_by", "ends_by"),
    vi="Cơ quan mở một đợt đánh giá.",
    example={
        "round_id": "0198a1b0-0000-7000-8000-00000000ac01",
        "office": "33",
        "name": "Đợt 2 năm 2026",
        "opens_on": "2026-07-01",
        "proposals_by": "2026-08-31",
        "ends_by": "2026-10-31",
    },
):
    """An office opened a round."""

    round_id: str
    office: PlacePath
    name: str
    opens_on: date
    proposals_by: date | None = None
    ends_by: date | None = None
    year: int | None = None
    by_rule: Annotated[str | None, Field(description="The article that opened it; absent: by the office's plan.")] = (
        None
    )


class RoundClosedV1(
    EventData,
    type="vn.ocop.evaluation.round.closed.v1",
    topic=TOPIC,
    key="round_id",
    key_facts=("office", "closed_on"),
    vi="Cơ quan đóng một đợt đánh giá.",
    example={"round_id": "0198a1b0-0000-7000-8000-00000000ac01", "office": "33", "closed_on": "2026-10-30"},
):
    """An office closed a round."""

    round_id: str
    office: PlacePath
    name: str | None = None
    closed_on: date
    counts: Annotated[dict[str, int], Field(description="Cases by outcome.")] = {}
    carried_over: list[CarriedOver] = []


class CampaignOpenedV1(
    EventData,
    type="vn.ocop.evaluation.campaign.opened.v1",
    topic=TOPIC,
    key="round_id",
    key_facts=("office", "decision_number", "certificates"),
    planned=True,
    vi="Cơ quan mở đợt đánh giá lại các sản phẩm của một quyết định công nhận.",
    example={
        "round_id": "0198a1b0-0000-7000-8000-00000000ac02",
        "office": "33",
        "decision_number": "1234/QĐ-UBND",
        "certificates": ["0198a1b0-0000-7000-8000-0000000000c1"],
        "opened_on": "2029-03-11",
    },
):
    """An office opened the re-evaluation of one recognition decision."""

    round_id: str
    office: PlacePath
    decision_number: str
    certificates: list[str]
    opened_on: date


class RoundEndangeredV1(
    EventData,
    type="vn.ocop.evaluation.round.endangered.v1",
    topic=TOPIC,
    key="round_id",
    key_facts=("office", "ends_by"),
    vi="Với tiến độ hiện tại, đợt đánh giá sẽ không xong đúng hạn.",
    example={
        "round_id": "0198a1b0-0000-7000-8000-00000000ac01",
        "office": "33",
        "name": "Đợt 2 năm 2026",
        "ends_by": "2026-10-31",
        "open_cases": 14,
        "by_stage": {"scoring": 9, "advising": 5},
        "noticed_on": "2026-10-10",
    },
):
    """At its present pace a round will not be done by its last day: how many cases wait, by stage."""

    round_id: str
    office: PlacePath
    name: str | None = None
    ends_by: date
    open_cases: int
    by_stage: dict[str, int] = {}
    noticed_on: date
