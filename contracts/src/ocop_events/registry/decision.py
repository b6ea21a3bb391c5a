"""Decisions over certificates: revocation, extension, suspension of the use of the mark; one over 1 to 500 of them."""

from __future__ import annotations

from ocop_events.decided import DecisionCorrection, DecisionFacts, DecisionLineWithdrawal

TOPIC = "ocop.registry.decision"


class CertificateDecisionIssuedV1(
    DecisionFacts, type="vn.ocop.registry.decision.issued.v1", topic=TOPIC, key="decision_id", planned=True
):
    """An authority's decision over certificates was issued, all its lines in one step."""


class CertificateDecisionCorrectedV1(
    DecisionCorrection, type="vn.ocop.registry.decision.corrected.v1", topic=TOPIC, key="decision_id", planned=True
):
    """A clerical error in such a decision was put right."""


class CertificateDecisionLineWithdrawnV1(
    DecisionLineWithdrawal,
    type="vn.ocop.registry.decision.line-withdrawn.v1",
    topic=TOPIC,
    key="decision_id",
    planned=True,
):
    """A line was taken out of such a decision."""
