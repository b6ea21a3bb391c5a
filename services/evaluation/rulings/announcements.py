"""Events about rulings: one mapping from the aggregate to the contract."""

from __future__ import annotations

from typing import Any

from ocop_events.evaluation.ruling import RulingAppealedV1, RulingCorrectedV1, RulingIssuedV1
from ocop_events.vocabulary import Basis, EditionApplied, ExplanationStep, MemberSheet, RegulationRef

from kit.work import Unit
from law.rulebooks import CouncilRegulation
from services.evaluation.cases.announcements import published_layers
from services.evaluation.rulings.ruling import Ruling


def facts(ruling: Ruling) -> dict[str, Any]:
    """What every event of a ruling carries."""
    dossier = ruling.dossier
    return {
        "ruling_id": ruling.id,
        "case_id": ruling.case_id,
        "dossier_id": dossier.dossier_id,
        "product": dossier.product.model_dump(),
        "producer": dossier.producer.model_dump(),
        "office": ruling.office,
        "tier": ruling.tier,
    }


def as_issued(ruling: Ruling) -> RulingIssuedV1:
    """The event by which a ruling was published: everything needed to compute it again."""
    return RulingIssuedV1(
        **facts(ruling),
        outcome=ruling.outcome.value,
        star=ruling.star,
        total=ruling.total,
        rulebook_id=ruling.rulebook_id,
        rulebook_hash=ruling.rulebook_hash,
        regulation=ruling.regulation,
        own_regulation=_regulation(ruling.own_regulation),
        council_size=len(ruling.scorers),
        chair_id=ruling.chair_id,
        recused=list(ruling.recused),
        sheets=[MemberSheet.model_validate(sheet.model_dump()) for sheet in ruling.sheets],
        explanation=[ExplanationStep.model_validate(step.model_dump()) for step in ruling.explanation],
        layers=published_layers(ruling.layers),
        authority=ruling.authority,
        decision_number=ruling.decision_number,
        decided_on=ruling.decided_on,
        signed_as=list(ruling.signature.lines) if ruling.signature else [],
        signed_by=ruling.signature.name if ruling.signature else None,
        validity_months=ruling.validity_months,
        basis=Basis(kind="sheets"),
        editions=[EditionApplied.model_validate(one.model_dump()) for one in ruling.dossier.editions],
    )


def issued(unit: Unit, ruling: Ruling) -> None:
    unit.announce(as_issued(ruling), place=ruling.place)


def appealed(unit: Unit, ruling: Ruling) -> None:
    appeal = ruling.appeals[-1]
    fact = RulingAppealedV1(**facts(ruling), grounds=appeal.grounds, appealed_on=appeal.appealed_on)
    unit.announce(fact, place=ruling.place)


def corrected(unit: Unit, ruling: Ruling) -> None:
    correction = ruling.corrections[-1]
    fact = RulingCorrectedV1(
        **facts(ruling),
        what=correction.what,
        decision_number=correction.decision_number,
        corrected_on=correction.corrected_on,
    )
    unit.announce(fact, place=ruling.place)


def _regulation(own: CouncilRegulation | None) -> RegulationRef | None:
    if own is None:
        return None
    facts = own.model_dump(mode="json", exclude={"council", "correction"})
    return RegulationRef.model_validate({**facts, "council": own.council.as_text()})
