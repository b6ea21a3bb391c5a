"""The advisory team at work on a case: tasks, questions, visits, samples, tests. What it proposes is told when sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import FilledSheet, OfficialPaper, PlacePath, ProducerRef, ProductRef

TOPIC = "ocop.evaluation.advisory"


class AdvisoryFacts(EventData, key_facts=("office",)):
    """What every event of the team's work on a case carries."""

    case_id: str
    dossier_id: str
    office: PlacePath
    team_id: str
    product: ProductRef
    producer: ProducerRef


class AdvisoryAssignedV1(
    AdvisoryFacts, type="vn.ocop.evaluation.advisory.assigned.v1", topic=TOPIC, key="case_id", planned=True
):
    """The head gave out the work on a case, by person."""

    persons: list[str]
    due_on: date | None = None
    assigned_at: datetime


class AdvisoryAskedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.asked.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("question", "answer_by"),
    planned=True,
):
    """The team asked the producer something: the case's clock stands still until the answer, or until its day passed."""

    question_id: str
    question: str
    criterion: str | None = None
    answer_by: date | None = None
    asked_on: date


class AdvisoryAnsweredV1(
    AdvisoryFacts, type="vn.ocop.evaluation.advisory.answered.v1", topic=TOPIC, key="case_id", planned=True
):
    """The producer answered, or the day passed in silence: the clock goes on."""

    question_id: str
    silent: bool = False
    paused_days: int = 0
    answered_on: date


class AdvisoryVisitedV1(
    AdvisoryFacts, type="vn.ocop.evaluation.advisory.visited.v1", topic=TOPIC, key="case_id", planned=True
):
    """The team was at the producer's; what it found stands in its report."""

    visit_id: str
    pictures: int = 0
    record: OfficialPaper | None = None
    visited_on: date


class AdvisorySampledV1(
    AdvisoryFacts, type="vn.ocop.evaluation.advisory.sampled.v1", topic=TOPIC, key="case_id", planned=True
):
    """Samples were received, as many as the rulebook asks for or fewer."""

    received: int
    asked_for: int
    sampled_on: date


class AdvisoryTestOrderedV1(
    AdvisoryFacts, type="vn.ocop.evaluation.advisory.test-ordered.v1", topic=TOPIC, key="case_id", planned=True
):
    """A laboratory test was ordered; its result comes as the registry's `agency-report.lab-test-matched`."""

    test_id: str
    laboratory: str
    parameters: list[str] = []
    due_on: date | None = None
    ordered_on: date


class AdvisoryReportedV1(
    AdvisoryFacts,
    type="vn.ocop.evaluation.advisory.reported.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sheet", "proposed_star"),
    planned=True,
):
    """The head sealed the team's one report: a layer of the case from now on, beside self, commune and council."""

    sheet: FilledSheet
    proposed_star: int | None = None
    summary: str | None = None
    report: OfficialPaper | None = None
    sealed_by: Annotated[str, Field(description="The head, by id.")]
    reported_at: datetime
