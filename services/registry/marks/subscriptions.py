"""In-process facts that uses of the mark react to: what becomes of a certificate, and records that were merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.marks.use_cases import move_uses
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("marks")


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_uses(unit: Unit, fact: ProductMerged) -> None:
    await move_uses(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_uses(unit: Unit, fact: ProductMoved) -> None:
    await move_uses(unit, fact.product.id, fact.product)
