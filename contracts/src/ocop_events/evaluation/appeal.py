"""Appeals against a decision or ruling, with the clocks of the law on complaints; `ruling.appealed` says only that there is one."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import AppealResult

TOPIC = "ocop.evaluation.appeal"


class AppealFacts(EventData, key_facts=("office", "decision")):
    """What every event of an appeal carries; `office` settles it."""

    appeal_id: str
    ruling_id: str
    case_id: str
    office: PlacePath
    product: ProductRef
    producer: ProducerRef
    decision: OfficialPaper | None = None


class AppealLodgedV1(
    AppealFacts, type="vn.ocop.evaluation.appeal.lodged.v1", topic=TOPIC, key="appeal_id", planned=True
):
    """A producer lodged an appeal; the office says by a day whether it accepts it."""

    grounds: str
    accept_by: date | None = None
    lodged_on: date


class AppealAcceptedV1(
    AppealFacts, type="vn.ocop.evaluation.appeal.accepted.v1", topic=TOPIC, key="appeal_id", planned=True
):
    """The office accepted an appeal and has to settle it by a day."""

    settle_by: date | None = None
    accepted_on: date


class AppealRefusedV1(
    AppealFacts, type="vn.ocop.evaluation.appeal.refused.v1", topic=TOPIC, key="appeal_id", planned=True
):
    """The office did not accept an appeal, with the reason: too late, not the producer, not its decision."""

    reason: str
    paper: OfficialPaper | None = None
    refused_on: date


class AppealSettledV1(
    AppealFacts,
    type="vn.ocop.evaluation.appeal.settled.v1",
    topic=TOPIC,
    key="appeal_id",
    key_facts=("result", "settled_on"),
    planned=True,
):
    """Whoever signed answered: the decision stands, is annulled or corrected, or the product is examined anew."""

    result: AppealResult
    reason: str
    paper: OfficialPaper | None = None
    settled_on: date


class AppealOverdueV1(
    AppealFacts, type="vn.ocop.evaluation.appeal.overdue.v1", topic=TOPIC, key="appeal_id", planned=True
):
    """A period of an appeal ended without its step."""

    step: str
    was_due_on: date
