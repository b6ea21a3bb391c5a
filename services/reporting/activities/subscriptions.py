"""Events of the registry that activities react to: what another agency reported becomes a draft to confirm."""

from __future__ import annotations

from ocop_events.registry.agency_report import PromotionMatchedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.reporting.activities import rules, use_cases

subscriptions = Subscriptions("activities")


@subscriptions.on(PromotionMatchedV1)
async def when_a_promotion_is_matched_draft_an_activity(unit: Unit, event: Received[PromotionMatchedV1]) -> None:
    fact = event.data
    products = tuple(one.id for one in fact.products)
    office = rules.held_by(fact.place_code, event.place, fact.held_on)
    await use_cases.note_report(unit, fact.agency_report_id, fact.agency, office, fact.name, fact.held_on, products)
