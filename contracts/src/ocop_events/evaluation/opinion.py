"""Written opinions of council members on a re-evaluation. What a member answered stays secret until all are opened."""

from __future__ import annotations

from datetime import date, datetime

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, Part, PlacePath, ProducerRef, ProductRef
from ocop_events.words import Opinion, OpinionResult

TOPIC = "ocop.evaluation.opinion"


class MemberOpinion(
    Part,
    example={
        "member_id": "member.1",
        "opinion": "keep",
        "reason": "Duy trì tốt",
        "digest": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
    },
):
    """One member's answer; silence is recorded as silence."""

    member_id: str
    opinion: Opinion
    reason: str | None = None
    digest: str | None = None


class OpinionFacts(
    EventData,
    key_facts=("office",),
    example={
        "opinion_id": "0198a1b0-0000-7000-8000-00000000a911",
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "33",
        "council_id": "0198a1b0-0000-7000-8000-000000000aa1",
    },
):
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
    vi="Gửi phiếu lấy ý kiến tới các thành viên Hội đồng.",
    example={
        "members": ["member.1", "member.2"],
        "answer_by": "2029-06-10",
        "whole_by": "2029-07-01",
        "asked_at": "2029-05-20T02:00:00Z",
    },
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
    OpinionFacts,
    type="vn.ocop.evaluation.opinion.sealed.v1",
    topic=TOPIC,
    key="opinion_id",
    vi="Một thành viên đã gửi lại phiếu; nội dung giữ kín đến khi mở tất cả.",
    example={
        "member_id": "member.1",
        "digest": "70f74bc31886e969e8bc0be37d558f94409847f004ac4a552d16f8cf604de01d",
        "sealed_at": "2029-06-01T02:00:00Z",
    },
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
    vi="Mở tất cả phiếu và tổng hợp: kết quả và lý do.",
    example={
        "opinions": [{}, {"member_id": "member.2", "opinion": "silent", "reason": None, "digest": None}],
        "result": "keep",
        "concluded_at": "2029-06-11T02:00:00Z",
    },
):
    """All forms were opened together and summarised (biên bản tổng hợp): what follows, and why."""

    opinions: list[MemberOpinion]
    result: OpinionResult
    because: str | None = None
    summary: OfficialPaper | None = None
    concluded_at: datetime
