"""What the services consume of the law: every edition of a rulebook, a list or a regulation, from the registry."""

from __future__ import annotations

from ocop_events.reference.rulebook import LawTextPublishedV1, RulebookPublishedV1

from kit.messaging.received import Received
from kit.messaging.subscriptions import Subscriptions
from kit.work import Unit
from services.editions import use_cases
from services.editions.announcements import edition_from, text_from
from services.editions.edition import LawEdition

subscriptions = Subscriptions("editions")


@subscriptions.on(RulebookPublishedV1)
async def when_a_rulebook_is_published_keep_its_edition(unit: Unit, event: Received[RulebookPublishedV1]) -> None:
    await use_cases.keep_published(unit, LawEdition(**edition_from(event.data), kept_at=unit.now, published=True))


@subscriptions.on(LawTextPublishedV1)
async def when_a_law_text_is_published_keep_its_edition(unit: Unit, event: Received[LawTextPublishedV1]) -> None:
    await use_cases.keep_published(unit, LawEdition(**text_from(event.data), kept_at=unit.now, published=True))
