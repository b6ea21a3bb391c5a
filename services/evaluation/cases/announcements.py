"""Events about cases: one mapping from the aggregate to the contract."""

from __future__ import annotations

from datetime import date
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
from ocop_events.registry.dossier import DossierContent
from ocop_events.vocabulary import EditionApplied
from ocop_events.vocabulary import Layer as ContractLayer

from kit.work import Unit
from services.evaluation.cases.case import Case
from services.evaluation.cases.dossier import Layer


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


def published_layers(layers: tuple[Layer, ...]) -> list[ContractLayer]:
    """Layers in the contract's form."""
    return [ContractLayer.model_validate(layer.model_dump()) for layer in layers]


def opened(unit: Unit, case: Case) -> None:
    fact = CaseOpenedV1(**facts(case), **_period(case), number=case.dossier.number, opened_on=case.opened_on)
    unit.announce(fact, place=case.place)


def received(unit: Unit, case: Case) -> None:
    assert case.from_case_id
    assert case.from_office
    fact = CaseReceivedV1(
        **facts(case),
        from_case_id=case.from_case_id,
        from_office=case.from_office,
        received_on=case.opened_on,
        **_period(case),
    )
    unit.announce(fact, place=case.place)


def returned(unit: Unit, case: Case) -> None:
    back = case.returns[-1]
    fact = CaseReturnedV1(
        **facts(case), missing=list(back.missing), returned_on=back.returned_on, supplement_by=back.supplement_by
    )
    unit.announce(fact, place=case.place)


def screened(unit: Unit, case: Case) -> None:
    assert case.screening is not None
    found = case.screening.model_dump(include={"proposes", "findings", "note", "screened_on"})
    unit.announce(CaseScreenedV1(**facts(case), **found), place=case.place)


def forwarded(unit: Unit, case: Case, *, to_tier: str, reason: str, layers: tuple[Layer, ...]) -> None:
    assert case.to_office is not None
    fact = CaseForwardedV1(
        **facts(case),
        to_office=case.to_office,
        to_tier=to_tier,
        forwarded_on=unit.today,
        reason=reason,
        dossier=DossierContent.model_validate(case.dossier.model_dump()),
        layers=published_layers(layers),
    )
    unit.announce(fact, place=case.place)


def edition_applied(unit: Unit, case: Case) -> None:
    """Publishes the last edition applied to the case's dossier."""
    applied = EditionApplied.model_validate(case.dossier.editions[-1].model_dump())
    fact = CaseEditionAppliedV1(**facts(case), rulebook_id=case.dossier.rulebook_id, applied=applied)
    unit.announce(fact, place=case.place)


def withdrawn(unit: Unit, case: Case, reason: str) -> None:
    fact = CaseWithdrawnV1(**facts(case), number=case.dossier.number, reason=reason, withdrawn_on=unit.today)
    unit.announce(fact, place=case.place)


def overdue(unit: Unit, case: Case, was_due_on: date) -> None:
    step = "screening" if case.screens else "council"
    fact = CaseOverdueV1(**facts(case), step=step, was_due_on=was_due_on, noticed_at=unit.now)
    unit.announce(fact, place=case.place)


def _period(case: Case) -> dict[str, Any]:
    if case.period is None:
        return {}
    return {"due_on": case.period.due_on, "period_days": case.period.days, "period_counted": case.period.counted}
