"""Written opinions of council members on a re-evaluation. What a member answered stays secret until all are opened."""

from __future__ import annotations

from datetime import date, datetime

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef
from ocop_events.words import Opinion, OpinionResult

TOPIC = "ocop.evaluation.opinion"


class MemberOpinion(Part):
    """One member's answer; silence is recorded as silence."""

    member_id: str
    opinion: Opinion
    reason: str | None = None
    digest: str | None = None


class OpinionFacts(EventData, key_facts=("office",)):
    """What every event of a collection of opinions carries."""

    opinion_id: str
    case_id: str
    dossier_id: str
    office: PlacePath
    council_id: str


class OpinionAskedV1(
    OpinionFacts,
    type="vn.ocop.evaluation.opinion.asked.v1",
    topic=TOPIC,
    key="opinion_id",
    key_facts=("members", "answer_by"),
    planned=True,
):
    """The form (phiếu lấy ý kiến) went to the members, with its return day and the last day of the whole."""

    product: ProductRef
    producer: ProducerRef
    members: list[str]
    answer_by: date
    whole_by: date | None = None
    paper: OfficialPaper | None = None
    asked_at: datetime


class OpinionSealedV1(
    OpinionFacts, type="vn.ocop.evaluation.opinion.sealed.v1", topic=TOPIC, key="opinion_id", planned=True
):
    """A member returned the form; only that it is there is told."""

    member_id: str
    digest: str
    sealed_at: datetime


class OpinionConcludedV1(
    OpinionFacts,
    type="vn.ocop.evaluation.opinion.concluded.v1",
    topic=TOPIC,
    key="opinion_id",
    key_facts=("opinions", "result"),
    planned=True,
):
    """All forms were opened together and summarised (biên bản tổng hợp): what follows, and why."""

    opinions: list[MemberOpinion]
    result: OpinionResult
    because: str | None = None
    summary: OfficialPaper | None = None
    concluded_at: datetime
