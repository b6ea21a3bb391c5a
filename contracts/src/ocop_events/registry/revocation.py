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


class RevocationFacts(EventData, key_facts=("office", "grounds")):
    """What every event of a revocation carries."""

    revocation_id: str
    certificate: CertificateRef
    product: ProductRef
    producer: ProducerRef
    office: PlacePath
    grounds: list[Ground]


class RevocationProposedV1(
    RevocationFacts, type="vn.ocop.registry.revocation.proposed.v1", topic=TOPIC, key="revocation_id", planned=True
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
    planned=True,
):
    """The office asked the producer in writing to explain (văn bản yêu cầu giải trình), by a day."""

    paper: OfficialPaper | None = None
    asked_on: date
    answer_by: date


class RevocationExplainedV1(
    RevocationFacts, type="vn.ocop.registry.revocation.explained.v1", topic=TOPIC, key="revocation_id", planned=True
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
    planned=True,
):
    """The office concluded; the days the law gives for the decision run from here."""

    conclusion: RevocationConclusion
    paper: OfficialPaper | None = None
    concluded_on: date
    decide_by: date | None = None


class RevocationSubmittedV1(
    RevocationFacts, type="vn.ocop.registry.revocation.submitted.v1", topic=TOPIC, key="revocation_id", planned=True
):
    """The submission (tờ trình) went to the authority that decides."""

    to_office: PlacePath
    paper: OfficialPaper | None = None
    submitted_on: date


class RevocationDroppedV1(
    RevocationFacts, type="vn.ocop.registry.revocation.dropped.v1", topic=TOPIC, key="revocation_id", planned=True
):
    """The procedure ended without a revocation."""

    reason: str
    dropped_on: date


class RevocationPaperCollectedV1(
    RevocationFacts,
    type="vn.ocop.registry.revocation.paper-collected.v1",
    topic=TOPIC,
    key="revocation_id",
    planned=True,
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
    planned=True,
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
    planned=True,
):
    """The authority answered the appeal."""

    result: AppealResult
    paper: OfficialPaper | None = None
    settled_on: date


class RevocationOverdueV1(
    RevocationFacts, type="vn.ocop.registry.revocation.overdue.v1", topic=TOPIC, key="revocation_id", planned=True
):
    """A period of the procedure ended without its step: an answer, a decision, a paper not collected."""

    step: str
    was_due_on: date
