"""In-process facts that year plans react to: a product was entered, leaves, or was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.plans.use_cases import drop_product, follow_merge, follow_registration
from services.registry.products.use_cases import ProductLeaving, ProductMerged, ProductNamed

subscriptions = Subscriptions("plans")


@subscriptions.within(ProductNamed)
async def when_a_product_is_named_tie_the_idea_it_was(unit: Unit, fact: ProductNamed) -> None:
    await follow_registration(unit, fact.product)


@subscriptions.within(ProductLeaving)
async def when_a_product_leaves_take_it_off_the_plans(unit: Unit, fact: ProductLeaving) -> None:
    await drop_product(unit, fact.product)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_lines(unit: Unit, fact: ProductMerged) -> None:
    await follow_merge(unit, fact.product, fact.into)
