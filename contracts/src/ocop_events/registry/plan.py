"""Year plans of communes, districts and provinces: what they mean to enter, and what came of each line. Not public."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef, Star
from ocop_events.words import PlanStage

TOPIC = "ocop.registry.plan"


class PlanLine(Part):
    """One product that an office means to enter: registered already, or an idea by its name."""

    line_id: str
    name: str
    product: ProductRef | None = None
    producer: ProducerRef | None = None
    set_no: int | None = None
    dossier_kind: Annotated[str, Field(description="`first`, `upgrade` or `re-evaluation`.")] = "first"
    target_star: Star | None = None
    quarter: Annotated[int | None, Field(ge=1, le=4)] = None
    priority: list[str] = []
    support: list[str] = []
    stage: PlanStage = "planned"


class PlanFacts(EventData, key_facts=("office", "year")):
    """What every event of a plan carries."""

    plan_id: str
    office: PlacePath
    year: int


class PlanSubmittedV1(PlanFacts, type="vn.ocop.registry.plan.submitted.v1", topic=TOPIC, key="plan_id", planned=True):
    """An office handed its year plan to the office above."""

    to_office: PlacePath
    lines: list[PlanLine]
    submitted_on: date


class PlanApprovedV1(
    PlanFacts, type="vn.ocop.registry.plan.approved.v1", topic=TOPIC, key="plan_id", key_facts=("lines",), planned=True
):
    """The office above approved a year plan; the whole of it as approved."""

    approved_by: PlacePath
    paper: OfficialPaper | None = None
    lines: list[PlanLine]
    approved_on: date


class PlanSentBackV1(PlanFacts, type="vn.ocop.registry.plan.sent-back.v1", topic=TOPIC, key="plan_id", planned=True):
    """The office above sent a plan back with a reason."""

    reason: str
    sent_back_on: date


class PlanLineAdvancedV1(
    PlanFacts,
    type="vn.ocop.registry.plan.line-advanced.v1",
    topic=TOPIC,
    key="plan_id",
    key_facts=("line", "was"),
    planned=True,
):
    """What a plan's line came to, as it follows from facts: registered, dossier, recognised, or dropped."""

    line: PlanLine
    was: PlanStage
    advanced_on: date


class PlanClosedV1(
    PlanFacts, type="vn.ocop.registry.plan.closed.v1", topic=TOPIC, key="plan_id", key_facts=("reached",), planned=True
):
    """A plan's year is over; how many lines reached which stage."""

    reached: dict[str, int]
    closed_on: date
