"""In-process facts that credentials react to: who holds them is called otherwise, moved, or was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.credentials.use_cases import (
    follow_producer,
    move_credentials,
    move_credentials_of_product,
    show_on_product,
)
from services.registry.producers.use_cases import ProducerMerged, ProducerNamed
from services.registry.products.use_cases import ProductMerged, ProductNamed

subscriptions = Subscriptions("credentials")


@subscriptions.within(ProducerNamed)
async def when_a_producer_is_named_name_its_credentials(unit: Unit, fact: ProducerNamed) -> None:
    await follow_producer(unit, fact.producer)


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_credentials(unit: Unit, fact: ProducerMerged) -> None:
    await move_credentials(unit, fact.producer, fact.into)


@subscriptions.within(ProductMerged)
async def when_a_product_is_merged_move_its_credentials(unit: Unit, fact: ProductMerged) -> None:
    await move_credentials_of_product(unit, fact.product, fact.into)


@subscriptions.within(ProductNamed)
async def when_a_product_is_named_find_it_by_what_speaks_for_it(unit: Unit, fact: ProductNamed) -> None:
    await show_on_product(unit, fact.product)
