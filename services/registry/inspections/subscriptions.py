"""In-process facts that inspections react to: other agencies' inspections, and records that move or were merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.agencies.use_cases import MatchWithdrawn, ReportMatched
from services.registry.certificates.contradiction import Contradiction, WhatContradicts
from services.registry.inspections import store, views
from services.registry.inspections.use_cases import follow_producer, follow_product, take_report, withdraw_report
from services.registry.producers.use_cases import ProducerMerged, ProducerNamed
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("inspections")


@subscriptions.within(ReportMatched)
async def when_an_inspection_is_matched_list_it(unit: Unit, fact: ReportMatched) -> None:
    await take_report(unit, fact.report, fact.producer, fact.product)


@subscriptions.within(MatchWithdrawn)
async def when_a_match_is_withdrawn_take_its_inspection_off(unit: Unit, fact: MatchWithdrawn) -> None:
    await withdraw_report(unit, fact.report)


@subscriptions.within(ProducerNamed)
async def when_a_producer_is_named_name_its_inspections(unit: Unit, fact: ProducerNamed) -> None:
    await follow_producer(unit, fact.producer, was=fact.producer.id)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_inspections(unit: Unit, fact: ProducerMerged) -> None:
    await follow_producer(unit, fact.into, was=fact.producer.id)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_inspections(unit: Unit, fact: ProductMerged) -> None:
    await follow_product(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_inspections(unit: Unit, fact: ProductMoved) -> None:
    await follow_product(unit, fact.product.id, fact.product)


@subscriptions.within(WhatContradicts)
async def when_a_certificate_is_doubted_say_what_its_last_inspection_found(
    unit: Unit, asked: WhatContradicts
) -> list[Contradiction]:
    about = asked.certificate
    found = await store.of_product(unit, about.product_id, about.producer_id, asked.by)
    return views.contradictions(found, since=about.valid_from)
