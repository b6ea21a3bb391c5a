"""In-process facts that products react to."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import move_products

subscriptions = Subscriptions("products")


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_products(unit: Unit, fact: ProducerMerged) -> None:
    await move_products(unit, fact.producer, fact.into, reason=fact.reason)
