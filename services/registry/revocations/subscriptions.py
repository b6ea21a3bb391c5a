"""In-process facts that revocations react to: production that ended, records that were merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.certificates.arriving import RecognitionWithdrawn
from services.registry.products.use_cases import ProductionEnded, ProductMerged, ProductMoved
from services.registry.revocations.use_cases import move_revocations, propose_of_line, propose_of_product

subscriptions = Subscriptions("revocations")


@subscriptions.within(ProductionEnded)
async def when_production_ended_propose_to_revoke(unit: Unit, fact: ProductionEnded) -> None:
    await propose_of_product(unit, fact.product, because=fact.because, by=fact.by)


@subscriptions.within(RecognitionWithdrawn)
async def when_a_recognition_is_withdrawn_propose_to_revoke(unit: Unit, fact: RecognitionWithdrawn) -> None:
    await propose_of_line(unit, fact.certificate, fact.cited, reason=fact.reason)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_revocations(unit: Unit, fact: ProductMerged) -> None:
    await move_revocations(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_revocations(unit: Unit, fact: ProductMoved) -> None:
    await move_revocations(unit, fact.product.id, fact.product)
