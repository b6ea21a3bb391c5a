"""Rulings: what an office decided, with everything needed to compute it again."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import (
    ExplanationStep,
    Layer,
    MemberSheet,
    PlacePath,
    Points,
    ProducerRef,
    ProductRef,
    RegulationRef,
)

TOPIC = "ocop.evaluation.ruling"


class RulingFacts(EventData):
    """What every event of a ruling carries. One case has one subject: its ruling's id."""

    ruling_id: str
    case_id: str
    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    office: PlacePath
    tier: str


class RulingIssuedV1(RulingFacts, type="vn.ocop.evaluation.ruling.issued.v1", topic=TOPIC, key="ruling_id"):
    """An office ruled: recognised, forwarded, not-recognised or returned."""

    outcome: str
    star: int
    total: Points
    rulebook_id: str
    rulebook_hash: str
    regulation: dict[str, str] = {}
    own_regulation: RegulationRef | None = None
    council_size: int = 0
    chair_id: str | None = None
    recused: list[str] = []
    sheets: list[MemberSheet] = []
    explanation: list[ExplanationStep] = []
    layers: list[Layer] = []
    authority: str | None = None
    decision_number: str | None = None
    decided_on: date
    validity_months: int | None = None


class RulingAppealedV1(RulingFacts, type="vn.ocop.evaluation.ruling.appealed.v1", topic=TOPIC, key="ruling_id"):
    """The producer contests a ruling."""

    grounds: str
    appealed_on: date


class RulingCorrectedV1(RulingFacts, type="vn.ocop.evaluation.ruling.corrected.v1", topic=TOPIC, key="ruling_id"):
    """A clerical error in a ruling was put right; a different star is a new ruling, not a correction."""

    what: str
    decision_number: str
    corrected_on: date
