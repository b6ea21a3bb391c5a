"""Appeals against a decision or ruling, with the clocks of the law on complaints; `ruling.appealed` says only that there is one."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import AppealResult

TOPIC = "ocop.evaluation.appeal"


class AppealFacts(
    EventData,
    key_facts=("office", "decision"),
    example={
        "appeal_id": "0198a1b0-0000-7000-8000-000000000f21",
        "ruling_id": "0198a1b0-0000-7000-8000-0000000000f1",
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "office": "33",
        "decision": {},
    },
):
    """What every event of an appeal carries; `office` settles it."""

    appeal_id: str
    ruling_id: str
    case_id: str
    office: PlacePath
    product: ProductRef
    producer: ProducerRef
    decision: OfficialPaper | None = None


class AppealLodgedV1(
    AppealFacts,
    type="vn.ocop.evaluation.appeal.lodged.v1",
    topic=TOPIC,
    key="appeal_id",
    vi="Chủ thể nộp đơn khiếu nại.",
    example={"grounds": "Chưa tính điểm câu chuyện sản phẩm", "accept_by": "2026-10-02", "lodged_on": "2026-09-18"},
):
    """A producer lodged an appeal; the office says by a day whether it accepts it."""

    grounds: str
    accept_by: date | None = None
    lodged_on: date


class AppealAcceptedV1(
    AppealFacts,
    type="vn.ocop.evaluation.appeal.accepted.v1",
    topic=TOPIC,
    key="appeal_id",
    vi="Cơ quan thụ lý khiếu nại và phải giải quyết trước một ngày.",
    example={"settle_by": "2026-11-01", "accepted_on": "2026-09-28"},
):
    """The office accepted an appeal and has to settle it by a day."""

    settle_by: date | None = None
    accepted_on: date


class AppealRefusedV1(
    AppealFacts,
    type="vn.ocop.evaluation.appeal.refused.v1",
    topic=TOPIC,
    key="appeal_id",
    vi="Cơ quan không thụ lý khiếu nại, có lý do.",
    example={"reason": "Quá thời hiệu", "refused_on": "2026-09-28"},
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
    vi="Khiếu nại được giải quyết.",
    example={"result": "upheld", "reason": "Điểm đã được tính đúng quy định", "settled_on": "2026-10-25"},
):
    """Whoever signed answered: the decision stands, is annulled or corrected, or the product is examined anew."""

    result: AppealResult
    reason: str
    paper: OfficialPaper | None = None
    settled_on: date


class AppealOverdueV1(
    AppealFacts,
    type="vn.ocop.evaluation.appeal.overdue.v1",
    topic=TOPIC,
    key="appeal_id",
    vi="Hết thời hạn của một bước giải quyết khiếu nại.",
    example={"step": "settlement", "was_due_on": "2026-11-01"},
):
    """A period of an appeal ended without its step."""

    step: str
    was_due_on: date
