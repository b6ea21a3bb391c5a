"""In-process facts that designs react to: whose they are was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.designs.store import designs
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import move_concerns_of_producer

subscriptions = Subscriptions("designs")


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_designs(unit: Unit, fact: ProducerMerged) -> None:
    await move_concerns_of_producer(unit, designs, fact.producer, fact.into)
