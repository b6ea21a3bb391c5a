"""In-process facts that yearly cards react to: whose they are was merged."""

from __future__ import annotations

from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.registry.cards.store import cards
from services.registry.producers.use_cases import ProducerMerged
from services.registry.products.use_cases import move_concerns_of_producer

subscriptions = Subscriptions("cards")


@subscriptions.within(ProducerMerged)
async def when_a_producer_is_merged_move_its_cards(unit: Unit, fact: ProducerMerged) -> None:
    await move_concerns_of_producer(unit, cards, fact.producer, fact.into)
