"""Decisions taken elsewhere (the ministry, another installation), entered from their paper by two persons."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath, Points, ProducerRef, ProductRef, SignedPaper

TOPIC = "ocop.evaluation.outside-decision"


class OutsideDecisionFacts(EventData, key_facts=("decided_by", "outcome", "star", "total", "decision", "paper")):
    """What every event of an outside decision carries."""

    outside_decision_id: str
    case_id: str
    dossier_id: str
    office: PlacePath
    product: ProductRef
    producer: ProducerRef
    decided_by: str
    outcome: str
    star: int | None = None
    total: Points | None = None
    decision: OfficialPaper | None = None
    paper: SignedPaper


class OutsideDecisionEnteredV1(
    OutsideDecisionFacts,
    type="vn.ocop.evaluation.outside-decision.entered.v1",
    topic=TOPIC,
    key="outside_decision_id",
    planned=True,
):
    """One person entered an outside decision from its paper; it waits for another to compare."""

    entered_by: str
    entered_on: date


class OutsideDecisionConfirmedV1(
    OutsideDecisionFacts,
    type="vn.ocop.evaluation.outside-decision.confirmed.v1",
    topic=TOPIC,
    key="outside_decision_id",
    key_facts=("entered_by", "confirmed_by"),
    planned=True,
):
    """Another person compared it with the paper: the ruling that rests on it follows."""

    entered_by: str
    confirmed_by: str
    confirmed_on: date


class OutsideDecisionRejectedV1(
    OutsideDecisionFacts,
    type="vn.ocop.evaluation.outside-decision.rejected.v1",
    topic=TOPIC,
    key="outside_decision_id",
    planned=True,
):
    """The other person found it not to be what the paper says; nothing follows from it."""

    reason: str
    rejected_on: date
