"""Events about dossiers: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import Any

from ocop_events.registry.dossier import (
    DossierContent,
    DossierMovedV1,
    DossierOpenedV1,
    DossierSubmittedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
)
from ocop_events.vocabulary import EvidenceRef, FilledSheet, Recognition

from kit.work import Unit
from law.explanation.numbers import written
from services.registry.dossiers.dossier import Dossier, Evidence
from services.registry.producers.announcements import producer_ref
from services.registry.products.announcements import product_ref


def opened(unit: Unit, dossier: Dossier) -> None:
    """Announces a draft that was opened."""
    fact = DossierOpenedV1(dossier_id=dossier.id, kind=dossier.kind, **_subject(dossier), opened_on=dossier.opened_on)
    unit.announce(fact, place=dossier.place.path)


def submitted(unit: Unit, dossier: Dossier, base: str) -> None:
    """Announces a dossier that was handed in, with all of its content."""
    fact = DossierSubmittedV1(dossier_id=dossier.id, dossier=content(dossier, base))
    unit.announce(fact, place=dossier.place.path)


def supplemented(unit: Unit, dossier: Dossier, base: str) -> None:
    """Announces a dossier that was handed in again, with all of its content."""
    fact = DossierSupplementedV1(
        dossier_id=dossier.id,
        dossier=content(dossier, base),
        case_id=dossier.returned_by_case,
        done=[text for one in dossier.handed_in[-1:] for text in one.done],
    )
    unit.announce(fact, place=dossier.place.path)


def withdrawn(unit: Unit, dossier: Dossier, reason: str) -> None:
    """Announces a dossier that was taken back."""
    fact = DossierWithdrawnV1(dossier_id=dossier.id, **_subject(dossier), reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=dossier.place.path)


def moved(unit: Unit, dossier: Dossier, reason: str) -> None:
    """Announces that a dossier belongs to another record of the same product or producer."""
    fact = DossierMovedV1(dossier_id=dossier.id, **_subject(dossier), reason=reason, moved_on=unit.today)
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
        **_subject(dossier),
        submitted_on=dossier.submitted_on,
        submitted_at=dossier.submitted_at,
        rulebook_id=dossier.rulebook_id,
        rulebook_hash=dossier.rulebook_hash,
        self_assessment=FilledSheet(
            answers=dict(assessed.filled.answers),
            parts={part: written(points, "en") for part, points in assessed.filled.parts.items()},
            case_of=dict(assessed.filled.case_of),
            total=written(assessed.total, "en") if assessed.total is not None else None,
            star=assessed.star,
        ),
        evidence=[_evidence(dossier, paper, base) for paper in dossier.evidence],
        previous=Recognition.model_validate(previous.model_dump()) if previous else None,
        note=dossier.note,
        supplement=dossier.supplements,
        written_by=list(dossier.authors),
    )


def _evidence(dossier: Dossier, paper: Evidence, base: str) -> EvidenceRef:
    at = f"{base}/api/dossiers/{dossier.id}/evidence/{paper.id}"
    announced = paper.model_dump(exclude={"added_at", "added_by", "viewable"})
    return EvidenceRef(**announced, url=f"{at}/content", shown_url=f"{at}/shown")


def _subject(dossier: Dossier) -> dict[str, Any]:
    """What a dossier is about, as its events name it."""
    return {
        "product": product_ref(dossier.product_id, dossier.product_name, dossier.set_no),
        "producer": producer_ref(dossier.producer_id, dossier.producer_name, dossier.producer_kind, dossier.place),
    }
