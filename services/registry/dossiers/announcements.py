"""Events about dossiers: one mapping from the aggregate to the contract."""

from __future__ import annotations

from ocop_events.registry.dossier import (
    DossierContent,
    DossierMovedV1,
    DossierOpenedV1,
    DossierPaperChangedV1,
    DossierSubmittedV1,
    DossierSupplementedV1,
    DossierWithdrawnV1,
)
from ocop_events.vocabulary import EvidenceRef, FilledSheet, ProducerRef, ProductRef

from kit.mapped import mapped
from kit.work import Unit
from law.explanation.numbers import written
from services.registry.dossiers.dossier import Dossier, Evidence, PaperChange, SelfAssessment, Subject
from services.registry.producers.announcements import producer_ref
from services.registry.products.announcements import product_ref


def opened(unit: Unit, dossier: Dossier) -> None:
    """Announces a draft that was opened."""
    fact = mapped(DossierOpenedV1, dossier, dossier_id=dossier.id, **subject(dossier))
    unit.announce(fact, place=dossier.place.path)


def submitted(unit: Unit, dossier: Dossier, base: str, known_by: dict[str, str]) -> None:
    """Announces a dossier that was handed in, with all of its content."""
    fact = DossierSubmittedV1(dossier_id=dossier.id, dossier=content(dossier, base, known_by))
    unit.announce(fact, place=dossier.place.path)


def supplemented(unit: Unit, dossier: Dossier, base: str, known_by: dict[str, str]) -> None:
    """Announces a dossier that was handed in again, with all of its content."""
    fact = DossierSupplementedV1(
        dossier_id=dossier.id,
        dossier=content(dossier, base, known_by),
        case_id=dossier.returned_by_case,
        done=list(dossier.supplied),
    )
    unit.announce(fact, place=dossier.place.path)


def withdrawn(unit: Unit, dossier: Dossier, reason: str) -> None:
    """Announces a dossier that was taken back."""
    fact = DossierWithdrawnV1(dossier_id=dossier.id, **subject(dossier), reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=dossier.place.path)


def moved(unit: Unit, dossier: Dossier, reason: str) -> None:
    """Announces that a dossier belongs to another record of the same product or producer."""
    fact = DossierMovedV1(dossier_id=dossier.id, **subject(dossier), reason=reason, moved_on=unit.today)
    unit.announce(fact, place=dossier.place.path)


def paper_changed(unit: Unit, dossier: Dossier, change: PaperChange) -> None:
    """Announces what became of a paper while an office has the dossier."""
    fact = mapped(
        DossierPaperChangedV1, change, dossier_id=dossier.id, number_of_dossier=dossier.number, **subject(dossier)
    )
    unit.announce(fact, place=dossier.place.path)


def content(dossier: Dossier, base: str, known_by: dict[str, str] | None = None) -> DossierContent:
    """
    The whole dossier, so that a council can work from it without calling back. `base`: where others reach us; `known_by`: by
    what conflicts of interest are found (`programme.recognising`).
    """
    return mapped(
        DossierContent,
        dossier,
        dossier_id=dossier.id,
        **subject(dossier),
        self_assessment=_sheet(dossier.self_assessment),
        evidence=[_evidence(dossier, paper, base) for paper in dossier.evidence],
        supplement=dossier.supplements,
        written_by=dossier.authors,
        known_by=known_by,
    )


def subject(of: Subject) -> dict[str, ProductRef | ProducerRef]:
    """What a dossier or a certificate is about, as its events name it."""
    return {
        "product": product_ref(of.product_id, of.product_name, of.set_no),
        "producer": producer_ref(of.producer_id, of.producer_name, of.producer_kind, of.place),
    }


def _sheet(assessed: SelfAssessment | None) -> FilledSheet:
    assert assessed, "what is handed in is filled in"
    parts = {part: written(points, "en") for part, points in assessed.filled.parts.items()}
    total = written(assessed.total, "en") if assessed.total is not None else None
    return mapped(FilledSheet, assessed.filled, parts=parts, total=total, star=assessed.star)


def _evidence(dossier: Dossier, paper: Evidence, base: str) -> EvidenceRef:
    at = f"{base}/api/dossiers/{dossier.id}/evidence/{paper.id}"
    return mapped(EvidenceRef, paper, url=f"{at}/content", shown_url=f"{at}/shown")
