"""What the registry hears of rulings."""

from __future__ import annotations

from ocop_events.evaluation.ruling import RulingIssuedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.storage import Unit
from law.rulebooks import shelf
from services.registry.certificates.use_cases import Decision, certify, note_refusal

subscriptions = Subscriptions("certificates")


@subscriptions.on(RulingIssuedV1)
async def when_a_ruling_is_issued_certify_the_product(unit: Unit, event: Received[RulingIssuedV1]) -> None:
    told = event.data
    if told.outcome == "recognised":
        months = told.validity_months or shelf().get(told.rulebook_id).validity_months
        decision = Decision(
            ruling_id=told.ruling_id,
            dossier_id=told.dossier_id,
            star=told.star,
            decision_number=told.decision_number or "",
            decided_on=told.decided_on,
            authority=told.authority or "",
            validity_months=months,
            office=told.office,
        )
        await certify(unit, decision)
    elif told.outcome == "not-recognised":
        await note_refusal(unit, dossier_id=told.dossier_id, office=told.office, star=told.star)
