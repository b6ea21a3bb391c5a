"""Decisions over certificates: revocation, extension, suspension of the use of the mark; one over 1 to 500 of them."""

from __future__ import annotations

from ocop_events.decided import DecisionCorrection, DecisionFacts, DecisionLineWithdrawal

TOPIC = "ocop.registry.decision"


class CertificateDecisionIssuedV1(
    DecisionFacts,
    type="vn.ocop.registry.decision.issued.v1",
    topic=TOPIC,
    key="decision_id",
    vi="Quyết định về giấy chứng nhận được ban hành, mọi dòng trong một lần.",
    example={
        "decision_id": "0198a1b0-0000-7000-8000-000000000dc2",
        "kind": "revocation",
        "number": "77/QĐ-UBND",
        "decided_on": "2028-02-01",
        "effective_on": "2028-02-01",
        "lines": [{}],
    },
):
    """An authority's decision over certificates was issued, all its lines in one step."""


class CertificateDecisionCorrectedV1(
    DecisionCorrection,
    type="vn.ocop.registry.decision.corrected.v1",
    topic=TOPIC,
    key="decision_id",
    vi="Đính chính lỗi văn bản của quyết định về giấy chứng nhận.",
    example={
        "decision_id": "0198a1b0-0000-7000-8000-000000000dc2",
        "kind": "revocation",
        "number": "77/QĐ-UBND",
        "decided_on": "2028-02-01",
        "effective_on": "2028-02-01",
        "lines": [{}],
        "was_number": "71/QĐ-UBND",
        "was_decided_on": "2028-02-01",
        "corrected_on": "2028-02-05",
    },
):
    """A clerical error in such a decision was put right."""


class CertificateDecisionLineWithdrawnV1(
    DecisionLineWithdrawal,
    type="vn.ocop.registry.decision.line-withdrawn.v1",
    topic=TOPIC,
    key="decision_id",
    vi="Một dòng được đưa ra khỏi quyết định về giấy chứng nhận.",
    example={
        "decision_id": "0198a1b0-0000-7000-8000-000000000dc2",
        "kind": "revocation",
        "number": "77/QĐ-UBND",
        "decided_on": "2028-02-01",
        "effective_on": "2028-02-01",
        "line": {},
        "reason": "Nhầm sản phẩm",
        "withdrawn_on": "2028-02-06",
    },
):
    """A line was taken out of such a decision."""
