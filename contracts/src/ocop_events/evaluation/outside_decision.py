"""Decisions taken elsewhere (the ministry, another installation), entered from their paper by two persons."""

from __future__ import annotations

from datetime import date

from ocop_events.envelope import EventData
from ocop_events.vocabulary import OfficialPaper, PlacePath, Points, ProducerRef, ProductRef, SignedPaper

TOPIC = "ocop.evaluation.outside-decision"


class OutsideDecisionFacts(
    EventData,
    key_facts=("decided_by", "outcome", "star", "total", "decision", "paper"),
    example={
        "outside_decision_id": "0198a1b0-0000-7000-8000-00000000a0d1",
        "case_id": "0198a1b0-0000-7000-8000-0000000000e1",
        "dossier_id": "0198a1b0-0000-7000-8000-0000000000d1",
        "office": "vn",
        "decided_by": "Bộ Nông nghiệp và Môi trường",
        "outcome": "recognised",
        "star": 5,
        "total": "92.5",
        "decision": {"number": "512/QĐ-BNNMT", "office": "vn"},
    },
):
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
    vi="Một người nhập quyết định của nơi khác theo văn bản; chờ người thứ hai đối chiếu.",
    example={"entered_by": "officer.1", "entered_on": "2026-12-01"},
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
    vi="Người thứ hai đã đối chiếu; kết luận dựa vào đó được ban hành.",
    example={"entered_by": "officer.1", "confirmed_by": "officer.2", "confirmed_on": "2026-12-02"},
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
    vi="Người thứ hai thấy không đúng văn bản; không có hệ quả.",
    example={"reason": "Sai số quyết định", "rejected_on": "2026-12-02"},
):
    """The other person found it not to be what the paper says; nothing follows from it."""

    reason: str
    rejected_on: date
