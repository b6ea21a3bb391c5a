"""In-process facts that advice reacts to: whom it was given was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.advice.store import counsels
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import (
    ProductMerged,
    move_concerns_of_producer,
    move_concerns_of_product,
)

subscriptions = Subscriptions("advice")


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_advice(unit: Unit, fact: ProducerMerged) -> None:
    await move_concerns_of_producer(unit, counsels, fact.producer, fact.into)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_advice(unit: Unit, fact: ProductMerged) -> None:
    await move_concerns_of_product(unit, counsels, fact.product, fact.into)
