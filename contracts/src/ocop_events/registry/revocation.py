"""
Revocation as a procedure, from the proposal to the paper collected. Not public: what came of it is told of the certificate.

`certificate.revoked` ends the certificate; the steps here say how an office came to it, or dropped it.
"""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import CertificateRef, Ground, OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import AppealResult, RevocationConclusion

TOPIC = "ocop.registry.revocation"


class RevocationFacts(
    EventData,
    key_facts=("office", "grounds"),
    example={"revocation_id": "0198a1b0-0000-7000-8000-000000000e01", "office": "33", "grounds": [{}]},
):
    """What every event of a revocation carries."""

    revocation_id: str
    certificate: CertificateRef
    product: ProductRef
    producer: ProducerRef
    office: PlacePath
    grounds: list[Ground]


class RevocationProposedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.proposed.v1",
    topic=TOPIC,
    key="revocation_id",
    vi="Giấy tờ, nhãn hiệu hoặc kết quả kiểm tra mâu thuẫn với giấy chứng nhận: đề nghị cán bộ xem xét.",
    example={
        "because": "Sử dụng sao cao hơn hạng được công nhận, không khắc phục",
        "source": "breach",
        "proposed_on": "2027-12-01",
    },
):
    """Papers, marks or inspections contradict a certificate: a person of the office is to look, with the article."""

    because: str
    source: str
    proposed_on: date


class RevocationExplanationAskedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.explanation-asked.v1",
    topic=TOPIC,
    key="revocation_id",
    key_facts=("answer_by", "paper"),
    vi="Cơ quan yêu cầu chủ thể giải trình bằng văn bản trước một ngày.",
    example={
        "paper": {"number": "410/SNNMT-PTNT", "signed_on": "2027-12-05", "kind": "-"},
        "asked_on": "2027-12-05",
        "answer_by": "2027-12-20",
    },
):
    """The office asked the producer in writing to explain (văn bản yêu cầu giải trình), by a day."""

    paper: OfficialPaper | None = None
    asked_on: date
    answer_by: date


class RevocationExplainedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.explained.v1",
    topic=TOPIC,
    key="revocation_id",
    vi="Chủ thể đã giải trình, hoặc hết hạn mà không trả lời.",
    example={"explained_on": "2027-12-18"},
):
    """The producer explained, or let the day pass without a word (`silent`)."""

    silent: bool = False
    explained_on: date


class RevocationConcludedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.concluded.v1",
    topic=TOPIC,
    key="revocation_id",
    key_facts=("conclusion", "concluded_on", "decide_by"),
    vi="Cơ quan kết luận; thời hạn ra quyết định tính từ ngày này.",
    example={"conclusion": "revoke", "concluded_on": "2028-01-20", "decide_by": "2028-02-10"},
):
    """The office concluded; the days the law gives for the decision run from here."""

    conclusion: RevocationConclusion
    paper: OfficialPaper | None = None
    concluded_on: date
    decide_by: date | None = None


class RevocationSubmittedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.submitted.v1",
    topic=TOPIC,
    key="revocation_id",
    vi="Tờ trình được gửi tới cơ quan có thẩm quyền quyết định.",
    example={"to_office": "33", "submitted_on": "2028-01-22"},
):
    """The submission (tờ trình) went to the authority that decides."""

    to_office: PlacePath
    paper: OfficialPaper | None = None
    submitted_on: date


class RevocationDroppedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.dropped.v1",
    topic=TOPIC,
    key="revocation_id",
    vi="Thủ tục kết thúc mà không thu hồi.",
    example={"reason": "Chủ thể đã khắc phục", "dropped_on": "2028-01-20"},
):
    """The procedure ended without a revocation."""

    reason: str
    dropped_on: date


class RevocationPaperCollectedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.paper-collected.v1",
    topic=TOPIC,
    key="revocation_id",
    vi="Giấy chứng nhận bị thu hồi đã được thu lại, hoặc báo mất.",
    example={"collected_by": "33/11977", "collected_on": "2028-02-12"},
):
    """The revoked certificate's paper was collected by the office that the decision names, or found lost."""

    collected_by: PlacePath
    lost: bool = False
    collected_on: date


class RevocationAppealedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.appealed.v1",
    topic=TOPIC,
    key="revocation_id",
    key_facts=("appealed_on", "settle_by"),
    vi="Chủ thể khiếu nại quyết định thu hồi; thời hạn giải quyết bắt đầu.",
    example={"why": "Đã khắc phục trước ngày kết luận", "appealed_on": "2028-02-20", "settle_by": "2028-03-31"},
):
    """The producer contests the revocation; its clock runs."""

    why: str
    appealed_on: date
    settle_by: date | None = None


class RevocationAppealSettledV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.appeal-settled.v1",
    topic=TOPIC,
    key="revocation_id",
    key_facts=("result", "settled_on"),
    vi="Cơ quan có thẩm quyền đã giải quyết khiếu nại.",
    example={"result": "upheld", "settled_on": "2028-03-25"},
):
    """The authority answered the appeal."""

    result: AppealResult
    paper: OfficialPaper | None = None
    settled_on: date


class RevocationOverdueV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.overdue.v1",
    topic=TOPIC,
    key="revocation_id",
    vi="Hết thời hạn của một bước trong thủ tục thu hồi.",
    example={"step": "decision", "was_due_on": "2028-02-10"},
):
    """A period of the procedure ended without its step: an answer, a decision, a paper not collected."""

    step: str
    was_due_on: date
