"""In-process facts that linkage contracts react to: whose they are was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.linkages.store import linkages
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import (
    ProductMerged,
    move_concerns_of_producer,
    move_concerns_of_product,
)

subscriptions = Subscriptions("linkages")


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_linkages(unit: Unit, fact: ProducerMerged) -> None:
    await move_concerns_of_producer(unit, linkages, fact.producer, fact.into)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_linkages(unit: Unit, fact: ProductMerged) -> None:
    await move_concerns_of_product(unit, linkages, fact.product, fact.into)
