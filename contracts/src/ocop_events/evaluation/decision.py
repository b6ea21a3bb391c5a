"""Decisions: results approved, councils and advisory teams set up; each line's ruling names its decision."""

from __future__ import annotations

from ocop_events.decided import DecisionCorrection, DecisionFacts, DecisionLineWithdrawal

TOPIC = "ocop.evaluation.decision"


class DecisionIssuedV1(
    DecisionFacts,
    type="vn.ocop.evaluation.decision.issued.v1",
    topic=TOPIC,
    key="decision_id",
    vi="Quyết định được ban hành, mọi dòng trong một lần.",
):
    """An authority's decision was issued, all its lines in one step; each line's `ruling.issued` refers to it."""


class DecisionCorrectedV1(
    DecisionCorrection,
    type="vn.ocop.evaluation.decision.corrected.v1",
    topic=TOPIC,
    key="decision_id",
    vi="Đính chính lỗi văn bản của quyết định; nội dung quyết định giữ nguyên.",
):
    """A clerical error in a decision was put right."""


class DecisionLineWithdrawnV1(
    DecisionLineWithdrawal,
    type="vn.ocop.evaluation.decision.line-withdrawn.v1",
    topic=TOPIC,
    key="decision_id",
    vi="Một dòng được đưa ra khỏi quyết định; công nhận theo dòng đó phải qua thủ tục thu hồi.",
):
    """A line was taken out of a decision: the registry opens the revocation of what it had recognised."""
