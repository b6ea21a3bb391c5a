"""In-process facts that propose to look at a certificate."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.products.use_cases import ProductionEnded
from services.registry.revocations.use_cases import propose_of_product

subscriptions = Subscriptions("revocations")


@subscriptions.within(ProductionEnded)
async def when_production_ended_propose_to_revoke(unit: Unit, fact: ProductionEnded) -> None:
    await propose_of_product(unit, fact.product, because=fact.because, by=fact.by)
