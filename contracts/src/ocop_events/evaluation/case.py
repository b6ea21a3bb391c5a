"""Cases: one dossier before one office."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.registry.dossier import DECIDED, DossierContent
from ocop_events.vocabulary import EditionApplied, Layer, OfficialPaper, PlacePath, ProducerRef, ProductRef
from ocop_events.words import Escalation

TOPIC = "ocop.evaluation.case"

Counted = Annotated[
    Literal["working", "calendar"], Field(description="`working`: working days. `calendar`: days of the calendar.")
]


class CaseFacts(EventData, key_facts=("office", "tier")):
    """What every event of a case carries."""

    case_id: str
    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    office: PlacePath
    tier: str


class CaseOpenedV1(CaseFacts, type="vn.ocop.evaluation.case.opened.v1", topic=TOPIC, key="case_id"):
    """An office has the dossier before it."""

    number: str
    opened_on: date
    due_on: date | None = None
    period_days: int | None = Field(None, description="How many days the office has; absent where the act sets none.")
    period_counted: Counted | None = None


class CaseReturnedV1(CaseFacts, type="vn.ocop.evaluation.case.returned.v1", topic=TOPIC, key="case_id"):
    """An office sent the dossier back to the producer: what is missing, and by when."""

    missing: list[str]
    returned_on: date
    supplement_by: date | None = None


class CaseScreenedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.screened.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("proposes", "findings"),
):
    """The commune examined the dossier and proposes it, or does not."""

    proposes: bool
    findings: dict[str, bool] = {}
    note: str | None = None
    screened_on: date


class CaseAdvisedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.advised.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("proposed_star",),
    planned=True,
):
    """The advisory team gave its report."""

    proposed_star: int | None = None
    note: str | None = None
    advised_on: date
    report: OfficialPaper | None = None


class CaseForwardedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.forwarded.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("to_office", "to_tier", "layers", *DECIDED),
):
    """An office hands the dossier to the next one, with everything found so far."""

    to_office: PlacePath
    to_tier: str
    forwarded_on: date
    reason: str
    dossier: DossierContent
    layers: list[Layer] = []


class CaseReceivedV1(
    CaseFacts, type="vn.ocop.evaluation.case.received.v1", topic=TOPIC, key="case_id", key_facts=("from_office",)
):
    """The next office has the dossier; the sender's part is done."""

    from_case_id: str
    from_office: PlacePath
    received_on: date
    due_on: date | None = None
    period_days: int | None = Field(None, description="How many days the office has; absent where the act sets none.")
    period_counted: Counted | None = None


class CaseEditionAppliedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.edition-applied.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("rulebook_id", "applied"),
):
    """
    A correction of the rulebook was applied to a pending case: before any sheet was sealed, or with `applied.round` by
    re-opening its council.
    """

    rulebook_id: str
    applied: EditionApplied


class CaseWithdrawnV1(CaseFacts, type="vn.ocop.evaluation.case.withdrawn.v1", topic=TOPIC, key="case_id"):
    """The producer took the dossier back: nothing more is awaited of the office."""

    number: str
    reason: str
    withdrawn_on: date


class CaseOverdueV1(CaseFacts, type="vn.ocop.evaluation.case.overdue.v1", topic=TOPIC, key="case_id"):
    """A statutory period of the office ended without its step."""

    step: str
    was_due_on: date
    noticed_at: datetime


class CasePlacedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.placed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("round_id", "was_round_id"),
    planned=True,
):
    """A case belongs to a round: the one open at its receipt, the next when it came late, or carried over with a reason."""

    round_id: str
    was_round_id: str | None = None
    late: bool = False
    reason: str | None = None
    ends_by: date | None = None
    placed_on: date


class CaseEscalatedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.escalated.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("level", "to_office"),
    planned=True,
):
    """A case that takes its time climbed a rung, each rung once: the clock's share in per cent, and who is told."""

    level: Escalation
    step: str
    percent: int
    due_on: date | None = None
    to_office: PlacePath
    escalated_at: datetime


class CasePackageSealedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.package-sealed.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sha256", "to_office"),
    planned=True,
):
    """A case was sealed into a package for an installation that reads no events of ours."""

    to_office: PlacePath
    sha256: str
    size: int
    sealed_at: datetime


class CasePackageImportedV1(
    CaseFacts,
    type="vn.ocop.evaluation.case.package-imported.v1",
    topic=TOPIC,
    key="case_id",
    key_facts=("sha256", "from_office"),
    planned=True,
):
    """A sealed package was verified and taken in: the case is before this office."""

    from_office: PlacePath
    sha256: str
    imported_at: datetime
