"""In-process facts that year plans react to: a product was entered, leaves, records were merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.plans.use_cases import drop_product, follow_producer, follow_product, follow_registration
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import ProductLeaving, ProductMerged, ProductMoved, ProductNamed

subscriptions = Subscriptions("plans")


@subscriptions.within(ProductNamed)
async def when_a_product_is_named_tie_the_idea_it_was(unit: Unit, fact: ProductNamed) -> None:
    await follow_registration(unit, fact.product)


@subscriptions.within(ProductLeaving)
async def when_a_product_leaves_take_it_off_the_plans(unit: Unit, fact: ProductLeaving) -> None:
    await drop_product(unit, fact.product)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_lines(unit: Unit, fact: ProductMerged) -> None:
    await follow_product(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_lines(unit: Unit, fact: ProductMoved) -> None:
    await follow_product(unit, fact.product.id, fact.product)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_lines(unit: Unit, fact: ProducerMerged) -> None:
    await follow_producer(unit, fact.producer.id, fact.into)
