"""Scoring: a council's secret sheets, opened together."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import EditionApplied, MemberSheet, PlacePath, Points

TOPIC = "ocop.evaluation.scoring"


class ScoringFacts(EventData, key_facts=("office", "round")):
    """What every event of a scoring carries."""

    case_id: str
    dossier_id: str
    office: PlacePath
    council_id: str
    round: int = 1


class ScoringOpenedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scoring.opened.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("members", "recused"),
):
    """The members may score, in the first round or a later one."""

    members: list[str]
    recused: list[str] = []
    rulebook_id: str
    opened_at: datetime
    rulebook_hash: Annotated[
        str | None, Field(description="The edition of the rulebook this round is scored under.")
    ] = None
    correction: Annotated[
        EditionApplied | None,
        Field(
            description="Of a round for which the council was re-opened: the correction. What was sealed in the round "
            "before stays as it was sealed, and counts no more."
        ),
    ] = None


class ScorecardSealedV1(ScoringFacts, type="vn.ocop.evaluation.scorecard.sealed.v1", topic=TOPIC, key="case_id"):
    """A member sealed a sheet. What is on it stays secret until all are revealed."""

    member_id: str
    digest: str
    sealed_at: datetime


class ScoresRevealedV1(
    ScoringFacts, type="vn.ocop.evaluation.scores.revealed.v1", topic=TOPIC, key="case_id", key_facts=("sheets",)
):
    """All sheets were opened together."""

    sheets: list[MemberSheet]
    revealed_at: datetime


class ScoresDisputedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scores.disputed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("spread", "limit"),
):
    """Totals lie too far apart: the council discusses and scores again; both rounds are kept."""

    spread: Points
    limit: Points
    disputed_at: datetime


class ScoringConcludedV1(
    ScoringFacts,
    type="vn.ocop.evaluation.scoring.concluded.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("total", "star"),
):
    """The council's result was computed."""

    total: Points
    star: int
    concluded_at: datetime
