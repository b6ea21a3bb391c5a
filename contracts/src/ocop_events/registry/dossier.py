"""Dossiers: what a producer asks to be judged by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from ocop_events.envelope import EventData
from ocop_events.vocabulary import EditionApplied, EvidenceRef, FilledSheet, Part, ProducerRef, ProductRef, Recognition

TOPIC = "ocop.registry.dossier"

DECIDED = tuple(
    f"dossier.{name}" for name in ("kind", "number", "submitted_on", "self_assessment", "previous", "supplement")
)
"""The key facts of an event that carries a whole dossier."""


class DossierContent(Part):
    """The whole dossier as submitted: a council can work from it without calling back."""

    dossier_id: str
    number: str
    kind: str
    product: ProductRef
    producer: ProducerRef
    submitted_on: date
    submitted_at: datetime
    rulebook_id: str
    rulebook_hash: str
    self_assessment: FilledSheet
    evidence: list[EvidenceRef] = []
    previous: Recognition | None = None
    note: str | None = None
    supplement: int = 0
    written_by: list[str] = []
    """Ids, at the identity provider, of everybody who wrote in it: whoever helped write a dossier does not judge it."""
    editions: Annotated[
        list[EditionApplied],
        Field(description="Later editions of its rulebook applied since; `rulebook_hash` is the last one's."),
    ] = []


class DossierOpenedV1(
    EventData, type="vn.ocop.registry.dossier.opened.v1", topic=TOPIC, key="dossier_id", key_facts=("kind",)
):
    """A producer began a dossier."""

    dossier_id: str
    kind: str
    product: ProductRef
    producer: ProducerRef
    opened_on: date


class DossierSubmittedV1(
    EventData, type="vn.ocop.registry.dossier.submitted.v1", topic=TOPIC, key="dossier_id", key_facts=DECIDED
):
    """A dossier was handed in; from this day its rulebook is fixed."""

    dossier_id: str
    dossier: DossierContent


class DossierSupplementedV1(
    EventData, type="vn.ocop.registry.dossier.supplemented.v1", topic=TOPIC, key="dossier_id", key_facts=DECIDED
):
    """A returned dossier was handed in again; the whole of it as it is now."""

    dossier_id: str
    dossier: DossierContent
    case_id: str | None = None


class DossierWithdrawnV1(EventData, type="vn.ocop.registry.dossier.withdrawn.v1", topic=TOPIC, key="dossier_id"):
    """The producer took a dossier back."""

    dossier_id: str
    product: ProductRef
    producer: ProducerRef
    reason: str
    withdrawn_on: date
