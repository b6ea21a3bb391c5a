"""Rounds of evaluation, and campaigns of re-evaluation."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import PlacePath

TOPIC = "ocop.evaluation.round"


class RoundOpenedV1(
    EventData,
    type="vn.ocop.evaluation.round.opened.v1",
    topic=TOPIC,
    key="round_id",
    key_facts=("office", "opens_on", "proposals_by", "ends_by"),
):
    """An office opened a round."""

    round_id: str
    office: PlacePath
    name: str
    opens_on: date
    proposals_by: date | None = None
    ends_by: date | None = None


class RoundClosedV1(
    EventData, type="vn.ocop.evaluation.round.closed.v1", topic=TOPIC, key="round_id", key_facts=("office", "closed_on")
):
    """An office closed a round."""

    round_id: str
    office: PlacePath
    closed_on: date


class CampaignOpenedV1(
    EventData,
    type="vn.ocop.evaluation.campaign.opened.v1",
    topic=TOPIC,
    key="round_id",
    key_facts=("office", "decision_number", "certificates"),
):
    """An office opened the re-evaluation of one recognition decision."""

    round_id: str
    office: PlacePath
    decision_number: str
    certificates: list[str]
    opened_on: date
