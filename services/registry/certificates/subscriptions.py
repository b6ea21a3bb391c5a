"""What the registry hears of rulings."""

from __future__ import annotations

from ocop_events.evaluation.ruling import RulingIssuedV1
from ocop_events.vocabulary import Basis as BasisTold
from pydantic import ValidationError

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from law.explanation import recorded_of
from services.registry.certificates.decision import Basis, Decision
from services.registry.certificates.refusals import RulingUnreadable
from services.registry.certificates.use_cases import certify, note_refusal

subscriptions = Subscriptions("certificates")


@subscriptions.on(RulingIssuedV1)
async def when_a_ruling_is_issued_certify_the_product(unit: Unit, event: Received[RulingIssuedV1]) -> None:
    told = event.data
    if told.outcome == "recognised":
        await certify(unit, _decision(told))
    elif told.outcome == "not-recognised":
        await note_refusal(unit, _decision(told))


def _decision(told: RulingIssuedV1) -> Decision:
    """Raises RulingUnreadable."""
    try:
        recorded = recorded_of(told.model_dump(mode="json"))
    except (ValidationError, KeyError, TypeError) as wrong:
        fields = wrong.errors(include_input=False) if isinstance(wrong, ValidationError) else []
        detail = ", ".join("/" + "/".join(str(part) for part in error["loc"]) for error in fields) or repr(wrong)
        raise RulingUnreadable(detail=detail) from wrong
    return Decision(
        ruling_id=told.ruling_id,
        dossier_id=told.dossier_id,
        product_id=told.product.id,
        producer_id=told.producer.id,
        office=told.office,
        decision_number=told.decision_number or "",
        decided_on=told.decided_on,
        basis=_basis(told.basis),
        recorded=recorded,
    )


def _basis(told: BasisTold | None) -> Basis:
    """A ruling of an earlier release states none, and has carried its sheets since the first."""
    if told is None:
        return Basis("sheets")
    paper = told.paper
    return Basis(
        kind=told.kind,
        paper=paper.name if paper else "",
        paper_sha256=paper.sha256 if paper else "",
        entered_by=told.entered_by or "",
        confirmed_by=told.confirmed_by or "",
    )
