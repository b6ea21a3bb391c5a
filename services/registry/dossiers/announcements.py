"""Facts about dossiers, told in the words of the treaty."""

from __future__ import annotations

from ocop_events.registry.dossier import (
    DossierContent,
    DossierOpenedV1,
    DossierSubmittedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
)
from ocop_events.vocabulary import EvidenceRef, FilledSheet, ProducerRef, ProductRef, Recognition

from kit.storage import Unit
from law.classification import classification
from services.registry.dossiers.dossier import Dossier, Evidence
from services.registry.producers.announcements import place_told


def tell_opened(unit: Unit, dossier: Dossier) -> None:
    fact = DossierOpenedV1(
        dossier_id=dossier.id,
        kind=dossier.kind,
        product=_product(dossier),
        producer=_producer(dossier),
        opened_on=dossier.opened_on,
    )
    unit.announce(fact, place=dossier.place.path)


def tell_submitted(unit: Unit, dossier: Dossier, base: str) -> None:
    fact = DossierSubmittedV1(dossier_id=dossier.id, dossier=content(dossier, base))
    unit.announce(fact, place=dossier.place.path)


def tell_supplemented(unit: Unit, dossier: Dossier, base: str) -> None:
    fact = DossierSupplementedV1(
        dossier_id=dossier.id, dossier=content(dossier, base), case_id=dossier.returned_by_case
    )
    unit.announce(fact, place=dossier.place.path)


def tell_withdrawn(unit: Unit, dossier: Dossier, reason: str) -> None:
    fact = DossierWithdrawnV1(
        dossier_id=dossier.id,
        product=_product(dossier),
        producer=_producer(dossier),
        reason=reason,
        withdrawn_on=unit.today,
    )
    unit.announce(fact, place=dossier.place.path)


def content(dossier: Dossier, base: str) -> DossierContent:
    """The whole dossier, so that a council can work from it without calling back. `base`: where others reach us."""
    assessed = dossier.self_assessment
    assert assessed
    assert dossier.number
    assert dossier.rulebook_id
    assert dossier.rulebook_hash
    assert dossier.submitted_on
    assert dossier.submitted_at
    previous = dossier.previous
    return DossierContent(
        dossier_id=dossier.id,
        number=dossier.number,
        kind=dossier.kind,
        product=_product(dossier),
        producer=_producer(dossier),
        submitted_on=dossier.submitted_on,
        submitted_at=dossier.submitted_at,
        rulebook_id=dossier.rulebook_id,
        rulebook_hash=dossier.rulebook_hash,
        self_assessment=FilledSheet(
            answers=dict(assessed.filled.answers),
            parts={part: format(points, "f") for part, points in assessed.filled.parts.items()},
            case_of=dict(assessed.filled.case_of),
            total=format(assessed.total, "f") if assessed.total is not None else None,
            star=assessed.star,
        ),
        evidence=[_evidence(dossier, paper, base) for paper in dossier.evidence],
        previous=Recognition.model_validate(previous.model_dump()) if previous else None,
        note=dossier.note,
        supplement=dossier.supplements,
        written_by=list(dossier.authors),
    )


def _evidence(dossier: Dossier, paper: Evidence, base: str) -> EvidenceRef:
    return EvidenceRef(
        id=paper.id,
        kind=paper.kind,
        name=paper.name,
        size=paper.size,
        media_type=paper.media_type,
        sha256=paper.sha256,
        url=f"{base}/api/dossiers/{dossier.id}/evidence/{paper.id}/content",
        issued_on=paper.issued_on,
        expires_on=paper.expires_on,
        criterion=paper.criterion,
    )


def _product(dossier: Dossier) -> ProductRef:
    name = classification().product_set(dossier.set_no).name.vi
    return ProductRef(id=dossier.product_id, name=dossier.product_name, set_no=dossier.set_no, set_name=name)


def _producer(dossier: Dossier) -> ProducerRef:
    return ProducerRef(
        id=dossier.producer_id,
        name=dossier.producer_name,
        kind=dossier.producer_kind,
        place=place_told(dossier.place),
    )
