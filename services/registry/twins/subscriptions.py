"""In-process facts that likely twins react to: what was entered, renamed or moved, what ended, and what was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.producers.use_cases import ProducerLeaving, ProducerMerged, ProducerNamed
from services.registry.products.use_cases import ProductLeaving, ProductMerged, ProductNamed
from services.registry.twins.use_cases import forget_record, note_producers_like, note_products_like

subscriptions = Subscriptions("twins")


@subscriptions.within(ProducerNamed)
async def when_a_producer_is_named_look_for_its_twins(unit: Unit, fact: ProducerNamed) -> None:
    await note_producers_like(unit, fact.producer)


@subscriptions.within(ProductNamed)
async def when_a_product_is_named_look_for_its_twins(unit: Unit, fact: ProductNamed) -> None:
    await note_products_like(unit, fact.product)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_forget_its_pairs(unit: Unit, fact: ProducerMerged) -> None:
    await forget_record(unit, fact.producer.id)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_forget_its_pairs(unit: Unit, fact: ProductMerged) -> None:
    await forget_record(unit, fact.product.id)


@subscriptions.within(ProducerLeaving)
async def when_a_producer_ends_forget_its_pairs(unit: Unit, fact: ProducerLeaving) -> None:
    await forget_record(unit, fact.producer.id)


@subscriptions.within(ProductLeaving)
async def when_a_product_ends_forget_its_pairs(unit: Unit, fact: ProductLeaving) -> None:
    await forget_record(unit, fact.product.id)
