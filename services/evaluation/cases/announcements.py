"""Facts about a case, told in the words of the treaty."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ocop_events.evaluation.case import (
    CaseEditionAppliedV1,
    CaseForwardedV1,
    CaseOpenedV1,
    CaseOverdueV1,
    CaseReceivedV1,
    CaseReturnedV1,
    CaseScreenedV1,
    CaseWithdrawnV1,
)
from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.registry.dossier import DossierContent
from ocop_events.vocabulary import EditionApplied
from ocop_events.vocabulary import Layer as TreatyLayer

from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Dossier, Layer, MemberSheet


def dossier_from(content: DossierContent) -> Dossier:
    """The dossier as we keep it, from the treaty's form."""
    return Dossier.model_validate(content.model_dump())


def layers_from(layers: list[TreatyLayer]) -> tuple[Layer, ...]:
    """Layers as we keep them, from the treaty's form."""
    return tuple(Layer.model_validate(layer.model_dump()) for layer in layers)


def layer_of_ruling(told: RulingIssuedV1) -> Layer:
    """What another office found, out of its ruling."""
    return Layer(
        office=told.office,
        tier=told.tier,
        case_id=told.case_id,
        outcome=told.outcome,
        total=told.total,
        star=told.star,
        rulebook_id=told.rulebook_id,
        decided_on=told.decided_on,
        ruling_id=told.ruling_id,
        sheets=tuple(MemberSheet.model_validate(sheet.model_dump()) for sheet in told.sheets),
    )


def layers_told(layers: tuple[Layer, ...]) -> list[TreatyLayer]:
    """Layers in the treaty's form."""
    return [TreatyLayer.model_validate(layer.model_dump()) for layer in layers]


def opened(case: Case) -> CaseOpenedV1:
    return CaseOpenedV1(**facts(case), **_period(case), number=case.dossier.number, opened_on=case.opened_on)


def received(case: Case) -> CaseReceivedV1:
    assert case.from_case_id
    assert case.from_office
    return CaseReceivedV1(
        **facts(case),
        from_case_id=case.from_case_id,
        from_office=case.from_office,
        received_on=case.opened_on,
        **_period(case),
    )


def returned(case: Case) -> CaseReturnedV1:
    back = case.returns[-1]
    return CaseReturnedV1(
        **facts(case), missing=list(back.missing), returned_on=back.returned_on, supplement_by=back.supplement_by
    )


def screened(case: Case) -> CaseScreenedV1:
    assert case.screening is not None
    found = case.screening
    return CaseScreenedV1(
        **facts(case), proposes=found.proposes, findings=found.findings, note=found.note, screened_on=found.screened_on
    )


def forwarded(case: Case, *, to_tier: str, on: date, reason: str, layers: tuple[Layer, ...]) -> CaseForwardedV1:
    assert case.to_office is not None
    return CaseForwardedV1(
        **facts(case),
        to_office=case.to_office,
        to_tier=to_tier,
        forwarded_on=on,
        reason=reason,
        dossier=DossierContent.model_validate(case.dossier.model_dump()),
        layers=layers_told(layers),
    )


def edition_applied(case: Case) -> CaseEditionAppliedV1:
    """The last edition applied to the case's dossier."""
    last = case.dossier.editions[-1]
    applied = EditionApplied.model_validate(last.model_dump())
    return CaseEditionAppliedV1(**facts(case), rulebook_id=case.dossier.rulebook_id, applied=applied)


def withdrawn(case: Case, *, reason: str, on: date) -> CaseWithdrawnV1:
    return CaseWithdrawnV1(**facts(case), number=case.dossier.number, reason=reason, withdrawn_on=on)


def overdue(case: Case, *, step: str, was_due_on: date, at: datetime) -> CaseOverdueV1:
    return CaseOverdueV1(**facts(case), step=step, was_due_on=was_due_on, noticed_at=at)


def facts(case: Case) -> dict[str, Any]:
    """What every event of evaluation says of its case."""
    dossier = case.dossier
    return {
        "case_id": case.id,
        "dossier_id": dossier.dossier_id,
        "product": dossier.product.model_dump(),
        "producer": dossier.producer.model_dump(),
        "office": case.office,
        "tier": case.tier,
    }


def _period(case: Case) -> dict[str, Any]:
    if case.period is None:
        return {}
    return {"due_on": case.period.due_on, "period_days": case.period.days, "period_counted": case.period.counted}
