"""In-process facts that artwork reacts to: a product it was handed out for was merged, or is another producer's record."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.artwork.use_cases import follow_product
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("artwork")


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_hand_outs(unit: Unit, fact: ProductMerged) -> None:
    await follow_product(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_hand_outs(unit: Unit, fact: ProductMoved) -> None:
    await follow_product(unit, fact.product.id, fact.product)
