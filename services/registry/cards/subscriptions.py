"""In-process facts that yearly cards react to: their product was merged, or is another producer's record."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.cards.use_cases import follow_merge, follow_product
from services.registry.products.use_cases import ProductMerged, ProductMoved

subscriptions = Subscriptions("cards")


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_cards(unit: Unit, fact: ProductMerged) -> None:
    await follow_merge(unit, fact.product.id, fact.into)


@subscriptions.within(ProductMoved)
async def when_a_product_moves_move_its_cards(unit: Unit, fact: ProductMoved) -> None:
    await follow_product(unit, fact.product)
