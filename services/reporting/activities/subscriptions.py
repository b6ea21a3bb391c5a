"""Events of the registry that activities react to: what another agency reported becomes a draft to confirm."""

from __future__ import annotations

from ocop_events.registry.agency_report import PromotionMatchedV1

from kit.mapped import mapped
from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.reporting.activities import rules, use_cases

subscriptions = Subscriptions("activities")


@subscriptions.on(PromotionMatchedV1)
async def when_a_promotion_is_matched_draft_an_activity(unit: Unit, event: Received[PromotionMatchedV1]) -> None:
    fact = event.data
    office = rules.held_by(fact.place_code, event.place, fact.held_on)
    if office is None:
        return
    products = tuple(one.id for one in fact.products)
    said = mapped(rules.Reported, fact, office=office, first=fact.held_on, product_ids=products)
    await use_cases.note_report(unit, said)
